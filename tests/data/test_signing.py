"""Sign-in sheets as machines and clerks write them: read alike in every encoding, and every fault named at once."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.data.calendars.period import parse_period
from generator.data.project import UnitData
from generator.data.records.attendance import Signed
from generator.desk.sign_ins import read_signs
from generator.errors import InputErrors, Refused
from tests import tiny

SPEC = {
    "people": {"甲": "a", "乙": "a", "丙": {"department": "a", "until": "2026-11-10"}, "丁": "a"},
    "duties": {},
}
NUMBER = tiny.ids(SPEC)
NOVEMBER = parse_period("2026-11")
TODAY = date(2026, 11, 23)
SHEET = """编号,姓名,部门,日期,上班,下班
{甲},甲,某科,2026-11-02,08:25,17:35
{乙},乙,某科,2026/11/2,8:05:59,
{甲},甲,某科,2026年11月3日,未打卡,17：31
{乙},乙,某科,2026-11-03,,
""".format(**NUMBER)
READ = {
    date(2026, 11, 2): {NUMBER["甲"]: ("08:25", "17:35"), NUMBER["乙"]: ("08:05", None)},
    date(2026, 11, 3): {NUMBER["甲"]: (None, "17:31")},
}


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> UnitData:
    return tiny.load(tmp_path_factory.mktemp("unit"), SPEC).units["u"]


def read(path: Path, unit: UnitData) -> dict[date, dict[str, tuple[str | None, str | None]]]:
    found = read_signs(path, unit, NOVEMBER, TODAY, path.parent)

    def clocks(signed: Signed) -> tuple[str | None, str | None]:
        first, last = (f"{clock:%H:%M}" if clock else None for clock in (signed.in_, signed.out))
        return first, last

    return {day: {person: clocks(signed) for person, signed in own.items()} for day, own in found.items()}


def faults(tmp_path: Path, unit: UnitData, text: str) -> list[str]:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as found:
        read_signs(path, unit, NOVEMBER, TODAY, tmp_path)
    return [str(fault) for fault in found.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read_alike(encoding: str, tmp_path: Path, unit: UnitData) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(SHEET.encode(encoding))
    assert read(path, unit) == READ


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters_and_lines_above_the_heads_are_read(delimiter: str, tmp_path: Path, unit: UnitData) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text("2026年11月\n" + SHEET.replace(",", delimiter), encoding="utf-8")
    assert read(path, unit) == READ


def test_a_workbook_with_real_days_and_times_is_read(tmp_path: Path, unit: UnitData) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["2026年11月考勤表"],
        ["工 号", "签到日期", "签到时间（上午）", "签退时间"],
        [int(NUMBER["甲"]), datetime(2026, 11, 2), time(8, 25, 40), datetime(2026, 11, 2, 17, 35)],
        [None, None, None, None],
        [float(NUMBER["乙"]), date(2026, 11, 2), "08:05", None],
        [NUMBER["甲"], "2026-11-03", None, time(17, 31)],
    ):
        sheet.append(row)
    book.save(tmp_path / "sheet.xlsx")
    assert read(tmp_path / "sheet.xlsx", unit) == READ


def test_names_alone_are_enough(tmp_path: Path, unit: UnitData) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("姓名,日期,签到,签退\n甲,2026-11-02,08:25,17:35\n", encoding="utf-8")
    assert read(path, unit) == {date(2026, 11, 2): {NUMBER["甲"]: ("08:25", "17:35")}}


def test_all_faults_are_told_at_once_each_in_its_cell(tmp_path: Path, unit: UnitData) -> None:
    found = faults(
        tmp_path,
        unit,
        "编号,姓名,日期,上班,下班\n"
        f"{NUMBER['甲']},乙,2026-11-02,08:25,17:35\n"
        "99,甲,2026-11-31,25:10,17:35\n"
        ",戊,2026-12-01,08:25,17:35\n"
        f"{NUMBER['丙']},丙,2026-11-11,17:35,08:25\n"
        ",,2026-11-24,08:25,八点\n"
        f"{NUMBER['乙']},乙,2026-11-02,08:25,17:35\n"
        f"{NUMBER['乙']},乙,2026/11/02,2026-11-03 08:25,\n"
        f"{NUMBER['乙']},乙,2026-11-02,08:25,17:35\n",
    )
    assert found == [
        f"sheet.csv:2:1: 第1列 乙：编号 {NUMBER['甲']} 是甲，不是乙；核对编号和姓名",
        f"sheet.csv:3:1: 第1列 甲：没有编号“99”；甲的编号是 {NUMBER['甲']}",
        "sheet.csv:3:3: 第3列 甲：日期“2026-11-31”认不出来；写成 2026-11-02 这样",
        "sheet.csv:3:4: 第4列 甲：时刻“25:10”认不出来；写成 08:25 这样；没有打卡的留空",
        "sheet.csv:4:2: 第2列 戊：没有人员“戊”；可用的有：丁、丙、乙、甲",
        "sheet.csv:4:3: 第3列 戊：2026-12-01 不在2026年11月；删去别的月份的行，或改 --month",
        "sheet.csv:5:3: 第3列 丙：2026-11-11 这一天不在本单位任职；核对 people.yml 里的任职起止，或删去这一行",
        "sheet.csv:5:5: 第5列 丙：下班 08:25 不晚于上班 17:35；核对两个时刻，用 24 小时制",
        "sheet.csv:6:2: 第2列：没有写是谁；填上编号或姓名",
        "sheet.csv:6:3: 第3列：2026-11-24 还没有到；核对日期",
        "sheet.csv:6:5: 第5列：时刻“八点”认不出来；写成 08:25 这样；没有打卡的留空",
        "sheet.csv:8:4: 第4列 乙：时刻写的是 2026-11-03，这一行是 2026-11-02；每行只写当天的时刻",
        "sheet.csv:9:3: 第3列 乙：与第 7 行是同一个人、同一天；每人每天只留一行",
    ]


def test_a_fault_in_a_workbook_names_the_cell(tmp_path: Path, unit: UnitData) -> None:
    book = Workbook()
    for row in (["姓名", "日期", "上班", "下班"], ["甲", datetime(2026, 11, 2), "早", None]):
        book.active.append(row)
    book.save(tmp_path / "sheet.xlsx")
    with pytest.raises(InputErrors, match=r"sheet.xlsx:2:3: C2 甲：时刻“早”认不出来"):
        read_signs(tmp_path / "sheet.xlsx", unit, NOVEMBER, TODAY, tmp_path)


def test_a_quoted_line_break_does_not_move_the_lines(tmp_path: Path, unit: UnitData) -> None:
    text = f'编号,备注,日期,上班,下班\n{NUMBER["甲"]},"一\n二",2026-11-02,08:25,\n{NUMBER["乙"]},,昨天,,\n'
    assert faults(tmp_path, unit, text) == [
        f"sheet.csv:4:3: 第3列 {NUMBER['乙']}：日期“昨天”认不出来；写成 2026-11-02 这样"
    ]


def test_namesakes_need_their_ids(tmp_path: Path) -> None:
    root = tiny.write(tmp_path, SPEC)
    people = root / "rosters/u/people.yml"
    namesake = "- {id: 9, name: 甲, service: [{from: 2026-01-01, department: a, role: staff}]}\n"
    people.write_text(people.read_text(encoding="utf-8") + namesake, encoding="utf-8")
    from generator import load

    found = faults(tmp_path, load(root).units["u"], "姓名,日期,上班,下班\n甲,2026-11-02,08:25,\n")
    assert found == [f"sheet.csv:2:1: 第1列 甲：有 2 个人叫“甲”；加一列编号：{NUMBER['甲']}、9"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "没有文件"),
        ("old.xls", b"x", "另存为 .xlsx"),
        ("broken.xlsx", b"PK no workbook", "不是完好的 XLSX"),
        ("empty.csv", b"\n,,\n", "是空的"),
        ("binary.csv", b"\x00\x01\xff\xfe\x00", "编码认不出来"),
        ("headless.csv", b"a,b\n1,2\n", "没有找到表头"),
        ("half.csv", "姓名,日期,上班\n甲,2026-11-02,08:25\n".encode(), "没有“下班”一列"),
        ("twice.csv", "姓名,日期,上班,上班,下班\n甲,2026-11-02,08:25,,\n".encode(), "“上班”有好几列"),
        ("nobody.csv", "姓名,日期,上班,下班\n甲,2026-11-02,,\n".encode(), "没有2026年11月的签到记录"),
    ],
)
def test_what_is_no_sign_in_sheet_is_refused_with_a_next_step(
    name: str, content: bytes | None, said: str, tmp_path: Path, unit: UnitData
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=said):
        read_signs(tmp_path / name, unit, NOVEMBER, TODAY, tmp_path)

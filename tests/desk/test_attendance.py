"""What a month's attendance adds up to, counted by hand; and that nothing of it gets where a site is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

import generator
from generator.cli import main
from generator.data.calendars.period import parse_period
from generator.data.project import Project
from generator.desk import attendance, counting
from generator.desk.counting import Row, Summary
from generator.errors import InputErrors, Refused
from generator.render.paper.attendance import MARK, basis, files
from generator.rules.words import decimal
from tests import tiny
from tests.desk.test_substitute import published

NOVEMBER = parse_period("2026-11")
NOW = datetime(2026, 11, 4, 18)  # Monday to Wednesday are over
KINDS = {
    "annual": {"title": "年休假", "forgives": True},
    "field": {"title": "外勤", "forgives": False, "present": True},
}
HOW = {
    "method": "指纹",
    "late_after": 5,
    "half_day_after": 120,
    "titles": {"absent": "无故缺席"},
    "measures": [{"title": "扣分", "unit": "分", "per": {"late": 1, "missing": 2, "absent": "§duty.days_between"}}],
}


def unit_of(people: dict[str, Any], **how: Any) -> dict[str, Any]:
    return {"people": people, "duties": {}, "unit": {"attendance": HOW | how, "leave_kinds": KINDS}}


def project(root: Path, spec: dict[str, Any], signs: dict[str, dict[str, str]]) -> Project:
    """A unit whose record says of days and people ``08:25-17:35``, ``-17:35`` or ``08:25-``."""
    made, number = tiny.load(root, spec), tiny.ids(spec)
    lines = ["编号,日期,上班,下班"]
    for day, own in signs.items():
        lines += [f"{number[name]},{day},{clocks.replace('-', ',')}" for name, clocks in own.items()]
    (root / "sheet.csv").write_text("\n".join(lines), encoding="utf-8")
    attendance.take_in(made, made.units["u"], NOVEMBER, root / "sheet.csv", date(2026, 11, 30), replace=False)
    return made


def summed(made: Project, now: datetime = NOW) -> Summary:
    return counting.summary(made, made.units["u"], NOVEMBER, now)


def rows(made: Project, now: datetime = NOW) -> dict[str, Row]:
    return {row.person.name: row for row in summed(made, now).rows}


def counts(row: Row) -> dict[str, Fraction]:
    return {status: amount for status, amount in row.times.items() if amount}


DAYS = ("2026-11-02", "2026-11-03", "2026-11-04")


def test_each_status_is_counted_by_the_figures_of_the_unit(tmp_path: Path) -> None:
    people = dict.fromkeys(["准时", "迟到", "早退", "缺", "不来", "半天"], "a")
    usual = dict.fromkeys(people, "08:30-17:30")
    signs = {
        DAYS[0]: usual
        | {"迟到": "08:36-17:30", "准时": "08:35-17:30", "早退": "08:30-17:29", "缺": "-17:30", "半天": "10:31-17:30"},
        DAYS[1]: {name: clocks for name, clocks in usual.items() if name != "不来"} | {"半天": "10:30-17:30"},
        DAYS[2]: usual | {"缺": "08:20-"},
    }
    found = rows(project(tmp_path, unit_of(people), signs))
    assert {name: counts(row) for name, row in found.items()} == {
        "准时": {},
        "迟到": {"late": 1},
        "早退": {"early": 1},
        "缺": {"missing": 2},
        "不来": {"absent": 1},
        "半天": {"absent": Fraction(1, 2), "late": 1},
    }
    assert {row.due for row in found.values()} == {3}
    assert (found["不来"].present, found["半天"].present) == (2, Fraction(5, 2))
    assert {name: decimal(row.measures[0]) for name, row in found.items()} == {
        "准时": "0", "迟到": "1", "早退": "0", "缺": "4", "不来": "2", "半天": "2",
    }  # fmt: skip
    assert found["不来"].details == [(date(2026, 11, 3), "无故缺席 1 天：没有打卡")]


def test_leave_is_taken_off_by_its_hours_and_field_work_counts_as_present(tmp_path: Path) -> None:
    half = {"from": "2026-11-02", "starts": "13:00"}
    spec = unit_of(
        {
            "全天": {"department": "a", "leave": [{"from": "2026-11-02", "until": "2026-11-03"}]},
            "半天": {"department": "a", "leave": [half]},
            "外勤": {"department": "a", "leave": [{"from": "2026-11-02", "kind": "field"}]},
            "未批": {"department": "a", "leave": [{"from": "2026-11-02", "status": "requested"}]},
            "重叠": {"department": "a", "leave": [half, {"from": "2026-11-02"}]},
        }
    )
    usual = dict.fromkeys(spec["people"], "08:30-17:30")
    signs = {DAYS[0]: {"半天": "08:30-13:00", "全天": "08:30-17:30"}, DAYS[1]: usual, DAYS[2]: usual}
    found = rows(project(tmp_path, spec, signs))
    assert {name: (row.due, row.present) for name, row in found.items()} == {
        "全天": (1, 1),
        "半天": (Fraction(5, 2), Fraction(5, 2)),
        "外勤": (3, 3),
        "未批": (3, 2),
        "重叠": (2, 2),
    }
    assert {name: row.leave for name, row in found.items() if row.leave} == {
        "全天": {"annual": 2},
        "半天": {"annual": Fraction(1, 2)},
        "重叠": {"annual": 1},
    }
    assert {name: counts(row) for name, row in found.items() if counts(row)} == {"未批": {"absent": 1}}
    assert found["外勤"].outside == 1
    assert "请假或外勤，但有打卡" in found["全天"].details[0][1]


def test_a_missed_session_of_study_counts_by_the_figure_of_the_unit_unless_there_was_leave(tmp_path: Path) -> None:
    people = {"缺席": "a", "请假": {"department": "a", "leave": [{"from": "2026-11-03"}]}, "到了": "a"}
    usual = dict.fromkeys(people, "08:30-17:30")
    made = project(tmp_path, unit_of(people, study_half_days=1), dict.fromkeys(DAYS, usual))
    number = tiny.ids({"people": people})
    folder = tmp_path / "rosters/u/study"
    folder.mkdir()
    absent = ", ".join(f'"{number[name]}"' for name in ("缺席", "请假"))
    (folder / "2026-11-03.yml").write_text(f"title: 法规学习\nabsent: [{absent}]\n", encoding="utf-8")
    found = rows(generator.load(made.root))
    assert {name: counts(row) for name, row in found.items()} == {
        "缺席": {"absent": Fraction(1, 2)}, "请假": {}, "到了": {},
    }  # fmt: skip
    assert (date(2026, 11, 3), "无故缺席 0.5 天：没有请假，缺席法规学习") in found["缺席"].details


def test_only_days_of_service_and_only_open_days_are_due(tmp_path: Path) -> None:
    spec = unit_of(
        {
            "新来": {"department": "a", "from": "2026-11-04"},
            "走了": {"department": "a", "until": "2026-11-02"},
            "保安": {"department": "a", "duty_only": True},
            "别的": {"department": "a", "role": "other"},
        },
        roles=["staff"],
    )
    signs = {day: {"新来": "08:30-17:30"} if day == DAYS[2] else {"走了": "08:30-17:30"} for day in (DAYS[0], DAYS[2])}
    found = rows(project(tmp_path, spec, signs), datetime(2026, 11, 9))
    assert {name: decimal(row.due) for name, row in found.items()} == {"新来": "1", "走了": "1", "保安": "2"}
    without_roles = unit_of(spec["people"])
    found = rows(project(tmp_path / "b", without_roles, signs), datetime(2026, 11, 9))
    assert sorted(found) == sorted(["新来", "走了", "别的"])


def test_a_day_with_no_record_at_all_is_not_counted_but_told(tmp_path: Path) -> None:
    made = summed(project(tmp_path, unit_of({"甲": "a"}), {DAYS[0]: {"甲": "08:30-17:30"}}))
    assert (made.days, made.through) == (1, date(2026, 11, 4))
    assert [note[:6] for note in made.notes] == ["11月3日（", "11月4日（"]
    assert made.rows[0].due == 1


def test_turns_beyond_the_hours_of_work_are_counted_with_their_length(tmp_path: Path) -> None:
    keeper = {"title": "值班员", "from": "all"}
    spec = {
        "people": {"甲": "a", "乙": "a"},
        "duties": {"d": {"on": "every-day", "hours": {"from": "08:00", "to": "18:00"}, "seats": {"keeper": keeper}}},
        "unit": {"attendance": HOW, "leave_kinds": KINDS},
    }
    made = published(tmp_path, spec, {f"2026-11-{day:02d}": "甲" if day in (1, 2) else "乙" for day in range(1, 31)})
    number = tiny.ids(spec)
    text = "编号,日期,上班,下班\n" + "".join(f"{number[name]},2026-11-02,08:00,18:00\n" for name in spec["people"])
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    attendance.take_in(made, made.units["u"], NOVEMBER, tmp_path / "s.csv", date(2026, 11, 5), replace=False)
    found = rows(made)
    assert (found["甲"].turns, found["甲"].extra) == (2, timedelta(hours=11))  # a Sunday of ten hours, one on Monday
    assert (found["乙"].turns, found["乙"].extra) == (2, timedelta(hours=2))  # Tuesday and Wednesday


def test_every_figure_is_cited(tmp_path: Path) -> None:
    made = project(tmp_path, unit_of({"甲": "a"}, late_after="§duty.days_between"), {DAYS[0]: {"甲": "08:30-17:30"}})
    lines = list(basis(made, summed(made)))
    assert "迟到：晚到超过 2 分钟（《值班制度》第二条）" in lines
    assert "早退：早走超过 0 分钟（本单位惯例）" in lines
    assert "无故缺席半天：晚到或早走超过 120 分钟（本单位惯例）" in lines
    assert "上班 08:30、下班 17:30（本单位惯例）" in lines


def test_both_outputs_hold_every_row_and_are_marked(tmp_path: Path) -> None:
    spec = unit_of({"甲": "a", "=1+1": "a"})
    made = project(tmp_path, spec, {DAYS[0]: {"甲": "08:50-17:30", "=1+1": "08:30-17:30"}})
    content = files(made, summed(made))
    book = load_workbook(BytesIO(content[".xlsx"]))
    cells = {cell.value: cell for sheet in book for line in sheet.iter_rows() for cell in line}
    assert MARK in cells
    assert cells["=1+1"].data_type == "s"  # a name is never a formula
    assert "迟到 20 分钟（08:50—17:30）" in cells
    pages = [page.extract_text() for page in PdfReader(BytesIO(content[".pdf"])).pages]
    assert all("内部资料" in page for page in pages)
    assert "甲" in pages[0]


def test_a_month_is_imported_once_and_replaced_only_when_that_is_said(tmp_path: Path) -> None:
    made = project(tmp_path, unit_of({"甲": "a"}), {DAYS[0]: {"甲": "08:30-17:30"}})
    unit, sheet = made.units["u"], tmp_path / "sheet.csv"
    with pytest.raises(Refused, match="--replace"):
        attendance.take_in(made, unit, NOVEMBER, sheet, date(2026, 11, 30), replace=False)
    kept = attendance.path_of(made, unit, NOVEMBER).read_text(encoding="utf-8")
    sheet.write_text("编号,日期,上班,下班\n1,2026-11-02,早,\n", encoding="utf-8")
    with pytest.raises(InputErrors):
        attendance.take_in(made, unit, NOVEMBER, sheet, date(2026, 11, 30), replace=True)
    assert attendance.path_of(made, unit, NOVEMBER).read_text(encoding="utf-8") == kept
    sheet.write_text("编号,日期,上班,下班\n1,2026-11-03,08:30,\n", encoding="utf-8")
    attendance.take_in(made, unit, NOVEMBER, sheet, date(2026, 11, 30), replace=True)
    assert [*attendance.read(made, unit, NOVEMBER).days] == [date(2026, 11, 3)]


def test_the_check_reads_every_record_and_tells_all_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = project(tmp_path, unit_of({"甲": "a"}), {DAYS[0]: {"甲": "08:30-17:30"}})
    call = ["--root", str(tmp_path), "check", "--today", "2026-11-23"]
    assert main(call) == 0
    path = attendance.path_of(made, made.units["u"], NOVEMBER)
    path.write_text(
        'unit: v\nmonth: 2026-11\nimported: 2026-11-30\ndays:\n  2026-11-02:\n    1: {in: "25:00"}\n    9: {in: "08:00"}\n  2026-12-01: {}\n',
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(call) == 1
    places = [line.partition("：")[0] for line in capsys.readouterr().err.splitlines()]
    where = "rosters/u/attendance/2026-11.yml"
    assert [
        f"{where}:1:7: unit",
        f"{where}:6:13: days.2026-11-02.1.in",
        f"{where}:7:5: days.2026-11-02.9",
        f"{where}:8:3: days.2026-12-01",
    ] == places


def test_a_unit_that_does_not_say_how_is_told_and_so_is_a_month_without_a_record(tmp_path: Path) -> None:
    spec = unit_of({"甲": "a"})
    silent = tiny.load(tmp_path / "a", spec | {"unit": {}})
    with pytest.raises(Refused, match="没有写明怎样计算考勤"):
        summed(silent)
    with pytest.raises(Refused, match="还没有2026年11月的考勤记录"):
        summed(tiny.load(tmp_path / "b", spec))
    with pytest.raises(Refused, match="还没有一个过完的工作日"):
        summed(project(tmp_path / "c", spec, {DAYS[0]: {"甲": "08:30-17:30"}}), datetime(2026, 11, 2, 12))


def test_an_unknown_role_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputErrors, match=r"attendance\.roles\.第1项：没有岗位类别“stuff”；最接近的是“staff”"):
        tiny.load(tmp_path, unit_of({"甲": "a"}, roles=["stuff"]))


def test_the_commands_write_outside_every_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tiny.write(tmp_path / "p", unit_of({"甲": "a"}))
    (tmp_path / "s.csv").write_text("姓名,日期,上班,下班\n甲,2026-11-02,08:31,17:40\n", encoding="utf-8")
    month = ["--month", "2026-11", "--today", "2026-11-03"]
    assert main(["--root", str(root), "attendance", "import", str(tmp_path / "s.csv"), *month]) == 0
    assert main(["--root", str(root), "attendance", "summary", *month, "--out", str(root / "site")]) == 1
    assert not (root / "site").exists()
    assert main(["--root", str(root), "attendance", "summary", *month]) == 0
    assert sorted(p.name for p in (root / "private/attendance").iterdir()) == ["u-2026-11.pdf", "u-2026-11.xlsx"]
    assert "内部资料" in capsys.readouterr().out


def test_loading_a_project_reads_no_attendance(tmp_path: Path) -> None:
    """A site is built from what ``load`` gives: there is nothing of it in there."""
    made = project(tmp_path, unit_of({"甲": "a"}), {DAYS[0]: {"甲": "04:37-17:30"}})
    again = generator.load(tmp_path)
    assert "04:37" in attendance.path_of(made, made.units["u"], NOVEMBER).read_text(encoding="utf-8")
    assert "datetime.time(4, 37)" not in repr(again)
    assert "attendance" not in {field for field in vars(again.units["u"]) if not field.startswith("_")}

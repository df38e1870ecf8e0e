"""An edited workbook comes back: what differs and what is wrong is said with its cell, and recorded only when asked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.workbook.conftest import Desk


def cell(book: Any, where: str) -> Any:
    sheet, _, place = where.partition("!")
    return book[sheet][place]


def records(desk: Desk) -> list[str]:
    return sorted(p.name for p in (desk.root / "rosters/u/published/2026-12").iterdir())


@pytest.mark.parametrize("verb", ["export", "import"])
def test_the_commands_have_help_with_an_example(desk: Desk, verb: str) -> None:
    with pytest.raises(SystemExit):
        desk.run("workbook", verb, "--help")
    assert f"例子：\n  zhiban workbook {verb}" in desk.capsys.readouterr().out


def test_an_untouched_workbook_changes_nothing(desk: Desk) -> None:
    status, said = desk.take_in(desk.file)
    assert status == 0
    assert "值班安排没有改动" in said


def test_a_change_is_told_with_its_cell_and_recorded_only_when_accepted(desk: Desk) -> None:
    path = desk.edit(lambda b: setattr(b["导办台值班"]["C6"], "value", "孙七"))  # 2 December: 张三 leads
    status, said = desk.take_in(path)
    assert status == 0
    assert "导办台值班!C6 12月2日（周三）导办台值班组长：张三 → 孙七" in said
    assert records(desk) == ["000-plan.yml"]
    assert "没有说明由谁批准" in desk.take_in(path, "--accept")[1]
    assert records(desk) == ["000-plan.yml"]
    assert desk.take_in(path, "--accept", "--by", "赵六")[0] == 0
    record = yaml.safe_load((desk.root / "rosters/u/published/2026-12/001-change.yml").read_text(encoding="utf-8"))
    [change] = record["changes"]
    assert (change["duty"], change["seat"], change["from"], change["to"]) == ("desk", "leader", ["2"], ["1"])
    assert (change["reason"], change["approved_by"]) == ("调整", "5")


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        ("值班表!C6", "李四", r"✗ 值班表!D6 李四同时排在.*由 值班表!C6 的改动引起"),
        ("值班表!C7", "王五", r"✗ 值班表!C7 王五当日不在岗，却排在12月3日（周四）"),
        ("导办台值班!C7", "王五", r"✗ 导办台值班!C7 王五当日不在岗，却排在12月3日（周四）"),
        (
            "导办台值班!D7",
            None,
            r"✗ 导办台值班!D7 12月3日（周四）导办台值班成员应有 2 人，实排 1 人（《值班制度》第一条）",
        ),
        ("值班表!D6", "李四、赵六、孙七", r"✗ 值班表!D6 12月2日（周三）导办台值班成员应有 2 人，实排 3 人"),
        ("值班表!C9", "张三", r"值班表!C9 张三：12月5日（周六）没有导办台值班"),
        ("值班表!C6", "张山", r"值班表!C6 张山：没有这个人；最接近的是“张三”"),
        ("值班表!C6", "=A1&B1", r"值班表!C6：这里的公式还没有算出结果"),
        ("值班表!C6", "#REF!", r"值班表!C6 #REF!：没有这个人"),
        ("值班表!D6", "李四、李四", r"值班表!D6 李四：写了两遍"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(desk: Desk, where: str, value: str | None, said: str) -> None:
    path = desk.edit(lambda b: setattr(cell(b, where), "value", value))
    status, out = desk.take_in(path)
    assert status == 1
    assert re.search(said, out), out
    if "实排 1 人" not in said:  # an empty seat may be recorded, like every other command allows
        assert desk.take_in(path, "--accept", "--by", "赵六")[0] == 1
        assert records(desk) == ["000-plan.yml"]


def test_all_that_is_wrong_is_said_at_once(desk: Desk) -> None:
    def change(book: Any) -> None:
        book["值班表"]["C6"], book["值班表"]["C7"], book["周值班"]["C5"] = "无名氏", "查无", "甲乙丙"

    out = desk.take_in(desk.edit(change))[1]
    assert all(f"{where} " in out for where in ("值班表!C6", "值班表!C7", "周值班!C5"))


def test_two_sheets_that_contradict_each_other_are_told(desk: Desk) -> None:
    def change(book: Any) -> None:
        book["值班表"]["C6"], book["导办台值班"]["C6"] = "孙七", "王五"

    status, out = desk.take_in(desk.edit(change))
    assert status == 1
    assert "导办台值班!C6 王五：12月2日（周三）导办台值班组长两处写得不一样，值班表!C6 写的是孙七" in out


def test_what_happened_already_may_be_recorded_as_served(desk: Desk) -> None:
    path = desk.edit(lambda b: setattr(b["值班表"]["C7"], "value", "王五"))  # on leave that day
    assert desk.take_in(path, "--accept", "--by", "赵六")[0] == 1
    assert desk.take_in(path, "--accept", "--by", "赵六", "--reason", "补办", "--served")[0] == 0
    assert records(desk) == ["000-plan.yml", "001-change.yml"]


def test_a_change_made_since_the_export_is_kept(desk: Desk) -> None:
    other = desk.edit(lambda b: setattr(b["值班表"]["C6"], "value", "孙七"), "other.xlsx")
    own = desk.edit(lambda b: setattr(b["值班表"]["C7"], "value", "孙七"), "own.xlsx")
    same = desk.edit(lambda b: setattr(b["值班表"]["C6"], "value", "王五"), "same.xlsx")
    assert desk.take_in(other, "--accept", "--by", "赵六")[0] == 0
    status, out = desk.take_in(own)
    assert "值班表!C7" in out
    assert "C6" not in out
    assert status == 0
    status, out = desk.take_in(same)
    assert status == 1
    assert "值班表!C6：导出以后这一席又变更过" in out


def test_a_draft_is_changed_and_can_be_published(drafting: Desk) -> None:
    path = drafting.edit(lambda b: setattr(b["值班表"]["C6"], "value", "孙七"))
    status, out = drafting.take_in(path, "--accept", "--by", "赵六")
    assert status == 0, out
    assert "已更新草稿：rosters/u/drafts/2026-12/plan.yml" in out
    assert drafting.run("publish", "2026-12")[0] == 0


def test_leave_and_wishes_become_records_and_people_are_left_to_a_hand(desk: Desk) -> None:
    def change(book: Any) -> None:
        for column, value in ((2, "李 四"), (3, "12月２８日"), (5, "2026/12/29"), (7, "年休假")):
            book["请假"].cell(6, column).value = value
        for column, value in ((2, "赵六"), (3, "周值班"), (4, "12月7日"), (6, "不想值")):
            book["意愿"].cell(4, column).value = value
        book["人员"]["C4"] = "a"
        book["请假"]["E4"] = "2026-12-04"

    path = desk.edit(change)
    status, out = desk.take_in(path)
    assert status == 0, out
    assert "新的请假：李四 2026-12-28 至 2026-12-29 年休假" in out
    assert "孙七（1）的部门在表里是“a”，资料里是“b”：请在 people.yml 里改" in out
    assert "请假 4-0 在表里改成了 2026-12-03 至 2026-12-04" in out
    folder = desk.root / "rosters/u"
    assert not (folder / "leave/3-2026-12-28.yml").exists()
    assert desk.take_in(path, "--accept")[0] == 0
    kept = yaml.safe_load((folder / "leave/3-2026-12-28.yml").read_text(encoding="utf-8"))
    assert (kept["kind"], kept["until"], kept["status"]) == ("annual", "2026-12-29", "requested")
    assert yaml.safe_load((folder / "wishes/5-2026-12-07.yml").read_text(encoding="utf-8"))["want"] == "off"
    assert desk.run("check")[0] == 0


def test_wrong_lines_of_leave_are_told_at_their_cells(desk: Desk) -> None:
    def change(book: Any) -> None:
        for column, value in ((2, "李四"), (3, "12月40日"), (7, "年假")):
            book["请假"].cell(6, column).value = value
        for column, value in ((2, "钱八"), (3, "早班"), (4, "12月7日"), (6, "随便")):
            book["意愿"].cell(4, column).value = value

    status, out = desk.take_in(desk.edit(change))
    assert status == 1
    assert "请假!C6 李四：日期“12月40日”认不出来" in out
    assert "请假!G6 李四：没有请假种类“年假”；最接近的是“年休假”" in out
    assert "意愿!B4 钱八：“钱八”没有这个人" in out
    assert "意愿!F4 钱八：写的是“随便”；应是想值或不想值" in out


@pytest.mark.parametrize("how", ["macro", "links", "ending", "broken"])
def test_macros_and_links_are_refused_with_a_sentence(desk: Desk, how: str) -> None:
    from zipfile import ZipFile

    path = Path(str(desk.file)).rename(desk.root / ("u.xlsm" if how == "ending" else "u.xlsx"))
    if how == "broken":
        path.write_bytes(b"PK nothing")
    elif how != "ending":
        with ZipFile(path, "a") as packed:
            packed.writestr("xl/vbaProject.bin" if how == "macro" else "xl/externalLinks/externalLink1.xml", "x")
    status, out = desk.take_in(path)
    assert status == 1
    assert {"macro": "带有宏", "links": "外部链接或 DDE", "ending": "可能带有宏", "broken": "不是完好的"}[how] in out
    assert "下一步：" in out


def test_a_formula_that_calls_a_program_is_refused(desk: Desk) -> None:
    path = desk.edit(lambda b: setattr(b["值班表"]["C6"], "value", "=cmd|' /C calc'!A0"))
    assert "DDE" in desk.take_in(path)[1]


def test_a_workbook_of_another_roster_is_refused(desk: Desk) -> None:
    def change(book: Any) -> None:
        sheet = book["说明"]
        [mark] = [row[1] for row in sheet.iter_rows() if row[0].value == "指纹"]
        mark.value = "sha256:0"

    assert "不是从现在的排班表导出的" in desk.take_in(desk.edit(change))[1]


def oddly(book: Any) -> None:
    """Do to a workbook what Excel, WPS and their users do without meaning anything: a column and a row are put in."""
    old, new = book["值班表"], book.create_sheet("新的", 0)
    for (cell,) in ((cell,) for row in old.iter_rows() for cell in row):
        at = new.cell(cell.row + (cell.row > 2), cell.column + (cell.column > 2))
        value = cell.value
        if cell.row > 4 and cell.column == 1:
            text = f"２０２６年１２月{cell.row - 4}日 星期{'一二三四五六日'[value.weekday()]}"
            value = text if cell.row % 2 else f"12-{cell.row - 4}"
        elif cell.row > 4 and isinstance(value, str):
            padded = value.replace("张三", "张　三").replace("李四", " 李 四 ")
            value = padded.replace("、", "\n" if cell.row % 2 else "，")
        if type(cell).__name__ != "MergedCell":
            at.value = value
    for block in old.merged_cells.ranges:
        if block.min_row > 2:
            new.merge_cells(
                start_row=block.min_row + 1,
                end_row=block.max_row + 1,
                start_column=block.min_col + (block.min_col > 2),
                end_column=block.max_col + (block.max_col > 2),
            )
    new["A3"], new["C4"], new["C8"] = "（请各部门传阅）", "备注", "记得带钥匙"
    del book["值班表"]
    book["周值班"].sheet_state = "hidden"
    book.create_sheet("Sheet1")["A1"] = "草稿纸"


def test_oddities_of_spreadsheets_change_nothing(desk: Desk) -> None:
    path = desk.edit(oddly)
    status, out = desk.take_in(path)
    assert status == 0, out
    assert "值班安排没有改动" in out
    assert "没有读隐藏的工作表：周值班" in out
    assert "没有读：Sheet1" in out

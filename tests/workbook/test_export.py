"""The workbook as it goes out: one sheet to see all, one a duty, and nothing in it that a program would run."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator.workbook.export import sheet_names
from generator.workbook.text import got, put
from tests.workbook.conftest import Desk

HOSTILE = ["=1+1", "+86", "-甲", "@SUM(A1)", "'甲", "=cmd|' /C calc'!A0", "甲\x07乙", "_x0041_", "<b>", "&A", "甲\n乙"]


def heads(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet["A3:E4"]]


def test_the_overview_has_days_down_and_duties_across(desk: Desk) -> None:
    book = load_workbook(desk.file)
    sheet = book["值班表"]
    assert heads(sheet) == [["日期", "星期", "导办台值班", None, "周值班"], [None, None, "组长", "成员", "值班员"]]
    assert [sheet.cell(row, 1).value for row in (5, 35)] == [datetime(2026, 12, 1), datetime(2026, 12, 31)]
    assert sheet["C9"].value == "—"  # Saturday
    assert "E11:E15" in map(str, sheet.merged_cells.ranges)  # the week of 7 December
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$1:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert "第 &P 页" in sheet.oddFooter.center.text
    assert sheet["A9"].fill.fgColor.rgb != sheet["A8"].fill.fgColor.rgb  # shaded


def test_every_place_has_a_drop_down_of_those_who_could_serve_that_day(desk: Desk) -> None:
    book = load_workbook(desk.file)
    lists = {
        str(cell): [c.value for (c,) in book["名单"][name.attr_text.partition("!")[2].replace("$", "")]]
        for validation in book["导办台值班"].data_validations.dataValidation
        for cell in validation.sqref.ranges
        for name in [book.defined_names[validation.formula1]]
    }
    everybody = {"张三", "李四", "王五", "赵六", "孙七"}
    on = {cell: set(names) for cell, names in lists.items()}
    assert next(names for cells, names in on.items() if cells.startswith("C5")) == everybody
    assert next(names for cells, names in on.items() if cells.startswith("C7")) == everybody - {"王五"}  # on leave
    assert book["名单"].sheet_state == "hidden"


def test_leave_shows_days_and_no_kind(desk: Desk) -> None:
    sheet = load_workbook(desk.file)["请假"]
    [row] = [[c.value for c in row] for row in sheet.iter_rows(min_row=4) if row[0].value]
    assert row == ["4-0", "王五", datetime(2026, 12, 3), None, datetime(2026, 12, 3), None, None, None, "已批准"]


def test_a_draft_says_so(drafting: Desk) -> None:
    assert load_workbook(drafting.file)["值班表"]["A1"].value.endswith("（草稿）")


def test_it_is_never_written_into_a_site_or_over_another(desk: Desk) -> None:
    (desk.root / "site").mkdir()
    (desk.root / "site/index.html").touch()
    status, said = desk.run("workbook", "export", "2026-12", "--out", str(desk.root / "site/u.xlsx"))
    assert (status, "是网站的文件夹" in said, (desk.root / "site/u.xlsx").exists()) == (1, True, False)
    status, said = desk.run("workbook", "export", "2026-12", "--out", str(desk.file))
    assert status == 1
    assert "可能有还没导入的改动" in said


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula_and_is_read_back_the_same(text: str, tmp_path: Path) -> None:
    book = Workbook()
    put(book.active["A1"], text)
    book.save(tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx").active["A1"]
    assert (cell.data_type, got(cell.value)) == ("s", text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r￾￿"), min_size=1, max_size=20))
def test_any_text_is_read_back_the_same(text: str) -> None:
    cell = Workbook().active["A1"]
    put(cell, text)
    assert cell.data_type == "s"
    assert got(cell.value) == text


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_sheets_have_names_that_excel_allows(titles: list[str]) -> None:
    names = sheet_names(titles, {"人员"})
    assert len({name.lower() for name in names} | {"人员", "history"}) == len(names) + 2
    assert all(1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def test_a_day_is_a_day(desk: Desk) -> None:
    cell = load_workbook(desk.file)["导办台值班"]["A5"]
    assert (cell.value.date(), cell.number_format) == (date(2026, 12, 1), 'm"月"d"日"')

"""Grids that people made by hand, in the shapes in which they make them, and any roster there and back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.check import check
from generator.data.calendars.period import parse_period
from generator.data.files.reading import Faults
from generator.data.records.roster import Published, Roster
from generator.problem.problem import Problem
from generator.workbook.days import read_day
from generator.workbook.export import workbook
from generator.workbook.marks import grids
from generator.workbook.names import Names
from generator.workbook.opening import Square, open_tables
from generator.workbook.reading import Read, Reader
from generator.workbook.source import Source
from tests import tiny
from tests.workbook.conftest import Desk

SPEC: dict[str, Any] = {
    "people": {"甲": "a", "乙": "a", "丙": "b", "=丁": "b", "戊 己": "b"},
    "days": ["2026-12-01", "2026-12-08"],
    "open": "every-day",
    "duties": {
        "early": {
            "title": "早班",
            "seats": {"lead": {"title": "组长", "from": "all"}, "clerks": {"title": "成员", "from": "all", "count": 2}},
        },
        "late": {
            "title": "晚班",
            "hours": {"from": "19:00", "to": "21:00"},
            "seats": {"clerk": {"title": "值守", "from": "all"}},
        },
        "week": {"title": "周值班", "cycle": "week", "concurrent_with": ["early", "late"]},
        "report": {"title": "月报", "cycle": "month", "concurrent_with": ["early", "late", "week"]},
        "visit": {"title": "网点巡访", "on": "bookings", "seats": {"visitor": {"title": "巡访人", "from": "all"}}},
    },
    "bookings": {
        "v1": {"duty": "visit", "title": "城北第1次", "on": "2026-12-02", "from": "09:00", "to": "10:00"},
        "v2": {"duty": "visit", "title": "城北第2次", "on": "2026-12-02", "from": "11:00", "to": "12:00"},
        "v3": {"duty": "visit", "title": "城南", "on": "2026-12-04", "from": "09:00", "to": "10:00"},
    },
}
NUMBER = tiny.ids(SPEC)
WEEK = "一二三四五六日"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    return tiny.problem(tmp_path_factory.mktemp("unit"), SPEC)


def read(made: Problem, path: Path) -> tuple[Read, list[str]]:
    faults = Faults(path.parent)
    names = Names(made.unit, made.people, made.period.first)
    tables, _ = open_tables(path)
    found = Reader(made, names, path, faults).tables(grids(tables))
    return found, [str(fault) for fault in faults.found]


@given(data=st.data())
@settings(max_examples=25)
def test_any_roster_goes_out_and_comes_back(made: Problem, data: st.DataObject) -> None:
    """Too many, too few, the wrong ones: the sheet holds what the roster says, whatever the rules say of it."""
    people = st.lists(st.sampled_from(sorted(made.people)), unique=True, max_size=4)
    held = {key: tuple(sorted(data.draw(people))) for key in made.seats}
    record = Published(format="1", unit="u", period=made.period.name, previous="none")
    content = workbook(Source(check(made, Roster(held)), record, "草稿", None), date(2026, 11, 23))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "u.xlsx"
        path.write_bytes(content)
        found, faults = read(made, path)
    assert faults == []
    assert found.skipped == []
    assert found.held == held


def down(sheet: Any) -> None:
    """Days down, duties across, two rows of heads, a title above, a column of weekdays."""
    sheet.append(["某单位2026年12月值班表"])
    sheet.append(["日期", "星期", "早班", None, "晚班"])
    sheet.append([None, None, "组长", "成员", None])
    for day in range(1, 9):
        sheet.append([datetime(2026, 12, day), WEEK[date(2026, 12, day).weekday()], "甲", "乙、丙", "甲"])
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("C2:D2")


def across(sheet: Any) -> None:
    """Days across, seats down."""
    sheet.append(["12月值班安排"])
    sheet.append(["班次", "席位", *(f"{day}日" for day in range(1, 9))])
    sheet.append([None, None, *(WEEK[date(2026, 12, day).weekday()] for day in range(1, 9))])
    sheet.append(["早班", "组长", *["甲"] * 8])
    sheet.append(["早班", "成员", *["乙\n丙"] * 8])
    sheet.append(["晚班", "值守", *["甲"] * 8])


def people_down(sheet: Any) -> None:
    """Days across, people down, the shift in each cell, as call centres do."""
    sheet.append(["序号", "姓名", *range(1, 9)])
    sheet.append([1, "甲", *["早、晚"] * 8])
    sheet.append([2, "乙", *["早"] * 8])
    sheet.append([3, "丙", *["早班"] * 8])
    sheet.append([4, "=丁", *["休"] * 8])
    sheet["B5"].value, sheet["B5"].data_type = "=丁", "s"


def side_by_side(sheet: Any) -> None:
    """Two halves beside each other, one name list for the whole duty."""
    sheet.append(["日期", "早班", "晚班", "日期", "早班", "晚班"])
    for day in range(1, 5):
        sheet.append([f"12.{day}", "甲 乙 丙", "甲", f"12.{day + 4}", "甲/乙/丙", "甲"])


def one_seat_a_column(sheet: Any) -> None:
    """A column for every place, numbered; names merged over days."""
    sheet.append(["日期", "早班组长", "早班成员1", "早班成员2", "晚班值班人员", "备注"])
    for day in range(1, 9):
        sheet.append([f"2026/12/{day}", "甲" if day == 1 else None, "乙", "丙", "甲", "随便写的"])
    sheet.merge_cells("B2:B9")


@pytest.mark.parametrize("shape", [down, across, people_down, side_by_side, one_seat_a_column])
def test_grids_are_recognised_in_every_shape(made: Problem, tmp_path: Path, shape: Callable[[Any], None]) -> None:
    book = Workbook()
    shape(book.active)
    book.save(tmp_path / "old.xlsx")
    found, faults = read(made, tmp_path / "old.xlsx")
    assert faults == []
    own = {key: people for key, people in found.held.items() if key.duty in ("early", "late")}
    assert len(own) == 3 * 8
    everybody = {p for key, people in own.items() if key.duty == "early" for p in people}
    assert everybody == {NUMBER["甲"], NUMBER["乙"], NUMBER["丙"]}
    assert all(people == (NUMBER["甲"],) for key, people in own.items() if key.duty == "late")
    assert all(len(people) == (2 if key.seat == "clerks" else 1) for key, people in own.items())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["日期", "早斑组长"], ["12月1日", "甲"]], "没有叫“早斑组长”的值班或席位"),
        ([["日期", "组长"], ["12月1日", "庚"]], "庚：没有这个人"),
        ([["日期", "早班"], ["12月1日", "甲"], ["2027-01-05", "甲"]], "2027-01-05 不在2026年12月"),
        ([["日期", "网点巡访"], ["12月2日", "甲"]], "12月2日（周三）网点巡访没有场次“”"),
        ([["日期", "周值班"], ["12月7日", "甲"], ["12月8日", "乙"]], "两处写得不一样"),
    ],
)
def test_what_is_not_understood_is_said_with_what_would_be(
    made: Problem, tmp_path: Path, rows: Sequence[Sequence[str]], said: str
) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "old.xlsx")
    faults = read(made, tmp_path / "old.xlsx")[1]
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2026, 12, 7), 7),
        ("2026-12-07", 7),
        ("２０２６．１２．７", 7),
        ("2026年12月7日（周一）", 7),
        ("12月7日 星期一", 7),
        ("12/7", 7),
        ("12.7", 7),
        ("7日", 7),
        ("7", 7),
        (7, 7),
        (7.0, 7),
        (46363, 7),
        ("20261207", 7),
        ("12月7日—11日", 7),
        ("7日-11日", 7),
        ("2026-12-07至2026-12-11", 7),
        ("12月40日", None),
        ("值班", None),
        (12.7, None),
        (None, None),
    ],
)
def test_days_are_read_in_every_form(value: object, day: int | None) -> None:
    found = read_day(Square(value, "A1", 1, 1), parse_period("2026-12"))
    assert found == (date(2026, 12, day) if day else None)


def test_verify_checks_a_grid_and_says_what_it_found(desk: Desk) -> None:
    book = Workbook()
    book.active.append(["日期", "导办台值班组长"])
    for day in range(1, 32):
        weekend = date(2026, 12, day).weekday() > 4
        book.active.append([f"12月{day}日", "" if weekend else "王五" if day == 3 else None if day == 4 else "张三"])
    path = desk.root / "old.xlsx"
    book.save(path)
    status, out = desk.run("verify", str(path), "--period", "2026-12")
    assert status == 1
    assert "认出：导办台值班（组长）" in out
    assert "表里没有，没有核对：导办台值班（成员）" in out
    assert "Sheet!B4 王五当日不在岗，却排在12月3日（周四）导办台值班组长" in out
    assert "Sheet!B5 12月4日（周五）导办台值班组长应有 1 人，实排 0 人（《值班制度》第一条）" in out
    assert "2 处不对" in out


def test_verify_says_what_it_needs(desk: Desk) -> None:
    book = Workbook()
    book.active.append(["随便"])
    book.save(desk.root / "old.xlsx")
    assert "加上 --period" in desk.run("verify", str(desk.root / "old.xlsx"))[1]
    assert "没有认出2026年12月的值班表" in desk.run("verify", str(desk.root / "old.xlsx"), "--period", "2026-12")[1]
    assert "zhiban workbook import" in desk.run("verify", str(desk.file), "--period", "2026-12")[1]
    assert "没有文件" in desk.run("verify", "nothing.xlsx")[1]

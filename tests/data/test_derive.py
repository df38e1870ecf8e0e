"""From what is kept to slots and seats: days, weeks, weekdays, hours."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator.problem.problem import Problem
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}


def made(root: Path, days: list[str], **duty: Any) -> Problem:
    spec = {"people": {"甲": "a", "乙": "a"}, "days": days, "duties": {"d": {"seats": KEEPER, **duty}}}
    return tiny.problem(root, spec)


def test_workdays_leave_out_weekends_and_holidays(tmp_path: Path) -> None:
    slots = made(tmp_path, ["2026-09-30", "2026-10-12"], on="workdays").slots
    assert [slot.day.day for slot in slots] == [30, 8, 9, 12]  # 1 to 7 October is off, 10 and 11 are a weekend


def test_a_week_is_keyed_by_its_monday_and_belongs_where_its_first_open_day_is(tmp_path: Path) -> None:
    october = made(tmp_path, ["2026-10-01", "2026-10-31"], on="workdays", cycle="week").slots
    assert [slot.seats[0].key.day for slot in october] == [date(2026, 10, d) for d in (5, 12, 19, 26)]
    assert [slot.day for slot in october] == [date(2026, 10, d) for d in (8, 12, 19, 26)]
    assert october[0].days == (date(2026, 10, 8), date(2026, 10, 9))
    assert october[0].starts == datetime(2026, 10, 8, 8)
    assert october[0].ends == datetime(2026, 10, 9, 18)
    (across,) = made(tmp_path / "across", ["2026-11-30", "2026-11-30"], on="workdays", cycle="week").slots
    assert across.days[-1] == date(2026, 12, 4)
    assert not made(tmp_path / "rest", ["2026-12-01", "2026-12-06"], on="workdays", cycle="week").slots


def test_weekdays_and_the_day_that_a_make_up_day_stands_for(tmp_path: Path) -> None:
    days = ["2026-12-01", "2026-12-07"]
    assert [slot.day.day for slot in made(tmp_path, days, on=["mon", "tue"]).slots] == [1, 7]
    unit = made(tmp_path / "x", days, on=["thu", "fri"])
    assert [slot.day.day for slot in unit.slots] == [3, 4]


def test_past_midnight_and_minutes_before_and_after(tmp_path: Path) -> None:
    hours = {"from": "08:30", "to": "08:30", "arrive_early": 15, "leave_late": 5}
    (slot,) = made(tmp_path, ["2026-12-01", "2026-12-01"], hours=hours).slots
    assert (slot.arrive, slot.starts) == (datetime(2026, 12, 1, 8, 15), datetime(2026, 12, 1, 8, 30))
    assert (slot.ends, slot.leave) == (datetime(2026, 12, 2, 8, 30), datetime(2026, 12, 2, 8, 35))


def test_a_seat_may_have_hours_of_its_own(tmp_path: Path) -> None:
    seats = {"open": KEEPER["keeper"] | {"hours": {"from": "08:00", "to": "08:20"}}} | KEEPER
    (slot,) = made(tmp_path, ["2026-12-01", "2026-12-01"], seats=seats).slots
    early, usual = slot.seats
    assert (early.arrive.hour, early.leave.minute, usual.leave.hour) == (8, 20, 18)


def test_nobody_is_called_for_two_seats_at_once(tmp_path: Path) -> None:
    """After a leave both orders may come to the same person: the later seat calls the next, and the turn is made up."""
    order = {"from": "all", "turn": "order"}
    seats = {
        "early": order | {"title": "早班", "order": ["甲", "乙", "丙"]},
        "late": order | {"title": "晚班", "order": ["乙", "丙", "甲"]},
    }
    away = {"department": "a", "leave": [{"from": "2026-12-02"}]}
    duties = {"d": {"seats": seats, "rules": [{"people-in-turn": {"article": "custom"}}]}}
    spec = {"people": {"甲": "a", "乙": "a", "丙": away}, "days": ["2026-12-01", "2026-12-04"], "duties": duties}
    name = {number: name for name, number in tiny.ids(spec).items()}
    due = [[name[person] for seat in slot.seats for person in seat.due] for slot in tiny.problem(tmp_path, spec).slots]
    assert due == [["甲", "乙"], ["乙", "甲"], ["丙", "乙"], ["甲", "丙"]]

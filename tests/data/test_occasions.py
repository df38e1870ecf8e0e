"""On which days a duty has a slot, how long it lasts, and what is arranged or booked for single days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.data.records.roster import SeatKey
from generator.errors import InputErrors
from generator.problem.problem import Problem
from tests import tiny

PEOPLE = {"甲": "a", "乙": "b"}


def problem(root: Path, days: tuple[str, str], duty: dict[str, Any], **more: Any) -> Problem:
    return tiny.problem(root, {"people": PEOPLE, "days": list(days), "duties": {"d": duty}, **more})


def test_a_fortnight_is_counted_from_its_monday_and_belongs_where_its_first_open_day_is(tmp_path: Path) -> None:
    """From 23 November: 23 November to 6 December, 7 to 20 December, 21 December to 3 January."""
    duty = {"on": "workdays", "cycle": "fortnight", "since": "2026-11-23"}
    slots = problem(tmp_path, ("2026-12-01", "2026-12-31"), duty).slots
    assert [(slot.day, slot.days[-1], len(slot.days)) for slot in slots] == [
        (date(2026, 12, 7), date(2026, 12, 18), 10),
        (date(2026, 12, 21), date(2026, 12, 31), 9),  # January 2027 is not announced: its days are not counted
    ]


def test_a_month_is_one_slot_keyed_by_its_first_day(tmp_path: Path) -> None:
    (slot,) = problem(tmp_path, ("2026-11-01", "2026-11-30"), {"on": "workdays", "cycle": "month"}).slots
    assert (slot.day, slot.days[-1], len(slot.days)) == (date(2026, 11, 2), date(2026, 11, 30), 21)
    assert slot.seats[0].key == SeatKey("d", date(2026, 11, 1), "keeper")


def test_a_season_goes_on_over_the_turn_of_the_year(tmp_path: Path) -> None:
    duty = {"on": "every-day", "season": {"begins": "12-30", "ends": "01-02"}}
    slots = problem(tmp_path, ("2026-12-28", "2026-12-31"), duty, before={"2026-01-03": []}).slots
    assert [slot.day.day for slot in slots] == [30, 31]
    assert [s.day.day for s in problem(tmp_path / "2", ("2026-01-01", "2026-01-05"), duty).slots] == [1, 2]


def test_what_is_arranged_stands_in_for_the_duty_s_own_file(tmp_path: Path) -> None:
    arranged = {
        "festival": {"from": "2026-12-02", "until": "2026-12-02", "hours": {"from": "08:00", "to": "21:00"}},
        "works": {"from": "2026-12-03", "until": "2026-12-03", "closed": "true"},
        "fair": {"from": "2026-12-05", "until": "2026-12-05", "opened": "true", "counts": {"keeper": 2}},
    }
    by = {"duty": "d", "reason": "冬季市集", "approved_by": "1"}
    made = problem(
        tmp_path,
        ("2026-12-01", "2026-12-05"),
        {"on": "workdays"},
        arrangements={name: by | keys for name, keys in arranged.items()},
    )
    said = [(slot.day.day, slot.ends.hour, slot.seats[0].count, slot.note) for slot in made.slots]
    assert said == [(1, 18, 1, ""), (2, 21, 1, "冬季市集"), (4, 18, 1, ""), (5, 18, 2, "冬季市集")]


def test_tasks_come_by_the_clock(tmp_path: Path) -> None:
    tasks = [
        {"text": "填写检查表"},
        {"at": "14:10", "text": "检查宿舍"},
        {"at": "12:40", "text": "检查宿舍", "seats": ["keeper"]},
    ]
    (slot,) = problem(tmp_path, ("2026-12-01", "2026-12-01"), {"tasks": tasks}).slots
    said = [(task.at and f"{task.at:%H:%M}", task.text, task.seats) for task in slot.tasks]
    assert said == [("12:40", "检查宿舍", ("keeper",)), ("14:10", "检查宿舍", ()), (None, "填写检查表", ())]


def test_a_duty_takes_place_whenever_its_series_does(tmp_path: Path) -> None:
    """The 5th of December is a Saturday, so the volunteers come on the Friday before."""
    series = {"title": "志愿服务日", "kind": "activity", "article": "custom", "recurs": {"each": "month", "on": 5}}
    agenda = {"volunteers": series | {"shift": "earlier"}}
    made = problem(tmp_path, ("2026-12-01", "2026-12-31"), {"on": {"series": "volunteers"}}, agenda=agenda)
    assert [slot.day for slot in made.slots] == [date(2026, 12, 4)]


BOOKINGS = {
    "morning": {"title": "季度例会", "on": "2026-12-02", "from": "09:00", "to": "10:30", "room": "a310"},
    "visit": {
        "title": "入户走访",
        "on": "2026-12-02",
        "from": "14:00",
        "to": "15:00",
        "place": "示例村",
        "people": {"keeper": 2},
    },
}
ROOMS = {"rooms": {"a310": {"title": "政府大楼310"}, "b310": {"title": "市民大楼310"}}}


def booked(**more: dict[str, Any]) -> dict[str, Any]:
    named = {name: {"duty": "d", **keys} for name, keys in (BOOKINGS | more).items()}
    duty = {"on": "bookings", "hours": {"from": "08:00", "to": "18:00", "arrive_early": 30}}
    return {
        "people": PEOPLE,
        "days": ["2026-12-01", "2026-12-04"],
        "duties": {"d": duty},
        "bookings": named,
        "unit": ROOMS,
    }


def test_every_booking_has_seats_of_its_own(tmp_path: Path) -> None:
    (slot,) = tiny.problem(tmp_path, booked()).slots
    assert [(s.key.seat, s.occasion, f"{s.arrive:%H:%M}", f"{s.ends:%H:%M}", s.count) for s in slot.seats] == [
        ("keeper-morning", "季度例会（政府大楼310）", "08:30", "10:30", 1),
        ("keeper-visit", "入户走访（示例村）", "13:30", "15:00", 2),
    ]
    assert (f"{slot.starts:%H:%M}", f"{slot.ends:%H:%M}") == ("09:00", "15:00")


def test_two_rooms_of_one_number_are_two_rooms(tmp_path: Path) -> None:
    other = {"title": "座谈会", "on": "2026-12-02", "from": "10:00", "to": "11:00", "room": "b310"}
    assert len(tiny.problem(tmp_path, booked(other=other)).slots[0].seats) == 3


@pytest.mark.parametrize(
    ("keys", "name", "what"),
    [
        ({"room": "a310"}, "room", "“a310”2026-12-02 09:00—10:30 已由“季度例会”使用"),
        ({"room": "a311"}, "room", "没有会议室“a311”"),
        ({"to": "10:00"}, "y.yml", "结束时刻 10:00 不晚于开始时刻 10:00"),
        ({"people": {"keepr": 1}}, "people.keepr", "没有席位“keepr”"),
    ],
)
def test_a_booking_that_cannot_be_is_a_fault(keys: dict[str, Any], name: str, what: str, tmp_path: Path) -> None:
    other = {"title": "座谈会", "on": "2026-12-02", "from": "10:00", "to": "11:00"} | keys
    with pytest.raises(InputErrors) as caught:
        tiny.load(tmp_path, booked(y=other))
    (fault,) = caught.value.faults
    assert fault.what == what
    assert (str(fault.path), fault.name) == ("rosters/u/bookings/y.yml", name)


def test_a_duty_that_is_not_booked_takes_no_bookings(tmp_path: Path) -> None:
    spec = booked()
    spec["duties"]["d"]["on"] = "workdays"
    with pytest.raises(InputErrors) as caught:
        tiny.load(tmp_path, spec)
    assert {f.what for f in caught.value.faults} == {"“d”不是按预约安排的值班"}


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({"cycle": "fortnight"}, "两周一轮的写明从哪个周一起算：cycle: fortnight 和 since 同时写"),
        ({"cycle": "fortnight", "since": "2026-11-24"}, "since 写的 2026-11-24 不是周一"),
        ({"season": {"begins": "02-30", "ends": "03-15"}}, "“02-30”不是每年的某一天；应写成 11-15 这样"),
    ],
)
def test_a_cycle_that_cannot_be_is_a_fault(keys: dict[str, Any], what: str, tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        problem(tmp_path, ("2026-12-01", "2026-12-04"), keys)
    assert [f.what for f in caught.value.faults] == [what]


def two_units(root: Path, held: dict[str, Any], service: str) -> Path:
    """The unit ``u`` has 甲 as its person 1; the unit ``v`` has the same 甲 as its person 9."""
    tiny.write(root, {"people": {"甲": {"department": "a", "held": [held]}}, "days": [], "duties": {"d": {}}})
    other = tiny.write(root / "other", {"people": {"甲": "a"}, "days": [], "duties": {"d": {}}}) / "rosters/u"
    text = (other / "people.yml").read_text(encoding="utf-8")
    text = text.replace("id: '1'", "id: '9'\n  same_as: u/1").replace("2020-01-01", service, 1)
    (other / "people.yml").write_text(text, encoding="utf-8")
    other.rename(root / "rosters/v")
    return root


def test_no_two_units_have_one_person_at_once(tmp_path: Path) -> None:
    held = {"from": "2026-12-01", "by": "v", "on": ["wed"]}
    project = generator.load(two_units(tmp_path, held, "2026-12-01"))
    week = ["2026-12-01", "2026-12-04"]
    there = {}
    for name in ("u", "v"):
        unit = project.units[name]
        made = tiny.derived(project, unit, week)
        there[name] = [slot.day.day for slot in made.slots if slot.seats[0].candidates]
    assert there == {"u": [1, 3, 4], "v": [2]}


def test_a_guest_who_is_not_lent_is_a_fault(tmp_path: Path) -> None:
    held = {"from": "2026-12-01", "until": "2026-12-31", "by": "v"}
    with pytest.raises(InputErrors) as caught:
        generator.load(two_units(tmp_path, held, "2026-11-30"))
    (fault,) = caught.value.faults
    assert fault.what == "u/1 从 2026-11-30 起没有登记由本单位使用，两个单位不能同时安排同一人"

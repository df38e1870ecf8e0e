"""Calendars read back by another reader: what was written is what is read, whatever the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from generator.render.text.icalendar import Event, calendar, folded
from tests.render.calendars import read

EVENT = Event("a-1", 2, datetime(2026, 11, 25, 7, 30), datetime(2026, 11, 25, 8), datetime(2026, 11, 26, 8), "值班组")


def test_an_event_says_when_in_the_units_time_zone_and_its_stamp_in_utc() -> None:
    made = read(calendar("值班", [EVENT]))
    (zone,), (event,) = made.all("VTIMEZONE"), made.all("VEVENT")
    assert zone.values["TZID"] == "Asia/Shanghai"
    assert zone.all("STANDARD")[0].values["TZOFFSETTO"] == "+0800"
    assert event.values == {
        "UID": "a-1",
        "DTSTAMP": "20261124T233000Z",
        "SEQUENCE": "2",
        "DTSTART;TZID=Asia/Shanghai": "20261125T080000",
        "DTEND;TZID=Asia/Shanghai": "20261126T080000",
        "SUMMARY": "值班组",
        "STATUS": "CONFIRMED",
    }
    assert read(calendar("值班", [replace(EVENT, cancelled=True)])).all("VEVENT")[0].values["STATUS"] == "CANCELLED"


def test_events_stand_in_order_of_time_whatever_the_order_given() -> None:
    later = replace(EVENT, uid="b", start=datetime(2026, 11, 27), end=datetime(2026, 11, 27, 1))
    assert calendar("值班", [later, EVENT]) == calendar("值班", [EVENT, later])
    assert [e.values["UID"] for e in read(calendar("值班", [later, EVENT])).all("VEVENT")] == ["a-1", "b"]


def test_marks_are_escaped_and_line_ends_kept() -> None:
    said = "甲;乙,丙\\丁:戊\n己"
    event = read(calendar(said, [replace(EVENT, title=said, place=said, text=said)]))
    assert event.values["X-WR-CALNAME"] == said
    own = event.all("VEVENT")[0].values
    assert own["SUMMARY"] == own["LOCATION"] == own["DESCRIPTION"] == said


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_comes_back(said: str) -> None:
    kept = said.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in kept if c in "\t\n" or (ord(c) >= 32 and ord(c) != 127))
    assert read(calendar("值班", [replace(EVENT, title=said)])).all("VEVENT")[0].values["SUMMARY"] == kept


def test_a_line_of_75_octets_is_whole_and_one_more_is_folded() -> None:
    assert list(folded("a" * 75)) == ["a" * 75]
    assert list(folded("a" * 76)) == ["a" * 75, " a"]
    assert [len(part.encode()) for part in folded("值" * 50)] == [75, 73, 4]


def test_it_rings_when_somebody_has_to_be_there_and_not_for_what_is_cancelled() -> None:
    ringing = replace(EVENT, alarm=datetime(2026, 11, 25, 7, 55))
    (alarm,) = read(calendar("值班", [ringing])).all("VEVENT")[0].all("VALARM")
    assert alarm.values["TRIGGER;VALUE=DATE-TIME"] == "20261124T235500Z"
    assert not read(calendar("值班", [replace(ringing, cancelled=True)])).all("VEVENT")[0].all("VALARM")

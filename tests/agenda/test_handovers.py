"""Who hands over to whom, as published; and whose filing is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.agenda.listing import agenda
from generator.agenda.occurrences import Occurrence
from generator.agenda.reminders import due
from generator.data.project import Project
from generator.data.records.roster import SeatKey


def one(sample: Project, series: str, day: date) -> Occurrence:
    found = [own for own in agenda(sample, sample.units["hall"], day, day).on(day) if own.id == series]
    assert len(found) == 1
    return found[0]


def test_the_record_book_goes_to_whoever_serves_on_the_next_working_day(sample: Project) -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    roster = sample.units["hall"].published["2026-11"].roster
    hands = one(sample, "desk-handover", friday).hands
    assert hands is not None
    assert hands.on == monday
    assert hands.gives == roster.who(SeatKey("consultation-desk", friday, "keeper"))
    assert hands.takes == roster.who(SeatKey("consultation-desk", monday, "keeper"))


def test_the_weekly_duty_goes_to_the_next_week_that_has_a_working_day(sample: Project) -> None:
    hands = one(sample, "weekly-handover", date(2026, 10, 10)).hands
    assert hands is not None
    assert hands.on == date(2026, 10, 12)
    assert len(hands.gives) == len(hands.takes) == 3


def test_who_takes_over_in_a_month_that_is_not_published_is_not_known(sample: Project) -> None:
    hands = one(sample, "desk-handover", date(2026, 11, 30)).hands
    assert hands is not None
    assert (hands.on, hands.takes, hands.taker_known) == (date(2026, 12, 1), (), False)
    assert one(sample, "desk-handover", date(2026, 12, 1)).hands is None


def test_what_is_due_comes_in_order_of_time_and_of_every_day_only_today(sample: Project) -> None:
    found = due(sample, sample.units["hall"], date(2026, 11, 24), 7)
    assert [reminder.at for reminder in found] == sorted(reminder.at for reminder in found)
    papers = [reminder for reminder in found if "书面汇报" in reminder.title and reminder.to == "综合科"]
    assert [f"{p.at:%m-%d %H:%M}" for p in papers] == ["11-25 10:00", "11-27 10:00"]
    assert {r.at.date() for r in found if r.title == "导办台记录簿交接"} == {date(2026, 11, 24)}


def test_whoever_has_not_filed_a_sit_in_is_named_where_filings_are_kept(sample: Project) -> None:
    hall = sample.units["hall"]

    def missing(unit: str, project: Project) -> list[tuple[str, ...]]:
        reminders = due(project, project.units[unit], date(2026, 11, 24), 7)
        return [reminder.missing for reminder in reminders if reminder.occurrence.id == "sit-in-filing"]

    assert missing("hall", sample) == [()]
    kept = {name: wish for name, wish in hall.wishes.items() if wish.person != "1002"}
    less = replace(sample, units={**sample.units, "hall": replace(hall, wishes=kept)})
    assert missing("hall", less) == [("1002",)]

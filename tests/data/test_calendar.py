"""The calendar files say what the official notices say."""

from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest

from generator.data.calendars.calendar import DayKind, days
from generator.data.project import Project
from generator.errors import Refused


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_agrees_with_the_published_calendar(sample: Project, year: int) -> None:
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        assert sample.calendar.kind(day).worked == chinese_calendar.is_workday(day), day


@pytest.mark.parametrize(("year", "legal"), [(2024, 11), (2025, 13), (2026, 13)])
def test_statutory_days_of_a_year(sample: Project, year: int, legal: int) -> None:
    # New Year 1, Spring Festival 3, Qingming 1, Labour Day 1, Dragon Boat 1, Mid-Autumn 1, National Day 3;
    # since 2025 one more of the Spring Festival (its eve) and one of Labour Day
    kinds = [sample.calendar.kind(day) for day in days(date(year, 1, 1), date(year, 12, 31))]
    assert kinds.count(DayKind.STATUTORY) == legal


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2024, 2, 9), DayKind.WORKDAY),  # the eve was worked
        (date(2024, 2, 10), DayKind.STATUTORY),
        (date(2026, 2, 14), DayKind.MAKE_UP),
        (date(2026, 2, 16), DayKind.STATUTORY),
        (date(2026, 2, 20), DayKind.ADJUSTED_REST),
        (date(2026, 2, 22), DayKind.WEEKEND),
        (date(2026, 12, 1), DayKind.WORKDAY),
        (date(2026, 12, 5), DayKind.WEEKEND),
    ],
)
def test_kinds(sample: Project, day: date, kind: DayKind) -> None:
    assert sample.calendar.kind(day) is kind


def test_a_year_without_notice_is_never_guessed(sample: Project) -> None:
    with pytest.raises(Refused, match="2027 年的放假安排待公布"):
        sample.calendar.kind(date(2027, 1, 4))

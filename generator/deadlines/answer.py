"""What is asked and answered: rules as they are counted by, what does not count, and the days with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from generator.data.calendars.calendar import Calendar
from generator.data.regulations.clock_words import FirstDay, Hours, Shift, Supplement

DAY_MINUTES = 24 * 60
HOUR_MINUTES = 60


@dataclass(frozen=True)
class DayRule:
    """So many days; ``rest``: what happens when the last of calendar days is one of rest."""

    limit: int
    working: bool
    first: FirstDay
    rest: Shift = Shift.STAY
    supplement: Supplement = Supplement.PAUSE


@dataclass(frozen=True)
class TimeRule:
    """So many minutes."""

    minutes: int
    hours: Hours = Hours.OPEN


@dataclass(frozen=True)
class MonthRule:
    """A day of the month after the one that is reported."""

    day: int
    included: bool
    shift: Shift


Rule = DayRule | TimeRule | MonthRule


@dataclass(frozen=True)
class Stretch:
    """Days that do not count, both included; open while ``until`` is not known. ``name``: of a special procedure."""

    first: date
    until: date | None
    name: str = ""

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Asked:
    """When it began, when papers were being completed, and which special procedures took place."""

    start: datetime
    supplements: tuple[Stretch, ...] = ()
    outside: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Step:
    """One day, or a part of it: why it counts or not, and how many days or minutes are counted by its end."""

    day: date
    why: str
    count: int | None = None


@dataclass(frozen=True)
class Answer:
    """What comes out: the day or moment, or why there is none, after the days that lead there.

    ``waiting``: something that does not count has not ended. ``pending``: the year's holiday notice is not out.
    """

    state: Literal["due", "waiting", "pending"]
    due: date | datetime | None
    said: str
    steps: tuple[Step, ...]


Spans = tuple[tuple[int, int], ...]
"""From when to when on a day, in minutes since midnight."""


@dataclass(frozen=True)
class Opening:
    """The calendar, and when a unit is open on a day of an announced year."""

    calendar: Calendar
    spans: Callable[[date], Spans]


def pending(calendar: Calendar, day: date, steps: list[Step]) -> Answer:
    """Give the answer beyond the calendar: nothing is guessed."""
    before = day.year < min(calendar.years, default=day.year)
    why = "的放假安排没有收录" if before else "的放假安排待公布"
    return Answer("pending", None, f"{day.year}年{why}，不能往下计算", tuple(steps))


def rest_of(calendar: Calendar, day: date) -> str:
    """Say why a day is one of rest: 「国庆节放假」, 「周末」."""
    return calendar.label(day) or "周末"


def moved(day: date, shift: Shift, calendar: Calendar, steps: list[Step]) -> tuple[date, bool]:
    """Move a last day off the days of rest, noting each; gives where it stands and whether the calendar could tell."""
    while shift is not Shift.STAY:
        if not calendar.announced(day):
            return day, False
        if calendar.kind(day).worked:
            break
        steps.append(Step(day, f"{rest_of(calendar, day)}，{'顺延' if shift is Shift.LATER else '提前'}"))
        day += timedelta(days=1 if shift is Shift.LATER else -1)
    return day, True

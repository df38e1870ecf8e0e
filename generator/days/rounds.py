"""Periods in which something comes round: days, weeks, months and their multiples; named, numbered, walked through."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from generator.data.agenda.recurs import MONTHS

WEEK = 7


def months_before(day: date, months: int) -> date:
    """Give the same day of an earlier month, or its last where it is shorter."""
    at = day.year * 12 + day.month - 1 - months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def ordinal(each: str, day: date) -> int:
    """Number the period that holds a day, counted without gaps."""
    if each == "day":
        return day.toordinal()
    if each == "week":
        return (day.toordinal() - 1) // WEEK
    return (day.year * 12 + day.month - 1) // MONTHS.get(each, 12)


def periods(each: str, first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Yield name, first and last day of every period that touches the days."""
    day = first
    while day <= last:
        start, end = day, day
        if each == "week":
            start = day - timedelta(days=day.weekday())
            end = start + timedelta(days=WEEK - 1)
        elif each != "day":
            at, length = ordinal(each, day), MONTHS.get(each, MONTHS["year"])
            start, after = _month(at * length), _month((at + 1) * length)
            end = after - timedelta(days=1)
        yield _name(each, start), start, end
        day = end + timedelta(days=1)


def _month(at: int) -> date:
    """Give the first day of a month, numbered from the beginning of our years."""
    year, month = divmod(at, 12)
    return date(year, month + 1, 1)


def _name(each: str, start: date) -> str:
    if each == "day":
        return f"{start}"
    if each == "week":
        return f"{start:%G-W%V}"
    if each == "month":
        return f"{start:%Y-%m}"
    part = {"quarter": f"-Q{(start.month + 2) // 3}", "half-year": f"-H{(start.month + 5) // 6}"}.get(each, "")
    return f"{start.year}{part}"

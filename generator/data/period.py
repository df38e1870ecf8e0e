"""Periods: the month for which a roster is made and published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.calendar import days
from generator.errors import Refused

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Period:
    """A named span of days, both ends included; periods sort by their first day."""

    first: date
    last: date
    name: str

    def days(self) -> tuple[date, ...]:
        """All days of the period."""
        return tuple(days(self.first, self.last))

    def next(self) -> Period:
        """Give the month after this one."""
        return month_of(self.last + timedelta(days=1))

    def previous(self) -> Period:
        """Give the month before this one."""
        return month_of(self.first - timedelta(days=1))

    @property
    def title(self) -> str:
        """The period in words: 2026年12月."""
        return f"{self.first.year}年{self.first.month}月"


def month_of(day: date) -> Period:
    """Give the month that holds a day."""
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Period(first, last, f"{day.year:04d}-{day.month:02d}")


def parse_period(text: str) -> Period:
    """Read ``2026-12``.

    Raises
    ------
    Refused
        If the text is not a month.
    """
    match = _MONTH.fullmatch(text)
    if match is None:
        raise Refused(f"“{text}”不是月份", "写成 2026-12 这样")
    return month_of(date(int(match[1]), int(match[2]), 1))

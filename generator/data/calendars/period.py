"""Periods: the month for which a roster is made, or a named span of its own (2026-国庆) that is published ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from generator.data.calendars.calendar import days
from generator.data.files.fields import Day
from generator.data.files.schema import Record
from generator.errors import Refused

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class NamedPeriod(Record):
    """A span of its own: its duties' slots of these days are planned and published apart from the months."""

    title: str
    from_: Day = Field(alias="from")
    until: Day
    duties: Annotated[tuple[str, ...], Field(min_length=1)]

    def takes(self, duty: str, day: date) -> bool:
        """Whether a duty's slot of a day belongs here and not to the month."""
        return duty in self.duties and self.from_ <= day <= self.until


@dataclass(frozen=True, order=True)
class Period:
    """A span of days, both ends included; periods sort by their first day, then by their last."""

    first: date
    last: date
    name: str
    title: str

    def days(self) -> tuple[date, ...]:
        """All days of the period."""
        return _days(self.first, self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def month(self) -> bool:
        """Whether the period is a month, as opposed to a named span."""
        return _MONTH.fullmatch(self.name) is not None

    def next(self) -> Period:
        """Give the month after this one."""
        return month_of(self.last + timedelta(days=1))


@lru_cache(maxsize=64)
def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(days(first, last))


def month_of(day: date) -> Period:
    """Give the month that holds a day."""
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Period(first, last, f"{day.year:04d}-{day.month:02d}", f"{day.year}年{day.month}月")


def named(name: str, span: NamedPeriod) -> Period:
    """Give a named span as a period."""
    return Period(span.from_, span.until, name, span.title)


def parse_period(text: str, spans: Mapping[str, NamedPeriod] | None = None) -> Period:
    """Read ``2026-12``, or the name of a span of the unit.

    Raises
    ------
    Refused
        If the text is neither.
    """
    spans = spans or {}
    if text in spans:
        return named(text, spans[text])
    match = _MONTH.fullmatch(text)
    if match is None:
        known = f"，或本单位的专门期间：{'、'.join(spans)}" if spans else ""
        raise Refused(f"“{text}”不是月份", f"写成 2026-12 这样{known}")
    return month_of(date(int(match[1]), int(match[2]), 1))

"""Days in cells, as people write them: real dates, text in many forms, numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from generator.data.calendars.period import Period
from generator.workbook.opening import Square, day_in

_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PACKED = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_TAIL = re.compile(r"[(]?(星期|周|礼拜)[一二三四五六日天][)]?$|0?0:00(:00)?$")
_TO = re.compile(r"[—–~～至]|(?<=[日号])-|--")
_SERIALS = (date(1899, 12, 30), 40_000, 60_000)
"""The day from which spreadsheets count, and between which numbers a number is meant as a day."""


def read_day(square: Square | None, period: Period) -> date | None:
    """Give the day that a cell names, of a span of days the first; None if it names none.

    A day without its month or year is taken as one of the period.
    """
    if square is None or square.value is None or isinstance(square.value, bool):
        return None
    if (day := day_in(square.value)) is not None:
        return day
    if isinstance(square.value, float) and not square.value.is_integer():
        return None
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", square.text))
    text = _TO.split(_TAIL.sub("", text))[0]
    text = _TAIL.sub("", text)
    if match := _FULL.fullmatch(text) or _PACKED.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH.fullmatch(text):
        years = range(period.first.year, period.last.year + 1)
        found = [day for year in years if (day := _date(year, int(match[1]), int(match[2])))]
        return next((day for day in found if day in period), found[0] if found else None)
    if text.isdigit() and _SERIALS[1] < int(text) < _SERIALS[2]:
        return _SERIALS[0] + timedelta(days=int(text))
    if match := _DAY.fullmatch(text):
        return next((day for day in period.days() if day.day == int(match[1])), None)
    return None


def bare_number(square: Square) -> bool:
    """Whether a cell holds a number alone: a day of the month, or the number of a line."""
    return square.text.strip().isdigit()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

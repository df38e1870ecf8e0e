"""What is due before a day of the following month, such as the monthly report of refusals."""

from __future__ import annotations

from datetime import date, timedelta

from generator.data.calendars.calendar import Calendar
from generator.data.regulations.clock_words import Shift
from generator.deadlines.answer import Answer, Asked, MonthRule, Step, moved, pending

DECEMBER = 12


def count_month(rule: MonthRule, calendar: Calendar, asked: Asked) -> Answer:
    """Give the last day for the month in which ``asked.start`` lies: it is in the month after."""
    of = asked.start.date()
    year, month = (of.year + 1, 1) if of.month == DECEMBER else (of.year, of.month + 1)
    named = date(year, month, rule.day)
    last = named if rule.included else named - timedelta(days=1)
    steps: list[Step] = []
    if not rule.included:
        steps.append(Step(named, f"不含{rule.day}日"))
    found, known = moved(last, rule.shift, calendar, steps)
    if not known:
        return pending(calendar, found, steps)
    steps.append(Step(found, _why(rule, found, last)))
    return Answer("due", found, "", tuple(steps))


def _why(rule: MonthRule, found: date, last: date) -> str:
    if found != last:
        return "顺延到这一天" if rule.shift is Shift.LATER else "提前到这一天"
    return f"含{rule.day}日，当日为最后一天" if rule.included else f"{rule.day}日的前一天"

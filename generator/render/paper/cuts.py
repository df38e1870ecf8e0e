"""A week or a day cut out of the periods to which it belongs, as one view from which sheets are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.data.calendars.calendar import days
from generator.errors import Refused
from generator.render.text.templating import spoken_day, weekday
from generator.render.views.changes import RevisionView
from generator.render.views.shapes import stretch
from generator.render.views.signing import UNSIGNED
from generator.render.views.view import DayView, MonthView, SlotView


def week(months: Sequence[MonthView], monday: date) -> MonthView:
    """Give the week that begins on a Monday.

    Raises
    ------
    Refused
        If the day is no Monday, or no period has a roster for one of the days.
    """
    if monday.weekday():
        right = monday - timedelta(days=monday.weekday())
        raise Refused(f"{spoken_day(monday)}是{weekday(monday)}，一周从周一起", f"写这一周的周一：{right}")
    sunday = monday + timedelta(days=6)
    return cut(months, monday, sunday, f"{monday.year}年{stretch([monday, sunday])}")


def day(months: Sequence[MonthView], own: date) -> MonthView:
    """Give one day.

    Raises
    ------
    Refused
        If no period has a roster for it.
    """
    return cut(months, own, own, f"{spoken_day(own)} {weekday(own)}")


def cut(months: Sequence[MonthView], first: date, last: date, title: str) -> MonthView:
    """Give the days from one to another; a turn of several days that began before stands with the first."""
    wanted = [*days(first, last)]
    parts = [m for m in months if m.days[0].day <= last and first <= m.days[-1].day]
    known = {own.day for one in parts if not one.named for own in one.days}
    if unknown := [own for own in wanted if own not in known]:
        raise Refused(
            f"{spoken_day(unknown[0])}没有值班表", "先运行 zhiban publish 发布该月的值班表，或加上 --drafts 印草稿"
        )
    going_on = [s for one in parts for s in _slots(one) if s.day < first and any(first <= d <= last for d in s.days)]
    shown = tuple(_day(parts, own, going_on if own == first else ()) for own in wanted)
    there = {slot.duty for own in shown for slot in own.slots}
    parts = [one for one in parts if not one.named or any(s in own.slots for own in shown for s in _slots(one))]
    return replace(
        parts[0],
        title=title,
        status="草稿" if any(one.status == "草稿" for one in parts) else "已发布",
        duties={duty: said for one in parts for duty, said in one.duties.items() if duty in there},
        days=shown,
        named=False,
        breaches=tuple(dict.fromkeys(said for one in parts for said in one.breaches)),
        revisions=tuple(_told((r for one in parts for r in one.revisions), first, last)),
        signed=parts[0].signed if len(parts) == 1 else UNSIGNED,
        running=(),
        parts=tuple(parts),
    )


def _slots(month: MonthView) -> list[SlotView]:
    return [slot for own in month.days for slot in own.slots]


def _day(parts: Sequence[MonthView], own: date, going_on: Sequence[SlotView]) -> DayView:
    begun = [slot for one in parts for slot in _slots(one) if slot.day == own]
    view = next(day for one in parts for day in one.days if day.day == own)
    return replace(view, slots=(*going_on, *begun))


def _told(revisions: Iterable[RevisionView], first: date, last: date) -> Iterable[RevisionView]:
    """Keep what was changed of the days."""
    for one in revisions:
        lines = tuple(line for line in one.lines if line.days[0] <= last and first <= line.days[-1])
        if lines:
            yield replace(one, lines=lines)

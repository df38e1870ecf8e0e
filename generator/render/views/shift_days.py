"""The shifts of a table and its days: hours, how one shift meets the next, days off by name, greetings at festivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from generator.data.calendars.calendar import Calendar
from generator.data.project import UnitData
from generator.data.units.shift_tables import ShiftTable
from generator.problem.slots import Slot
from generator.render.text.templating import clock
from generator.render.views.view import HoursView, MonthView, SlotView


@dataclass(frozen=True)
class ShiftKind:
    """One shift: its sign in a cell, its usual hours, and how it meets the others (与夜班交接 07:50—08:00)."""

    duty: str
    title: str
    short: str
    hours: tuple[HoursView, ...]
    meets: tuple[str, ...]


@dataclass(frozen=True)
class ShiftDay:
    """One day: what it is, whether the telephone is answered with a greeting, and the slots in the order of shifts."""

    day: date
    worked: bool
    kind: str
    label: str
    greeting: str
    slots: tuple[SlotView | None, ...]


@dataclass(frozen=True)
class Band:
    """Days that follow each other under one name; empty for ordinary days."""

    text: str
    days: int


def kinds_of(unit: UnitData, shown: ShiftTable, slots: Sequence[Slot], days: Sequence[date]) -> tuple[ShiftKind, ...]:
    """Give the shifts that the month has, in the order of the table."""
    found = []
    for duty in shown.duties:
        own = [slot for slot in slots if slot.duty == duty and slot.day in days]
        usual = [slot for slot in own if not slot.note] or own
        version = unit.duty(duty, own[0].day) if own else None
        if version:
            hours = dict.fromkeys(_hours(slot) for slot in usual)
            others = [slot for slot in slots if slot.duty in shown.duties and slot.duty != duty]
            meets = dict.fromkeys(words for slot in usual if (words := _meeting(slot, others)))
            found.append(ShiftKind(duty, own[0].title, version.short, tuple(hours), tuple(meets)))
    return tuple(found)


def _hours(slot: Slot) -> HoursView:
    moments = slot.arrive.time(), slot.starts.time(), slot.ends.time(), slot.leave.time()
    return HoursView(*moments, slot.ends.date() > slot.days[-1])


def _meeting(slot: Slot, others: Sequence[Slot]) -> str:
    """Say how long whoever comes and whoever is there already are there together; who is on call is not there."""
    there = [o for o in others if o.arrive < slot.arrive < o.leave and not o.standby and not slot.standby]
    if not there:
        return ""
    other = max(there, key=lambda o: o.leave)
    until: datetime = min(other.leave, slot.leave)
    word = "交接" if until <= slot.starts else "重叠"
    return f"与{other.title}{word} {clock(slot.arrive.time())}—{clock(until.time())}"


def shift_days(
    calendar: Calendar, shown: ShiftTable, kinds: Sequence[ShiftKind], days: Sequence[date], views: Sequence[MonthView]
) -> tuple[ShiftDay, ...]:
    """Give the days of a month with their slots, whatever period those belong to."""
    held = {(slot.duty, day.day): slot for view in views for day in view.days for slot in day.slots}
    found = []
    for day in days:
        kind = calendar.kind(day)
        slots = tuple(held.get((one.duty, day)) for one in kinds)
        found.append(
            ShiftDay(
                day,
                kind.worked,
                kind.value,
                calendar.label(day),
                _greeting(calendar, shown, day) if any(slots) else "",
                slots,
            )
        )
    return tuple(found)


def _greeting(calendar: Calendar, shown: ShiftTable, day: date) -> str:
    """Name the festival whose greeting is used on a day."""
    holiday = calendar.holiday(day)
    if shown.greetings is None or holiday is None or day not in holiday.off.days():
        return ""
    return "、".join(name for name in shown.greetings.festivals if name in holiday.name)


def bands(days: Sequence[ShiftDay]) -> tuple[Band, ...]:
    """Name the days of a month that are out of the ordinary, for the head of a table; nothing where none is."""
    found = tuple(Band(name, len(list(own))) for name, own in groupby(days, key=_named))
    return found if any(band.text for band in found) else ()


def _named(day: ShiftDay) -> str:
    """Name a day off by its holiday; a make-up working day has but one column's width."""
    return "班" if day.worked and day.label else day.label.removesuffix("放假")


def greetings(days: Sequence[ShiftDay]) -> tuple[tuple[str, tuple[date, ...]], ...]:
    """Give each festival with the days on which its greeting is used."""
    groups = groupby(days, key=lambda day: day.greeting)
    return tuple((name, tuple(day.day for day in own)) for name, own in groups if name)

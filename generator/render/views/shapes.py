"""How a duty's month is laid out, on pages and sheets alike.

By weeks (or fortnights, or months), by stretches of appointed people, by occasions that are booked, or by days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, TypeVar

from generator.data.regulations.resolve import Citation
from generator.render.text.templating import WEEKDAYS, month_day, weekday
from generator.render.views.occasions import Occasion, occasions
from generator.render.views.tasks import TaskView
from generator.render.views.view import DayView, HoursView, MonthView, SeatView, SlotView

Shape = Literal["weeks", "stretches", "occasions", "days"]
T = TypeVar("T")

LONG = 4
"""Appointed people who stay on for this many slots on average stand in one line."""


@dataclass(frozen=True)
class Column:
    """Seats of one id: their title, as many places as the fullest slot has, and hours where these are their own."""

    id: str
    title: str
    places: int
    hours: tuple[tuple[date, HoursView], ...]  # each with the first day in the month on which they are so

    def seat(self, slot: SlotView) -> SeatView | None:
        """Give the seats of the column in a slot; None where the slot has none."""
        return next((seat for seat in slot.seats if _id(seat) == self.id), None)


@dataclass(frozen=True)
class Stretch:
    """Slots that follow each other with the same people in all seats."""

    slots: tuple[SlotView, ...]

    @property
    def days(self) -> str:
        """The first and the last of the days: 11月2日—25日."""
        return stretch([self.slots[0].day, self.slots[-1].days[-1]])

    @property
    def weekdays(self) -> str:
        """The days of the week on which they serve: 周一、周二、周三."""
        return "、".join(f"周{WEEKDAYS[n]}" for n in sorted({s.day.weekday() for s in self.slots}))


@dataclass(frozen=True)
class DutyTable:
    """One duty's month in full."""

    id: str
    title: str
    shape: Shape
    places: tuple[str, ...]
    phones: tuple[str, ...]
    spans: tuple[tuple[date, HoursView], ...]  # hours, from the first day on which they are so
    columns: tuple[Column, ...]
    citations: tuple[tuple[Citation, ...], ...]  # those of one version of a regulation together
    slots: tuple[SlotView, ...]
    running: tuple[SlotView, ...]  # turns of several days that began before the month: shown, and counted there
    stretches: tuple[Stretch, ...]
    occasions: tuple[Occasion, ...]
    tasks: tuple[tuple[date, tuple[TaskView, ...]], ...]  # from the first day on which they are so
    grid: tuple[tuple[DayView | None, ...], ...]  # weeks, over the days of the week in ``weekdays``
    weekdays: tuple[int, ...]  # 0 is Monday; those on which the duty has a slot in the month

    @property
    def own_hours(self) -> bool:
        """Whether some seats have hours of their own."""
        return any(column.hours for column in self.columns)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The titles of the seats, each once: the columns where the rows are occasions."""
        return tuple(dict.fromkeys(column.title for column in self.columns))

    @property
    def arranged(self) -> tuple[SlotView, ...]:
        """The slots that are arranged otherwise than usual."""
        return tuple(slot for slot in self.slots if slot.note)

    def slot(self, day: date) -> SlotView | None:
        """Give the slot that begins on a day."""
        return next((slot for slot in self.slots if slot.day == day), None)


def table(month: MonthView, duty: str) -> DutyTable:
    """Lay out a duty of a month."""
    slots = month.slots(duty)
    running = tuple(slot for slot in month.running if slot.duty == duty)
    usual = [slot for slot in slots if not slot.note] or slots
    stretches = tuple(Stretch(tuple(own)) for _, own in groupby(slots, key=lambda slot: (slot.note, _held(slot))))
    weekdays = tuple(sorted({slot.day.weekday() for slot in slots}))
    return DutyTable(
        id=duty,
        title=month.duties[duty],
        shape=_shape(slots, stretches),
        places=tuple(dict.fromkeys(slot.place for slot in slots if slot.place)),
        phones=tuple(dict.fromkeys(slot.phone for slot in slots if slot.phone)),
        spans=_firsts([(slot.day, slot.hours) for slot in usual]),
        columns=_columns((*running, *slots)),
        citations=_cited(slots),
        slots=slots,
        running=running,
        stretches=stretches,
        occasions=occasions(slots),
        tasks=_firsts([(slot.day, slot.tasks) for slot in slots if slot.tasks]),
        grid=_grid(month, weekdays),
        weekdays=weekdays,
    )


def _cited(slots: Sequence[SlotView]) -> tuple[tuple[Citation, ...], ...]:
    versions: dict[object, list[Citation]] = {}
    for citation in dict.fromkeys(citation for slot in slots for citation in slot.citations):
        versions.setdefault((citation.ref and citation.ref.regulation, citation.effective), []).append(citation)
    return tuple(map(tuple, versions.values()))


def _grid(month: MonthView, weekdays: Sequence[int]) -> tuple[tuple[DayView | None, ...], ...]:
    """Lay out the days of a month by weeks from Monday on; None where a week begins before or ends after it."""
    every = {day.day: day for day in month.days}
    first, last = monday(month.days[0].day), month.days[-1].day
    weeks = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 7)]
    rows = [tuple(every.get(start + timedelta(days=n)) for n in weekdays) for start in weeks]
    return tuple(row for row in rows if any(row))


def _shape(slots: Sequence[SlotView], stretches: Sequence[Stretch]) -> Shape:
    if any(seat.occasion for slot in slots for seat in slot.seats):
        return "occasions"
    if any(slot.lasting for slot in slots):
        return "weeks"
    appointed = all(seat.appointed for slot in slots for seat in slot.seats)
    return "stretches" if appointed and len(stretches) * LONG <= len(slots) else "days"


def _held(slot: SlotView) -> list[tuple[object, ...]]:
    return [(_id(seat), seat.people, seat.empty, seat.gone, seat.changes) for seat in slot.seats]


def _columns(slots: Sequence[SlotView]) -> tuple[Column, ...]:
    seats = [(slot, seat) for slot in slots for seat in slot.seats]
    columns = []
    for name in dict.fromkeys(_id(seat) for _, seat in seats):
        own = [(slot, seat) for slot, seat in seats if _id(seat) == name]
        usual = [(slot, seat) for slot, seat in own if not slot.note] or own
        hours = [(slot.day, seat.hours or slot.hours) for slot, seat in usual]
        columns.append(
            Column(
                name,
                own[-1][1].title,
                max(1, *(len(seat.people) + seat.empty for _, seat in own)),
                _firsts(hours) if any(seat.hours for _, seat in usual) else (),
            )
        )
    return tuple(columns)


def _id(seat: SeatView) -> str:
    return seat.id or seat.title


def _firsts(said: Sequence[tuple[date, T]]) -> tuple[tuple[date, T], ...]:
    """Give each value once, with the first day on which it is so."""
    found: dict[T, date] = {}
    for day, own in said:
        found.setdefault(own, day)
    return tuple((day, own) for own, day in found.items())


def week_of(slot: SlotView) -> tuple[str, str]:
    """Name a week or fortnight by its open days (11月2日—6日, 周一至周五), a month by its own name (12月, 共 22 天)."""
    first, last = slot.days[0], slot.days[-1]
    if slot.cycle == "month":
        return f"{first.month}月", f"共 {len(slot.days)} 天"
    return stretch([first, last]), weekday(first) if first == last else f"{weekday(first)}至{weekday(last)}"


def turn_now(slot: SlotView) -> str:
    """Say which turn goes on: 本周, 本月."""
    return {"fortnight": "本轮", "month": "本月"}.get(slot.cycle, "本周")


def stretch(days: Sequence[date], month: int | None = None) -> str:
    """Say the first and last of some days, a month only where it is not the one just said: 10月1日—7日."""
    first, last = days[0], days[-1]
    said = f"{first.day}日" if first.month == month else month_day(first)
    return said if first == last else f"{said}—{stretch([last], first.month)}"


def monday(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())

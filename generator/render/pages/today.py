"""Today at a glance: open or closed and until when, and who is on duty. Right for the day of the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from generator.data.project import UnitData
from generator.days.opening import opens, spans_of
from generator.errors import Refused
from generator.render.pages import agenda_pages
from generator.render.views.agendas import ItemView
from generator.render.views.gather import Site
from generator.render.views.office_hours import only_worked
from generator.render.views.persons import PersonView
from generator.render.views.shapes import turn_now, week_of
from generator.render.views.view import HoursView, MonthView, SlotView

FAR = 30
"""Days to look ahead for the next day on which a unit opens; no break of the calendar is as long."""


MINUTE = "%Y-%m-%dT%H:%M"
"""How a script compares moments."""
Hours = tuple[tuple[time, time], ...]
"""From when to when a unit is open: two stretches where it closes at noon."""


@dataclass(frozen=True)
class TodayTask:
    """What is to be done on the day: when where that is fixed, what, and who does it as what."""

    at: time | None
    text: str
    duty: str  # the duty, or the seats that alone do it
    people: tuple[PersonView, ...]


@dataclass(frozen=True)
class TodayView:
    """The strip of one unit."""

    unit: str
    title: str
    short: str
    phone: str
    address: str
    day: date
    state: Literal["open", "closed", "pending"]  # pending: the year's holiday notice is not out
    why: str  # what makes the day out of the ordinary, or why the unit is closed
    hours: Hours  # empty: no regulation on the hours is in force
    next_open: date | None
    next_hours: Hours
    month: MonthView | None  # None: no roster to show for the day
    span: MonthView | None  # a named span with slots on the day
    slots: tuple[SlotView, ...]  # the night that began the day before comes first: it goes on into this one
    agenda: tuple[ItemView, ...] = ()
    tasks: tuple[TodayTask, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether the month has anything for the audience; the rosters of some units are for the staff alone."""
        return self.month is not None and bool(self.month.duties)

    def turn(self, slot: SlotView) -> str:
        """Say which turn of several days goes on: 本周 11月23日—27日."""
        return f"{turn_now(slot)} {week_of(slot)[0]}"

    def night(self, slot: SlotView) -> bool:
        """Whether a slot is the rest of the night before."""
        return slot.days[-1] < self.day

    def spans(self, slot: SlotView, hours: HoursView) -> str:
        """Give from when to when, to the minute, a slot or a seat runs so far as it touches the day."""
        before = [self.day - timedelta(days=1)] if _into_next(hours) else []
        return " ".join(
            f"{datetime.combine(day, hours.starts):{MINUTE}}/"
            f"{datetime.combine(day + timedelta(days=hours.overnight), hours.ends):{MINUTE}}"
            for day in (*before, self.day)
            if day in slot.days
        )

    def ends(self, slot: SlotView) -> str:
        """Give when the last seat of a slot ends, to the minute."""
        every = [self.spans(slot, hours) for hours in (slot.hours, *(s.hours for s in slot.seats if s.hours))]
        return max(span.rpartition("/")[2] for span in every)

    @property
    def duty_phone(self) -> str:
        """The telephone of whoever is on duty while the unit is closed; empty where nobody is."""
        return next((slot.phone for slot in self.slots if slot.phone), "")


def todays(site: Site) -> tuple[TodayView, ...]:
    """Give the strips of all units."""
    return tuple(today_view(site, unit) for unit in site.project.units.values())


def today_view(site: Site, unit: UnitData) -> TodayView:
    """Give the strip of a unit on the build's day."""
    day, calendar = site.today, site.project.calendar
    following = None
    state: Literal["open", "closed", "pending"] = "pending"
    why = f"{day.year}年放假安排待公布"
    if calendar.announced(day):
        state = "open" if is_open(site, unit, day) else "closed"
        why = calendar.label(day) or ("" if state == "open" else calendar.kind(day).value)
        following = None if state == "open" else next_open(site, unit)
    elif unit.unit.hours.on == "every-day":
        state, why = "open", calendar.fixed(day)
    elif calendar.fixed(day) and only_worked(unit.unit.hours.on):
        state, why = "closed", f"{calendar.fixed(day)}放假"
    month = site.month(unit.id, day)
    return TodayView(
        unit=unit.id,
        title=unit.unit.title,
        short=unit.unit.short,
        phone=unit.unit.phone,
        address=unit.unit.address,
        day=day,
        state=state,
        why=why,
        hours=office_hours(site, unit, day),
        next_open=following,
        next_hours=office_hours(site, unit, following) if following else (),
        month=month,
        span=next((m for m in site.months[unit.id] if m.named and any(d.slots for d in m.days if d.day == day)), None),
        slots=_in_order(site, unit, day),
        agenda=agenda_pages.todays_items(site, unit) if site.viewer == "staff" else (),
        tasks=_by_the_clock(site.slots(unit.id, day)),
    )


def _in_order(site: Site, unit: UnitData, day: date) -> tuple[SlotView, ...]:
    """Give what is on that day: the rest of the night, the duties of the day by the clock, then what lasts longer."""
    own = sorted(site.slots(unit.id, day), key=lambda slot: (slot.lasting, slot.starts))
    return (*_still(site.slots(unit.id, day - timedelta(days=1)), day), *own)


def _still(slots: Iterable[SlotView], day: date) -> Iterator[SlotView]:
    """Yield what ended its last day only in the hours of this one, with the seats that did."""
    for slot in (slot for slot in slots if day not in slot.days):
        if late := tuple(seat for seat in slot.seats if _into_next(seat.hours or slot.hours)):
            yield replace(slot, seats=late)


def _into_next(hours: HoursView) -> bool:
    return hours.overnight and hours.ends > time()


def _by_the_clock(slots: Iterable[SlotView]) -> tuple[TodayTask, ...]:
    """Give what all who are on duty do that day: what has a fixed time first."""
    found = []
    for slot in slots:
        for task in slot.tasks:
            doing = [seat for seat in slot.seats if task.falls_to(seat.id)]
            people = dict.fromkeys(person for seat in doing for person in seat.people)
            found.append(TodayTask(task.at, task.text, task.who or slot.title, tuple(people)))
    return tuple(sorted(found, key=lambda task: (task.at is None, task.at or time())))


def is_open(site: Site, unit: UnitData, day: date) -> bool:
    """Whether a unit is open to the public on a day of an announced year."""
    return opens(unit.unit.hours.on, day, site.project.calendar)


def next_open(site: Site, unit: UnitData) -> date | None:
    """Give the next day on which a unit opens, or None where the calendar does not say."""
    for ahead in range(1, FAR):
        day = site.today + timedelta(days=ahead)
        if not site.project.calendar.announced(day):
            return None
        if is_open(site, unit, day):
            return day
    return None


def office_hours(site: Site, unit: UnitData, day: date) -> Hours:
    """Give the hours by the regulation of the day, nothing before it applies."""
    try:
        return tuple((start.time(), end.time()) for start, end in spans_of(site.project, unit, day))
    except Refused:
        return ()

"""Everything that is kept, as frozen objects; ``load.py`` makes them from the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from generator.data.agenda.series import Series
from generator.data.calendars.calendar import Calendar
from generator.data.calendars.period import NamedPeriod, Period, parse_period
from generator.data.duties.arrangements import Arrangement, arranged
from generator.data.duties.bookings import Booking, booked
from generator.data.duties.duty import Duty
from generator.data.duties.floors import Overruled
from generator.data.files.schema import nearest
from generator.data.forms.form import Form
from generator.data.guides.guide import GuidePage
from generator.data.guides.journeys import Journey
from generator.data.records.attendance import Study
from generator.data.records.filings import Filed
from generator.data.records.roster import GENESIS, History, fingerprint
from generator.data.records.signoff import Signed
from generator.data.regulations.resolve import Regulations
from generator.data.site.center import Center
from generator.data.site.prose import Prose
from generator.data.site.terms import Terms
from generator.data.units.leave import Leave, Wish
from generator.data.units.people import Held, Person
from generator.data.units.unit import Opening, Post, Unit
from generator.errors import Refused

V = TypeVar("V")


@dataclass(frozen=True)
class Versions(Generic[V]):
    """All versions of one duty, or of one series of the agenda, oldest first."""

    id: str
    versions: tuple[tuple[date, V], ...]

    def on(self, day: date) -> V | None:
        """Give the version in force on a day, or None before the first."""
        return next((version for effective, version in reversed(self.versions) if effective <= day), None)


DutyVersions = Versions[Duty]
SeriesVersions = Versions[Series]


@dataclass(frozen=True)
class UnitData:
    """One unit with everything that belongs to it; mappings are by id, sorted.

    ``lent``: for whoever comes from another unit, the times for which that unit lends them. ``signed`` and ``filed``:
    by period, the steps of its signing off and the reports to the superior, in order.
    """

    id: str
    unit: Unit
    people: Mapping[str, Person]
    posts: Mapping[str, Post]
    duties: Mapping[str, DutyVersions]
    leave: Mapping[str, Leave]
    wishes: Mapping[str, Wish]
    opening: Opening | None
    published: Mapping[str, History]
    periods: Mapping[str, NamedPeriod]
    study: Mapping[date, Study] = field(default_factory=dict)
    lent: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    arrangements: Mapping[str, Arrangement] = field(default_factory=dict)
    bookings: Mapping[str, Booking] = field(default_factory=dict)
    agenda: Mapping[str, SeriesVersions] = field(default_factory=dict)
    signed: Mapping[str, tuple[Signed, ...]] = field(default_factory=dict)
    filed: Mapping[str, tuple[Filed, ...]] = field(default_factory=dict)

    def duty(self, name: str, day: date) -> Duty | None:
        """Give a duty as it is on a day, with what is arranged and booked for it; None before its first version."""
        duty = self.duties[name].on(day) if name in self.duties else None
        if duty and (arrangements := self.arranged(name, day)):
            duty = arranged(duty, arrangements)
        if duty and duty.on == "bookings" and (bookings := self.bookings_of(name, day)):
            duty = booked(duty, bookings, {i: room.title for i, room in self.unit.rooms.items()})
        return duty

    def arranged(self, name: str, day: date) -> list[Arrangement]:
        """Give what is arranged for a duty on a day."""
        return [one for one in self.arrangements.values() if one.covers(name, day)]

    def bookings_of(self, name: str, day: date) -> dict[str, Booking]:
        """Give what is booked of a duty for a day."""
        return {i: booking for i, booking in self.bookings.items() if (booking.duty, booking.on) == (name, day)}

    def period(self, name: str) -> Period:
        """Give a month or a named span of this unit; refused if it is neither."""
        return parse_period(name, self.periods)

    def named_period(self, duty: str, day: date) -> str:
        """Give the name of the span to which a duty's slot of a day belongs; empty where it is the month's."""
        return next((name for name, span in self.periods.items() if span.takes(duty, day)), "")

    @property
    def newest_month(self) -> Period | None:
        """The last month that is published."""
        return max((h.period for h in self.published.values() if h.period.month), default=None)

    def in_order(self) -> list[History]:
        """The published periods in the order in which they were published: along the chain of their records."""
        return [*self._in_order]

    @cached_property
    def origin(self) -> str:
        """The fingerprint of the first record, which no other unit has."""
        return fingerprint(self._in_order[0].plan)

    @cached_property
    def _in_order(self) -> tuple[History, ...]:
        marks = {record.previous: (h, fingerprint(record)) for h in self.published.values() for _, record in h.files}
        ordered: dict[str, History] = {}
        mark = GENESIS
        while mark in marks:
            history, mark = marks.pop(mark)
            ordered.setdefault(history.period.name, history)
        return (*ordered.values(), *(h for name, h in self.published.items() if name not in ordered))

    def away(self, person: str, start: datetime, end: datetime) -> Leave | None:
        """Give the approved leave that keeps a person away for a part of the time."""
        return next((x for x in self._leave_of.get(person, ()) if x.meets(start, end)), None)

    def missing(self, person: str, start: datetime, end: datetime, known: date | None = None) -> Leave | None:
        """Give the approved leave that keeps a person from a turn of that time; ``known``: as of that day."""
        own = (x for x in self._leave_of.get(person, ()) if x.keeps_from(start, end))
        return next((x for x in own if not (known and x.approved_on and x.approved_on > known)), None)

    def settled(self, period: Period) -> date | None:
        """Give the day on which a period's roster was published; None before, or where it is not recorded."""
        history = self.published.get(period.name)
        return history.plan.published if history else None

    @cached_property
    def _leave_of(self) -> Mapping[str, list[Leave]]:
        own: dict[str, list[Leave]] = {}
        for leave in self.leave.values():
            if leave.counts:
                own.setdefault(leave.person, []).append(leave)
        return own


@dataclass(frozen=True)
class Project:
    """The whole: calendar, regulations, guides, units, prose, what the law overrules, forms, and the centre itself."""

    root: Path
    calendar: Calendar
    regulations: Regulations
    guides: Mapping[str, GuidePage]
    units: Mapping[str, UnitData]
    prose: Prose
    overruled: tuple[Overruled, ...] = ()
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    address: str = ""  # of the site on the web; empty where it is not said
    center: Center = field(default_factory=Center)
    terms: Terms = field(default_factory=Terms)

    def unit(self, name: str | None) -> UnitData:
        """Give a unit by id; None is the only one there is, or the main one.

        Raises
        ------
        Refused
            If there is no such unit, or none is named where there are several and none is the main one.
        """
        main = [unit for unit in self.units.values() if unit.unit.main or len(self.units) == 1]
        if name is None and len(main) == 1:
            return main[0]
        if name is None:
            raise Refused("没有说明是哪个单位", f"加上 --unit，可用：{'、'.join(self.units)}")
        if name not in self.units:
            raise Refused(f"没有单位“{name}”", nearest(name, self.units) or f"可用的单位：{'、'.join(self.units)}")
        return self.units[name]

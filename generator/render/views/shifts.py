"""Shift tables: people by days with one sign a cell, and the same by day and shift. The allow list of what they show.

Whoever serves under a contract and has no turn rests; leave looks the same, so that no table tells who is on leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.check import Report
from generator.data.project import UnitData
from generator.data.regulations.resolve import Citation
from generator.data.units.people import Service
from generator.data.units.shift_tables import REST, ShiftTable
from generator.data.units.unit import Output
from generator.problem.slots import Slot
from generator.problem.stretches import stretches
from generator.render.views.persons import SEEN_BY, PersonView, Viewer, person_view
from generator.render.views.shift_days import ShiftDay, ShiftKind, kinds_of, shift_days
from generator.render.views.trails import trails
from generator.render.views.view import MonthView
from generator.render.views.windows import cited

OTHER = "另"
"""What stands in the cell of somebody who has no turn of the table but another duty of the unit."""
HOUR = 60


@dataclass(frozen=True)
class Cell:
    """One person on one day: the shift by its place among the shifts (-1: none); ``new``: by a later change."""

    text: str
    kind: int = -1
    new: bool = False


@dataclass(frozen=True)
class ShiftRow:
    """One person's month: a cell a day (None: neither a turn nor a contract), turns by shift, rest, hours of work."""

    person: PersonView
    cells: tuple[Cell | None, ...]
    turns: tuple[int, ...]
    rest: int
    hours: float


@dataclass(frozen=True)
class ShiftView:
    """One table of a month. No ``rows`` where the policy gives the audience no names to tell them apart."""

    id: str
    title: str
    kinds: tuple[ShiftKind, ...]
    days: tuple[ShiftDay, ...]
    rows: tuple[ShiftRow, ...]
    quota: str  # of rest days: 不少于 6 天; empty where it is not one for all
    citations: tuple[Citation, ...]

    @property
    def other(self) -> bool:
        """Whether somebody has another duty of the unit on some day."""
        return any(cell and cell.text == OTHER for row in self.rows for cell in row.cells)

    @property
    def changed(self) -> bool:
        """Whether a later change shows in a cell."""
        return any(cell and cell.new for row in self.rows for cell in row.cells)


Shifts = Mapping[tuple[str, str], tuple[ShiftView, ...]]
"""By unit and month."""


def shift_views(
    unit: UnitData, reports: Sequence[Report], views: Sequence[MonthView], viewer: Viewer, output: Output = "page"
) -> Shifts:
    """Give the tables of every month; days that a span of its own has taken are shown with their month."""
    found: dict[tuple[str, str], tuple[ShiftView, ...]] = {}
    for report in (report for report in reports if report.problem.period.month):
        tables = [_Table(unit, report, reports, name, shown, output) for name, shown in unit.unit.shift_tables.items()]
        if own := tuple(table.view(views, viewer) for table in tables if table.seen_by(viewer)):
            found[unit.id, report.problem.period.name] = own
    return found


@dataclass
class _Table:
    """The turns of a table in a month, from whatever period they belong to."""

    unit: UnitData
    month: Report
    reports: Sequence[Report]
    name: str
    shown: ShiftTable
    output: Output
    minutes: Counter[str] = field(default_factory=Counter)

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(self.month.problem.period.days())

    @cached_property
    def slots(self) -> list[tuple[Report, Slot]]:
        """All slots of the unit that touch the month."""
        own = ((report, slot) for report in self.reports for slot in report.problem.slots)
        first, last = self.days[0], self.days[-1]
        return [(report, slot) for report, slot in own if slot.day <= last and slot.days[-1] >= first]

    def seen_by(self, viewer: Viewer) -> bool:
        own = {slot.audience for _, slot in self.slots if slot.duty in self.shown.duties}
        return bool(own) and {*own, self.shown.audience} <= {*SEEN_BY[viewer]}

    def view(self, views: Sequence[MonthView], viewer: Viewer) -> ShiftView:
        kinds = kinds_of(self.unit, self.shown, [slot for _, slot in self.slots], self.days)
        days = shift_days(self.month.problem.project.calendar, self.shown, kinds, self.days, views)
        nameless = viewer == "public" and getattr(self.unit.unit.public_names, self.output) == "none"
        quota = dict.fromkeys(said for person in self.people if (said := self._quota(person)))
        return ShiftView(
            self.name,
            self.shown.title,
            kinds,
            days,
            () if nameless else tuple(self._rows(kinds, viewer)),
            next(iter(quota))[0] if len(quota) == 1 else "",
            self._citations(days, [citation for _, citation in quota]),
        )

    @cached_property
    def people(self) -> list[str]:
        """Give everybody with a turn in the table, and who could have had one and serves under a contract."""
        own = [(report, seats) for report, slot in self.slots if slot.duty in self.shown.duties for seats in slot.seats]
        bound = {p for _, seats in own for p in seats.members if any(self._contract(p, day) for day in self.days)}
        found = bound | {person for report, seats in own for person, _ in stretches(report.roster, seats)}
        order = [*self.unit.unit.departments]
        served = {p: next(filter(None, (self._serving(p, day) for day in self.days)), None) for p in found}
        return sorted(found, key=lambda p: (order.index(s.department) if (s := served.get(p)) else len(order), p))

    def _serving(self, person: str, day: date) -> Service | None:
        return self.unit.people[person].serving(day) if person in self.unit.people else None

    def _contract(self, person: str, day: date) -> bool:
        return bool((service := self._serving(person, day)) and service.contract)

    def _quota(self, person: str) -> tuple[str, Citation] | None:
        """Say how many rest days the contract gives."""
        problem = self.month.problem
        bound = next(filter(None, (problem.bound(person, day, "rest-days") for day in self.days)), None)
        if bound is None:
            return None
        least, most = bound.figures["days"], bound.figures.get("most")
        return (f"不少于 {least} 天" if most is None else f"{least}—{most} 天"), bound.citation

    def _rows(self, kinds: Sequence[ShiftKind], viewer: Viewer) -> Iterator[ShiftRow]:
        turns, others = self._turns(), self._others()
        known = {day for day in self.days if self._settled(day)} | {day for _, day in turns}
        for person in self.people:
            day = next((d for d in self.days if self._serving(person, d)), self.days[0])
            held = [turns.get((person, day), ()) for day in self.days]
            cells = tuple(
                self._cell(kinds, own) if own else self._idle(person, day, others) if day in known else None
                for own, day in zip(held, self.days, strict=True)
            )
            yield ShiftRow(
                person_view(self.unit, person, day, viewer, output=self.output),
                cells,
                tuple(sum(kind.duty == duty for own in held for duty, _ in own) for kind in kinds),
                sum(cell is not None and cell.text == REST for cell in cells),
                round(self.minutes[person] / HOUR, 1),
            )

    def _turns(self) -> dict[tuple[str, date], list[tuple[str, bool]]]:
        """Give by person and day the duties of the table, each with whether it is so by a later change."""
        found: dict[tuple[str, date], list[tuple[str, bool]]] = {}
        changed = {r.problem.period.name: trails(self.unit.published.get(r.problem.period.name)) for r in self.reports}
        for report, slot in self.slots:
            trail = changed[report.problem.period.name]
            for seats in slot.seats if slot.duty in self.shown.duties else ():
                new = trail[seats.key].new if seats.key in trail else ()
                for person, own in stretches(report.roster, seats):
                    for day in (day for day in slot.days if day in self.days):
                        found.setdefault((person, day), []).append((slot.duty, person in new))
                        self.minutes[person] += 0 if slot.standby else slot.minutes(own) // len(slot.days)
        return found

    def _others(self) -> set[tuple[str, date]]:
        """Give by person and day who has another duty of the unit."""
        return {
            (person, day)
            for report, slot in self.slots
            if slot.duty not in self.shown.duties
            for seats in slot.seats
            for person, _ in stretches(report.roster, seats)
            for day in slot.days
        }

    def _settled(self, day: date) -> bool:
        """Whether it is known who rests: not before the shifts begin, nor in a span that is not planned yet."""
        duties = [duty for duty in self.shown.duties if self.unit.duty(duty, day)]
        return bool(duties) and not any(self.unit.named_period(duty, day) for duty in duties)

    def _cell(self, kinds: Sequence[ShiftKind], own: Iterable[tuple[str, bool]]) -> Cell:
        held = dict(own)
        there = [(i, kind.short) for i, kind in enumerate(kinds) if kind.duty in held]
        return Cell("".join(short for _, short in there), there[0][0], any(held.values()))

    def _idle(self, person: str, day: date, others: set[tuple[str, date]]) -> Cell | None:
        if (person, day) in others:
            return Cell(OTHER)
        return Cell(REST) if self._contract(person, day) else None

    def _citations(self, days: Sequence[ShiftDay], more: Sequence[Citation]) -> tuple[Citation, ...]:
        project = self.month.problem.project
        first = min(
            day for _, slot in self.slots for day in slot.days if slot.duty in self.shown.duties and day in self.days
        )
        asked = [self.shown.article]
        if self.shown.greetings and any(day.greeting for day in days):
            asked.append(self.shown.greetings.article)
        found = (*(cited(project, article, first) for article in asked), *more)
        return tuple(dict.fromkeys(citation for citation in found if citation.ref))

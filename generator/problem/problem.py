"""The problem of one unit and period: slots, seats, who may hold them, and the past. Derived once, immutable.

Solver and checker both start from this and share nothing else; ``derive.py`` makes it from what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby, product

from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation
from generator.data.units.leave import Wish
from generator.days.membership import Members
from generator.problem.slots import BoundRule, Seats, Slot
from generator.problem.standing import Served, Standing

SUNDAY = 6


@dataclass(frozen=True, eq=False)
class Problem:
    """All slots of a unit for a period, with what the past hands over.

    ``kept``: the published roster, where the period is planned again. ``contracts`` holds the rules of each contract as
    they bind on each day of the period.
    """

    project: Project
    unit: UnitData
    period: Period
    slots: tuple[Slot, ...]
    standing: Standing
    rules: Mapping[str, BoundRule]
    kept: Roster | None = None
    contracts: Mapping[str, Mapping[date, Mapping[str, BoundRule]]] = field(default_factory=dict)

    @cached_property
    def seats(self) -> Mapping[SeatKey, Seats]:
        """All seats by key."""
        return {seats.key: seats for slot in self.slots for seats in slot.seats}

    @cached_property
    def by_key(self) -> Mapping[SeatKey, Slot]:
        """The slot of each seat key."""
        return {seats.key: slot for slot in self.slots for seats in slot.seats}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of everybody who serves in the unit on some day of the period."""
        first, last = self.period.first, self.period.last
        return tuple(
            person.id
            for person in self.unit.people.values()
            if any(s.from_ <= last and (s.until is None or s.until >= first) for s in person.service)
        )

    @cached_property
    def wishes(self) -> Mapping[str, Wish]:
        """The wishes that touch the period."""
        first, last = self.period.first, self.period.last
        return {k: w for k, w in self.unit.wishes.items() if w.from_ <= last and w.until >= first}

    def served_since(self, moment: datetime) -> list[Served]:
        """The turns of other periods that last beyond a moment: of a long history, those that can still matter."""
        return [turn for turn in self.standing.served if turn.seats.leave > moment]

    @cached_property
    def begins(self) -> datetime:
        """When the first seat of the period stands open."""
        return min((seats.arrive for seats in self.seats.values()), default=datetime.combine(self.period.first, time()))

    @cached_property
    def weekends(self) -> tuple[tuple[date, ...], ...]:
        """The days off of each weekend whose Sunday lies in the period; make-up working days are none."""
        calendar = self.project.calendar
        pairs = [(day - timedelta(days=1), day) for day in self.period.days() if day.weekday() == SUNDAY]
        return tuple(
            tuple(day for day in pair if not (calendar.announced(day) and calendar.kind(day).worked)) for pair in pairs
        )

    @cached_property
    def _of_day(self) -> Mapping[date, tuple[Seats, ...]]:
        found: dict[date, list[Seats]] = {}
        for slot in self.slots:
            for day in slot.days:
                found.setdefault(day, []).extend(slot.seats)
        return {day: tuple(seats) for day, seats in found.items()}

    def seats_on(self, day: date) -> tuple[Seats, ...]:
        """Give the seats whose duty is open on a day."""
        return self._of_day.get(day, ())

    @cached_property
    def _from_day(self) -> Mapping[date, tuple[Slot, ...]]:
        return {day: tuple(group) for day, group in groupby(sorted(self.slots, key=_first), key=_first)}

    def slots_from(self, day: date) -> tuple[Slot, ...]:
        """Give the slots that begin on a day."""
        return self._from_day.get(day, ())

    def bound(self, person: str, day: date, rule: str) -> BoundRule | None:
        """Give a rule as it binds a person by their contract; a day outside the period counts as the nearest inside."""
        day = min(max(day, self.period.first), self.period.last)
        service = self.unit.people[person].serving(day) if person in self.unit.people else None
        return self.contracts.get(service.contract, {}).get(day, {}).get(rule) if service else None

    @cached_property
    def bound_people(self) -> Mapping[str, Mapping[str, BoundRule]]:
        """By rule of a contract: everybody whom it binds in the period, with the figures of their first day."""
        found: dict[str, dict[str, BoundRule]] = {}
        for person, day in product(self.people, self.period.days()):
            service = self.unit.people[person].serving(day)
            for name, rule in self.contracts.get(service.contract, {}).get(day, {}).items() if service else ():
                found.setdefault(name, {}).setdefault(person, rule)
        return found

    @property
    def seed(self) -> str:
        """The seed of the draw, from the unit and the period alone."""
        return f"{self.unit.id}/{self.period.name}"

    def department(self, person: str, day: date) -> str:
        """The person's department on a day; empty where the person does not serve."""
        service = self.unit.people[person].serving(day) if person in self.unit.people else None
        return service.department if service else ""

    @cached_property
    def _members(self) -> Members:
        return Members(self.unit)

    def group(self, name: str, day: date) -> frozenset[str]:
        """Give the people of a group on a day, whoever is away."""
        return frozenset(person.id for person in self._members.of(name, day))

    def taker(self, seats: Seats, person: str) -> str:
        """Give who takes the turn where a person holds seats that are supplied by turns: department or person."""
        of_people = seats.line is not None and seats.line.of_people
        return person if of_people else self.department(person, self.by_key[seats.key].day)

    def rule(self, slot: Slot, name: str) -> BoundRule:
        """Give a rule as it binds a slot; where nobody has listed it, it is custom."""
        return slot.rules.get(name) or BoundRule(name, None, 1, {}, Citation())


def _first(slot: Slot) -> date:
    return slot.day

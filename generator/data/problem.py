"""The problem of one unit and period: slots, seats, who may hold them, and the past. Derived once, immutable.

Solver and checker both start from this and share nothing else; ``derive.py`` makes it from what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from generator.data.calendar import DayKind
from generator.data.fields import Audience, Strength
from generator.data.leave import Wish
from generator.data.period import Period
from generator.data.project import Project, UnitData
from generator.data.resolve import Citation
from generator.data.roster import SeatKey
from generator.data.standing import BurdenClass, Standing


@dataclass(frozen=True)
class BoundRule:
    """A rule as it binds one slot: figures and article as of the slot's date."""

    name: str
    strength: Strength | None
    weight: int
    figures: Mapping[str, int]
    citation: Citation


@dataclass(frozen=True)
class Seats:
    """The seats of one name in one slot.

    ``members`` may hold them by role, department and qualification; ``candidates`` are those of them who are not
    away; ``sharers`` are those who owe a share of the turn, with their weight. ``due`` are the departments whose
    turn it is; empty where persons take turns. ``fixed``: appointed, so no share is owed. ``least`` of the ``count``
    seats must be filled. Whoever holds one is there from ``arrive`` until ``leave``.
    """

    key: SeatKey
    title: str
    count: int
    least: int
    priority: int
    arrive: datetime
    leave: datetime
    citation: Citation
    members: tuple[str, ...]
    candidates: tuple[str, ...]
    sharers: Mapping[str, Fraction]
    by_department: bool
    due: tuple[str, ...]
    fixed: bool


@dataclass(frozen=True)
class Slot:
    """One duty on one day, or in one week: ``days`` are its open days and ``day`` is the first of them."""

    duty: str
    day: date
    days: tuple[date, ...]
    title: str
    kind: DayKind
    burden: BurdenClass
    arrive: datetime
    starts: datetime
    ends: datetime
    leave: datetime
    pool: str
    weight: int
    citation: Citation
    hours_citation: Citation
    rules: Mapping[str, BoundRule]
    seats: tuple[Seats, ...]
    audience: Audience
    place: str
    phone: str
    keeps_post: bool
    concurrent_with: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """All slots of a unit for a period, with what the past hands over."""

    project: Project
    unit: UnitData
    period: Period
    slots: tuple[Slot, ...]
    standing: Standing
    rules: Mapping[str, BoundRule]

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

    @property
    def seed(self) -> str:
        """The seed of the draw, from the unit and the period alone."""
        return f"{self.unit.id}/{self.period.name}"

    def department(self, person: str, day: date) -> str:
        """The person's department on a day; empty where the person does not serve."""
        service = self.unit.people[person].serving(day) if person in self.unit.people else None
        return service.department if service else ""

    def rule(self, slot: Slot, name: str) -> BoundRule:
        """Give a rule as it binds a slot: the duty's own, else the unit's."""
        return slot.rules.get(name) or self.rules.get(name) or BoundRule(name, None, 1, {}, Citation())

"""The problem of one unit and period: slots, seats, who may hold them, and the past. Derived once, immutable.

Everything dated is resolved here at the slot's own date: the version of the duty, the figures of the articles,
people's departments and roles, leave. Solver and checker both start from this and share nothing else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property

from generator.data import turns
from generator.data.calendar import DayKind
from generator.data.duties import Duty, SeatKind
from generator.data.fields import Audience, Strength
from generator.data.leave import Wish
from generator.data.people import Person
from generator.data.period import Period
from generator.data.project import Project, UnitData
from generator.data.resolve import Citation
from generator.data.roster import SeatKey, digest
from generator.data.standing import BurdenClass, Standing
from generator.data.unit import Group, On, RuleUse


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
    turn it is; empty where persons take turns. ``fixed``: appointed, so no share is owed.
    """

    key: SeatKey
    title: str
    count: int
    priority: int
    citation: Citation
    members: tuple[str, ...]
    candidates: tuple[str, ...]
    sharers: Mapping[str, Fraction]
    by_department: bool
    due: tuple[str, ...]
    fixed: bool


@dataclass(frozen=True)
class Slot:
    """One duty on one day."""

    duty: str
    day: date
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

    def fingerprints(self) -> dict[str, str]:
        """Fingerprint the problem part by part, so that a record tells which of its inputs changed since."""
        return {
            "slots": digest([[_plain(slot, "seats", "rules"), _plain(slot.rules)] for slot in self.slots]),
            "people": digest([_plain(seats) for slot in self.slots for seats in slot.seats]),
            "wishes": digest([wish.model_dump(mode="json") for _, wish in sorted(self.wishes.items())]),
            "history": digest(_plain(self.standing)),
        }


def _plain(value: object, *without: str) -> object:
    """Reduce dataclasses and mappings to what JSON can hold, in one order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in dataclasses.fields(value) if f.name not in without]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(item)] for key, item in value.items())
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else str(value)


def derive(project: Project, unit: UnitData, period: Period, standing: Standing) -> Problem:
    """Derive the problem.

    Raises
    ------
    Refused
        If the calendar of the period is not out, or an article is not in force.
    """
    states = dict(standing.turns)
    slots = []
    for day in period.days():
        for name, versions in sorted(unit.duties.items()):
            duty = versions.on(day)
            if duty and opens(duty.on, project.calendar.kind(day)):
                slots.append(_slot(project, unit, name, duty, day, states))
    rules = {use.name: _bind(project, use, period.first, None) for use in unit.unit.rules}
    return Problem(project, unit, period, tuple(slots), standing, rules)


def opens(on: On, kind: DayKind) -> bool:
    """Whether something that happens ``on`` such days happens on a day of this kind."""
    return on == "every-day" or kind.worked == (on == "workdays")


def _bind(project: Project, use: RuleUse, day: date, duty: Duty | None) -> BoundRule:
    law = project.regulations
    figures = {name: law.figure(value, day, int) for name, value in sorted(use.figures.items())}
    article = use.article if use.cited or duty is None else duty.article
    first = next(iter(use.figures.values()), None)
    return BoundRule(use.name, use.strength, use.weight, figures, law.cite_figure(first, day, article))


def _slot(
    project: Project,
    unit: UnitData,
    name: str,
    duty: Duty,
    day: date,
    states: dict[tuple[str, str], turns.TurnState],
) -> Slot:
    law, hours = project.regulations, duty.hours
    starts = datetime.combine(day, law.figure(hours.from_, day, time))
    ends = datetime.combine(day, law.figure(hours.to, day, time))
    if ends <= starts:  # past midnight
        ends += timedelta(days=1)
    kind = project.calendar.kind(day)
    return Slot(
        duty=name,
        day=day,
        title=duty.title,
        kind=kind,
        burden=_burden_class(project, kind, day),
        arrive=starts - timedelta(minutes=law.figure(hours.arrive_early, day, int)),
        starts=starts,
        ends=ends,
        leave=ends + timedelta(minutes=law.figure(hours.leave_late, day, int)),
        pool=duty.burden.pool,
        weight=duty.burden.weight,
        citation=law.cite(duty.article, day),
        hours_citation=law.cite(hours.article or duty.article, day),
        rules={use.name: _bind(project, use, day, duty) for use in duty.rules},
        seats=tuple(_seats(project, unit, SeatKey(name, day, k), duty, states) for k in duty.seats),
        audience=duty.audience,
        place=duty.place,
        phone=duty.phone,
    )


def _burden_class(project: Project, kind: DayKind, day: date) -> BurdenClass:
    holiday = project.calendar.holiday(day)
    if kind.worked:
        return BurdenClass.ORDINARY
    if holiday and holiday.spring_festival:
        return BurdenClass.SPRING_FESTIVAL
    return BurdenClass.STATUTORY if kind is DayKind.STATUTORY else BurdenClass.WEEKEND


def _seats(
    project: Project, unit: UnitData, key: SeatKey, duty: Duty, states: dict[tuple[str, str], turns.TurnState]
) -> Seats:
    seat, day = duty.seats[key.seat], key.day
    count = project.regulations.figure(seat.count, day, int)
    members = tuple(_members(unit, seat, day))
    away = {p: unit.away(p, day) for p in members}
    candidates = tuple(p for p in members if not away[p])
    if seat.appointed:
        present = [p for p in seat.appointed if p in candidates]
        members = candidates = tuple(sorted(present[:count]))
    due: tuple[str, ...] = ()
    if seat.turn == "departments":
        named = {p: s.department for p in members if (s := unit.people[p].serving(day))}
        state = states.get((key.duty, key.seat), turns.TurnState())
        able = {named[p] for p in candidates}
        due, states[key.duty, key.seat] = turns.due([*unit.unit.departments], state, count, {*named.values()}, able)
    kinds = unit.unit.leave_kinds
    owing = [p for p in members if (leave := away[p]) is None or not kinds[leave.kind].forgives]
    return Seats(
        key=key,
        title=seat.title,
        count=count,
        priority=seat.priority,
        citation=project.regulations.cite_figure(seat.count, day, duty.article),
        members=members,
        candidates=candidates,
        sharers={p: s.proportion for p in owing if (s := unit.people[p].serving(day))},
        by_department=seat.turn == "departments",
        due=due,
        fixed=bool(seat.appointed),
    )


def _members(unit: UnitData, seat: SeatKind, day: date) -> Iterator[str]:
    """Yield the ids of those who may hold the seat on the day, leave aside."""
    for person in unit.people.values():
        if seat.appointed:
            if person.id in seat.appointed and person.serving(day):
                yield person.id
        elif belongs(unit, unit.unit.groups[seat.from_], person, day):
            yield person.id


def belongs(unit: UnitData, group: Group, person: Person, day: date) -> bool:
    """Whether a person is in a group on a day."""
    service = person.serving(day)
    if service is None:
        return False
    sole = service.post in unit.posts and unit.posts[service.post].staff == 1
    return (
        (not group.roles or service.role in group.roles)
        and (not group.departments or service.department in group.departments)
        and all(person.qualified(name, day) for name in group.qualifications)
        and not (group.except_sole_holders and sole)
    )

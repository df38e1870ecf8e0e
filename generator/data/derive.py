"""From what is kept to the problem of a period.

Everything dated is resolved here at the slot's own date: the version of the duty, the figures of the articles,
people's departments and roles, leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from generator.data import turns
from generator.data.calendar import DayKind
from generator.data.duties import Duty, SeatKind
from generator.data.people import Person
from generator.data.period import Period
from generator.data.problem import BoundRule, Problem, Seats, Slot
from generator.data.project import Project, UnitData
from generator.data.roster import SeatKey
from generator.data.standing import BurdenClass, Standing
from generator.data.unit import Group, On, RuleUse


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

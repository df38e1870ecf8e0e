"""From what is kept to the problem of a period.

Everything dated is resolved here at the slot's own date: the version of the duty, the figures of the articles,
people's departments and roles, leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache

from generator.data import protection, turns
from generator.data.binding import bind, unit_rules
from generator.data.calendar import DayKind
from generator.data.duties import Duty, DutyHours, SeatKind
from generator.data.membership import Members
from generator.data.opening import WEEKDAYS, opens, weekday_of
from generator.data.period import Period
from generator.data.problem import Problem
from generator.data.project import Project, UnitData
from generator.data.roster import SeatKey
from generator.data.slots import BoundRule, BurdenClass, Seats, Slot
from generator.data.standing import Standing


class _Run:
    """What a derivation carries along: turns of departments, the day of settling (None before), groups, rules."""

    def __init__(self, project: Project, unit: UnitData, period: Period, standing: Standing) -> None:
        self.states: dict[tuple[str, str], turns.TurnState] = dict(standing.turns)
        self.settled = unit.settled(period)
        self.members = Members(unit)
        self.rules = cache(lambda day: unit_rules(project, unit, day))


def derive(project: Project, unit: UnitData, period: Period, standing: Standing) -> Problem:
    """Derive the problem.

    Raises
    ------
    Refused
        If the calendar of the period is not out, or an article is not in force.
    """
    run = _Run(project, unit, period, standing)
    slots = []
    for first in period.days():
        for name, versions in sorted(unit.duties.items()):
            if unit.named_period(name, first) != ("" if period.month else period.name):
                continue  # its slot of that day belongs to another period
            if (duty := versions.on(first)) and (days := _open_days(project, duty, first)):
                slots.append(_slot(project, unit, name, duty, days, run))
    contracts = {
        name: {
            day: {use.name: bind(project, use, day, None) for use in contract.rules if use.from_ <= day}
            for day in period.days()
        }
        for name, contract in unit.unit.contracts.items()
    }
    rules = run.rules(period.first)
    return Problem(project, unit, period, tuple(slots), standing, rules, contracts=contracts)


def _open_days(project: Project, duty: Duty, first: date) -> tuple[date, ...]:
    """Give the open days of the slot that begins on a day: that day, or the rest of its week; else nothing.

    A week belongs where its first open day is. Days of a year whose calendar is not out are not counted as open.
    """
    calendar = project.calendar
    if not opens(duty.on, first, calendar, duty.make_up):
        return ()
    if duty.cycle == "day":
        return (first,)
    monday = first - timedelta(days=first.weekday())
    week = [monday + timedelta(days=n) for n in range(7)]
    days = tuple(d for d in week if calendar.announced(d) and opens(duty.on, d, calendar, duty.make_up))
    return days if days[0] == first else ()


def _slot(
    project: Project,
    unit: UnitData,
    name: str,
    duty: Duty,
    days: tuple[date, ...],
    run: _Run,
) -> Slot:
    law, day = project.regulations, days[0]
    kind = project.calendar.kind(day)
    key_day = day if duty.cycle == "day" else day - timedelta(days=day.weekday())
    hours = _hours(project, duty.hours, days)
    overnight = hours[2].date() > days[-1]
    rules = run.rules(day) | {use.name: bind(project, use, day, duty) for use in duty.rules}
    night = rules.get(protection.RULE)
    return Slot(
        duty=name,
        day=day,
        days=days,
        title=duty.title,
        kind=kind,
        burden=_burden_class(project, kind, day, overnight=overnight),
        arrive=hours[0],
        starts=hours[1],
        ends=hours[2],
        leave=hours[3],
        pool=duty.burden.pool,
        weight=duty.burden.weight,
        citation=law.cite(duty.article, day),
        hours_citation=law.cite(duty.hours.article or duty.article, day),
        rules=rules,
        seats=tuple(_seats(project, unit, SeatKey(name, key_day, k), duty, days, run, night) for k in duty.seats),
        audience=duty.audience,
        place=duty.place,
        phone=duty.phone,
        keeps_post=duty.keeps_post,
        standby=duty.standby,
        concurrent_with=duty.concurrent_with,
    )


def _hours(project: Project, hours: DutyHours, days: tuple[date, ...]) -> tuple[datetime, datetime, datetime, datetime]:
    """Give arrival, start, end and leaving, from the first day to the last; an end that is not later is next day's."""
    law, first, last = project.regulations, days[0], days[-1]
    start, end = law.figure(hours.from_, first, time), law.figure(hours.to, first, time)
    starts, ends = datetime.combine(first, start), datetime.combine(last, end)
    if end <= start:
        ends += timedelta(days=1)
    arrive = starts - timedelta(minutes=law.figure(hours.arrive_early, first, int))
    return arrive, starts, ends, ends + timedelta(minutes=law.figure(hours.leave_late, first, int))


_CLASSES = {DayKind.STATUTORY: BurdenClass.STATUTORY, DayKind.ADJUSTED_REST: BurdenClass.ADJUSTED_REST}


def _burden_class(project: Project, kind: DayKind, day: date, *, overnight: bool) -> BurdenClass:
    """Class a slot by the day on which it starts; on an eve that is worked only what lasts into the next day is one.

    除夕 is a legal day of the Spring Festival and its eve at once: the eve is what sets it apart.
    """
    if project.calendar.eve(day) and (overnight or not kind.worked):
        return BurdenClass.EVE
    if kind.worked:
        return BurdenClass.ORDINARY
    holiday = project.calendar.holiday(day)
    if holiday and holiday.spring_festival:
        return BurdenClass.SPRING_FESTIVAL
    return _CLASSES.get(kind, BurdenClass.WEEKEND)


def _seats(
    project: Project,
    unit: UnitData,
    key: SeatKey,
    duty: Duty,
    days: tuple[date, ...],
    run: _Run,
    night: BoundRule | None,
) -> Seats:
    seat, day = duty.seats[key.seat], days[0]
    count = project.regulations.figure(seat.count, day, int)
    hours = _hours(project, seat.hours or duty.hours, days)
    protected = protection.protected(unit, night, hours[0], hours[3], days)
    members = tuple(p for p in _members(unit, run.members, key.duty, seat, day) if p not in protected)
    away = {p: unit.away(p, hours[0], hours[3]) for p in members}
    candidates = tuple(p for p in members if not away[p])
    if seat.appointed:
        present = [p for p in seat.appointed if p in candidates]
        members = candidates = tuple(sorted(present[:count]))
    due: tuple[str, ...] = ()
    able: tuple[str, ...] = ()
    if line := _line(project, unit, duty, seat, day):
        takers = {p: p if line.of_people else s.department for p in members if (s := unit.people[p].serving(day))}
        state = run.states.get((key.duty, key.seat), turns.TurnState())
        able = tuple(sorted({takers[p] for p in members if not unit.away(p, hours[0], hours[3], run.settled)}))
        due, run.states[key.duty, key.seat] = turns.due(line, state, count, {*takers.values()}, able)
    kinds = unit.unit.leave_kinds
    owing = [p for p in members if (leave := away[p]) is None or not kinds[leave.kind].forgives]
    return Seats(
        key=key,
        title=seat.title,
        count=count,
        least=count if seat.least is None else min(count, project.regulations.figure(seat.least, day, int)),
        priority=seat.priority,
        arrive=hours[0],
        starts=hours[1],
        ends=hours[2],
        leave=hours[3],
        citation=project.regulations.cite_figure(seat.count, day, duty.article),
        members=members,
        protected=protected,
        candidates=candidates,
        sharers={p: s.proportion for p in owing if (s := unit.people[p].serving(day))},
        line=line,
        due=due,
        able=able,
        fixed=bool(seat.appointed),
    )


def _line(project: Project, unit: UnitData, duty: Duty, seat: SeatKind, day: date) -> turns.Line | None:
    """Give who supply the seats by turns; an order that does not pause over days off goes by the weekday."""
    if seat.turn == "persons":
        return None
    order = seat.order if seat.turn == "order" else tuple(unit.unit.departments)
    weekday = weekday_of(day, project.calendar, duty.make_up)
    begins = order[WEEKDAYS.index(weekday) % len(order)] if seat.over_rest_days == "counts" else ""
    return turns.Line(order, seat.turn == "order", seat.missed == "owed", begins)


def _members(unit: UnitData, members: Members, duty: str, seat: SeatKind, day: date) -> Iterator[str]:
    """Yield the ids of those who may hold the seat on the day, leave aside."""
    named = [unit.people[p] for p in seat.appointed if p in unit.people and unit.people[p].serving(day)]
    for person in named if seat.appointed else members.of(seat.from_, day):
        if not person.exempt(duty, day):
            yield person.id

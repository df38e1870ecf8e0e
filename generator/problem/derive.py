"""From what is kept to the problem of a period.

Everything dated is resolved here at the slot's own date: the version of the duty, the figures of the articles,
people's departments and roles, leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from generator.data.calendars.calendar import DayKind
from generator.data.calendars.period import Period
from generator.data.duties.duty import Duty
from generator.data.project import Project, UnitData
from generator.data.records.roster import SeatKey
from generator.problem import protection
from generator.problem.binding import bind
from generator.problem.occasions import block, slot_days
from generator.problem.problem import Problem
from generator.problem.seating import Run, seats_of, span_of
from generator.problem.slots import BurdenClass, Seats, Slot, TaskAt
from generator.problem.standing import Standing


def derive(project: Project, unit: UnitData, period: Period, standing: Standing) -> Problem:
    """Derive the problem.

    Raises
    ------
    Refused
        If the calendar of the period is not out, or an article is not in force.
    """
    run = Run(project, unit, period, standing)
    slots = []
    for first in period.days():
        for name in sorted(unit.duties):
            if unit.named_period(name, first) != ("" if period.month else period.name):
                continue  # its slot of that day belongs to another period
            if (duty := unit.duty(name, first)) and (days := slot_days(project, unit, name, duty, first)):
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


def _slot(
    project: Project,
    unit: UnitData,
    name: str,
    duty: Duty,
    days: tuple[date, ...],
    run: Run,
) -> Slot:
    law, day = project.regulations, days[0]
    kind = project.calendar.kind(day)
    hours = span_of(project, duty.hours, days)
    overnight = hours[2].date() > days[-1]
    rules = run.rules(day) | {use.name: bind(project, use, day, duty) for use in duty.rules}
    night = rules.get(protection.RULE)
    key_day = block(duty, day)[0]
    seats: list[Seats] = []
    for kind_of_seat in duty.seats:
        seats.append(seats_of(project, unit, SeatKey(name, key_day, kind_of_seat), duty, days, run, night, seats))
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
        seats=tuple(seats),
        audience=duty.audience,
        place=duty.place,
        phone=duty.phone,
        keeps_post=duty.keeps_post,
        standby=duty.standby,
        concurrent_with=duty.concurrent_with,
        tasks=tuple(_tasks(project, duty, day)),
        note="；".join(one.reason for one in unit.arranged(name, day)),
    )


def _tasks(project: Project, duty: Duty, day: date) -> Iterator[TaskAt]:
    """Yield what is done in a slot, by the clock; what has no fixed time comes last."""
    law = project.regulations
    found = [(law.figure(task.at, day, time) if task.at else None, task) for task in duty.tasks]
    for at, task in sorted(found, key=lambda pair: (pair[0] is None, pair[0] or time())):
        yield TaskAt(at, task.text, task.seats, law.cite_figure(task.at, day, task.article or duty.article))


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

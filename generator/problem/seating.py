"""The seats of a slot: who may hold them, who can, who owes a share, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, partial

from generator.data.calendars.period import Period
from generator.data.duties.duty import Duty, DutyHours, SeatKind
from generator.data.project import Project, UnitData
from generator.data.records.roster import SeatKey
from generator.days.busy import busy
from generator.days.dates import Dates
from generator.days.membership import Members
from generator.days.opening import WEEKDAYS, weekday_of
from generator.problem import protection, turns
from generator.problem.binding import unit_rules
from generator.problem.slots import BoundRule, Seats
from generator.problem.standing import Standing


class Run:
    """What a derivation carries along: turns of departments, the day of settling (None before), groups, rules."""

    def __init__(self, project: Project, unit: UnitData, period: Period, standing: Standing) -> None:
        self.states: dict[tuple[str, str], turns.TurnState] = dict(standing.turns)
        self.settled = unit.settled(period)
        self.members = Members(unit)
        self.rules = cache(lambda day: unit_rules(project, unit, day))
        self.blocked = cache(lambda day: tuple(Dates(project, unit).blocked(day)))
        self.shared = [person.id for person in unit.people.values() if person.shared]
        self.busy = partial(busy, project, unit)


def span_of(
    project: Project, hours: DutyHours, days: tuple[date, ...]
) -> tuple[datetime, datetime, datetime, datetime]:
    """Give arrival, start, end and leaving, from the first day to the last; an end that is not later is next day's."""
    law, first, last = project.regulations, days[0], days[-1]
    start, end = law.figure(hours.from_, first, time), law.figure(hours.to, first, time)
    starts, ends = datetime.combine(first, start), datetime.combine(last, end)
    if end <= start:
        ends += timedelta(days=1)
    arrive = starts - timedelta(minutes=law.figure(hours.arrive_early, first, int))
    return arrive, starts, ends, ends + timedelta(minutes=law.figure(hours.leave_late, first, int))


def seats_of(
    project: Project,
    unit: UnitData,
    key: SeatKey,
    duty: Duty,
    days: tuple[date, ...],
    run: Run,
    night: BoundRule | None,
    before: Sequence[Seats],
) -> Seats:
    """Give the seats of one name in a slot, after those of other names ``before``: nobody is called to two at once."""
    seat, day = duty.seats[key.seat], days[0]
    count = project.regulations.figure(seat.count, day, int)
    hours = span_of(project, seat.hours or duty.hours, days)
    protected = protection.protected(unit, night, hours[0], hours[3], days)
    members = tuple(p for p in _members(unit, run.members, key.duty, seat, day) if p not in protected)
    away = {p: unit.missing(p, hours[0], hours[3]) for p in members}
    elsewhere = {p: what for p in run.shared if (what := run.busy(p, hours[0], hours[3]))}
    meeting = _meeting(run, duty, seat, days, hours)
    candidates = tuple(p for p in members if not away[p] and p not in elsewhere and p not in meeting)
    if seat.appointed:
        present = [p for p in seat.appointed if p in candidates]
        members = candidates = tuple(sorted(present[:count]))
    due: tuple[str, ...] = ()
    able: tuple[str, ...] = ()
    if line := _line(project, unit, duty, seat, day):
        free = {p for p in members if p not in elsewhere and p not in meeting} - _called(before, hours)
        settled = {p for p in free if not unit.missing(p, hours[0], hours[3], run.settled)}
        takers = {p: p if line.of_people else s.department for p in members if (s := unit.people[p].serving(day))}
        state = run.states.get((key.duty, key.seat), turns.TurnState())
        able = tuple(sorted({takers[p] for p in members if p in settled}))
        due, run.states[key.duty, key.seat] = turns.due(line, state, count, {*takers.values()}, able)
    kinds = unit.unit.leave_kinds
    owing = [p for p in members if p not in elsewhere and not ((leave := away[p]) and kinds[leave.kind].forgives)]
    return Seats(
        key=key,
        title=seat.title,
        occasion=seat.occasion,
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
        busy=elsewhere | meeting,
        sharers={p: s.proportion for p in owing if (s := unit.people[p].serving(day))},
        line=line,
        due=due,
        able=able,
        fixed=bool(seat.appointed),
    )


def _meeting(run: Run, duty: Duty, seat: SeatKind, days: tuple[date, ...], hours: Sequence[datetime]) -> dict[str, str]:
    """Give who takes part in something that blocks them from a seat of one day, unless they stay at their own post."""
    if len(days) > 1 or duty.keeps_post or seat.appointed:
        return {}
    found = (one for one in run.blocked(days[0]) if one.span[0] < hours[3] and hours[0] < one.span[1])
    return {person: f"参加{one.title}" for one in found for person in one.people}


def _called(before: Sequence[Seats], hours: Sequence[datetime]) -> set[str]:
    """Give those whose turn it is, in an order of people, at other seats of the slot in the same hours."""
    ordered = (s for s in before if s.line and s.line.of_people and s.arrive < hours[3] and hours[0] < s.leave)
    return {person for seats in ordered for person in seats.due}


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

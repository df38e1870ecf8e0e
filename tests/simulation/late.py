"""What nobody knew when the month was planned: people fall ill, and people change places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations
from random import Random

from generator import ledger
from generator.check import Report, check
from generator.data.records.roster import SeatKey
from generator.data.units.leave import Leave
from generator.desk import revising
from generator.desk.replanning import replan
from generator.desk.substitute import Absence, Case, chain, substitute
from generator.desk.swapping import Turn, swap
from generator.errors import Refused
from generator.reasons.moves import Move
from tests.simulation.advance import serving, write_leave
from tests.simulation.desk import Desk

SICK = 0.05
"""The chance that somebody falls ill in a month."""
PAIRS = 40
"""Pairs of turns that are tried for a swap."""
MORNING = time(7)
PERIODS = 3
"""Published periods that one sickness can touch: what is still vacant after so many revisions, the books will show."""


def fall_ill(desk: Desk, name: str) -> list[str]:
    """Let some people fall ill on a working day for one to three days, as files; give the leaves in order of time."""
    unit, chance = desk.unit(name), desk.chance(name, "sickness")
    found: list[tuple[date, str]] = []
    for person in serving(desk, name):
        ill, begins, length = chance.random() < SICK, chance.choice(desk.period.days()), chance.randint(1, 3)
        ends = begins + timedelta(days=length - 1)
        start = datetime.combine(begins, time())
        if ill and not unit.away(person.id, start, start + timedelta(days=length)):
            found.append((begins, write_leave(desk, name, person.id, "sick", (begins, ends), begins)))
    return [leave for _, leave in sorted(found)]


def happen(desk: Desk, name: str, ill: Sequence[str], limit: float) -> dict[str, int]:
    """Go through the month: stand-ins for whoever is ill, and one or two swaps; count them by kind.

    Nobody knows of a sickness before its first morning.
    """
    chance, done = desk.chance(name, "swaps"), {"substitutions": 0, "left empty": 0, "planned again": 0, "swaps": 0}
    leaves = desk.unit(name).leave
    desk.knows(name, {k: leave for k, leave in leaves.items() if k not in ill})
    events = [(leaves[leave].from_, "ill", leave) for leave in ill]
    events += [(chance.choice(desk.period.days()[:20]), "swap", "") for _ in range(chance.randint(1, 2))]
    for day, what, leave in sorted(events):
        if what == "swap":
            done["swaps"] += _swap(desk, name, datetime.combine(day, MORNING), chance)
        else:
            desk.knows(name, {**desk.unit(name).leave, leave: leaves[leave]})
            for kind in _stand_in(desk, name, leaves[leave], limit):
                done[kind] += 1
    return done


def current(desk: Desk, name: str) -> Report:
    """Check the month as it stands."""
    months = ledger.months(desk.project, desk.unit(name))
    problem, roster = next(pair for pair in months if pair[0].period == desk.period)
    return check(problem, roster)


def _stand_in(desk: Desk, name: str, leave: Leave, limit: float) -> list[str]:
    """Fill the places of whoever is ill, period by period, and plan the rest again where a rule is still broken."""
    now, done = datetime.combine(leave.from_, MORNING), []
    absence = Absence(leave.person, leave.start, leave.end)
    for _ in range(PERIODS):
        cases = substitute(desk.project, desk.unit(name), absence, now)
        if not cases:
            break
        case = cases[0]
        moves, kind = _way(case, now, limit)
        _record(desk, name, case.report, moves, "病假", now)
        done += [kind] * len(case.places)
    again = current(desk, name)
    if any(breach.forbidden for breach in again.breaches):
        better = replan(again.problem, again.roster, now, limit=limit)
        if better.moves:  # else the books will show what is broken
            _record(desk, name, again, better.moves, "调整", now)
            done.append("planned again")
    return done


def _way(case: Case, now: datetime, limit: float) -> tuple[Sequence[Move], str]:
    """Give the first option, else the chain of changes, else nothing but empty places."""
    option = case.options[0] if case.options else chain(case, now, limit)
    if option:
        return option.moves, "substitutions"
    return [Move(place.key, place.holder, "") for place in case.places], "left empty"


def _record(desk: Desk, name: str, report: Report, moves: Sequence[Move], reason: str, now: datetime) -> None:
    path = revising.revise(desk.project, report, moves, reason=reason, approved_by="示例", at=now)
    desk.read_back(name, path)


def _swap(desk: Desk, name: str, now: datetime, chance: Random) -> int:
    """Let the first two people change places whom every rule allows it, of pairs in an order by lot."""
    report = current(desk, name)
    seats, soon = report.problem.seats, now + timedelta(days=2)
    turns = [(key, who) for key, s in sorted(seats.items()) if s.arrive > soon for who in report.roster.who(key)]
    alike = [p for p in combinations(turns, 2) if _alike(p[0][0], p[1][0]) and p[0][1] != p[1][1]]
    unit = desk.unit(name)
    consent = unit.unit.swaps.consent if unit.unit.swaps else ()
    for one, other in chance.sample(alike, min(PAIRS, len(alike))):
        deciders = [p.id for p in serving(desk, name) if (s := p.serving(now.date())) and s.role in consent]
        by = next((p for p in deciders if p not in (one[1], other[1])), "")
        try:
            found = swap(desk.project, Turn(report, *one), Turn(report, *other), by, now)
        except Refused:
            continue
        [(_, moves)] = found.moves
        _record(desk, name, report, moves, "换班", now)
        return 1
    return 0


def _alike(one: SeatKey, other: SeatKey) -> bool:
    return (one.duty, one.seat) == (other.duty, other.seat) and one.day != other.day

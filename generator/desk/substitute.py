"""Substitution (代班): who stands in where somebody is away, with the fewest changes and by every rule.

Every vacated place has to pass on, so as many changed places as there are vacated ones is the least there can be.
Where nobody can simply stand in, the rest of the period is planned again with the fewest changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from generator import ledger
from generator.check import Report, check
from generator.data.calendars.spans import Span
from generator.data.project import Project, UnitData
from generator.data.records.roster import SeatKey
from generator.data.units.leave import Leave, LeaveKind, keeps_from
from generator.data.units.unit import Preference
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.problem.stretches import stretches
from generator.reasons.moves import Move
from generator.reasons.nearby import Change, nearby
from generator.rules.base import CHANGES


class Place(NamedTuple):
    """A seat, and who holds it or stands in; with a ``part`` only that time of it is vacant."""

    key: SeatKey
    holder: str
    part: Span | None = None


THOUGHT = "?"
"""The name of an absence that is only thought of."""

TRIED = 400
"""Combinations of stand-ins that are looked at where several places are vacant, the likeliest first."""


@dataclass(frozen=True)
class Absence:
    """Somebody who cannot serve for a time, or in one seat only; ``whole``: a turn passes on whole or not at all."""

    person: str
    start: datetime
    end: datetime
    key: SeatKey | None = None
    whole: bool = False


@dataclass(frozen=True)
class Option:
    """One way to fill every vacated place; ``preferences`` say of each move why this person comes before others."""

    moves: tuple[Move, ...]
    preferences: tuple[Preference, ...]
    change: Change
    proven: bool

    @property
    def size(self) -> int:
        """How many places change."""
        return len(self.moves)


@dataclass(frozen=True)
class Case:
    """The vacated places of one period, and the ways to fill them, the best first."""

    report: Report
    places: tuple[Place, ...]
    options: tuple[Option, ...]


def substitute(project: Project, unit: UnitData, absence: Absence, now: datetime, most: int = 5) -> list[Case]:
    """Find stand-ins for an absence in every published period that it touches; nothing is changed by it.

    Parameters
    ----------
    now
        Places, and parts of them, that are over by then are not looked at.
    most
        How many options to give for each period.
    """
    away = absence.start, absence.end
    known = unit.away(absence.person, *away)
    thought = unit if known else _thought(unit, absence)
    found = []
    for problem, roster in ledger.months(project, thought):
        vacant = (
            Place(key, absence.person, _part(problem, seats, own, absence))
            for key, seats in sorted(problem.seats.items(), key=lambda item: (item[1].arrive, item[0]))
            for person, own in stretches(roster, seats)
            if person == absence.person
            and (key == absence.key if absence.key else keeps_from(away, (own.arrive, own.leave)))
            and own.leave > now
        )
        places = tuple(place for place in vacant if not (place.part and place.part[1] <= now))
        if places:
            report = check(problem, roster)
            found.append(Case(report, places, tuple(_options(report, places, most))))
    return found


def _part(problem: Problem, seats: Seats, own: Seats, absence: Absence) -> Span | None:
    """Give the time that somebody else has to serve, where that is not the whole of a seat of one day."""
    whole = seats.arrive, seats.leave
    start = own.arrive if absence.start <= own.starts else absence.start
    end = own.leave if absence.end >= own.ends else absence.end
    if absence.key and not (start < end):
        start, end = own.arrive, own.leave  # the one seat is to be filled, whenever the absence is
    one_day = len(problem.by_key[seats.key].days) == 1
    return None if (start, end) == whole or (absence.whole and own is seats) or not one_day else (start, end)


def _thought(unit: UnitData, absence: Absence) -> UnitData:
    """Think of the absence as an approved leave of a kind that owes its turns; the unit itself stays as it is."""
    kinds = {**unit.unit.leave_kinds, THOUGHT: LeaveKind(title="", forgives=False)}
    said = {"person": absence.person, "kind": THOUGHT, "status": "approved"}
    days = {"from": absence.start.date(), "until": absence.end.date()}
    hours = {"starts": absence.start.time(), "ends": absence.end.time()}
    leave = Leave.model_validate(said | days | hours)
    own = unit.unit.model_copy(update={"leave_kinds": kinds})
    return replace(unit, unit=own, leave={**unit.leave, THOUGHT: leave})


def _options(report: Report, places: Sequence[Place], most: int) -> list[Option]:
    """Give the direct options, the best first: each place passes to one person."""
    near = nearby(report)
    ranked = [_ranked(report, *place) for place in places]
    found: list[Option] = []
    for moves in islice(_combinations(ranked), TRIED):
        change = near.changes(moves)
        if not change.breaches:
            found.append(Option(moves, tuple(preference(report, move) for move in moves), change, proven=True))
        if len(places) > 1 and len(found) == most:
            break
    return sorted(found, key=lambda option: _cost(report, option))[:most]


def _cost(report: Report, option: Option) -> tuple[int, int, tuple[int, ...]]:
    """Few people before many, those whom the unit asks first, then the levels of the roster."""
    order, levels = report.problem.unit.unit.substitution.order, nearby(report).levels
    ranks = sum(order.index(name) if name in order else len(order) for name in option.preferences)
    values = tuple(option.change.values.get(level, 0) for level in levels)
    return len({move.person for move in option.moves}), ranks, values


def _ranked(report: Report, key: SeatKey, holder: str, part: Span | None = None) -> list[Move]:
    """Give everybody who can take the place alone, the preferred first."""
    seats, there = report.problem.seats[key], report.roster.who(key)
    people = [p for p in (seats.members if part else seats.candidates) if p not in there]
    people += [""] if len(there) > seats.least and not part else []  # a seat that is only offered may stay empty
    people += [
        p for p in there if part and holder not in there and p in seats.members
    ]  # or the holder serves after all
    found = []
    for move in (Move(key, holder, person, part) for person in people if person != holder):
        change = nearby(report).changes([move])
        if not change.breaches:
            found.append((_cost(report, Option((move,), (preference(report, move),), change, proven=True)), move))
    return [move for _, move in sorted(found)]


def stand_ins(report: Report, key: SeatKey, holder: str, most: int) -> list[tuple[Move, Preference]]:
    """Give those who can take a place alone (of an empty one: ``holder`` is ""), and why each comes before others."""
    moves = (move for move in _ranked(report, key, holder) if move.person)
    return [(move, preference(report, move)) for move in islice(moves, most)]


def _combinations(ranked: Sequence[Sequence[Move]]) -> Iterator[tuple[Move, ...]]:
    """Yield one move for each place: first one person for all, then the first choices before the later ones."""
    by_person = [{move.person: move for move in own} for own in ranked]
    for person in by_person[0] if len(ranked) > 1 else ():
        if all(person in own for own in by_person):
            yield tuple(own[person] for own in by_person)
    start = (0,) * len(ranked)
    heap, seen = ([(0, start)] if all(ranked) else []), {start}
    while heap:
        _, chosen = heappop(heap)
        moves = tuple(own[n] for own, n in zip(ranked, chosen, strict=True))
        if len(moves) == 1 or len({move.person for move in moves}) > 1:
            yield moves
        for place, n in enumerate(chosen):
            following = (*chosen[:place], n + 1, *chosen[place + 1 :])
            if n + 1 < len(ranked[place]) and following not in seen:
                seen.add(following)
                heappush(heap, (sum(following), following))


def chain(case: Case, now: datetime, limit: float) -> Option | None:
    """Where nobody can simply stand in: plan the rest of the period again with the fewest changes.

    Gives the moves with the proof that there are no fewer; None where seats would stay empty, which is another matter.
    """
    from generator.desk.replanning import replan  # noqa: PLC0415 -- only here a solver is needed

    again = replan(case.report.problem, case.report.roster, now, limit=limit)
    changes = next(level for level in again.solution.levels if level.name == CHANGES)
    if any(not again.solution.roster.who(place.key) for place in case.places):
        return None
    preferences = tuple(preference(case.report, move) for move in again.moves)
    return Option(again.moves, preferences, nearby(case.report).changes(again.moves), changes.proven)


def preference(report: Report, move: Move) -> Preference:
    """Say why a person comes before others as a stand-in: the first of the unit's order that fits."""
    problem, unit, day = report.problem, report.problem.unit, report.problem.by_key[move.key].day
    own = unit.people[move.person].serving(day) if move.person else None
    other = unit.people[move.holder].serving(day) if move.holder in unit.people else None
    fits: dict[Preference, bool] = {
        "standby": _standing_by(report, move.person, day),
        "appointed": problem.seats[move.key].fixed,
        "proxy": bool(other and other.post in unit.posts and move.person in unit.posts[other.post].proxies),
        "window": bool(own and other and own.post and own.post == other.post),
        "department": bool(own and other and own.department == other.department),
        "rank": bool(own and other and own.role == other.role),
    }
    return next((name for name in unit.unit.substitution.order if fits.get(name)), "qualified")


def _standing_by(report: Report, person: str, day: date) -> bool:
    """Whether the person is on a standby duty of the day."""
    return any(
        person in report.roster.who(seats.key)
        for slot in report.problem.slots
        if slot.standby and day in slot.days
        for seats in slot.seats
    )

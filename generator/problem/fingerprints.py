"""Fingerprints of a problem, part by part, so that a record tells which of its inputs changed since.

The parts are projections written out here, so that a new field of the program does not change old fingerprints.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.data.records.roster import digest
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot


def fingerprints(problem: Problem) -> dict[str, str]:
    """Give the SHA-256 of each part of the problem in canonical form."""
    standing = problem.standing
    return {
        "slots": digest(
            [
                [slot.duty, slot.day, slot.arrive, slot.starts, slot.ends, slot.leave]
                + [slot.pool, slot.burden.name, slot.weight]
                + [[r.name, r.strength, r.weight, sorted(r.figures.items())] for _, r in sorted(slot.rules.items())]
                + [[seats.key.seat, seats.count, seats.priority, *_unusual(slot, seats)] for seats in slot.seats]
                + ([slot.days, slot.concurrent_with] if len(slot.days) > 1 or slot.concurrent_with else [])
                for slot in problem.slots
            ]
        ),
        "people": digest(
            [
                [*seats.key, _members(problem, seats), seats.candidates, seats.due, _sorted(seats.sharers)]
                for seats in problem.seats.values()
            ]
        ),
        "wishes": digest([wish.model_dump(mode="json") for _, wish in sorted(problem.wishes.items())]),
        "history": digest(
            [
                *(_sorted(part) for part in (standing.opening, standing.shares, standing.burdens)),
                sorted([duty, seat, state.next, _sorted(state.owed)] for (duty, seat), state in standing.turns.items()),
                sorted([*served.key, served.person] for served in standing.served),
            ]
        ),
    }


def _members(problem: Problem, seats: Seats) -> list[list[str]]:
    day = problem.by_key[seats.key].day
    return [[person, problem.department(person, day)] for person in seats.members]


def _unusual(slot: Slot, seats: Seats) -> list[object]:
    """What most seats do not have: hours of their own, and seats that need not be filled."""
    own = (seats.arrive, seats.leave) != (slot.arrive, slot.leave)
    return [*([seats.arrive, seats.leave] if own else []), *([seats.least] if seats.least != seats.count else [])]


def _sorted(amounts: Mapping[Any, object]) -> list[list[object]]:
    """Flatten a mapping in the order of its keys; accounts are written by their parts."""
    return sorted([*(key if isinstance(key, tuple) else (key,)), str(value)] for key, value in amounts.items())

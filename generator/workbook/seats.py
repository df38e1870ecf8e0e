"""Kinds of seats, and the titles by which sheets tell them apart."""

from __future__ import annotations

from collections import Counter

from generator.problem.problem import Problem
from generator.problem.slots import Seats


def kind_of(problem: Problem, seats: Seats) -> str:
    """Give the kind of seats: their own name, or that of the duty's file where they are for a booking."""
    if not seats.occasion:
        return seats.key.seat
    duty = problem.unit.duties[seats.key.duty].on(seats.key.day)
    kinds = [kind for kind in (duty.seats if duty else ()) if seats.key.seat.startswith(f"{kind}-")]
    return max(kinds, key=len, default=seats.key.seat)


def titles(problem: Problem) -> dict[tuple[str, str], tuple[str, str]]:
    """Name every kind of seat by duty and seat, as last said in the period; the id is added where two are alike."""
    found = {
        (slot.duty, kind_of(problem, seats)): (slot.title, seats.title)
        for slot in problem.slots
        for seats in slot.seats
    }
    duties = {duty: over for (duty, _), (over, _) in found.items()}
    alike, same = Counter(duties.values()), Counter((duty, title) for (duty, _), (_, title) in found.items())
    return {
        (duty, kind): (
            over if alike[over] == 1 else f"{over}（{duty}）",
            title if same[duty, title] == 1 else f"{title}（{kind}）",
        )
        for (duty, kind), (over, title) in found.items()
    }

"""How a person comes into a period: working, rested, or nobody knows. What is not known binds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from generator.problem.problem import Problem

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """The days just before a period.

    ``worked`` days in a row up to its eve, ``rested`` days off in a row (None: for long enough, as far as is known).
    ``sure``: the length of that run of work, or that the eve was off, is known for certain.
    """

    worked: int
    rested: int | None
    sure: bool


def entry(problem: Problem, person: str) -> Entry | None:
    """Say how a person comes in; None where turns or days beside the period's own make its days less than free."""
    first, last, standing = problem.period.first, problem.period.last, problem.standing
    served = {day for turn in standing.served if turn.person == person for day in turn.slot.days}
    long = any(len(slot.days) > 1 for slot in problem.slots if any(person in seats.members for seats in slot.seats))
    if long or not problem.seats_on(first) or standing.knows(last + DAY) or any(day >= first for day in served):
        return None
    day, worked = first - DAY, 0
    while day in served:
        worked, day = worked + 1, day - DAY
    if worked:
        return Entry(worked, None, standing.knows(day))
    rested = 0
    while standing.knows(day) and day not in served:
        rested, day = rested + 1, day - DAY
    return Entry(0, rested if day in served else None, rested > 0)

"""A period solved level by level; people and duties that never meet are solved apart, and their levels add up."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass

from generator.data.problem import Problem
from generator.data.roster import Level, Roster, SeatKey
from generator.errors import RuleError
from generator.rules import RULES
from generator.rules.base import levels as level_names
from generator.solver import parts
from generator.solver.posting import post
from generator.solver.search import Progress, Search


@dataclass(frozen=True)
class Solution:
    """A roster with the value, bound and proof of every level, and the seconds that each took."""

    roster: Roster
    levels: tuple[Level, ...]
    seconds: tuple[float, ...]


def solve(problem: Problem, limit: float, progress: Progress | None = None) -> Solution:
    """Plan a period.

    Parameters
    ----------
    limit
        Seconds for all levels together; when they are used up, or the run is interrupted, the best roster so far is
        given with its gaps.

    Raises
    ------
    RuleError
        If a rule raises, or the model and the rules' own measure disagree.
    """
    names = level_names(problem)
    found = parts.components(parts.opened(post(problem)))
    deadline = time.monotonic() + limit
    held: dict[SeatKey, tuple[str, ...]] = dict.fromkeys(problem.seats, ())
    bounds, seconds = Counter[str](), Counter[str]()
    found.sort(key=lambda posted: len(posted.rows))
    for place, posted in enumerate(found):
        left = deadline - time.monotonic()
        share = left if place + 1 == len(found) else left / 2  # the small ones come first and need next to nothing
        search = Search(posted, names, share, progress and _beside(progress, bounds))
        search.run()
        for key, people in search.roster.held.items():
            held[key] = tuple(sorted((*held[key], *people)))
        bounds.update(search.bounds)
        seconds.update(search.seconds)
        if search.stopped:
            deadline = 0.0
    roster = Roster(held)
    values = measure(problem, roster)
    if wrong := [name for name in names if values[name] < bounds[name]]:
        raise RuleError(f"求解“{wrong[0]}”这一层得出的下界高于核对的值，没有写入草稿")
    levels = [Level(name=n, value=values[n], bound=bounds[n], proven=values[n] == bounds[n]) for n in names]
    return Solution(roster, tuple(levels), tuple(seconds[name] for name in names))


def measure(problem: Problem, roster: Roster) -> Counter[str]:
    """Give the value of a roster on every level, as the rules themselves measure it."""
    values: Counter[str] = Counter()
    for rule in RULES:
        values.update(rule.measure(problem, roster))
    return values


def _beside(progress: Progress, done: Counter[str]) -> Progress:
    """Add what the parts solved before weigh."""
    return lambda name, value, bound: progress(name, value + done[name], bound + done[name])

"""A period solved level by level; people and duties that never meet are solved apart, and their levels add up."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.data.records.roster import Level, Roster, SeatKey
from generator.errors import RuleError
from generator.problem.problem import Problem
from generator.rules import RULES
from generator.rules.base import levels as level_names
from generator.solver import parts
from generator.solver.climb import Climb
from generator.solver.engine import Progress, interruptible
from generator.solver.posting import Posted, post
from generator.solver.search import Search


@dataclass(frozen=True)
class Solution:
    """A roster with the value, bound and proof of every level, and the seconds that each took.

    ``interrupted``: somebody ended the search (Ctrl-C) before the time was up.
    """

    roster: Roster
    levels: tuple[Level, ...]
    seconds: tuple[float, ...]
    interrupted: bool = False


def solve(problem: Problem, limit: float, progress: Progress | None = None, last: str | None = None) -> Solution:
    """Plan a period.

    Parameters
    ----------
    limit
        Seconds for all levels together, posting included; when they are used up, or the search is interrupted
        (Ctrl-C), the best roster so far is given with its gaps.
    last
        The last level to solve; None solves them all.

    Raises
    ------
    RuleError
        If a rule raises, or the model and the rules' own measure disagree.
    Refused
        If no roster keeps all rules, or none is found in time; where people are under a contract the empty one need
        not keep them.
    """
    deadline = time.monotonic() + limit
    names = level_names(problem)
    names = names[: names.index(last) + 1] if last else names
    found = parts.components(parts.opened(post(problem)))
    held: dict[SeatKey, tuple[str, ...]] = dict.fromkeys(problem.seats, ())
    bounds, seconds = Counter[str](), Counter[str]()
    found.sort(key=lambda posted: len(posted.rows))
    interrupted = False
    with interruptible():
        for place, posted in enumerate(found):
            left = deadline - time.monotonic()
            share = left if place + 1 == len(found) else left / 2  # the small ones come first and need next to nothing
            search = _search(posted, names, share, problem.seed, progress and _beside(progress, bounds))
            search.run()
            for key, people in search.roster.held.items():
                held[key] = tuple(sorted((*held[key], *people)))
            bounds.update(search.bounds)
            seconds.update(search.seconds)
            if search.interrupted:
                interrupted, deadline = True, 0.0
    roster = Roster(held)
    values = measure(problem, roster)
    if wrong := [name for name in names if values[name] < bounds[name]]:
        raise RuleError(f"求解“{wrong[0]}”这一层得出的下界高于核对的值，没有写入草稿")
    levels = [Level(name=n, value=values[n], bound=bounds[n], proven=values[n] == bounds[n]) for n in names]
    return Solution(roster, tuple(levels), tuple(seconds[name] for name in names), interrupted)


def _search(posted: Posted, names: Sequence[str], limit: float, seed: str, progress: Progress | None) -> Search | Climb:
    """Choose by what a part demands: nobody has to begin with more than the empty roster where that keeps all rules."""
    if posted.demanding:
        return Climb(posted, names, limit, seed, progress)
    return Search(posted, names, limit, progress)


def measure(problem: Problem, roster: Roster) -> Counter[str]:
    """Give the value of a roster on every level, as the rules themselves measure it."""
    values: Counter[str] = Counter()
    for rule in RULES:
        values.update(rule.measure(problem, roster))
    return values


def _beside(progress: Progress, done: Counter[str]) -> Progress:
    """Add what the parts solved before weigh."""
    return lambda name, value, bound: progress(name, value + done[name], bound + done[name])

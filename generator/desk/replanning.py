"""Planning the rest of a published period again: what has begun stands, and of the rest little is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from generator import ledger
from generator.check import Report, check
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.reasons.moves import Move, difference
from generator.solver import Progress, Solution, solve


@dataclass(frozen=True)
class Replan:
    """The rest of a period planned again: the solver's levels, what changes, and the checker's report on the rest."""

    solution: Solution
    moves: tuple[Move, ...]
    report: Report


def rest(problem: Problem, roster: Roster, now: datetime) -> Problem:
    """Give what is left of a period: slots that have begun are history, and the published roster is to be kept.

    It may hold seats that are no more, because the calendar or a duty has changed.
    """
    begun = [slot for slot in problem.slots if slot.arrive < now]
    ahead = [slot for slot in problem.slots if slot.arrive >= now]
    standing = ledger.close(replace(problem, slots=tuple(begun)), roster)
    past = {seats.key for slot in begun for seats in slot.seats}
    kept = Roster({key: people for key, people in roster.held.items() if key not in past})
    return replace(problem, slots=tuple(ahead), standing=standing, kept=kept)


def replan(
    problem: Problem, roster: Roster, now: datetime, *, limit: float = 60, progress: Progress | None = None
) -> Replan:
    """Plan the rest of a period again, with the fewest changes of what was published.

    Parameters
    ----------
    problem, roster
        The period as it stands now, with every leave and every change of the files, and what was published.
    now
        Slots that have begun by then stand as they are.
    """
    left = rest(problem, roster, now)
    solution = solve(left, limit, progress)
    assert left.kept is not None
    return Replan(solution, tuple(difference(left.kept, solution.roster)), check(left, solution.roster))

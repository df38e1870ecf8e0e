"""Lexicographic levels: each is solved, bounded and fixed before the next; the last roster found is always kept."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from generator.data.problem import Problem
from generator.data.roster import Level, Roster
from generator.errors import RuleError
from generator.rules import RULES
from generator.rules.base import levels as level_names
from generator.solver.model import build
from generator.solver.posting import CpPosting

WORKERS = 8  # more than cores: CP-SAT's lower bounds come from subsolvers that few workers would not run

Progress = Callable[[str, int, int], None]
"""Called with a level's name, the best value so far and the bound so far."""


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
        Seconds for all levels together; when they are used up, the best roster so far is given with its gaps.
    """
    posting = build(problem)
    deadline = time.monotonic() + limit
    names = level_names(problem)
    roster, found, seconds = Roster(dict.fromkeys(problem.seats, ())), [], []
    for place, name in enumerate(names):
        began = time.monotonic()
        left = deadline - began
        share = left if place == len(names) - 1 else left / 2
        roster, level = _level(problem, posting, name, roster, max(share, 0.1), progress)
        found.append(level)
        seconds.append(time.monotonic() - began)
    return Solution(roster, tuple(found), tuple(seconds))


def _level(
    problem: Problem, posting: CpPosting, name: str, roster: Roster, limit: float, progress: Progress | None
) -> tuple[Roster, Level]:
    """Minimise one level with all earlier ones held, starting from the roster of the level before."""
    model, objective = posting.model, sum(posting.levels[name], start=0)
    if measure(problem, roster)[name] == 0:  # no level can be below nothing, so there is nothing to prove
        model.add(objective <= 0)
        return roster, Level(name=name, value=0, bound=0, proven=True)
    model.minimize(objective)
    model.clear_hints()  # type: ignore[no-untyped-call]
    for (key, person), variable in posting.held_by.items():
        model.add_hint(variable, person in roster.who(key))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = limit
    status = solver.solve(model, _Watch(name, progress) if progress else None)
    if status in (cp_model.MODEL_INVALID, cp_model.INFEASIBLE):
        raise RuleError(f"求解“{name}”这一层时模型有误（{solver.status_name(status)}），没有写入草稿")
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        roster = posting.roster(solver.value)
    value = measure(problem, roster)[name]
    proven = status == cp_model.OPTIMAL
    bound = value if proven else max(0, round(solver.best_objective_bound))
    model.add(objective <= value)
    return roster, Level(name=name, value=value, bound=bound, proven=proven)


def measure(problem: Problem, roster: Roster) -> Counter[str]:
    """Give the value of a roster on every level, as the rules themselves measure it."""
    values: Counter[str] = Counter()
    for rule in RULES:
        values.update(rule.measure(problem, roster))
    return values


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each better roster's value and bound on."""

    def __init__(self, name: str, progress: Progress) -> None:
        super().__init__()
        self._name, self._progress = name, progress

    def on_solution_callback(self) -> None:
        self._progress(self._name, round(self.objective_value), round(self.best_objective_bound))

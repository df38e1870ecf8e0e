"""Lexicographic levels of one part: each is solved, bounded and fixed before the next; the last roster is always kept.

The fairness of a pool is first solved for its own seats alone: a bound that is quickly proven. Where one roster of the
whole part reaches these bounds in all pools at once, it proves every one of these levels; where none does, the levels
are solved one after the other, and the rest tried together again once a level has missed its bound.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from generator.data.roster import Roster
from generator.errors import RuleError
from generator.solver.model import Model
from generator.solver.parts import of_spread, within
from generator.solver.posting import Posted, Spread

WORKERS = 8  # more than cores: CP-SAT's lower bounds come from subsolvers that few workers would not run
NOTICEABLE = 1.0  # seconds: a search that ends unfinished that much before its time was interrupted

Progress = Callable[[str, int, int], None]
"""Called with a level's name, the best value so far and the bound so far."""


class Search:
    """The search in one part; after ``run`` it holds the roster, the bounds and the seconds of each level.

    ``stopped``: the user interrupted it, and what follows is only measured.
    """

    def __init__(self, posted: Posted, names: Sequence[str], limit: float, progress: Progress | None = None) -> None:
        self.posted, self.names = posted, names
        self.deadline = time.monotonic() + limit
        self.roster = Roster({})
        self.bounds: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self.stopped = False
        self._progress = progress
        self._reached: dict[str, int] = {}
        self._model = Model(posted)

    def run(self) -> None:
        """Solve all levels."""
        fair = [name for spread in self.posted.spreads for name in spread.levels]
        try_together = True
        for name in self.names:
            began = time.monotonic()
            left = [spread for spread in self.posted.spreads if spread.levels[1] not in self._reached]
            if name in fair and len(left) > 1 and try_together and self.posted.value(name, self.roster):
                self._together(left, name)
                try_together = False
            known = self.bounds[name]
            self._level(name)
            try_together |= self._reached[name] > known
            self.seconds[name] = time.monotonic() - began

    def _level(self, name: str) -> None:
        """Minimise one level with all earlier ones held, from the roster and the bound so far."""
        if self.posted.value(name, self.roster) > self.bounds[name]:
            objective = self._model.objective(name)
            self._model.cp.add(objective >= self.bounds[name])
            self._model.cp.minimize(objective)
            status, bound = self._solve(self._model, name, 1 if name == self.names[-1] else 2)
            if status == cp_model.INFEASIBLE:
                raise RuleError(f"求解“{name}”这一层时模型无解，没有写入草稿")
            self.bounds[name] = max(self.bounds[name], bound)
        self._reached[name] = self.posted.value(name, self.roster)
        self._model.hold(name, self._reached[name])

    def _together(self, spreads: Sequence[Spread], name: str) -> None:
        """Look for a roster that is as fair in every pool as the pool can be alone: it proves all their levels."""
        model, before = Model(self.posted), self.roster
        for level, value in self._reached.items():
            model.hold(level, value)
        for spread in spreads:
            self._alone(spread)
            for level in spread.levels:
                model.hold(level, self.posted.value(level, self.roster))
        if self._solve(model, name, 2)[0] == cp_model.OPTIMAL:
            self._model = model
            return
        self.roster = before
        for spread in spreads:  # this bound holds only where the largest amount is as small as in the pool alone
            del self.bounds[spread.levels[1]]

    def _alone(self, spread: Spread) -> None:
        """Solve a pool for its own seats, the rest left out, and put what is found into the roster."""
        model = Model(within(self.posted, of_spread(spread)))
        for level, value in self._reached.items():
            model.hold(level, value)
        for level in spread.levels:
            if level not in self._reached:
                model.cp.minimize(model.objective(level))
                _, self.bounds[level] = self._solve(model, level, 4)
                model.hold(level, self.posted.value(level, self.roster))

    def _solve(self, model: Model, name: str, share: int) -> tuple[cp_model.CpSolverStatus, int]:
        """Search within a share of the time left, from the roster so far; put what is found into it.

        Returns
        -------
        status, bound
            CP-SAT's status, and the proven lower bound of the objective.
        """
        if self.stopped:
            return cp_model.UNKNOWN, 0
        limit = max((self.deadline - time.monotonic()) / share, 0.1)
        model.hint(self.roster)
        solver, began = cp_model.CpSolver(), time.monotonic()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = limit
        status = solver.solve(model.cp, _Watch(name, self._progress) if self._progress else None)
        if status == cp_model.MODEL_INVALID:
            raise RuleError(f"求解“{name}”这一层时模型有误，没有写入草稿")
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.roster = Roster({**self.roster.held, **model.roster(solver.value).held})
        unfinished = status in (cp_model.FEASIBLE, cp_model.UNKNOWN)
        self.stopped = unfinished and limit > NOTICEABLE and time.monotonic() - began < limit - NOTICEABLE
        return status, max(0, round(solver.best_objective_bound))


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each better roster's value and bound on."""

    def __init__(self, name: str, progress: Progress) -> None:
        super().__init__()
        self._name, self._progress = name, progress

    def on_solution_callback(self) -> None:
        self._progress(self._name, round(self.objective_value), round(self.best_objective_bound))

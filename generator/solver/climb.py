"""Lexicographic levels of a part that demands something of people: a first roster has to be found, and may not exist.

Each level is solved by CP-SAT; where there is structure then by parts, with HiGHS beside all the time. The levels are
bounded and fixed one after the other, and the last roster found is always kept.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

from ortools.sat.python import cp_model

from generator.data.records.roster import Roster
from generator.errors import Refused, RuleError
from generator.solver import apportion, engine, rows
from generator.solver.engine import Progress
from generator.solver.linear import Linear, linear
from generator.solver.model import Model, Values
from generator.solver.posting import Posted
from generator.solver.prover import Prover

FIRST = 3 / 5  # of the time at most goes into a first roster: without one the rest finds little
BRIEF = 1 / 12  # of a level's time goes to CP-SAT where HiGHS and the search by parts follow
RESERVE = 2.0  # seconds that starting another process and reading its answer take


class Climb:
    """The way from level to level; after ``run`` it holds the roster, the bounds and the seconds of each level.

    ``interrupted``: somebody ended the search, and what follows is only measured.
    """

    def __init__(
        self, posted: Posted, names: Sequence[str], limit: float, seed: str, progress: Progress | None = None
    ) -> None:
        self.posted, self.names = posted, names
        self.deadline = time.monotonic() + limit
        self.roster = Roster({})
        self.bounds: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self.interrupted = False
        self._limit, self._seed, self._progress = limit, seed, progress
        self._model = Model(posted)
        self._objectives = {name: self._model.objective(name) for name in names}  # all variables are there from now on
        self._values: Values = {}
        self._sound = False  # whether the roster keeps every constraint: while it does not, it is only a hint

    def run(self) -> None:
        """Solve all levels.

        Raises
        ------
        Refused
            If no roster keeps all constraints, or none is found in time.
        """
        self._begin()
        for name in self.names:
            began = time.monotonic()
            left = self.deadline - began
            self._level(name, max(left / 2 if self._sound and name != self.names[-1] else left, 0.1))
            self.seconds[name] = time.monotonic() - began

    def _begin(self) -> None:
        """Where facts give people lives of their own, fill these one by one; else begin with nothing."""
        if self.posted.lives:
            self._values = rows.start(self._model, self._seed, self.deadline - self._limit * (1 - FIRST))
        else:
            self._values = self._model.values(self.roster)
        self.roster = self._model.roster(self._values)
        self._sound = self.posted.kept(self.roster)

    def _level(self, name: str, limit: float) -> None:
        """Minimise one level with all earlier ones held, starting from the roster of the level before."""
        objective, cp = self._objectives[name], self._model.cp
        worth_it = not self._sound or (self._value(name) > 0 and not self.interrupted)  # no level is below nothing
        self.bounds[name] = apportion.floor(self.posted, name, self.roster) if self._sound else 0
        if worth_it and not (self._sound and self._value(name) == self.bounds[name]):
            cp.add(objective >= self.bounds[name])
            cp.minimize(objective)
            self._model.hint(self._values)
            whole = linear(cp) if self.posted.lives else None
            bound = self._beside(name, limit, whole) if whole and whole.modest else self._search(name, limit)
            self.bounds[name] = min(max(bound, self.bounds[name]), self._value(name))
        if windows := apportion.windows(self.posted, name, self.roster):
            self._model.divide(name, windows)
        else:
            cp.add(objective <= self._value(name))

    def _search(self, name: str, limit: float, solver: cp_model.CpSolver | None = None) -> int:
        """Search with CP-SAT; keep the better roster and give the bound."""
        outcome = engine.run(self._model.cp, name, limit, self._progress, solver)
        self.interrupted |= outcome.interrupted
        if outcome.infeasible and not self._sound:
            raise Refused("没有一种排法能同时守住全部规定", "核对用工安排（contracts）的上下限、请假和班次的人数")
        if outcome.infeasible:
            raise RuleError(f"求解“{name}”这一层时模型无解，没有写入草稿")
        if outcome.values:
            self._take(name, outcome.values)
        return outcome.bound

    def _beside(self, name: str, limit: float, whole: Linear) -> int:
        """Search with CP-SAT, then by parts, and with HiGHS beside all the time; who has a proof ends the others."""
        solver, deadline = cp_model.CpSolver(), time.monotonic() + limit
        complete = self._sound and len(self._values) == len(whole.bounds)
        beside = Prover(whole, limit - RESERVE, solver.stop_search)
        try:
            bound = self._search(name, limit * BRIEF if complete else limit, solver)
            if complete and self._value(name) > bound and not self.interrupted:
                self._by_parts(name, whole, deadline - RESERVE, beside)
                other = beside.found(deadline - time.monotonic())
            else:
                other = beside.found(0)
        finally:
            beside.end()
        if other and other.values:
            self._take(name, dict(enumerate(other.values)))
        return max(bound, other.bound if other else 0)

    def _by_parts(self, name: str, whole: Linear, deadline: float, beside: Prover) -> None:
        """Search by parts until the time is up, or there is a proof."""
        values = dict(self._values)
        rows.improve(self._model, whole, values, deadline, lambda: beside.proven or engine.ended())
        self.interrupted |= engine.ended()
        self._take(name, values)

    def _take(self, name: str, values: Values) -> None:
        """Take another roster where it is no worse on the level; whoever found it, it has to keep every constraint."""
        roster = self._model.roster(values)
        no_worse = not self._sound or self.posted.value(name, roster) <= self._value(name)
        if no_worse and self.posted.kept(roster):
            self.roster, self._values, self._sound = roster, values, True

    def _value(self, name: str) -> int:
        """Give the roster's value on a level; refused where it does not keep the constraints."""
        if not self._sound:
            raise Refused("限定的时间内没有找到守住全部规定的排法", "加长 --limit 再排；或核对用工安排和请假")
        return self.posted.value(name, self.roster)

"""Lexicographic levels: each is solved, bounded and fixed before the next; the last roster found is always kept."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ortools.sat.python import cp_model

from generator.data.problem import Problem
from generator.data.roster import Level, Roster
from generator.errors import Refused, RuleError
from generator.rules import RULES
from generator.rules.base import levels as level_names
from generator.solver import prover, search
from generator.solver.linear import Linear, linear
from generator.solver.model import build
from generator.solver.posting import CpPosting
from generator.solver.prover import Prover

WORKERS = 8  # more than cores: CP-SAT's lower bounds come from subsolvers that few workers would not run
FIRST = 3 / 5  # of the time at most goes into a first roster: without one the rest finds little
BRIEF = 1 / 12  # of a level's time goes to CP-SAT where HiGHS and the search by parts follow
RESERVE = 2.0  # seconds that starting another process and reading its answer take

Progress = Callable[[str, int, int], None]
"""Called with a level's name, the best value so far and the bound so far."""


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
        Seconds for all levels together, posting included. When they are used up, or the search is interrupted
        (Ctrl-C), the best roster so far is given with its gaps.
    last
        The last level to solve; None solves them all.

    Raises
    ------
    Refused
        If no roster keeps all rules, or none is found in time.
    """
    deadline = time.monotonic() + limit
    climb = _Climb(problem, build(problem), progress)
    climb.begin(time.monotonic() + limit * FIRST)
    names = level_names(problem)
    names = names[: names.index(last) + 1] if last else names
    found, seconds = [], []
    for place, name in enumerate(names):
        began = time.monotonic()
        left = deadline - began
        share = left if place == len(names) - 1 or climb.roster is None else left / 2
        found.append(climb.level(name, max(share, 0.1)))
        seconds.append(time.monotonic() - began)
    return Solution(climb.best, tuple(found), tuple(seconds), climb.interrupted)


class _Climb:
    """The way from level to level: the model, and the best roster so far (None while no acceptable one is known)."""

    def __init__(self, problem: Problem, posting: CpPosting, progress: Progress | None) -> None:
        self._problem, self._posting, self._progress = problem, posting, progress
        self._values: search.Values = {}
        self._measured: Counter[str] = Counter()  # of the best roster
        self.interrupted = False
        self.roster: Roster | None = None

    @property
    def best(self) -> Roster:
        """The best roster so far.

        Raises
        ------
        Refused
            If there is none.
        """
        if self.roster is None:
            raise Refused("限定的时间内没有找到守住全部规定的排法", "加长 --limit 再排；或核对用工安排和请假")
        return self.roster

    def begin(self, deadline: float) -> None:
        """Take the empty roster where rules only forbid; where facts want more, fill it person by person."""
        if self._posting.carried:
            self._values = search.start(self._problem, self._posting, deadline)
            roster = self._posting.roster(lambda variable: self._values[variable.index])
        else:
            roster = Roster(dict.fromkeys(self._problem.seats, ()))
        if acceptable(self._problem, roster):
            self.roster, self._measured = roster, measure(self._problem, roster)

    def level(self, name: str, limit: float) -> Level:
        """Minimise one level with all earlier ones held, starting from the roster of the level before."""
        model, objective = self._posting.model, sum(self._posting.levels[name], start=0)
        value = self._measured[name] if self.roster else None
        if value == 0:  # no level can be below nothing, so there is nothing to prove
            model.add(objective <= 0)
            return Level(name=name, value=0, bound=0, proven=True)
        if value is not None and self.interrupted:
            return Level(name=name, value=value, bound=0, proven=False)
        model.minimize(objective)
        self._hint()
        whole = linear(model) if self._posting.carried else None
        bound = self._beside(name, limit, whole) if whole and whole.modest else self._solve(name, limit)
        value = self._value(name)
        model.add(objective <= value)
        return Level(name=name, value=value, bound=min(bound, value), proven=bound >= value)

    def _solve(self, name: str, limit: float, solver: cp_model.CpSolver | None = None) -> int:
        """Search with CP-SAT; keep the better roster and give the bound. Ctrl-C ends the search as a time-out does."""
        solver = solver or cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = limit
        status = self._run(solver, name)
        if status == cp_model.INFEASIBLE and self.roster is None:
            raise Refused("没有一种排法能同时守住全部规定", "核对用工安排（contracts）的上下限、请假和班次的人数")
        if status in (cp_model.MODEL_INVALID, cp_model.INFEASIBLE):
            raise RuleError(f"求解“{name}”这一层时模型有误（{solver.status_name(status)}），没有写入草稿")
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._take(name, dict(enumerate(solver.response_proto.solution)), exact=True)
        if status == cp_model.OPTIMAL:
            return self._value(name)
        bound = solver.best_objective_bound
        return max(0, math.ceil(bound - prover.SAFE)) if math.isfinite(bound) else 0

    def _beside(self, name: str, limit: float, whole: Linear) -> int:
        """Search with CP-SAT, then by parts, and with HiGHS beside all the time; who has a proof ends the others."""
        solver, deadline = cp_model.CpSolver(), time.monotonic() + limit
        complete = self.roster is not None and len(self._values) == len(whole.bounds)
        beside = Prover(whole, limit - RESERVE, solver.stop_search)
        try:
            bound = self._solve(name, limit * BRIEF if complete else limit, solver)
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
        try:
            search.improve(self._posting, whole, values, deadline, lambda: beside.proven)
        except KeyboardInterrupt:
            self.interrupted = True
        self._take(name, values)

    def _take(self, name: str, values: search.Values, *, exact: bool = False) -> None:
        """Take another roster where it is no worse on the level; what is not ``exact`` has to keep every rule first."""
        roster = self._posting.roster(lambda variable: values[variable.index])
        measured = measure(self._problem, roster)
        no_worse = self.roster is None or measured[name] <= self._measured[name]
        if no_worse and (exact or acceptable(self._problem, roster)):
            self.roster, self._measured, self._values = roster, measured, values

    def _value(self, name: str) -> int:
        """Give the best roster's value on a level; refused where there is none."""
        _ = self.best
        return self._measured[name]

    def _run(self, solver: cp_model.CpSolver, name: str) -> cp_model.CpSolverStatus:
        """Run CP-SAT in a thread, so that an interrupt ends the search and not the program."""
        solver.parameters.catch_sigint_signal = False
        watch = _Watch(name, self._progress) if self._progress else None
        with ThreadPoolExecutor(1) as pool:
            status = pool.submit(solver.solve, self._posting.model, watch)
            while True:
                try:
                    return status.result()
                except KeyboardInterrupt:
                    self.interrupted = True
                    solver.stop_search()

    def _hint(self) -> None:
        """Hint at the best roster so far; where there is structure, at all that is known of its variables as well."""
        model = self._posting.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        held = {variable.index: where for where, variable in self._posting.held_by.items()}
        for index, value in self._values.items() if self._posting.carried else ():
            if index not in held:
                model.add_hint(model.get_int_var_from_proto_index(index), value)
        for (key, person), variable in self._posting.held_by.items():
            chosen = person in self.roster.who(key) if self.roster else self._values.get(variable.index)
            if chosen is not None:
                model.add_hint(variable, chosen)


def measure(problem: Problem, roster: Roster) -> Counter[str]:
    """Give the value of a roster on every level, as the rules themselves measure it."""
    values: Counter[str] = Counter()
    for rule in RULES:
        values.update(rule.measure(problem, roster))
    return values


def acceptable(problem: Problem, roster: Roster) -> bool:
    """Whether no rule forbids the roster; where nobody is under a contract the empty one never is forbidden."""
    if not problem.bound_people and not any(roster.held.values()):
        return True
    return not any(breach.forbidden for rule in RULES for breach in rule.check(problem, roster))


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each better roster's value and bound on."""

    def __init__(self, name: str, progress: Progress) -> None:
        super().__init__()
        self._name, self._progress = name, progress

    def on_solution_callback(self) -> None:
        self._progress(self._name, round(self.objective_value), round(self.best_objective_bound))

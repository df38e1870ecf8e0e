"""A first roster, person by person: one exact small problem each, all others as they stand.

A hint for the solver, and the best roster so far if the time is up before it has found one. It is made where facts
give people rows of their own to fill; elsewhere the empty roster keeps every rule and the solver needs no help.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Collection

from ortools.sat.python import cp_model

from generator.data.problem import Problem
from generator.rules.base import EMPTY_SEATS, WISHES
from generator.solver.linear import Linear, linear
from generator.solver.posting import CpPosting

ROW_SECONDS = 2.0  # most rows take a few hundredths; one that takes longer is left to the solver
WEIGHTS = ((EMPTY_SEATS, 2**20), (WISHES, 1))

Values = dict[int, int]
"""Values of variables by their index in the model."""


def start(problem: Problem, posting: CpPosting, deadline: float) -> Values:
    """Fill the row of one person after the other, in the order of a draw; give the values of all variables set.

    Each row is chosen by the seats that it leaves empty, then by wishes. A person for whom nothing is found stays
    without turns, which may be against the rules: whoever uses the result has to look.
    """
    posting.model.minimize(sum(weight * term for level, weight in WEIGHTS for term in posting.levels[level]))
    parts = Parts(linear(posting.model))
    own: defaultdict[str, set[int]] = defaultdict(set)
    for (_, person), variable in posting.held_by.items():
        own[person].add(variable.index)
    held = {index for indices in own.values() for index in indices}
    values = dict.fromkeys(held, 0)
    for person in sorted(own, key=lambda p: hashlib.sha256(f"{problem.seed}|{p}".encode()).digest()):
        if (left := deadline - time.monotonic()) > 0:
            values |= parts.solve(own[person], held - own[person], values, min(left, ROW_SECONDS))
    return values


class Parts:
    """A model, to be solved in parts."""

    def __init__(self, whole: Linear) -> None:
        self._whole = whole
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(whole.rows):
            for index, _ in row.terms:
                self._of[index].append(place)

    def solve(self, own: Collection[int], others: Collection[int], values: Values, seconds: float) -> Values:
        """Choose the best values of some variables and of what hangs on them, the others as they stand.

        Gives the values chosen; none where nothing is found in time.
        """
        free, places, todo = set(own), set[int](), list(own)
        while todo:
            for place in set(self._of[todo.pop()]) - places:
                places.add(place)
                found = {index for index, _ in self._whole.rows[place].terms}.difference(free, others)
                todo += found
                free |= found
        model = cp_model.CpModel()
        variables = {index: model.new_int_var(*self._whole.bounds[index], "") for index in sorted(free)}
        for place in sorted(places):
            row = self._whole.rows[place]
            known = sum(n * values[i] for i, n in row.terms if i not in variables)
            said = sum(n * variables[i] for i, n in row.terms if i in variables) + known
            low, high = row.low, row.high
            model.add_linear_constraint(
                said, cp_model.INT32_MIN if low is None else low, cp_model.INT32_MAX if high is None else high
            )
        model.minimize(sum(self._whole.weights[i] * v for i, v in variables.items() if i in self._whole.weights))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = max(0.0, seconds)
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return {}
        return {index: solver.value(variable) for index, variable in variables.items()}

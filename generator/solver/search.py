"""A first roster, person by person: one exact small problem each, all others as they stand.

A hint for the solver, and the best roster so far if the time is up before it has found one. It is made where facts
give people rows of their own to fill; elsewhere the empty roster keeps every rule and the solver needs no help.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from generator.data.problem import Problem
from generator.rules.base import EMPTY_SEATS, WISHES
from generator.solver.posting import CpPosting

ROW_SECONDS = 2.0  # most rows take a few hundredths; one that takes longer is left to the solver

WEIGHTS = ((EMPTY_SEATS, 2**20), (WISHES, 1))

Values = dict[int, int]
"""Values of variables by their index in the model."""

_Expression = tuple[tuple[tuple[int, int], ...], int]


def start(problem: Problem, posting: CpPosting, deadline: float) -> Values:
    """Fill the row of one person after the other, in the order of a draw; give the values of all variables set.

    Each row is chosen by the seats that it leaves empty, then by wishes. A person for whom nothing is found stays without turns, which
    may be against the rules: whoever uses the result has to look.
    """
    posting.model.minimize(sum(weight * term for level, weight in WEIGHTS for term in posting.levels[level]))
    rows = _Rows(posting.model)
    own: defaultdict[str, set[int]] = defaultdict(set)
    for (_, person), variable in posting.held_by.items():
        own[person].add(variable.index)
    held = {index for indices in own.values() for index in indices}
    values = dict.fromkeys(held, 0)
    for person in sorted(own, key=lambda p: hashlib.sha256(f"{problem.seed}|{p}".encode()).digest()):
        if time.monotonic() > deadline:
            break
        values |= rows.solve(own[person], held - own[person], values, deadline)
    return values


@dataclass(frozen=True)
class _Constraint:
    """A constraint: ``first`` lies in the domain, or is the maximum of ``rest``; expressions are terms and an offset."""

    first: _Expression
    rest: tuple[_Expression, ...]
    domain: tuple[int, ...]

    @property
    def indices(self) -> set[int]:
        """The indices of all variables."""
        return {index for terms, _ in (self.first, *self.rest) for index, _ in terms}


class _Rows:
    """A model, cut down to some of its variables."""

    def __init__(self, model: cp_model.CpModel) -> None:
        proto = model.proto
        self._weights = dict(zip(proto.objective.vars, proto.objective.coeffs, strict=True))
        self._domains = [tuple(variable.domain) for variable in proto.variables]
        self._constraints = [_read(constraint) for constraint in proto.constraints]
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        for place, constraint in enumerate(self._constraints):
            for index in constraint.indices:
                self._of[index].append(place)

    def solve(self, own: Collection[int], others: Collection[int], values: Values, deadline: float) -> Values:
        """Choose the best values of some variables and of what hangs on them, the others as they stand."""
        free, places, todo = set(own), set[int](), list(own)
        while todo:
            for place in set(self._of[todo.pop()]) - places:
                places.add(place)
                found = self._constraints[place].indices.difference(free, others)
                todo += found
                free |= found
        model = cp_model.CpModel()
        variables = {
            index: model.new_int_var_from_domain(cp_model.Domain.from_flat_intervals(self._domains[index]), "")
            for index in sorted(free)
        }

        def said(expression: _Expression) -> cp_model.LinearExprT:
            terms, offset = expression
            known = sum(n * values[i] for i, n in terms if i not in variables)
            return sum((n * variables[i] for i, n in terms if i in variables), known + offset)

        for place in sorted(places):
            constraint = self._constraints[place]
            if constraint.rest:
                model.add_max_equality(said(constraint.first), [said(expression) for expression in constraint.rest])
            else:
                domain = cp_model.Domain.from_flat_intervals(constraint.domain)
                model.add_linear_expression_in_domain(said(constraint.first), domain)
        model.minimize(sum(self._weights[i] * v for i, v in variables.items() if i in self._weights))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = max(0.0, min(ROW_SECONDS, deadline - time.monotonic()))

        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return {}
        return {index: solver.value(variable) for index, variable in variables.items()}


def _read(constraint: Any) -> _Constraint:
    """Read a constraint of the model: linear, a maximum, or one of literals (a negated one is 1 - x).

    To ask a constraint for what it does not have would make it have that, and lose what it is.
    """
    if constraint.has_linear():
        terms = tuple(zip(constraint.linear.vars, constraint.linear.coeffs, strict=True))
        return _Constraint((terms, 0), (), tuple(constraint.linear.domain))
    if constraint.has_lin_max():
        said = (constraint.lin_max.target, *constraint.lin_max.exprs)
        first, *rest = ((tuple(zip(e.vars, e.coeffs, strict=True)), e.offset) for e in said)
        return _Constraint(first, tuple(rest), ())
    if constraint.has_at_most_one():
        literals, domain = [*constraint.at_most_one.literals], (0, 1)
    elif constraint.has_exactly_one():
        literals, domain = [*constraint.exactly_one.literals], (1, 1)
    else:
        literals, domain = [*constraint.bool_or.literals], (1, 2**31)
    terms = tuple((i, 1) if i >= 0 else (-i - 1, -1) for i in literals)
    return _Constraint((terms, sum(i < 0 for i in literals)), (), domain)

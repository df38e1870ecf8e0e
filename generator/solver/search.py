"""A first roster, person by person: one exact small problem each, all others as they stand.

A hint for the solver, and the best roster so far if the time is up before it has found one. It is made where facts
give people rows of their own to fill; elsewhere the empty roster keeps every rule and the solver needs no help.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from ortools.sat.python import cp_model

from generator.data.problem import Problem
from generator.solver.posting import CpPosting

ROW_SECONDS = 2.0  # most rows take a few hundredths; one that takes longer is left to the solver

Values = dict[int, int]
"""Values of variables by their index in the model."""


def start(problem: Problem, posting: CpPosting, deadline: float) -> Values:
    """Fill the row of one person after the other, in the order of a draw; give the values of all variables set.

    The model's objective is what each row is chosen by. A person for whom nothing is found stays without turns, which
    may be against the rules: whoever uses the result has to look.
    """
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


class _Rows:
    """A model, cut down to some of its variables."""

    def __init__(self, model: cp_model.CpModel) -> None:
        self._model = model.proto
        self._weights = dict(zip(self._model.objective.vars, self._model.objective.coeffs, strict=True))
        self._terms = [_linear(constraint) for constraint in self._model.constraints]
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        for place, terms in enumerate(self._terms):
            for index in {index for expression in terms for index, _ in expression[0]}:
                self._of[index].append(place)

    def solve(self, own: Collection[int], others: Collection[int], values: Values, deadline: float) -> Values:
        """Choose the best values of some variables and of what hangs on them, the others as they stand."""
        free, places = set(own), set[int]()
        todo = list(own)
        while todo:
            for place in self._of[todo.pop()]:
                if place not in places:
                    places.add(place)
                    found = {index for expression in self._terms[place] for index, _ in expression[0]}
                    todo += found - free - set(others)
                    free |= found - set(others)
        model = cp_model.CpModel()
        variables = {index: self._clone(model, index) for index in sorted(free)}
        for place in sorted(places):
            self._add(model, place, variables, values)
        model.minimize(sum(self._weights[i] * v for i, v in variables.items() if i in self._weights))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = max(0.0, min(ROW_SECONDS, deadline - time.monotonic()))
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return {}
        return {index: solver.value(variable) for index, variable in variables.items()}

    def _clone(self, model: cp_model.CpModel, index: int) -> cp_model.IntVar:
        domain = cp_model.Domain.from_flat_intervals(list(self._model.variables[index].domain))
        return model.new_int_var_from_domain(domain, "")

    def _add(self, model: cp_model.CpModel, place: int, variables: dict[int, cp_model.IntVar], values: Values) -> None:
        def said(terms: Iterable[tuple[int, int]], offset: int) -> cp_model.LinearExprT:
            known = sum(n * values.get(i, 0) for i, n in terms if i not in variables)
            return sum((n * variables[i] for i, n in terms if i in variables), known + offset)

        constraint, (first, *rest) = self._model.constraints[place], self._terms[place]
        if constraint.has_lin_max():
            model.add_max_equality(said(*first), [said(*expression) for expression in rest])
        else:
            model.add_linear_expression_in_domain(said(*first), _domain(constraint))


def _linear(constraint: Any) -> list[tuple[list[tuple[int, int]], int]]:
    """Give the linear expressions of a constraint: terms by index, and offset; the target of a maximum first."""
    if constraint.has_linear():
        return [([*zip(constraint.linear.vars, constraint.linear.coeffs, strict=True)], 0)]
    if constraint.has_lin_max():
        said = (constraint.lin_max.target, *constraint.lin_max.exprs)
        return [([*zip(e.vars, e.coeffs, strict=True)], e.offset) for e in said]
    terms = [*_literals(constraint)]
    return [([(i, n) for i, n, _ in terms], sum(offset for *_, offset in terms))]


def _literals(constraint: Any) -> Iterator[tuple[int, int, int]]:
    """Give the literals of a Boolean constraint as index, coefficient and offset."""
    for kind in (constraint.at_most_one, constraint.exactly_one, constraint.bool_or):
        for literal in kind.literals:
            yield (literal, 1, 0) if literal >= 0 else (-literal - 1, -1, 1)


def _domain(constraint: Any) -> cp_model.Domain:
    if constraint.has_linear():
        return cp_model.Domain.from_flat_intervals(list(constraint.linear.domain))
    if constraint.has_at_most_one():
        return cp_model.Domain(0, 1)
    return cp_model.Domain(1, 1) if constraint.has_exactly_one() else cp_model.Domain(1, 2**31)

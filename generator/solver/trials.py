"""Which demands can all be kept, and which of them cannot: models of some instances alone, in which nothing is weighed.

Where only a part is tried, the rest simply is not there. ``add_at_most_one`` honours enforcement literals in OR-Tools
9.15 (a test holds this), but a linear constraint serves all of them alike, and presolve recognises cliques by itself.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from generator.rules.base import Instance
from generator.solver.demands import Demands
from generator.solver.lives import Held

CORE_SECONDS = 2.0  # a core that is not found in this time is made by deletion from all there is


def possible(demands: Demands, instances: Collection[Instance], deadline: float) -> bool | None:
    """Whether some of the instances can all be kept; None where the time did not suffice to tell."""
    demanded = demands.demanded(instances)
    rows = [*demands.links, *(row for i in instances for row in demands.rows_of[i] if row.binds(demanded))]
    shut = [row for row in rows if row.limit == 0 and all(n > 0 for n, _ in row.terms)]
    never = {held for row in shut for _, held in row.terms}
    model = cp_model.CpModel()
    variables: dict[Held, cp_model.IntVar] = {}
    for row in rows:
        terms = [(n, held) for n, held in row.terms if held[0] in demanded and held not in never]
        if row.limit < sum(min(0, n) for n, _ in terms):
            return False
        if row.limit < sum(max(0, n) for n, _ in terms):
            model.add(_sum(model, variables, terms) <= row.limit)
    status = _solver(deadline - time.monotonic()).solve(model)
    return None if status == cp_model.UNKNOWN else status != cp_model.INFEASIBLE


def core(demands: Demands, groups: Sequence[Sequence[Instance]], deadline: float) -> list[Sequence[Instance]]:
    """Give groups of instances that cannot all be kept, found with one assumption a group; all if there is no time.

    One worker and no presolve: with presolve a literal that was never assumed can come back.
    """
    model = cp_model.CpModel()
    literals = [model.new_bool_var("") for _ in groups]
    literal = {instance: own for own, group in zip(literals, groups, strict=True) for instance in group}
    variables: dict[Held, cp_model.IntVar] = {}
    demanded = demands.demanded(literal)
    for instance, own in literal.items():
        for row in demands.rows_of[instance]:
            terms = [(n, held) for n, held in row.terms if held[0] in demanded]
            if terms:
                model.add(_sum(model, variables, terms) <= row.limit).only_enforce_if(own)
            elif row.limit < 0:
                model.add_bool_or([own.negated()])
    for row in demands.links:
        model.add(_sum(model, variables, row.terms) <= row.limit)
    model.add_assumptions(literals)
    solver = _solver(min(deadline - time.monotonic(), CORE_SECONDS))
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    refuted = solver.solve(model) == cp_model.INFEASIBLE
    found = set(solver.sufficient_assumptions_for_infeasibility()) if refuted else set()
    return [group for own, group in zip(literals, groups, strict=True) if own.index in found] or list(groups)


def _solver(seconds: float) -> cp_model.CpSolver:
    """One worker and a fixed seed: these models are small, and the same month is to be explained in the same words."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(seconds, 0.0)
    return solver


def _sum(
    model: cp_model.CpModel, variables: dict[Held, cp_model.IntVar], terms: Sequence[tuple[int, Held]]
) -> cp_model.LinearExprT:
    for _, held in terms:
        if held not in variables:
            variables[held] = model.new_bool_var("")
    return cp_model.LinearExpr.weighted_sum([variables[held] for _, held in terms], [n for n, _ in terms])

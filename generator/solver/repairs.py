"""The repair menu: the smallest sets of demands that, no longer insisted on, let every seat be filled."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from dataclasses import dataclass

from ortools.sat.python import cp_model

from generator.problem.problem import Problem
from generator.rules import BY_NAME
from generator.rules.base import Instance
from generator.solver import trials
from generator.solver.demands import Demands

MOST = 5
ALIKE = 2  # of the same make-up (as many seats empty, gaps shortened …), so that the menu offers a choice
WORKERS = 8
LOT, NEAR, KIND, COUNT = 1, 2**10, 2**16, 2**24  # one relaxed demand outweighs all kinds, a kind all else


@dataclass(frozen=True)
class Repair:
    """Demands to give up together; every seat can then be filled, and none of them could be kept."""

    instances: tuple[Instance, ...]


@dataclass(frozen=True)
class Repairs:
    """Repairs, the fewest and mildest demands first.

    ``proven``: no repair is smaller than the first; where it is False the time was up, and smaller ones may exist.
    """

    found: tuple[Repair, ...]
    proven: bool


def repairs(problem: Problem, limit: float = 20) -> Repairs:
    """Find the smallest repairs of a month that cannot be filled, within a limit of seconds; none where it can be."""
    demands = Demands(problem)
    deadline = time.monotonic() + limit
    model, given_up = _model(problem, demands)
    makeups: Counter[frozenset[tuple[str, int]]] = Counter()
    found: list[Repair] = []
    proven = False
    while len(found) < MOST:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = max((deadline - time.monotonic()) / 2, 0.1)
        status = solver.solve(model)
        least = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        proven = least if not found else proven
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        chosen = [instance for instance, literal in given_up.items() if solver.boolean_value(literal)]
        chosen = chosen if least else _shrunk(demands, chosen, deadline)
        if not chosen or (found and not least and time.monotonic() > deadline):  # not small, or not known to be
            break
        if _confirmed(demands, chosen, deadline):
            found.append(Repair(tuple(sorted(chosen, key=lambda i: (_mildness(i), i.slot, i.person, i.place)))))
        model.add(sum(given_up[i] for i in chosen) <= len(chosen) - 1)
        makeup = Counter(i.rule for i in chosen)
        makeups[frozenset(makeup.items())] += 1
        if makeups[frozenset(makeup.items())] == ALIKE:
            _forbid_more(model, given_up, makeup)
        if time.monotonic() > deadline:
            break
    return Repairs(tuple(sorted(found, key=_rank)), proven)


def _model(problem: Problem, demands: Demands) -> tuple[cp_model.CpModel, dict[Instance, cp_model.IntVar]]:
    """Every demand that may be relaxed gets a literal that gives it up; the sum of these is minimised."""
    model = cp_model.CpModel()
    held: dict[object, cp_model.IntVar] = {}
    given_up: dict[Instance, cp_model.IntVar] = {}
    for instance in demands.instances:
        rule = BY_NAME[instance.rule]
        if rule.mildness and (instance.place or instance.rule != "seat-filled") and rule.remedy(problem, instance):
            given_up[instance] = model.new_bool_var("")
    for row in (*demands.rows, *demands.links):
        for _, who in row.terms:
            if who not in held:
                held[who] = model.new_bool_var("")
        total = cp_model.LinearExpr.weighted_sum([held[who] for _, who in row.terms], [n for n, _ in row.terms])
        most = sum(max(0, n) for n, _ in row.terms) - row.limit
        slack = most * given_up[row.instance] if row.instance in given_up else 0
        model.add_bool_or([given_up[row.instance]]) if not row.terms else model.add(total <= row.limit + slack)
    model.minimize(sum(_cost(problem, i) * literal for i, literal in given_up.items()))
    return model, given_up


def _cost(problem: Problem, instance: Instance) -> int:
    """Fewest first, then the mildest kinds, the nearest people, then by lot: nobody is named for standing first."""
    text = f"{problem.seed}|{instance.rule}|{instance.slot}|{instance.person}|{instance.place}"
    reluctance = BY_NAME[instance.rule].reluctance(problem, instance)
    return COUNT + _mildness(instance) * KIND + reluctance * NEAR + hashlib.sha256(text.encode()).digest()[0] * LOT


def _mildness(instance: Instance) -> int:
    return BY_NAME[instance.rule].mildness


def _rank(repair: Repair) -> tuple[int, int]:
    return len(repair.instances), sum(map(_mildness, repair.instances))


def _confirmed(demands: Demands, chosen: list[Instance], deadline: float) -> bool:
    """Solve again with exactly these instances left out."""
    left_out = set(chosen)
    return trials.possible(demands, [i for i in demands.instances if i not in left_out], max(deadline, _soon())) is True


def _soon() -> float:
    return time.monotonic() + 5


def _shrunk(demands: Demands, chosen: list[Instance], deadline: float) -> list[Instance]:
    """Insist again on whatever can be kept after all."""
    for instance in tuple(chosen):
        fewer = [i for i in chosen if i != instance]
        if time.monotonic() < deadline and _confirmed(demands, fewer, deadline):
            chosen = fewer
    return chosen


def _forbid_more(model: cp_model.CpModel, given_up: dict[Instance, cp_model.IntVar], makeup: Counter[str]) -> None:
    """Forbid every set that gives up at least as many demands of each kind."""
    fewer = []
    for rule, count in makeup.items():
        literal = model.new_bool_var("")
        model.add(sum(v for i, v in given_up.items() if i.rule == rule) <= count - 1).only_enforce_if(literal)
        fewer.append(literal)
    model.add_bool_or(fewer)

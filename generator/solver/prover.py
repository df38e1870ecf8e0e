"""A second solver beside CP-SAT: HiGHS, whose linear relaxation proves what stands on networks of work blocks.

It runs in a process of its own, on one core, so that it can be ended the moment that either has a proof. What it
finds is never believed: a roster is measured by the rules, and its bound is rounded to the safe side.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from ortools.math_opt.python import mathopt

from generator.solver.linear import Linear

SAFE = 1e-6  # a bound is a floating-point number; the values that it bounds are whole
GAP = 0.9  # values are whole, so that less than one apart is no difference


@dataclass(frozen=True)
class Found:
    """The values of all variables by index (empty where none were found), the bound, and whether they meet."""

    values: tuple[int, ...]
    bound: int
    proven: bool


class Prover:
    """HiGHS at work on a model for some seconds; ``done`` is called with a proof, from another thread."""

    def __init__(self, whole: Linear, seconds: float, done: Callable[[], None]) -> None:
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from generator.solver.prover import work; work()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # an interrupt is the parent's to handle
        )
        self._found: Found | None = None
        self._done = done
        self._thread = threading.Thread(target=self._listen, args=(pickle.dumps((whole, seconds)),), daemon=True)
        self._thread.start()

    def _listen(self, task: bytes) -> None:
        answer, _ = self._process.communicate(task)
        if self._process.returncode == 0:
            self._found = pickle.loads(answer)
            if self._found and self._found.proven:
                self._done()

    def found(self, seconds: float) -> Found | None:
        """Give what was found, waiting so many seconds for it at most; then the process is ended."""
        self._thread.join(max(0.0, seconds))
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._thread.join()
        return self._found


def work() -> None:
    """Read a model and the seconds from standard input, solve, and write what was found."""
    whole, seconds = pickle.load(sys.stdin.buffer)
    pickle.dump(solve(whole, seconds), sys.stdout.buffer)


def solve(whole: Linear, seconds: float) -> Found:
    """Minimise a model within some seconds."""
    model = mathopt.Model()
    variables = [model.add_integer_variable(lb=low, ub=high) for low, high in whole.bounds]
    for row in whole.rows:
        low = -math.inf if row.low is None else row.low
        high = math.inf if row.high is None else row.high
        model.add_linear_constraint(lb=low, ub=high, expr=mathopt.fast_sum(n * variables[i] for i, n in row.terms))
    model.minimize(mathopt.fast_sum(n * variables[i] for i, n in whole.weights.items()) + whole.constant)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), relative_gap_tolerance=0, absolute_gap_tolerance=GAP
    )
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    bound = result.termination.objective_bounds.dual_bound
    bound = math.ceil(bound - SAFE) if math.isfinite(bound) else 0
    if not result.has_primal_feasible_solution():
        return Found((), bound, proven=False)
    found = result.variable_values()
    values = tuple(round(found[variable]) for variable in variables)
    value = sum(n * values[i] for i, n in whole.weights.items()) + whole.constant
    return Found(values, min(bound, value), proven=value <= bound)

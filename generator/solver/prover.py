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

from ortools.math_opt import model_pb2
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

    @property
    def proven(self) -> bool:
        """Whether there is a proof."""
        return self._found is not None and self._found.proven

    def found(self, seconds: float) -> Found | None:
        """Give what was found, waiting for it so many seconds at most."""
        self._thread.join(max(0.0, seconds))
        return self._found

    def end(self) -> None:
        """End the process."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._thread.join()


def work() -> None:
    """Read a model and the seconds from standard input, solve, and write what was found."""
    whole, seconds = pickle.load(sys.stdin.buffer)
    pickle.dump(solve(whole, seconds), sys.stdout.buffer)


def solve(whole: Linear, seconds: float) -> Found:
    """Minimise a model within some seconds."""
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), relative_gap_tolerance=0, absolute_gap_tolerance=GAP
    )
    model = mathopt.Model.from_model_proto(_proto(whole))
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    bound = result.termination.objective_bounds.dual_bound
    bound = math.ceil(bound - SAFE) if math.isfinite(bound) else 0
    found = result.variable_values() if result.has_primal_feasible_solution() else {}
    values = tuple(round(value) for _, value in sorted((variable.id, value) for variable, value in found.items()))
    if not values or not whole.kept(values):
        return Found((), bound, proven=False)
    return Found(values, min(bound, whole.value(values)), proven=whole.value(values) <= bound)


def _proto(whole: Linear) -> model_pb2.ModelProto:
    """Write a model as the message that is read at once: to add its rows one by one takes longer than to solve it."""
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(len(whole.bounds)))
    proto.variables.lower_bounds.extend(low for low, _ in whole.bounds)
    proto.variables.upper_bounds.extend(high for _, high in whole.bounds)
    proto.variables.integers.extend([True] * len(whole.bounds))
    proto.linear_constraints.ids.extend(range(len(whole.rows)))
    proto.linear_constraints.lower_bounds.extend(-math.inf if row.low is None else row.low for row in whole.rows)
    proto.linear_constraints.upper_bounds.extend(math.inf if row.high is None else row.high for row in whole.rows)
    entries = [(place, index, n) for place, row in enumerate(whole.rows) for index, n in sorted(row.terms) if n]
    proto.linear_constraint_matrix.row_ids.extend(place for place, _, _ in entries)
    proto.linear_constraint_matrix.column_ids.extend(index for _, index, _ in entries)
    proto.linear_constraint_matrix.coefficients.extend(n for _, _, n in entries)
    proto.objective.linear_coefficients.ids.extend(sorted(whole.weights))
    proto.objective.linear_coefficients.values.extend(n for _, n in sorted(whole.weights.items()))
    proto.objective.offset = whole.constant
    return proto

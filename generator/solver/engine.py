"""One search with CP-SAT. Ctrl-C ends it as a time-out does, and what was found so far is kept."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

from ortools.sat.python import cp_model

from generator.errors import RuleError

WORKERS = 8  # more than cores: CP-SAT's lower bounds come from subsolvers that few workers would not run

Progress = Callable[[str, int, int], None]
"""Called with a level's name, the best value so far and the bound so far."""


_ended = threading.Event()
_running: list[cp_model.CpSolver] = []


@contextmanager
def interruptible() -> Iterator[None]:
    """Within it Ctrl-C ends the search that runs and those to come, wherever it comes, instead of the program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        _ended.clear()


def _end(*_: object) -> None:
    _ended.set()
    for solver in _running:
        solver.stop_search()


def ended() -> bool:
    """Whether somebody ended the search."""
    return _ended.is_set()


@dataclass(frozen=True)
class Outcome:
    """What a search found: the values of all variables by index (empty where none were), and the proven lower bound.

    ``optimal``: the values are the best; ``infeasible``: there are none; ``interrupted``: somebody ended the search.
    """

    values: dict[int, int]
    bound: int
    optimal: bool
    infeasible: bool
    interrupted: bool


def run(
    model: cp_model.CpModel,
    name: str,
    seconds: float,
    progress: Progress | None = None,
    solver: cp_model.CpSolver | None = None,
) -> Outcome:
    """Minimise a model, which is that of a level, within some seconds.

    It runs in a thread, so that an interrupt (``interruptible``) can end it.

    Raises
    ------
    RuleError
        If the model is not valid.
    """
    solver = solver or cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.catch_sigint_signal = False
    if ended():
        return Outcome({}, 0, optimal=False, infeasible=False, interrupted=True)
    _running.append(solver)
    with ThreadPoolExecutor(1) as pool:
        search = pool.submit(solver.solve, model, _Watch(name, progress) if progress else None)
        wait([search])
    _running.remove(solver)
    status = search.result()
    if status == cp_model.MODEL_INVALID:
        raise RuleError(f"求解“{name}”这一层时模型有误，没有写入草稿")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = solver.best_objective_bound
    return Outcome(
        dict(enumerate(solver.response_proto.solution)) if found else {},
        max(0, round(bound)) if math.isfinite(bound) else 0,
        status == cp_model.OPTIMAL,
        status == cp_model.INFEASIBLE,
        ended(),
    )


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each better roster's value and bound on."""

    def __init__(self, name: str, progress: Progress) -> None:
        super().__init__()
        self._name, self._progress = name, progress

    def on_solution_callback(self) -> None:
        self._progress(self._name, round(self.objective_value), round(self.best_objective_bound))

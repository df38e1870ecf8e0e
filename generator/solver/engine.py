"""One search with CP-SAT. Ctrl-C ends it as a time-out does, and what was found so far is kept."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from ortools.sat.python import cp_model

from generator.errors import RuleError

WORKERS = 8  # more than cores: CP-SAT's lower bounds come from subsolvers that few workers would not run

Progress = Callable[[str, int, int], None]
"""Called with a level's name, the best value so far and the bound so far."""


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

    It runs in a thread, so that an interrupt ends the search and not the program.

    Raises
    ------
    RuleError
        If the model is not valid.
    """
    solver = solver or cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.catch_sigint_signal = False
    interrupted = False
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(solver.solve, model, _Watch(name, progress) if progress else None)
        while not ended.done():
            try:
                wait([ended])
            except KeyboardInterrupt:
                interrupted = True
                solver.stop_search()
    status = ended.result()
    if status == cp_model.MODEL_INVALID:
        raise RuleError(f"求解“{name}”这一层时模型有误，没有写入草稿")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = solver.best_objective_bound
    return Outcome(
        dict(enumerate(solver.response_proto.solution)) if found else {},
        max(0, round(bound)) if math.isfinite(bound) else 0,
        status == cp_model.OPTIMAL,
        status == cp_model.INFEASIBLE,
        interrupted,
    )


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each better roster's value and bound on."""

    def __init__(self, name: str, progress: Progress) -> None:
        super().__init__()
        self._name, self._progress = name, progress

    def on_solution_callback(self) -> None:
        self._progress(self._name, round(self.objective_value), round(self.best_objective_bound))

"""The only place that knows a solver: rules are posted, levels are solved one after the other."""

from generator.solver.infeasible import Reasons, reasons
from generator.solver.levels import Solution, solve
from generator.solver.repairs import Repairs, repairs
from generator.solver.search import Progress

__all__ = ["Progress", "Reasons", "Repairs", "Solution", "reasons", "repairs", "solve"]

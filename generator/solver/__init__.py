"""The only place that knows a solver: rules are posted, levels are solved one after the other."""

from generator.solver.engine import Progress
from generator.solver.infeasible import Reasons, reasons
from generator.solver.levels import Solution, solve
from generator.solver.repairs import Repairs, repairs

__all__ = ["Progress", "Reasons", "Repairs", "Solution", "reasons", "repairs", "solve"]

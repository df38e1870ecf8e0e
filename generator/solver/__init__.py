"""The only place that knows a solver: rules are posted, levels are solved one after the other."""

from generator.solver.levels import Progress, Solution, solve

__all__ = ["Progress", "Solution", "solve"]

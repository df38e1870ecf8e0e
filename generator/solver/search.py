"""Lexicographic levels of one part: each is solved, bounded and fixed before the next; the last roster is always kept.

The fairness of a pool is first solved for its own seats alone: a bound that is quickly proven. Where one roster of the
whole part reaches these bounds in all pools at once, it proves every one of these levels; where none does, the levels
are solved one after the other, and the rest tried together again once a level has missed its bound. Turns are levelled
before each, so that no pool stays as it fell where the time runs out.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

from generator.data.records.roster import Roster
from generator.errors import RuleError
from generator.solver import apportion, engine
from generator.solver.engine import Outcome, Progress
from generator.solver.levelling import levelled
from generator.solver.model import Model
from generator.solver.parts import of_spread, within
from generator.solver.posting import Posted, Spread

LEAST = 0.1  # seconds that a search is given, where nothing was found before


class Search:
    """The search in one part; after ``run`` it holds the roster, the bounds and the seconds of each level.

    It begins with the empty roster, which keeps every constraint. ``interrupted``: somebody ended it, and what follows
    is only measured.
    """

    def __init__(self, posted: Posted, names: Sequence[str], limit: float, progress: Progress | None = None) -> None:
        self.posted, self.names = posted, names
        self.deadline = time.monotonic() + limit
        self.roster = Roster({})
        self.bounds: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self.interrupted = False
        self._progress = progress
        self._reached: dict[str, int] = {}
        self._found: dict[tuple[str, int | None], tuple[Roster, dict[str, int]]] = {}
        self._model = Model(posted)

    def run(self) -> None:
        """Solve all levels."""
        fair = [name for spread in self.posted.spreads for name in spread.levels]
        try_together = True
        for name in self.names:
            began = time.monotonic()
            left = [spread for spread in self.posted.spreads if spread.levels[1] not in self._reached]
            if name in fair and self.posted.value(name, self.roster) > self.bounds[name]:
                self.roster = levelled(self.posted, self.roster, self._reached, left)
            several = name in fair and len(left) > 1 and not self.interrupted
            if several and try_together and self.posted.value(name, self.roster):
                self._together(left, name)
                try_together = False
            known = self.bounds[name]
            self._level(name)
            try_together |= self._reached[name] > known
            self.seconds[name] = time.monotonic() - began

    def _level(self, name: str) -> None:
        """Minimise one level with all earlier ones held, from the roster and the bound so far."""
        self.bounds[name] = max(self.bounds[name], apportion.floor(self.posted, name, self.roster))
        if self.posted.value(name, self.roster) > self.bounds[name] and not self.interrupted:
            objective = self._model.objective(name)
            self._model.cp.add(objective >= self.bounds[name])
            self._model.cp.minimize(objective)
            outcome = self._solve(self._model, name, 1 if name == self.names[-1] else 2)
            if outcome.infeasible:
                raise RuleError(f"求解“{name}”这一层时模型无解，没有写入草稿")
            self.bounds[name] = max(self.bounds[name], outcome.bound)
        self._reached[name] = self.posted.value(name, self.roster)
        self._hold(self._model, name)

    def _together(self, spreads: Sequence[Spread], name: str) -> None:
        """Look for a roster that is as fair in every pool as the pool can be alone: it proves all their levels."""
        model, before = Model(self.posted), self.roster
        for level, value in self._reached.items():
            model.hold(level, value)
        for spread in spreads:
            self._alone(spread)
            for level in spread.levels:
                self._hold(model, level)
        if self._solve(model, name, 2).optimal:
            self._model = model
            return
        self.roster = before
        for spread in spreads:  # this bound holds only where the largest amount is as small as in the pool alone
            del self.bounds[spread.levels[1]]

    def _alone(self, spread: Spread) -> None:
        """Put into the roster what is fairest in a pool for its own seats alone, and take its bounds.

        What other pools have reached meanwhile cannot make it better: what was found once is found again.
        """
        which = (spread.levels[0], self._reached.get(spread.levels[0]))
        if which not in self._found:
            self._found[which] = self._solved_alone(spread)
        own, bounds = self._found[which]
        self.roster = Roster({**self.roster.held, **own.held})
        self.bounds |= bounds

    def _solved_alone(self, spread: Spread) -> tuple[Roster, dict[str, int]]:
        """Solve a pool for its own seats, the rest left out."""
        model, bounds = Model(within(self.posted, of_spread(spread))), dict[str, int]()
        for level, value in self._reached.items():
            model.hold(level, value)
        for level in spread.levels:
            if level not in self._reached:
                objective, floor = model.objective(level), apportion.floor(self.posted, level, self.roster)
                model.cp.add(objective >= floor)
                model.cp.minimize(objective)
                bounds[level] = max(floor, self._solve(model, level, 4).bound)
                model.hold(level, self.posted.value(level, self.roster))
        return Roster({key: self.roster.held.get(key, ()) for key, _ in model.variables}), bounds

    def _hold(self, model: Model, level: str) -> None:
        """Keep a level from becoming worse than the roster's: by everybody's turns where it cannot be better at all."""
        if windows := apportion.windows(self.posted, level, self.roster):
            model.divide(level, windows)
        else:
            model.hold(level, self.posted.value(level, self.roster))

    def _solve(self, model: Model, name: str, share: int) -> Outcome:
        """Search within a share of the time left, from the roster so far; put what is found into it.

        With no time left nothing is begun but the first level: presolve takes what it takes, whatever the time.
        """
        seconds = (self.deadline - time.monotonic()) / share
        if self.interrupted or (seconds < LEAST and self._reached):
            return Outcome({}, 0, optimal=False, infeasible=False, interrupted=self.interrupted)
        model.hint(model.values(self.roster))
        outcome = engine.run(model.cp, name, max(seconds, LEAST), self._progress)
        if outcome.values:
            self.roster = Roster({**self.roster.held, **model.roster(outcome.values).held})
        self.interrupted = outcome.interrupted
        return outcome

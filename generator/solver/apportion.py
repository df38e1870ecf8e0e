"""What fairness can reach at all: turns divided in whole numbers among those who may serve, whatever else holds.

A pool's seats are so many turns; each person gets a whole number of them. Without rests and sequences the best
division is found at once (an apportionment with a separable convex cost, where greedy steps are optimal: Gross 1956),
and no roster can be fairer. Where a roster is as fair, nothing is left to prove.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass

from generator.data.records.roster import Roster, SeatKey
from generator.rules.base import EMPTY_SEATS
from generator.solver.lives import Held
from generator.solver.posting import Excess, Posted, Spread, booleans


@dataclass(frozen=True)
class Apportionment:
    """Turns of one weight to divide: what each person is owed, how many seats may be theirs, and how many there are."""

    weight: int
    owed: tuple[int, ...]
    most: tuple[int, ...]
    fewest_turns: int
    most_turns: int

    def _limits(self, largest: int) -> list[tuple[int, int]]:
        """Give how many turns each may have if no balance is beyond the largest."""
        pairs = zip(self.owed, self.most, strict=True)
        return [
            (max(0, -((largest - owed) // self.weight)), min(most, (owed + largest) // self.weight))
            for owed, most in pairs
        ]

    def _possible(self, largest: int) -> bool:
        limits = self._limits(largest)
        fits = sum(low for low, _ in limits) <= self.most_turns and sum(high for _, high in limits) >= self.fewest_turns
        return fits and all(low <= high for low, high in limits)

    def least_largest(self) -> int:
        """Give the smallest largest |balance| that a division can have."""
        low, high = 0, max((abs(owed) + self.weight * most for owed, most in zip(self.owed, self.most, strict=True)))
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._possible(middle) else (middle + 1, high)
        return low

    def least_squares(self, largest: int) -> int:
        """Give the smallest sum of squared balances, with no |balance| beyond the largest; 0 where that cannot be."""
        limits = self._limits(largest)
        if not self._possible(largest):
            return 0
        turns = [low for low, _ in limits]
        steps = [(self._step(i, turns[i]), i) for i, (low, high) in enumerate(limits) if low < high]
        heapq.heapify(steps)
        given = sum(turns)
        while steps and given < self.most_turns and (given < self.fewest_turns or steps[0][0] < 0):
            _, i = heapq.heappop(steps)
            turns[i] += 1
            given += 1
            if turns[i] < limits[i][1]:
                heapq.heappush(steps, (self._step(i, turns[i]), i))
        return sum((owed - self.weight * own) ** 2 for owed, own in zip(self.owed, turns, strict=True))

    def windows(self, largest: int) -> list[tuple[int, int]]:
        """Give how few and how many turns each has in the divisions with the smallest sum of squares.

        They are exactly those that give everybody a number within the window: each step up costs a person more than
        the one before, so that the last steps taken all cost the same. Nothing where the number of turns is open.
        """
        limits = self._limits(largest)
        if self.fewest_turns != self.most_turns or not self._possible(largest):
            return []
        steps = sorted(self._step(i, n) for i, (low, high) in enumerate(limits) for n in range(low, high))
        taken = self.fewest_turns - sum(low for low, _ in limits)
        dearest = steps[taken - 1] if taken else -math.inf
        return [
            (
                low + sum(self._step(i, n) < dearest for n in range(low, high)),
                low + sum(self._step(i, n) <= dearest for n in range(low, high)),
            )
            for i, (low, high) in enumerate(limits)
        ]

    def _step(self, i: int, turns: int) -> int:
        """Give what one turn more adds to the sum of squares."""
        return self.weight * (self.weight - 2 * (self.owed[i] - self.weight * turns))


def floor(posted: Posted, level: str, roster: Roster) -> int:
    """Give what a level cannot go below, with no more seats empty and nobody further from fair than in a roster."""
    for spread in (spread for spread in posted.spreads if level in spread.levels):
        if found := apportionment(posted, spread, roster):
            largest, _ = spread.levels
            return found.least_largest() if level == largest else found.least_squares(posted.value(largest, roster))
    return 0


def windows(posted: Posted, level: str, roster: Roster) -> list[tuple[int, int]]:
    """Give how many turns everybody has in all rosters as good on a level as one that cannot be better there."""
    for spread in (spread for spread in posted.spreads if level == spread.levels[1]):
        if found := apportionment(posted, spread, roster):
            largest = posted.value(spread.levels[0], roster)
            if found.least_squares(largest) == posted.value(level, roster):
                return found.windows(largest)
    return []


def apportionment(posted: Posted, spread: Spread, roster: Roster) -> Apportionment | None:
    """Give the turns of a spread as an apportionment, with no more seats empty than in a roster.

    None where turns weigh differently, or where seats are counted otherwise than one by one.
    """
    weights = {n for _, terms in spread.amounts for n, _ in terms}
    own = [[variable for _, variable in terms] for _, terms in spread.amounts]
    held: dict[SeatKey, set[Held]] = {}
    for variable in (variable for variables in own for variable in variables):
        if isinstance(variable, Excess | frozenset):
            return None
        held.setdefault(variable[0], set()).add(variable)
    if len(weights) != 1 or not all(len(variables) == len(set(variables)) for variables in own):
        return None
    counts, needs = _counted(posted, held)
    if counts is None:
        return None
    empty = posted.value(EMPTY_SEATS, roster)
    fewest = max(0, sum(needs.values()) - empty)
    owed = tuple(constant for constant, _ in spread.amounts)
    return Apportionment(weights.pop(), owed, tuple(map(len, own)), fewest, sum(counts.values()))


def _counted(posted: Posted, held: Mapping[SeatKey, set[Held]]) -> tuple[dict[SeatKey, int] | None, dict[SeatKey, int]]:
    """Give how many people the seats take at most, and how many they need; None where others may hold them too."""
    counts = {key: len(own) for key, own in held.items()}
    needs: dict[SeatKey, int] = {}
    for row in posted.rows:
        people = set(booleans(row.terms))
        keys = {key for key, _ in people}
        if len(keys) == 1 and (key := keys.pop()) in held and all(n == 1 for n, _ in row.terms):
            if people > held[key]:
                return None, {}
            if people == held[key]:
                counts[key] = min(counts[key], row.limit)
    for penalty in posted.penalties.get(EMPTY_SEATS, ()):
        for _, variable in penalty.terms:
            keys = {key for key, _ in booleans([(1, variable)])}
            if isinstance(variable, Excess) and len(keys) == 1 and (key := keys.pop()) in held:
                needs[key] = min(-variable.limit, len(held[key]))
    return counts, needs

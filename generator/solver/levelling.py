"""Turns passed one by one from those who have served much to those who have served little.

It takes a moment and comes near to what the levels prove: the search starts from there, and where its time runs out no
pool is left as it fell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from generator.data.records.roster import Roster, SeatKey
from generator.solver.lives import Held
from generator.solver.posting import Penalty, Posted, Row, Spread, booleans, weighed


def levelled(posted: Posted, roster: Roster, reached: Collection[str], spreads: Iterable[Spread]) -> Roster:
    """Pass turns on within each of some spreads as long as the sum of its squares becomes smaller.

    Every constraint stays kept, and no level that is ``reached`` becomes worse. Seats without anybody stay so.
    """
    bonds = Bonds(posted, roster, reached)
    for spread in spreads:
        if all(isinstance(variable, tuple) for _, terms in spread.amounts for _, variable in terms):
            Pool(spread, bonds).level()
    return Roster(bonds.held)


class Bonds:
    """Who holds what, and what a change has to keep: every constraint, and the levels that are reached."""

    def __init__(self, posted: Posted, roster: Roster, reached: Collection[str]) -> None:
        self.held = dict(roster.held)
        self._roster = Roster(self.held)
        self._rows: defaultdict[Held, list[Row]] = defaultdict(list)
        self._penalties: defaultdict[Held, list[tuple[str, Penalty]]] = defaultdict(list)
        for row in posted.rows:
            for who in set(booleans(row.terms)):
                self._rows[who].append(row)
        for name in reached:
            for penalty in posted.penalties.get(name, ()):
                for who in set(booleans(penalty.terms)):
                    self._penalties[who].append((name, penalty))

    def passed(self, key: SeatKey, gone: str, come: str) -> bool:
        """Give a seat of one person to another; False, and all as it was, where that may not be."""
        before, both = self.held[key], ((key, gone), (key, come))
        touched = {id(p): (name, p) for who in both for name, p in self._penalties[who]}.values()
        weight = self._weights(touched)
        self.held[key] = tuple(sorted({*before, come} - {gone}))
        kept = all(weighed(row.terms, self._roster) <= row.limit for who in both for row in self._rows[who])
        if kept and all(after <= weight[name] for name, after in self._weights(touched).items()):
            return True
        self.held[key] = before
        return False

    def _weights(self, penalties: Iterable[tuple[str, Penalty]]) -> Mapping[str, int]:
        found: defaultdict[str, int] = defaultdict(int)
        for name, penalty in penalties:
            found[name] += weighed(penalty.terms, self._roster)
        return found


class Pool:
    """What everybody has of a spread: the share not served yet, and the seats held."""

    def __init__(self, spread: Spread, bonds: Bonds) -> None:
        self._bonds = bonds
        self._left: dict[int, int] = {}
        self._own: defaultdict[int, dict[SeatKey, int]] = defaultdict(dict)
        self._takers: defaultdict[SeatKey, dict[int, str]] = defaultdict(dict)
        for place, (constant, terms) in enumerate(spread.amounts):
            self._left[place] = constant
            for n, (key, person) in terms:
                self._takers[key][place] = person
                if person in bonds.held.get(key, ()):
                    self._own[place][key] = n
                    self._left[place] -= n

    def level(self) -> None:
        """Pass turns on, the largest amounts first, until no single one makes the squares smaller."""
        while any(self._passed(place) for place in sorted(self._left, key=self._left.__getitem__)):
            pass

    def _passed(self, place: int) -> bool:
        """Pass one turn of a person on, to whoever has least of those who may take it."""
        for key, n in self._own[place].items():
            takers = self._takers[key]
            for other in sorted(takers, key=self._left.__getitem__, reverse=True):
                if self._left[other] - self._left[place] <= n:
                    break
                if key not in self._own[other] and self._bonds.passed(key, takers[place], takers[other]):
                    self._own[other][key] = self._own[place].pop(key)
                    self._left[place] += n
                    self._left[other] -= n
                    return True
        return False

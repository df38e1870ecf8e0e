"""Parts of what was posted: relaxations that know only some of the Booleans, and components that never meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain

from generator.rules.base import Terms, Variable
from generator.solver.lives import Held
from generator.solver.posting import Excess, Penalty, Posted, Row, Spread, booleans


def of_spread(spread: Spread) -> frozenset[Held]:
    """Give the Booleans on which a spread rests."""
    return frozenset(chain.from_iterable(booleans(terms) for _, terms in spread.amounts))


def opened(posted: Posted) -> Posted:
    """Leave out the Booleans that are shut, and with them whatever constraint can no longer be broken."""
    part = _part(posted, lambda who: who not in posted.shut, exact=True)
    part.lives = [life.without(posted.shut) for life in posted.lives]
    return part


def within(posted: Posted, keep: frozenset[Held]) -> Posted:
    """Give a relaxation that knows only some of the Booleans: every roster that keeps the whole keeps it too.

    A Boolean left out is at least 0, so an upper limit holds without it; where its coefficient is negative, the
    limit grows. On every level the part weighs at most what the whole weighs; constants stay. It has no structure.
    """
    part = _part(posted, keep.__contains__, exact=False)
    part.spreads = [spread for spread in posted.spreads if of_spread(spread) <= keep]
    return part


def _part(posted: Posted, kept: Callable[[Held], bool], *, exact: bool) -> Posted:
    part = Posted()
    for terms, limit, cause in posted.rows:
        own, spare = _kept(terms, kept, exact)
        if limit + spare < sum(n for n, _ in own if n > 0):
            part.rows.append(Row(own, limit + spare, cause))
    for level, penalties in posted.penalties.items():
        for terms, constant in penalties:
            own, spare = _kept(terms, kept, exact)
            part.penalise(level, own, constant - spare)
    for levels, amounts in posted.spreads:
        part.smallest_spread(levels, [(constant, _kept(terms, kept, exact)[0]) for constant, terms in amounts])
    return part


def _kept(terms: Terms, kept: Callable[[Held], bool], exact: bool) -> tuple[Terms, int]:
    """Give the terms that are kept, and what those left out can take off the sum: nothing where they are 0."""
    found: list[tuple[int, Variable]] = []
    spare = 0
    for coefficient, variable in terms:
        if isinstance(variable, Excess):
            own, room = _kept(variable.terms, kept, exact)
            found.append((coefficient, Excess(own, variable.limit + room)))
        elif isinstance(variable, frozenset) and (coefficient > 0 or exact or all(map(kept, variable))):
            some = frozenset(filter(kept, variable))
            found += [(coefficient, some)] if some else []
        elif not isinstance(variable, frozenset) and kept(variable):
            found.append((coefficient, variable))
        elif not exact:
            spare += max(0, -coefficient)
    return found, spare


def components(posted: Posted) -> list[Posted]:
    """Divide what was posted into parts that share no Boolean and no life; a level is the sum of the parts' levels.

    Constants go with the first part.
    """
    penalties = [
        (level, Penalty([term], 0)) for level, whole in posted.penalties.items() for p in whole for term in p.terms
    ]
    joined = Joined()
    for row in posted.rows:
        joined.join(booleans(row.terms))
    for _, penalty in penalties:
        joined.join(booleans(penalty.terms))
    for spread in posted.spreads:
        joined.join(of_spread(spread))
    for life in posted.lives:
        joined.join(life.booleans())
    parts: defaultdict[Held | None, Posted] = defaultdict(Posted)
    for row in posted.rows:
        parts[joined.of(booleans(row.terms))].rows.append(row)
    for level, penalty in penalties:
        parts[joined.of(booleans(penalty.terms))].penalties[level].append(penalty)
    for spread in posted.spreads:
        parts[joined.of(of_spread(spread))].spreads.append(spread)
    for life in posted.lives:
        parts[joined.of(life.booleans())].lives.append(life)
    found = list(parts.values()) or [Posted()]
    for level, whole in posted.penalties.items():
        found[0].penalise(level, [], sum(p.constant for p in whole))
    return found


class Joined:
    """Booleans joined to groups; each group is known by one of them (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[Held, Held] = {}

    def join(self, group: Iterable[Held]) -> None:
        """Join a group, and all groups of which it holds a part."""
        roots = [self._root(who) for who in group]
        self._parent.update((root, roots[0]) for root in roots)

    def of(self, group: Iterable[Held]) -> Held | None:
        """Give that by which a joined group is known; None for nothing."""
        return next((self._root(who) for who in group), None)

    def _root(self, who: Held) -> Held:
        while (above := self._parent.setdefault(who, who)) != who:
            self._parent[who] = who = self._parent[above]
        return who

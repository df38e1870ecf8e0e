"""Whose turn it is where departments, or people in a fixed order, supply a seat by turns (轮流选派, 补值, 顺延).

Who takes turns is passed over where they cannot serve on their day. Where turns are made up (补值) they then owe one
and serve at the next slot at which they can; whoever served out of turn has served ahead and is passed over once.
Where the queue moves (顺延) nothing is owed: everybody after them comes one slot earlier. Who has no member on the
day (a department that nobody of the group belongs to) is passed over and owes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """Who takes turns, in their order: departments, or people.

    ``owing``: a turn that was missed is made up; else the queue moves. ``begins``: where turns are fixed to the days
    of the week and do not pause over days off, whose day it is.
    """

    order: tuple[str, ...]
    of_people: bool = False
    owing: bool = True
    begins: str = ""


@dataclass(frozen=True)
class TurnState:
    """Whose turn is next, and the turns owed (positive) or served ahead (negative)."""

    next: str = ""
    owed: Mapping[str, int] = field(default_factory=dict)


def due(
    line: Line, state: TurnState, count: int, members: Collection[str], able: Collection[str]
) -> tuple[tuple[str, ...], TurnState]:
    """Give those due at a slot, and the state after it if they serve.

    Parameters
    ----------
    count
        Seats of the slot; nobody is due more than once a slot, so fewer may be due than there are seats.
    members, able
        Those who have members on the day (of people: who are members), and those of them who can serve.
    """
    order = line.order
    owed = Counter(state.owed)
    found = [taker for taker in order if owed[taker] > 0 and taker in able][:count]
    owed.subtract(found)
    following = line.begins or state.next
    position = order.index(following) if following in order else 0
    passed = 0
    while len(found) < count and passed < len(order):
        taker = order[(position + passed) % len(order)]
        passed += 1
        if taker not in members:
            continue
        if owed[taker] < 0 or taker not in able or taker in found:
            owed[taker] += 1
        else:
            found.append(taker)
    for taker in [*order[position:], *order[:position]]:  # nobody else is left: somebody serves ahead
        if len(found) < count and taker in able and taker not in found:
            found.append(taker)
            owed[taker] -= 1
    following = order[(position + passed) % len(order)] if order else ""
    return tuple(found), _kept(line, TurnState(following, owed))


def after(line: Line, state: TurnState, was_due: Collection[str], served: Collection[str]) -> TurnState:
    """Correct the state of a slot by who really served: due and absent owes, served and not due is ahead."""
    owed = Counter(state.owed)
    owed.update(was_due)
    owed.subtract(served)
    return _kept(line, TurnState(state.next, owed))


def _kept(line: Line, state: TurnState) -> TurnState:
    """Keep what is owed, and nothing where the queue moves."""
    return TurnState(state.next, {taker: n for taker, n in state.owed.items() if n} if line.owing else {})

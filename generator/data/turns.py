"""Whose turn it is where departments supply a seat in a fixed order (轮流选派, 补值).

The order is the unit's order of departments. A department that has members but cannot supply one on its day is
passed over and owes the turn: it serves at the next slot at which it can. A department that served out of its turn
has served ahead and is passed over once. A department without any member is passed over and owes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TurnState:
    """The department whose turn is next, and the turns owed (positive) or served ahead (negative)."""

    next: str = ""
    owed: Mapping[str, int] = field(default_factory=dict)


def due(
    order: Sequence[str], state: TurnState, count: int, members: Collection[str], able: Collection[str]
) -> tuple[tuple[str, ...], TurnState]:
    """Give the departments due at a slot, and the state after it if they serve.

    Parameters
    ----------
    order
        All departments in the order of turns.
    count
        Seats of the slot; a department is due at most once a slot, so fewer may be due than there are seats.
    members, able
        Departments that have members on the day, and those of them that can supply one.
    """
    owed = Counter(state.owed)
    found = [d for d in order if owed[d] > 0 and d in able][:count]
    owed.subtract(found)
    position = order.index(state.next) if state.next in order else 0
    passed = 0
    while len(found) < count and passed < len(order):
        department = order[(position + passed) % len(order)]
        passed += 1
        if department not in members:
            continue
        if owed[department] < 0 or department not in able or department in found:
            owed[department] += 1
        else:
            found.append(department)
    for department in [*order[position:], *order[:position]]:  # nobody else is left: somebody serves ahead
        if len(found) < count and department in able and department not in found:
            found.append(department)
            owed[department] -= 1
    following = order[(position + passed) % len(order)] if order else ""
    return tuple(found), TurnState(following, {d: n for d, n in owed.items() if n})


def after(state: TurnState, was_due: Collection[str], served: Collection[str]) -> TurnState:
    """Correct the state of a slot by who really served: due and absent owes, served and not due is ahead."""
    owed = Counter(state.owed)
    owed.update(was_due)
    owed.subtract(served)
    return TurnState(state.next, {d: n for d, n in owed.items() if n})

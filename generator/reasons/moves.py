"""Moves: places of a roster that pass from one person to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from generator.data.calendars.spans import Span
from generator.data.records.roster import Roster, SeatKey


class Move(NamedTuple):
    """One place passes from a holder to a person, either may be empty; with a ``part`` only for that time."""

    key: SeatKey
    holder: str
    person: str
    part: Span | None = None


def moved(roster: Roster, moves: Iterable[Move]) -> Roster:
    """Let people take the places of holders; either may be nobody."""
    for key, holder, person, part in moves:
        if part:
            roster = roster.parting(key, holder, person, part)
            continue
        rest = (p for p in roster.who(key) if p != holder)
        roster = roster.having(key, [*rest, *([person] if person else [])])
    return roster


def doubled(roster: Roster, moves: Sequence[Move]) -> list[tuple[SeatKey, str]]:
    """Give those who would hold two places of one seat: nobody can, though no two duties of theirs overlap."""
    after = moved(roster, moves)
    keys = sorted({move.key for move in moves})
    return [(key, person) for key in keys for person, n in Counter(after.who(key)).items() if n > 1]


def difference(before: Roster, after: Roster) -> Iterator[Move]:
    """Yield the moves from one roster to another: who passes each place on to whom, or to nobody."""
    for key in sorted(before.held.keys() | after.held.keys()):
        gone = sorted(set(before.who(key)) - set(after.who(key)))
        come = sorted(set(after.who(key)) - set(before.who(key)))
        yield from (Move(key, *pair) for pair in zip_longest(gone, come, fillvalue=""))

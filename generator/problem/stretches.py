"""Who serves in a seat, and from when to when: its holders, and those who serve for them for a part of the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from generator.data.calendars.spans import without
from generator.data.records.roster import Roster
from generator.problem.slots import Seats


def stretches(roster: Roster, seats: Seats) -> list[tuple[str, Seats]]:
    """Give everybody who serves in the seats, each with the seats as long as that lasts.

    Whoever serves before and after somebody else's part is taken to be there all the time between.
    """
    parts = roster.in_parts(seats.key)
    if not parts:
        return [(person, seats) for person in roster.who(seats.key)]
    whole = (seats.arrive, seats.leave)
    own = {p: without([whole], [(x.start, x.end) for x in parts if x.holder == p]) for p in roster.who(seats.key)}
    for part in (part for part in parts if part.person):
        own.setdefault(part.person, []).append((part.start, part.end))
    return [(person, _cut(seats, min(spans)[0], max(s[1] for s in spans))) for person, spans in own.items() if spans]


def _cut(seats: Seats, start: datetime, end: datetime) -> Seats:
    if (start, end) == (seats.arrive, seats.leave):
        return seats
    return replace(seats, arrive=start, starts=max(start, seats.starts), ends=min(end, seats.ends), leave=end)

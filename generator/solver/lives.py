"""The days of a person whose facts allow structure, as plain data: at most one turn a day, and a longest run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from generator.data.records.roster import SeatKey
from generator.problem.problem import Problem
from generator.rules.facts import Fact, LongestWork, OneTurnADay
from generator.solver.entry import Entry, entry

F = TypeVar("F", bound=Fact)

Held = tuple[SeatKey, str]
"""A Boolean: the person holds one of the seats."""

Turns = Mapping[str, tuple[Held, ...]]
"""The turns that a person can have on a day, by duty."""


@dataclass(frozen=True)
class Life:
    """A person's days: ``turns`` of each, what the rules say of them, and how the person comes in.

    ``served`` are days of turns already published, ``eve`` the duties of the day before the period; ``lasting`` are
    the minutes that the shortest and the longest turn take.
    """

    person: str
    facts: Sequence[Fact]
    entry: Entry
    days: tuple[date, ...]
    turns: tuple[Turns, ...]
    served: frozenset[date]
    eve: frozenset[str]
    lasting: tuple[int, int]

    def booleans(self) -> Iterator[Held]:
        """Yield the Booleans of all turns."""
        return (held for turns in self.turns for own in turns.values() for held in own)

    def without(self, shut: Collection[Held]) -> Life:
        """Leave out turns that can never be."""
        left = ({duty: tuple(h for h in own if h not in shut) for duty, own in turns.items()} for turns in self.turns)
        return replace(self, turns=tuple(left))

    def only(self, kind: type[F]) -> F | None:
        """Give the fact of a kind."""
        return only(self.facts, kind)


def only(facts: Sequence[Fact], kind: type[F]) -> F | None:
    """Give the fact of a kind."""
    return next((fact for fact in facts if isinstance(fact, kind)), None)


def lives(problem: Problem, facts: Mapping[str, Sequence[Fact]]) -> Iterator[Life]:
    """Yield everybody of whom enough is known."""
    days = tuple(problem.period.days())
    minutes = {slot.minutes(seats) for slot in problem.slots for seats in slot.seats}
    for person, own in sorted(facts.items()):
        known = entry(problem, person)
        if known and only(own, OneTurnADay) and only(own, LongestWork):
            served = [turn.slot for turn in problem.standing.served if turn.person == person]
            yield Life(
                person,
                own,
                known,
                days,
                tuple(_turns(problem, person, day) for day in days),
                frozenset(day for slot in served for day in slot.days),
                frozenset(slot.duty for slot in served if days[0] - timedelta(days=1) in slot.days),
                (min(minutes), max(minutes)),
            )


def _turns(problem: Problem, person: str, day: date) -> Turns:
    found: dict[str, tuple[Held, ...]] = {}
    for seats in problem.seats_on(day):
        found[seats.key.duty] = (*found.get(seats.key.duty, ()), (seats.key, person))
    return found

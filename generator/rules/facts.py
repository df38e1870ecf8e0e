"""What rules say of single people, as plain facts.

From facts a solver may build stronger structure than the rule's own posting; a rule never knows which structure
carries it, and the checker measures every roster again. A fact holds for the whole period: where a figure changes in
the middle of it, a rule declares none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Fact:
    """Something that a rule, known by its name, says of a person for the whole period."""

    rule: str
    person: str


@dataclass(frozen=True)
class OneTurnADay(Fact):
    """On no day more than one turn."""


@dataclass(frozen=True)
class LongestWork(Fact):
    """At most so many days of work in a row."""

    days: int


@dataclass(frozen=True)
class ShortestWork(Fact):
    """At least so many days of work in a row."""

    days: int


@dataclass(frozen=True)
class ShortestRest(Fact):
    """At least so many days off in a row."""

    days: int


@dataclass(frozen=True)
class WeekendLimit(Fact):
    """Work on at most so many of these weekends, each given by its days."""

    weekends: tuple[tuple[date, ...], ...]
    most: int


@dataclass(frozen=True)
class Successions(Fact):
    """On the day after a duty none of those that may not follow it."""

    after: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class WorkingTime(Fact):
    """Bounds on the minutes of work in the turns of the period; None where there is none."""

    least: int | None
    most: int | None

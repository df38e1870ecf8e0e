"""How rules name days and people when a month cannot be filled: few words, however many instances there are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, name_of, seat_named


def when(instances: Sequence[Instance], most: int = 4) -> str:
    """Name the days of instances: 12月1日、12月2日."""
    days = sorted({instance.slot.day for instance in instances})
    named = [f"{day.month}月{day.day}日" for day in days]
    return "、".join(named) if len(days) <= most else f"{named[0]}至{named[-1]}间的 {len(days)} 天"


def who_when(problem: Problem, instances: Sequence[Instance], most: int = 8) -> str:
    """Name the people of instances with their days; those with the same days together: 甲、乙12月1日，丙12月2日."""
    own: dict[str, list[Instance]] = {}
    for instance in sorted(instances, key=lambda i: (i.person, i.slot)):
        own.setdefault(instance.person, []).append(instance)
    together: dict[str, list[str]] = {}
    for person, held in own.items():
        together.setdefault(when(held), []).append(person)
    return "，".join(f"{names(problem, people, most)}{days}" for days, people in together.items())


def names(problem: Problem, people: Sequence[str], most: int = 8) -> str:
    """Name people, the first few where they are many."""
    named = "、".join(name_of(problem, person) for person in people[:most])
    return named if len(people) <= most else f"{named}等 {len(people)} 人"


def outside_group(problem: Problem, breach: Breach) -> str:
    """Say that a person is outside the group of a seat: all that may be said, whatever the reason is."""
    return f"{name_of(problem, breach.people[0])}不在{seat_named(problem, breach.key)}的人员范围内"


def decimal(amount: Fraction) -> str:
    """Say a number of days, times or points: 20, 0.5, 1.67."""
    return f"{float(amount):.2f}".rstrip("0").rstrip(".")

"""Who is in a group on a day. Membership changes on few days; between two of them it is found once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from generator.data.project import UnitData
from generator.data.units.people import Dated, Person
from generator.data.units.unit import Group


class Members:
    """The members of a unit's groups; what was found is kept."""

    def __init__(self, unit: UnitData) -> None:
        self._unit = unit
        spans = [s for person in unit.people.values() for s in _dated(person)]
        self._changes = sorted({day for span in spans for day in _turning_points(span)})
        self._found: dict[tuple[str, int], tuple[Person, ...]] = {}

    def of(self, group: str, day: date) -> tuple[Person, ...]:
        """Give the people who are in a group on a day, whoever is away."""
        stretch = bisect_right(self._changes, day)
        if (group, stretch) not in self._found:
            rule = self._unit.unit.groups[group]
            everybody = self._unit.people.values()
            self._found[group, stretch] = tuple(p for p in everybody if belongs(self._unit, rule, p, day))
        return self._found[group, stretch]


def _dated(person: Person) -> Iterator[Dated]:
    yield from person.service
    yield from person.qualifications


def _turning_points(span: Dated) -> Iterator[date]:
    yield span.from_
    if span.until and span.until < date.max:
        yield span.until + timedelta(days=1)


def belongs(unit: UnitData, group: Group, person: Person, day: date) -> bool:
    """Whether somebody is in a group on a day."""
    service = person.serving(day)
    if service is None:
        return False
    sole = service.post in unit.posts and unit.posts[service.post].staff == 1
    return (
        (not group.roles or service.role in group.roles)
        and (not group.departments or service.department in group.departments)
        and (not group.employment or service.employment in group.employment)
        and all(person.qualified(name, day) for name in group.qualifications)
        and not (group.except_sole_holders and sole)
    )

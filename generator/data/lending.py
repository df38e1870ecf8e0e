"""People whom units of the project lend each other: known in each by an id, and had by one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator.data.files.names import Read
from generator.data.files.reading import Document, Place
from generator.data.files.schema import nearest
from generator.data.project import UnitData
from generator.data.units.people import Held, Person, Service


def check_lent(read: Mapping[str, Read]) -> None:
    """Report guests whose own unit does not know them, or does not lend them for all the time of their service."""
    people: dict[tuple[str, str], Person] = {}
    for unit, own in read.items():
        people |= {(unit, record.id): record for _, _, record in own.records if isinstance(record, Person)}
    for unit, own in read.items():
        for document, place, guest in own.records:
            if isinstance(guest, Person) and guest.same_as and _readable(read.get(guest.home)):
                _check(document, place, unit, guest, people)


def _readable(home: Read | None) -> bool:
    """Whether nobody else is to blame: the people of the own unit can be read, or there is no such unit."""
    return home is None or home.ids("people.yml") is not None


def _check(
    document: Document, place: Place, unit: str, guest: Person, people: Mapping[tuple[str, str], Person]
) -> None:
    here, (home, _, number) = (*place, "same_as"), guest.same_as.partition("/")
    person = people.get((home, number))
    if home == unit:
        document.fault(here, "写的是本单位", "写其他单位的编号，如 hall/1003；本单位的人不写这一项")
    elif person is None:
        document.fault(here, f"没有人员“{guest.same_as}”", nearest(guest.same_as, (f"{u}/{p}" for u, p in people)))
    elif person.name != guest.name:
        document.fault((*place, "name"), f"与 {guest.same_as} 的姓名“{person.name}”不同", "核对编号或姓名")
    else:
        lent = [held for held in person.held if held.by == unit]
        for i, service in enumerate(guest.service):
            if (day := _first_gap(service, lent)) is not None:
                what = f"{guest.same_as} 从 {day} 起没有登记由本单位使用，两个单位不能同时安排同一人"
                right = f"在 rosters/{home}/people.yml 该人的 held 里写 by: {unit}，或缩短这一段"
                document.fault((*place, "service", i, "from"), what, right)


def _first_gap(service: Service, lent: list[Held]) -> date | None:
    """Give the first day of a stretch of service on which the own unit does not lend the person; None where it does."""
    day, last = service.from_, service.until or date.max
    for held in sorted(lent, key=lambda h: h.from_):
        if held.from_ <= day and (held.until is None or held.until >= day):
            if held.until is None or held.until >= last:
                return None
            day = held.until + timedelta(days=1)
    return day


def lending(units: Mapping[str, UnitData]) -> dict[str, UnitData]:
    """Give the units, each with the times for which its guests are lent."""
    return {name: replace(unit, lent={**_lent(units, unit)}) if _guests(unit) else unit for name, unit in units.items()}


def _guests(unit: UnitData) -> list[Person]:
    return [person for person in unit.people.values() if person.same_as]


def _lent(units: Mapping[str, UnitData], unit: UnitData) -> dict[str, tuple[Held, ...]]:
    own = {}
    for guest in _guests(unit):
        home, _, number = guest.same_as.partition("/")
        own[guest.id] = tuple(held for held in units[home].people[number].held if held.by == unit.id)
    return own

"""Whom national law keeps from the night: people with a dated record of pregnancy or nursing. Nothing shows who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from generator.data.project import UnitData
from generator.problem.slots import BoundRule

RULE = "night-work-protection"
_DAY = timedelta(days=1)


def protected(
    unit: UnitData, bound: BoundRule | None, arrive: datetime, leave: datetime, days: Sequence[date]
) -> tuple[str, ...]:
    """Give the ids of those who may not hold a seat because it touches the night; nobody where no law binds."""
    if bound is None or not _touches_night(bound, arrive, leave, days):
        return ()
    last = (leave - timedelta(minutes=1)).date()
    return tuple(
        person.id
        for person in unit.people.values()
        if any(e.no_nights and e.from_ <= last and arrive.date() <= e.until for e in person.exemptions)
    )


def _touches_night(bound: BoundRule, arrive: datetime, leave: datetime, days: Sequence[date]) -> bool:
    """Whether the hours of one of the days overlap a night; a week's hours are the same on each of its days."""
    length = leave - arrive - (days[-1] - days[0])
    begins = [arrive + (day - days[0]) for day in days]
    nights = [_night(bound, begin.date() + n * _DAY) for begin in begins for n in (-1, 0, 1)]
    return any(begin < dawn and dusk < begin + length for begin in begins for dusk, dawn in nights)


def _night(bound: BoundRule, day: date) -> tuple[datetime, datetime]:
    """Give beginning and end of the night that begins on a day."""
    dusk, dawn = (datetime.combine(day, time(bound.figures[name] % 24)) for name in ("night_from", "night_to"))
    return dusk, dawn if dawn > dusk else dawn + _DAY

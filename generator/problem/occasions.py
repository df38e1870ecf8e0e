"""On which days a duty has a slot, and how long the slot lasts: a day, a week, a fortnight or a month."""

from __future__ import annotations

from datetime import date, timedelta

from generator.data.calendars.calendar import days
from generator.data.duties.duty import Duty, OnSeries
from generator.data.project import Project, UnitData
from generator.days.dates import Dates
from generator.days.opening import opens


def slot_days(project: Project, unit: UnitData, name: str, duty: Duty, first: date) -> tuple[date, ...]:
    """Give the open days of the slot that begins on a day; nothing where none does.

    A slot of several days belongs where its first open day is. Days of a year whose calendar is not out are not
    counted as open.
    """
    if not _open(project, unit, name, duty, first):
        return ()
    if duty.cycle == "day":
        return (first,)
    announced = (day for day in days(*block(duty, first)) if project.calendar.announced(day))
    found = tuple(day for day in announced if _open(project, unit, name, duty, day))
    return found if found[0] == first else ()


def _open(project: Project, unit: UnitData, name: str, duty: Duty, day: date) -> bool:
    """Whether the duty is open on a day: as it is arranged, as it is booked, or as its own file says."""
    arranged = unit.arranged(name, day)
    if any(one.closed for one in arranged):
        return False
    if duty.on == "bookings":
        return bool(unit.bookings_of(name, day))
    if any(one.opened for one in arranged):
        return True
    if isinstance(duty.on, OnSeries):
        return Dates(project, unit).held(duty.on.series, day)
    in_season = duty.season is None or duty.season.covers(project.regulations, day)
    return in_season and opens(duty.on, day, project.calendar, duty.make_up)


def block(duty: Duty, day: date) -> tuple[date, date]:
    """Give the first and the last day of the stretch in which a day lies: itself, or its week, fortnight or month."""
    if duty.cycle == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if duty.cycle == "day":
        return day, day
    weeks = 1 if duty.cycle == "week" else 2
    since = duty.since or date.min
    first = day - timedelta(days=(day - since).days % (7 * weeks) if duty.since else day.weekday())
    return first, first + timedelta(days=7 * weeks - 1)

"""What keeps people from a unit's duties besides leave: another body has them, or it is not one of their days.

Whoever is sent to another body (派驻、借调) is held by it for a time; whoever comes from another unit of the project
may be asked only while their own unit lends them: no two units have one person at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from generator.data.calendars.calendar import Calendar, days
from generator.data.calendars.spans import Span, without
from generator.data.project import Project, UnitData
from generator.data.units.people import Held
from generator.data.units.unit import On
from generator.days.opening import opens

NOT_THEIR_DAY = "不在本人的工作日"


def busy(project: Project, unit: UnitData, person: str, start: datetime, end: datetime) -> str:
    """Say what else a person has to do in a part of the time, as staff may read it; empty where nothing."""
    known = unit.people.get(person)
    if known is None:
        return ""
    calendar, lent = project.calendar, unit.lent.get(person)
    for day in days(start.date(), (end - timedelta(minutes=1)).date()):
        span = max(start, datetime.combine(day, time())), min(end, datetime.combine(day + timedelta(days=1), time()))
        service = known.serving(day)
        if service and not _on(service.works, day, calendar):
            return NOT_THEIR_DAY
        if held := next((h for h in known.held if without([span], _spans([h], day, calendar)) != [span]), None):
            return f"由{_named(project, held.by)}安排工作"
        if lent is not None and without([span], _spans(lent, day, calendar)):
            return f"由{_named(project, known.home)}安排工作"
    return ""


def _spans(held: Iterable[Held], day: date, calendar: Calendar) -> list[Span]:
    """Give when another body has somebody on a day."""
    return [h.span(day) for h in held if h.covers(day) and _on(h.on, day, calendar)]


def _on(on: On, day: date, calendar: Calendar) -> bool:
    """Whether something is on a day; of a year that is not announced it is taken to be."""
    return on == "every-day" or not calendar.announced(day) or opens(on, day, calendar)


def _named(project: Project, body: str) -> str:
    return project.units[body].unit.short if body in project.units else body

"""When a unit is open: on which days, from when to when, and how much of its open time somebody is away."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

from generator.data.calendars.calendar import Calendar, DayKind, days
from generator.data.calendars.spans import Span, length, without
from generator.data.project import Project, UnitData
from generator.data.units.unit import On, Weekday

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def opens(on: On, day: date, calendar: Calendar, make_up: Weekday | None = None) -> bool:
    """Whether something that happens ``on`` such days happens on a day; ``make_up``: what make-up days stand for."""
    kind = calendar.kind(day)
    if on == "holidays":
        return not kind.worked and calendar.holiday(day) is not None
    if isinstance(on, tuple):
        named = weekday_of(day, calendar, make_up) if make_up or kind is not DayKind.MAKE_UP else None
        return kind.worked and named in on
    return on == "every-day" or kind.worked == (on == "workdays")


def weekday_of(day: date, calendar: Calendar, make_up: Weekday | None = None) -> Weekday:
    """Name the weekday of a day; a make-up working day counts as ``make_up`` where that is said."""
    made_up = make_up if calendar.kind(day) is DayKind.MAKE_UP else None
    return made_up or WEEKDAYS[day.weekday()]


def hours_of(project: Project, unit: UnitData, day: date) -> Span:
    """Give the unit's hours as of a day, whether or not it is open on it.

    Raises
    ------
    Refused
        If the regulation that says so is not in force.
    """
    law, hours = project.regulations, unit.unit.hours
    first, last = law.figure(hours.open, day, time), law.figure(hours.close, day, time)
    return datetime.combine(day, first), datetime.combine(day, last)


def open_hours(project: Project, unit: UnitData, day: date) -> Span | None:
    """Give the hours of a day from opening to closing; None where the unit is closed or the year is not announced."""
    calendar = project.calendar
    open_ = calendar.announced(day) and opens(unit.unit.hours.on, day, calendar)
    return hours_of(project, unit, day) if open_ else None


def open_spans(project: Project, unit: UnitData, day: date) -> list[Span]:
    """Give the stretches of a day in which the unit is open: two where it closes at noon."""
    return spans_of(project, unit, day) if open_hours(project, unit, day) else []


def spans_of(project: Project, unit: UnitData, day: date) -> list[Span]:
    """Give the stretches of the unit's hours as of a day, whether or not it is open on it."""
    return without([hours_of(project, unit, day)], _noon(project, unit, day))


def working_hours(project: Project, unit: UnitData, span: Span) -> Fraction:
    """Give how many hours of the unit's open time lie in a stretch of time."""
    found = Fraction()
    for day in days(span[0].date(), span[1].date()):
        inside = ((max(a, span[0]), min(b, span[1])) for a, b in open_spans(project, unit, day))
        found += sum((_hours(one) for one in inside if one[0] < one[1]), Fraction())
    return found


def hours_a_day(project: Project, unit: UnitData, day: date) -> Fraction:
    """Give the hours of a working day by the hours as of that day."""
    return sum(map(_hours, spans_of(project, unit, day)), Fraction())


def _noon(project: Project, unit: UnitData, day: date) -> list[Span]:
    law, noon = project.regulations, unit.unit.hours.break_
    if noon is None:
        return []
    start, end = law.figure(noon.from_, day, time), law.figure(noon.to, day, time)
    return [(datetime.combine(day, start), datetime.combine(day, end))]


def _hours(span: Span) -> Fraction:
    return Fraction(int(length([span]).total_seconds()), 3600)

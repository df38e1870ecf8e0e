"""The emergency sheet of a day (应急单): who is where, who stands by, and who stands in where nobody may be missing.

It is made the evening before, for those who answer the telephone when somebody does not come in the morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator import ledger
from generator.check import Report, check
from generator.data.calendars.period import month_of
from generator.data.calendars.spans import Span
from generator.data.project import Project, UnitData
from generator.data.regulations.resolve import Citation
from generator.data.units.unit import PREFERENCES
from generator.days.opening import open_hours, opens
from generator.desk import windows
from generator.desk.substitute import Absence, stand_ins, substitute
from generator.desk.windows import Window
from generator.errors import Refused
from generator.problem.slots import Seats, Slot

FAR = 30
"""Days to look ahead for the next day on which a unit opens; no break of the calendar is as long."""

MOST = 3
"""Stand-ins that are named for a seat: a choice, and still short enough to be read in a hurry."""


@dataclass(frozen=True)
class StandIn:
    """Somebody who can take a seat: why this person comes before others, and the office telephone of the post."""

    name: str
    department: str
    why: str
    phone: str


@dataclass(frozen=True)
class Held:
    """The seats of one name: who holds them, and how many stand empty; ``hours`` where they are not the duty's."""

    title: str
    people: tuple[str, ...]
    empty: int
    hours: Span | None


@dataclass(frozen=True)
class Duty:
    """One duty of the day."""

    title: str
    hours: Span
    place: str
    phone: str
    standby: bool
    seats: tuple[Held, ...]


@dataclass(frozen=True)
class Critical:
    """A seat or a window that must not stay empty, its holders, and the stand-ins from the first to be asked."""

    title: str
    holders: tuple[str, ...]
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the sheet; ``hours`` is None on a day on which the unit is closed.

    ``published``: whether there is a roster of its month; ``article``: who is asked first; ``left_out``: duties that
    are not for the staff's eyes.
    """

    unit: UnitData
    day: date
    label: str
    hours: Span | None
    published: bool
    article: Citation
    windows: tuple[Window, ...]
    duties: tuple[Duty, ...]
    critical: tuple[Critical, ...]
    left_out: tuple[str, ...]


def next_open(project: Project, unit: UnitData, today: date) -> date:
    """Give the next day on which the unit is open.

    Raises
    ------
    Refused
        If the calendar does not say.
    """
    days = (today + timedelta(days=ahead) for ahead in range(1, FAR))
    found = next((day for day in days if opens(unit.unit.hours.on, day, project.calendar)), None)
    if found is None:
        raise Refused(f"{today} 之后 {FAR} 天内{unit.unit.title}没有开放的日子", "核对 rosters/calendar 里的放假安排")
    return found


def sheet(project: Project, unit: UnitData, day: date, now: datetime) -> Sheet:
    """Make the sheet of a day, as it stands at a moment."""
    held = ledger.months(project, unit)
    reports = [check(problem, roster) for problem, roster in held if any(day in slot.days for slot in problem.slots)]
    slots = [(report, slot) for report in reports for slot in report.problem.slots if day in slot.days]
    order = [*unit.unit.pools]
    slots.sort(key=lambda found: (len(found[1].days), order.index(found[1].pool), found[1].duty))
    shown = [(report, slot) for report, slot in slots if slot.audience != "restricted"]
    hours = open_hours(project, unit, day)
    posts = windows.windows(unit, day, hours, slots) if hours else ()
    seen = {"public"} & {slot.audience for _, slot in shown} or {"staff"}
    needed = [(report, slot) for report, slot in shown if not slot.standby]
    seats = (c for report, slot in needed for c in _critical(project, report, slot, day, now, slot.audience in seen))
    return Sheet(
        unit=unit,
        day=day,
        label=project.calendar.label(day) or ("" if hours else project.calendar.kind(day).value),
        hours=hours,
        published=month_of(day).name in unit.published,
        article=project.regulations.cite(unit.unit.substitution.article, day),
        windows=posts,
        duties=tuple(_duty(report, slot, day) for report, slot in shown),
        critical=(*seats, *(_window(unit, post, day, hours, slots) for post in posts if hours and post.alone)),
        left_out=tuple(dict.fromkeys(slot.title for _, slot in slots if slot.audience == "restricted")),
    )


def _duty(report: Report, slot: Slot, day: date) -> Duty:
    own = slot.on(day, slot.starts, slot.ends)
    seats = []
    for seat in slot.seats:
        there = report.roster.who(seat.key)
        hours = slot.on(day, seat.starts, seat.ends)
        names = tuple(_name(report.problem.unit, person) for person in there)
        seats.append(Held(seat.title, names, max(0, seat.least - len(there)), None if hours == own else hours))
    return Duty(slot.title, own, slot.place, slot.phone, slot.standby, tuple(seats))


def _critical(project: Project, report: Report, slot: Slot, day: date, now: datetime, seen: bool) -> Iterator[Critical]:
    """Yield the seats that must not stay empty: appointed ones, and required ones of duties that the public sees.

    A unit of which the public sees no duty has those of the staff instead (``seen``).
    """
    for seat in slot.seats:
        if not seat.least or not (seen or seat.fixed):
            continue
        holders = report.roster.who(seat.key)
        for holder in [*holders, *[""] * max(0, seat.least - len(holders))]:
            names = (_name(report.problem.unit, holder),) if holder else ()
            found = _ranked(project, report, seat, holder, day, now)
            yield Critical(f"{slot.title} {seat.title}", names, tuple(found))


def _ranked(project: Project, report: Report, seat: Seats, holder: str, day: date, now: datetime) -> list[StandIn]:
    """Give those who can take a place, by the unit's order and by every rule."""
    unit = report.problem.unit
    if not seat.fixed or not holder:
        moves = stand_ins(report, seat.key, holder, MOST)
        return [_stand_in(unit, move.person, PREFERENCES[why], day) for move, why in moves]
    away = Absence(holder, datetime.combine(day, time()), datetime.combine(day, time(23, 59)), seat.key)
    options = [option for case in substitute(project, unit, away, now, MOST) for option in case.options]
    return [
        _stand_in(unit, move.person, PREFERENCES[why], day)
        for option in options
        for move, why in zip(option.moves, option.preferences, strict=True)
        if move.person
    ]


def _window(unit: UnitData, post: Window, day: date, hours: Span, slots: list[tuple[Report, Slot]]) -> Critical:
    """Give a window with one person, with those who can hold it."""
    found = windows.who_could(unit, post.id, day, hours, slots)[:MOST]
    names = tuple(there.name for there in post.people)
    return Critical(post.title, names, tuple(_stand_in(unit, p, PREFERENCES[why], day) for p, why in found))


def _stand_in(unit: UnitData, person: str, why: str, day: date) -> StandIn:
    service = unit.people[person].serving(day)
    post = unit.posts.get(service.post) if service else None
    department = unit.unit.departments[service.department] if service else ""
    return StandIn(unit.people[person].name, department, why, (post.phone if post else "") or unit.unit.phone)


def _name(unit: UnitData, person: str) -> str:
    return unit.people[person].name if person in unit.people else f"编号 {person}"

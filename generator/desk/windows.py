"""Who is at the windows on a day: their own people, whoever covers for them, and proxies where nobody is left."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.check import Report
from generator.data.calendars.spans import Span, without
from generator.data.project import UnitData
from generator.data.units.unit import Post, Preference
from generator.problem.slots import Slot

Slots = Sequence[tuple[Report, Slot]]
"""The slots of a day, each with the roster in which it stands."""


@dataclass(frozen=True)
class There:
    """Somebody at a window: ``part`` says in which capacity where it is not the own window, ``spans`` when."""

    name: str
    part: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Window:
    """A window on a day; ``uncovered`` is the open time in which nobody is there, ``alone``: it has one person only."""

    id: str
    title: str
    phone: str
    alone: bool
    people: tuple[There, ...]
    uncovered: tuple[Span, ...]


def windows(unit: UnitData, day: date, hours: Span, slots: Slots) -> tuple[Window, ...]:
    """Give all windows of a unit on a day on which it is open for these hours."""
    return tuple(_window(unit, post, day, hours, slots) for post in unit.posts.values())


def _window(unit: UnitData, post: Post, day: date, hours: Span, slots: Slots) -> Window:
    own = [p.id for p in unit.people.values() if (s := p.serving(day)) and s.post == post.id]
    people = [(person, "", _free(unit, person, hours, slots)) for person in own]
    covers = [x for x in unit.leave.values() if x.counts and x.cover and x.person in own and x.meets(*hours)]
    for leave in covers:
        free = _free(unit, leave.cover, hours, slots)
        people.append((leave.cover, "顶岗", without(free, without([hours], [(leave.start, leave.end)]))))
    left = without([hours], (span for _, _, spans in people for span in spans))
    for person in post.proxies if left else ():
        free = without(_free(unit, person, hours, slots), without([hours], left))
        people.append((person, "代理", free))
    there = tuple(There(unit.people[p].name, part, tuple(spans)) for p, part, spans in people if spans)
    return Window(
        post.id,
        post.title,
        post.phone,
        post.staff == 1,
        there,
        tuple(without(left, (span for who in there for span in who.spans))),
    )


def _free(unit: UnitData, person: str, hours: Span, slots: Slots) -> list[Span]:
    """Give when a person can be at a window: at work, and on no duty that is served elsewhere."""
    day = hours[0].date()
    if person not in unit.people or unit.people[person].serving(day) is None:
        return []
    away = [(x.start, x.end) for x in unit.leave.values() if x.person == person and x.counts]
    for report, slot in slots:
        for seat in () if slot.keeps_post else slot.seats:
            away += [slot.on(day, seat.arrive, seat.leave)] if person in report.roster.who(seat.key) else []
    return without([hours], away)


def who_could(unit: UnitData, post: str, day: date, hours: Span, slots: Slots) -> list[tuple[str, Preference]]:
    """Give those who could hold a window all day for its own people, in the order in which the unit asks them."""
    window, order = unit.posts[post], unit.unit.substitution.order
    ready = {
        person
        for report, slot in slots
        if slot.standby
        for seat in slot.seats
        for person in report.roster.who(seat.key)
    }
    found = []
    for person in unit.people.values():
        service = person.serving(day)
        if service is None or service.post == post or without([hours], _free(unit, person.id, hours, slots)):
            continue
        near = service.department == window.department
        alone = service.post in unit.posts and unit.posts[service.post].staff == 1
        fits: dict[Preference, bool] = {
            "standby": near and person.id in ready,
            "proxy": person.id in window.proxies,
            "department": near and bool(service.post) and not alone,
        }
        why = next((name for name in order if fits.get(name)), None)
        if why:
            place = window.proxies.index(person.id) if person.id in window.proxies else len(window.proxies)
            lot = hashlib.sha256(f"{post}|{day}|{person.id}".encode()).digest()
            found.append(((order.index(why), place, lot), person.id, why))
    return [(person, why) for _, person, why in sorted(found)]

"""Turns as calendars to subscribe to: one a duty for everybody who may see it, and one a person for staff.

An event keeps its identity whatever becomes of it: that of a duty by duty and day, that of a person by seat, day and
person. A revision raises its sequence; whoever is replaced gets the event cancelled, whoever stands in gets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from pypinyin import lazy_pinyin

from generator.check import Report
from generator.data.records.roster import History, SeatKey
from generator.data.units.leave import midnight
from generator.problem.slots import Seats, Slot
from generator.problem.stretches import stretches
from generator.render.text.icalendar import Event
from generator.render.views.persons import SEEN_BY, Viewer, person_view, serving
from generator.render.views.shapes import stretch
from generator.render.views.tasks import tasks_of
from generator.render.views.trails import Trail, moment, trails

NAMESPACE = UUID("6d0f4a7e-52f3-5a0b-9b53-2f6f0a3c7d11")
"""Namespace of all identities that are made here."""
BEHIND = 31
"""Days before today of which events are kept: calendars keep older ones themselves."""


@dataclass(frozen=True)
class Feed:
    """The calendar of one duty, or of one person (``person`` is the id, for staff alone)."""

    title: str
    events: tuple[Event, ...]
    duty: str = ""
    person: str = ""
    department: str = ""


def feeds(reports: Iterable[Report], viewer: Viewer, today: date) -> tuple[Feed, ...]:
    """Give the calendars of a unit from its published periods: duties first, then people by name as it is spoken."""
    of_duty: dict[str, list[Event]] = {}
    of_person: dict[str, list[Event]] = {}
    titles: dict[str, str] = {}
    reports = list(reports)
    since = today - timedelta(days=BEHIND)
    if reports and viewer == "public":
        since = max(since, reports[0].problem.project.center.kept_from(today))
    for report in reports:
        history = report.problem.unit.published[report.problem.period.name]
        changed = trails(history)
        for slot in report.problem.slots:
            if slot.audience not in SEEN_BY[viewer]:
                continue
            titles[slot.duty] = slot.title
            own = of_duty.setdefault(slot.duty, [])
            for day in slot.days if slot.days[-1] >= since else ():
                own.append(_of_duty(report, history, slot, day, viewer, changed))
                for seats in slot.seats if viewer == "staff" else ():
                    for person, event in _of_seat(report, history, slot, seats, day, changed.get(seats.key)):
                        of_person.setdefault(person, []).append(event)
    found = [Feed(titles[duty], tuple(events), duty=duty) for duty, events in of_duty.items()]
    people = (_of_person(reports[-1], person, tuple(events), today) for person, events in of_person.items())
    return (*found, *sorted(people, key=lambda feed: (lazy_pinyin(feed.title), feed.title, feed.person)))


def _of_person(report: Report, person: str, events: tuple[Event, ...], today: date) -> Feed:
    seen = person_view(report.problem.unit, person, today, "staff")
    return Feed(seen.name, events, person=person, department=seen.department)


def _uid(report: Report, *parts: object) -> str:
    """Make an identity from the unit's first record and what names the event: no other centre has the same."""
    return str(uuid5(NAMESPACE, "/".join(map(str, (report.problem.unit.origin, *parts)))))


def _stamp(history: History, number: int, trail: Iterable[Trail], viewer: Viewer) -> datetime:
    """Give the moment of the plan, or of the revision by which the event last changed; to the public only its day."""
    steps = (step for own in trail for step in own.steps if step.number == number)
    moments = [midnight(step.on) if viewer == "public" else step.at or midnight(step.on) for step in steps]
    return max(moments, default=midnight(moment(history, history.plan)[0]))


def _of_duty(
    report: Report, history: History, slot: Slot, day: date, viewer: Viewer, changed: Mapping[SeatKey, Trail]
) -> Event:
    unit, own = report.problem.unit, [changed[s.key] for s in slot.seats if s.key in changed]
    number = max((step.number for trail in own for step in trail.steps), default=0)
    later = day - slot.day
    length = slot.ends - slot.starts - (slot.days[-1] - slot.day)
    lines = []
    for seats in slot.seats:
        people = serving(unit, report.roster, seats, viewer, output="feed")
        names = [f"{p.name or p.post}{f'（{p.hours}）' if p.hours else ''}" for p in people]
        names += ["空缺"] * max(0, seats.least - len(report.roster.who(seats.key)))
        title = f"{seats.occasion} {seats.title}".strip()
        lines += [f"{title}：{'、'.join(names)}"] if names else []
    lines += _more(slot)
    return Event(
        uid=_uid(report, slot.duty, day),
        sequence=number,
        stamp=_stamp(history, number, own, viewer),
        start=slot.starts + later,
        end=slot.starts + later + length,
        title=slot.title,
        place=slot.place,
        text="\n".join([*lines, *([f"电话：{slot.phone}"] if slot.phone else [])]),
    )


def _more(slot: Slot, seat: str = "") -> Iterator[str]:
    """Yield what else is to be known: the turn of several days, its tasks (or those of a seat), another arrangement."""
    if len(slot.days) > 1:
        yield f"本轮 {stretch([slot.days[0], slot.days[-1]])}"
    for task in tasks_of(slot):
        if not seat or task.falls_to(seat):
            who = f"（{task.who}）" if task.who and not seat else ""
            yield f"{f'{task.at:%H:%M} ' if task.at else ''}{task.text}{who}"
    if slot.note:
        yield f"另行安排：{slot.note}"


def _of_seat(
    report: Report, history: History, slot: Slot, seats: Seats, day: date, trail: Trail | None
) -> Iterator[tuple[str, Event]]:
    """Yield the event of everybody who holds a seat, and of those who once did as cancelled."""
    there = dict(stretches(report.roster, seats))
    for person in trail.ever if trail else there:
        number = trail.last(person) if trail else 0
        own = there.get(person, seats)
        start, length = own.arrive + (day - slot.day), own.leave - own.arrive - (slot.days[-1] - slot.day)
        yield (
            person,
            Event(
                uid=_uid(report, slot.duty, day, seats.key.seat, person),
                sequence=number,
                stamp=_stamp(history, number, [trail] if trail else [], "staff"),
                start=start,
                end=start + length,
                title=f"{slot.title} {seats.title}" + (f" {seats.occasion}" if seats.occasion else ""),
                place=slot.place,
                text="\n".join([f"值班 {own.starts:%H:%M} 至 {own.ends:%H:%M}", *_more(slot, seats.key.seat)]),
                cancelled=person not in there,
                alarm=start,  # of a person the event begins when they have to be there
            ),
        )

"""The whereabouts board (去向牌): who is away, until when, and who answers for them; never why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from generator.check import Report
from generator.data.project import UnitData
from generator.data.units.leave import Leave, midnight
from generator.render.views.persons import SEEN_BY, PersonView, Viewer, person_view
from generator.render.views.trails import trails
from generator.render.views.windows import AHEAD, Presence, next_moment


@dataclass(frozen=True)
class StandInView:
    """Who serves in the stead of somebody who is away."""

    day: date
    title: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True)
class AwayView:
    """Somebody who is away for a time; whole days have no hours.

    ``how`` says in which way the others answer: 顶岗 (holds the window), 同窗口 or 代理; empty where nobody is named.
    """

    person: PersonView
    first: date
    last: date
    starts: str
    ends: str
    back: datetime | None
    how: str
    cover: tuple[PersonView, ...]
    stand_ins: tuple[StandInView, ...]


def board(presence: Presence, reports: Sequence[Report], viewer: Viewer, today: date) -> tuple[AwayView, ...]:
    """Give who is away today and on the days ahead, the first to go first; nobody whose duties are all restricted."""
    unit = presence.unit
    start, end = midnight(today), midnight(today + timedelta(days=AHEAD + 1))
    hidden = _hidden(reports, viewer)
    own = [x for x in unit.leave.values() if x.counts and x.meets(start, end) and x.person not in hidden]
    own = [x for x in own if unit.people[x.person].serving(x.from_)]
    own.sort(key=lambda leave: (leave.start, leave.end, leave.person))
    return tuple(_away(presence, reports, leave, viewer) for leave in own)


def _hidden(reports: Iterable[Report], viewer: Viewer) -> set[str]:
    """Give the people who are members of duties that the audience does not see, and of no other."""
    seen: set[str] = set()
    every: set[str] = set()
    for slot in (slot for report in reports for slot in report.problem.slots):
        people = {p for seats in slot.seats for p in (*seats.members, *seats.protected)}
        every |= people
        seen |= people if slot.audience in SEEN_BY[viewer] else set()
    return every - seen


def _away(presence: Presence, reports: Sequence[Report], leave: Leave, viewer: Viewer) -> AwayView:
    unit = presence.unit
    how, cover = _cover(presence, leave)
    last = (leave.end - timedelta(minutes=1)).date()
    whole = leave.end == midnight(leave.end.date())
    return AwayView(
        person=person_view(unit, leave.person, leave.from_, viewer),
        first=leave.from_,
        last=max(leave.from_, last),
        starts=f"{leave.starts:%H:%M}" if leave.starts else "",
        ends="" if whole else f"{leave.end:%H:%M}",
        back=next_moment(presence, leave.end),
        how=how,
        cover=tuple(person_view(unit, p, leave.from_, viewer) for p in cover),
        stand_ins=tuple(_stand_ins(unit, reports, leave, viewer)),
    )


def _cover(presence: Presence, leave: Leave) -> tuple[str, list[str]]:
    """Say who answers for the window: the stand-in of the leave, its other people, else the first proxy there."""
    span = leave.start, leave.end
    service = presence.unit.people[leave.person].serving(leave.from_)
    post = presence.unit.posts.get(service.post) if service else None
    if leave.cover:
        return "顶岗", [leave.cover]
    if post is None:
        return "", []
    if others := [p for p in presence.own(post, leave.from_) if p != leave.person and _free(presence, p, leave)]:
        return "同窗口", others
    free = [p for p in post.proxies if presence.unit.people[p].serving(span[0].date()) and _free(presence, p, leave)]
    return ("代理", free[:1]) if free else ("", [])


def _free(presence: Presence, person: str, leave: Leave) -> bool:
    return not presence.unit.away(person, leave.start, leave.end)


def _stand_ins(unit: UnitData, reports: Iterable[Report], leave: Leave, viewer: Viewer) -> Iterator[StandInView]:
    """Yield who serves in the turns from which the person was taken for the time of the leave."""
    for report in reports:
        history = unit.published.get(report.problem.period.name)
        for key, trail in sorted(trails(history).items(), key=lambda item: (item[0].day, item[0])):
            seats, slot = report.problem.seats.get(key), report.problem.by_key.get(key)
            if seats is None or slot is None or slot.audience not in SEEN_BY[viewer]:
                continue
            if leave.person in trail.gone and leave.meets(seats.arrive, seats.leave):
                people = tuple(person_view(unit, p, key.day, viewer) for p in trail.new)
                yield StandInView(key.day, slot.title, people)

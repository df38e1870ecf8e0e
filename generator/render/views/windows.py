"""When nobody of a window's own people is there, until when, and who answers for it: never why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from generator.check import Report
from generator.data.calendars.calendar import days
from generator.data.files.fields import ArticleRef
from generator.data.project import Project, UnitData
from generator.data.regulations.resolve import Citation
from generator.data.units.leave import midnight
from generator.data.units.unit import Output, Post
from generator.days.opening import open_hours
from generator.errors import Refused
from generator.render.views.persons import PersonView, Viewer, person_view

AHEAD = 6
"""Days after today for which the board and the signs are made: a week in all, as printed signs have to stay true."""
FAR = 30
"""Days to look ahead for somebody's return; no break of the calendar is as long."""
COVERED = "window-covered"

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class GapView:
    """A part of an open day on which none of a window's own people is there.

    ``back``: when one of them is there again, where that can be said. ``proxy`` answers meanwhile, at the window
    ``at``; there being none, at this very window. Without a proxy nobody does.
    """

    window: str
    title: str
    phone: str
    day: date
    start: datetime
    end: datetime
    back: datetime | None
    proxy: PersonView | None
    at: str
    at_phone: str
    citation: Citation


class Presence:
    """Who is away from the own window: on leave, or on a duty for which it is left."""

    def __init__(self, project: Project, unit: UnitData, reports: Iterable[Report]) -> None:
        self.project, self.unit = project, unit
        spans: dict[str, list[Span]] = {}
        for leave in unit.leave.values():
            if leave.counts:
                spans.setdefault(leave.person, []).append((leave.start, leave.end))
        for report in reports:
            for slot in (slot for slot in report.problem.slots if not slot.keeps_post):
                for seats in slot.seats:
                    length = seats.leave - seats.arrive - (slot.days[-1] - slot.day)
                    for begin in (seats.arrive + (day - slot.day) for day in slot.days):
                        for person in report.roster.who(seats.key):
                            spans.setdefault(person, []).append((begin, begin + length))
        self.away: Mapping[str, Sequence[Span]] = spans

    def hours(self, day: date) -> Span | None:
        """Give the open hours of a day; None where it is not open, or its year or hours are not published."""
        try:
            return open_hours(self.project, self.unit, day)
        except Refused:
            return None

    def there(self, person: str, span: Span) -> bool:
        """Whether somebody serves on the day and is not away for any part of the time."""
        known = self.unit.people.get(person)
        serves = known is not None and known.serving(span[0].date()) is not None
        return serves and not any(a < span[1] and span[0] < b for a, b in self.away.get(person, ()))

    def own(self, post: Post, day: date) -> list[str]:
        """Give the people of a window."""
        return [p.id for p in self.unit.people.values() if (s := p.serving(day)) and s.post == post.id]

    def gaps(self, post: Post, day: date) -> list[Span]:
        """Give the parts of the open hours in which none of a window's own people is there."""
        hours, own = self.hours(day), self.own(post, day)
        if hours is None or not own:
            return []
        edges = {moment for p in own for span in self.away.get(p, ()) for moment in span}
        moments = sorted({*hours, *(m for m in edges if hours[0] < m < hours[1])})
        found: list[Span] = []
        for span in pairwise(moments):
            if any(self.there(p, span) for p in own):
                continue
            if found and found[-1][1] == span[0]:
                span = (found.pop()[0], span[1])
            found.append(span)
        return found

    def back(self, post: Post, moment: datetime) -> datetime | None:
        """Give the moment from which one of a window's own people is there again."""
        for day in days(moment.date(), moment.date() + timedelta(days=FAR)):
            hours = self.hours(day)
            start = max(moment, hours[0]) if hours else moment
            if hours is None or start >= hours[1] or not self.own(post, day):
                continue
            gap = next((gap for gap in self.gaps(post, day) if gap[0] <= start < gap[1]), None)
            if gap is None:
                return start
            if gap[1] < hours[1]:
                return gap[1]
        return None

    def proxy(self, post: Post, span: Span) -> tuple[str, str] | None:
        """Give who answers for a window and the window where: the stand-in of a leave at this one, else a proxy."""
        own = self.own(post, span[0].date())
        for leave in self.unit.leave.values():
            taken = leave.counts and leave.cover and leave.person in own and leave.meets(*span)
            if taken and self.there(leave.cover, span):
                return leave.cover, ""
        for person in post.proxies:
            service = self.unit.people[person].serving(span[0].date())
            if service and self.there(person, span):
                return person, service.post
        return None


def gaps(presence: Presence, viewer: Viewer, today: date, output: Output = "page") -> tuple[GapView, ...]:
    """Give the gaps of all windows today and on the days ahead, in order."""
    return tuple(
        view
        for day in days(today, today + timedelta(days=AHEAD))
        for post in presence.unit.posts.values()
        for view in _views(presence, viewer, post, day, output)
    )


def _views(presence: Presence, viewer: Viewer, post: Post, day: date, output: Output) -> Iterator[GapView]:
    unit = presence.unit
    article = next((use.article for use in unit.unit.rules if use.name == COVERED), None)
    for span in presence.gaps(post, day):
        who, at = presence.proxy(post, span) or ("", "")
        there = unit.posts.get(at)
        yield GapView(
            window=post.id,
            title=post.title,
            phone=post.phone,
            day=day,
            start=span[0],
            end=span[1],
            back=presence.back(post, span[1]),
            proxy=person_view(unit, who, day, viewer, output=output) if who else None,
            at=there.title if there else "",
            at_phone=there.phone if there else "",
            citation=cited(presence.project, article, day),
        )


def cited(project: Project, article: ArticleRef | None, day: date) -> Citation:
    """Cite an article as of a day; the centre's own custom where there is none or none in force."""
    try:
        return project.regulations.cite(article, day)
    except Refused:
        return Citation()


def next_moment(presence: Presence, moment: datetime) -> datetime | None:
    """Give the first open moment from one on: when somebody whose absence ends then is expected back."""
    if moment > midnight(moment.date()) and not presence.hours(moment.date()):
        return moment
    for day in days(moment.date(), moment.date() + timedelta(days=FAR)):
        hours = presence.hours(day)
        if hours and moment < hours[1]:
            return max(moment, hours[0])
    return None

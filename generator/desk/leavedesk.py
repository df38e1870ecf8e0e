"""The leave desk: what the regulation says of one leave; who decides, and what stands against it (C-09).

Nothing is decided here that the regulation leaves to people: what it forbids is named with its article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from generator.data.calendars.calendar import days as calendar_days
from generator.data.project import Project, UnitData
from generator.data.units.leave import Leave, LeaveTier
from generator.data.units.people import Person
from generator.data.units.unit import Post
from generator.days.opening import hours_a_day, working_hours
from generator.desk.allowance import Allowances, workdays
from generator.errors import Refused
from generator.rules.words import decimal


def twice(unit: UnitData) -> Iterator[str]:
    """Yield the leaves that count twice, because two records of one person are of the same time."""
    counted = sorted((name, leave) for name, leave in unit.leave.items() if leave.counts)
    for (one, first), (other, second) in combinations(counted, 2):
        if first.person == second.person and first.meets(second.start, second.end):
            person = unit.people[first.person].name
            yield f"{unit.unit.title}：{person}的请假重叠，会算两次：{one}、{other}；撤回其中一条"


@dataclass(frozen=True)
class Ruling:
    """What the regulation says of a leave: who decides, and its length in hours and in working days."""

    tier: LeaveTier
    article: str
    hours: Fraction
    workdays: Fraction


class Desk:
    """The unit's leave desk: the rules of leave, read for single records."""

    def __init__(self, project: Project, unit: UnitData) -> None:
        self.project, self.unit = project, unit

    def ruling(self, leave: Leave) -> Ruling:
        """Find who decides on a leave.

        Raises
        ------
        Refused
            If nobody of that id serves then, or no tier of the unit fits.
        """
        person = self._person(leave)
        service = person.serving(leave.from_)
        assert service is not None
        hours = working_hours(self.project, self.unit, (leave.start, leave.end))
        workdays = hours / hours_a_day(self.project, self.unit, leave.from_)
        for tier in self.unit.unit.leave_tiers:
            fits = (not tier.roles or service.role in tier.roles) and (not tier.kinds or leave.kind in tier.kinds)
            if fits and self._within(tier, hours, workdays, leave.from_):
                return Ruling(tier, self.project.regulations.cite(tier.article, leave.from_).text, hours, workdays)
        role = self.unit.unit.roles[service.role]
        raise Refused(
            f"{role}请{self.unit.unit.leave_kinds[leave.kind].title}{decimal(workdays)}天，没有规定由谁批准",
            f"在 rosters/{self.unit.id}/unit.yml 的 leave_tiers 里补一级，条文没有写的注明 custom（本单位惯例）",
        )

    def _within(self, tier: LeaveTier, hours: Fraction, workdays: Fraction, day: date) -> bool:
        law = self.project.regulations
        for amount, limit in ((hours, tier.hours), (workdays, tier.workdays)):
            most = None if limit is None else law.figure(limit, day, int)
            if most is not None and (amount > most or (amount == most and tier.border == "excluded")):
                return False
        return True

    def refusals(self, leave: Leave, today: date) -> list[str]:
        """Say what the regulation holds against a leave, each with its article; empty where nothing does."""
        return [*self._overlap(leave), *self._notice(leave, today), *self._too_much(leave), *self._window(leave)]

    def _overlap(self, leave: Leave) -> list[str]:
        others = [
            f"{other.from_} 至 {other.until} 的{self.unit.unit.leave_kinds[other.kind].title}"
            for other in self.unit.leave.values()
            if other.person == leave.person
            and (other.counts or other.status == "requested")
            and other.meets(leave.start, leave.end)
        ]
        return [f"与同一人 {other}重叠；先撤回或销假（本单位惯例）" for other in others]

    def _notice(self, leave: Leave, today: date) -> list[str]:
        kind = self.unit.unit.leave_kinds[leave.kind]
        days = 0 if kind.notice is None else self.project.regulations.figure(kind.notice, leave.from_, int)
        if leave.by_phone or leave.from_ - today >= timedelta(days=days):
            return []
        article = self.project.regulations.cite_figure(kind.notice, leave.from_, kind.article).text
        first = today + timedelta(days=days)
        return [f"{kind.title}应提前 {days} 天申请，最早可从 {first} 起（{article}）"]

    def _too_much(self, leave: Leave) -> list[str]:
        """Whether the kind has a limit, by the year or by what was earned, and the leave goes beyond it."""
        found = Allowances(self.project, self.unit).of(self._person(leave), leave.kind, leave.from_)
        asked = workdays(self.project, self.unit, leave)
        if found is None or asked <= found.left:
            return []
        if found.unknown:
            return [f"{found.kind.title}：{found.unknown}；请管理员在 people.yml 里写 working_since（{found.article}）"]
        span = "累计" if found.kind.earned else "全年"
        had = f"{found.kind.title}{span}可休 {decimal(found.granted)} 天，已用 {decimal(found.taken)} 天"
        return [f"{had}，这次 {decimal(asked)} 天（{found.article}）"]

    def _window(self, leave: Leave) -> list[str]:
        """The one-person window: from some length on there is no leave without a stand-in who can be there."""
        guard, post = self.unit.unit.one_person_window, self.post(leave)
        law = self.project.regulations
        if guard is None or post is None or post.staff != 1:
            return []
        if working_hours(self.project, self.unit, (leave.start, leave.end)) < law.figure(
            guard.stand_in_from, leave.from_, int
        ):
            return []
        article = law.cite_figure(guard.stand_in_from, leave.from_, guard.article).text
        free = "、".join(self.unit.people[p].name for p in self.free_proxies(post, leave)) or "无人"
        if not leave.cover:
            return [f"{post.title}只有一人，请假要先落实顶岗人员（可请：{free}），没有顶岗人员不予批准（{article}）"]
        if leave.cover not in self.free_proxies(post, leave):
            named = self.unit.people[leave.cover].name if leave.cover in self.unit.people else leave.cover
            return [f"{named}不是{post.title}的代理人，或者当时也不在岗；可请：{free}（{article}）"]
        return []

    def post(self, leave: Leave) -> Post | None:
        """Give the window that the person holds."""
        service = self._person(leave).serving(leave.from_)
        return self.unit.posts.get(service.post) if service else None

    def free_proxies(self, post: Post, leave: Leave) -> list[str]:
        """Give the proxies of a window who are there all the time of a leave, in their order."""
        days = list(calendar_days(leave.from_, leave.until))
        return [
            p
            for p in post.proxies
            if p != leave.person
            and all(self.unit.people[p].serving(day) for day in days)
            and not self.unit.away(p, leave.start, leave.end)
            and not self._covering(p, leave, post)
        ]

    def _covering(self, person: str, leave: Leave, post: Post) -> bool:
        """Whether somebody already holds another window meanwhile."""
        return any(
            x.cover == person and x.counts and x.meets(leave.start, leave.end) and self.post(x) != post
            for x in self.unit.leave.values()
        )

    def _person(self, leave: Leave) -> Person:
        person = self.unit.people.get(leave.person)
        if person is None or person.serving(leave.from_) is None or person.serving(leave.until) is None:
            raise Refused(f"编号 {leave.person} 在 {leave.from_} 至 {leave.until} 不在本单位", "编号见 people.yml")
        return person

    def may_decide(self, ruling: Ruling, leave: Leave, by: str) -> bool:
        """Whether a person is one of those whom the tier names; nobody decides on their own leave."""
        tier = ruling.tier
        if not tier.by:
            return by == tier.approver
        decider = self.unit.people.get(by)
        service = decider.serving(leave.from_) if decider else None
        if service is None or by == leave.person or service.role not in tier.by:
            return False
        own = self._person(leave).serving(leave.from_)
        home = own.department if own and tier.own_department else tier.of
        return home in ("", service.department)

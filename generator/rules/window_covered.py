"""窗口不断人：对外办公时间内，每个窗口时刻有本岗的人或职位代理在。 (Window covered.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation
from generator.data.units.unit import Post
from generator.days.opening import open_hours
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.problem.stretches import stretches
from generator.rules.base import UNCOVERED, Breach, Instance, Posting, Rule, spoken
from generator.rules.words import when

INSTANT = timedelta(minutes=1)


class WindowCovered(Rule):
    """对外办公时间内，每个窗口由本岗人员或职位代理（AB 岗）值守，不缺岗、不漏岗；离开窗口去值班的，不算在窗口。"""

    name = "window-covered"
    title = "窗口不断人"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Where the unit has the rule: of those who could hold a window at a moment, not all are away on duties."""
        if self.name not in problem.rules:
            return
        leaving = [s for slot in problem.slots if not slot.keeps_post for s in slot.seats]
        for day, moments in self._moments(problem, leaving).items():
            for post in problem.unit.posts.values():
                there = [self._there(problem, post, moment) for moment in moments]
                if not all(there):
                    posting.penalise(UNCOVERED, [], 1)
                for number, (moment, people) in enumerate(zip(moments, there, strict=True)):
                    seats = [s for s in leaving if s.arrive <= moment < s.leave]
                    if seats and people:
                        away = [(1, posting.any_of([posting.held(s, p) for s in seats])) for p in people]
                        posting.at_most(away, len(people) - 1, Instance(self.name, SeatKey(post.id, day, str(number))))

    def _moments(self, problem: Problem, leaving: Sequence[Seats]) -> dict[date, list[datetime]]:
        """Give the moments of every open day at which somebody may leave or come back: for a duty, or for a leave."""
        unit = problem.unit
        turns = [moment for seats in leaving for moment in (seats.arrive, seats.leave)]
        turns += [moment for leave in unit.leave.values() if leave.counts for moment in (leave.start, leave.end)]
        found = {}
        for day in problem.period.days():
            if hours := open_hours(problem.project, unit, day):
                found[day] = sorted({hours[0]} | {moment for moment in turns if hours[0] < moment < hours[1]})
        return found

    @staticmethod
    def _there(problem: Problem, post: Post, moment: datetime) -> list[str]:
        """Those who may hold the window and are not on leave at a moment: its own people and its proxies."""
        found = []
        for person in problem.unit.people.values():
            service = person.serving(moment.date())
            if service and (service.post == post.id or person.id in post.proxies):
                found += [] if problem.unit.away(person.id, moment, moment + INSTANT) else [person.id]
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """At every moment when somebody leaves for a duty, look who is left at each window."""
        unit = problem.unit
        if self.name not in problem.rules:
            return
        citation = problem.rules[self.name].citation
        leave = [x for x in unit.leave.values() if x.counts]
        for day in problem.period.days():
            hours = open_hours(problem.project, unit, day)
            if hours is None:
                continue
            opening, closing = hours
            on_duty = [
                (max(own.arrive, opening), min(own.leave, closing), person)
                for key, seats in problem.seats.items()
                if not problem.by_key[key].keeps_post and seats.arrive < closing and opening < seats.leave
                for person, own in stretches(roster, seats)
            ]
            for post in unit.posts.values():
                own = {p.id for p in unit.people.values() if (s := p.serving(day)) and s.post == post.id}
                proxies = {p for p in post.proxies if unit.people[p].serving(day)}
                off = [(x.start, x.end, x.person) for x in leave if x.person in own | proxies]
                free, gone = [], []
                for moment in sorted({opening, *(m for span in (*on_duty, *off) for m in span[:2])}):
                    if opening <= moment < closing:
                        there = (own | proxies) - {p for a, b, p in off if a <= moment < b}
                        free += [moment] if not there else []
                        gone += [moment] if there and there <= {p for a, b, p in on_duty if a <= moment < b} else []
                if free:
                    yield Breach(self.name, SeatKey(post.id, day, ""), (), citation, {"from": free[0]}, UNCOVERED, 1)
                if gone:
                    where, people = SeatKey(post.id, day, ""), tuple(sorted(own | proxies))
                    yield Breach(self.name, where, people, citation, {"from": gone[0]})

    def cite(self, problem: Problem, key: SeatKey, person: str = "") -> Citation:
        """Cite the unit's article: a window is no seat of a duty."""
        return problem.rules[self.name].citation

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Name the window that must not be left."""
        post = problem.unit.posts[instances[0].slot.duty].title
        return f"{when(instances)}{post}不能没有人"

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the window and the day; who is away and why is not said."""
        post = problem.unit.posts[breach.key.duty].title
        if breach.level:
            return f"{spoken(breach.key.day)}{post}的本岗人员和职位代理都不在岗，无人值守"
        return f"{spoken(breach.key.day)}{breach.figures['from']:%H:%M} 起{post}的本岗人员和职位代理都去值班，无人值守"

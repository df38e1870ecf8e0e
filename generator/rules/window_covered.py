"""窗口不断人：对外办公时间内，每个窗口时刻有本岗的人或职位代理在。 (Window covered.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from generator.data.derive import opens
from generator.data.problem import Problem
from generator.data.resolve import Citation
from generator.data.roster import Roster, SeatKey
from generator.data.slots import Seats
from generator.data.unit import Post
from generator.rules.base import UNCOVERED, Breach, Instance, Posting, Rule, spoken
from generator.rules.words import when


class WindowCovered(Rule):
    """对外办公时间内，每个窗口由本岗人员或职位代理（AB 岗）值守，不缺岗、不漏岗；离开窗口去值班的，不算在窗口。"""

    name = "window-covered"
    title = "窗口不断人"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Where the unit has the rule: of those who could hold a window at a moment, not all are away on duties."""
        if self.name not in problem.rules:
            return
        for day, moments in self._moments(problem).items():
            for post in problem.unit.posts.values():
                there = self._there(problem, post, day)
                if not there:
                    posting.penalise(UNCOVERED, [], 1)
                    continue
                for number, seats in enumerate(moments):
                    away = [(1, posting.any_of([posting.held(s, p) for s in seats])) for p in there]
                    posting.at_most(away, len(there) - 1, Instance(self.name, SeatKey(post.id, day, str(number))))

    def _moments(self, problem: Problem) -> dict[date, list[list[Seats]]]:
        """For every open day, the seats that take people from their windows, as they stand open together."""
        calendar, unit = problem.project.calendar, problem.unit.unit
        days = [d for d in problem.period.days() if opens(unit.hours.on, d, calendar)]
        leaving = [s for slot in problem.slots if not slot.keeps_post for s in slot.seats]
        found: dict[date, list[list[Seats]]] = {}
        for day in days:
            first, last = self._hours(problem, day)
            own = [s for s in leaving if s.arrive < last and first < s.leave]
            starts = sorted({max(first, s.arrive) for s in own})
            found[day] = [[s for s in own if s.arrive <= moment < s.leave] for moment in starts]
        return found

    @staticmethod
    def _hours(problem: Problem, day: date) -> tuple[datetime, datetime]:
        law, hours = problem.project.regulations, problem.unit.unit.hours
        opening, closing = law.figure(hours.open, day, time), law.figure(hours.close, day, time)
        return datetime.combine(day, opening), datetime.combine(day, closing)

    @staticmethod
    def _there(problem: Problem, post: Post, day: date) -> list[str]:
        """Those who may hold the window on the day and are not on leave: its own people and its proxies."""
        found = []
        for person in problem.unit.people.values():
            service = person.serving(day)
            if service and (service.post == post.id or person.id in post.proxies):
                found += [] if problem.unit.away(person.id, day) else [person.id]
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """At every moment when somebody leaves for a duty, look who is left at each window."""
        law, unit = problem.project.regulations, problem.unit
        if self.name not in problem.rules:
            return
        citation = problem.rules[self.name].citation
        for day in problem.period.days():
            if not opens(unit.unit.hours.on, day, problem.project.calendar):
                continue
            opening = datetime.combine(day, law.figure(unit.unit.hours.open, day, time))
            closing = datetime.combine(day, law.figure(unit.unit.hours.close, day, time))
            on_duty = [
                (max(seats.arrive, opening), min(seats.leave, closing), person)
                for key, seats in problem.seats.items()
                if not problem.by_key[key].keeps_post and seats.arrive < closing and opening < seats.leave
                for person in roster.who(key)
            ]
            for post in unit.posts.values():
                own = {p.id for p in unit.people.values() if (s := p.serving(day)) and s.post == post.id}
                proxies = {p for p in post.proxies if unit.people[p].serving(day)}
                there = {p for p in own | proxies if unit.away(p, day) is None}
                gone = [m for m, _, _ in on_duty if there <= {p for a, b, p in on_duty if a <= m < b}]
                if not there:
                    yield Breach(self.name, SeatKey(post.id, day, ""), (), citation, {}, UNCOVERED, 1)
                elif gone:
                    where, people = SeatKey(post.id, day, ""), tuple(sorted(there))
                    yield Breach(self.name, where, people, citation, {"from": min(gone)})

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

"""每月休息不少于几天：一个月里不上班的天数。 (Rest days of the month.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from generator.data.problem import Problem
from generator.data.roster import Roster
from generator.rules.base import Breach, Instance, Posting, name_of
from generator.rules.person import Days, PersonRule


class RestDays(PersonRule):
    """每人每月休息不少于规定的天数；请假的日子不算休息，在岗不满一个月的按天数折算，不足一天的舍去。"""

    name = "rest-days"
    title = "每月休息天数"
    figures = ("days",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of the days on which a person could work, so many are left free."""
        for person, bound in problem.bound_people.get(self.name, {}).items() if problem.period.month else ():
            days, free = Days(problem, posting, person), _there(problem, person)
            limit, open_ = len(free) - _owed(problem, free, bound.figures["days"]), []
            for value in (days(day) for day in free):
                limit -= value if isinstance(value, int) else 0
                open_ += [(1, value)] if value is not None and not isinstance(value, int) else []
            if open_:
                posting.at_most(open_, max(0, limit), Instance(self.name, min(problem.seats), person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count the days on which somebody worked, and what that leaves."""
        for person, turns in self.turns(problem, roster) if problem.period.month else ():
            bound = problem.bound_people[self.name][person]
            free = [
                day
                for day in problem.period.days()
                if problem.bound(person, day, self.name) and not _away(problem, person, day)
            ]
            worked = {day for turn in turns for day in turn.slot.days if day in free}
            new = [turn for turn in turns if turn.key in problem.seats and worked & {*turn.slot.days}]
            owed = bound.figures["days"] * len(free) // len(problem.period.days())
            if new and len(free) - len(worked) < owed:
                figures = {"there": len(free) - len(worked), "days": owed}
                yield Breach(self.name, min(problem.seats), (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and count the days."""
        f, period = breach.figures, problem.period.title
        return f"{name_of(problem, breach.people[0])}{period}只休息 {f['there']} 天，应不少于 {f['days']} 天"


def _there(problem: Problem, person: str) -> list[date]:
    """Give the days on which the rule binds a person who is not on leave."""
    unit, every = problem.unit, problem.period.days()
    bound = (day for day in every if problem.bound(person, day, RestDays.name))
    return [d for d in bound if not unit.away(person, datetime.combine(d, time()), datetime.combine(d, time.max))]


def _owed(problem: Problem, free: list[date], days: int) -> int:
    return days * len(free) // len(problem.period.days())


def _away(problem: Problem, person: str, day: date) -> bool:
    own = (leave for leave in problem.unit.leave.values() if leave.person == person and leave.counts)
    return any(leave.start.date() <= day and leave.end > datetime.combine(day, time()) for leave in own)

"""每月休息不少于几天：一个月里不上班的天数。 (Rest days of the month.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from fractions import Fraction
from math import ceil, floor

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, name_of
from generator.rules.person import Days, PersonRule


class RestDays(PersonRule):
    """每人每月休息不少于规定的天数，写明上限的也不多于上限；请假的日子不算休息，在岗不满一个月的按天数折算。"""

    name = "rest-days"
    title = "每月休息天数"
    figures = ("days",)
    optional = ("most",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of the days on which a person could work, so many are left free."""
        for person, bound in problem.bound_people.get(self.name, {}).items() if problem.period.month else ():
            days, free = Days(problem, posting, person), _there(problem, person)
            values = [days(day) for day in free]
            worked = sum(value for value in values if isinstance(value, int))
            open_ = [(1, value) for value in values if value is not None and not isinstance(value, int)]
            where = Instance(self.name, min(problem.seats), person) if open_ else None
            if where:
                limit = len(free) - _owed(problem, free, bound.figures["days"]) - worked
                posting.at_most(open_, max(0, limit), where)
            if where and "most" in bound.figures:
                least = len(free) - _owed(problem, free, bound.figures["most"], up=True) - worked
                posting.at_most([(-n, value) for n, value in open_], -least, where)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count the days on which somebody worked, and what that leaves."""
        own = dict(self.turns(problem, roster))
        for person, bound in sorted(problem.bound_people.get(self.name, {}).items()) if problem.period.month else ():
            turns = own.get(person, ())
            free = [
                day
                for day in problem.period.days()
                if problem.bound(person, day, self.name) and not _away(problem, person, day)
            ]
            worked = {day for turn in turns for day in turn.slot.days if day in free}
            new = [turn for turn in turns if turn.key in problem.seats and worked & {*turn.slot.days}]
            share, there = Fraction(len(free), len(problem.period.days())), len(free) - len(worked)
            owed = floor(bound.figures["days"] * share)
            most = ceil(bound.figures["most"] * share) if "most" in bound.figures else there
            could = any(day in free for seats in problem.seats.values() for day in problem.by_key[seats.key].days)
            if (new and there < owed) or (could and there > most):
                figures = {"there": there, "days": owed, "most": most}
                yield Breach(self.name, min(problem.seats), (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and count the days."""
        f, who = breach.figures, f"{name_of(problem, breach.people[0])}{problem.period.title}"
        if f["there"] > f["most"]:
            return f"{who}休息 {f['there']} 天，应不多于 {f['most']} 天"
        return f"{who}只休息 {f['there']} 天，应不少于 {f['days']} 天"


def _there(problem: Problem, person: str) -> list[date]:
    """Give the days on which the rule binds a person who is not on leave."""
    unit, every = problem.unit, problem.period.days()
    bound = (day for day in every if problem.bound(person, day, RestDays.name))
    return [d for d in bound if not unit.away(person, datetime.combine(d, time()), datetime.combine(d, time.max))]


def _owed(problem: Problem, free: list[date], days: int, *, up: bool = False) -> int:
    """Give the part of a month's days that falls to the days on which somebody is there, rounded down or up."""
    part, rest = divmod(days * len(free), len(problem.period.days()))
    return part + int(up and rest > 0)


def _away(problem: Problem, person: str, day: date) -> bool:
    own = (leave for leave in problem.unit.leave.values() if leave.person == person and leave.counts)
    return any(leave.start.date() <= day and leave.end > datetime.combine(day, time()) for leave in own)

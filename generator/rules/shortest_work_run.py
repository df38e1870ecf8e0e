"""连续上班不少于几天：一上班就连着上满规定的天数。 (Shortest run of working days.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Posting, name_of, spoken
from generator.rules.facts import Fact, ShortestWork
from generator.rules.person import Days, PersonRule

DAY = timedelta(days=1)


class ShortestWorkRun(PersonRule):
    """每次连续上班不少于规定的天数；跨月连续计算，前后还没有排定的，不算不足。"""

    name = "shortest-work-run"
    title = "连续上班天数下限"
    figures = ("days",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """No run of fewer days stands between two days off; the figure is that of its last day."""
        for person in problem.bound_people.get(self.name, ()) if problem.period.month else ():
            days = Days(problem, posting, person)
            for last in (problem.period.first - DAY, *problem.period.days()):
                bound = problem.bound(person, last, self.name)
                for there in range(1, bound.figures["days"] if bound else 1):
                    run = [(1, last - n * DAY) for n in range(there)]
                    days.require([*run, (-1, last - there * DAY), (-1, last + DAY)], there - 1, self.name)

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield everybody's shortest run."""
        for person, bound in self.steady(problem) if problem.period.month else ():
            yield ShortestWork(self.name, person, bound.figures["days"])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Measure every run whose two ends are known and of which this roster decides a day, or the day off beside."""
        period = problem.period
        for person, turns in self.turns(problem, roster) if period.month else ():
            past = {day for turn in turns if turn.key not in problem.seats for day in turn.slot.days}
            worked = past | {day for turn in turns for day in turn.slot.days if day <= period.last}
            for last in sorted(day for day in worked if day + DAY not in worked):
                first = last
                while first - DAY in worked:
                    first -= DAY
                bound = problem.bound(person, last, self.name)
                there = (last - first).days + 1
                near = [first - DAY + n * DAY for n in range(there + 2)]
                unknown = [d for d in (near[0], near[-1]) if not problem.standing.knows(d) and d not in period]
                mine = [d for d in near if d in period and d not in past and problem.seats_on(d)]
                if bound and there < bound.figures["days"] and mine and not unknown:
                    key = min(seats.key for seats in problem.seats_on(mine[0]))
                    figures = {"first": first, "last": last, "days": bound.figures["days"]}
                    yield Breach(self.name, key, (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, the run and the figure."""
        f = breach.figures
        there = (f["last"] - f["first"]).days + 1
        until = f"至{spoken(f['last'])}" if there > 1 else ""
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['first'])}{until}"
            f"只连续上班 {there} 天，应不少于 {f['days']} 天"
        )

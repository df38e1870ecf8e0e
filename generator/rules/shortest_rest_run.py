"""连续休息不少于几天：两次上班之间的休息，连着休满规定的天数。 (Shortest run of days off.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Posting, name_of, spoken
from generator.rules.facts import Fact, ShortestRest
from generator.rules.person import Days, PersonRule

DAY = timedelta(days=1)


class ShortestRestRun(PersonRule):
    """每次连续休息不少于规定的天数；跨月连续计算，前后还没有排定的，不算不足。"""

    name = "shortest-rest-run"
    title = "连续休息天数下限"
    figures = ("days",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Between two days of work lie no fewer days off; the figure is that of the day on which work begins again."""
        for person in problem.bound_people.get(self.name, ()) if problem.period.month else ():
            days = Days(problem, posting, person)
            for back in (*problem.period.days(), problem.period.last + DAY):
                bound = problem.bound(person, back, self.name)
                for there in range(1, bound.figures["days"] if bound else 1):
                    rest = [(-1, back - n * DAY) for n in range(1, there + 1)]
                    days.require([(1, back), *rest, (1, back - (there + 1) * DAY)], 1, self.name)

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield everybody's shortest rest."""
        for person, bound in self.steady(problem) if problem.period.month else ():
            yield ShortestRest(self.name, person, bound.figures["days"])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count the days off between every two days of work, where this roster decides one of all these days."""
        period = problem.period
        for person, turns in self.turns(problem, roster) if period.month else ():
            past = {day for turn in turns if turn.key not in problem.seats for day in turn.slot.days}
            worked = past | {day for turn in turns for day in turn.slot.days if day <= period.last}
            for before, back in pairwise(sorted(worked)):
                bound = problem.bound(person, back, self.name)
                off = [before + n * DAY for n in range(1, (back - before).days)]
                known = all(problem.standing.knows(day) or day in period for day in off)
                mine = [
                    day for day in (before, *off, back) if day in period and day not in past and problem.seats_on(day)
                ]
                if bound and off and len(off) < bound.figures["days"] and known and mine:
                    key = min(seats.key for seats in problem.seats_on(mine[-1]))
                    figures = {"before": before, "back": back, "days": bound.figures["days"]}
                    yield Breach(self.name, key, (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, the days between which the rest lies, and the figure."""
        f = breach.figures
        off = (f["back"] - f["before"]).days - 1
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['before'])}和{spoken(f['back'])}上班，"
            f"中间只休息 {off} 天，应不少于 {f['days']} 天"
        )

"""连续上班不超过几天：连着上班的天数有上限，跨月连续计算。 (Longest run of working days.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, takewhile

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Posting, name_of, spoken
from generator.rules.facts import Fact, LongestWork
from generator.rules.person import Days, PersonRule

DAY = timedelta(days=1)


class LongestWorkRun(PersonRule):
    """连续上班不超过规定的天数；跨月连续计算，此前没有记录的日子不计。"""

    name = "longest-work-run"
    title = "连续上班天数上限"
    figures = ("days",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """In every stretch of one day more than allowed there is a day off; the figure is that of its last day."""
        for person in problem.bound_people.get(self.name, ()):
            days = Days(problem, posting, person)
            after = takewhile(lambda d: days(d) == 1, (problem.period.last + n * DAY for n in count(1)))  # noqa: B023
            for last in (*problem.period.days(), *after):
                if bound := problem.bound(person, last, self.name):
                    stretch = [last - n * DAY for n in range(bound.figures["days"] + 1)]
                    days.require([(1, day) for day in stretch], len(stretch) - 1, self.name)

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield everybody's longest run."""
        for person, bound in self.steady(problem):
            yield LongestWork(self.name, person, bound.figures["days"])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Walk through each person's days of work; what was too long before counts nothing against this roster."""
        for person, turns in self.turns(problem, roster):
            past = {day for turn in turns if turn.key not in problem.seats for day in turn.slot.days}
            new = {d: t.key for t in turns if t.key in problem.seats for d in t.slot.days if d <= problem.period.last}
            first = None
            for day in sorted({*past, *new}):
                first = day if first is None or day - DAY not in {*past, *new} else first
                bound = problem.bound(person, day, self.name)
                if bound is None or (day - first).days < bound.figures["days"] or day < problem.period.first:
                    continue
                stretch = [day - n * DAY for n in range(bound.figures["days"] + 1)]
                if own := [d for d in stretch if d in new and d not in past]:
                    figures = {"first": first, "last": day, "days": bound.figures["days"]}
                    yield Breach(self.name, new[own[0]], (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, the run and the figure."""
        f = breach.figures
        there = (f["last"] - f["first"]).days + 1
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['first'])}至{spoken(f['last'])}"
            f"连续上班 {there} 天，应不超过 {f['days']} 天"
        )

"""一天一班：同一人一天只上一个班。 (One turn a day.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, name_of, spoken
from generator.rules.facts import Fact, OneTurnADay
from generator.rules.person import PersonRule


class OneTurnEachDay(PersonRule):
    """同一人一天只上一个班；可以同时值的两班也算两个。"""

    name = "one-turn-a-day"
    title = "一天一班"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of all seats whose duty is open on a day a person holds at most one, and none on a day already served."""
        for person in problem.bound_people.get(self.name, ()):
            served = Counter(d for t in problem.standing.served if t.person == person for d in t.slot.days)
            for day in problem.period.days():
                held = [(1, posting.held(seats, person)) for seats in problem.seats_on(day)]
                if held and problem.bound(person, day, self.name):
                    key = min(seats.key for seats in problem.seats_on(day))
                    posting.at_most(held, max(0, 1 - served[day]), Instance(self.name, key, person))

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield everybody whom it binds on all days."""
        for person, _ in self.steady(problem):
            yield OneTurnADay(self.name, person)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count each person's turns of a day."""
        for person, turns in self.turns(problem, roster):
            for day in problem.period.days():
                own = [turn for turn in turns if day in turn.slot.days]
                new = [turn.key for turn in own if turn.key in problem.seats]
                bound = problem.bound(person, day, self.name)
                if bound and new and len(own) > 1:
                    titles = "、".join(sorted(turn.slot.title for turn in own))
                    yield Breach(self.name, max(new), (person,), bound.citation, {"day": day, "titles": titles})

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, the day and the turns."""
        f = breach.figures
        return f"{name_of(problem, breach.people[0])}{spoken(f['day'])}排了不止一个班：{f['titles']}"

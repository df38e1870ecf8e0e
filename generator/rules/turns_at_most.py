"""某班次数上限：一个月里某种班最多值几次。 (Turns at most.)"""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, name_of
from generator.rules.person import PersonRule


class TurnsAtMost(PersonRule):
    """一个月里所列的班，每人不超过规定的次数。"""

    name = "turns-at-most"
    title = "某班次数上限"
    of_names = "duty: figure"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Count a person's turns of each duty; those already served in the period are taken from the limit."""
        period = problem.period
        for person, bound in problem.bound_people.get(self.name, {}).items():
            inside = [t for t in problem.standing.served if period.first <= t.slot.day <= period.last]
            for duty, most in bound.figures.items():
                served = sum((turn.person, turn.key.duty) == (person, duty) for turn in inside)
                seats = [seats for key, seats in problem.seats.items() if key.duty == duty]
                held = [(1, posting.held(one, person)) for one in seats]
                if held and most < len(held) + served:
                    key = min(one.key for one in seats)
                    posting.at_most(held, max(0, most - served), Instance(self.name, key, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count again, from the roster and what was served."""
        for person, turns in self.turns(problem, roster):
            bound = problem.bound_people[self.name][person]
            for duty, most in bound.figures.items():
                own = [turn.key for turn in turns if turn.key.duty == duty and turn.slot.day in problem.period]
                new = [key for key in own if key in problem.seats]
                if new and len(own) > most:
                    figures = {"there": len(own), "most": most}
                    yield Breach(self.name, max(new), (person,), bound.cited[duty], figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and the duty, and count."""
        f, title = breach.figures, problem.by_key[breach.key].title
        person, period = name_of(problem, breach.people[0]), problem.period.title
        return f"{person}{period}值{title} {f['there']} 次，应不超过 {f['most']} 次"

"""不得紧接的班次：值完一种班，次日不排某些班。 (Forbidden successions.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, name_of, spoken
from generator.rules.facts import Fact, Successions
from generator.rules.person import PersonRule

DAY = timedelta(days=1)


class ForbiddenSuccessions(PersonRule):
    """值完所列的班，次日不得接着值规定的班（如晚班之后不接早班）；跨月连续计算。"""

    name = "forbidden-successions"
    title = "不得紧接的班次"
    of_names = "duty: duties"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of a turn and one that may not follow it on the next day a person holds at most one."""
        for person in problem.bound_people.get(self.name, ()):
            served = [turn.slot for turn in problem.standing.served if turn.person == person]
            for slot in problem.slots:
                for other in problem.slots_from(slot.days[-1] + DAY):
                    if self._forbids(problem, person, slot.duty, other.duty, other.day):
                        for one, two in ((one, two) for one in slot.seats for two in other.seats):
                            held = [(1, posting.held(one, person)), (1, posting.held(two, person))]
                            posting.at_most(held, 1, Instance(self.name, two.key, person))
                after = any(
                    old.days[-1] + DAY == slot.day and self._forbids(problem, person, old.duty, slot.duty, slot.day)
                    for old in served
                )
                before = any(
                    slot.days[-1] + DAY == old.day and self._forbids(problem, person, slot.duty, old.duty, old.day)
                    for old in served
                )
                for seats in slot.seats if before or after else ():
                    posting.at_most([(1, posting.held(seats, person))], 0, Instance(self.name, seats.key, person))

    def _forbids(self, problem: Problem, person: str, duty: str, other: str, day: date) -> bool:
        bound = problem.bound(person, day, self.name)
        return bound is not None and other in bound.lists.get(duty, ())

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield what may not follow what."""
        for person, bound in self.steady(problem):
            yield Successions(self.name, person, bound.lists)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Look at what each person serves on the day after each turn."""
        for person, turns in self.turns(problem, roster):
            for one, two in ((one, two) for one in turns for two in turns if one.slot.days[-1] + DAY == two.slot.day):
                bound = problem.bound(person, two.slot.day, self.name)
                new = two if two.key in problem.seats else one
                if bound and new.key in problem.seats and two.slot.duty in bound.lists.get(one.slot.duty, ()):
                    figures = {"day": one.slot.days[-1], "title": one.slot.title, "then": two.slot}
                    yield Breach(self.name, new.key, (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and both turns."""
        f = breach.figures
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['day'])}值{f['title']}，"
            f"次日{spoken(f['then'].day)}又值{f['then'].title}，两班不得紧接"
        )

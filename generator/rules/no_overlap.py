"""不同时值两班：一个人不能同时在两个席位上。 (No overlap.)"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.data.problem import Problem
from generator.data.roster import Roster, SeatKey
from generator.data.standing import Served
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named, spoken


class NoOverlap(Rule):
    """同一人在同一时间只能值一个班；自到岗时刻起，至离岗时刻止。"""

    name = "no-overlap"
    title = "不同时值两班"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of every two seats that stand open at the same moment a person holds at most one."""
        everything = [(slot, seats) for slot in problem.slots for seats in slot.seats]
        for (slot, one), (other_slot, other) in combinations(everything, 2):
            together = other_slot.duty in slot.concurrent_with or slot.duty in other_slot.concurrent_with
            if one.arrive < other.leave and other.arrive < one.leave and not together:
                for person in problem.people:
                    held = [(1, posting.held(one, person)), (1, posting.held(other, person))]
                    posting.at_most(held, 1, Instance(self.name, other.key, person))
        for slot, seats in everything:
            for served in problem.standing.served:
                meets = served.starts < seats.leave and seats.arrive < served.ends
                if meets and served.person in problem.people and served.key.duty not in slot.concurrent_with:
                    held = [(1, posting.held(seats, served.person))]
                    posting.at_most(held, 0, Instance(self.name, seats.key, served.person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Compare every two turns of a person by their hours."""
        turns: dict[str, list[Served]] = {}
        for served in problem.standing.served:
            turns.setdefault(served.person, []).append(served)
        for key, seats in problem.seats.items():
            for person in roster.who(key):
                turns.setdefault(person, []).append(Served(key, person, seats.arrive, seats.leave))
        for person, own in sorted(turns.items()):
            for one, other in combinations(sorted(own), 2):
                new, old = (other, one) if other.key in problem.seats else (one, other)
                if one.starts >= other.ends or other.starts >= one.ends or new.key not in problem.seats:
                    continue
                if not self._may_be_held_together(problem, new.key, old.key):
                    citation = problem.rule(problem.by_key[new.key], self.name).citation
                    yield Breach(self.name, new.key, (person,), citation, {"other": _said(problem, old.key)})

    @staticmethod
    def _may_be_held_together(problem: Problem, new: SeatKey, old: SeatKey) -> bool:
        duties = {key.duty: problem.by_key[key].concurrent_with for key in (new, old) if key in problem.by_key}
        return old.duty in duties[new.duty] or new.duty in duties.get(old.duty, ())

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and both seats."""
        return (
            f"{name_of(problem, breach.people[0])}同时排在{seat_named(problem, breach.key)}和{breach.figures['other']}"
        )


def _said(problem: Problem, key: SeatKey) -> str:
    """Name a seat of this or of an earlier period."""
    return seat_named(problem, key) if key in problem.seats else f"{spoken(key.day)}的另一班"

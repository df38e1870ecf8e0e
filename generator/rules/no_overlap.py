"""不同时值两班：一个人不能同时在两个席位上。 (No overlap.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.data.problem import Problem
from generator.data.roster import Roster, SeatKey
from generator.data.standing import Served
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named, spoken
from generator.rules.words import who_when


class NoOverlap(Rule):
    """同一人在同一时间只能值一个班；自到岗时刻起，至离岗时刻止。"""

    name = "no-overlap"
    title = "不同时值两班"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Among the seats that stand open at the moment when one begins, a person holds at most one."""
        for first in problem.slots:
            moment = [slot for slot in problem.slots if slot.arrive <= first.arrive < slot.leave]
            open_seats = [seats for slot in moment for seats in slot.seats]
            for person in problem.people if len(open_seats) > 1 else ():
                held = [(1, posting.held(seats, person)) for seats in open_seats]
                posting.at_most(held, 1, Instance(self.name, first.seats[0].key, person))
        for slot in problem.slots:
            for served in problem.standing.served:
                if served.starts < slot.leave and slot.arrive < served.ends:
                    for seats in slot.seats:
                        held = [(1, posting.held(seats, served.person))] if served.person in problem.people else []
                        posting.at_most(held, 0, Instance(self.name, seats.key, served.person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Compare every two turns of a person by their hours."""
        turns: dict[str, list[Served]] = {}
        for served in problem.standing.served:
            turns.setdefault(served.person, []).append(served)
        for key, slot in problem.by_key.items():
            for person in roster.who(key):
                turns.setdefault(person, []).append(Served(key, person, slot.arrive, slot.leave))
        for person, own in sorted(turns.items()):
            for one, other in combinations(sorted(own), 2):
                new, old = (other, one) if other.key in problem.seats else (one, other)
                if one.starts < other.ends and other.starts < one.ends and new.key in problem.seats:
                    citation = problem.rule(problem.by_key[new.key], self.name).citation
                    yield Breach(self.name, new.key, (person,), citation, {"other": _said(problem, old.key)})

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say that nobody can be in two places; that is never relaxed."""
        return f"同一时间只能值一个班：{who_when(problem, instances)}"

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and both seats."""
        return (
            f"{name_of(problem, breach.people[0])}同时排在{seat_named(problem, breach.key)}和{breach.figures['other']}"
        )


def _said(problem: Problem, key: SeatKey) -> str:
    """Name a seat of this or of an earlier period."""
    return seat_named(problem, key) if key in problem.seats else f"{spoken(key.day)}的另一班"

"""不同时值两班：一个人不能同时在两个席位上。 (No overlap.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from generator import ledger
from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named, spoken
from generator.rules.words import who_when


class NoOverlap(Rule):
    """同一人在同一时间只能值一个班；自到岗时刻起，至离岗时刻止。"""

    name = "no-overlap"
    title = "不同时值两班"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of every two seats that stand open at the same moment a person holds at most one."""
        everything = [(slot, seats) for slot in problem.slots for seats in slot.seats]
        everything.sort(key=lambda pair: (pair[1].arrive, pair[1].key))
        for place, (slot, one) in enumerate(everything):
            for other_slot, other in everything[place + 1 :]:
                if other.arrive >= one.leave:
                    break
                together = other_slot.duty in slot.concurrent_with or slot.duty in other_slot.concurrent_with
                for person in () if together else problem.people:
                    held = [(1, posting.held(one, person)), (1, posting.held(other, person))]
                    posting.at_most(held, 1, Instance(self.name, other.key, person))
        for (slot, seats), turn in product(everything, problem.served_since(problem.begins)):
            meets = turn.seats.arrive < seats.leave and seats.arrive < turn.seats.leave
            together = turn.key.duty in slot.concurrent_with or slot.duty in turn.slot.concurrent_with
            if meets and not together and turn.person in problem.people:
                held = [(1, posting.held(seats, turn.person))]
                posting.at_most(held, 0, Instance(self.name, seats.key, turn.person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Compare every two turns of a person by their hours; those that begin after one has ended are not at once."""
        for person, own in sorted(ledger.turns_by_person(problem, roster).items()):
            turns = sorted(own, key=lambda turn: (turn.seats.arrive, turn.key))
            for place, one in enumerate(turns):
                for other in islice(turns, place + 1, None):
                    if other.seats.arrive >= one.seats.leave:
                        break
                    new, old = (other, one) if other.key in problem.seats else (one, other)
                    at_once = one.seats.arrive < other.seats.leave
                    allowed = new.key.duty in old.slot.concurrent_with or old.key.duty in new.slot.concurrent_with
                    if at_once and not allowed and new.key in problem.seats:
                        citation = problem.rule(new.slot, self.name).citation
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

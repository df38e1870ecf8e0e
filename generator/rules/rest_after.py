"""值后休息：值完这种班，规定的小时内不再排班。 (Rest after.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import product

from generator import ledger
from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named, spoken
from generator.rules.words import who_when


class RestAfter(Rule):
    """值完这种班，自离岗起规定的小时内，不再安排任何值班。"""

    name = "rest-after"
    title = "值后休息"
    figures = ("hours",)
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of a turn and every one that begins in the rest after it, a person holds at most one."""
        seats = [(slot, seats) for slot in problem.slots for seats in slot.seats]
        bound = [(slot, one) for slot, one in seats if self.name in slot.rules]
        for (slot, one), (_, other) in product(bound, seats):
            for person in problem.people if self._too_soon(slot, one, other) else ():
                held = [(1, posting.held(one, person)), (1, posting.held(other, person))]
                posting.at_most(held, 1, Instance(self.name, other.key, person))
        served = [turn for turn in problem.standing.served if turn.seats.leave + self._rest(turn.slot) > problem.begins]
        for (slot, own), turn in product(seats, served):
            close = self._too_soon(slot, own, turn.seats) or self._too_soon(turn.slot, turn.seats, own)
            if close and turn.person in problem.people:
                posting.at_most([(1, posting.held(own, turn.person))], 0, Instance(self.name, own.key, turn.person))

    def _too_soon(self, slot: Slot, one: Seats, other: Seats) -> bool:
        return timedelta(0) <= other.arrive - one.leave < self._rest(slot)

    def _rest(self, slot: Slot) -> timedelta:
        return timedelta(hours=slot.rules[self.name].figures["hours"] if self.name in slot.rules else 0)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Walk each person's turns by the clock."""
        for person, own in sorted(ledger.turns_by_person(problem, roster).items()):
            binding = [turn for turn in own if self.name in turn.slot.rules]
            for turn, later in product(binding, own):
                bound = turn.slot.rules[self.name]
                new = later.key if later.key in problem.seats else turn.key
                rest = (later.seats.arrive - turn.seats.leave).total_seconds() / 3600
                if new in problem.seats and 0 <= rest < bound.figures["hours"]:
                    figures = {"after": turn.key, "then": later.key, "hours": bound.figures["hours"], "rest": int(rest)}
                    yield Breach(self.name, new, (person,), bound.citation, figures)

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say whom the rest keeps from which days; rest is never relaxed."""
        return f"值后要休息，不能排：{who_when(problem, instances)}"

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, both turns, and the hours between."""
        f = breach.figures
        one, two = (_said(problem, f[key]) for key in ("after", "then"))
        person = name_of(problem, breach.people[0])
        return f"{person}{one}离岗后只隔 {f['rest']} 小时又排在{two}，应休息 {f['hours']} 小时"


def _said(problem: Problem, key: SeatKey) -> str:
    """Name a seat of this or of another period."""
    return seat_named(problem, key) if key in problem.seats else f"{spoken(key.day)}的另一班"

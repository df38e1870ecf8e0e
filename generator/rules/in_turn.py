"""What the rules of turns have in common: a seat is held by those whose turn it is, departments or people."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.rules.base import TURN_ORDER, Breach, Instance, Posting, Rule, name_of, seat_named
from generator.rules.words import when


class InTurn(Rule):
    """A rule of turns."""

    mildness = 4
    strengths = ("must", "wish")
    scope = "duty"
    of_people: ClassVar[bool]

    @abstractmethod
    def called(self, problem: Problem, taker: str) -> str:
        """Name who takes turns; empty where nobody has that name."""

    def _turns(self, seats: Seats) -> bool:
        return seats.line is not None and seats.line.of_people == self.of_people

    def post(self, problem: Problem, posting: Posting) -> None:
        """Whoever takes turns holds at most the seats due to them; as a wish every one beyond weighs."""
        for slot in problem.slots:
            if (bound := slot.rules.get(self.name)) is None:
                continue
            for seats in filter(self._turns, slot.seats):
                own: dict[str, list[str]] = {}
                for person in problem.people:
                    own.setdefault(problem.taker(seats, person), []).append(person)
                for taker, people in own.items():
                    held = [(1, posting.held(seats, p)) for p in people]
                    limit = seats.due.count(taker)
                    if self.strength(bound) == "must":
                        posting.at_most(held, limit, Instance(self.name, seats.key, taker))
                    else:
                        posting.penalise(TURN_ORDER, [(bound.weight, posting.excess(held, limit))])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count who serves for whom against the turns due."""
        for slot in (slot for slot in problem.slots if self.name in slot.rules):
            bound = slot.rules[self.name]
            wish = bound.strength == "wish"
            for seats in slot.seats:
                if seats.line is None or seats.line.of_people != self.of_people:
                    continue
                sent: dict[str, list[str]] = {}
                for person in roster.who(seats.key):
                    taker = person if self.of_people else problem.department(person, slot.day)
                    sent.setdefault(taker, []).append(person)
                owed = Counter(seats.due)
                for taker, people in sorted(sent.items()):
                    if (beyond := len(people) - owed[taker]) > 0:
                        level = (TURN_ORDER, beyond * bound.weight) if wish else ("", 0)
                        yield Breach(self.name, seats.key, tuple(people), bound.citation, {}, *level)

    def due(self, problem: Problem, seats: Seats) -> str:
        """Name those whose turn it is."""
        return "、".join(self.called(problem, taker) for taker in seats.due)

    def serving(self, problem: Problem, breach: Breach) -> str:
        """Name those who serve instead."""
        return "、".join(name_of(problem, person) for person in breach.people)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the people, and those whose turn it was."""
        what = "人员" if self.of_people else "部门"
        due, serving = self.due(problem, problem.seats[breach.key]) or "无", self.serving(problem, breach)
        return f"{seat_named(problem, breach.key)}轮到的{what}是{due}，排的是{serving}"

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say whose turn it is on each day."""
        slot, seats = problem.by_key[instances[0].slot], problem.seats[instances[0].slot]
        due = {when([i]): self.due(problem, problem.seats[i.slot]) for i in instances}
        said = "，".join(f"{day}{f'轮到{takers}' if takers else '没有人能轮到'}" for day, takers in due.items())
        by = "按固定次序轮流担任" if self.of_people else "由轮到的部门选派"
        return f"{slot.title}{seats.title}{by}：{said}"

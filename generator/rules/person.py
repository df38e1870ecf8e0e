"""What the rules of a contract (用工安排) have in common: they bind a person by the day, whatever the duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from generator import ledger
from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation
from generator.problem.problem import Problem
from generator.problem.slots import BoundRule
from generator.problem.standing import Served
from generator.rules.base import Instance, Posting, Rule, Variable
from generator.rules.words import who_when


class PersonRule(Rule):
    """A rule of a contract."""

    scope: ClassVar[str] = "person"

    def steady(self, problem: Problem) -> Iterator[tuple[str, BoundRule]]:
        """Yield everybody whom the rule binds alike on every day of the period."""
        for person, first in problem.bound_people.get(self.name, {}).items():
            bound = [problem.bound(person, day, self.name) for day in problem.period.days()]
            if all(b and (b.figures, b.lists) == (first.figures, first.lists) for b in bound):
                yield person, first

    def turns(self, problem: Problem, roster: Roster) -> Iterator[tuple[str, list[Served]]]:
        """Yield everybody whom the rule binds on some day of the period, with their turns of all time."""
        bound = problem.bound_people.get(self.name, {})
        own = ledger.turns_by_person(problem, roster) if bound else {}
        yield from ((person, own[person]) for person in sorted(bound) if person in own)

    def cite(self, problem: Problem, key: SeatKey, person: str = "") -> Citation:
        """Cite the article by which the rule binds a person on the day of a seat."""
        bound = problem.bound(person, problem.by_key[key].day, self.name)
        return bound.citation if bound else Citation()

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say whom the rule binds on which days."""
        return f"{self.title}：{who_when(problem, instances)}"


class Days:
    """A person's days as a model sees them: a variable, 1 or 0 where it is known, None where nothing is.

    Days of the period are variables, and 1 where the person is already published to serve; others are known from
    what was published.
    """

    def __init__(self, problem: Problem, posting: Posting, person: str) -> None:
        self._problem, self._posting, self._person = problem, posting, person
        own = (turn for turn in problem.standing.served if turn.person == person)
        self._served = frozenset(day for turn in own for day in turn.slot.days)

    def __call__(self, day: date) -> Variable | int | None:
        """Give what is known of a day, or its variable."""
        if day in self._served:
            return 1
        if self._problem.period.first <= day <= self._problem.period.last:
            seats = self._problem.seats_on(day)
            return self._posting.works(day, seats, self._person) if seats else 0
        return 0 if self._problem.standing.knows(day) else None

    def require(self, terms: Sequence[tuple[int, date]], limit: int, rule: str) -> None:
        """Require sum(coefficient of a day worked) <= limit; nothing where a day is unknown, or all are known."""
        values = [(n, self(day)) for n, day in terms]
        variables = [(n, value) for n, value in values if value is not None and not isinstance(value, int)]
        fixed = sum(n * value for n, value in values if isinstance(value, int))
        open_ = [day for (_, day), (_, value) in zip(terms, values, strict=True) if not isinstance(value, int)]
        if variables and all(value is not None for _, value in values):
            key = min(seats.key for seats in self._problem.seats_on(max(open_)))
            self._posting.at_most(variables, limit - fixed, Instance(rule, key, self._person))

"""What the rules post, kept as it was said: nothing is built yet, so that any part can be built in any way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from generator.data.records.roster import Roster
from generator.errors import RuleError
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.rules import RULES
from generator.rules.base import Instance, Terms
from generator.rules.facts import Fact
from generator.solver.lives import Held, Life, lives

AnyOf = frozenset[Held]
"""A Boolean: one of these is true."""


class Row(NamedTuple):
    """One constraint: sum(terms) <= limit; ``cause`` are the rule and the person of its instance."""

    terms: Terms
    limit: int
    cause: tuple[str, str] = ("", "")


@dataclass(frozen=True, eq=False)
class Excess:
    """An integer: max(0, sum(terms) - limit)."""

    terms: Terms
    limit: int


class Penalty(NamedTuple):
    """A part of a level: sum(terms) + constant."""

    terms: Terms
    constant: int


class Spread(NamedTuple):
    """Amounts whose largest absolute value is the first of two levels, and the sum of their squares the second."""

    levels: tuple[str, str]
    amounts: Sequence[tuple[int, Terms]]


@dataclass
class Posted:
    """A ``Posting`` that keeps everything.

    ``shut`` are Booleans that a constraint alone keeps at 0; ``lives`` belong to the people whom facts give structure.
    """

    rows: list[Row] = field(default_factory=list)
    shut: set[Held] = field(default_factory=set)
    penalties: defaultdict[str, list[Penalty]] = field(default_factory=lambda: defaultdict(list))
    spreads: list[Spread] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)

    def held(self, seats: Seats, person: str) -> Held:
        """Name the Boolean that the person holds one of the seats."""
        return seats.key, person

    def works(self, day: date, seats: Sequence[Seats], person: str) -> AnyOf:
        """Name the Boolean that the person works on the day: any of its seats, whoever asks."""
        return self.any_of([self.held(one, person) for one in seats])

    def at_most(self, terms: Terms, limit: int, instance: Instance) -> None:
        """Keep a constraint, unless nothing could break it; ``instance`` matters where infeasibility is explained."""
        there = [(n, variable) for n, variable in terms if variable not in self.shut]
        if limit >= sum(n for n, _ in there if n > 0):
            return
        if limit == 0 and all(n > 0 for n, _ in there):
            self.shut.update(booleans(there))
        else:
            self.rows.append(Row(there, limit, (instance.rule, instance.person)))

    def any_of(self, variables: Sequence[Held | AnyOf]) -> AnyOf:
        """Name the Boolean that is true exactly if one of the Booleans is."""
        return frozenset(booleans([(1, variable) for variable in variables]))

    def excess(self, terms: Terms, limit: int) -> Excess:
        """Name the integer max(0, sum(terms) - limit)."""
        return Excess(terms, limit)

    def penalise(self, level: str, terms: Terms, constant: int = 0) -> None:
        """Keep a part of a level."""
        self.penalties[level].append(Penalty(terms, constant))

    def smallest_spread(self, levels: tuple[str, str], amounts: Sequence[tuple[int, Terms]]) -> None:
        """Keep amounts that are to be alike."""
        self.spreads.append(Spread(levels, amounts))

    @property
    def demanding(self) -> bool:
        """Whether there is more to keep than not to serve: structure, or a constraint that the empty roster breaks."""
        return bool(self.lives) or any(row.limit < 0 for row in self.rows)

    def kept(self, roster: Roster) -> bool:
        """Whether a roster, in which nothing shut is held, keeps every constraint."""
        return all(weighed(row.terms, roster) <= row.limit for row in self.rows)

    def value(self, level: str, roster: Roster) -> int:
        """Give what a roster weighs on a level."""
        total = sum(weighed(terms, roster) + constant for terms, constant in self.penalties.get(level, ()))
        for (largest, squares), amounts in self.spreads:
            if level in (largest, squares):
                values = [abs(constant - weighed(terms, roster)) for constant, terms in amounts]
                total += max(values, default=0) if level == largest else sum(value * value for value in values)
        return total


def booleans(terms: Terms) -> Iterator[Held]:
    """Yield every Boolean on which a sum rests."""
    for _, variable in terms:
        if isinstance(variable, Excess):
            yield from booleans(variable.terms)
        elif isinstance(variable, frozenset):
            yield from variable
        else:
            yield variable


def weighed(terms: Terms, roster: Roster) -> int:
    """Give a sum's value where a roster is held."""
    return sum(coefficient * _one(variable, roster) for coefficient, variable in terms)


def _one(variable: Any, roster: Roster) -> int:
    match variable:
        case Excess():
            return max(0, weighed(variable.terms, roster) - variable.limit)
        case frozenset():
            return int(any(person in roster.who(key) for key, person in variable))
        case (key, person):
            return int(person in roster.who(key))
    raise TypeError(variable)


def post(problem: Problem) -> Posted:
    """Post every rule, and collect what the rules say of single people.

    Raises
    ------
    RuleError
        If a rule raises: it is named, and the run stops.
    """
    posted, facts = Posted(), dict[str, list[Fact]]()
    for rule in RULES:
        try:
            rule.post(problem, posted)
            for fact in rule.facts(problem):
                facts.setdefault(fact.person, []).append(fact)
        except Exception as error:
            raise RuleError(f"规则“{rule.title}”（{rule.name}）出错，本次没有写入任何文件：{error}") from error
    posted.lives = [*lives(problem, facts)]
    return posted

"""What a rule is, what it may post, and what a breach holds.

A rule knows nothing of other rules, of the order in which they are called, or of what the solver builds from it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, NamedTuple, Protocol, TypeAlias

from generator.data.files.fields import Strength
from generator.data.files.names import KnownRule, OfNames
from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation
from generator.problem.problem import Problem
from generator.problem.slots import BoundRule, BurdenClass, Seats, Slot
from generator.problem.standing import ONE_TURN
from generator.rules.facts import Fact

Variable: TypeAlias = Any
"""A Boolean or integer variable of the posting; rules only hand it back."""

Terms: TypeAlias = Sequence[tuple[int, Variable]]
"""A linear sum: coefficients with their variables."""


Figures: TypeAlias = Mapping[str, Any]
"""Names, days and numbers of one breach, as its own rule's sentence needs them."""


class Instance(NamedTuple):
    """One instance of a rule: the smallest thing that an explanation can name and relax.

    ``person`` may be a department. ``place`` counts seats of a key that can be left empty one by one; 0 elsewhere.
    """

    rule: str
    slot: SeatKey
    person: str = ""
    place: int = 0


class Posting(Protocol):
    """What a rule may say to a solver, without knowing which one."""

    def held(self, seats: Seats, person: str) -> Variable:
        """Give the Boolean: the person holds one of the seats."""

    def works(self, day: date, seats: Sequence[Seats], person: str) -> Variable:
        """Give the Boolean: the person works on the day, in one or more of its seats."""

    def at_most(self, terms: Terms, limit: int, instance: Instance) -> None:
        """Require sum(terms) <= limit."""

    def any_of(self, variables: Sequence[Variable]) -> Variable:
        """Give a Boolean that is true exactly if one of the Booleans is."""

    def excess(self, terms: Terms, limit: int) -> Variable:
        """Give an integer >= max(0, sum(terms) - limit), equal to it wherever it is penalised."""

    def penalise(self, level: str, terms: Terms, constant: int = 0) -> None:
        """Add sum(terms) + constant to a level that is minimised; coefficients of excesses are positive."""

    def smallest_spread(self, levels: tuple[str, str], amounts: Sequence[tuple[int, Terms]]) -> None:
        """Minimise first the largest |constant - sum(terms)|, then the sum of their squares."""


@dataclass(frozen=True)
class Breach:
    """A rule not kept.

    ``level`` and ``penalty`` are set where it is a wish (or an empty seat) and so weighs instead of forbidding;
    ``people`` and ``figures`` are what the sentence needs.
    """

    rule: str
    key: SeatKey
    people: tuple[str, ...]
    citation: Citation
    figures: Figures = field(default_factory=dict, compare=False)
    level: str = ""
    penalty: int = 0

    @property
    def forbidden(self) -> bool:
        """Whether the roster is not acceptable with it, as opposed to less good."""
        return not self.level


EMPTY_SEATS, TURN_ORDER, WISHES, DRAW = "empty-seats", "turn-order", "wishes", "draw"
UNCOVERED = "uncovered-windows"
"""A level only where a unit has its windows covered by rule."""
SHORT = "short-staffed"
"""A level only where a unit demands people by the hour."""
CHANGES, NEAR_CHANGES = "changes", "near-changes"
"""Levels only where a published roster is planned again."""


def fairness_levels(problem: Problem) -> dict[tuple[str, BurdenClass], tuple[str, str]]:
    """Name the two fairness levels of each pool and class of the period, in the unit's order of pools."""
    present = {(slot.pool, slot.burden) for slot in problem.slots if any(s.owed for s in slot.seats)}
    return {
        (pool, burden): (
            f"fairness-max/{pool}/{burden.name.lower()}",
            f"fairness-sum/{pool}/{burden.name.lower()}",
        )
        for pool in problem.unit.unit.pools
        for burden in (b for b in BurdenClass if (pool, b) in present)
    }


def levels(problem: Problem) -> tuple[str, ...]:
    """Name the levels of the objective, most important first."""
    fairness = [name for pair in fairness_levels(problem).values() for name in pair]
    windows = [UNCOVERED] if "window-covered" in problem.rules else []
    changes = [CHANGES, NEAR_CHANGES] if problem.kept else []
    short = [SHORT] if any(demand.strength == "must" for demand in problem.unit.unit.demand.values()) else []
    return (EMPTY_SEATS, *windows, *short, *changes, TURN_ORDER, *fairness, WISHES, DRAW)


def level_titles(problem: Problem) -> dict[str, str]:
    """Name the levels in the words of the people."""
    titles = {EMPTY_SEATS: "空缺席位", UNCOVERED: "无人窗口", SHORT: "时段人数不足（人·分钟）", TURN_ORDER: "轮流次序"}
    titles |= {WISHES: "意愿", DRAW: "抽签"}
    titles |= {CHANGES: "改动的席位", NEAR_CHANGES: "近期的改动"}
    for (pool, burden), (largest, squares) in fairness_levels(problem).items():
        where = f"{problem.unit.unit.pools[pool]}（{burden}）"
        titles |= {largest: f"{where}最大差额", squares: f"{where}差额平方和"}
    return titles


def shown(name: str, value: int) -> str:
    """Show a level's value in turns where it is a balance."""
    if name.startswith("fairness-max"):
        return f"{value / ONE_TURN:.3f} 次"
    return f"{value / ONE_TURN**2:.3f}" if name.startswith("fairness-sum") else str(value)


class Rule(ABC):
    """One rule of the regulations.

    The class docstring is the rule in the regulation's words; ``figures`` are its numbers, each a literal or a
    parameter of a regulation, ``optional`` those that may be left out; ``strengths`` are those that it allows, the
    first being what holds if nothing is said.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    figures: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()
    strengths: ClassVar[tuple[Strength, ...]] = ("must",)
    scope: ClassVar[str] = "unit"
    of_names: ClassVar[OfNames] = ""  # it says something of each duty or group that it names
    mildness: ClassVar[int] = 0  # place in the order of repairs of a month that cannot be filled; 0: never relaxed

    @abstractmethod
    def post(self, problem: Problem, posting: Posting) -> None:
        """Post the rule, or its penalty where it is a wish."""

    @abstractmethod
    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Yield the breaches of a roster, found from the roster and the problem alone."""

    @abstractmethod
    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say a breach in one Chinese sentence, with names, dates and figures; the article is added by the caller."""

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield what the rule says of single people in a form from which a solver may build structure of its own."""
        yield from ()

    def cite(self, problem: Problem, key: SeatKey, person: str = "") -> Citation:
        """Cite the article by which the rule binds a seat, or a person on the day of a seat."""
        return problem.rule(problem.by_key[key], self.name).citation

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say what instances on one kind of seat demand together; nothing private is said."""
        return self.title

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Say what to do where one instance is not insisted on; empty where that makes no sense."""
        return ""

    def reluctance(self, problem: Problem, instance: Instance) -> int:
        """Give how late its remedy comes among those of its kind (0 to 3)."""
        return 0

    def measure(self, problem: Problem, roster: Roster) -> Counter[str]:
        """Give the value that a roster has on each level through this rule."""
        return self.weigh(problem, roster, self.check(problem, roster))

    def weigh(self, problem: Problem, roster: Roster, breaches: Iterable[Breach]) -> Counter[str]:
        """Give that value where the breaches are known: the sum of their penalties."""
        values: Counter[str] = Counter()
        for breach in breaches:
            if not breach.forbidden:
                values[breach.level] += breach.penalty
        return values

    @classmethod
    def known(cls) -> KnownRule:
        """Say what the data layer must know to read the rule from a file."""
        return KnownRule(
            figures=frozenset(cls.figures),
            optional=frozenset(cls.optional),
            strengths=frozenset(cls.strengths),
            scope=cls.scope,
            of_names=cls.of_names,
        )

    def strength(self, bound: BoundRule) -> Strength:
        """Give the strength with which the rule binds."""
        return bound.strength or self.strengths[0]


def rotating(slot: Slot) -> list[Seats]:
    """Give the seats of a slot that people take by turns; appointed seats are nobody's turn."""
    return [seats for seats in slot.seats if not seats.fixed]


def name_of(problem: Problem, person: str) -> str:
    """Give a person's name, or the id of somebody who is not in the file."""
    known = problem.unit.people.get(person)
    return known.name if known else f"编号 {person}"


def spoken(day: date) -> str:
    """Say a date: 12月1日（周二）."""
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def seat_named(problem: Problem, key: SeatKey) -> str:
    """Name a seat: 12月1日（周二）值班组成员; also one that is no more, because the calendar or a duty changed."""
    if key in problem.seats:
        return f"{spoken(key.day)}{problem.by_key[key].title}{problem.seats[key].title}"
    duty = problem.unit.duty(key.duty, key.day)
    seat = duty.seats.get(key.seat) if duty else None
    return f"{spoken(key.day)}{duty.title if duty else key.duty}{seat.title if seat else key.seat}（已取消的席位）"

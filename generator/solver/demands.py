"""Every constraint with the instance of a rule that demands it, so that any set of instances can be tried alone.

All constraints are linear with an upper limit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from generator.data.records.roster import SeatKey
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.rules import RULES
from generator.rules.base import Instance, Terms, Variable
from generator.solver.lives import Held

MOST_CHOICES = 512  # rows for one constraint; beyond, Booleans of its own stand for the choices


class Row(NamedTuple):
    """One constraint: the sum of coefficients of what is held is at most the limit.

    ``spares``: it only counts Booleans that stand for choices, and wants nobody in a seat.
    """

    terms: tuple[tuple[int, Held], ...]
    limit: int
    instance: Instance
    spares: bool = False

    def binds(self, demanded: Collection[SeatKey]) -> bool:
        """Whether it forbids anything in some of the seats."""
        return self.limit < sum(max(0, n) for n, (key, _) in self.terms if key in demanded)


class Demands:
    """A ``Posting`` that keeps what is required, each with its instance, and forgets what is only weighed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._days: set[Held] = set()
        self.rows: list[Row] = []
        self.links: list[Row] = []  # what makes a day worked; they hold whichever instances are tried
        for rule in RULES:
            rule.post(problem, self)
        for key, seats in problem.seats.items():
            everybody = [(-1, self.held(seats, person)) for person in problem.people]
            for place in range(1, seats.least + 1):
                self.at_most(everybody, -place, Instance("seat-filled", key, place=place))

    @property
    def instances(self) -> tuple[Instance, ...]:
        """All instances, each once."""
        return tuple(self.rows_of)

    @cached_property
    def rows_of(self) -> dict[Instance, list[Row]]:
        """The constraints of each instance."""
        own: dict[Instance, list[Row]] = {}
        for row in self.rows:
            own.setdefault(row.instance, []).append(row)
        return own

    @cached_property
    def public(self) -> list[Instance]:
        """All instances but those that only bind people outside the group: of these nothing else may be said.

        Being outside already forbids what these forbid, so without them exactly the same is possible.
        """
        outside = {held for row in self.rows if row.instance.rule == "eligible" for _, held in row.terms}
        return [
            instance
            for instance, rows in self.rows_of.items()
            if instance.place
            or instance.rule == "eligible"
            or any(
                row.limit < sum(max(0, n) for n, held in row.terms if held not in outside)
                for row in rows
                if not row.spares
            )
        ]

    def relevant(self, instances: Iterable[Instance]) -> list[Instance]:
        """Leave out instances that forbid nothing in the seats that some of them demand to be filled.

        Every other constraint is an upper limit on who holds what, so a seat that nobody demands may stay empty.
        """
        listed = list(instances)
        demanded = self.demanded(listed)
        return [i for i in listed if any(row.binds(demanded) for row in self.rows_of[i])]

    def demanded(self, instances: Iterable[Instance]) -> set[SeatKey]:
        """Give the seats that some instance wants held; every other constraint is kept by leaving seats empty.

        Where days of work are counted one turn may want another, so that any seat may matter.
        """
        if self.links:
            return {key for row in (*self.rows, *self.links) for _, (key, _) in row.terms}
        wanting = (row for i in instances for row in self.rows_of[i] if any(n < 0 for n, _ in row.terms))
        return {key for row in wanting for _, (key, _) in row.terms}

    def alike(self, instances: Sequence[Instance]) -> dict[str, frozenset[object]]:
        """Give what instances demand of each person, the name left out: those of whom the same is can change places."""
        demanded = self.demanded(instances)
        found: defaultdict[str, set[object]] = defaultdict(set)
        for instance in instances:
            for row in self.rows_of[instance]:
                own: defaultdict[str, list[tuple[int, SeatKey]]] = defaultdict(list)
                for n, (key, person) in row.terms:
                    if key in demanded:
                        own[person].append((n, key))
                shared = instance if len(own) > 1 else (instance.rule, instance.slot)
                for person, terms in own.items():
                    found[person].add((shared, row.limit, *terms))
        return {person: frozenset(rows) for person, rows in found.items()}

    def held(self, seats: Seats, person: str) -> Variable:
        """Name the Boolean; the models make it when they need it."""
        return seats.key, person

    def works(self, day: date, seats: Sequence[Seats], person: str) -> Variable:
        """Name the Boolean of a day, which is no seat; it is linked with the seats of the day once."""
        works, held = (SeatKey("", day, ""), person), [(one.key, person) for one in seats]
        if works not in self._days:
            self._days.add(works)
            cause = Instance("", works[0], person)
            self.links += [Row(((1, one), (-1, works)), 0, cause) for one in held]
            self.links.append(Row(((1, works), *((-1, one) for one in held)), 0, cause))
        return works

    def at_most(self, terms: Terms, limit: int, instance: Instance) -> None:
        """Keep a constraint; one that counts alternatives is kept once for every choice among them."""
        if limit >= sum(max(0, coefficient) for coefficient, _ in terms):
            return
        cause = self._cause(instance)
        choices = [[(n, held) for held in sorted(v)] if isinstance(v, frozenset) else [(n, v)] for n, v in terms]
        if prod(map(len, choices)) <= MOST_CHOICES or any(n != 1 for n, _ in terms):
            self.rows += [Row(tuple(chosen), limit, cause) for chosen in product(*choices)]
        else:
            self.rows += self._spared(choices, limit, cause)

    def _spared(self, choices: Sequence[Sequence[tuple[int, Held]]], limit: int, cause: Instance) -> list[Row]:
        """Say the same with a Boolean for each term that is spared, where there are too many choices to list them."""
        name = f"{cause.slot.duty} {cause.slot.seat} {len(self.rows)}"
        spared = [(SeatKey(cause.rule, cause.slot.day, f"{name} {n}"), cause.person) for n in range(len(choices))]
        rows = [
            Row(((1, held), (1, own)), 1, cause)
            for own, choice in zip(spared, choices, strict=True)
            for _, held in choice
        ]
        return [*rows, Row(tuple((-1, own) for own in spared), limit - len(choices), cause, spares=True)]

    def any_of(self, variables: Sequence[Variable]) -> Variable:
        """Give the alternatives; they only stand in upper limits, where each choice among them is a constraint."""
        return frozenset(variables)

    def excess(self, terms: Terms, limit: int) -> Variable:
        """Weigh nothing."""

    def penalise(self, level: str, terms: Terms, constant: int = 0) -> None:
        """Weigh nothing."""

    def smallest_spread(self, levels: tuple[str, str], amounts: Sequence[tuple[int, Terms]]) -> None:
        """Weigh nothing."""

    def _cause(self, instance: Instance) -> Instance:
        """Give the leave instead of the group for an appointed person who would serve, were it not for the leave."""
        if instance.rule != "eligible":
            return instance
        key, unit = instance.slot, self.problem.unit
        duty = unit.duty(key.duty, self.problem.by_key[key].day)
        appointed = duty.seats[key.seat].appointed if duty else ()
        seats = self.problem.seats[key]
        hours = seats.arrive, seats.leave
        if instance.person not in appointed or not unit.missing(instance.person, *hours):
            return instance
        ahead = appointed[: appointed.index(instance.person)]
        there = (p for p in ahead if unit.people[p].serving(key.day) and p not in seats.busy)
        present = [p for p in there if not unit.missing(p, *hours)]
        served = len(present) < seats.count and unit.people[instance.person].serving(key.day)
        return Instance("leave-respected", key, instance.person) if served else instance

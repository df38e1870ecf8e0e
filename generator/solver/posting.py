"""What rules post becomes a CP-SAT model: one Boolean for each person and each kind of seat of a slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from math import gcd

from ortools.sat.python import cp_model

from generator.data.roster import Roster, SeatKey
from generator.data.slots import Seats
from generator.rules.base import Instance, Terms


class CpPosting:
    """A ``Posting`` that builds a CP-SAT model; ``levels`` holds the objective of each level.

    ``carried`` are rules and people whose constraints a structure already holds: posting them again adds nothing.
    """

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.carried: set[tuple[str, str]] = set()
        self.worked: dict[tuple[date, str], cp_model.IntVar] = {}
        self.held_by: dict[tuple[SeatKey, str], cp_model.IntVar] = {}
        self.levels: defaultdict[str, list[cp_model.LinearExprT]] = defaultdict(list)

    def held(self, seats: Seats, person: str) -> cp_model.IntVar:
        """Give the Boolean that the person holds one of the seats."""
        where = (seats.key, person)
        if where not in self.held_by:
            self.held_by[where] = self.model.new_bool_var(f"{seats.key.duty} {seats.key.day} {seats.key.seat} {person}")
        return self.held_by[where]

    def works(self, day: date, seats: Sequence[Seats], person: str) -> cp_model.IntVar:
        """Give the Boolean that the person works on the day, in one or more of its seats."""
        if (day, person) not in self.worked:
            self.worked[day, person] = self.any_of([self.held(one, person) for one in seats])
        return self.worked[day, person]

    def at_most(self, terms: Terms, limit: int, instance: Instance) -> None:
        """Require sum(terms) <= limit; ``instance`` matters only where infeasibility is explained."""
        if (instance.rule, instance.person) in self.carried:
            return
        if limit == 1 and all(coefficient == 1 for coefficient, _ in terms):
            self.model.add_at_most_one(variable for _, variable in terms)
        else:
            self.model.add(_sum(terms) <= limit)

    def any_of(self, variables: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
        """Give a Boolean that is true exactly if one of the Booleans is."""
        some = self.model.new_bool_var("")
        self.model.add_max_equality(some, variables)
        return some

    def excess(self, terms: Terms, limit: int) -> cp_model.IntVar:
        """Give max(0, sum(terms) - limit) wherever it is minimised."""
        most = max(0, sum(max(0, coefficient) for coefficient, _ in terms) - limit)
        beyond = self.model.new_int_var(0, most, "")
        self.model.add(beyond >= _sum(terms) - limit)
        return beyond

    def penalise(self, level: str, terms: Terms, constant: int = 0) -> None:
        """Add sum(terms) + constant to a level."""
        self.levels[level].append(_sum(terms) + constant)

    def smallest_spread(self, levels: tuple[str, str], amounts: Sequence[tuple[int, Terms]]) -> None:
        """Largest |constant - sum| by a shared bound; squares by the chords between lattice points.

        The balance of a person moves on a lattice (constant minus multiples of the greatest common divisor of the
        coefficients). The chords of the parabola between neighbouring points form its convex hull on the lattice,
        so the sum of squares is exact and stays linear.
        """
        largest = self.model.new_int_var(0, 2**40, levels[0])
        self.levels[levels[0]].append(largest)
        for constant, terms in amounts:
            balance = constant - _sum(terms)
            self.model.add(balance <= largest)
            self.model.add(-balance <= largest)
            step = gcd(*(coefficient for coefficient, _ in terms))
            turns = sum(coefficient // step for coefficient, _ in terms)
            count = self.model.new_int_var(0, turns, "")
            self.model.add(count == sum(coefficient // step * variable for coefficient, variable in terms))
            square = self.model.new_int_var(0, max(constant**2, (constant - turns * step) ** 2), "")
            for n in range(turns):
                here, there = (constant - n * step) ** 2, (constant - (n + 1) * step) ** 2
                self.model.add(square >= here + (there - here) * (count - n))
            self.levels[levels[1]].append(square)

    def roster(self, value: Callable[[cp_model.IntVar], int]) -> Roster:
        """Read the roster from the values of the Booleans."""
        held: dict[SeatKey, list[str]] = {}
        for (key, person), variable in self.held_by.items():
            people = held.setdefault(key, [])
            if value(variable):
                people.append(person)
        return Roster({key: tuple(sorted(people)) for key, people in held.items()})


def _sum(terms: Terms) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum([variable for _, variable in terms], [n for n, _ in terms])

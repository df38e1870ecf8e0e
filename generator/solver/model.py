"""From what the rules posted to a CP-SAT model: small, because what can never be is left out before it is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import gcd

from ortools.sat.python import cp_model

from generator.data.records.roster import Roster, SeatKey
from generator.rules.base import Terms
from generator.solver.cliques import cliques
from generator.solver.lives import Held
from generator.solver.posting import Excess, Posted, Row, Spread
from generator.solver.structure import Network

Values = Mapping[int, int]
"""Values of variables by their index in the model."""


class Model:
    """A model of all structure and all other constraints; the objective of a level is added when it is asked for.

    Booleans that can only be 0 are to be left out before (``parts.opened``).
    """

    def __init__(self, posted: Posted) -> None:
        self.cp = cp_model.CpModel()
        self.posted = posted
        self.variables: dict[Held, cp_model.IntVar] = {}
        self._objectives: dict[str, cp_model.LinearExprT] = {}
        self._any: dict[frozenset[Held], cp_model.IntVar] = {}
        self.networks = [Network(self.cp, self.held, life) for life in posted.lives]
        for network in self.networks:
            self._any |= network.worked
        carried = {cause for network in self.networks for cause in network.carried}
        self._rows(row for row in posted.rows if row.cause not in carried)

    def held(self, who: Held) -> cp_model.IntVar:
        """Give the variable of a Boolean that is not shut."""
        if who not in self.variables:
            key, person = who
            self.variables[who] = self.cp.new_bool_var(f"{key.duty} {key.day} {key.seat} {person}")
        return self.variables[who]

    def hold(self, level: str, value: int) -> None:
        """Keep a level from becoming worse than a value."""
        self.cp.add(self.objective(level) <= value)

    def divide(self, level: str, windows: Sequence[tuple[int, int]]) -> None:
        """Keep a level's sum of squares by how few and how many turns everybody may have."""
        (spread,) = (spread for spread in self.posted.spreads if spread.levels[1] == level)
        for (_, terms), (low, high) in zip(spread.amounts, windows, strict=True):
            self.cp.add_linear_constraint(sum(self._variable(v) for _, v in terms), low, high)

    def objective(self, level: str) -> cp_model.LinearExprT:
        """Give the sum that a level minimises; what it needs is added to the model when it is first asked for."""
        if level not in self._objectives:
            self._objectives[level] = self._objective(level)
        return self._objectives[level]

    def _objective(self, level: str) -> cp_model.LinearExprT:
        parts = [self._sum(terms) + constant for terms, constant in self.posted.penalties.get(level, ())]
        for spread in self.posted.spreads:
            if level == spread.levels[0]:
                parts.append(self._largest(spread))
            elif level == spread.levels[1]:
                parts += self._squares(spread)
        return sum(parts, start=0)

    def hint(self, values: Values) -> None:
        """Start the next search from values of some variables."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in values.items():
            self.cp.add_hint(self.cp.get_int_var_from_proto_index(index), value)

    def values(self, roster: Roster) -> Values:
        """Give the values that a roster gives the Booleans of the seats."""
        return {v.index: int(person in roster.who(key)) for (key, person), v in self.variables.items()}

    def roster(self, values: Values) -> Roster:
        """Read the roster from the values of the variables."""
        held: dict[SeatKey, list[str]] = {}
        for (key, person), variable in self.variables.items():
            people = held.setdefault(key, [])
            if values[variable.index]:
                people.append(person)
        return Roster({key: tuple(sorted(people)) for key, people in held.items()})

    def _rows(self, rows: Iterable[Row]) -> None:
        """Post each constraint once; those of which at most one may hold are joined to cliques."""
        pairs: list[tuple[Held, Held]] = []
        others = set()
        for terms, limit, _ in rows:
            match terms:
                case [(1, tuple(one)), (1, tuple(other))] if limit == 1:
                    pairs.append((one, other))
                case _:
                    others.add((tuple(sorted(terms, key=repr)), limit))
        for terms, limit in sorted(others, key=repr):
            self._row(terms, limit)
        for clique in cliques(pairs):
            self.cp.add_at_most_one(self.held(who) for who in clique)

    def _row(self, terms: Terms, limit: int) -> None:
        if limit == 1 and all(n == 1 for n, _ in terms):
            self.cp.add_at_most_one(self._variable(v) for _, v in terms)
        else:
            self.cp.add(self._sum(terms) <= limit)

    def _variable(self, variable: object) -> cp_model.IntVar:
        if isinstance(variable, Excess):
            return self._excess(variable)
        if not isinstance(variable, frozenset):
            return self.held(variable)  # type: ignore[arg-type]
        if variable not in self._any:
            some = self.held(*variable) if len(variable) == 1 else self.cp.new_bool_var("")
            if len(variable) > 1:
                self.cp.add_max_equality(some, [self.held(who) for who in sorted(variable)])
            self._any[variable] = some
        return self._any[variable]

    def _sum(self, terms: Terms) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.weighted_sum([self._variable(v) for _, v in terms], [n for n, _ in terms])

    def _excess(self, excess: Excess) -> cp_model.IntVar:
        """Where it is minimised, it is as small as it may be."""
        most = sum(n for n, _ in excess.terms if n > 0) - excess.limit
        beyond = self.cp.new_int_var(0, max(0, most), "")
        self.cp.add(beyond >= self._sum(excess.terms) - excess.limit)
        return beyond

    def _largest(self, spread: Spread) -> cp_model.IntVar:
        """A shared bound on all absolute amounts."""
        largest = self.cp.new_int_var(0, 2**40, spread.levels[0])
        for constant, terms in spread.amounts:
            balance = constant - self._sum(terms)
            self.cp.add(balance <= largest)
            self.cp.add(-balance <= largest)
        return largest

    def _squares(self, spread: Spread) -> Iterator[cp_model.IntVar]:
        """The squares of the amounts, by the chords between lattice points.

        The balance of a person moves on a lattice (constant minus multiples of the greatest common divisor of the
        coefficients). The chords of the parabola between neighbouring points form its convex hull on the lattice,
        so the sum of squares is exact and stays linear.
        """
        for constant, terms in spread.amounts:
            step = gcd(*(n for n, _ in terms))
            turns = sum(n // step for n, _ in terms) if terms else 0
            count = self._sum([(n // step, v) for n, v in terms])
            square = self.cp.new_int_var(0, max(constant**2, (constant - turns * step) ** 2), "")
            self.cp.add(square >= (0 if turns else constant**2))
            for n in range(turns):
                here, beyond = (constant - n * step) ** 2, (constant - (n + 1) * step) ** 2
                self.cp.add(square >= here + (beyond - here) * (count - n))
            yield square

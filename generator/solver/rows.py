"""Search by parts: a first roster person by person, then better ones group by group, all others as they stand.

Each part is a small exact problem. It is done where facts give people rows of their own to fill; elsewhere the empty
roster keeps every rule, and the solver needs no help.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import cycle

from generator.rules.base import EMPTY_SEATS, WISHES
from generator.solver import prover
from generator.solver.linear import Linear, Row, linear
from generator.solver.model import Model

ROW_SECONDS = 2.0  # most rows take a few hundredths; one that takes longer is left to the solver
GROUP_SECONDS = 1.0
GROW = 1.15
FEW_PEOPLE, FEW_DAYS = 3.0, 5.0  # to begin with
MOMENT = 0.2  # seconds that are not worth another search
WEIGHTS = ((EMPTY_SEATS, 2**20), (WISHES, 1))

Values = dict[int, int]
"""Values of variables by their index in the model."""


def start(model: Model, seed: str, deadline: float) -> Values:
    """Fill the row of one person after the other, in the order of a draw; give the values of all variables set.

    Each row is chosen by the seats that it leaves empty, then by wishes. A person for whom nothing is found stays
    without turns, which may be against the rules: whoever uses the result has to look.
    """
    model.cp.minimize(sum((weight * model.objective(level) for level, weight in WEIGHTS), start=0))
    own: dict[str, set[int]] = {}
    for (_, person), variable in model.variables.items():
        own.setdefault(person, set()).add(variable.index)
    parts = Parts(linear(model.cp), [index for turns in own.values() for index in turns])
    values = dict.fromkeys(parts.turns, 0)
    for person in sorted(own, key=lambda p: hashlib.sha256(f"{seed}|{p}".encode()).digest()):
        if (left := deadline - time.monotonic()) > 0:
            values |= parts.part(own[person], values).solved(min(left, ROW_SECONDS))[0]
    return values


def improve(model: Model, whole: Linear, values: Values, deadline: float, over: Callable[[], bool]) -> None:
    """Plan a few people or a few days at a time anew, all else as it stands, until the time is up or it is ``over``.

    These parts are drawn, and grow and shrink with what a search of a second or two can prove. ``values`` is changed
    in place, so that the best so far is there also after an interrupt (Ctrl-C).
    """
    turns = {where: variable.index for where, variable in model.variables.items()}
    parts, draw = Parts(whole, turns.values()), random.Random(0)
    people, days = sorted({person for _, person in turns}), sorted({key.day for key, _ in turns})
    sizes = {"people": FEW_PEOPLE, "days": FEW_DAYS}
    for kind in cycle(sizes):
        if over() or (left := deadline - time.monotonic()) < MOMENT:
            return
        most = len(people if kind == "people" else days)
        size = min(int(sizes[kind]), most)
        first = draw.randrange(max(1, len(days) - size + 1))
        chosen = {*(draw.sample(people, size) if kind == "people" else days[first : first + size])}
        free = {i for (key, person), i in turns.items() if (person if kind == "people" else key.day) in chosen}
        part = parts.part(free, values)
        found, proven = part.solved(min(left, GROUP_SECONDS))
        if found and part.cost(found) <= part.cost(values):
            values.update(found)
        sizes[kind] = min(sizes[kind] * GROW, most) if proven else max(sizes[kind] / GROW, 1.0)


@dataclass(frozen=True)
class Part:
    """A part of a model, and the indices of its variables in the whole."""

    free: Sequence[int]
    model: Linear

    def solved(self, seconds: float) -> tuple[Values, bool]:
        """Give the best values found, by index in the whole (empty where there are none), and whether it is proven."""
        found = prover.solve(self.model, max(0.0, seconds))
        return (dict(zip(self.free, found.values, strict=True)) if found.values else {}), found.proven

    def cost(self, values: Values) -> int:
        """Give what values cost in this part."""
        return sum(n * values[self.free[place]] for place, n in self.model.weights.items())


class Parts:
    """A model, to be solved in parts: some turns with all that hangs on them."""

    def __init__(self, whole: Linear, turns: Iterable[int]) -> None:
        self._whole, self.turns = whole, {*turns}
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(whole.rows):
            for index, _ in row.terms:
                self._of[index].append(place)

    def part(self, turns: Set[int], values: Values) -> Part:
        """Cut out some turns, all others as they stand."""
        free, fixed = set(turns), self.turns - turns
        places, todo = set[int](), list(free)
        while todo:
            for place in set(self._of[todo.pop()]) - places:
                places.add(place)
                found = {index for index, _ in self._whole.rows[place].terms}.difference(free, fixed)
                todo += found
                free |= found
        return self._cut(sorted(free), sorted(places), values)

    def _cut(self, free: Sequence[int], places: Sequence[int], values: Values) -> Part:
        """Put what is known into some rows of the whole; what is left are rows of the free variables."""
        number = {index: n for n, index in enumerate(free)}
        rows = []
        for row in (self._whole.rows[place] for place in places):
            known = sum(n * values[i] for i, n in row.terms if i not in number)
            terms = tuple((number[i], n) for i, n in row.terms if i in number)
            low, high = (bound if bound is None else bound - known for bound in (row.low, row.high))
            rows.append(Row(terms, low, high))
        weights = {number[i]: n for i, n in self._whole.weights.items() if i in number}
        return Part(free, Linear(tuple(rows), tuple(self._whole.bounds[i] for i in free), weights, 0))

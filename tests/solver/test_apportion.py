"""What fairness can reach at all: never more than any roster reaches, and exactly that where nothing else is asked."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check
from generator.data.records.roster import Roster
from generator.rules.base import fairness_levels
from generator.solver import solve
from generator.solver.apportion import Apportionment, apportionment
from generator.solver.parts import components, opened
from generator.solver.posting import post
from tests import tiny
from tests.solver.test_brute_force import SPECS


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 3)), min_size=1, max_size=4),
    st.integers(1, 4),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_no_division_is_fairer(people: list[tuple[int, int]], weight: int, one: int, other: int) -> None:
    """Every division is enumerated: the smallest largest balance, and with it the smallest sum of squares."""
    most = sum(n for _, n in people)
    fewest, turns = min(one, other, most), min(max(one, other), most)
    found = Apportionment(weight, tuple(c for c, _ in people), tuple(n for _, n in people), fewest, turns)
    divisions = [
        [owed - weight * own for (owed, _), own in zip(people, given_, strict=True)]
        for given_ in product(*(range(n + 1) for _, n in people))
        if fewest <= sum(given_) <= turns
    ]
    largest = min(max(map(abs, balances)) for balances in divisions)
    assert found.least_largest() == largest
    within = [balances for balances in divisions if max(map(abs, balances)) <= largest]
    least = min(sum(b * b for b in balances) for balances in within)
    assert found.least_squares(largest) == least
    if fewest == turns:
        windows = found.windows(largest)
        for balances in divisions:
            own = [(owed - balance) // weight for (owed, _), balance in zip(people, balances, strict=True)]
            inside = all(low <= n <= high for n, (low, high) in zip(own, windows, strict=True))
            assert inside == (balances in within and sum(b * b for b in balances) == least)


@pytest.mark.parametrize("name", SPECS)
def test_no_roster_is_fairer(name: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS[name])
    solution = solve(problem, 30)
    values = check(problem, solution.roster).values
    met = 0
    for posted in components(opened(post(problem))):
        own = {key: solution.roster.who(key) for key in problem.seats}
        for spread in posted.spreads:
            if apportioned := apportionment(posted, spread, Roster(own)):
                largest, squares = (values[level] for level in spread.levels)
                assert apportioned.least_largest() <= largest
                assert apportioned.least_squares(largest) <= squares
                met += 1
    assert met == len(fairness_levels(problem)), "no pool of this unit is bounded: it shows nothing"

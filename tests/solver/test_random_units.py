"""Random small units: whatever is planned the checker accepts, and no roster is better on any level."""

from __future__ import annotations

import tempfile
from itertools import combinations, product
from math import prod
from pathlib import Path
from typing import Any

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from generator.check import check
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import levels
from generator.solver import solve
from tests import tiny

NAMES = ["甲", "乙", "丙", "丁"]
DAYS = ["2026-12-01", "2026-12-02", "2026-12-03"]
ROSTERS = 1500

leave = st.lists(st.sampled_from(DAYS), max_size=2, unique=True)
person = st.fixed_dictionaries(
    {
        "department": st.sampled_from("ab"),
        "leave": st.builds(
            lambda days, kind: [{"from": d, "kind": kind} for d in days], leave, st.sampled_from(["annual", "own"])
        ),
        "proportion": st.sampled_from(["1", "1/2"]),
        "post": st.sampled_from(["", "w1"]),
    }
)
strength = st.sampled_from(["must", "wish"])
rule = st.one_of(
    st.builds(lambda days, s: {"gap-between-turns": {"days": days, "strength": s}}, st.integers(1, 2), strength),
    st.builds(lambda s: {"departments-in-turn": {"strength": s}}, strength),
    st.builds(lambda s: {"distinct-departments": {"strength": s}}, strength),
    st.builds(lambda hours: {"rest-after": {"hours": hours}}, st.sampled_from([4, 30])),
    st.builds(lambda s: {"weekly-quota": {"times": 1, "strength": s}}, st.just("wish")),
)
seat = st.fixed_dictionaries(
    {
        "title": st.just("值班员"),
        "from": st.just("all"),
        "count": st.integers(1, 2),
        "turn": st.sampled_from(["persons", "departments"]),
        "least": st.integers(0, 2),
    }
)
duty = st.fixed_dictionaries(
    {
        "seats": st.builds(lambda one: {"keeper": one}, seat),
        "rules": st.lists(rule, max_size=2, unique_by=lambda r: next(iter(r))),
        "hours": st.sampled_from([{"from": "08:00", "to": "12:00"}, {"from": "10:00", "to": "20:00"}]),
        "keeps_post": st.booleans(),
    }
)
unit = st.fixed_dictionaries(
    {
        "people": st.dictionaries(st.sampled_from(NAMES), person, min_size=2, max_size=4),
        "days": st.sampled_from([["2026-12-01", "2026-12-02"], ["2026-12-01", "2026-12-03"]]),
        "duties": st.dictionaries(st.sampled_from(["d", "e"]), duty, min_size=1, max_size=2),
        "posts": st.just([{"id": "w1", "title": "1号窗口", "department": "a"}]),
        "rules": st.sampled_from([[], ["window-covered"]]),
        "departments": st.just(["a", "b"]),
    }
)


def rosters(problem: Problem) -> list[list[tuple[str, ...]]]:
    return [
        [g for size in range(seats.count + 1) for g in combinations(seats.candidates, size)]
        for seats in problem.seats.values()
    ]


@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking would take minutes
@given(unit)
def test_what_is_planned_is_sound_and_best(spec: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        problem = tiny.problem(Path(folder), spec)
    choices = rosters(problem)
    assume(prod(map(len, choices)) <= ROSTERS)
    solution = solve(problem, 60)
    report = check(problem, solution.roster)
    order = levels(problem)
    assert not [b for b in report.breaches if b.forbidden]
    assert all(level.proven for level in solution.levels)
    planned = tuple(level.value for level in solution.levels)
    assert planned == tuple(report.values[level] for level in order)
    for chosen in product(*choices):
        other = check(problem, Roster(dict(zip(problem.seats, chosen, strict=True))))
        if not any(b.forbidden for b in other.breaches):
            assert tuple(other.values[level] for level in order) >= planned

"""Months made by lot: whatever comes together, the checker confirms every reason and every repair."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from generator.solver import reasons, repairs
from tests import tiny
from tests.solver.test_infeasible import KEEPER, TWO, outcomes, relaxable, unit

LEADER = {"leader": {"title": "组长", "appointed": ["甲", "乙"]}}
IN_TURN = {"keeper": {"title": "值班员", "from": "all", "turn": "departments"}}
EVENING = {"seats": KEEPER, "hours": {"from": "17:00", "to": "20:00"}}


def month(seed: int) -> dict[str, Any]:
    """Draw a unit of two or three people, their leave, the seats and the rules."""
    chance = random.Random(seed)
    days = chance.choice([1, 2])
    people = {}
    for name in "甲乙丙"[: chance.choice([2, 3])]:
        leave = [{"from": f"2026-12-0{day}"} for day in range(1, days + 1) if chance.random() < 0.4]
        people[name] = {"department": chance.choice("ab"), "role": chance.choice(["staff", "staff", "other"])}
        people[name] |= {"leave": leave, "from": chance.choice(["2026-01-01", "2026-01-01", "2026-12-02"])}
    seats = chance.choice([KEEPER, TWO, IN_TURN, LEADER, KEEPER | LEADER])
    rules: list[Any] = ["departments-in-turn"] if seats is IN_TURN else []
    rules += [rule for rule in ("distinct-departments", {"gap-between-turns": {"days": 2}}) if chance.random() < 0.6]
    spec = unit(people, days, seats, *rules)
    if chance.random() < 0.4:
        spec["before"] = {"2026-11-30": {"d": {next(iter(seats)): ["甲"]}}}
    if chance.random() < 0.4:
        spec["duties"]["e"] = EVENING
    return spec


@pytest.mark.parametrize("seed", range(24))
def test_the_checker_confirms(seed: int, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, month(seed))
    every = outcomes(problem)
    found, menu = reasons(problem), repairs(problem)
    assert found.feasible == (frozenset() in every) == (not found.found) == (not menu.found)
    for reason in found.found:
        core = frozenset(reason.instances)
        assert reason.minimal
        assert all(core & outcome for outcome in every)
        assert all(any(core & outcome <= {instance} for outcome in every) for instance in core)
    possible = {o for o in every if all(relaxable(problem, i) for i in o)}
    assert menu.proven
    if menu.found:
        assert len(menu.found[0].instances) == min(map(len, possible))
    for repair in menu.found:
        given_up = frozenset(repair.instances)
        assert given_up in possible
        assert not any(outcome < given_up for outcome in possible)


def test_most_of_them_are_impossible(tmp_path: Path) -> None:
    problems = [tiny.problem(tmp_path / str(seed), month(seed)) for seed in range(24)]
    assert sum(not reasons(problem).feasible for problem in problems) > 12

"""The quick difference of a few changed seats is the difference that going over the whole month finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from generator import ledger
from generator.check import Report, check
from generator.data.project import Project
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.reasons.moves import Move, moved
from generator.reasons.nearby import nearby
from generator.reasons.reach import LISTED, OF_A_PERSON
from generator.rules import RULES
from generator.rules.base import levels
from tests import tiny
from tests.rules.test_agreement import SPECS

TRIALS = 12
ALL = [(name, number) for name, specs in sorted(SPECS.items()) for number in range(len(specs))]


def agrees(report: Report, moves: Sequence[Move]) -> bool:
    """Compare both ways of finding the difference; say whether it forbids anything."""
    problem = report.problem
    found = nearby(report).changes(moves)
    after = check(problem, moved(report.roster, moves))
    arising = {b for b in after.breaches if b.forbidden} - {b for b in report.breaches if b.forbidden}
    assert found.breaches == arising
    changes = {level: after.values[level] - report.values[level] for level in levels(problem)}
    assert {level: found.values.get(level, 0) for level in levels(problem)} == changes
    return bool(arising) or any(changes.values())


def at_random(problem: Problem, lots: random.Random) -> Roster:
    """Give any roster, kept or not: empty seats, and people whom no rule would let serve."""
    return Roster(
        {k: tuple(lots.sample(problem.people, lots.randrange(min(3, len(problem.people))))) for k in problem.seats}
    )


def some_changes(report: Report, lots: random.Random) -> list[Move]:
    """Give one to three moves, each in a seat of its own."""
    keys = lots.sample([*report.problem.seats], min(lots.choice([1, 1, 2, 3]), len(report.problem.seats)))
    moves = []
    for key in keys:
        others = [p for p in report.problem.people if p not in report.roster.who(key)]
        moves.append(Move(key, lots.choice([*report.roster.who(key), ""]), lots.choice(others or [""])))
    return moves


@pytest.mark.parametrize(("name", "number"), ALL)
def test_the_quick_difference_is_the_full_one(tmp_path: Path, name: str, number: int) -> None:
    spec: dict[str, Any] = SPECS[name][number]
    problem = tiny.problem(tmp_path, spec)
    lots = random.Random(f"{name}/{number}")
    found = []
    for _ in range(TRIALS):
        report = check(problem, at_random(problem, lots))
        found += [agrees(report, some_changes(report, lots)) for _ in range(TRIALS)]
    assert any(found)


def test_so_it_is_on_the_hall(sample: Project) -> None:
    months = list(ledger.months(sample, sample.units["hall"]))
    lots = random.Random(7)
    for problem, roster in (months[-1], min(months, key=lambda month: len(month[0].slots))):
        report = check(problem, roster)
        assert all(agrees(report, some_changes(report, lots)) for _ in range(5))


def test_every_rule_is_listed_once_or_asked_about_the_whole_month() -> None:
    listed = LISTED
    assert len(listed) == len(set(listed))
    assert set(listed) <= {rule.name for rule in RULES}


def test_a_rule_that_is_not_listed_is_asked_about_the_whole_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "generator.reasons.nearby.LISTED", tuple(rule.name for rule in RULES if rule.name not in OF_A_PERSON)
    )
    monkeypatch.setattr("generator.reasons.nearby.OF_A_PERSON", ())
    problem = tiny.problem(tmp_path, SPECS["gap-between-turns"][0])
    lots = random.Random(3)
    found = []
    for _ in range(TRIALS):
        report = check(problem, at_random(problem, lots))
        found.append(agrees(report, some_changes(report, lots)))
    assert any(found)

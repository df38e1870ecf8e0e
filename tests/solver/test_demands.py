"""Constraints that count choices, said in rows for every choice or with Booleans of their own: the same is possible."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from generator.solver import demands, trials
from generator.solver.demands import Demands
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
DAY_AND_NIGHT = {"seats": KEEPER, "hours": {"from": "08:30", "to": "08:30"}}


def weekend(people: list[str], rest: int) -> dict[str, Any]:
    """Two seats on each of two days of rest, after a week of work."""
    return {
        "people": dict.fromkeys(people, "a"),
        "days": ["2026-12-05", "2026-12-06"],
        "rules": [{"weekly-rest": {"days": rest}}],
        "duties": {"d": {"seats": KEEPER}, "e": {"seats": KEEPER, "hours": {"from": "18:00", "to": "20:00"}}},
    }


@pytest.mark.parametrize(
    ("spec", "possible"),
    [
        (weekend(["甲"], 1), False),
        (weekend(["甲", "乙"], 1), True),
        (weekend(["甲", "乙", "丙", "丁"], 2), False),
        (weekend(["甲"], 0), True),
    ],
)
@pytest.mark.parametrize("most", [0, 512])
def test_the_same_is_possible_however_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: dict[str, Any], possible: bool, most: int
) -> None:
    monkeypatch.setattr(demands, "MOST_CHOICES", most)
    made = Demands(tiny.problem(tmp_path, spec))
    resting = {i for i in made.instances if i.rule == "weekly-rest"}
    assert trials.possible(made, made.instances, time.monotonic() + 60) is possible
    assert trials.possible(made, [i for i in made.instances if i not in resting], time.monotonic() + 60) is True
    assert possible or resting <= set(made.relevant(made.instances))


def test_a_month_of_days_and_nights_stays_small(tmp_path: Path) -> None:
    spec = {
        "people": {name: {"department": "a", "duty_only": True} for name in "甲乙丙丁"},
        "days": ["2026-12-01", "2026-12-31"],
        "law": True,
        "open": "every-day",
        "duties": dict.fromkeys("abcd", DAY_AND_NIGHT),
    }
    rows = Demands(tiny.problem(tmp_path, spec)).rows
    assert len([row for row in rows if row.instance.rule == "weekly-rest"]) < 4 * 6 * 7 * 9

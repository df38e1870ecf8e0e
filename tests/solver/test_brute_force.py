"""Brute force is the oracle: on tiny units every level of the plan is the least that any roster can have."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.data.records.roster import Roster
from generator.rules.base import levels
from generator.solver import solve
from tests import tiny

PEOPLE = {"甲": "a", "乙": "a", "丙": "b", "丁": "c"}
DESK = {"seats": {"keeper": {"title": "值班员", "from": "all"}}, "rules": [{"gap-between-turns": {"days": 1}}]}
GROUP = {
    "seats": {"members": {"title": "成员", "count": 2, "from": "all", "turn": "departments"}},
    "rules": [{"departments-in-turn": {"strength": "wish"}}, {"distinct-departments": {"strength": "wish"}}],
    "hours": {"from": "19:00", "to": "21:00"},
}
SPECS: dict[str, dict[str, Any]] = {
    "one duty, everybody there": {"people": PEOPLE, "days": ["2026-12-01", "2026-12-04"], "duties": {"d": DESK}},
    "history, opening balances, wishes": {
        "people": PEOPLE | {"丁": {"department": "c", "proportion": "1/2"}},
        "days": ["2026-12-01", "2026-12-04"],
        "duties": {"d": DESK},
        "opening": {"甲": "1/2", "乙": "-1/2"},
        "before": {"2026-11-29": "乙", "2026-11-30": "甲"},
        "wishes": [{"person": "丙", "from": "2026-12-01", "until": "2026-12-02", "want": "off", "weight": 2}],
    },
    "an empty seat cannot be avoided": {
        "people": {
            "甲": {"department": "a", "leave": [{"from": "2026-12-02", "until": "2026-12-03"}]},
            "乙": {"department": "b", "leave": [{"from": "2026-12-02", "kind": "own"}]},
        },
        "days": ["2026-12-01", "2026-12-03"],
        "duties": {"d": DESK},
    },
    "two duties, departments in turn as a wish": {
        "people": PEOPLE | {"丙": {"department": "b", "leave": [{"from": "2026-12-01"}]}},
        "days": ["2026-12-01", "2026-12-02"],
        "duties": {"d": DESK, "g": GROUP},
    },
    "weekdays and a statutory holiday are balanced apart": {
        "people": PEOPLE,
        "days": ["2026-09-30", "2026-10-02"],
        "duties": {"d": {"seats": DESK["seats"]}},
    },
}


@pytest.mark.parametrize("name", SPECS)
def test_every_level_is_the_least_possible(name: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS[name])
    order = levels(problem)
    best: tuple[int, ...] | None = None
    winners: list[Roster] = []
    groups = [
        [g for size in range(seats.count + 1) for g in combinations(seats.candidates, size)]
        for seats in problem.seats.values()
    ]
    for chosen in product(*groups):
        roster = Roster(dict(zip(problem.seats, chosen, strict=True)))
        report = check(problem, roster)
        if not any(b.forbidden for b in report.breaches):
            value = tuple(report.values[level] for level in order)
            if best is None or value < best:
                best, winners = value, []
            winners += [roster] if value == best else []
    solution = solve(problem, 60)
    assert all(level.proven for level in solution.levels)
    assert tuple(level.value for level in solution.levels) == best
    assert [solution.roster] == winners  # the draw leaves one


def test_a_quota_that_cannot_be_met_is_named_and_the_rest_is_planned(tmp_path: Path) -> None:
    """Two leaders are both there on one day of the week only, and one seat is offered: one of them goes without."""
    away = [{"from": f"2026-12-0{day}"} for day in (1, 2, 4, 5, 6)]
    spec = {
        "people": {name: {"department": "a", "leave": away} for name in ("甲", "乙")} | {"丙": "b"},
        "days": ["2026-12-01", "2026-12-06"],
        "groups": {"all": {"title": "全体"}, "leaders": {"title": "领导", "departments": ["a"]}},
        "duties": {
            "d": DESK | {"rules": []},
            "s": {
                "seats": {"leader": {"title": "领导", "from": "leaders", "least": 0}},
                "rules": [{"weekly-quota": {"times": 1}}],
                "hours": {"from": "19:00", "to": "20:00"},
            },
        },
    }
    problem = tiny.problem(tmp_path, spec)
    report = check(problem, solve(problem, 60).roster)
    (breach,) = report.grave
    assert breach.rule == "weekly-quota"
    assert all(len(report.roster.who(key)) == 1 for key in problem.seats if key.duty == "d")

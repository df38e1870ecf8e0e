"""A fault seeded into what a rule posts is found: by the checker, or by a level that is measured worse than proven."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.errors import RuleError
from generator.rules import BY_NAME, RULES
from generator.rules.base import fairness_levels
from generator.solver import solve
from tests import tiny
from tests.rules.test_agreement import GROUPS, KEEPER, SPECS, alone, one

SECONDS = 30
DRAWS = 12
SHARED: dict[str, list[dict[str, Any]]] = {  # one person alone works on every day, whatever the rule says
    "shortest-work-run": [alone([{"shortest-work-run": {"days": 3}}], people={"甲": "a", "乙": "a"})],
    "accompanied": [  # where all seats are filled nobody is alone: here is one seat, and one who may not be alone in it
        one(
            KEEPER,
            [{"accompanied": {"helpers": ["own"]}}],
            people={"甲": "a", "乙": {"department": "a", "employment": "external"}},
            groups=GROUPS,
        )
    ],
}
GUARDED = {"night-work-protection": ("eligible",)}  # whom the law protects is outside the group as well


def noticed(root: Path, name: str, draws: int, *, fair: bool = True) -> bool:
    """Plan the tiny units of the rule by several draws, and say whether a result is found to be wrong."""
    problems = [
        tiny.problem(root / str(place), spec) for place, spec in enumerate([*SPECS[name], *SHARED.get(name, ())])
    ]
    for problem, draw in product(problems, range(draws)):
        period = replace(problem.period, name=f"{2026 + draw}-12")  # the draw decides what is left open
        drawn = replace(problem, period=period)
        try:
            solution = solve(drawn, SECONDS)
        except RuleError:
            return True
        skipped = set() if fair else {level for pair in fairness_levels(drawn).values() for level in pair}
        forbidden = any(breach.forbidden for breach in check(drawn, solution.roster).breaches)
        if forbidden or not all(level.proven for level in solution.levels if level.name not in skipped):
            return True
    return False


def nothing(*_: Any) -> tuple[()]:
    """Post nothing, declare nothing."""
    return ()


@pytest.mark.parametrize("name", sorted(rule.name for rule in RULES))
def test_a_rule_that_posts_nothing_is_noticed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fairness is left out as well, so that it does not happen to choose what the silent rule wants."""
    assert not noticed(tmp_path / "right", name, 1)
    for silent in {name, "fair-share", *GUARDED.get(name, ())}:
        monkeypatch.setattr(type(BY_NAME[silent]), "post", nothing)
        monkeypatch.setattr(type(BY_NAME[silent]), "facts", nothing)
    assert noticed(tmp_path / "wrong", name, DRAWS, fair=name == "fair-share")

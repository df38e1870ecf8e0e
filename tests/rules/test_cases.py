"""Every rule against its cases: who holds what, and the exact sentences or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.rules import BY_NAME, RULES
from tests import tiny

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(path.stem.replace("_", "-"), case, id=f"{path.stem}: {case['case']}")
    for path in sorted(FOLDER.glob("*.yml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, case)
    roster = tiny.roster(problem, case, case["roster"])
    found = sorted(BY_NAME[rule].check(problem, roster), key=lambda b: (b.key, b.people))
    said = [f"{BY_NAME[rule].explain(problem, b)}（{b.citation.text}）" for b in found]
    assert said == case["says"]
    if "penalty" in case:
        assert sum(b.penalty for b in found) == int(case["penalty"])


def test_every_rule_has_cases_of_both_kinds() -> None:
    for rule in RULES:
        if rule.name == "draw-lots":  # a lot is nobody's fault
            continue
        cases = [case for name, case in (p.values for p in CASES) if name == rule.name]
        assert any(case["says"] for case in cases), f"{rule.name}: no case that is not kept"
        assert any(not case["says"] for case in cases), f"{rule.name}: no case that is kept"


def test_every_rule_is_described() -> None:
    for rule in RULES:
        assert rule.__doc__, rule.name
        assert type(rule).__module__.endswith(rule.name.replace("-", "_"))

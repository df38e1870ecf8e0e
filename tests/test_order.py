"""People are treated alike: the order of lines and files means nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generator
from generator.data.calendars.period import parse_period
from generator.data.records.roster import dump
from tests import tiny

SPEC: dict[str, Any] = {
    "people": {"甲": "a", "乙": "a", "丙": "b", "丁": "c", "戊": {"department": "b", "proportion": "1/2"}},
    "departments": ["a", "b", "c"],
    "days": ["2026-12-01", "2026-12-31"],
    "duties": {
        "d": {"seats": {"keeper": {"title": "值班员", "from": "all"}}, "on": "rest-days"},
        "g": {
            "seats": {"members": {"title": "成员", "count": 2, "from": "all", "turn": "departments"}},
            "rules": ["departments-in-turn"],
            "on": "rest-days",
            "hours": {"from": "19:00", "to": "21:00"},
        },
    },
    "wishes": [{"person": "甲", "from": "2026-12-05", "want": "off"}],
}


def record(root: Path, spec: dict[str, Any]) -> str:
    project = tiny.load(root, spec)
    draft = generator.plan(project, project.units["u"], parse_period("2026-12"))
    assert all(level.proven for level in draft.record.levels)
    return dump(draft.record)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_shuffled_lines_give_the_same_bytes(tmp_path: Path, chance: random.Random) -> None:
    shuffled = {**SPEC, "people": dict(chance.sample(list(SPEC["people"].items()), len(SPEC["people"])))}
    shuffled["duties"] = dict(chance.sample(list(SPEC["duties"].items()), len(SPEC["duties"])))
    folder = tmp_path / str(chance.random())
    assert record(folder, shuffled) == record(tmp_path / "as-written", SPEC)

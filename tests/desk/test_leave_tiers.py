"""The sample's units in cases that can be read by people who do not program: who decides on which leave, and by what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.data.project import Project
from generator.data.units.leave import Leave
from generator.desk.leavedesk import Desk, Ruling

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "leave_cases.yml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # every scalar as the text that was written, as the project reads its files
)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any], sample: Project) -> None:
    ruling = _ruling(sample, case)
    assert (ruling.tier.approver, ruling.article) == (case["by"], case["says"])
    if "first" in case:
        assert ruling.tier.formalities == case["first"]


def test_every_tier_of_every_unit_is_asked_for(sample: Project) -> None:
    """A tier that no case meets could say anything."""
    asked = [(case["unit"], _ruling(sample, case).tier) for case in CASES]
    missed = [
        f"{name}: {tier.approver}, {tier.kinds or tier.roles}"
        for name, unit in sample.units.items()
        for tier in unit.unit.leave_tiers
        if (name, tier) not in asked
    ]
    assert missed == []


def _ruling(sample: Project, case: dict[str, Any]) -> Ruling:
    asked = Leave.model_validate({"until": case["ask"]["from"], **case["ask"]})
    return Desk(sample, sample.units[case["unit"]]).ruling(asked)

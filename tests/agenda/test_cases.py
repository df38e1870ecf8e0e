"""The agenda in cases that can be read by people who do not program: what comes of a series, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.agenda.listing import agenda
from generator.agenda.occurrences import Agenda
from generator.data.agenda.series import Series
from generator.data.project import Project, UnitData, Versions

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # every scalar as the text that was written, as the project reads its files
)


def with_series(unit: UnitData, **series: Any) -> UnitData:
    """The unit with these series alone, in force from 2025 on."""
    made = {name: Versions(name, ((date(2025, 1, 1), Series.model_validate(said)),)) for name, said in series.items()}
    return replace(unit, agenda=made)


def lines(found: Agenda) -> list[str]:
    """Say an agenda as the cases do."""
    said = []
    for own in found.occurrences:
        words = f"{own.day} {own.title}{'' if own.held else ' 不举行'}"
        said.append(f"{words}：{own.why}" if own.why else words)
    return [*said, *(f"{one.series.title} {one.state}：{one.why}" for one in found.open)]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any], sample: Project) -> None:
    unit = sample.units[case.get("unit", "hall")]
    if "of" in case:
        unit = replace(unit, agenda={name: unit.agenda[name] for name in case["of"]})
    else:
        unit = with_series(unit, thing={"title": "一事", "kind": "meeting", "article": "custom", **case["series"]})
    assert lines(agenda(sample, unit, *map(date.fromisoformat, (case["from"], case["until"])))) == case["expect"]

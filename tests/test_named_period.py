"""A span of its own: published ahead, held fixed against the months that it touches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator
from generator import ledger, publishing
from generator.check import broken_chain
from generator.data.project import Project
from generator.errors import Refused
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
SPEC: dict[str, Any] = {
    "people": {"甲": "a", "乙": "a", "丙": "b", "丁": "b"},
    "days": ["2026-09-01", "2026-09-30"],
    "duties": {
        "desk": {"seats": KEEPER, "on": "workdays"},
        "holiday": {
            "seats": KEEPER,
            "on": "holidays",
            "hours": {"from": "08:30", "to": "08:30"},
            "rules": [{"rest-after": {"hours": 24}}],
        },
    },
}
SPAN = {"title": "2026年国庆节", "from": "2026-09-30", "until": "2026-10-07", "duties": ["holiday"]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny.write(tmp_path, SPEC)
    (tmp_path / "rosters/u/periods").mkdir()
    (tmp_path / "rosters/u/periods/2026-国庆.yml").write_text(
        yaml.safe_dump(SPAN, allow_unicode=True), encoding="utf-8"
    )
    return tmp_path


def publish(root: Path, name: str) -> Project:
    project = generator.load(root)
    unit = project.units["u"]
    draft = generator.plan(project, unit, unit.period(name))
    assert not draft.report.grave
    publishing.write_draft(publishing.draft_path(project, unit, unit.period(name), "plan"), draft.record)
    generator.publish(project, unit, unit.period(name), on=date(2026, 9, 1))
    return generator.load(root)


def test_it_crosses_the_border_of_months_and_the_months_leave_its_slots_out(root: Path) -> None:
    publish(root, "2026-国庆")
    publish(root, "2026-09")
    project = publish(root, "2026-10")
    unit = project.units["u"]
    days = {name: {k.day for k in h.roster.held if k.duty == "holiday"} for name, h in unit.published.items()}
    assert days["2026-国庆"] == {date(2026, 10, d) for d in range(1, 8)}
    assert not days["2026-09"]
    assert not days["2026-10"]
    assert [h.period.name for h in unit.in_order()] == ["2026-国庆", "2026-09", "2026-10"]
    assert broken_chain(unit) == []


def test_a_month_keeps_the_rest_after_the_holiday_that_was_published_before_it(root: Path) -> None:
    publish(root, "2026-国庆")
    publish(root, "2026-09")
    unit = publish(root, "2026-10").units["u"]
    holiday, october = (unit.published[name].roster.held for name in ("2026-国庆", "2026-10"))
    (last,) = next(people for key, people in holiday.items() if key.day == date(2026, 10, 7))
    (first,) = next(people for key, people in october.items() if key.day == date(2026, 10, 8))
    assert last != first  # off at 8:30 on the 8th, and 24 hours of rest


def test_a_holiday_published_after_its_month_takes_the_month_as_fixed(root: Path) -> None:
    publish(root, "2026-09")
    publish(root, "2026-10")
    unit = publish(root, "2026-国庆").units["u"]
    assert [h.period.name for h in unit.in_order()] == ["2026-09", "2026-10", "2026-国庆"]
    for problem, roster in ledger.months(generator.load(root), unit):
        assert not generator.check(problem, roster).grave


def test_an_unknown_span_is_refused_with_the_known_ones(root: Path) -> None:
    unit = generator.load(root).units["u"]
    with pytest.raises(Refused, match="专门期间：2026-国庆"):
        unit.period("2026-中秋")

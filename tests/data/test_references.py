"""A duty cites what holds as long as it does itself: a regulation that is repealed meanwhile is named with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

import generator
from generator.errors import InputErrors
from tests import tiny

SPEC = {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-02"], "duties": {"d": {"article": "§duty#staffing"}}}


def test_a_duty_that_cites_what_is_repealed_is_a_fault(tmp_path: Path) -> None:
    project = tiny.load(tmp_path, SPEC)
    (project.root / "docs/regulations/duty/2027-03-01.repeal.md").write_text("", encoding="utf-8")
    with pytest.raises(InputErrors) as error:
        generator.load(project.root)
    [duty] = (project.root / "rosters/u/duties/d").glob("*.yml")
    line = next(n for n, text in enumerate(duty.read_text(encoding="utf-8").split("\n"), 1) if "§duty#staffing" in text)
    said = str(error.value)
    assert f"rosters/u/duties/d/{duty.name}:{line}:" in said
    assert "article：规章“duty”2027-03-01 起废止，这里还在引用；从那天起改用现行的规章" in said

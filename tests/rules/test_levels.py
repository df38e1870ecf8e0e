"""The order of the levels is the design's, and a day's class is the calendar's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.data.slots import BurdenClass
from generator.rules.base import levels
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}


def test_empty_seats_first_then_windows_turns_fairness_wishes_and_the_draw(tmp_path: Path) -> None:
    spec = {
        "people": {"甲": "a", "乙": "a"},
        "days": ["2026-09-30", "2026-10-03"],
        "duties": {"d": {"seats": KEEPER}},
        "rules": ["window-covered"],
    }
    assert levels(tiny.problem(tmp_path, spec)) == (
        "empty-seats",
        "uncovered-windows",
        "turn-order",
        "fairness-max/pool/ordinary",
        "fairness-sum/pool/ordinary",
        "fairness-max/pool/weekend",
        "fairness-sum/pool/weekend",
        "fairness-max/pool/statutory",
        "fairness-sum/pool/statutory",
        "wishes",
        "draw",
    )


@pytest.mark.parametrize(("spring", "expected"), [(False, BurdenClass.STATUTORY), (True, BurdenClass.SPRING_FESTIVAL)])
def test_spring_festival_is_a_class_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spring: bool, expected: BurdenClass
) -> None:
    monkeypatch.setitem(tiny.HOLIDAY, "spring_festival", spring)
    spec = {
        "people": {"甲": "a"},
        "days": ["2026-10-01", "2026-10-01"],
        "duties": {"d": {"seats": KEEPER}},
    }
    (slot,) = tiny.problem(tmp_path, spec).slots
    assert slot.burden is expected

"""The order of the levels is the design's, and a day's class is the calendar's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.problem.slots import BurdenClass
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
        "fairness-max/pool/adjusted_rest",
        "fairness-sum/pool/adjusted_rest",
        "fairness-max/pool/statutory",
        "fairness-sum/pool/statutory",
        "wishes",
        "draw",
    )


def classes(tmp_path: Path, days: list[str], **keys: Any) -> list[BurdenClass]:
    spec = {"people": {"甲": "a"}, "days": days, "duties": {"d": {"seats": KEEPER} | keys}}
    return [slot.burden for slot in tiny.problem(tmp_path, spec).slots]


def test_every_day_of_a_holiday_has_its_class(tmp_path: Path) -> None:
    assert classes(tmp_path, ["2026-09-30", "2026-10-03"]) == [
        BurdenClass.ORDINARY,
        BurdenClass.STATUTORY,
        BurdenClass.ADJUSTED_REST,
        BurdenClass.WEEKEND,
    ]


def test_spring_festival_is_a_class_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tiny.HOLIDAY, "spring_festival", True)
    assert classes(tmp_path, ["2026-10-01", "2026-10-03"]) == [BurdenClass.SPRING_FESTIVAL] * 3


def test_the_eve_is_set_apart_though_it_is_a_legal_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tiny.HOLIDAY, "spring_festival", True)
    monkeypatch.setitem(tiny.HOLIDAY, "eve", "2026-10-01")
    assert classes(tmp_path, ["2026-10-01", "2026-10-02"]) == [BurdenClass.EVE, BurdenClass.SPRING_FESTIVAL]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [({"from": "08:30", "to": "17:30"}, BurdenClass.ORDINARY), ({"from": "08:30", "to": "08:30"}, BurdenClass.EVE)],
)
def test_on_an_eve_that_is_worked_only_what_lasts_into_the_holiday_is_set_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: dict[str, str], expected: BurdenClass
) -> None:
    monkeypatch.setitem(tiny.HOLIDAY, "eve", "2026-09-30")
    assert classes(tmp_path, ["2026-09-30", "2026-09-30"], hours=hours) == [expected]


def test_classes_go_from_light_to_heavy() -> None:
    light_to_heavy = ["平日", "休息日", "调休休息日", "节日前夕", "法定节假日", "春节"]
    assert [burden.value for burden in BurdenClass] == light_to_heavy

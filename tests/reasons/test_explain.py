"""Why this person and why not that one: what is said is what the checker finds when the one seat is changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from generator import ledger
from generator.check import Report, check
from generator.data.project import Project
from generator.data.records.roster import SeatKey
from generator.reasons.explain import alternatives, asked, difference, instead, why_empty, why_not
from generator.rules.base import levels
from tests import tiny

SPEC: dict[str, Any] = {
    "people": {
        "甲": "a",
        "乙": "a",
        "丙": {"department": "b", "leave": [{"from": "2026-12-03", "kind": "own"}]},
        "丁": "c",
        "戊": {"department": "c", "role": "other", "leave": [{"from": "2026-12-03"}]},
    },
    "days": ["2026-12-01", "2026-12-04"],
    "duties": {
        "d": {
            "title": "导办台",
            "rules": [{"gap-between-turns": {"days": 1}}],
            "seats": {"keeper": {"title": "值班员", "from": "all"}},
        },
        "g": {
            "title": "值班组",
            "hours": {"from": "19:00", "to": "21:00"},
            "seats": {"leader": {"title": "组长", "appointed": ["丙", "丁", "戊"]}},
        },
    },
}
HELD = {
    "2026-12-01": {"d": "甲", "g": "丙"},
    "2026-12-02": {"d": "丁", "g": "丙"},
    "2026-12-03": {"d": "乙", "g": "丁"},
    "2026-12-04": {"d": "丙", "g": "丙"},
}


@pytest.fixture
def report(tmp_path: Path) -> Report:
    problem = tiny.problem(tmp_path, SPEC)
    found = check(problem, tiny.roster(problem, SPEC, HELD))
    assert not found.grave
    return found


def seat(report: Report, duty: str, day: int) -> SeatKey:
    return next(key for key in report.problem.seats if (key.duty, key.day.day) == (duty, day))


def said(report: Report, duty: str, day: int, name: str) -> list[str]:
    key = seat(report, duty, day)
    return why_not(report, instead(report, key, tiny.ids(SPEC)[name]), key)


def test_a_rule_that_excludes_is_said_with_its_article(report: Report) -> None:
    assert said(report, "d", 3, "丁") == [
        "丁12月2日（周三）已排值班，又排在12月3日（周四）导办台值班员，中间只隔 0 天，应隔至少 1 天（《值班制度》第一条）"
    ]


def test_every_rule_that_excludes_is_said_and_leave_without_its_kind(report: Report) -> None:
    rules = said(report, "d", 3, "丙")
    assert rules == [
        "丙12月3日（周四）已排值班，又排在12月4日（周五）导办台值班员，中间只隔 0 天，应隔至少 1 天（《值班制度》第一条）",
        "丙当日不在岗，却排在12月3日（周四）导办台值班员（本单位惯例）",
    ]


def test_of_somebody_outside_the_group_nothing_more_is_said(report: Report) -> None:
    assert said(report, "d", 3, "戊") == ["戊不在本班次人员范围"]  # though away that day
    assert said(report, "g", 3, "甲") == ["甲不在本班次人员范围"]


def test_appointed_people_serve_in_their_order(report: Report) -> None:
    assert said(report, "g", 4, "丁") == ["本席位由指定的人依次担任，排在丁之前的人在岗（本单位惯例）"]
    assert said(report, "g", 3, "丙") == ["丙当日不在岗，却排在12月3日（周四）值班组组长（本单位惯例）"]


def test_where_no_rule_excludes_the_level_that_gets_worse_is_said(report: Report) -> None:
    # Four turns for four people who owe one each (丙's leave forgives none). A second turn of 甲 leaves 丙 owing one.
    assert said(report, "d", 4, "甲") == ["没有规则不许，但值班（平日）最大差额由 0.000 次变为 1.000 次"]


def test_where_all_else_is_equal_it_was_the_draw(tmp_path: Path) -> None:
    spec = SPEC | {"duties": {"d": SPEC["duties"]["d"]}, "days": ["2026-12-01", "2026-12-01"]}
    problem = tiny.problem(tmp_path, spec)
    report = check(problem, tiny.roster(problem, spec, {"2026-12-01": "甲"}))
    assert said(report, "d", 1, "乙") == ["没有规则不许，其余各层目标也都一样，由抽签决定（种子 u/2026-12，可以复算）"]


def test_what_would_be_better_is_said_too(report: Report) -> None:
    key = seat(report, "d", 1)
    empty = check(report.problem, report.roster.having(key, ()))
    better = "没有规则不许，但空缺席位由 1 变为 0，反而更好：这份排班表不是最好的"
    assert difference(empty, instead(empty, key, tiny.ids(SPEC)["甲"])) == better


@pytest.mark.parametrize(("duty", "day"), [(duty, day) for duty in "dg" for day in range(1, 5)])
def test_it_is_what_the_checker_finds(report: Report, duty: str, day: int) -> None:
    key = seat(report, duty, day)
    (holder,) = report.roster.who(key)
    counted, free = alternatives(report, key)
    ranks = []
    for person in asked(report.problem, key):
        if person == holder:
            continue
        changed = check(report.problem, report.roster.having(key, [person]))
        forbidden = [b for b in changed.breaches if b.forbidden]
        found = instead(report, key, person)
        assert set(found.breaches) == set(forbidden)
        assert (person in [f.person for f in free]) == (not forbidden)
        if not forbidden:
            worse = tuple(changed.values[level] - report.values[level] for level in levels(report.problem))
            assert found.changes == worse
            ranks.append((worse, person))
    assert [f.person for f in free] == [person for _, person in sorted(ranks)]
    assert all("不能排" in line for line in counted)


def test_a_free_place_is_taken_without_replacing_anybody(report: Report) -> None:
    key = seat(report, "d", 2)
    empty = check(report.problem, report.roster.having(key, ()))
    assert instead(empty, key, tiny.ids(SPEC)["丁"]).holder == ""


def test_an_empty_seat_counts_reasons_without_names(report: Report) -> None:
    key = seat(report, "d", 3)
    lines = why_empty(check(report.problem, report.roster.having(key, ())), key)
    assert lines == [
        "范围内 4 人",
        "2 人因“两次值班间隔”不能排（《值班制度》第一条）",
        "1 人因“请假不排班”不能排（本单位惯例）",
        "2 人可以直接补上",
    ]


def test_the_hall_is_answered_fast(sample: Project) -> None:
    unit = sample.units["hall"]
    problem, roster = list(ledger.months(sample, unit))[-1]
    report = check(problem, roster)
    key = max(problem.seats, key=lambda k: len(problem.seats[k].members))
    began = time.process_time()
    counted, free = alternatives(report, key)
    assert time.process_time() - began < 2
    assert counted
    assert free

"""Nothing that is said lets anybody guess why somebody is kept from the night: not in one word, nor by an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import generator
from generator.data.records.roster import Roster
from generator.problem.fingerprints import fingerprints
from generator.problem.problem import Problem
from generator.reasons import explain, impossible
from generator.regulations.executed import executed
from generator.solver import reasons, repairs
from tests import tiny

WORDS = ("孕", "哺乳", "pregnan", "nurs", "夜班", "示例劳动法", "依法")
"""Words that would tell: the categories, and whatever names the law on them."""


def spec(category: str, **more: Any) -> dict[str, Any]:
    kept = [{"from": "2026-10-01", "until": "2026-12-31", "category": category}]
    return {
        "people": {
            "甲": {"department": "a", "exemptions": kept},
            "乙": "a",
            "丙": {"department": "a", "role": "other"},
        },
        "days": ["2026-12-01", "2026-12-02"],
        "law": True,
        "rules": [{"eligible": {"article": "§duty#staffing"}}],
        "duties": {"d": {"title": "值守", "hours": {"from": "20:00", "to": "08:00"}}},
    } | more


@pytest.fixture(params=["pregnancy", "nursing"])
def problem(request: pytest.FixtureRequest, tmp_path: Path) -> Problem:
    return tiny.problem(tmp_path, spec(request.param))


def silent(lines: list[str]) -> bool:
    return bool(lines) and not [word for word in WORDS for line in lines if word in line]


def test_the_words_would_be_found(problem: Problem) -> None:
    assert not silent([problem.by_key[next(iter(problem.seats))].rules["night-work-protection"].citation.text])


def test_a_roster_that_breaks_it_is_told_once_in_the_words_for_everybody_outside(problem: Problem) -> None:
    key = next(iter(problem.seats))
    grave = generator.check(problem, Roster({key: ("3",)})).grave
    said = [generator.sentence(problem, breach) for breach in grave if breach.key == key]
    assert said == ["甲不在12月1日（周二）值守值班员的人员范围内（《值班制度》第一条）"]
    assert silent(said)


def test_whoever_is_protected_is_told_like_whoever_is_outside_by_role(problem: Problem) -> None:
    key = next(iter(problem.seats))
    outside, protected = (
        [
            generator.sentence(problem, b).replace(name, "某")
            for b in generator.check(problem, Roster({key: (p,)})).grave
        ]
        for name, p in (("丙", "1"), ("甲", "3"))
    )
    assert protected == outside
    assert silent(protected)


def test_asked_why_not_only_outside_is_said(problem: Problem) -> None:
    key = next(iter(problem.seats))
    report = generator.check(problem, Roster({key: ("2",)}))
    assert explain.why_not(report, explain.instead(report, key, "3"), key) == ["甲不在本班次人员范围"]
    lines, free = explain.alternatives(report, key)
    assert lines == []
    assert free == []


def test_the_law_page_counts_no_breach(problem: Problem) -> None:
    key = next(iter(problem.seats))
    entries = executed([generator.check(problem, Roster({key: ("3",)}))])
    law = [entry for (ref, _), duties in entries.items() if ref.regulation == "law" for entry in duties.values()]
    assert law
    assert all(not entry.breaches for entry in law)


@pytest.mark.parametrize("category", ["pregnancy", "nursing"])
def test_a_month_that_cannot_be_filled_names_nobody_and_offers_nobody_protected(tmp_path: Path, category: str) -> None:
    away = {"department": "a", "leave": [{"from": "2026-12-01", "until": "2026-12-03"}]}
    wanted = spec(category)
    problem = tiny.problem(tmp_path, wanted | {"people": wanted["people"] | {"乙": away}})
    found, mended = reasons(problem, 20), repairs(problem, 20)
    said = [line for reason in found.found for line in impossible.reason(problem, reason.instances)]
    offered = [impossible.repair(problem, repair.instances) for repair in mended.found]
    assert silent(said)
    assert silent(offered)
    assert not [line for line in (*said, *offered) if "甲" in line]
    assert [line for line in offered if "丙" in line]  # somebody outside by role may be asked


def test_no_share_is_owed_in_the_time(problem: Problem) -> None:
    for seats in problem.seats.values():
        assert "3" not in (*seats.members, *seats.candidates, *seats.sharers)


def test_a_fingerprint_does_not_tell_the_category(tmp_path: Path) -> None:
    """Whoever guesses the category cannot confirm it from what a published record holds."""
    marks = [fingerprints(tiny.problem(tmp_path / c, spec(c))) for c in ("pregnancy", "nursing")]
    assert marks[0] == marks[1]


def test_no_sentence_names_the_body_that_has_somebody(tmp_path: Path) -> None:
    """What staff read of somebody who is sent elsewhere is that they have other business, and no more."""
    lent = {"department": "a", "held": [{"from": "2026-12-01", "by": "金丝雀借用单位"}]}
    rules = [{"eligible": {"article": "§duty#staffing"}}, {"other-business": {"article": "§duty#gap"}}]
    wanted = spec("pregnancy", rules=rules) | {"people": {"甲": lent, "乙": "a"}}
    problem = tiny.problem(tmp_path, wanted)
    key = next(iter(problem.seats))
    (lent_id,) = problem.seats[key].busy
    report = generator.check(problem, Roster({key: (lent_id,)}))
    said = [generator.sentence(problem, breach) for breach in report.grave]
    said += explain.why_not(report, explain.instead(report, key, lent_id), key)
    assert any("另有工作" in line for line in said)
    assert not any("金丝雀" in line for line in said)

"""The one idea: amend an article, and from its effective date rosters are planned and checked by the new figure."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import generator
from generator import ledger
from generator.data.calendars.period import parse_period
from generator.data.project import Project
from generator.data.records.roster import SeatKey

NOVEMBER, DECEMBER = parse_period("2026-11"), parse_period("2026-12")


def members(project: Project, period: str) -> set[int]:
    """Plan a month in memory and give the numbers of members that its days have."""
    unit = project.units["hall"]
    draft = generator.plan(project, unit, parse_period(period))
    assert not draft.report.grave
    return {len(people) for key, people in draft.solution.roster.held.items() if key[::2] == ("duty-group", "members")}


def test_this_month_has_two_and_next_month_three(sample: Project) -> None:
    regulation = sample.regulations.by_id["duty-group"]
    assert [v.head.parameters["on_duty"].value for v in regulation.versions] == ["2", "3"]
    published = sample.units["hall"].published["2026-11"].roster
    november = {len(people) for key, people in published.held.items() if key[::2] == ("duty-group", "members")}
    assert november == {2}
    assert members(sample, "2026-12") == {3}


def test_without_the_amendment_next_month_stays_at_two(root: Path, tmp_path: Path) -> None:
    for folder in ("docs", "rosters"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("drafts"))
    (tmp_path / "docs/regulations/duty-group/2026-12-01.md").unlink()
    assert members(generator.load(tmp_path), "2026-12") == {2}


def test_the_checker_holds_each_month_to_its_own_version(sample: Project) -> None:
    unit = sample.units["hall"]
    problem = ledger.carry(sample, unit, DECEMBER)
    roster = generator.plan(sample, unit, DECEMBER).solution.roster
    key = SeatKey("duty-group", date(2026, 12, 1), "members")
    report = generator.check(problem, roster.having(key, roster.who(key)[:2]))
    (breach,) = report.grave
    assert (
        generator.sentence(problem, breach) == "12月1日（周二）值班组成员应有 3 人，实排 2 人（《值班组制度》第二条）"
    )
    assert breach.citation.effective == date(2026, 12, 1)


@pytest.mark.parametrize("period", [NOVEMBER, DECEMBER])
def test_the_figure_is_cited_with_the_version_that_holds(sample: Project, period: object) -> None:
    problem = ledger.carry(sample, sample.units["hall"], period)  # type: ignore[arg-type]
    effective = {seats.citation.effective for key, seats in problem.seats.items() if key.seat == "members"}
    assert effective == {date(2026, 2, 1) if period is NOVEMBER else date(2026, 12, 1)}


def test_an_amendment_in_the_middle_of_a_month_counts_from_its_day(root: Path, tmp_path: Path) -> None:
    for folder in ("docs", "rosters"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("drafts"))
    versions = tmp_path / "docs/regulations/duty-group"
    text = (versions / "2026-12-01.md").read_text(encoding="utf-8")
    (versions / "2026-12-15.md").write_text(text.replace("{value: 3,", "{value: 4,", 1), encoding="utf-8")
    project = generator.load(tmp_path)
    problem = ledger.carry(project, project.units["hall"], DECEMBER)
    counts = {key.day.day: seats.count for key, seats in problem.seats.items() if key.seat == "members"}
    assert {counts[day] for day in range(1, 15) if day in counts} == {3}
    assert {counts[day] for day in range(15, 32) if day in counts} == {4}

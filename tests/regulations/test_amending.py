"""Amending: the next version is opened as a draft, and what it would break is said before it takes effect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.cli import main
from generator.data.project import Project
from generator.errors import Refused
from generator.regulations import amending
from tests.desk.test_substitute import published

TODAY = date(2026, 11, 10)
SPEC: dict[str, Any] = {
    "people": dict.fromkeys("甲乙丙", "a"),
    "duties": {
        "d": {
            "seats": {"keeper": {"title": "值班员", "from": "all"}},
            "rules": [{"gap-between-turns": {"days": "§duty.days_between"}}],
        }
    },
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The days between two turns are two, by the second article: three people in a circle."""
    return published(tmp_path, SPEC, {f"2026-11-{day:02d}": "甲乙丙"[day % 3] for day in range(1, 31)})


def draft(project: Project) -> Path:
    return project.root / "docs/regulations/duty/draft.md"


def test_the_text_in_force_becomes_a_draft_letter_by_letter_but_for_its_head(project: Project) -> None:
    path = amending.amend(project, "duty", date(2027, 3, 1), TODAY)
    assert path == draft(project)
    opened = generator.load(project.root).regulations.by_id["duty"].draft
    assert opened
    now = project.regulations.by_id["duty"].versions[-1]
    assert {n: a.text for n, a in opened.articles.items()} == {n: a.text for n, a in now.articles.items()}
    assert (opened.effective, opened.head.published, opened.head.number) == (date(2027, 3, 1), TODAY, "待编号")
    assert generator.load(project.root).regulations.by_id["duty"].in_force(date(2027, 3, 1)).path == now.path  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "effective", "said"),
    [
        ("dutty", date(2027, 3, 1), "没有规章“dutty”"),
        ("duty", TODAY, "施行日期 2026-11-10 不在今天以后"),
    ],
)
def test_what_cannot_be_amended_is_refused(project: Project, name: str, effective: date, said: str) -> None:
    with pytest.raises(Refused, match=said):
        amending.amend(project, name, effective, TODAY)
    assert not draft(project).exists()
    amending.amend(project, "duty", date(2027, 3, 1), TODAY)
    with pytest.raises(Refused, match="已经有一份草案"):
        amending.amend(generator.load(project.root), "duty", date(2027, 4, 1), TODAY)


def test_the_impact_is_said_per_article_from_the_day_on_which_it_would_hold(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(project.root)]
    assert main([*root, "amend", "duty", "--effective", "2026-11-21", "--today", "2026-11-10"]) == 0
    text = draft(project).read_text(encoding="utf-8")
    draft(project).write_text(text.replace("days_between: {value: 2", "days_between: {value: 3"), encoding="utf-8")
    capsys.readouterr()
    assert main([*root, "impact", "duty"]) == 1
    said = capsys.readouterr().out
    assert "草案，假定自2026年11月21日起施行" in said
    assert "10 个班次，10 处不再符合" in said
    assert "《值班制度》第二条：10 处" in said
    assert "11月21日（周六）" in said
    assert "11月20日（周五）值班值班员" not in said
    assert main([*root, "impact", "duty", "--effective", "2027-01-01"]) == 0
    assert "那一天以后还没有已发布或已排好的班次" in capsys.readouterr().out
    assert main([*root, "check", "--today", "2026-11-10"]) == 0  # nothing is changed by asking


def test_a_draft_that_breaks_nothing_is_told_as_such(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(project.root)]
    assert main([*root, "amend", "duty", "--effective", "2026-11-21", "--today", "2026-11-10"]) == 0
    assert main([*root, "impact", "duty"]) == 0
    assert "2026年11月：10 个班次，仍然全部符合" in capsys.readouterr().out

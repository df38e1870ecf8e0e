"""Lunar dates against published ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import generator
from generator.data.calendars.calendar import days
from generator.render.pages import rosters
from generator.render.text.lunar import lunar
from generator.render.views.gather import gather
from tests import tiny


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 1, 28), "除夕"),  # the twelfth month of that year has 29 days
        (date(2025, 1, 29), "正月初一"),
        (date(2025, 7, 25), "闰六月初一"),
        (date(2025, 10, 6), "八月十五"),
        (date(2026, 2, 16), "除夕"),
        (date(2026, 6, 19), "五月初五"),
        (date(2026, 9, 25), "八月十五"),
        (date(2026, 12, 9), "冬月初一"),
    ],
)
def test_lunar_dates(day: date, said: str) -> None:
    assert lunar(day) == said


def test_every_year_has_one_eve() -> None:
    for year in range(1950, 2080):
        assert [lunar(day) for day in days(date(year, 1, 1), date(year, 12, 31))].count("除夕") == 1


def test_pages_of_a_span_of_its_own_show_the_lunar_date(tmp_path: Path) -> None:
    spec = {
        "people": {"甲": "a", "乙": "a"},
        "days": ["2026-10-01", "2026-10-02"],
        "duties": {"d": {"seats": {"keeper": {"title": "值班员", "from": "all"}}, "audience": "public"}},
    }
    tiny.write(tmp_path, spec)
    span = tmp_path / "rosters/u/periods/2026-国庆.yml"
    span.parent.mkdir()
    span.write_text("title: 国庆节\nfrom: 2026-10-01\nuntil: 2026-10-02\nduties: [d]\n", encoding="utf-8")
    project = generator.load(tmp_path)
    unit = project.units["u"]
    drafts = tuple(generator.plan(project, unit, unit.period(name)).record for name in ("2026-国庆", "2026-09"))
    pages = rosters.pages(gather(project, "public", date(2026, 9, 1), {"u": drafts}))
    assert str(pages["rosters/u/2026-国庆/index.md"]).count('data-label="农历">八月廿一<') == 1
    assert "农历" not in str(pages["rosters/u/2026-09/index.md"])

"""Lunar dates against published ones."""

from __future__ import annotations

from datetime import date

import pytest

from generator.data.calendar import days
from generator.render.lunar import lunar


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

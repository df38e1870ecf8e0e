"""The script of the page 期限计算 answers every line of the table of cases as Python does, word by word."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.data.project import Project
from generator.render.pages import deadlines
from tests.deadlines import naive, table

CASES = [case for part in table.read().values() for case in part]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def answered(browser: Browser, root: Path, sample: Project) -> list[dict[str, Any]]:
    """What the script says to all cases, in one go."""
    calendar = deadlines.calendar(sample.calendar)
    openings = {where: deadlines.open_days(table.opening(sample.calendar, where)) for where in naive.OPENING}
    asked = [
        [deadlines.rule(table.rule(case)), case.get("开放", "大厅"), table.asked_of_script(table.asked(case))]
        for case in CASES
    ]
    page = browser.new_page()
    page.add_script_tag(path=root / "templates/theme/assets/deadlines.js")
    found: list[dict[str, Any]] = page.evaluate(
        "([calendar, openings, asked]) => asked.map(([rule, where, question]) =>"
        " zhibanDeadlines.compute(rule, calendar, openings[where], question))",
        [calendar, openings, asked],
    )
    page.close()
    return found


def test_the_script_is_due_when_the_table_says(answered: list[dict[str, Any]]) -> None:
    wrong = [
        (case, found["due"])
        for case, found in zip(CASES, answered, strict=True)
        if found["state"] == "due" and found["due"].replace("T", " ") != case["到期"]
    ]
    assert not wrong
    assert {found["state"] for found in answered} == {"due", "waiting", "pending"}


def test_the_script_gives_the_same_days_and_the_same_reasons(answered: list[dict[str, Any]], sample: Project) -> None:
    for case, found in zip(CASES, answered, strict=True):
        assert found == table.for_script(table.computed(sample.calendar, case)), case


def test_the_script_looks_at_no_other_day_than_python(sample: Project) -> None:
    """One character a day, from the first of January on: the years join without a gap."""
    years = deadlines.calendar(sample.calendar)["years"]
    assert list(years) == ["2024", "2025", "2026"]
    days = [day for day in naive.EVERY if day.year == 2026]
    assert years["2026"] == "".join("1" if naive.worked(day) else "0" for day in days)
    assert days[-1] - days[0] == timedelta(days=364)

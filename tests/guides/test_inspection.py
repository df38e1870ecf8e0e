"""What of a guide deserves a second look: a basis that ended, a check a year old, a window with nobody at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.check import Report, check
from generator.data.project import Project, UnitData
from generator.data.regulations.versions import Regulation
from generator.guides import inspection
from generator.ledger import months

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def reports(sample: Project) -> list[Report]:
    hall = sample.units["hall"]
    return [check(problem, roster) for problem, roster in months(sample, hall) if problem.period.name == "2026-11"]


def test_the_sample_is_in_order(sample: Project, reports: list[Report]) -> None:
    assert inspection.overlooked(sample, TODAY) == []
    assert inspection.unstaffed(sample, sample.units["hall"], reports, TODAY) == []


def test_a_check_older_than_a_year_is_said(sample: Project) -> None:
    only = replace(sample, guides={"food-permit": sample.guides["food-permit"]})
    assert inspection.overlooked(only, date(2027, 11, 2)) == []  # checked on 2 November 2026: a year to the day
    (said,) = inspection.overlooked(only, date(2027, 11, 3))
    assert said == (
        "办事指南《食品经营许可（新办）》（docs/guides/food-permit.md）上次核对是 2026-11-02，已超过一年；核对后改写 checked"
    )


def test_a_basis_that_is_not_in_force_is_said(sample: Project) -> None:
    law = sample.regulations.by_id["case-limits"]
    ended = Regulation(law.id, law.versions, date(2026, 11, 1), law.draft)
    known = replace(sample.regulations, by_id={**sample.regulations.by_id, law.id: ended})
    only = {"food-permit": sample.guides["food-permit"]}
    (said,) = inspection.overlooked(replace(sample, regulations=known, guides=only), TODAY)
    assert said.endswith("的设定依据《限时办结制度》已废止；换成现行有效的依据")
    early = inspection.overlooked(replace(sample, guides=only), date(2025, 12, 31))
    assert len(early) == 1
    assert "尚未生效" in early[0]


def without(unit: UnitData, post: str) -> UnitData:
    """The unit without the people of a window, and without its proxies."""
    people = {i: p for i, p in unit.people.items() if not any(s.post == post for s in p.service)}
    return replace(unit, people=people, posts={**unit.posts, post: unit.posts[post].model_copy(update={"proxies": ()})})


def test_a_window_with_nobody_is_said_for_the_days_that_are_published(sample: Project, reports: list[Report]) -> None:
    hall = without(sample.units["hall"], "w07")
    said = inspection.unstaffed(sample, hall, reports, TODAY)
    days = ["11月23日", "11月24日", "11月25日", "11月26日", "11月27日"]  # Monday to Friday; the weekend is closed
    assert said == [f"{day} 7号药品医疗器械窗口全天没有人；办事指南写的是在这里办，请安排顶岗" for day in days]
    later = inspection.unstaffed(sample, hall, reports, date(2026, 11, 30))
    assert [line.split()[0] for line in later] == ["11月30日"]  # December is not published


def test_a_window_that_no_guide_names_is_nobodys_business_here(sample: Project, reports: list[Report]) -> None:
    none = replace(sample, guides={})
    assert inspection.unstaffed(none, without(sample.units["hall"], "w07"), reports, TODAY) == []

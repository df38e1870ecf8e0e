"""A span of its own: published ahead, held fixed against the months that it touches."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator
from generator import ledger
from generator.check import broken_chain
from generator.data.calendars.calendar import days
from generator.data.project import Project
from generator.data.records.roster import Roster
from generator.errors import Refused
from generator.office import publishing
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
SPEC: dict[str, Any] = {
    "people": {"甲": "a", "乙": "a", "丙": "b", "丁": "b"},
    "days": ["2026-09-01", "2026-09-30"],
    "duties": {
        "desk": {"seats": KEEPER, "on": "workdays", "hours": {"from": "09:00", "to": "18:00"}},
        "holiday": {
            "seats": KEEPER,
            "on": "holidays",
            "hours": {"from": "08:30", "to": "08:30"},
            "rules": [{"rest-after": {"hours": 24}}],
        },
    },
}
SPAN = {"title": "2026年国庆节", "from": "2026-09-30", "until": "2026-10-07", "duties": ["holiday"]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny.write(tmp_path, SPEC)
    (tmp_path / "rosters/u/periods").mkdir()
    (tmp_path / "rosters/u/periods/2026-国庆.yml").write_text(
        yaml.safe_dump(SPAN, allow_unicode=True), encoding="utf-8"
    )
    return tmp_path


def publish(root: Path, name: str) -> Project:
    project = generator.load(root)
    unit = project.units["u"]
    draft = generator.plan(project, unit, unit.period(name))
    assert not draft.report.grave
    publishing.write_draft(publishing.draft_path(project, unit, unit.period(name), "plan"), draft.record)
    generator.publish(project, unit, unit.period(name), on=date(2026, 9, 1))
    return generator.load(root)


def test_it_crosses_the_border_of_months_and_the_months_leave_its_slots_out(root: Path) -> None:
    publish(root, "2026-国庆")
    publish(root, "2026-09")
    project = publish(root, "2026-10")
    unit = project.units["u"]
    days = {name: {k.day for k in h.roster.held if k.duty == "holiday"} for name, h in unit.published.items()}
    assert days["2026-国庆"] == {date(2026, 10, d) for d in range(1, 8)}
    assert not days["2026-09"]
    assert not days["2026-10"]
    assert [h.period.name for h in unit.in_order()] == ["2026-国庆", "2026-09", "2026-10"]
    assert broken_chain(unit) == []


def test_a_month_keeps_the_rest_after_the_holiday_that_was_published_before_it(root: Path) -> None:
    publish(root, "2026-国庆")
    publish(root, "2026-09")
    unit = publish(root, "2026-10").units["u"]
    holiday, october = (unit.published[name].roster.held for name in ("2026-国庆", "2026-10"))
    (last,) = next(people for key, people in holiday.items() if key.day == date(2026, 10, 7))
    (first,) = next(people for key, people in october.items() if key.day == date(2026, 10, 8))
    assert last != first  # off at 8:30 on the 8th, and 24 hours of rest


def test_a_holiday_published_after_its_month_takes_the_month_as_fixed(root: Path) -> None:
    publish(root, "2026-09")
    publish(root, "2026-10")
    unit = publish(root, "2026-国庆").units["u"]
    assert [h.period.name for h in unit.in_order()] == ["2026-09", "2026-10", "2026-国庆"]
    for problem, roster in ledger.months(generator.load(root), unit):
        assert not generator.check(problem, roster).grave


def test_an_unknown_span_is_refused_with_the_known_ones(root: Path) -> None:
    unit = generator.load(root).units["u"]
    with pytest.raises(Refused, match="专门期间：2026-国庆"):
        unit.period("2026-中秋")


YEARS: dict[str, Any] = SPEC | {
    "people": {name: {"department": "a", "duty_only": True} for name in "甲乙丙丁"},
    "days": ["2026-12-01", "2026-12-31"],
    "law": True,
}
NEW_YEAR = {"title": "2027年元旦", "from": "2026-12-31", "until": "2027-01-03", "duties": ["holiday"]}


@pytest.fixture
def over_the_year(tmp_path: Path) -> Path:
    """Two invented years: a holiday from the last day of one to the third of the next, and a span of its own for it."""
    tiny.write(tmp_path, YEARS)
    calendars(tmp_path)
    (tmp_path / "rosters/u/periods").mkdir()
    named = tmp_path / "rosters/u/periods/2027-元旦.yml"
    named.write_text(yaml.safe_dump(NEW_YEAR, allow_unicode=True), encoding="utf-8")
    return tmp_path


def calendars(root: Path) -> None:
    for year, last in ((2026, "2026-12-31"), (2027, "2027-01-03")):
        off = {"from": f"{year}-12-31" if year == 2026 else "2027-01-01", "until": last}
        holiday = {"name": "元旦", "statutory": ["2027-01-01"] if year == 2027 else [], "off": off}
        kept = {"year": year, "status": "announced", "notice": "示例", "holidays": [holiday]}
        path = root / f"rosters/calendar/{year}.yml"
        path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")


def test_it_crosses_the_border_of_years_and_the_months_around_it_keep_to_it(over_the_year: Path) -> None:
    for name in ("2027-元旦", "2026-12", "2027-01"):
        project = publish(over_the_year, name)
    unit = project.units["u"]
    held = {name: {(k.duty, k.day): p for k, p in h.roster.held.items()} for name, h in unit.published.items()}
    first, last = date(2026, 12, 31), date(2027, 1, 3)
    assert {day for _, day in held["2027-元旦"]} == {first + timedelta(days=n) for n in range(4)}
    assert {day for _, day in held["2026-12"]} == {d for d in days(date(2026, 12, 1), first) if d.weekday() < 5} - {
        first
    }
    assert min(day for _, day in held["2027-01"]) == date(2027, 1, 4)
    (off_duty,) = held["2027-元旦"]["holiday", last]  # until 8:30 on the fourth, and 24 hours of rest
    assert held["2027-01"]["desk", date(2027, 1, 4)] != (off_duty,)
    for problem, roster in ledger.months(project, unit):
        assert not generator.check(problem, roster).breaches
    classes = {
        slot.day: slot.burden for p, _ in ledger.months(project, unit) for slot in p.slots if slot.duty == "holiday"
    }
    assert [classes[day].value for day in sorted(classes)] == ["调休休息日", "法定节假日", "休息日", "休息日"]


def test_the_rest_after_it_is_what_keeps_the_month_from_it(over_the_year: Path) -> None:
    """The roster that breaks the rest across the border of years is refused: the test above would notice."""
    publish(over_the_year, "2027-元旦")
    project = publish(over_the_year, "2026-12")
    unit = project.units["u"]
    problem = ledger.carry(project, unit, unit.period("2027-01"))
    (last,) = [t.person for t in problem.standing.served if t.key.day == date(2027, 1, 3)]
    key = next(key for key in problem.seats if key.day == date(2027, 1, 4))
    (breach,) = generator.check(problem, Roster({key: (last,)})).breaches[:1]
    assert generator.sentence(problem, breach).endswith(
        "只隔 0 小时又排在1月4日（周一）值班值班员，应休息 24 小时（《值班制度》第一条）"
    )


def test_the_month_leaves_the_rest_that_the_holiday_before_it_did_not(over_the_year: Path) -> None:
    """One person serves the whole holiday, Thursday to Sunday; of Monday to Wednesday one day then stays free."""
    holiday = {**YEARS["duties"]["holiday"], "rules": []}
    tiny.write(
        over_the_year,
        YEARS | {"people": {"甲": YEARS["people"]["甲"]}, "duties": YEARS["duties"] | {"holiday": holiday}},
    )
    calendars(over_the_year)
    project = publish(over_the_year, "2027-元旦")
    unit = project.units["u"]
    assert all(held == ("1",) for held in unit.published["2027-元旦"].roster.held.values())
    draft = generator.plan(project, unit, unit.period("2026-12"))
    empty = [key.day for key in draft.report.problem.seats if not draft.report.roster.who(key)]
    assert len(empty) == 1
    assert date(2026, 12, 28) <= empty[0] <= date(2026, 12, 30)
    full = Roster(dict.fromkeys(draft.report.problem.seats, ("1",)))
    assert [
        generator.sentence(draft.report.problem, b) for b in generator.check(draft.report.problem, full).breaches
    ] == ["甲12月28日（周一）起的一周只休息 0 天，应至少休息 1 天（《示例劳动法》第一条）"]

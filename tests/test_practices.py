"""What bodies do that no unit of the sample does: tiny units show that the same files hold it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.data.calendars.period import parse_period
from generator.data.project import Project
from generator.data.records.roster import SeatKey
from generator.days.opening import hours_a_day, working_hours
from generator.solver import solve
from tests import tiny

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("hours", "counted"),
    [
        ({"open": "08:00", "close": "18:00"}, 10),
        ({"open": "08:30", "close": "17:30"}, 9),
        ({"open": "08:30", "close": "17:30", "break": {"from": "12:00", "to": "13:00"}}, 8),
        ({"open": "08:30", "close": "17:30", "break": {"from": "11:30", "to": "14:30"}}, 6),
    ],
)
def test_a_working_day_is_as_long_as_the_body_is_open(tmp_path: Path, hours: dict[str, Any], counted: int) -> None:
    """Ten hours from eight to six, nine without a break at noon, eight and six with one."""
    project = tiny.load(tmp_path, {"people": {"甲": "a"}, "duties": {}, "unit": {"hours": hours}})
    unit = project.units["u"]
    assert hours_a_day(project, unit, DAY) == counted
    assert working_hours(project, unit, (datetime(2026, 12, 1), datetime(2026, 12, 2))) == counted


EVENING = {
    "title": "延长服务",
    "hours": {"from": "17:30", "to": "19:00"},
    "seats": {"late": {"title": "值守人员", "from": "all", "least": 0}},
}
LONGER = {
    "title": "延长服务时段",
    "from": "17:30",
    "to": "19:00",
    "people": 1,
    "duties": ["late"],
    "strength": "wish",
}


@pytest.mark.parametrize(("leave", "held"), [((), True), (({"from": "2026-12-01"},), False)])
def test_service_lasts_as_long_as_somebody_can_stay(tmp_path: Path, leave: tuple[Any, ...], held: bool) -> None:
    """Longer hours are a wish: kept where somebody is there, and no fault of the roster where nobody is."""
    spec = {
        "people": {"甲": {"department": "a", "leave": leave}},
        "days": ["2026-12-01", "2026-12-01"],
        "duties": {"late": EVENING},
        "unit": {"demand": {"longer": LONGER}},
        "rules": ["leave-respected"],
    }
    problem = tiny.problem(tmp_path, spec)
    plan = solve(problem, limit=20)
    report = check(problem, plan.roster)
    assert bool(plan.roster.held.get(SeatKey("late", DAY, "late"))) is held
    assert [b.penalty for b in report.wishes] == ([] if held else [90])
    assert report.grave == ()


def test_every_site_is_visited_as_often_as_the_article_demands(sample: Project) -> None:
    """The visit schedule of December has each of the six sites four times or more."""
    december, unit = parse_period("2026-12"), sample.units["logistics"]
    visits = [b for b in unit.bookings.values() if b.duty == "site-visit" and december.first <= b.on <= december.last]
    sites = {b.place for b in visits}
    demanded = sample.regulations.by_id["logistics-visits"].versions[0].head.parameters
    assert len(sites) == int(str(demanded["sites"].value))
    for site in sites:
        assert sum(b.place == site for b in visits) >= int(str(demanded["visits_month"].value)), site

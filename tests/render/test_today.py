"""The night goes on after midnight: who began yesterday is named until they leave, then those of today by the clock."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from generator.render.pages import ahead, rosters
from generator.render.pages.today import today_view
from generator.render.views import links
from generator.render.views.gather import Site
from tests.render import tiny_site
from tests.render.pages import Page

PEOPLE = {"甲": "a", "乙": "a", "丙": "b", "丁": "b"}


def duty(title: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    seats = {"one": {"title": "值班员", "from": "all"}}
    hours = {"from": start, "to": end}
    return {"title": title, "audience": "public", "on": "every-day", "hours": hours, "seats": seats, **more}


DUTIES = {
    "night": duty("夜班", "23:00", "08:00"),
    "day": duty("早班", "08:00", "16:00"),
    "eve": duty("中班", "16:00", "00:00"),
}
HELD = {
    "2026-12-01": {"night": {"one": "甲"}, "day": {"one": "乙"}, "eve": {"one": "丙"}},
    "2026-12-02": {"night": {"one": "丁"}, "day": {"one": "丙"}, "eve": {"one": "乙"}},
}


def built(root: Path, duties: dict[str, Any], held: dict[str, Any], today: str = "2026-12-02") -> Site:
    spec = {"people": PEOPLE, "days": ["2026-12-01", "2026-12-31"], "unit": {"public_names": "full"}, "duties": duties}
    return tiny_site.site(root, spec, held, today=today)


def test_the_night_before_comes_first_and_goes_when_it_ends(tmp_path: Path) -> None:
    site = built(tmp_path, DUTIES, HELD)
    strip = today_view(site, site.project.units["u"])
    assert [slot.title for slot in strip.slots] == [
        "夜班",
        "早班",
        "中班",
        "夜班",
    ]  # midnight itself is no rest of a night
    assert [slot.seats[0].people[0].name for slot in strip.slots] == ["甲", "丙", "乙", "丁"]
    night, day, eve, _ = strip.slots
    assert (strip.night(night), strip.night(day)) == (True, False)
    assert strip.spans(night, night.hours) == "2026-12-01T23:00/2026-12-02T08:00"
    assert strip.spans(eve, eve.hours) == "2026-12-02T16:00/2026-12-03T00:00"
    page = Page(str(rosters.pages(site)[links.ROSTERS]))
    assert "昨天 23:00–今天 08:00" in page.text
    assert page.html.count("data-zb-ends") == 1
    told = json.loads(ahead.files(site)[links.rosters.days("u")])["days"]
    assert "丁" in told["2026-12-03"]["duties"]  # nobody is named for the 3rd yet, but this night goes on into it
    assert "丁" not in told["2026-12-04"]["duties"]


def test_of_a_duty_with_several_shifts_only_the_night_goes_on(tmp_path: Path) -> None:
    hours = {"early": ("08:00", "20:00"), "late": ("20:00", "08:00")}
    seats = {n: {"title": n, "from": "all", "hours": {"from": a, "to": b}} for n, (a, b) in hours.items()}
    held = {
        day: {"guard": {"early": one, "late": other}}
        for day, one, other in (("2026-12-01", "甲", "乙"), ("2026-12-02", "丙", "丁"))
    }
    site = built(tmp_path, {"guard": duty("保安", "08:00", "08:00", seats=seats)}, held)
    rest, today = today_view(site, site.project.units["u"]).slots
    assert [seat.title for seat in rest.seats] == ["late"]
    assert [seat.title for seat in today.seats] == ["early", "late"]


def test_a_week_that_goes_on_is_named_once(tmp_path: Path) -> None:
    week = duty("周值班", "17:30", "08:30", cycle="week")
    for day, spans in (
        ("2026-12-09", "2026-12-08T17:30/2026-12-09T08:30 2026-12-09T17:30/2026-12-10T08:30"),
        ("2026-12-07", "2026-12-07T17:30/2026-12-08T08:30"),
    ):
        site = built(tmp_path / day, {"week": week}, {"2026-12-07": {"week": {"one": "甲"}}}, day)
        strip = today_view(site, site.project.units["u"])
        own = [slot for slot in strip.slots if slot.seats[0].people]
        assert [strip.spans(slot, slot.hours) for slot in own] == [spans]
    last = built(tmp_path / "after", {"week": week}, {"2026-12-07": {"week": {"one": "甲"}}}, "2026-12-14")
    assert today_view(last, last.project.units["u"]).slots[0].seats[0].people[0].name == "甲"
    assert date(2026, 12, 14) not in today_view(last, last.project.units["u"]).slots[0].days

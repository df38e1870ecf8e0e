"""The agenda on the site and in calendars: the public sees public series only, and events keep who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from generator.data.agenda.series import Series
from generator.data.files.fields import ArticleRef
from generator.data.project import Project, Versions
from generator.render.machines import agenda_feed
from generator.render.pages import agenda_pages
from generator.render.views.gather import Site
from generator.render.views.persons import Viewer
from generator.render.views.scheduled import scheduled
from tests.render.calendars import Component, read
from tests.render.pages import Page

TODAY = date(2026, 11, 24)


def site(project: Project, viewer: Viewer, today: date = TODAY) -> Site:
    return Site(project, viewer, today, dict.fromkeys(project.units, ()), {})


def pages(project: Project, viewer: Viewer, today: date = TODAY) -> Mapping[str, Page]:
    return {name: Page(str(page)) for name, page in agenda_pages.pages(site(project, viewer, today)).items()}


def events(project: Project, viewer: Viewer, unit: str, today: date = TODAY) -> dict[str, Component]:
    made = agenda_feed.files(site(project, viewer, today))[f"rosters/{unit}/agenda/agenda.ics"]
    found = {event.values["UID"]: event for event in read(made).all("VEVENT")}
    assert len(found) == len(read(made).all("VEVENT")), "an identity twice"
    return found


def titles(project: Project, audiences: tuple[str, ...]) -> set[str]:
    every = (series for unit in project.units.values() for own in unit.agenda.values() for _, series in own.versions)
    return {series.title for series in every if series.audience in audiences}


def test_the_public_sees_public_series_only_and_no_name(sample: Project) -> None:
    hidden = titles(sample, ("staff", "restricted")) - titles(sample, ("public",))
    names = {person.name for unit in sample.units.values() for person in unit.people.values()}
    shown = pages(sample, "public")
    assert {name.split("/")[1] for name in shown} == {"town", "hotline"}
    for page in shown.values():
        assert not [title for title in hidden if title in page.text]
        assert not [name for name in names if name in page.text]
    for unit in ("town", "hotline"):
        said = {event.values["SUMMARY"].split("（")[0] for event in events(sample, "public", unit).values()}
        assert said <= titles(sample, ("public",))
    assert "rosters/hall/agenda/agenda.ics" not in agenda_feed.files(site(sample, "public"))


def test_a_public_meeting_says_nothing_of_an_internal_one_on_the_same_day(sample: Project) -> None:
    hall = sample.units["hall"]
    ((effective, monthly),) = hall.agenda["monthly-meeting"].versions
    shown = monthly.model_copy(update={"audience": "public"})
    own = {**hall.agenda, "monthly-meeting": Versions("monthly-meeting", ((effective, shown),))}
    changed = replace(sample, units={"hall": replace(hall, agenda=own)})
    page = pages(changed, "public", date(2026, 9, 1))["rosters/hall/agenda/2026-09.md"]
    assert "月例会" in page.text
    assert "周例会" not in page.text


def test_restricted_series_are_on_no_site(sample: Project) -> None:
    hall = sample.units["hall"]
    secret = Series.model_validate(
        {"title": "保密检查", "kind": "inspection", "article": "custom", "audience": "restricted"}
        | {"recurs": {"each": "week", "on": "mon"}}
    )
    own = {"secret": Versions("secret", ((date(2026, 7, 1), secret),))}
    assert pages(replace(sample, units={"hall": replace(hall, agenda=own)}), "staff") == {}


def test_staff_read_why_the_meeting_is_a_day_earlier_with_the_article(sample: Project) -> None:
    page = pages(sample, "staff", date(2026, 9, 10))["rosters/hall/agenda/2026-09.md"]
    assert any(
        "原定9月25日（周五），中秋节放假，提前到放假以前的最后一个工作日" in why
        for why in page.having("zb-agenda__why")
    )
    assert "../../../regulations/work-meetings/2026-01-01.md#moving" in page.links
    assert "当日 10:00 前交重要事项书面汇报 5 份给综合科" in page.text


def test_a_month_of_a_pending_year_says_so(sample: Project) -> None:
    page = pages(sample, "staff", date(2026, 12, 15))["rosters/hall/agenda/2027-01.md"]
    assert "待公布" in page.text
    assert "没有安排" in page.text


@pytest.mark.parametrize("unit", ["hall", "town", "hotline", "logistics", "social-security"])
def test_events_keep_their_identity_from_build_to_build(sample: Project, unit: str) -> None:
    before, after = events(sample, "staff", unit), events(sample, "staff", unit, date(2026, 11, 30))
    common = before.keys() & after.keys()
    assert common
    assert all(before[uid].values == after[uid].values for uid in common)


def test_an_event_that_is_moved_by_a_new_version_stays_the_same_event(sample: Project) -> None:
    hall = sample.units["hall"]
    ((effective, weekly),) = hall.agenda["weekly-meeting"].versions
    later = weekly.model_copy(update={"recurs": weekly.recurs.model_copy(update={"on": "thu"})})
    own = {"weekly-meeting": Versions("weekly-meeting", ((effective, weekly), (date(2026, 11, 30), later)))}
    before = replace(sample, units={"hall": replace(hall, agenda={"weekly-meeting": hall.agenda["weekly-meeting"]})})
    after = replace(sample, units={"hall": replace(hall, agenda=own)})
    old, new = events(before, "staff", "hall"), events(after, "staff", "hall")
    moved = [uid for uid in old.keys() & new.keys() if _start(old[uid]) != _start(new[uid])]
    assert {(_start(old[uid]), _start(new[uid])) for uid in moved} >= {("20261204T150000", "20261203T150000")}
    assert all(int(new[uid].values["SEQUENCE"]) > int(old[uid].values["SEQUENCE"]) for uid in moved)


def _start(event: Component) -> str:
    return event.values["DTSTART;TZID=Asia/Shanghai"]


def test_an_article_names_what_goes_by_it_and_by_its_figures(sample: Project) -> None:
    staff, public = (scheduled(sample, viewer, TODAY) for viewer in ("staff", "public"))
    moving, volunteers = ArticleRef("work-meetings", "moving"), ArticleRef("town-campaigns", "volunteer")
    assert [view.title for view in staff[moving]] == ["月例会", "周例会"]
    assert staff[moving][0].page == "rosters/hall/agenda/2026-11.md"
    assert moving not in public
    assert {view.title for view in public[volunteers]} == {"志愿服务日", "志愿咨询"}

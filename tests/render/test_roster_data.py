"""Rosters for machines: what the schemas describe, what the pages show, and never a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.data.project import Project
from generator.render.machines import roster_data
from generator.render.pages import rosters
from generator.render.text.templating import TEMPLATES
from generator.render.views import links
from generator.render.views.gather import Site, gather
from generator.render.views.persons import Viewer

TODAY = date(2026, 11, 25)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def public(sample: Project) -> Site:
    return gather(sample, "public", TODAY)


@pytest.fixture(scope="module")
def staff(sample: Project) -> Site:
    return gather(sample, "staff", TODAY)


def valid(said: Any, schema: str) -> None:
    Draft202012Validator(json.loads((TEMPLATES / schema).read_bytes()), format_checker=FormatChecker()).validate(said)


@pytest.mark.parametrize("viewer", ["public", "staff"])
def test_everything_is_as_its_schema_says(viewer: Viewer, request: pytest.FixtureRequest) -> None:
    files = roster_data.files(request.getfixturevalue(viewer))
    seen = 0
    for path, content in files.items():
        if path.endswith("roster.json"):
            valid(json.loads(content), "schemas/roster.schema.json")
            seen += 1
        elif path.endswith("ledger.json"):
            valid(json.loads(content), "schemas/ledger.schema.json")
    valid(json.loads(files[links.rosters.TODAY_DATA]), "schemas/today.schema.json")
    assert seen > 15
    assert any(path.endswith("ledger.json") for path in files) == (viewer == "staff")


def test_a_month_says_who_serves_when_and_by_which_article(public: Site) -> None:
    month = json.loads(roster_data.files(public)[links.rosters.roster_data("hall", "2026-11")])
    (monday,) = (day for day in month["days"] if day["day"] == "2026-11-23")
    (group,) = (slot for slot in monday["slots"] if slot["duty"] == "duty-group")
    assert (group["starts"], group["arrive"], group["ends"]) == ("08:00", "07:55", "18:00")
    assert {seat["id"]: len(seat["people"]) for seat in group["seats"]} == {"leader": 1, "members": 2}
    assert "《值班组制度》第二条" in {article["text"] for article in group["articles"]}


def test_today_is_the_day_of_the_build(public: Site) -> None:
    said = json.loads(roster_data.files(public)[links.rosters.TODAY_DATA])
    hall = next(unit for unit in said["units"] if unit["id"] == "hall")
    assert (said["day"], hall["state"], hall["hours"]) == ("2026-11-25", "open", [["08:30", "17:30"]])
    assert "duty-group" in {slot["duty"] for slot in hall["duties"]}


def test_the_sheet_has_a_line_a_person_and_day(public: Site) -> None:
    raw = roster_data.files(public)[links.rosters.roster_sheet("hall", "2026-11")]
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    own = [row for row in rows if (row["日期"], row["值班"]) == ("2026-11-23", "值班组")]
    assert [row["席位"] for row in own] == ["组长", "成员", "成员"]
    assert {(row["开始"], row["到岗"], row["星期"]) for row in own} == {("08:00", "07:55", "周一")}


@pytest.mark.parametrize("name", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx"])
def test_no_name_becomes_a_formula(name: str, public: Site) -> None:
    month = next(m for m in public.months["hall"] if m.period == "2026-11")
    day = next(d for d in month.days if d.slots)
    slot = day.slots[0]
    person = replace(slot.seats[0].people[0], name=name)
    seat = replace(slot.seats[0], people=(person,))
    made = roster_data.sheet(replace(month, days=(replace(day, slots=(replace(slot, seats=(seat,)),)),)))
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert {row["姓名"] for row in rows} == {f"'{name}"}


def test_the_feed_tells_of_publications_and_revisions(public: Site) -> None:
    root = ElementTree.fromstring(roster_data.feed(public))
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert "青禾县政务服务中心（示例）2026年11月值班表发布" in titles
    marks = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(marks) == len(set(marks)) == len(titles)


def test_the_public_reads_no_more_than_the_pages_show(public: Site, staff: Site) -> None:
    files, more = roster_data.files(public), roster_data.files(staff)
    assert not [path for path in files if path.startswith("rosters/hotline/")]  # there is nothing to tell
    assert [
        slot for d in json.loads(more[links.rosters.roster_data("hotline", "2026-11")])["days"] for slot in d["slots"]
    ]
    town = files[links.rosters.roster_data("town", "2026-11")].decode()
    assert "项＊＊" in town
    assert "项北辰" not in town


@pytest.mark.parametrize("page", [links.rosters.unit_page("hotline"), links.rosters.month_page("hotline", "2026-11")])
def test_where_all_is_internal_the_public_reads_so_and_finds_no_empty_table(
    public: Site, staff: Site, page: str
) -> None:
    said = rosters.pages(public)[page]
    assert "本单位的值班都是内部安排" in said
    assert "<table" not in said
    assert "值班台账" not in said
    assert "本单位的值班都是内部安排" not in rosters.pages(staff)[page]
    assert "本单位的值班都是内部安排" not in rosters.pages(public)[page.replace("hotline", "town")]

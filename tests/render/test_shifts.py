"""Whoever works in shifts: a table of people by days, and the shifts of each day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.data.project import Project
from generator.errors import InputErrors
from generator.render.paper import shift_sheets
from generator.render.views import links
from generator.render.views.gather import gather
from generator.render.views.shift_days import bands, greetings
from generator.render.views.shifts import Cell, ShiftRow
from tests import tiny
from tests.render import tiny_site
from tests.render.test_postings import outside

NIGHT = {"hours": {"from": "20:00", "to": "08:00", "arrive_early": 10}}
SPEC: dict[str, Any] = {
    "people": {
        "甲": {"department": "a", "leave": [{"from": "2026-12-03", "kind": "own"}]},
        "乙": "a",
        "丙": {"department": "b", "contract": ""},
    },
    "days": ["2026-12-01", "2026-12-06"],
    "contract": [{"rest-days": {"days": 1, "article": "§duty#gap"}}],
    "duties": {
        "day": {"title": "早班", "short": "早", "audience": "public", "hours": {"from": "08:00", "to": "20:00"}},
        "night": {"title": "夜班", "short": "夜", "audience": "public", **NIGHT},
        "call": {"title": "待命", "audience": "restricted", "standby": "true", "on": ["tue"]},
    },
    "unit": {
        "public_names": "masked",
        "shift_tables": {"shifts": {"title": "倒班表", "duties": ["day", "night"], "article": "§duty#staffing"}},
    },
}
HELD = {
    "2026-12-01": {"day": "甲", "night": "乙", "call": "丙"},
    "2026-12-02": {"day": "甲", "night": "乙"},
    "2026-12-04": {"day": "乙", "night": "丙"},
}


def with_unit(**keys: Any) -> dict[str, Any]:
    return {**SPEC, "unit": {**SPEC["unit"], **keys}}


def shown(root: Path, spec: dict[str, Any] = SPEC, viewer: Any = "staff") -> Any:
    (table,) = tiny_site.site(root, spec, HELD, viewer).shifts["u", "2026-12"]
    return table


def signs(row: ShiftRow) -> str:
    return "".join(cell.text if cell else "·" for cell in row.cells)


def test_a_row_has_a_sign_a_day_and_leave_looks_like_rest(tmp_path: Path) -> None:
    """丙 has no contract: without a turn the cell is empty, also where the own other duty is not the table's."""
    rows = {row.person.name: row for row in shown(tmp_path).rows}
    assert {name: signs(row) for name, row in rows.items()} == {
        "甲": "早早休休休休",  # on leave on the 3rd
        "乙": "夜夜休早休休",
        "丙": "另··夜··",
    }
    assert {n: (r.turns, r.rest) for n, r in rows.items()} == {"甲": ((2, 0), 4), "乙": ((1, 2), 3), "丙": ((0, 1), 0)}


def test_hours_are_those_from_arriving_to_leaving(tmp_path: Path) -> None:
    """甲: two days of 12 h; 乙: one day and two nights of 12 h 10 min; standing by is no work."""
    hours = {row.person.name: row.hours for row in shown(tmp_path).rows}
    assert hours == {"甲": 24.0, "乙": 36.3, "丙": 12.2}


def test_the_quota_of_rest_days_is_named_with_its_article(tmp_path: Path) -> None:
    table = shown(tmp_path)
    assert table.quota == "不少于 1 天"
    assert [citation.text for citation in table.citations] == ["《值班制度》第一条", "《值班制度》第二条"]


def test_who_comes_and_who_goes_are_there_together_for_ten_minutes(tmp_path: Path) -> None:
    day, night = shown(tmp_path).kinds
    assert (day.short, day.meets) == ("早", ())  # the day shift comes at eight sharp, when the night has gone
    assert (night.short, night.meets) == ("夜", ("与早班交接 19:50—20:00",))


def test_names_are_those_of_the_policy_and_without_names_there_are_no_rows(tmp_path: Path) -> None:
    assert {row.person.name for row in shown(tmp_path / "1", viewer="public").rows} == {"＊"}
    nameless = shown(tmp_path / "2", with_unit(public_names="none"), "public")
    assert nameless.rows == ()
    assert len(nameless.days) == 6
    assert shown(tmp_path / "3", with_unit(public_names="none"), "staff").rows


@pytest.mark.parametrize("where", ["a duty", "the table"])
def test_a_table_is_for_those_who_may_see_all_of_it(tmp_path: Path, where: str) -> None:
    if where == "a duty":
        spec = {**SPEC, "duties": {**SPEC["duties"], "night": {**SPEC["duties"]["night"], "audience": "staff"}}}
    else:
        own = {**SPEC["unit"]["shift_tables"]["shifts"], "audience": "staff"}
        spec = with_unit(shift_tables={"shifts": own})
    made = tiny_site.site(tmp_path / "public", spec, HELD, "public")
    assert made.shifts == {}
    assert "倒班表" not in tiny_site.page(made).text
    assert shift_sheets.files(made) == {}
    assert shown(tmp_path / "staff", spec, "staff").rows


def test_the_page_shows_it_above_the_single_duties(tmp_path: Path) -> None:
    page = tiny_site.page(tiny_site.site(tmp_path, SPEC, HELD, "staff"))
    order = [page.ids.index(name) for name in ("shifts.shifts", "day", "night")]
    assert order == sorted(order)
    assert page.having("zb-shift--1").count("夜") == 4  # three turns and the key
    said = tiny_site.flat(page.text)
    for words in (
        "夜班 20:00–次日 08:00 与早班交接 19:50—20:00",
        "休 不上班 每月不少于 1 天",
        "另 另有值班",
        "逐日看各班的人",
    ):
        assert words in said, words
    assert page.having("zb-col--today")[0].endswith("今天")


def test_both_sheets_are_printed(tmp_path: Path) -> None:
    made = tiny_site.site(tmp_path, SPEC, HELD, "staff")
    files = shift_sheets.files(made)
    assert set(files) == {
        links.rosters.shift_table("u", "2026-12", "shifts"),
        links.rosters.shift_days("u", "2026-12", "shifts"),
    }
    for pdf in files.values():
        (text,) = tiny_site.printed(pdf)
        assert "值班计划" in text
        assert "《值班制度》第一条、第二条" in text
        assert not outside(pdf)
    people, days = (tiny_site.printed(pdf)[0] for pdf in files.values())
    assert "20:00—次日08:00与早班交接19:50—20:00" in people
    assert "12月4日周五乙丙" in days


@pytest.mark.parametrize(("people", "pages"), [(12, 1), (30, 1), (45, 2)])
def test_thirty_people_and_thirty_one_days_stand_on_one_page(sample: Project, people: int, pages: int) -> None:
    """More people go on to a second page, with the days again above them."""
    made = gather(replace(sample, units={"hotline": sample.units["hotline"]}), "staff", date(2026, 11, 23))
    month = next(m for m in made.months["hotline"] if m.period == "2026-10")
    (table,) = made.shifts["hotline", "2026-10"]
    cells = tuple((Cell("早", 0), Cell("中", 1), Cell("夜待", 2), Cell("休"))[n % 4] for n in range(31))
    row = replace(table.rows[0], cells=cells, turns=(22, 22, 22, 22), rest=8, hours=176.5)
    crowd = [
        replace(row, person=replace(row.person, name=f"欧阳{'甲乙丙丁戊己庚辛壬癸'[n % 10]}")) for n in range(people)
    ]
    pdf = shift_sheets.printed(shift_sheets.PEOPLE, shift_sheets.people(month, replace(table, rows=tuple(crowd))), "表")
    found = tiny_site.printed(pdf)
    assert len(found) == pages
    assert all("姓名" in text and "国庆节" in text for text in found)
    assert sum(text.count("欧阳") for text in found) == people
    assert not outside(pdf)


def test_festivals_have_their_greeting_on_their_days_off(tmp_path: Path) -> None:
    own = {**SPEC["unit"]["shift_tables"]["shifts"], "greetings": {"festivals": ["国庆节"], "article": "§duty#gap"}}
    spec = {**with_unit(shift_tables={"shifts": own}), "days": ["2026-09-29", "2026-10-09"]}
    made = tiny_site.site(tmp_path, spec, {}, "staff", "2026-10-01")
    (table,) = made.shifts["u", "2026-12"]
    assert [(name, days[0].day, days[-1].day) for name, days in greetings(table.days)] == [("国庆节", 1, 7)]
    assert [(band.text, band.days) for band in bands(table.days)] == [("", 2), ("国庆节", 7), ("", 2)]
    assert "10月1日—7日用国庆节问候语" in tiny_site.page(made).text
    people, days = (tiny_site.printed(pdf)[0] for pdf in shift_sheets.files(made).values())
    assert "10月1日—7日用国庆节问候语" in people
    assert "国庆节问候" in days


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"duties": ["day", "nigt"]}, "没有值班“nigt”；最接近的是“night”"),
        ({"duties": ["day", "day"]}, "“day”写了两次"),
        ({"duties": ["day", "call"]}, "“call”没有简称"),
        ({"greetings": {"festivals": ["国庆"]}}, "写的是“国庆”；应是 元旦、春节"),
        ({"article": "§duty#nowhere"}, "没有条文“nowhere”"),
    ],
)
def test_a_table_names_what_exists(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    own = {**SPEC["unit"]["shift_tables"]["shifts"], **change}
    with pytest.raises(InputErrors) as caught:
        generator.load(tiny.write(tmp_path, with_unit(shift_tables={"shifts": own})))
    found = [str(one) for one in caught.value.faults]
    assert [one for one in found if fault in one]
    assert all(one.startswith("rosters/u/unit.yml:") for one in found)


@pytest.mark.parametrize(("short", "fault"), [("早", "分不开"), ("休", "分不开"), ("夜班人", "short")])
def test_a_sign_tells_shifts_apart(tmp_path: Path, short: str, fault: str) -> None:
    spec = {**SPEC, "duties": {**SPEC["duties"], "night": {**SPEC["duties"]["night"], "short": short}}}
    with pytest.raises(InputErrors, match=fault):
        generator.load(tiny.write(tmp_path, spec))


def test_a_span_of_its_own_is_shown_with_its_month_once_it_is_planned(sample: Project) -> None:
    """The hotline's month has all its days; every agent has a sign on each from the day the shifts began."""
    made = gather(replace(sample, units={"hotline": sample.units["hotline"]}), "staff", date(2026, 11, 23))
    (table,) = made.shifts["hotline", "2026-10"]
    agents = [row for row in table.rows if row.cells[30]]
    first = [next(i for i, cell in enumerate(row.cells) if cell) for row in table.rows if any(row.turns[:3])]
    assert agents
    assert set(first) == {14}  # 15 October

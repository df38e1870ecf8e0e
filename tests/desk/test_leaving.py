"""Leave from the asking to the reporting back: who decides, what stands against it, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.data.project import Project
from generator.data.units.leave import Leave
from generator.desk import leaving
from generator.desk.leavedesk import Desk, twice
from generator.errors import Refused
from tests import tiny

TODAY = date(2026, 11, 20)
SPEC: dict[str, Any] = {
    "people": {
        "甲": {"department": "a", "post": "w1"},
        "乙": {"department": "a", "post": "w2"},
        "丙": {"department": "a", "role": "other"},
        "丁": {"department": "b", "role": "other"},
        "戊": {"department": "b", "post": "w1"},
    },
    "posts": [
        {"id": "w1", "title": "1号窗口", "department": "a", "staff": 2},
        {"id": "w2", "title": "2号窗口", "department": "a", "staff": 1, "proxies": ["4", "5"]},
    ],
    "days": ["2026-12-01", "2026-12-31"],
    "duties": {"d": {}},
    "unit": {
        "leave_kinds": {
            "annual": {"title": "年休假", "forgives": True, "notice": 10, "at_most": 5},
            "own": {"title": "事假", "forgives": False},
            "field": {"title": "外勤", "forgives": False, "present": True},
        },
        "leave_tiers": [
            {"kinds": ["field"], "by": ["other"], "of": "b", "approver": "督查科", "article": "§duty#gap"},
            {"roles": ["staff"], "hours": 2, "by": ["other"], "own_department": True, "approver": "本部门负责人"},
            {"roles": ["staff"], "workdays": 1, "by": ["other"], "approver": "负责人", "article": "§duty#staffing"},
            {
                "roles": ["staff"],
                "workdays": 3,
                "border": "excluded",
                "by": ["other"],
                "of": "b",
                "approver": "分管主任",
            },
            {"kinds": ["annual"], "approver": "上级"},
        ],
        "one_person_window": {"stand_in_from": 4, "article": "§duty#staffing"},
    },
}
NAMES = {"丁": "1", "丙": "2", "乙": "3", "戊": "4", "甲": "5"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return tiny.load(tmp_path, SPEC)


def leave(name: str, kind: str = "own", **said: Any) -> Leave:
    """A leave of 1 December, unless it is said otherwise."""
    assert tiny.ids(SPEC) == NAMES
    return Leave.model_validate(
        {"person": NAMES[name], "kind": kind, "from": "2026-12-01", "until": said.get("from", "2026-12-01"), **said}
    )


@pytest.mark.parametrize(
    ("asked", "approver", "article"),
    [
        (leave("甲", starts="08:30", ends="10:30"), "本部门负责人", "本单位惯例"),
        (leave("甲", starts="08:30", ends="10:31"), "负责人", "《值班制度》第一条"),
        (leave("甲"), "负责人", "《值班制度》第一条"),
        (leave("甲", until="2026-12-02"), "分管主任", "本单位惯例"),
        (leave("甲", "field"), "督查科", "《值班制度》第二条"),
        (leave("甲", "annual", until="2026-12-04"), "上级", "本单位惯例"),
        (leave("甲", until="2026-12-03", ends="12:00"), "分管主任", "本单位惯例"),
        (
            leave("甲", **{"from": "2026-12-05", "until": "2026-12-06"}),
            "本部门负责人",
            "本单位惯例",
        ),  # a weekend is no time
    ],
)
def test_the_first_tier_that_fits_decides(project: Project, asked: Leave, approver: str, article: str) -> None:
    ruling = Desk(project, project.units["u"]).ruling(asked)
    assert (ruling.tier.approver, ruling.article) == (approver, article)


def test_a_gap_between_the_tiers_is_named(project: Project) -> None:
    """Three days exactly belong to no tier: the border is excluded, and nothing is said beyond."""
    with pytest.raises(Refused, match="工作人员请事假3天，没有规定由谁批准"):
        Desk(project, project.units["u"]).ruling(leave("甲", until="2026-12-03"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (leave("甲", "annual"), "年休假应提前 10 天申请"),
        (leave("甲", "annual", **{"from": "2026-12-07", "until": "2026-12-14"}), "全年可休 5 天，已用 0 天，这次 6 天"),
        (leave("乙"), "2号窗口只有一人，请假要先落实顶岗人员（可请：戊、甲）"),
        (leave("乙", cover="1"), "丁不是2号窗口的代理人"),
        (leave("乙", starts="08:30", ends="12:30"), "2号窗口只有一人"),
    ],
)
def test_what_stands_against_a_leave_is_said_with_its_article(project: Project, asked: Leave, said: str) -> None:
    today = date(2026, 11, 23) if asked.from_ == date(2026, 12, 1) else TODAY
    [against] = Desk(project, project.units["u"]).refusals(asked, today)
    assert said in against
    assert against.endswith(("（本单位惯例）", "（《值班制度》第一条）"))


@pytest.mark.parametrize(
    "asked",
    [
        leave("甲", "annual", by_phone=True),
        leave("乙", cover="4"),
        leave("乙", starts="08:30", ends="12:29"),
        leave("甲", "annual", **{"from": "2026-12-07", "until": "2026-12-11"}),
    ],
)
def test_nothing_stands_against_the_others(project: Project, asked: Leave) -> None:
    today = date(2026, 11, 23) if asked.from_ == date(2026, 12, 1) else TODAY
    assert Desk(project, project.units["u"]).refusals(asked, today) == []


def again(project: Project) -> Project:
    return generator.load(project.root)


def test_a_leave_goes_its_way_and_every_step_stays(project: Project) -> None:
    unit = project.units["u"]
    path, ruling = leaving.request(project, unit, leave("甲", until="2026-12-02"), TODAY)
    assert (path.stem, ruling.tier.approver) == ("5-2026-12-01", "分管主任")
    project = again(project)
    with pytest.raises(Refused, match=r"由分管主任批准.*\n.*可以是\S+（1）"):
        leaving.approve(project, project.units["u"], path.stem, "2", TODAY)
    leaving.approve(project, project.units["u"], path.stem, "1", TODAY)
    project = again(project)
    assert project.units["u"].away("5", *_day(2))
    leaving.cancel(project, project.units["u"], path.stem, date(2026, 12, 2))
    kept = again(project).units["u"].leave[path.stem]
    assert [step.status for step in kept.steps] == ["requested", "approved", "cancelled"]
    assert [step.by for step in kept.steps] == ["5", "1", "5"]
    assert again(project).units["u"].away("5", *_day(1))
    assert not again(project).units["u"].away("5", *_day(2))
    with pytest.raises(Refused, match="已销假"):
        leaving.cancel(again(project), again(project).units["u"], path.stem, date(2026, 12, 3))


def _day(number: int) -> tuple[Any, Any]:
    one = leave("甲", **{"from": f"2026-12-0{number}"})
    return one.start, one.end


def test_a_leave_that_has_not_begun_is_withdrawn(project: Project) -> None:
    path, _ = leaving.request(project, project.units["u"], leave("甲"), TODAY)
    project = again(project)
    leaving.approve(project, project.units["u"], path.stem, "1", TODAY)
    project = again(project)
    assert leaving.cancel(project, project.units["u"], path.stem, TODAY).status == "withdrawn"
    assert not again(project).units["u"].away("5", *_day(1))


def test_nobody_decides_on_their_own_leave(project: Project) -> None:
    path, _ = leaving.request(project, project.units["u"], leave("丁", "field"), TODAY)
    project = again(project)
    with pytest.raises(Refused, match="由督查科批准"):
        leaving.approve(project, project.units["u"], path.stem, "1", TODAY)


def test_two_leaves_of_one_person_do_not_overlap(project: Project) -> None:
    leaving.request(project, project.units["u"], leave("甲", ends="12:00"), TODAY)
    project = again(project)
    with pytest.raises(Refused, match="重叠"):
        leaving.request(project, project.units["u"], leave("甲", starts="11:00"), TODAY)
    path, _ = leaving.request(project, project.units["u"], leave("甲", starts="12:00"), TODAY)
    assert path.stem == "5-2026-12-01-2"


def test_leaves_written_by_hand_that_count_twice_are_named(project: Project) -> None:
    unit = project.units["u"]
    one, other = (leave("甲", until="2026-12-02"), leave("甲", **{"from": "2026-12-02", "until": "2026-12-03"}))
    approved = {name: x.model_copy(update={"status": "approved"}) for name, x in (("one", one), ("other", other))}
    said = f"{unit.unit.title}：甲的请假重叠，会算两次：one、other；撤回其中一条"
    assert [*twice(replace(unit, leave=approved))] == [said]
    assert not [*twice(replace(unit, leave={"one": approved["one"], "other": other}))]


def test_a_proxy_holds_one_window_at_a_time(tmp_path: Path) -> None:
    spec = SPEC | {"posts": [SPEC["posts"][1], {**SPEC["posts"][1], "id": "w1", "title": "1号窗口", "proxies": ["4"]}]}
    spec["people"] = SPEC["people"] | {"戊": {"department": "b"}}
    project = tiny.load(tmp_path, spec)
    path, _ = leaving.request(project, project.units["u"], leave("乙", cover="4"), TODAY)
    project = again(project)
    leaving.approve(project, project.units["u"], path.stem, "2", TODAY)
    project = again(project)
    [against] = Desk(project, project.units["u"]).refusals(leave("甲", cover="4"), TODAY)
    assert "可请：无人" in against


def test_who_should_have_reported_back_is_named(project: Project) -> None:
    path, _ = leaving.request(project, project.units["u"], leave("甲", by_phone=True), TODAY)
    project = again(project)
    leaving.approve(project, project.units["u"], path.stem, "1", TODAY)
    unit = again(project).units["u"]
    assert leaving.open_entries(unit, date(2026, 12, 1)) == []
    assert leaving.open_entries(unit, date(2026, 12, 2)) == [path.stem]

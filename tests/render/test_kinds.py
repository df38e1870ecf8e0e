"""Duties that serve bookings, that have tasks, that are arranged otherwise, and whose turns last longer than a week."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.data.files.fields import ArticleRef
from generator.render.pages import months, rosters, today
from generator.render.paper.overviews import all_duties
from generator.render.paper.postings import overview, posting
from generator.render.paper.sheets import sheet
from generator.render.views import feeds, links, shapes
from generator.render.views.gather import Site
from tests import tiny
from tests.render import tiny_site
from tests.render.pages import Page
from tests.render.test_postings import outside

PEOPLE = {"甲": "a", "乙": "a", "丙": "b"}
BASE: dict[str, Any] = {"people": PEOPLE, "days": ["2026-12-01", "2026-12-31"], "unit": {"public_names": "full"}}
TASKS = [
    {"text": "填写检查表", "article": "§duty#gap"},
    {"at": "14:10", "text": "检查起床", "seats": ["late"]},
    {"at": "12:40", "text": "检查宿舍", "seats": ["late"]},
]
CHECKS = {
    "title": "学生班",
    "audience": "public",
    "tasks": TASKS,
    "seats": {"early": {"title": "正常班", "from": "all"}, "late": {"title": "非正常班", "from": "all"}},
}
MEETINGS = {
    "title": "会议服务",
    "audience": "public",
    "on": "bookings",
    "tasks": [{"at": "08:20", "text": "布置会场", "seats": ["host"]}],
    "seats": {"host": {"title": "会务员", "from": "all"}, "sound": {"title": "音响", "from": "all"}},
}
BOOKINGS = {
    "board": {"duty": "m", "title": "例会", "on": "2026-12-02", "from": "09:00", "to": "11:00", "room": "r310"},
    "visit": {"duty": "m", "title": "参观", "on": "2026-12-02", "from": "14:00", "to": "15:30", "place": "展厅"},
    "again": {"duty": "m", "title": "例会", "on": "2026-12-09", "from": "09:00", "to": "11:00", "room": "r310"},
}


def built(root: Path, duty: dict[str, Any], held: dict[str, Any], viewer: Any = "public", **more: Any) -> Site:
    name = more.pop("name", "d")
    unit = BASE["unit"] | more.pop("unit", {})
    return tiny_site.site(root, {**BASE, "unit": unit, "duties": {name: duty}, **more}, held, viewer)


def meetings(root: Path, viewer: Any = "public") -> Site:
    held = {"2026-12-02": {"m": {"host-board": "甲", "sound-board": "乙", "host-visit": "丙"}}}
    rooms = {"rooms": {"r310": {"title": "三楼310室"}}}
    return built(root, MEETINGS, held, viewer, name="m", bookings=BOOKINGS, unit=rooms)


# Bookings


def test_what_is_booked_is_a_line_each_and_not_a_column(tmp_path: Path) -> None:
    made = meetings(tmp_path)
    table = shapes.table(made.months["u"][0], "m")
    assert table.shape == "occasions"
    assert table.kinds == ("会务员", "音响")
    assert [(one.slot.day.day, one.text, one.hours.starts.hour) for one in table.occasions] == [
        (2, "例会（三楼310室）", 9),
        (2, "参观（展厅）", 14),
        (9, "例会（三楼310室）", 9),
    ]
    page = tiny_site.page(made)
    said = tiny_site.flat(page.text)
    assert "日期星期时间事项会务员音响" in said
    assert "09:00–11:00 例会（三楼310室） 甲 a 乙 a" in said
    assert "14:00–15:30 参观（展厅） 丙 b ▲ 空缺 1 人" in said


def test_a_place_that_the_title_names_is_not_said_twice(tmp_path: Path) -> None:
    visit = {"duty": "m", "title": "城北网点第1次巡访", "on": "2026-12-02", "from": "09:00", "to": "10:00"}
    rows = {
        "visit": visit | {"place": "城北网点（示例）"},
        "other": visit | {"from": "10:00", "to": "11:00", "place": "展厅"},
    }
    made = built(tmp_path, MEETINGS, {}, name="m", bookings=rows)
    texts = [one.text for one in shapes.table(made.months["u"][0], "m").occasions]
    assert texts == ["城北网点第1次巡访", "城北网点第1次巡访（展厅）"]


def test_a_month_has_a_number_of_days_and_no_weekday(tmp_path: Path) -> None:
    report = {
        "title": "工作月报",
        "audience": "public",
        "cycle": "month",
        "seats": {"one": {"title": "填报人", "from": "all"}},
    }
    made = built(tmp_path, report, {"2026-12-01": {"d": {"one": "甲"}}})
    words = sheet(made.months["u"][0], "d")
    assert (words["title"], words["weekday-head"], words["rows"][0]["weekday"]) == (
        "工作月报安排表",
        "天数",
        "共 31 天",
    )
    assert "日期天数填报人" in tiny_site.flat(tiny_site.page(made).text)
    assert "日期天数填报人" in tiny_site.printed(posting(made.months["u"][0], "d"))[0]


def test_the_sheets_list_them(tmp_path: Path) -> None:
    made = meetings(tmp_path)
    month = made.months["u"][0]
    rows = sheet(month, "m")["rows"]
    assert [(row["day"], row["hours"], row["text"]) for row in rows][:2] == [
        ("12月2日", "09:00—11:00", "例会（三楼310室）"),
        ("12月2日", "14:00—15:30", "参观（展厅）"),
    ]
    pdf = posting(month, "m")
    (text,) = tiny_site.printed(pdf)
    assert "12月2日周三14:00—15:30参观（展厅）丙空缺" in text
    assert not outside(pdf)
    bands = [row for row in all_duties(month)["rows"] if row["kind"] == "week"]
    assert [(row["days"], [seat["title"] for seat in row["seats"]]) for row in bands] == [
        ("12月2日", ["09:00—11:00 例会（三楼310室）", "14:00—15:30 参观（展厅）"]),
        ("12月9日", ["09:00—11:00 例会（三楼310室）"]),
    ]
    assert "会议服务09:00—11:00例会（三楼310室）甲、乙" in tiny_site.printed(overview(month))[0]


def test_today_says_what_a_seat_serves(tmp_path: Path) -> None:
    made = meetings(tmp_path)
    view = today.today_view(made, made.project.units["u"])
    (slot,) = view.slots
    assert {seat.occasion for seat in slot.seats} == {"例会（三楼310室）", "参观（展厅）"}
    assert [(task.text, task.duty, [p.name for p in task.people]) for task in view.tasks] == [
        ("布置会场", "会务员", ["甲", "丙"])
    ]


# Tasks


def checks(root: Path, viewer: Any = "public") -> Site:
    return built(root, CHECKS, {"2026-12-02": {"d": {"early": "甲", "late": "乙"}}}, viewer)


def test_tasks_stand_by_the_clock_on_page_and_sheet(tmp_path: Path) -> None:
    made = checks(tmp_path)
    said = tiny_site.page(made).having("zb-task")
    assert said == ["12:40 检查宿舍（非正常班）", "14:10 检查起床（非正常班）", "填写检查表"]
    month = made.months["u"][0]
    (text,) = tiny_site.printed(posting(month, "d"))
    assert "任务：12:40检查宿舍（非正常班）14:10检查起床（非正常班）填写检查表" in text
    assert "《值班制度》第一条、第二条" in text  # the task's own article counts


def test_today_has_one_list_by_the_clock(tmp_path: Path) -> None:
    made = checks(tmp_path)
    found = today.today_view(made, made.project.units["u"]).tasks
    assert [(str(t.at)[:5], t.text, t.duty, [p.name for p in t.people]) for t in found] == [
        ("12:40", "检查宿舍", "非正常班", ["乙"]),
        ("14:10", "检查起床", "非正常班", ["乙"]),
        ("None", "填写检查表", "学生班", ["甲", "乙"]),
    ]
    page = Page(str(rosters.pages(made)[links.ROSTERS]))
    assert tiny_site.flat(page.having("zb-today__tasks")[0]).startswith("12:40 检查宿舍 非正常班 · 乙 14:10")


def test_a_task_s_article_is_executed(tmp_path: Path) -> None:
    made = checks(tmp_path)
    bound = made.executed[ArticleRef("duty", "gap"), date(2026, 1, 1)]
    assert bound["u", "d"].slots == 31


# Arranged otherwise


def arranged(root: Path, viewer: Any = "public", **keys: Any) -> Site:
    own = {"duty": "d", "from": "2026-12-03", "until": "2026-12-04", "reason": "集中缴费", "approved_by": "1"}
    own |= {"hours": {"from": "08:00", "to": "21:00"}} | keys
    return built(root, {"audience": "public"}, {"2026-12-03": {"d": "甲"}}, viewer, arrangements={"fair": own})


def test_what_is_arranged_otherwise_stands_with_its_days_alone(tmp_path: Path) -> None:
    made = arranged(tmp_path)
    page, month = tiny_site.page(made), made.months["u"][0]
    assert page.having("zb-arranged").count("08:00–21:00 集中缴费") >= 2
    assert "时间 08:00–18:00 依据" in tiny_site.flat(page.text)  # the usual hours are not said to change for good
    content = sheet(month, "d")
    assert content["notes"] == ["12月3日—4日 08:00—21:00　集中缴费"]
    assert [row["mark"] for row in content["rows"][:4]] == ["", "", "另行安排", "另行安排"]
    assert [len(fact["values"]) for fact in content["facts"]] == [1, 1, 1]
    assert "另行安排：12月3日—4日08:00—21:00集中缴费" in tiny_site.printed(posting(month, "d"))[0]


def test_who_approved_an_arrangement_is_not_said(tmp_path: Path) -> None:
    made = arranged(tmp_path, approved_by="金丝雀批准人")
    everything = [str(text) for text in months.pages(made).values()]
    everything += tiny_site.printed(posting(made.months["u"][0], "d"))
    assert any("集中缴费" in text for text in everything)
    assert not any("金丝雀批准人" in text for text in everything)


# Turns that last longer


@pytest.mark.parametrize(
    ("duty", "named", "now"),
    [
        ({"cycle": "fortnight", "since": "2026-11-23", "on": "every-day"}, ("12月7日—20日", "周一至周日"), "本轮"),
        ({"cycle": "month", "on": "workdays"}, ("12月", "共 23 天"), "本月"),
        ({"cycle": "week", "on": "workdays"}, ("12月7日—11日", "周一至周五"), "本周"),
    ],
)
def test_a_turn_is_named_by_how_long_it_lasts(
    tmp_path: Path, duty: dict[str, Any], named: tuple[str, str], now: str
) -> None:
    spec = {**BASE, "duties": {"d": {"audience": "public", **duty}}}
    made = tiny_site.site(tmp_path, spec, {}, today="2026-12-08")
    month = made.months["u"][0]
    table = shapes.table(month, "d")
    assert table.shape == "weeks"
    slot = next(slot for slot in table.slots if date(2026, 12, 8) in slot.days)
    assert shapes.week_of(slot) == named
    assert named[0] in [row["day"] for row in sheet(month, "d")["rows"]]
    assert named[0] in [row["days"] for row in all_duties(month)["rows"] if row["kind"] == "week"]
    view = today.today_view(made, made.project.units["u"])
    assert view.turn(slot) == f"{now} {named[0]}"
    page = tiny_site.page(made)
    assert f"{named[0]} {now}" in tiny_site.flat(page.text)
    assert page.having("zb-row--today")


def test_a_calendar_names_the_turn_and_its_tasks(tmp_path: Path) -> None:
    duty = {
        "cycle": "fortnight",
        "since": "2026-12-07",
        "on": "every-day",
        "tasks": [{"at": "12:40", "text": "检查宿舍"}],
    }
    (slot,) = (s for s in tiny.problem(tmp_path, {**BASE, "duties": {"d": duty}}).slots if s.day.day == 7)
    assert [*feeds._more(slot)] == ["本轮 12月7日—20日", "12:40 检查宿舍"]


# The kind of plan


@pytest.mark.parametrize(
    ("on", "plan"), [("every-day", "值班计划"), ("workdays", "值班计划"), ("rest-days", "换班计划")]
)
def test_what_is_on_rest_days_alone_is_a_plan_of_its_own(tmp_path: Path, on: str, plan: str) -> None:
    made = built(tmp_path, {"audience": "public", "on": on}, {})
    month = made.months["u"][0]
    assert sheet(month, "d")["plan"] == plan
    assert plan in tiny_site.printed(posting(month, "d"))[0]
    assert all_duties(month)["plan"] == "值班计划"


# Other business


def test_staff_read_that_somebody_has_other_business_and_the_public_nothing(tmp_path: Path) -> None:
    lent = {"department": "b", "held": [{"from": "2026-12-01", "by": "金丝雀借用单位"}]}
    spec = {**BASE, "people": PEOPLE | {"丙": lent}, "rules": [{"other-business": {"article": "§duty#gap"}}]}
    spec |= {"duties": {"d": {"audience": "public"}}}
    staff = tiny_site.site(tmp_path / "staff", spec, {"2026-12-02": {"d": "甲"}}, "staff")
    said = "".join(str(text) for text in months.pages(staff).values())
    assert "丙当时另有工作" in said
    public = tiny_site.site(tmp_path / "public", spec, {"2026-12-02": {"d": "甲"}})
    shown = "".join(str(text) for text in months.pages(public).values())
    assert "另有工作" not in shown
    assert "丙" not in shown
    assert "金丝雀借用单位" not in shown + said

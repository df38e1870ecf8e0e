"""Duties of every kind on their pages: by week, by seat with hours of its own, appointed, in a span, and by year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator import ledger
from generator.check import check
from generator.data.calendars.period import parse_period
from generator.data.project import Project
from generator.data.records.roster import Roster, SeatKey
from generator.ledger import carry
from generator.reasons.explain import instead, why_not
from generator.render import site
from generator.render.machines import subscriptions
from generator.render.pages import rosters
from generator.render.pages.months import rows, week
from generator.render.pages.today import today_view
from generator.render.paper import cuts
from generator.render.paper.overviews import all_duties
from generator.render.paper.sheets import sheet
from generator.render.views import balances, links, shapes
from generator.render.views.gather import Site, gather
from generator.render.views.persons import Viewer
from generator.render.views.view import MonthView
from generator.render.views.whys import AHEAD, whys
from tests.render import pages as made
from tests.render.pages import Page

TODAY = date(2026, 11, 23)
NOVEMBER = "rosters/hall/2026-11/index.md"
SPAN = "rosters/hall/2026-国庆/index.md"
WHY = "rosters/hall/2026-11/why.md"
LEDGER = "rosters/hall/balances.md"


@pytest.fixture(scope="module")
def public(sample: Project) -> Site:
    return gather(sample, "public", TODAY)


@pytest.fixture(scope="module")
def staff(sample: Project) -> Site:
    return gather(sample, "staff", TODAY)


def month(build: Site, period: str) -> MonthView:
    return next(m for m in build.months["hall"] if m.period == period)


def read(build: Site, path: str) -> Page:
    return Page(str(rosters.pages(build)[path]))


def flat(page: Page) -> str:
    return " ".join(page.text.split())


# Layouts


def test_a_weekly_duty_has_one_row_a_week(public: Site) -> None:
    table = shapes.table(month(public, "2026-11"), "weekly-duty")
    assert table.shape == "weeks"
    assert [shapes.week_of(slot) for slot in table.slots] == [
        ("11月2日—6日", "周一至周五"),
        ("11月9日—13日", "周一至周五"),
        ("11月16日—20日", "周一至周五"),
        ("11月23日—27日", "周一至周五"),
        ("11月30日—12月4日", "周一至周五"),
    ]
    october = shapes.table(month(public, "2026-10"), "weekly-duty")
    assert shapes.week_of(october.slots[0]) == ("10月8日—10日", "周四至周六")  # after the holiday, with the make-up day


def test_a_week_that_goes_on_stands_in_the_next_month_as_well_and_is_counted_once(public: Site) -> None:
    september = month(public, "2026-09")
    table = shapes.table(september, "weekly-duty")
    (running,) = table.running
    assert (shapes.week_of(running)[0], table.slots[0].day) == ("8月31日—9月4日", date(2026, 9, 7))
    assert not shapes.table(month(public, "2026-11"), "weekly-duty").running
    rows = read(public, "rosters/hall/2026-09/index.md").html.partition('id="weekly-duty"')[2]
    assert "8月31日—9月4日 <small>接上月</small>" in rows.partition("<tbody>")[2].partition("</tr>")[0]
    first, second, *_ = sheet(september, "weekly-duty")["rows"]
    assert [(row["day"], row["mark"]) for row in (first, second)] == [("8月31日—9月4日", "接上月"), ("9月7日—11日", "")]
    bands = [row for row in all_duties(september)["rows"] if row["kind"] == "week"]
    assert [row["mark"] for row in bands].count("接上月") == 1
    assert bands[0]["mark"] == "接上月"
    assert not cuts.week([september], date(2026, 9, 7)).running


def test_an_empty_seat_asks_why_it_is_empty_and_a_running_week_says_so(staff: Site) -> None:
    page = read(staff, WHY)
    held = [seat.held for slot in staff.whys["hall", "2026-11"] for seat in slot.seats]
    assert held.count("") == flat(page).count("为什么空着？") == page.text.count("—")
    later = replace(staff, today=date(2026, 11, 25))
    assert "11月23日（周一）起，正在值的一轮" in read(later, WHY).text


def test_calendars_of_people_come_before_files_in_the_order_of_pinyin(staff: Site) -> None:
    page = Page(str(subscriptions.pages(staff)[links.rosters.calendars_page("hall")]))
    assert [name for name in page.ids if name in ("duties", "people", "data")] == ["duties", "people", "data"]
    people = [feed.title for feed in staff.feeds["hall"] if feed.person]
    assert people.index("白知微") < people.index("曹慕云") < people.index("邹佩玉")


def test_seats_with_hours_of_their_own_show_them(public: Site) -> None:
    table = shapes.table(month(public, "2026-11"), "hall-duty")
    said = {c.title: [f"{h.starts:%H:%M}-{h.ends:%H:%M}" for _, h in c.hours] for c in table.columns}
    assert said == {
        "值班领导": [],  # those of the duty
        "上午值班员": ["08:30-12:00"],
        "午间值班员": ["12:00-14:00"],
        "下午值班员": ["14:00-17:30"],
    }
    assert "午间值班员 12:00–14:00" in flat(read(public, NOVEMBER))
    assert "上午值班员 08:30–12:00" in flat(Page(str(rosters.pages(public)[links.ROSTERS])))


def test_appointed_people_who_stay_on_stand_in_one_line(public: Site) -> None:
    """The deputy is on duty from Monday to Wednesday, unless away; the days of a stretch are counted."""
    own = month(public, "2026-11")
    (first, *rest) = own.slots("section-deputy-duty")
    alike = [replace(slot, seats=first.seats) for slot in (first, *rest)]
    assert len(alike) == 13  # Mondays to Wednesdays of November 2026
    days = tuple(replace(d, slots=tuple(s for s in alike if s.day == d.day)) for d in own.days)
    one = shapes.table(replace(own, days=days), "section-deputy-duty")
    assert (one.shape, [(s.days, s.weekdays, len(s.slots)) for s in one.stretches]) == (
        "stretches",
        [("11月2日—30日", "周一、周二、周三", 13)],
    )
    other = replace(first.seats[0], people=(replace(first.seats[0].people[0], name="别人"),))
    each = [replace(slot, seats=(other,)) if n % 2 else slot for n, slot in enumerate(alike)]
    changing = tuple(replace(d, slots=tuple(s for s in each if s.day == d.day)) for d in own.days)
    assert shapes.table(replace(own, days=changing), "section-deputy-duty").shape == "days"


def test_people_whose_turn_it_is_are_told_day_by_day(public: Site) -> None:
    """The same person in turn on every day is no appointment: nothing is drawn together."""
    own = month(public, "2026-11")
    seats = own.slots("consultation-desk")[0].seats
    days = tuple(
        replace(d, slots=tuple(replace(s, seats=seats) for s in d.slots if s.title == "导办台值班")) for d in own.days
    )
    assert shapes.table(replace(own, days=days), "consultation-desk").shape == "days"


def test_duties_stand_in_the_units_order_of_pools(sample: Project, staff: Site) -> None:
    pools = [*sample.units["hall"].unit.pools.values()]
    assert pools[:3] == ["节假日值班", "周值班", "导办台"]
    assert [*month(staff, "2026-11").duties][:5] == [
        "weekly-duty",
        "consultation-desk",
        "duty-group",
        "hall-duty",
        "cleaning",
    ]


def test_offered_seats_that_nobody_took_are_not_empty(public: Site) -> None:
    slots = month(public, "2026-11").slots("leader-sit-in")
    assert any(len(slot.seats[0].people) < 3 for slot in slots)
    assert not any(seat.empty for slot in slots for seat in slot.seats)


# This week, and today


def test_this_week_has_a_row_for_each_duty(public: Site, staff: Site) -> None:
    said = flat(read(public, NOVEMBER))
    assert "11月23日—27日，每种值班一行" in said
    own = month(public, "2026-11")
    for build in (public, staff):
        shown = week(build, own)
        assert [day.day.day for day in shown] == [23, 24, 25, 26, 27]
        assert {row.duty for row in rows(build, month(build, "2026-11"), shown)} == {*month(build, "2026-11").duties}
    assert week(public, month(public, "2026-10")) == ()


def test_today_shows_the_weekly_duty_last_and_with_its_week(public: Site, sample: Project) -> None:
    view = today_view(public, sample.units["hall"])
    assert [slot.duty for slot in view.slots][-1] == "weekly-duty"
    assert "本周 11月23日—27日" in flat(read(public, links.ROSTERS))


def test_on_a_holiday_its_duty_stands_with_the_telephone(sample: Project, public: Site) -> None:
    holiday = replace(public, today=date(2026, 10, 1))
    view = today_view(holiday, sample.units["hall"])
    assert [slot.duty for slot in view.slots] == ["holiday-duty"]
    said = flat(read(holiday, links.ROSTERS))
    for text in ("不对外办公", "值班电话 000-0000-3300", "08:30–次日 08:30", "看2026年国庆节值班安排", "带班领导"):
        assert text in said


# Spans


def test_a_span_shows_every_day_with_its_lunar_date_and_the_telephone(public: Site) -> None:
    page = read(public, SPAN)
    said = flat(page)
    for text in (
        "10月1日—7日",
        "共 7 天",
        "000-0000-3300",
        "法定节假日",
        "八月廿一",
        "9月20日（周日）、10月10日（周六）",
    ):
        assert text in said
    assert page.having("zb-lunar")[0] == "八月廿一"
    assert "holiday-duty.pdf" in page.links
    assert "2026年国庆节值班" in flat(read(public, "rosters/hall/2026-10/index.md"))
    mid_autumn = flat(read(public, "rosters/hall/2026-中秋/index.md"))
    assert "八月十五" in mid_autumn


# What is not shown


@pytest.mark.parametrize("viewer", ["public", "staff"])
def test_restricted_duties_stand_nowhere(sample: Project, viewer: Viewer, request: pytest.FixtureRequest) -> None:
    build = request.getfixturevalue(viewer)
    assert sample.units["hall"].duties["guard"].versions[0][1].audience == "restricted"
    for path, content in site.pages(build).items():
        assert "guard" not in path.rpartition("/")[2]
        if isinstance(content, str) and path.startswith(("rosters/", "index", "forms/")):
            assert "安保与机房" not in content, path
            assert "保安员" not in content, path


def test_public_pages_show_no_duty_of_the_staff(public: Site) -> None:
    for path, content in rosters.pages(public).items():
        assert "卫生值日" not in str(content), path
        assert "备班" not in str(content), path


# The ledger


def test_the_ledger_stands_by_class_and_year_and_adds_up(sample: Project, staff: Site) -> None:
    """What is due over the years is the opening balance and what was due in each; so with the turns served."""
    holiday = next(pool for pool in staff.ledgers["hall"] if pool.title == "节假日值班")
    assert {"法定节假日", "调休休息日"} <= {c.title for c in holiday.classes}
    opening = sample.units["hall"].opening
    kept = opening.balances if opening else {}
    for pool in staff.ledgers["hall"]:
        for own in pool.classes:
            for n, row in enumerate(own.rows):
                years = [r for _, rows in own.years for r in rows if r.person == row.person]
                assert sum(r.served for r in years) == row.served
                if not any(kept.values()):
                    assert sum(r.due for r in years) == pytest.approx(row.due)
                assert row.balance == pytest.approx(row.due - row.served)
                assert n == 0 or own.rows[n - 1].balance >= row.balance
    said = flat(read(staff, LEDGER))
    for text in ("应值", "实值", "差额", "只看 2026 年", "法定节假日"):
        assert text in said


def test_years_are_kept_apart(sample: Project) -> None:
    """A month of 2026 and one of 2025: each year has its own turns, and together they are all."""
    hall = made.unpublished(sample, ["consultation-desk"]).units["hall"]
    months = list(ledger.months(sample, sample.units["hall"]))[-1:]
    reports = [check(*months[0])]
    early = replace(reports[0].problem.period, first=date(2025, 11, 1))
    reports = [replace(reports[0], problem=replace(reports[0].problem, period=early)), *reports]
    (desk, *_) = [pool for pool in balances.pools(reports, "staff") if pool.title == hall.unit.pools["desk"]]
    assert [year for year, _ in desk.classes[0].years] == [2026, 2025]
    assert desk.classes[0].years[0][1] == desk.classes[0].years[1][1]


def test_unequal_departments_are_shown_with_the_reason(staff: Site) -> None:
    """Where departments take turns, each of a smaller department owes more: the article is cited for it."""
    (group,) = [pool for pool in staff.ledgers["hall"] if pool.title == "值班组"]
    by_size = {view.people: view.each for view in group.departments}
    assert max(by_size) > min(by_size)
    assert by_size[min(by_size)] > by_size[max(by_size)]
    assert [p.title for p in staff.ledgers["hall"] if p.departments] == ["值班组"]
    page = read(staff, LEDGER)
    assert "各部门人均应值不同，是制度的安排" in page.text
    assert "《值班组制度》第四条" in page.text


def test_the_public_reads_how_far_apart_people_are_by_class(public: Site, staff: Site) -> None:
    shown = {(p.title, c.title): c.spread for p in public.ledgers["hall"] for c in p.classes}
    inside = {(p.title, c.title): c for p in staff.ledgers["hall"] for c in p.classes}
    assert {title for title, _ in shown} == {"节假日值班", "周值班", "导办台", "值班组", "大厅值班"}
    for key, spread in shown.items():
        assert spread == (inside[key].rows[-1].balance, inside[key].rows[0].balance)
    assert not any(c.rows or c.years for p in public.ledgers["hall"] for c in p.classes)


# Why


def test_staff_read_the_sentences_of_the_command(sample: Project, staff: Site) -> None:
    """For every other person of the group of a seat the page says what ``zhiban why`` says."""
    problem, roster = list(ledger.months(sample, sample.units["hall"]))[-1]
    report = check(problem, roster)
    key = next(k for k in problem.seats if k.duty == "consultation-desk" and k.day >= TODAY)
    (slot,) = [s for s in staff.whys["hall", "2026-11"] if (s.duty, s.day) == (key.duty, key.day)]
    told = {b.person: [*b.reasons] for b in (*slot.seats[0].free, *slot.seats[0].kept)}
    others = [p for p in problem.seats[key].members if p not in roster.who(key)]
    assert len(others) > 5
    for person in others:
        found = instead(report, key, person)
        assert told[problem.unit.people[person].name] == why_not(report, found, key)
    said = flat(read(staff, WHY))
    assert "为什么是他／她？" in said
    assert all(reason in said for reasons in told.values() for reason in reasons)


def test_only_the_days_ahead_are_answered_and_never_for_the_public(public: Site, staff: Site) -> None:
    days = {slot.day for slots in staff.whys.values() for slot in slots}
    assert TODAY in days
    assert all((day - TODAY).days <= AHEAD for day in days)
    assert not public.whys
    assert WHY not in rosters.pages(public)
    assert "why" not in str(rosters.pages(public)[NOVEMBER])


def test_a_duty_that_staff_may_not_see_is_not_named_as_a_reason(sample: Project) -> None:
    """A guard's duty is closed to staff; with the desk's keeper put on it, the desk's page says only 当时另有值班."""
    hall = made.unpublished(sample, ["consultation-desk", "guard"]).units["hall"]
    problem = carry(sample, hall, parse_period("2026-11"))
    day = next(s.day for s in problem.slots if s.day >= TODAY)
    desk, guard = SeatKey("consultation-desk", day, "keeper"), SeatKey("guard", day, "guard-open")
    holder, other = problem.seats[desk].members[:2]
    report = check(problem, Roster({desk: (holder,), guard: (other,)}))
    (slot, *_) = whys(report, TODAY)
    (kept,) = [b for b in slot.seats[0].kept if b.person == problem.unit.people[other].name]
    assert kept.reasons == ("当时另有值班",)
    assert not [s for s in whys(report, TODAY) if s.duty == "guard"]

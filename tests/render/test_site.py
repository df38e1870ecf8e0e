"""The site as pure pages: home, rosters, ledger, notices, downloads and the navigation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from generator.data.files.reading import Faults
from generator.data.project import Project
from generator.data.site.prose import read_prose
from generator.data.units.unit import PublicNames
from generator.render import site
from generator.render.pages import formpages, home, rosters
from generator.render.pages.today import today_view
from generator.render.views import links, shapes
from generator.render.views.balances import BalanceView
from generator.render.views.gather import Site
from generator.render.views.persons import Viewer
from tests.render import pages as made
from tests.render.pages import NASTY, Months, Page

WORKDAY, SUNDAY = date(2026, 12, 1), date(2026, 12, 6)
MONTH = "rosters/hall/2026-12/index.md"
LEDGER = "rosters/hall/balances.md"


@pytest.fixture(scope="module")
def december(sample: Project) -> Months:
    """November and December, filled without the solver; nothing was published before."""
    return made.rosters(made.unpublished(sample), "2026-11", "2026-12")


def own_pages(build: Site) -> dict[str, str]:
    """The Markdown pages of home and rosters."""
    return {path: str(text) for path, text in (home.pages(build) | rosters.pages(build)).items()}


def built(project: Project, months: Months, today: date = WORKDAY, viewer: Viewer = "public") -> dict[str, str]:
    return own_pages(made.site(project, months, today, viewer))


def strip(project: Project, months: Months, today: date) -> str:
    """The text of today's strip on the home page."""
    return Page(built(project, months, today)[links.HOME]).having("zb-today")[0]


# Today's strip


def test_a_workday_shows_hours_people_places_and_telephones(sample: Project, december: Months) -> None:
    said = strip(sample, december, WORKDAY)
    roster = december[1][1]
    on_duty = {
        sample.units["hall"].people[person].name
        for key, people in roster.held.items()
        for person in people
        if key.day == WORKDAY
    }
    assert len(on_duty) == 5  # a keeper, a leader and three members from 1 December
    for text in (*on_duty, "今天", "12月1日 周二", "对外办公", "08:30–17:30", "000-0000-3000", "一楼大厅导办台"):
        assert text in said
    assert "08:15" not in said  # when to arrive is for staff


def test_staff_also_see_when_to_arrive(sample: Project, december: Months) -> None:
    page = Page(built(sample, december, WORKDAY, "staff")[links.HOME])
    assert "08:30–17:30，08:15 到岗" in page.text  # 15 minutes before the desk opens


def test_a_holiday_is_named_and_the_next_open_day_is_said(sample: Project, december: Months) -> None:
    said = strip(sample, december, date(2026, 10, 1))
    for text in ("不对外办公", "国庆节放假", "下次办公：10月8日 周四 08:30–17:30"):
        assert text in said


def test_a_make_up_saturday_is_open(sample: Project, december: Months) -> None:
    said = strip(sample, december, date(2026, 10, 10))
    assert "对外办公" in said
    assert "国庆节调休上班" in said
    assert "不对外办公" not in said


def test_a_sunday_is_closed_and_nobody_is_on_duty(sample: Project, december: Months) -> None:
    said = strip(sample, december, SUNDAY)
    for text in ("不对外办公 周末", "下次办公：12月7日 周一", "今天不排班"):
        assert text in said


def test_beyond_the_calendar_nothing_is_guessed(sample: Project, december: Months) -> None:
    for day in (date(2027, 1, 4), date(2031, 5, 6)):  # a pending year, and one that nobody has written yet
        said = strip(sample, december, day)
        assert f"{day.year}年放假安排待公布" in said
        assert "不对外办公" not in said
        assert "值班员" not in said


def test_the_next_open_day_is_not_guessed_either(sample: Project, december: Months) -> None:
    """If the last days of 2026 were a break, nobody knows when the hall opens: 2027 is not out."""
    held = sample.units["hall"]
    hours = held.unit.hours.model_copy(update={"on": "rest-days"})
    unit = replace(held, unit=held.unit.model_copy(update={"hours": hours}))
    view = today_view(made.site(sample, december, date(2026, 12, 31)), unit)
    assert (view.state, view.next_open) == ("closed", None)


def test_before_the_first_regulation_on_hours_none_are_shown(sample: Project) -> None:
    view = today_view(made.site(sample, [], date(2025, 12, 19)), sample.units["hall"])
    assert (view.state, view.hours) == ("open", ())
    assert "办公时间待公布" in strip(sample, [], date(2025, 12, 19))


def test_a_month_that_is_not_published_says_so(sample: Project) -> None:
    assert "未发布" in strip(sample, [], WORKDAY)


def test_todays_roster_may_be_a_draft_and_is_marked(sample: Project, december: Months) -> None:
    page = Page(own_pages(made.site(sample, december, WORKDAY, drafts=1))[links.HOME])
    assert page.having("zb-status--draft") == ["草稿"]


# A month


def test_a_month_marks_today_and_only_today(sample: Project, december: Months) -> None:
    page = Page(built(sample, december)[MONTH])
    assert [text[:8] for text in page.having("zb-day--today")] == ["1 12月1日 "]
    assert [text[:5] for text in page.having("zb-row--today")] == [
        "12月1日"
    ]  # the group has several seats: a row a day
    assert not Page(built(sample, december, SUNDAY)[MONTH]).having("zb-row--today")


def test_weeks_begin_on_monday(sample: Project, december: Months) -> None:
    """December 2026 begins on a Tuesday and ends on a Thursday; the desk is on from Monday to Friday: five weeks."""
    month = made.site(sample, december, WORKDAY).months["hall"][1]
    desk = shapes.table(month, "consultation-desk")
    assert desk.weekdays == (0, 1, 2, 3, 4)
    assert [day is None for day in desk.grid[0]] == [True, False, False, False, False]
    assert [day is None for day in desk.grid[-1]] == [False, False, False, False, True]
    assert len(desk.grid) == 5


def test_each_duty_cites_the_version_of_its_days(sample: Project, december: Months) -> None:
    pages = built(sample, december)
    november, last = pages["rosters/hall/2026-11/index.md"], pages[MONTH]
    assert "regulations/duty-group/2026-02-01.md#composition" in november
    assert "2026-12-01" not in november.replace("2026-12-01（", "")
    assert "regulations/duty-group/2026-12-01.md#composition" in last
    assert "《值班组制度》第二条、第三条、第四条（2026年12月1日起施行）" in Page(last).text


def test_a_month_links_its_neighbours_and_its_sheets(sample: Project, december: Months) -> None:
    found = Page(built(sample, december)[MONTH]).links
    assert {"../2026-11/index.md", "../index.md", "duty-group.pdf", "consultation-desk.pdf"} <= set(found)


def test_an_empty_seat_is_named_for_everybody_and_a_breach_for_staff(sample: Project, december: Months) -> None:
    gap = made.without_one_member(december, WORKDAY)
    public, staff = (Page(built(sample, gap, WORKDAY, viewer)[MONTH]) for viewer in ("public", "staff"))
    assert public.having("zb-empty") == ["▲ 空缺 1 人"] * 2  # in the calendar and in the group's table
    assert not public.having("zb-breaches")
    assert "12月1日（周二）值班组成员" in staff.having("zb-breaches")[0]


@pytest.mark.parametrize(("count", "folded"), [(1, ""), (5, ""), (7, "其余 2 处")])
def test_breaches_are_counted_and_from_the_sixth_on_folded(
    sample: Project, december: Months, count: int, folded: str
) -> None:
    build = made.site(sample, december, WORKDAY, "staff")
    last = replace(build.months["hall"][1], breaches=tuple(f"不符合<{n}>" for n in range(count)))
    page = Page(own_pages(replace(build, months={"hall": (last,)}))[MONTH])
    (box,) = page.having("zb-breaches")
    assert f"▲ 不符合项 {count} 处" in box
    assert box.count("不符合<") == count
    assert ("其余" in box, folded in box) == (bool(folded), True)


def test_tables_have_captions_and_scopes(sample: Project, december: Months) -> None:
    for path, source in built(sample, december, WORKDAY, "staff").items():
        page = Page(source)
        assert page.tags.count("caption") == page.tags.count("table"), path
        assert page.html.count("<th ") == page.tags.count("th") == page.html.count("<th scope="), path


def test_a_policy_without_names_shows_posts(sample: Project, december: Months) -> None:
    """Where the unit publishes no names, the post stands in the name's place, on every page."""
    held = sample.units["hall"]
    unit = replace(held, unit=held.unit.model_copy(update={"public_names": PublicNames()}))
    months = [(replace(problem, unit=unit), roster) for problem, roster in december]
    project = made.alone(sample, unit)
    names = {person.name for person in unit.people.values()}
    for path, source in built(project, months).items():
        assert not [name for name in names if name in source], path
    assert "副主任" in strip(project, months, WORKDAY)


# Months of a unit, and the ledger


def test_a_unit_lists_its_months_newest_first_and_what_is_missing(sample: Project, december: Months) -> None:
    page = Page(built(sample, december, date(2026, 12, 20))["rosters/hall/index.md"])
    assert page.text.index("2027年1月") < page.text.index("2026年12月") < page.text.index("2026年11月")
    assert page.having("zb-months__gap") == ["2027年1月 待公布 2027年放假安排尚未公布，公布以后再排"]
    (gap,) = Page(built(sample, december[:1], date(2026, 11, 20))["rosters/hall/index.md"]).having("zb-months__gap")
    assert gap == "2026年12月 未发布"


def test_only_staff_see_who_owes(sample: Project, december: Months) -> None:
    """The public sees how far apart people are, not who they are."""
    names = {person.name for person in sample.units["hall"].people.values()}
    public, staff = (built(sample, december, WORKDAY, viewer)[LEDGER] for viewer in ("public", "staff"))
    assert not [name for name in names if name in public]
    assert len([name for name in names if name in staff]) > 40
    assert "少值最多的" in Page(public).text
    for page in (public, staff):
        assert "《轮值公平办法》第六条" in page
        assert "按已公布到2026年12月31日的值班表计" in Page(page).text


def test_the_ledger_counts_what_is_published(sample: Project, december: Months) -> None:
    page = Page(own_pages(made.site(sample, december, WORKDAY, "staff", drafts=1))[LEDGER])
    assert "按已公布到2026年11月30日的值班表计" in page.text
    november = Page(own_pages(made.site(sample, december[:1], WORKDAY, "staff"))[LEDGER])
    assert page.having("zb-num") == november.having("zb-num")
    only_draft = Page(own_pages(made.site(sample, december[:1], WORKDAY, "staff", drafts=1))[LEDGER])
    assert "按2026年11月草稿推算" in only_draft.text
    assert "未发布" in Page(built(sample, [])[LEDGER]).text


@pytest.mark.parametrize(
    ("balance", "said"), [(0.47, "少值 0.47 次"), (-1.5, "多值 1.50 次"), (0.004, "持平"), (0.0, "持平")]
)
def test_balances_are_said_in_words(balance: float, said: str) -> None:
    assert rosters.owed(balance) == said


def test_bars_leave_the_middle_and_share_one_scale() -> None:
    """The longest balance of the pool fills half the width; below one turn, one turn does."""
    rows = tuple(BalanceView("甲", "科", 0, 0, balance) for balance in (2.0, -1.0))
    assert rosters.bar(2.0, rows) == (50, 50)
    assert rosters.bar(-1.0, rows) == (25, 25)
    assert rosters.bar(0.5, rows[:0]) == (50, 25)


# The whole


def test_everything_from_data_is_escaped(sample: Project, december: Months) -> None:
    """Titles and names that are HTML or Markdown of their own show as they are written."""
    held = sample.units["hall"]
    told = {"title": NASTY, "short": NASTY, "address": NASTY, "phone": NASTY}
    kept = held.unit.model_copy(update={**told, "departments": dict.fromkeys(held.unit.departments, NASTY)})
    people = {number: person.model_copy(update={"name": NASTY}) for number, person in held.people.items()}
    unit = replace(held, unit=kept, people=people)
    slots = tuple(replace(slot, title=NASTY, place=NASTY) for slot in december[1][0].slots)
    months = [(replace(december[1][0], unit=unit, slots=slots), december[1][1])]
    build = made.site(made.alone(sample, unit), months, WORKDAY, "staff")
    for path, source in own_pages(build).items():
        page = Page(source)
        assert "script" not in page.tags, path
        assert "em" not in page.tags, path
        assert "code" not in page.tags or path == MONTH, path  # the fingerprint
        assert "x.md" not in page.links, path
        if path.startswith("rosters/"):
            assert " ".join(NASTY.split()) in " ".join(page.text.split()), path
    assert "<script>" not in str(site.nav(build))


def test_nothing_depends_on_anything_but_its_input(sample: Project, december: Months) -> None:
    build = made.site(sample, december, WORKDAY, "staff")
    assert own_pages(build) == own_pages(build)


def named_in(nav: site.Nav) -> Iterator[str]:
    """Every page of a navigation, in order."""
    for item in nav:
        for target in [item] if isinstance(item, str) else item.values():
            yield from [target] if isinstance(target, str) else named_in(target)


@pytest.fixture(scope="module")
def whole(sample: Project, december: Months) -> tuple[Site, site.Pages]:
    build = made.site(sample, december[1:], WORKDAY)
    return build, site.pages(build)


def test_the_navigation_names_every_page_once(root: Path, whole: tuple[Site, site.Pages]) -> None:
    build, pages = whole
    authored = {f"notices/{p.name}" for p in (root / "docs/notices").glob("*.md")} | {links.ABOUT}
    named = list(named_in(site.nav(build)))
    every = {path for path in pages if path.endswith(".md")}
    assert sorted(named) == sorted((every - site.unlisted(build)) | authored)
    titles = [title for item in site.nav(build) if isinstance(item, dict) for title in item]
    assert titles == ["首页", "办事指南", "今日值班", "规章制度", "表格下载", "公告", "关于"]


def test_every_link_leads_somewhere(root: Path, whole: tuple[Site, site.Pages]) -> None:
    _, pages = whole
    files = {path for path, content in pages.items() if isinstance(content, bytes)}
    authored = {p.relative_to(root / "docs").as_posix() for p in (root / "docs").glob("[an]*/*.md")}
    assert not made.broken_links({p: c for p, c in pages.items() if isinstance(c, str)}, files | authored)


def test_no_page_asks_another_host_for_anything(whole: tuple[Site, site.Pages]) -> None:
    for path, content in whole[1].items():
        if isinstance(content, str):
            assert not [link for link in Page(content).links if "//" in link], path
            assert "src=" not in content, path


# Prose


def test_the_home_page_shows_the_authors_words_and_the_newest_notices(sample: Project, december: Months) -> None:
    page = Page(built(sample, december)[links.HOME])
    assert "欢迎来到青禾县政务服务中心网站" in page.having("zb-lead")[0]
    assert "本站为示例" in page.having("zb-rest")[0]
    assert page.having("zb-news") == ["2026年11月10日 关于修订《值班组制度》的通知"]
    doors = {links.GUIDES, links.ROSTERS, links.REGULATIONS, links.FORMS}
    assert doors <= set(page.links)


def test_notices_stand_newest_first(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "docs", tmp_path / "docs")
    for day in ("2026-11-12", "2026-11-11"):
        text = f"---\ntitle: {day}\ndate: {day}\nhide: [toc]\n---\n正文\n"
        (tmp_path / f"docs/notices/{day}.md").write_text(text, encoding="utf-8")
    notices = read_prose(tmp_path, Faults(tmp_path)).notices
    assert [notice.day.day for notice in notices] == [12, 11, 10]


def test_all_faults_of_the_prose_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "docs/notices").mkdir(parents=True)
    (tmp_path / "docs/notices/a.md").write_text("---\ntitle: 甲\ndate: 2026-02-30\n---\n", encoding="utf-8")
    (tmp_path / "docs/notices/index.md").write_text("# 公告\n", encoding="utf-8")
    faults = Faults(tmp_path)
    read_prose(tmp_path, faults)
    assert [str(fault).split(":")[0] for fault in sorted(faults.found)] == [
        "docs/index.md",
        "docs/notices/a.md",
        "docs/notices/index.md",
    ]
    assert "docs/notices/a.md:3:7" in "".join(map(str, faults.found))


def test_sheets_to_download_are_listed_by_month(sample: Project, december: Months) -> None:
    found = Page(formpages.pages(made.site(sample, december, WORKDAY))[links.rosters.SHEETS]).links
    sheets = [links.rosters.posting("hall", "2026-12", d) for d in ("consultation-desk", "duty-group")]
    assert found[:3] == [f"../{sheet}" for sheet in (links.rosters.overview("hall", "2026-12"), *sheets)]
    assert len(found) == 6  # two duties and the sheet of both, two months


def test_hours_that_change_within_a_month_are_dated(sample: Project, december: Months) -> None:
    """From 15 December the group begins at nine: both hours stand in the month's facts, the later with its day."""
    build = made.site(sample, december[1:], WORKDAY)
    (month,) = build.months["hall"]
    days = tuple(
        replace(day, slots=tuple(replace(s, starts=time(9)) if day.day.day >= 15 else s for s in day.slots))
        for day in month.days
    )
    page = Page(own_pages(replace(build, months={"hall": (replace(month, days=days),)}))[MONTH])
    assert "12月1日起 08:00–18:00；12月15日起 09:00–18:00" in " ".join(page.text.split())

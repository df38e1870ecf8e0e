"""The portal in a real browser: its day and minute, closed to every other host, and sound in every link."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import generator
from generator.render.text.finishing import policy_in, policy_of_site
from generator.site.finished import HEAVY, Finished
from generator.site.servers import SERVERS, sample
from tests.site.conftest import MORNING, serving

TYPES = [
    "",
    "404.html",
    "about/",
    "about/contact/",
    "about/elsewhere/",
    "about/map/",
    "deadlines/",
    "forms/",
    "forms/rosters/",
    "guides/",
    "guides/case-types/",
    "guides/food-permit/",
    "guides/slips/food-permit/",
    "issuers/hall/",
    "journeys/open-restaurant/",
    "notices/",
    "notices/2026-11-10-duty-group/",
    "regulations/",
    "regulations/duty-group/",
    "regulations/duty-group/2026-12-01/",
    "regulations/duty-group/2026-12-01-changes/",
    "rosters/",
    "rosters/hall/",
    "rosters/hall/2026-07/",
    "rosters/hall/2026-11/",
    "rosters/hall/2026-11/posts/",
    "rosters/hall/2026-11/weeks/",
    "rosters/hall/2026-国庆/",
    "rosters/hall/balances/",
    "rosters/hall/calendars/",
    "rosters/hall/windows/",
    "topics/",
]
"""One page of every type that the public site has; ``visit`` fails on a request to another host and on any error."""
STAFF = [
    "rosters/hall/2026-11/people/",
    "rosters/hall/2026-11/why/",
    "rosters/hall/2026-11/changes/",
    "rosters/hall/whereabouts/",
]


@pytest.mark.parametrize("path", TYPES)
def test_every_type_of_page_is_closed_and_raises_no_error(visit: Callable[..., object], path: str) -> None:
    """Where a policy kept anything out, the browser would say so on its console."""
    with visit(path) as page:  # type: ignore[attr-defined]
        assert page.locator("h1").count() == 1
        footer = page.locator("footer").inner_text()
        for said in (
            "主办单位：青禾县人民政府办公室（示例，虚构）",
            "网站标识码：示例",
            "示例 ICP 备",
            "公网安备",
            "网站找错",
            "网站地图",
        ):
            assert said in footer


@pytest.mark.parametrize("path", STAFF)
def test_the_pages_of_the_staff_are_closed_as_well(visit: Callable[..., object], path: str) -> None:
    with visit(path, staff=True) as page:  # type: ignore[attr-defined]
        assert "内部版" in page.locator(".zb-banner").inner_text()
        assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow"


def test_the_search_works_under_the_policy(visit: Callable[..., object]) -> None:
    with visit("") as page:  # type: ignore[attr-defined]
        page.locator(".zb-search input").fill("食品经营许可")
        page.locator(".zb-search button").click()
        page.wait_for_selector(".md-search-result__item")


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_every_link_and_anchor_of_the_finished_site_leads_somewhere(
    audience: str, request: pytest.FixtureRequest, root: Path
) -> None:
    site = request.getfixturevalue(audience)
    address = generator.load(root).center.address_for(audience)
    finished = Finished(site, address)
    assert finished.faults() == []
    assert len(finished.pages) > 300
    assert sum(finished.weight().values()) < HEAVY


def test_the_site_works_as_a_section_of_a_larger_one(public: Path, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "zwfw").symlink_to(public, target_is_directory=True)
    with serving(tmp_path) as address:
        page = browser.new_page()
        page.clock.install(time="2026-11-24T10:00:00+08:00")
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"{address}/zwfw/")
        page.wait_for_load_state("networkidle")
        assert "11月24日" in page.locator(".zb-today__date").first.inner_text()
        page.get_by_role("link", name="看2026年11月值班表").first.click()
        page.wait_for_url("**/zwfw/rosters/hall/2026-11/")
        page.wait_for_load_state("networkidle")
        page.close()
        assert all(url.startswith(f"{address}/zwfw/") for url in asked), asked
        assert failed == []


def hall(page: Page) -> str:
    """What the home page says of the hall's day."""
    return " ".join(page.locator(".zb-today__hall").first.inner_text().split())


def test_without_script_the_day_of_the_build_is_named(visit: Callable[..., object]) -> None:
    with visit("", java_script_enabled=False, at="2026-12-24T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        assert "这是2026年11月23日（周一）的安排，网页在这一天生成" in page.locator("main").inner_text()
        assert "08:30–17:30" in hall(page)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-23T08:29:30+08:00", "08:30 开门"),
        ("2026-11-23T08:30:00+08:00", "正在办公，到 17:30"),
        ("2026-11-23T17:28:00+08:00", "正在办公，到 17:30"),
        ("2026-11-23T17:30:00+08:00", "今天已下班 下次办公 11月24日 周二 08:30 08:30–17:30"),
        ("2026-11-27T18:00:00+08:00", "今天已下班 下次办公 11月30日 周一 08:30"),
        ("2026-11-28T10:00:00+08:00", "不对外办公 周末 下次办公：11月30日 周一 08:30–17:30"),
        ("2026-11-30T20:00:00+08:00", "下次办公 12月1日 周二 08:30"),
        ("2026-11-23T16:30:00Z", "11月24日"),  # half past midnight in Shanghai
    ],
)
def test_the_strip_is_right_for_the_readers_minute(visit: Callable[..., object], at: str, said: str) -> None:
    with visit("", at=at) as page:  # type: ignore[attr-defined]
        page.wait_for_function(
            "said => document.querySelector('.zb-today__hall').innerText.replace(/\\s+/g, ' ').includes(said)", arg=said
        )


def test_the_strip_turns_at_the_minute_and_at_midnight(visit: Callable[..., object]) -> None:
    with visit("", at="2026-11-24T17:29:30+08:00") as page:  # type: ignore[attr-defined]
        assert "正在办公，到 17:30" in hall(page)
        page.clock.run_for(31_000)
        page.wait_for_function("document.querySelector('.zb-today__hall').innerText.includes('今天已下班')")
    with visit("", at="2026-11-30T23:59:30+08:00") as page:  # type: ignore[attr-defined]
        assert "11月30日" in hall(page)
        page.clock.run_for(31_000)
        page.wait_for_function("document.querySelector('.zb-today__hall').innerText.includes('12月1日')")
        assert "看2026年12月值班表" in page.locator(".zb-today__duties").first.inner_text()


def test_the_strip_of_a_later_day_names_who_is_there_then(visit: Callable[..., object], planted: Path) -> None:
    unit = generator.load(planted).units["hall"]
    held = unit.published["2026-11"].roster.held
    names = {
        unit.people[p].name
        for key, who in held.items()
        if (key.duty, f"{key.day}") == ("duty-group", "2026-11-26")
        for p in who
    }
    with visit("", at="2026-11-26T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        page.wait_for_function("document.querySelector('.zb-today__hall').innerText.includes('11月26日')")
        said = page.locator(".zb-today__duties").first.inner_text()
        assert len(names) == 3
        assert all(name in said for name in names)
        link = page.locator(".zb-today__more a").first.get_attribute("href")
        assert link is not None
        assert link.endswith("/rosters/hall/2026-11/")


def test_a_page_that_is_too_old_says_where_its_data_ends(visit: Callable[..., object]) -> None:
    with visit("", at="2027-01-04T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        said = page.locator(".zb-today__stale").first
        said.wait_for(state="visible")
        for words in ("没有今天的安排", "数据截至2026年12月31日", "000-0000-3000"):
            assert words in said.inner_text()
        assert not page.locator("[data-zb-part]:visible").count()  # nobody reads another day's hours as today's
    with visit("rosters/", at="2027-01-04T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        page.locator(".zb-today__stale").first.wait_for(state="visible")
        assert "11月23日" not in page.locator("main").inner_text()


def test_after_closing_nothing_is_larger_than_that_word(visit: Callable[..., object]) -> None:
    size = "name => parseFloat(getComputedStyle(document.querySelector(`.zb-today__${name}`)).fontSize)"
    for at, larger, smaller in (("T18:00:00+08:00", "state", "hours"), ("T10:00:00+08:00", "hours", "state")):
        with visit("", 360, at=f"2026-11-25{at}") as page:  # type: ignore[attr-defined]
            page.locator(".zb-today__hall", has_text="11月25日").wait_for()
            assert page.evaluate(size, larger) > page.evaluate(size, smaller)


def test_after_midnight_the_night_is_on_duty_until_it_ends(visit: Callable[..., object], root: Path) -> None:
    unit = generator.load(root).units["hotline"]
    held = unit.published["2026-11"].roster.held
    nights = {
        f"{key.day}": [unit.people[p].name for p in who] for key, who in held.items() if key.duty == "night-shift"
    }
    with visit("rosters/", staff=True, at="2026-11-26T02:00:00+08:00") as page:  # type: ignore[attr-defined]
        strip = page.locator(".zb-today[data-zb-live*=hotline]")
        strip.locator("li", has_text="昨天 23:00–今天 08:00").first.wait_for()
        now = strip.locator("li", has=page.locator(".zb-now:visible")).all_inner_texts()
        assert [said.split()[0] for said in now] == ["夜班", "非工作时间待命"]
        assert all(name in now[0] for name in nights["2026-11-25"])
        page.clock.fast_forward(6 * 3600 * 1000)
        strip.locator("li", has_text="早班").get_by_text("正在值").wait_for()
        assert strip.get_by_text("昨天 23:00").locator("visible=true").count() == 0


def test_the_other_bodies_turn_with_it(visit: Callable[..., object]) -> None:
    with visit("", at="2026-11-28T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        for said in ("下次 11月30日 周一", "正在办公，到 20:00"):
            page.locator(".zb-others", has_text=said).wait_for()


def test_a_week_that_has_passed_is_not_called_this_one(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/", at="2026-11-29T22:00:00+08:00") as page:  # type: ignore[attr-defined]
        assert "本周值班" in page.locator("h2[id='all.week']").inner_text()
    with visit("rosters/hall/2026-11/", at="2026-11-30T08:00:00+08:00") as page:  # type: ignore[attr-defined]
        assert "11月23日这一周" in page.locator("h2[id='all.week']").inner_text()


def test_a_name_leaves_only_its_turns(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/", 360) as page:  # type: ignore[attr-defined]
        field = page.get_by_placeholder("姓名或值班名称")
        field.fill("贺立洲")
        assert page.locator("h2#weekly-duty").is_visible()
        assert not page.locator("h2#consultation-desk").is_visible()
        rows = page.locator(".zb-duty tbody tr:visible").all_inner_texts()
        assert rows
        assert all("贺立洲" in row for row in rows)
        days = page.locator(".zb-week td:visible").all_inner_texts()
        assert days
        assert all("贺立洲" in day for day in days)  # of a duty's week only those days
        assert page.evaluate("CSS.highlights.get('zb-found').size") >= len(rows) + len(days)
        field.fill("导办台")
        assert page.locator("h2#consultation-desk").is_visible()
        field.fill("没有这个人")
        assert page.get_by_text("没有找到").is_visible()
        field.fill("")
        assert page.locator("h2#duty-group").is_visible()


def test_whoever_comes_next_is_no_reason_to_leave_a_turn(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/people/", 360, staff=True) as page:  # type: ignore[attr-defined]
        page.get_by_text("姓名索引").click()
        page.locator(".zb-names").get_by_text("石砚", exact=True).click()
        assert page.evaluate("document.querySelector(':target').textContent").startswith("石砚")
        page.get_by_placeholder("姓名或值班名称").fill("石砚")
        assert [said.split()[0] for said in page.locator("h2:visible").all_inner_texts()] == ["石砚"]


def test_today_is_a_word_on_a_phone_too(visit: Callable[..., object]) -> None:
    """The head of the table is not seen there: the day of each cell says it."""
    said = "cell => getComputedStyle(cell, '::before').content"
    for path, table in (("hall/2026-11/", ".zb-week"), ("hotline/2026-11/", ".zb-shifts")):
        with visit(f"rosters/{path}", 360, staff=True) as page:  # type: ignore[attr-defined]
            cell = page.locator(f"{table} td.zb-col--today").first
            assert "今天" in cell.evaluate(said)
            assert "今天" not in page.locator(f"{table} td:not(.zb-col--today)[data-zb-col]").first.evaluate(said)


def test_a_week_is_reached_at_once(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/weeks/") as page:  # type: ignore[attr-defined]
        page.get_by_text("到本周").click()
        assert page.evaluate("document.querySelector(':target').textContent").startswith("11月23日—27日")


@pytest.mark.parametrize("month", ["hotline/2026-11", "logistics/2026-12", "hall/2026-11"])
def test_no_name_leaves_its_cell(visit: Callable[..., object], month: str) -> None:
    wide = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"
    for width in (360, 1280):
        with visit(f"rosters/{month}/", width, staff=True) as page:  # type: ignore[attr-defined]
            assert page.locator(".zb-month td.zb-day, .zb-duty td").evaluate_all(wide) == []


def test_staff_find_a_turn_with_all_that_it_needs(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/people/", staff=True) as page:  # type: ignore[attr-defined]
        page.get_by_placeholder("姓名或值班名称").fill("侯雅琴")
        said = page.locator("main").inner_text()
        for word in ("07:55 到岗", "《值班组制度》第二条", "下一班", "11月13日 田雨桐"):
            assert word in said


def test_paper_has_the_roster_alone(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/weeks/") as page:  # type: ignore[attr-defined]
        page.emulate_media(media="print")
        assert page.locator(".zb-week").first.is_visible()
        for aside in (".md-header", ".md-tabs", ".md-footer", ".zb-bar", ".zb-filter"):
            assert not page.locator(aside).first.is_visible(), aside


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_is_told_the_policy_of_the_pages(server: str, public: Path) -> None:
    said = sample(server, public, "https://www.example/zwfw/", policy_of_site(public), staff=False)
    for part in ("www.example", "/zwfw/", "frame-ancestors 'none'", "X-Content-Type-Options", "gzip"):
        assert part in said
    for page in (public / "index.html", public / "404.html"):
        own = policy_in(page.read_text(encoding="utf-8"))
        assert own
        assert all(mark in said for mark in re.findall(r"'sha256-[^']+'", own))
    assert "X-Robots-Tag" not in said
    assert "X-Robots-Tag" in sample(server, public, "", "", staff=True)


def test_whom_to_tell_of_a_weakness_is_where_programs_look(public: Path, staff: Path) -> None:
    said = (public / ".well-known/security.txt").read_text(encoding="utf-8")
    assert "Contact: mailto:anquan@qinghe.example\n" in said
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00\+08:00$", said, re.MULTILINE)
    assert not (staff / ".well-known/security.txt").exists()
    assert "Disallow: /" in (staff / "robots.txt").read_text(encoding="utf-8")


def test_staff_enter_by_a_quiet_door(visit: Callable[..., object]) -> None:
    with visit("", at=MORNING) as page:  # type: ignore[attr-defined]
        page.get_by_role("link", name="工作人员入口").click()
        page.wait_for_url("**/about/staff/")
        assert "内部版在单位内部的网络上" in page.locator("main").inner_text()

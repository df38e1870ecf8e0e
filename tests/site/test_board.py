"""The screen of the lobby: read from afar, right for the day without anybody touching it, and quiet when the net is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import generator
from generator.data.regulations.resolve import Citation
from generator.data.units.unit import PublicNames
from generator.render.pages import board
from generator.render.text.finishing import policy_in
from generator.render.views import links
from generator.render.views.gather import gather
from generator.render.views.windows import GapView
from tests.site.conftest import MORNING, TODAY
from tests.site.reading import Text

SCREENS = {"full": (1920, 1080), "small": (1280, 720), "upright": (1080, 1920)}
Watch = Callable[..., object]


@pytest.fixture
def watch(browser: Browser, served: str) -> Watch:
    """A screen, as it hangs in the lobby; ``answers`` may put another file of days in the place of the site's."""

    @contextmanager
    def hang(
        unit: str = "hall",
        at: str = MORNING,
        size: tuple[int, int] = (1920, 1080),
        answers: Callable[[Route], None] | None = None,
        **options: object,
    ) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.clock.install(time=at)
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda said: failed.append(said.text) if "Content Security Policy" in said.text else None)
        if answers:
            page.route("**/days.json", answers)
        page.goto(f"{served}/board/{unit}/")
        page.wait_for_load_state("networkidle")
        yield page
        context.close()
        assert not failed

    return hang


def test_every_unit_has_a_screen_on_the_public_site_alone(public: Path, staff: Path, public_texts: list[Text]) -> None:
    units = {"hall", "hotline", "logistics", "social-security", "town"}
    assert {path.parent.name for path in public.glob("board/*/index.html")} == units
    assert not (staff / "board").exists()
    html = (public / "board/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([a-z-]+)/index.html"', html)) == units
    read = {name for name, _ in public_texts}
    assert {"board/hall/index.html", "board/hall/days.json"} <= read  # so the canaries are looked for here too
    assert all(policy_in(path.read_text(encoding="utf-8")) for path in public.glob("board/**/index.html"))


def test_names_have_the_form_of_the_screen(root: Path) -> None:
    project = generator.load(root)
    hall = project.units["hall"]
    names = PublicNames(page="full", posting="full", feed="full", board="masked")
    project = replace(project, units={"hall": replace(hall, unit=hall.unit.model_copy(update={"public_names": names}))})
    found = board.files(gather(project, "public", TODAY))
    assert set(found) == {
        links.rosters.BOARDS,
        links.rosters.board("hall"),
        links.rosters.board_days("hall"),
    }  # one unit: its screen is the first
    for content in found.values():
        said = content.decode()
        assert "袁＊＊" in said
        assert "袁柏川" not in said
    assert 'data-zb-live="hall/days.json"' in found[links.rosters.BOARDS].decode()


@pytest.mark.parametrize("size", SCREENS)
def test_names_are_big_and_nothing_runs_off_the_screen(watch: Watch, size: str) -> None:
    """At 1080 lines a name is 48 px high at least; on a smaller screen in proportion."""
    width, height = SCREENS[size]
    with watch(size=(width, height)) as page:  # type: ignore[attr-defined]
        names = page.locator(".zb-card dd b")
        assert names.count() > 8
        least = 48 * min(width, height) / 1080
        assert (
            page.evaluate(
                "Math.min(...[...document.querySelectorAll('.zb-card dd')].map((name) => parseFloat(getComputedStyle(name).fontSize)))"
            )
            >= least
        )
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
            width,
            height,
        ]
        side = page.locator(".zb-board__side").bounding_box()
        assert side is not None
        assert side["y"] + side["height"] <= height
        assert page.locator("nav, a:visible").count() == 0


def test_it_says_the_hour_the_day_and_until_when_the_hall_is_open(watch: Watch) -> None:
    with watch(at="2026-11-24T02:00:00Z") as page:  # type: ignore[attr-defined]
        side = page.locator(".zb-board__side").inner_text()
        for said in ("10:00", "11月24日 周二", "正在办公，到 17:30", "08:30–17:30", "000-0000-3000"):
            assert said in side
        assert "上午值班员" in page.locator(".zb-on").inner_text()
        page.clock.run_for(2 * 3600 * 1000)
        expect(page.locator(".zb-on")).to_contain_text("午间值班员")
        assert "12:00" in page.locator(".zb-board__clock").inner_text()


def test_a_column_is_filled_with_what_still_fits(watch: Watch) -> None:
    """A tall card that goes to the second column leaves the foot of the first to a lower one."""
    with watch() as page:  # type: ignore[attr-defined]
        cards = page.locator(".zb-card:visible").evaluate_all(
            "all => all.map((card) => card.getBoundingClientRect()).map(({x, y, bottom, height}) => [x, y, bottom, height])"
        )
        first = [card for card in cards if card[0] == cards[0][0]]
        foot = page.locator("[data-zb-pages]").bounding_box()
        left = foot["y"] + foot["height"] - max(bottom for _, _, bottom, _ in first)
        others = [height for x, _, _, height in cards if x > cards[0][0]]
        assert others
        assert all(height > left for height in others)


def test_after_the_last_duty_it_says_when_the_hall_opens_next(watch: Watch) -> None:
    with watch(at="2026-11-24T17:45:00+08:00") as page:  # type: ignore[attr-defined]
        assert page.locator(".zb-card:visible h2").all_inner_texts()[0].startswith("值班组")  # it stays until 18:00
        assert "导办台值班" not in page.locator(".zb-board__main").inner_text()
        page.clock.run_for(16 * 60_000)
        expect(page.locator("[data-zb-rest]")).to_be_visible()
        said = " ".join(page.locator(".zb-board").inner_text().split())
        assert "今天的值班已结束 下次办公 11月25日 周三 08:30" in said
        assert "今天已下班" in said
        assert "对外办公" not in said
    with watch(at="2026-11-28T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        expect(page.locator(".zb-card--none:visible")).to_contain_text("下次办公 11月30日 周一 08:30–17:30")


def test_pages_turn_slowly_and_come_round_again(watch: Watch) -> None:
    with watch() as page:  # type: ignore[attr-defined]
        seen = page.locator("[data-zb-page]")
        assert seen.inner_text() == "第 1 页，共 2 页"
        page.clock.run_for(14_000)
        assert seen.inner_text() == "第 1 页，共 2 页"
        page.clock.run_for(2_000)
        assert seen.inner_text() == "第 2 页，共 2 页"
        assert page.get_by_text("周值班", exact=False).last.is_visible()
        assert page.evaluate("document.querySelector('[data-zb-pages]').scrollLeft") > 0
        page.clock.run_for(15_000)
        assert seen.inner_text() == "第 1 页，共 2 页"


def test_whoever_asks_for_stillness_sees_no_fading(watch: Watch) -> None:
    with watch(reduced_motion="reduce") as page:  # type: ignore[attr-defined]
        assert page.evaluate("getComputedStyle(document.querySelector('[data-zb-pages]')).transitionDuration") == "0s"
        page.clock.run_for(15_000)
        assert page.locator("[data-zb-page]").inner_text() == "第 2 页，共 2 页"
        assert page.locator(".zb-turning").count() == 0


def test_it_turns_at_midnight(watch: Watch, planted: Path) -> None:
    unit = generator.load(planted).units["hall"]
    held = unit.published["2026-11"].roster.held
    tomorrow = TODAY + timedelta(days=1)
    names = {
        unit.people[p].name for key, who in held.items() if (key.duty, key.day) == ("duty-group", tomorrow) for p in who
    }
    assert names
    with watch(at="2026-11-23T23:59:30+08:00") as page:  # type: ignore[attr-defined]
        page.clock.run_for(31_000)
        expect(page.locator(".zb-board__side")).to_contain_text("11月24日")
        said = page.locator(".zb-board__pages").inner_text()
        assert all(name in said for name in names)


def test_what_is_published_meanwhile_shows_by_itself_and_a_new_program_is_loaded(watch: Watch, public: Path) -> None:
    asked: list[str] = []

    def later(route: Route) -> None:
        """From the second time on the site knows somebody else, and from the third it has another script."""
        asked.append(route.request.url)
        data = json.loads((public / "board/hall/days.json").read_text(encoding="utf-8"))
        if len(asked) > 1:
            own = data["days"][str(TODAY)]
            own["duties"] = re.sub("<b>[^<]+</b>", "<b>新来的人</b>", own["duties"], count=1)
        if len(asked) > 2:
            data["look"] = "another"
        route.fulfill(json=data)

    with watch(answers=later) as page:  # type: ignore[attr-defined]
        assert "新来的人" not in page.locator(".zb-board__pages").inner_text()
        page.clock.run_for(301_000)
        expect(page.locator(".zb-board__pages")).to_contain_text("新来的人")
        with page.expect_navigation():
            page.clock.run_for(301_000)


def test_without_the_net_it_goes_on_and_says_as_of_when(watch: Watch) -> None:
    cut: list[bool] = []
    with watch(
        at="2026-11-23T23:50:00+08:00", answers=lambda route: route.abort() if cut else route.continue_()
    ) as page:  # type: ignore[attr-defined]
        net = page.locator("[data-zb-net]")
        assert net.inner_text() == ""
        cut.append(True)
        page.clock.run_for(11 * 60_000)
        expect(net).not_to_be_empty()
        assert net.inner_text() == "网络不通，资料截至 11月23日 周一 23:50"
        assert "11月24日" in page.locator(".zb-board__side").inner_text()  # it had the days ahead
        cut.clear()
        page.clock.run_for(301_000)
        expect(net).to_be_empty()
    with watch(answers=lambda route: route.abort()) as page:  # type: ignore[attr-defined]
        expect(page.locator("[data-zb-net]")).to_contain_text("显示的是网页生成那天的资料")
        assert page.locator(".zb-card dd b").count() > 8


def test_when_the_data_has_run_out_nobody_is_named(watch: Watch) -> None:
    with watch(at="2027-01-04T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        said = page.locator(".zb-board").inner_text()
        for words in ("1月4日 周一", "没有今天的安排", "数据截至2026年12月31日", "请拨打 000-0000-3000 询问"):
            assert words in said
        assert page.locator(".zb-card:visible").count() == 0
        assert "正在办公" not in said


def test_without_script_it_is_right_for_the_day_of_the_build(watch: Watch) -> None:
    with watch(at="2026-12-24T10:00:00+08:00", java_script_enabled=False) as page:  # type: ignore[attr-defined]
        said = page.locator(".zb-board").inner_text()
        for words in (
            "11月23日 周一",
            "08:30–17:30",
            "袁柏川",
            "周值班",
            "这是2026年11月23日（周一）的安排，网页在这一天生成",
        ):
            assert words in said
        assert page.locator("noscript meta[http-equiv=refresh]").count() == 1
        assert page.locator(".zb-board__clock:visible").count() == 0


def test_a_window_without_its_people_says_where_to_go(root: Path) -> None:
    """It is shown on its day alone; ``board.js`` takes it away when the people are back."""
    start = datetime.combine(TODAY, time(10))
    back = start + timedelta(hours=1)
    gap = GapView("w", "1号窗口", "", TODAY, start, back, back, None, "2号窗口", "", Citation())
    site = replace(gather(generator.load(root), "public", TODAY), gaps={"hall": (gap,)})
    days = json.loads(board.files(site)[links.rosters.board_days("hall")])["days"]
    card = days[str(TODAY)]["duties"].partition("</li>")[0]
    for said in ("1号窗口", "人员暂离", 'data-zb-hours="10:00-11:00"', "10:00 起，11:00 返回", "请到<b>2号窗口</b>"):
        assert said in card
    assert "暂离" not in days[str(TODAY + timedelta(days=1))]["duties"]

"""Nobody is shut out: axe-core on every kind of page, the keyboard alone, and the ways of display that readers choose."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """axe.run({resultTypes: ["violations"]}).then(({violations}) => violations.flatMap(({id, nodes}) =>
  nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n")[1].trim()}`)))"""
PAGES = [
    "",
    "404.html",
    "about/",
    "about/contact/",
    "about/elsewhere/",
    "about/map/",
    "about/staff/",
    "board/",
    "board/hall/",
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
    "regulations/social-security-supervisors/draft/",
    "regulations/social-security-supervisors/draft-changes/",
    "regulations/duty-group/",
    "regulations/duty-group/2026-12-01/",
    "regulations/duty-group/2026-12-01-changes/",
    "rosters/",
    "rosters/hall/",
    "rosters/hall/2026-11/",
    "rosters/hall/2026-11/posts/",
    "rosters/hall/2026-11/weeks/",
    "rosters/hall/2026-国庆/",
    "rosters/hall/balances/",
    "rosters/hall/calendars/",
    "rosters/hall/windows/",
    "rosters/logistics/2026-07/",
    "rosters/logistics/2026-11/",
    "rosters/hotline/2026-11/",
    "rosters/town/2026-11/",
    "rosters/town/agenda/2026-11/",
    "topics/",
    "topics/leave/",
]
"""Every kind of page of the public site; a month for each way of laying it out."""

STAFF = [
    "",
    "about/map/",
    "forms/",
    "forms/rosters/",
    "rosters/hall/",
    "rosters/hall/2026-11/",
    "rosters/hall/2026-11/changes/",
    "rosters/hall/2026-11/people/",
    "rosters/hall/2026-11/posts/",
    "rosters/hall/2026-11/weeks/",
    "rosters/hall/2026-11/why/",
    "rosters/hall/agenda/2026-11/",
    "rosters/hall/balances/",
    "rosters/hall/whereabouts/",
    "rosters/hotline/2026-11/",
    "rosters/logistics/2026-11/",
    "rosters/town/2026-11/",
]
NAMED = re.compile(
    r"^(board|guides/slips|guides|issuers|journeys|notices|regulations|rosters|topics)/(?!slips/|case-types/)[^/]+/"
)
BARE = """[...document.querySelectorAll("main table")]
  .filter((table) => !table.caption?.textContent.trim() || !table.querySelector("th[scope]")).length"""
SIZES = [(1280, "light"), (640, "dark"), (360, "light"), (320, "dark")]
"""640 is what a desktop shows at 200 %."""


def kind(path: str) -> str:
    """Give the address of a page without the names in it: what is left tells by which template it was made."""
    return re.sub(r"\d{4}-[^/]+?(?=(-changes)?/)", "…", NAMED.sub(r"\1/…/", path))


def faults(page: Page) -> list[str]:
    """What axe-core finds on the page that is open; nothing else could say so, hence it is asked whether it ran."""
    page.evaluate(AXE)
    assert page.evaluate("axe.version")
    found: list[str] = page.evaluate(RUN)
    return found


def each(page: Page, paths: list[str]) -> dict[str, Any]:
    """Open pages one after another in the same window; give what is wrong with each."""
    base, found = page.url, {}
    for path in paths:
        response = page.goto(f"{base}{path}")
        assert response is not None
        assert response.ok, path
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        bare = page.evaluate(BARE)
        wrong = faults(page) + ([f"{wide} px too wide"] if wide else [])
        wrong += [f"{bare} tables without caption or heads"] if bare else []
        found |= {path: wrong[:5]} if wrong else {}
    return found


def test_axe_finds_what_is_wrong(visit: Callable[..., object]) -> None:
    """A check that cannot fail is none."""
    with visit("") as page:  # type: ignore[attr-defined]
        page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=data:,><input>')")
        assert {fault.partition(":")[0] for fault in faults(page)} >= {"image-alt", "label"}


def test_every_kind_of_page_is_looked_at(public: Path, staff: Path) -> None:
    for site, looked_at in ((public, PAGES), (staff, PAGES + STAFF)):
        pages = (path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))
        assert {kind(path) for path in pages} <= {kind(path) for path in looked_at}


@pytest.mark.parametrize(("width", "scheme"), SIZES)
@pytest.mark.parametrize("audience", ["public", "staff"])
def test_nothing_shuts_anybody_out(visit: Callable[..., object], audience: str, width: int, scheme: str) -> None:
    staff = audience == "staff"
    with visit("", width, staff=staff, color_scheme=scheme) as page:  # type: ignore[attr-defined]
        assert each(page, STAFF if staff else PAGES) == {}


@pytest.mark.parametrize("ways", [["larger"], ["contrast", "large"], ["larger", "contrast", "simple"]])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (320, "light")])
def test_nor_do_the_ways_of_display(visit: Callable[..., object], ways: list[str], width: int, scheme: str) -> None:
    paths = ["", "guides/food-permit/", "rosters/", "rosters/hall/2026-11/", "regulations/duty-group/", "deadlines/"]
    with visit("", width, color_scheme=scheme) as page:  # type: ignore[attr-defined]
        page.evaluate("ways => localStorage.setItem('zb-care', JSON.stringify(ways))", ways)
        assert each(page, paths) == {}


def test_nor_does_the_open_search(visit: Callable[..., object]) -> None:
    with visit("about/", 360, reduced_motion="reduce") as page:  # type: ignore[attr-defined]
        page.keyboard.press("/")
        page.keyboard.insert_text("身份证")
        page.keyboard.press("End")
        page.locator(".md-search-result__item").first.wait_for()
        assert faults(page) == []


def test_what_is_chosen_is_said_and_remembered(visit: Callable[..., object]) -> None:
    with visit("guides/food-permit/", 360) as page:  # type: ignore[attr-defined]
        size = "parseFloat(getComputedStyle(document.querySelector('.zb-facts')).fontSize)"
        plain = page.evaluate(size)
        page.keyboard.press("Tab")  # the skip link
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "大字"
        page.keyboard.press("Enter")
        assert page.get_by_role("button", name="大字", exact=True).get_attribute("aria-pressed") == "true"
        assert page.locator(".zb-care [aria-live]").inner_text() == "大字已打开"
        assert page.evaluate(size) > 1.2 * plain
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert page.get_by_role("button", name="大字", exact=True).get_attribute("aria-pressed") == "false"
        assert page.evaluate(size) > 1.5 * plain
        page.get_by_role("button", name="简洁").click()
        assert not page.locator("#materials").is_visible()
        assert page.locator("#phone").is_visible()
        page.reload()
        assert page.evaluate(size) > 1.5 * plain
        assert not page.locator("#materials").is_visible()
        page.get_by_role("button", name="看全部内容").click()
        assert page.locator("#materials").is_visible()


def test_a_device_that_keeps_nothing_or_nonsense_is_served_as_well(visit: Callable[..., object]) -> None:
    with visit("") as page:  # type: ignore[attr-defined]
        page.evaluate("localStorage.setItem('zb-care', '{nonsense')")
        page.reload()
        assert page.get_by_role("button", name="高对比").get_attribute("aria-pressed") == "false"
    with visit("", java_script_enabled=False) as page:  # type: ignore[attr-defined]
        assert page.locator(".zb-care").count() == 0


def test_today_without_more_on_the_home_page(visit: Callable[..., object]) -> None:
    with visit("", 360) as page:  # type: ignore[attr-defined]
        page.get_by_role("button", name="简洁").click()
        assert page.locator(".zb-today").first.is_visible()
        assert page.locator(".zb-doors").is_visible()
        assert not page.locator("#news").is_visible()


def focused(page: Page) -> dict[str, Any]:
    """What has the focus: its words, and whether an outline shows that it has."""
    said: dict[str, Any] = page.evaluate(
        """() => { const one = document.activeElement, style = getComputedStyle(one);
        return {text: one.textContent.trim(), href: one.getAttribute("href") ?? "", tag: one.tagName, type: one.type ?? "",
          seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0}; }"""
    )
    return said


def test_a_guide_is_found_and_its_notice_printed_with_the_keyboard_alone(visit: Callable[..., object]) -> None:
    """The skip link, the search of the home page, the guide, its slip, a material ticked, the button that prints."""
    with visit("") as page:  # type: ignore[attr-defined]
        page.context.add_init_script("window.print = () => { window.printed = true; }")
        page.keyboard.press("Tab")
        assert "跳转" in focused(page)["text"]
        page.keyboard.press("Enter")
        for _ in range(10):
            if page.evaluate("document.activeElement.matches('.zb-search input')"):
                break
            page.keyboard.press("Tab")
        page.keyboard.insert_text("食品经营许可要带什么")
        page.keyboard.press("Enter")
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/guides/food-permit/**")
        page.wait_for_load_state()
        steps = reach(
            page, lambda now: "guides/slips" in now["href"] or now["href"].startswith("../slips/food-permit/")
        )
        assert all(step["seen"] for step in steps if step["tag"] == "A"), [s for s in steps if not s["seen"]]
        page.keyboard.press("Enter")
        page.wait_for_url("**/guides/slips/food-permit/")
        page.wait_for_load_state()
        reach(page, lambda now: now["type"] == "checkbox")
        page.keyboard.press("Space")
        assert page.locator(".zb-ticks input:checked").count() == 1
        reach(page, lambda now: now["text"] == "打印告知单")
        page.keyboard.press("Enter")
        assert page.evaluate("window.printed")


def reach(page: Page, wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """Tab on until the wanted thing has the focus; a trap would never let it come."""
    steps = []
    for _ in range(120):
        page.keyboard.press("Tab")
        steps.append(focused(page))
        if wanted(steps[-1]):
            return steps
    raise AssertionError([step["text"][:12] for step in steps])


@pytest.mark.parametrize("path", ["", "guides/food-permit/", "rosters/hall/2026-11/"])
def test_pages_read_well_without_style(visit: Callable[..., object], path: str) -> None:
    """In the order of the source: the skip link first, one heading of the first rank, no rank left out."""
    with visit(path) as page:  # type: ignore[attr-defined]
        page.evaluate("document.querySelectorAll('link[rel=stylesheet], style').forEach((one) => one.remove())")
        ranks = page.evaluate(
            "[...document.querySelectorAll('main h1, main h2, main h3, main h4')].map(h => +h.tagName[1])"
        )
        assert ranks[0] == 1
        assert ranks.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_colours_and_motion_of_the_reader_are_kept(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/", forced_colors="active", reduced_motion="reduce") as page:  # type: ignore[attr-defined]
        duration = "getComputedStyle(document.querySelector('.md-header')).transitionDuration"
        assert page.evaluate(duration) in ("0s", "")
        page.get_by_role("button", name="大字", exact=True).click()
        style = "getComputedStyle(document.querySelector('.zb-care button[aria-pressed=true]')).borderStyle"
        assert page.evaluate(style) == "solid"

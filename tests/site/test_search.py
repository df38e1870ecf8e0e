"""The search of the built site: asked with the questions that people type, by the code that answers them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.render.machines.searching import SCRIPT
from tests.search.asking import ask, questions, rate

pytestmark = pytest.mark.browser


def kept(site: Path) -> list[dict[str, object]]:
    """Every page that a site's search knows."""
    pages: list[dict[str, object]] = json.loads((site / SCRIPT).read_text(encoding="utf-8").partition("=")[2])["pages"]
    return pages


@pytest.mark.parametrize(("audience", "least"), [("public", 60), ("staff", 30)])
def test_the_right_page_comes_first(visit: Callable[..., object], audience: str, least: int) -> None:
    """The first result answers four questions of five at least, the first three nineteen of twenty."""
    asked = questions(audience)
    assert len(asked) >= least
    with visit("about/", staff=audience == "staff") as page:  # type: ignore[attr-defined]
        rates = rate(asked, ask(page, [question.ask for question in asked]))
    said = f"first {rates.first:.1%}, among three {rates.three:.1%}\n" + "\n".join(rates.misses)
    print(said)
    assert rates.first >= 0.8, said
    assert rates.three >= 0.95, said


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_old_versions_and_months_that_are_over_stay_out(audience: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(audience)
    addresses = {str(page["at"]) for page in kept(site)}
    assert {"", "guides/food-permit/", "regulations/duty-group/", "rosters/hall/2026-11/"} <= addresses
    assert "rosters/hall/2026-12/" in addresses
    for over in ("regulations/duty-group/2026-02-01/", "rosters/hall/2026-10/", "rosters/hall/2026-国庆/"):
        assert (site / over / "index.html").is_file()
        assert over not in addresses


def test_the_index_comes_with_the_first_question_only(visit: Callable[..., object], public: Path) -> None:
    """No page is heavier for the search: the theme's own index is empty, the site's is asked for when it is needed."""
    assert (public / "search/search_index.json").stat().st_size < 1000
    with visit("about/") as page:  # type: ignore[attr-defined]
        assert loaded(page) == [False]
        type_in(page, "身份证")
        page.locator(".md-search-result__item").first.wait_for()
        assert loaded(page) == [True]


def loaded(page: Page) -> list[bool]:
    """Whether each worker of a page has got the index of the search: none has its requests told to the page."""
    names = "performance.getEntriesByType('resource').map((one) => one.name)"
    return [any(name.endswith(SCRIPT) for name in worker.evaluate(names)) for worker in page.workers]


def type_in(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # the search listens to keys


def test_the_keyboard_alone_finds_and_opens(visit: Callable[..., object]) -> None:
    with visit("about/") as page:  # type: ignore[attr-defined]
        type_in(page, "身份证丢了怎么补")
        page.locator(".md-search-result__item").first.wait_for()
        assert re.fullmatch(r"找到 \d+ 项", page.locator(".md-search [aria-live]").inner_text())
        first = page.locator(".md-search-result__item").first
        assert "居民身份证换领、补领" in first.inner_text()
        assert first.locator("mark").count() > 0
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/guides/id-card/**")


def test_who_finds_nothing_is_told_whom_to_ask(visit: Callable[..., object]) -> None:
    with visit("about/") as page:  # type: ignore[attr-defined]
        type_in(page, "qqqqzzzz")
        said = page.locator(".md-search [aria-live]")
        said.get_by_text("没有找到").wait_for()
        assert "000-0000-3000" in said.inner_text()
        assert "导办台" in said.inner_text()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("<img src=x onerror=alert(1)>身份证")
        page.keyboard.press("End")
        page.locator(".md-search-result__item").first.wait_for()
        assert page.locator(".md-search-result img").count() == 0

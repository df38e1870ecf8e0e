"""Guides in a real browser: chosen without a click too many, and printed as what they are."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def found(count: Locator) -> int:
    """Read how many are found: 找到 53 项."""
    return int(count.inner_text().split()[1])


def test_a_guide_is_chosen_by_words_pinyin_and_every_filter(visit: Callable[..., object]) -> None:
    with visit("guides/") as page:  # type: ignore[attr-defined]
        count = page.locator(".zb-filters output")
        every = found(count)
        assert every >= 40
        for typed in ("spjyxk", "食品经营", "开办餐馆"):
            page.fill(".zb-filters input[type=search]", typed)
            assert page.locator(".zb-finder li:visible a", has_text="食品经营许可（新办）").count() == 1
            assert 1 <= found(count) < 5
        page.fill(".zb-filters input[type=search]", "")
        for name, value in (("谁来办", "个人"), ("什么事", "出生"), ("办件类型", "即办件"), ("收费", "不收费")):
            page.locator(".zb-filters label", has_text=name).locator("select").select_option(value)
        shown = page.locator(".zb-finder li:visible a").all_inner_texts()
        assert shown == ["出生登记（新生儿落户）", "生育登记"]
        assert "event=" in page.url  # the choice can be passed on
        page.reload()
        assert page.locator(".zb-finder li:visible a").all_inner_texts() == shown
        page.fill(".zb-filters input[type=search]", "没有这样的事")
        assert page.locator("[data-zb-nothing]").is_visible()
        page.get_by_role("button", name="清除").click()
        assert found(count) == every


def test_without_script_the_same_guides_stand_in_groups(visit: Callable[..., object]) -> None:
    with visit("guides/", java_script_enabled=False) as page:  # type: ignore[attr-defined]
        assert not page.locator(".zb-filters").is_visible()
        page.locator(".zb-indexes a", has_text="出生（").click()
        heading = page.get_by_role("heading", name="出生", exact=False).first
        assert heading.is_visible()
        assert page.locator(".zb-guides a", has_text="食品经营许可（新办）").is_visible()


def test_an_address_with_an_anchor_shows_its_group_with_script_too(visit: Callable[..., object]) -> None:
    with visit("guides/#hall-market") as page:  # type: ignore[attr-defined]
        assert page.locator("#hall-market").is_visible()


def test_the_search_knows_what_people_say(visit: Callable[..., object]) -> None:
    with visit("") as page:  # type: ignore[attr-defined]
        page.fill(".zb-search input", "开办餐馆")
        page.press(".zb-search input", "Enter")
        found = page.locator(".md-search-result__link")
        found.first.wait_for()
        assert any("食品经营许可" in text or "餐饮店" in text for text in found.all_inner_texts())


def test_what_is_missing_is_ticked_and_printed(visit: Callable[..., object]) -> None:
    with visit("guides/slips/food-permit/") as page:  # type: ignore[attr-defined]
        page.evaluate("window.print = () => {}")
        button = page.get_by_role("button", name="打印补正材料通知书")
        assert page.get_by_text("先在缺的材料上打“缺”").is_visible()
        assert button.is_disabled()
        page.locator(".zb-lacks input").nth(1).check()
        page.locator(".zb-lacks input").nth(3).check()
        page.locator("#have-4").check()  # found after all
        button.click()
        (sheet,) = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        said = "".join(sheet.extract_text().split())
        assert "请补正下列1份材料" in said
        assert "营业执照" in said
        assert "进货查验记录" not in said
        assert "打印" not in said
        page.get_by_role("button", name="打印告知单").click()
        said = "".join(
            "".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages
        )
        assert "进货查验记录" in said
        assert "请补正下列" not in said


@pytest.mark.parametrize("path", ["guides/slips/food-permit.pdf", "guides/catalogue.json", "guides/food-permit.jsonld"])
def test_papers_and_data_lie_beside_the_pages(public: Path, path: str) -> None:
    assert (public / path).stat().st_size > 1000

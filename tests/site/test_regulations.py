"""Regulations in a real browser: the register is chosen from, an article's citation is copied from its heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser


def test_the_register_is_chosen_by_words_status_and_how_it_is_kept(visit: Callable[..., object]) -> None:
    with visit("regulations/") as page:  # type: ignore[attr-defined]
        rows, count = page.locator(".zb-register tbody tr:visible"), page.locator(".zb-filters output")
        bar = page.locator(".zb-filters")
        every = rows.count()
        assert count.inner_text() == f"找到 {every} 项"
        bar.get_by_role("searchbox", name="找").fill("值班组制度 青政服")
        assert [row.locator("strong").first.inner_text() for row in rows.all()] == ["值班组制度"]
        assert count.inner_text() == "找到 1 项"
        bar.get_by_role("searchbox", name="找").fill("")
        choice = bar.get_by_label("执行")
        bar.get_by_label("状态").select_option("尚未生效")
        assert 0 < rows.count() < every
        bar.get_by_label("状态").select_option("")
        shown = 0
        for value in choice.locator("option").all_inner_texts()[1:]:
            choice.select_option(value)
            shown += rows.count()
            assert all(value[-2:] in row.inner_text() for row in rows.all())
        assert shown == every


def test_the_register_of_a_phone_is_a_short_list_and_whole_without_script(visit: Callable[..., object]) -> None:
    with visit("regulations/", 360, java_script_enabled=False) as page:  # type: ignore[attr-defined]
        rows = page.locator(".zb-register tbody tr")
        assert rows.count() > 50
        assert not page.locator(".zb-filters").is_visible()
        heights = page.evaluate(
            "[...document.querySelectorAll('.zb-register tbody tr')].map((row) => row.offsetHeight)"
        )
        assert sum(heights) / len(heights) < 220


def test_a_citation_is_copied_beside_the_heading_by_keyboard_too(visit: Callable[..., object]) -> None:
    allowed = {"permissions": ["clipboard-read", "clipboard-write"]}
    with visit("regulations/duty-group/", **allowed) as page:  # type: ignore[attr-defined]
        button = page.get_by_role("button", name="复制引用：《值班组制度》第二条")
        seen = "(one) => getComputedStyle(one).opacity"
        assert button.evaluate(seen) == "0"
        button.focus()
        assert button.evaluate(seen) == "1"
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("已复制").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith("《值班组制度》第二条（青政服")


def test_a_page_that_is_not_there_is_called_so(visit: Callable[..., object]) -> None:
    with visit("404.html") as page:  # type: ignore[attr-defined]
        assert page.title().startswith("页面不存在")


def test_large_print_is_large_in_the_head_and_cuts_no_hint(visit: Callable[..., object]) -> None:
    with visit("", 360) as page:  # type: ignore[attr-defined]
        size = "parseFloat(getComputedStyle(document.querySelector('.md-header__title')).fontSize)"
        plain = page.evaluate(size)
        page.get_by_role("button", name="特大字").click()
        assert page.evaluate(size) > 1.2 * plain
        field = page.locator(".zb-search input")
        field.evaluate("(one) => { one.value = one.placeholder; }")
        assert field.evaluate("(one) => one.scrollWidth <= one.clientWidth")

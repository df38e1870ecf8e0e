"""The built site: what it says, what it never says, and how it stands in a real browser."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.site.conftest import MOBILE, REASON

MONTHS = ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site as text: PDFs are read back, compressed files opened, escapes of JSON undone."""
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".pdf":
            reader = PdfReader(path)
            yield name, "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = content.decode("utf-8", errors="replace")
        yield name, json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else text


def test_canaries_are_planted(planted: Path) -> None:
    kept = "".join(p.read_text(encoding="utf-8") for p in (planted / "rosters/hall").rglob("*.yml"))
    assert kept.count(MOBILE) > 40
    assert kept.count(REASON) > 10


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_no_byte_holds_a_mobile_number_or_a_reason_for_leave(audience: str, request: pytest.FixtureRequest) -> None:
    seen = 0
    for name, text in texts(request.getfixturevalue(audience)):
        squeezed = re.sub(r"[\s\u200b-]", "", text)
        assert MOBILE.replace("-", "") not in squeezed, name
        assert REASON not in squeezed, name
        seen += 1
    assert seen > 80


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_no_roster_says_why_somebody_is_exempt(audience: str, request: pytest.FixtureRequest) -> None:
    """The law on pregnancy and nursing has its own pages; nothing about a roster or a person mentions it."""
    told = re.compile("孕|哺乳|女职工|夜班保护|依法不排|pregnan|nursing|exempt|labour-law|female-worker")
    seen = 0
    for name, text in texts(request.getfixturevalue(audience)):
        if name.startswith("rosters/") or name in ("index.html", "forms/index.html"):
            main = text.partition("<main")[2] if name.endswith(".html") else text  # the navigation lists the laws
            assert not told.search(re.sub(r'<nav.*?</nav>|<div class="md-sidebar.*?<article', "", main, flags=re.DOTALL)), name
            seen += 1
    assert seen > 10


def test_the_scan_would_find_a_name(public: Path) -> None:
    """The scan reads what it should: a name that is public is found in HTML, in the search index and in a PDF."""
    found = {Path(name).suffix for name, text in texts(public) if "袁柏川" in text.replace("\u200b", "")}
    assert {".html", ".json", ".pdf"} <= found


def test_only_staff_see_the_ledger_and_the_banner(public: Path, staff: Path) -> None:
    ledger = "rosters/hall/balances/index.html"
    assert "施亦凡" in (staff / ledger).read_text(encoding="utf-8")
    assert "施亦凡" not in (public / ledger).read_text(encoding="utf-8")
    assert "内部版" in (staff / "index.html").read_text(encoding="utf-8")
    assert 'content="noindex' in (staff / "index.html").read_text(encoding="utf-8")
    assert "内部版" not in (public / "index.html").read_text(encoding="utf-8")


def test_every_duty_and_month_has_its_posting(public: Path) -> None:
    for month in MONTHS:
        for duty in ("consultation-desk", "duty-group"):
            (page,) = PdfReader(public / f"rosters/hall/{month}/{duty}.pdf").pages
            assert "示例" in page.extract_text()


def test_every_page_says_that_it_is_a_sample(public: Path) -> None:
    for page in public.rglob("*.html"):
        assert "示例" in page.read_text(encoding="utf-8"), page


def test_no_file_points_to_another_host(public: Path) -> None:
    """No script, style, image, font or frame is asked of another host; ordinary links are the reader's own act."""
    asked = re.compile(
        r"""<(?:script|img|iframe|source|video|audio|embed)[^>]+src=["']?(?:https?:)?//|<link[^>]+rel=["']?(?:stylesheet|preconnect|preload|icon)[^>]+href=["']?(?:https?:)?//"""
    )
    for path in public.rglob("*.html"):
        assert not asked.search(path.read_text(encoding="utf-8")), path
    for path in public.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", path.read_text(encoding="utf-8")), path


def test_versions_are_shown_as_of_the_day(public: Path) -> None:
    today = (public / "regulations/duty-group/index.html").read_text(encoding="utf-8")
    later = (public / "regulations/duty-group/2026-12-01/index.html").read_text(encoding="utf-8")
    figure = re.compile(r'每日在岗成员不少于 <strong class="zb-figure"[^>]*>(\d)</strong>')
    assert figure.findall(today) == ["2"]
    assert figure.findall(later) == ["3"]
    assert "尚未生效" in later
    assert "已发布的 105 个班次全部符合" in today


@pytest.fixture
def visit(browser: Browser, served: str) -> Callable[..., object]:
    @contextmanager
    def open_page(path: str, width: int = 1280, **options: object) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"{served}/{path}")
        page.wait_for_load_state("networkidle")
        yield page
        context.close()
        assert not failed
        assert all(url.startswith((served, "data:", "blob:")) for url in asked), asked

    return open_page


PAGES = [
    "",
    "rosters/",
    "rosters/hall/",
    "rosters/hall/2026-12/",
    "rosters/hall/balances/",
    "regulations/",
    "regulations/duty-group/",
    "guides/",
    "guides/food-permit/",
    "forms/",
    "notices/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., object], path: str, width: int) -> None:
    with visit(path, width) as page:  # type: ignore[attr-defined]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_home_says_who_is_there_today(visit: Callable[..., object], javascript: bool) -> None:
    with visit("", 360, java_script_enabled=javascript) as page:  # type: ignore[attr-defined]
        said = page.locator("main").inner_text()
        for text in ("11月23日", "08:30–17:30", "导办台值班", "施亦凡", "值班组", "袁柏川"):
            assert text in said


def test_from_the_home_page_to_the_article_and_back(visit: Callable[..., object]) -> None:
    """Today's roster, its month, the article that governs it: three clicks."""
    with visit("") as page:  # type: ignore[attr-defined]
        page.get_by_role("link", name="看2026年11月值班表").click()
        assert "2026年11月" in page.locator("h1").inner_text()
        assert page.get_by_text("今天", exact=True).first.is_visible()
        page.get_by_role("link", name="《值班组制度》第二条").first.click()
        page.wait_for_url("**/regulations/duty-group/2026-02-01/#composition")
        assert page.locator("#composition").is_visible()


def test_search_finds_a_regulation(visit: Callable[..., object]) -> None:
    with visit("") as page:  # type: ignore[attr-defined]
        page.keyboard.press("/")
        page.keyboard.type("值班组")
        page.keyboard.press("End")  # typed text arrives without key events; the search listens to keys
        page.wait_for_selector(".md-search-result__item")
        first = page.locator(".md-search-result__item").first.inner_text().replace("\u200b", "")
        assert "值班组制度" in first

"""The copy to carry: opened from a file by somebody without a network, everything that the site does still works."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.render.machines.searching import as_served
from generator.site.building import build
from generator.site.carrying import INSIDE, START, packed
from generator.site.finished import Finished
from tests.site.conftest import MORNING, TODAY
from tests.site.reading import texts

Open = Callable[..., object]


@pytest.fixture(scope="session")
def carried(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, in a folder whose name needs escapes."""
    out = tmp_path_factory.mktemp("carried") / "U 盘 #1"
    build(planted, out, "public", TODAY, drafts=True, offline=True)
    return out


@pytest.fixture
def open_file(browser: Browser, carried: Path) -> Open:
    @contextmanager
    def opened(name: str, at: str = MORNING) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
        page = context.new_page()
        page.clock.install(time=at)
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
        page.goto((carried / name).as_uri())
        page.wait_for_load_state("networkidle")
        yield page
        context.close()
        assert not failed
        assert all(url.startswith((f"{carried.as_uri()}/", "data:", "blob:")) for url in asked), asked

    return opened


def test_the_file_to_open_leads_home_and_every_page_says_that_this_is_a_copy(open_file: Open) -> None:
    with open_file(START) as page:  # type: ignore[attr-defined]
        page.wait_for_url(f"**/{INSIDE}/index.html")
        assert "离线副本 2026年11月23日制作，以后的变动请看网站" in page.locator(".zb-banner").first.inner_text()


def test_a_guide_is_found_by_its_way(open_file: Open) -> None:
    with open_file(f"{INSIDE}/index.html") as page:  # type: ignore[attr-defined]
        page.locator(".zb-doors").get_by_role("link", name="办事指南").click()
        page.wait_for_url("**/guides/index.html")
        page.locator("main").get_by_role("link", name="食品经营许可（新办）").first.click()
        page.wait_for_url("**/guides/food-permit.html")
        assert "食品经营许可" in page.locator("h1").inner_text()


def test_today_turns_to_the_readers_day(open_file: Open) -> None:
    with open_file(f"{INSIDE}/index.html", "2026-12-01T17:28:00+08:00") as page:  # type: ignore[attr-defined]
        hall = page.locator(".zb-today__hall").first
        expect(hall).to_contain_text("12月1日")
        expect(hall).to_contain_text("正在办公，到 17:30")
        page.clock.run_for(180_000)
        expect(hall).to_contain_text("今天已下班 下次办公 12月2日 周三 08:30")
        page.get_by_role("link", name="看2026年12月值班表").first.click()
        page.wait_for_url("**/rosters/hall/2026-12/index.html")


def test_the_search_finds_by_words_synonyms_and_letters(open_file: Open) -> None:
    with open_file(f"{INSIDE}/rosters/hall/index.html") as page:  # type: ignore[attr-defined]
        page.keyboard.press("/")
        for question, address in (
            ("开饭店", "guides/restaurant-one-thing.html"),
            ("spjyxk", "guides/food-permit.html"),
            ("派车", "regulations/logistics-vehicles/index.html"),
        ):
            page.locator(".md-search__input").fill(question)
            page.keyboard.press("End")  # the theme listens to keys
            first = page.locator(".md-search-result__link").first
            expect(first).to_have_attribute("href", re.compile(rf".*/{re.escape(address)}(\?.*)?$"))
        first.click()
        page.wait_for_url("**/regulations/logistics-vehicles/index.html**")


def test_the_screen_of_the_lobby_works_from_the_stick(open_file: Open) -> None:
    with open_file(f"{INSIDE}/board/hall/index.html", "2026-11-24T10:00:00+08:00") as page:  # type: ignore[attr-defined]
        expect(page.locator(".zb-board__side")).to_contain_text("11月24日")
        assert page.locator("[data-zb-net]").inner_text() == ""


def test_every_link_leads_to_a_file(carried: Path) -> None:
    site = Finished(carried / INSIDE, "https://zwfw.qinghe.example/")
    assert site.carried
    assert site.faults() == []
    assert not {"404.html", "sitemap.xml"} & site.files
    assert (carried / START).is_file()


def test_a_link_to_a_folder_is_a_fault_there(carried: Path, tmp_path: Path) -> None:
    for name in ("about/map.html", "about/contact.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(carried / INSIDE / name, tmp_path / name)
    page = tmp_path / "about/map.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace('href="contact.html"', 'href="../about/"'), encoding="utf-8"
    )
    (tmp_path / "about/index.html").write_text("", encoding="utf-8")
    assert "about/map.html：链接没有着落：../about/" in Finished(tmp_path).faults()


def test_the_scripts_hold_what_the_files_hold(carried: Path) -> None:
    """So the canaries that no file of the site holds stand in no script of the copy either."""
    site = carried / INSIDE
    days = sorted(site.rglob("days.json"))
    assert len(days) == 10
    for path in days:
        said = path.with_suffix(".js").read_text(encoding="utf-8")
        assert json.loads(said.removeprefix("self.zhibanDays=")) == json.loads(path.read_text(encoding="utf-8"))
    assert not [name for name, text in texts(site) if "金丝雀" in text]


def test_the_same_copy_gives_the_same_pack(carried: Path) -> None:
    pack = packed(carried, TODAY)
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        names = opened.namelist()
    assert START in names
    assert f"{INSIDE}/index.html" in names
    assert all(name == START or name.startswith(f"{INSIDE}/") for name in names)
    assert packed(carried, TODAY) == pack


@pytest.mark.parametrize(
    ("file", "served"),
    [
        ("index.html", ""),
        ("guides/index.html", "guides/"),
        ("guides/food-permit.html", "guides/food-permit/"),
        ("guides/", "guides/"),
        ("", ""),
    ],
)
def test_pages_have_one_name_in_the_dictionary(file: str, served: str) -> None:
    assert as_served(file) == served

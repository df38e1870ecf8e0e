"""Built sites, and a real browser to look at them with."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import generator
from generator.cli import main
from generator.data.calendars.period import parse_period
from generator.desk import attendance
from generator.office import publishing
from generator.office.issuing import Act, sign
from generator.site.building import build
from tests import amended
from tests.site.canaries import CANARIES
from tests.site.reading import Text, texts

TODAY = date(2026, 11, 23)
MORNING = "2026-11-23T10:00:00+08:00"
"""When the browser looks at a page, where nothing else is said."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
REQUIRED = bool(os.environ.get("CI") or os.environ.get("ZHIBAN_REQUIRE_BROWSER"))
SIGNED, SOURCE = "03:47", "金丝雀签到表.csv"
OBJECTION = "金丝雀异议内容"
ARRANGED_BY, ARRANGED = "金丝雀安排人", "年末集中办理"
"""Canaries in what commands write: a sign-in and its sheet, who arranged a day (but not why), an objection and its answer.
More in ``canaries.py``."""


@pytest.fixture(scope="session")
def planted(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample with changes, canaries in every private field, and December planned as drafts."""
    folder = tmp_path_factory.mktemp("planted")
    for name in ("docs", "rosters", "templates"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("drafts"))
    shutil.copy(root / "mkdocs.yml", folder)
    amended.revise(folder)
    (folder / "rosters/hall/arrangements").mkdir(exist_ok=True)
    (folder / "rosters/hall/arrangements/late.yml").write_text(
        "duty: consultation-desk\nfrom: 2026-12-10\nuntil: 2026-12-10\nhours: {from: '08:30', to: '17:45'}\n"
        f"reason: {ARRANGED}\napproved_by: {ARRANGED_BY}\n",
        encoding="utf-8",
    )
    for canary in CANARIES:
        canary.plant(folder)
    project = generator.load(folder)
    hall, sheet = project.units["hall"], folder / SOURCE
    rows = [f"{person},2026-11-{day:02d},{SIGNED},18:59\n" for person in ("1005", "1017") for day in (16, 17, 18)]
    sheet.write_text("编号,日期,上班,下班\n" + "".join(rows), encoding="utf-8")
    attendance.take_in(project, hall, parse_period("2026-11"), sheet, TODAY, replace=False)
    draft = generator.plan(project, project.units["hall"], parse_period("2026-12"))
    publishing.write_draft(folder / "build/hall/2026-12.yml", draft.record)
    signed_off(folder)
    filing = ["file", "2026-国庆", "--full", "--today", "2026-11-23", "--out", str(folder / "private/filing")]
    assert main(["--root", str(folder), *filing]) == 0
    return folder


def signed_off(folder: Path) -> None:
    """Plan December of the body that signs off anew, issue it, and object to it."""
    unit, december = "social-security", parse_period("2026-12")
    for kept in ("published", "sign-off"):
        shutil.rmtree(folder / f"rosters/{unit}/{kept}/2026-12", ignore_errors=True)
    project = generator.load(folder)
    record = generator.plan(project, project.units[unit], december).record
    publishing.write_draft(folder / f"build/{unit}/2026-12.yml", record)
    for step, by, text, answers in (
        ("draft", "2018", "", None),
        ("review", "2017", "", None),
        ("issue", "2016", "", None),
        ("notice", "2018", "", None),
        ("objection", "2001", OBJECTION, None),
        ("answer", "2017", OBJECTION, 5),
    ):
        project = generator.load(folder)
        sign(project, project.units[unit], december, record, Act(step, by, TODAY, text, answers))


@pytest.fixture(scope="session")
def public(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "public"
    build(planted, out, "public", TODAY, drafts=True)
    return out


@pytest.fixture(scope="session")
def staff(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "staff"
    build(planted, out, "staff", TODAY, drafts=True)
    return out


@pytest.fixture(scope="session")
def public_texts(public: Path) -> list[Text]:
    """Every file of the public site as text."""
    return list(texts(public))


@pytest.fixture(scope="session")
def staff_texts(staff: Path) -> list[Text]:
    """Every file of the staff's site as text."""
    return list(texts(staff))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(public: Path) -> Iterator[str]:
    """The public site; gives its address."""
    with serving(public) as address:
        yield address


@pytest.fixture(scope="session")
def served_to_staff(staff: Path) -> Iterator[str]:
    """The staff's site; gives its address."""
    with serving(staff) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system, with a Chinese font; where CI runs, one that is missing is a failure."""
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False) if CHROMIUM else None
    lacking = "Chromium" if not CHROMIUM else "" if listed and listed.stdout.strip() else "a Chinese font"
    if lacking and REQUIRED:
        pytest.fail(f"{lacking} is missing: .ci/run installs it")
    if lacking:
        pytest.skip(f"{lacking} is missing: install chromium and fonts-noto-cjk to run the browser tests")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, served: str, request: pytest.FixtureRequest) -> Callable[..., object]:
    @contextmanager
    def open_page(
        path: str, width: int = 1280, *, staff: bool = False, at: str = MORNING, **options: object
    ) -> Iterator[Page]:
        address = request.getfixturevalue("served_to_staff") if staff else served
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.clock.install(time=at)
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}/{path}")
        page.wait_for_load_state("networkidle")
        yield page
        context.close()
        assert not failed
        assert all(url.startswith((address, "data:", "blob:")) for url in asked), asked

    return open_page

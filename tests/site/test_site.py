"""The built site: what it says, what it never says, and how it stands in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

import generator
from generator.data.records.roster import fingerprint
from generator.render.machines import searching
from tests import amended
from tests.site.conftest import ARRANGED, ARRANGED_BY, OBJECTION, SIGNED, SOURCE, TODAY
from tests.site.reading import Text, squeezed

MONTHS = ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]


@pytest.fixture(params=["public", "staff"])
def every_text(request: pytest.FixtureRequest) -> list[Text]:
    """Every file of the site of one audience, then of the other."""
    read: list[Text] = request.getfixturevalue(f"{request.param}_texts")
    return read


def test_no_file_says_who_approved_an_arrangement(planted: Path, every_text: list[Text]) -> None:
    """Why a day is arranged otherwise is public; who arranged it is not told."""
    kept = (planted / "rosters/hall/arrangements/late.yml").read_text(encoding="utf-8")
    assert ARRANGED_BY in kept
    assert not [name for name, text in every_text if ARRANGED_BY in squeezed(text)]
    assert {".html", ".pdf"} <= {Path(name).suffix for name, text in every_text if ARRANGED in squeezed(text)}


def test_no_file_says_what_was_objected_or_is_a_sheet_for_the_superior(planted: Path, every_text: list[Text]) -> None:
    steps = (planted / "rosters/social-security/sign-off/2026-12").iterdir()
    assert "".join(path.read_text(encoding="utf-8") for path in steps).count(OBJECTION) == 2
    assert [path.name for path in (planted / "private/filing").iterdir()] == ["hall-2026-国庆-报备.xlsx"]
    assert not [name for name, text in every_text if OBJECTION in squeezed(text)]
    assert not [name for name, _ in every_text if "报备" in name]


def test_no_file_holds_anything_of_attendance(planted: Path, every_text: list[Text]) -> None:
    kept = "".join(p.read_text(encoding="utf-8") for p in (planted / "rosters/hall").rglob("*.yml"))
    assert kept.count(SIGNED) == 6
    assert kept.count(SOURCE) == 1
    for name, text in every_text:
        assert SOURCE not in text, name
        if not name.endswith((".png", ".pdf", ".gz", ".woff2")):  # five bytes may stand there by chance; texts are read
            assert SIGNED not in text, name
        assert "hall-2026-11" not in name  # as the summary's files are called
    assert len(every_text) > 80


def test_no_roster_says_why_somebody_is_exempt(every_text: list[Text]) -> None:
    """The law on pregnancy and nursing has its own pages; nothing about a roster or a person mentions it."""
    told = re.compile("孕|哺乳|女职工|夜班保护|依法不排|pregnan|nursing|exempt|labour-law|female-worker")
    seen = 0
    for name, text in every_text:
        if text.startswith("%PDF"):  # compressed bytes say anything; the words of a PDF come with it
            continue
        if name.startswith("rosters/") or name in ("index.html", "forms/index.html", "forms/rosters/index.html"):
            main = text.partition("<main")[2] if name.endswith(".html") else text  # the navigation lists the laws
            assert not told.search(
                re.sub(r'<nav.*?</nav>|<div class="md-sidebar.*?<article', "", main, flags=re.DOTALL)
            ), name
            seen += 1
    assert seen > 10


def test_only_staff_are_told_why_a_roster_changed_and_by_whom(
    public: Path, staff: Path, public_texts: list[Text], staff_texts: list[Text]
) -> None:
    """The categories, the kinds of leave and whoever approved are in no file on rosters of the public site."""
    told = re.compile(f"{amended.APPROVER}|病假|事假|婚假|换班(?!计划)|撤销|原为|<del>")
    seen = 0
    for name, text in public_texts:
        if name.startswith(("rosters/", "forms/", "index.html")):
            assert not told.search(text), (name, told.search(text))
            seen += 1
        assert amended.APPROVER not in text, name
    assert seen > 60
    assert {n for n, text in staff_texts if amended.APPROVER in text} >= {"rosters/hall/2026-11/changes/index.html"}
    for private in ("**/changes", "**/*.change.pdf", "**/whereabouts", "**/people"):
        assert not list(public.glob(private))
        assert list(staff.glob(private)), private


def test_pages_say_until_when_notice_is_given_and_only_staff_see_who_signed(public: Path, staff: Path) -> None:
    page = "rosters/social-security/2026-12/index.html"
    shown, told = ((site / page).read_text(encoding="utf-8") for site in (public, staff))
    assert "公示期至2026年11月28日" in shown
    assert "公示期至2026年11月28日" in told
    steps = "拟稿 伍思源（11月23日） → 审核 段飞鸿（11月23日） → 签发 任平之（11月23日）"
    assert steps in told
    assert "异议 1 件，已答复 1 件" in told
    assert not re.search("任平之|异议 1 件", shown)
    [sheet] = PdfReader(public / "rosters/social-security/2026-12/supervisor.pdf").pages
    assert "2026年11月28日" in sheet.extract_text()


def test_the_scan_would_find_a_name(public_texts: list[Text]) -> None:
    """The scan reads what it should: a name that is public is found in HTML, in the search index and in a PDF."""
    found = {Path(name).suffix for name, text in public_texts if "袁柏川" in text.replace("\u200b", "")}
    assert {".html", ".js", ".pdf", ".ics"} <= found


def test_only_staff_see_the_ledger_and_the_banner(public: Path, staff: Path) -> None:
    ledger = "rosters/hall/balances/index.html"
    assert "施亦凡" in (staff / ledger).read_text(encoding="utf-8")
    assert "施亦凡" not in (public / ledger).read_text(encoding="utf-8")
    assert "内部版" in (staff / "index.html").read_text(encoding="utf-8")
    assert 'content="noindex' in (staff / "index.html").read_text(encoding="utf-8")
    assert "内部版" not in (public / "index.html").read_text(encoding="utf-8")


def test_every_duty_and_month_has_its_posting(public: Path) -> None:
    for month in MONTHS:
        for duty in ("consultation-desk", "duty-group", "hall-duty", "weekly-duty", "leader-sit-in"):
            (page,) = PdfReader(public / f"rosters/hall/{month}/{duty}.pdf").pages
            assert "示例" in page.extract_text()
        assert len(PdfReader(public / f"rosters/hall/{month}/all.overview.pdf").pages) <= 2
    for span in ("2026-中秋", "2026-国庆"):
        (page,) = PdfReader(public / f"rosters/hall/{span}/holiday-duty.pdf").pages
        assert "值班电话" in page.extract_text()


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_every_posting_is_a4_and_says_that_it_is_a_sample(audience: str, request: pytest.FixtureRequest) -> None:
    postings = sorted(request.getfixturevalue(audience).rglob("*.pdf"))
    assert len(postings) > 40
    for path in postings:
        for page in PdfReader(path).pages:
            assert sorted(round(float(side)) for side in (page.mediabox.width, page.mediabox.height)) == [595, 842], (
                path
            )
            assert "示例" in page.extract_text(), path


def test_restricted_duties_are_in_no_file(every_text: list[Text]) -> None:
    """The guards and the machine room are on no page and no sheet; only their regulation is public."""
    for name, text in every_text:
        if name.startswith(("rosters/", "forms/", "index.html")):
            assert "guard.pdf" not in text, name
            assert "保安员" not in text, name
            assert "机房操作员" not in text, name


def test_only_staff_are_told_why(public: Path, staff: Path) -> None:
    said = (staff / "rosters/hall/2026-11/why/index.html").read_text(encoding="utf-8")
    assert "为什么是他／她？" in said
    assert "没有规则不许" in said
    assert not list(public.rglob("why"))
    index = (staff / searching.SCRIPT).read_text(encoding="utf-8")
    assert "施亦凡" in index
    assert "没有规则不许" not in index  # long, and found by the name alone


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


ROSTERS = [
    "rosters/",
    "rosters/hall/",
    "rosters/hall/2026-10/",
    "rosters/hall/2026-11/",
    "rosters/hall/2026-12/",
    "rosters/hall/2026-国庆/",
    "rosters/hall/balances/",
    "rosters/hall/windows/",
    "rosters/hall/calendars/",
    "forms/",
]
STAFF = [
    "rosters/hall/2026-11/changes/",
    "rosters/hall/whereabouts/",
    "rosters/hotline/2026-11/",
    "rosters/town/2026-11/",
]
PAGES = [
    "",
    *ROSTERS,
    "regulations/",
    "regulations/duty-group/",
    "guides/",
    "guides/food-permit/",
    "deadlines/",
    "guides/case-types/",
    "guides/slips/food-permit/",
    "journeys/open-restaurant/",
    "notices/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., object], path: str, width: int) -> None:
    with visit(path, width) as page:  # type: ignore[attr-defined]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", ["", *ROSTERS, "rosters/hall/2026-11/why/", *STAFF])
def test_nor_is_anything_of_the_staff(visit: Callable[..., object], path: str) -> None:
    """Every fold is opened first: what it holds must fit as well."""
    with visit(path, 320, staff=True) as page:  # type: ignore[attr-defined]
        page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def on_duty(planted: Path) -> set[str]:
    """Names of all who are on a public duty on the day of the build, by the published records."""
    unit = generator.load(planted).units["hall"]
    held = unit.published["2026-11"].roster.held
    people = {p for key, there in held.items() if (key.duty, key.day) in PUBLIC_TODAY for p in there}
    return {unit.people[person].name for person in people}


PUBLIC_TODAY = [(duty, TODAY) for duty in ("consultation-desk", "duty-group", "hall-duty", "weekly-duty")]
"""The day is a Monday, so that its week's duty is kept under the same day."""


@pytest.mark.parametrize("javascript", [True, False])
def test_home_says_who_is_there_today(visit: Callable[..., object], planted: Path, javascript: bool) -> None:
    names = on_duty(planted)
    assert len(names) > 5
    with visit("", 360, java_script_enabled=javascript) as page:  # type: ignore[attr-defined]
        said = page.locator("main").inner_text()
        for text in ("11月23日", "08:30–17:30", "导办台值班", "值班组", "周值班", *names):
            assert text in said


def test_the_week_of_today_stands_first_and_can_be_reached(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/", 360) as page:  # type: ignore[attr-defined]
        headings = [text.rstrip("#").strip() for text in page.locator("main h2").all_inner_texts()]
        assert headings[0] == "本周值班"
        assert {"周值班", "导办台值班", "值班组", "大厅值班", "领导坐班"} <= set(headings)
        page.locator(".zb-jump").get_by_role("link", name="大厅值班").click()
        page.wait_for_url("**/#hall-duty")
        assert page.locator("#hall-duty").is_visible()


def test_staff_open_a_fold_and_read_why(visit: Callable[..., object]) -> None:
    with visit("rosters/hall/2026-11/why/", 360, staff=True) as page:  # type: ignore[attr-defined]
        first = page.locator("details.zb-why").first
        assert not first.locator("li").first.is_visible()
        first.locator("summary").click()
        assert first.locator("li").first.is_visible()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_deadline_is_computed_day_by_day(visit: Callable[..., object], width: int) -> None:
    """Five working days over the National Day: keyboard and labels alone, a supplement in between."""
    with visit("deadlines/?limit=5&unit=工作日&start=2026-09-29", width) as page:  # type: ignore[attr-defined]
        result = page.get_by_role("status")
        assert "2026年10月12日（周一）下班以前到期" in result.inner_text().replace("\n", "")
        assert "国庆节调休上班日计入，第 4 天" in page.locator("[data-dl-steps]").inner_text()
        page.get_by_role("button", name="加一次补正").press("Enter")
        page.get_by_label("发出通知的日期").fill("2026-09-30")
        page.get_by_label("补齐日期").fill("2026-10-08")
        assert "2026年10月14日（周三）" in result.inner_text()
        page.get_by_label("补正怎样计时").select_option("restart")
        assert "不是这个单位的规定" in result.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_label("补齐日期").fill("2026-09-01")
        assert "结束不能早于开始" in result.inner_text()
        page.get_by_role("button", name="删除这一段").press("Enter")
        assert "2026年10月12日" in result.inner_text()


def test_the_hall_and_the_town_answer_complaints_differently(visit: Callable[..., object]) -> None:
    with visit("deadlines/?what=complaint&start=2026-11-23") as page:  # type: ignore[attr-defined]
        result = page.get_by_role("status")
        assert "2026年11月30日" in result.inner_text()
        page.get_by_label("单位", exact=True).select_option(label="镇便民服务中心")
        assert "2026年11月24日" in result.inner_text()
        page.get_by_role("link", name="《投诉处理制度》第三条").first.click()
        page.wait_for_url("**/regulations/town-complaints/2026-01-01/#reply")


def test_an_address_fills_in_the_form(visit: Callable[..., object]) -> None:
    with visit("deadlines/?unit=town&what=instant&start=2026-11-28&time=19:50") as page:  # type: ignore[attr-defined]
        assert "2026年11月29日（周日）08:50" in page.get_by_role("status").inner_text()
    with visit("deadlines/?limit=30&unit=分钟&start=2026-11-27&time=17:15") as page:  # type: ignore[attr-defined]
        assert "2026年11月30日（周一）08:45" in page.get_by_role("status").inner_text()
    with visit("deadlines/?limit=6&start=2026-12-24") as page:  # type: ignore[attr-defined]
        assert "2027年的放假安排待公布" in page.get_by_role("status").inner_text()
        assert "12月31日 周四" in page.locator("[data-dl-steps]").inner_text()
    with visit("deadlines/?limit=x&unit=nobody&what=nothing&start=2026-13-45") as page:  # type: ignore[attr-defined]
        assert page.get_by_label("算什么").input_value() == "promise"


def test_after_closing_days_count_from_the_next_opening_day(visit: Callable[..., object]) -> None:
    """A Friday evening: what is handed in is received on Monday, a day that is chosen stays, minutes are as ever."""
    evening = {"at": "2026-11-27T17:58:00+08:00"}
    with visit("deadlines/?limit=5&unit=工作日", **evening) as page:  # type: ignore[attr-defined]
        result, start = page.get_by_role("status"), page.locator("#dl-start")
        assert start.input_value() == "2026-11-30"
        assert "今天已经不办公，从下一个开放日11月30日算起" in result.inner_text()
        assert "2026年12月7日" in result.inner_text()
        page.get_by_label("单位", exact=True).select_option(label="镇便民服务中心")  # open until eight
        assert start.input_value() == "2026-11-27"
        assert "不办公" not in result.inner_text()
        page.get_by_label("单位", exact=True).select_option(label="政务服务中心")
        start.fill("2026-11-27")
        assert "不办公" not in result.inner_text()
        assert "2026年12月4日" in result.inner_text()
    with visit("deadlines/?limit=30&unit=分钟", **evening) as page:  # type: ignore[attr-defined]
        assert page.locator("#dl-start").input_value() == "2026-11-27"
    with visit("deadlines/?limit=5&unit=工作日", at="2026-11-27T17:29:00+08:00") as page:  # type: ignore[attr-defined]
        assert page.locator("#dl-start").input_value() == "2026-11-27"
        assert page.locator("table.zb-steps:visible").count() == 1  # the worked example gives way to the visitor's own


def test_deadlines_without_script_are_rules_and_an_example(visit: Callable[..., object]) -> None:
    with visit("deadlines/", 360, java_script_enabled=False) as page:  # type: ignore[attr-defined]
        said = page.locator("main").inner_text()
        for text in (
            "在线试算需要 JavaScript",
            "2026年11月30日（周一）下班以前",
            "工作日第 5 天",
            "《投诉处理制度》第五条",
        ):
            assert text in said
        assert not page.locator("form.zb-deadline").is_visible()


def test_from_the_home_page_to_the_article_and_back(visit: Callable[..., object]) -> None:
    """Today's roster, its month, the article that governs it: three clicks."""
    with visit("") as page:  # type: ignore[attr-defined]
        page.get_by_role("link", name="看2026年11月值班表").first.click()
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


def test_whoever_comes_from_a_sheet_is_told_whether_it_holds(visit: Callable[..., object], planted: Path) -> None:
    history = generator.load(planted).units["hall"].published["2026-11"]
    marks = [fingerprint(record).removeprefix("sha256:")[:12] for _, record in history.files]
    page_of = "rosters/hall/2026-11/"
    with visit(page_of, 360, java_script_enabled=False) as page:  # type: ignore[attr-defined]
        listed = page.locator(".zb-prints li").all_inner_texts()
        assert f"{marks[-1]} 的，与本页一致" in listed[0]
        assert f"{marks[0]} 的，已被第 5 次变更取代" in listed[-1]
        assert "安保" not in " ".join(listed)  # a restricted duty is not named
        assert not page.locator("[data-zb-compare]").is_visible()
    for mark, said in ((marks[-1], "与当前的一致"), (marks[0], "这张表已被第 5 次变更取代"), ("0" * 12, "找不到")):
        with visit(f"{page_of}?print={mark}", 360) as page:  # type: ignore[attr-defined]
            assert said in page.locator("[data-zb-compare]").inner_text()
    with visit(page_of, 360) as page:  # type: ignore[attr-defined]
        assert not page.locator("[data-zb-compare]").is_visible()

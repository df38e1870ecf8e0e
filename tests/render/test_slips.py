"""What is printed of a guide says everything at once, on A4, in large print too; and what is missing, by number."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from generator.data.project import Project
from generator.errors import Refused
from generator.render.pages import slips
from generator.render.views.gather import Site, bare
from tests.render.pages import Page, spoken

A4 = (595, 842)


@pytest.fixture(scope="module")
def site(sample: Project) -> Site:
    return bare(sample, date(2026, 11, 23))


def text(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_the_notice_says_everything_at_once_on_one_sheet(site: Site) -> None:
    pdf = slips.notice(site, site.project.guides["food-permit"])
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    assert tuple(map(round, reader.pages[0].mediabox[2:])) == A4
    said = text(pdf)
    for material in site.project.guides["food-permit"].elements.materials:
        assert material.name in said
    for words in (
        "一次性告知单",
        "5号食品经营许可窗口",
        "000-0000-2005",
        "5个工作日",
        "办事人签收",
        "《一次性告知制度》第二条",
    ):
        assert words in said, words
    assert pdf == slips.notice(site, site.project.guides["food-permit"])  # the same bytes each time


def sizes(pdf: bytes) -> list[float]:
    """Every size in which something is printed, in points; the mark across the page left out."""
    seen: list[float] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(
            visitor_text=lambda words, _c, t, _f, size: (
                seen.append(size * abs(t[3])) if words.strip(" \n示例") else None
            )
        )
    return seen


@pytest.mark.parametrize("name", ["house-transfer", "food-permit", "town-birth-notice"])
def test_nothing_in_large_print_is_smaller_than_eighteen_points(site: Site, name: str) -> None:
    """The numbers of the pages and the small print included."""
    guide = site.project.guides[name]
    for pdf in (slips.notice(site, guide, large=True), slips.supplement(site, guide, (1,), large=True)):
        printed = sizes(pdf)
        assert len(printed) > 20
        assert min(printed) >= 18
        assert all(tuple(map(round, page.mediabox[2:])) == A4 for page in PdfReader(BytesIO(pdf)).pages)
    assert min(sizes(slips.notice(site, guide))) < 10


def test_large_print_says_all_of_the_guide(site: Site) -> None:
    guide = site.project.guides["food-permit"].elements
    said = text(slips.notice(site, site.project.guides["food-permit"], large=True))
    for line in (*guide.conditions, *guide.refusal, *guide.care, *guide.remedies, guide.appointment, guide.agency):
        assert "".join(line.split()) in said, line
    for line in (guide.fee.basis, guide.result.name, guide.supervision.hotline, "办不成事", "第1页共"):
        assert line in said, line


def test_the_supplement_asks_for_the_chosen_materials_alone(site: Site) -> None:
    said = text(slips.supplement(site, site.project.guides["food-permit"], (4, 2, 2)))
    assert "请补正下列2份材料" in said
    assert "2.营业执照" in said
    assert "4.食品安全自查" in said
    assert "申请书" not in said
    assert spoken(site.project, "acceptance", "supplement_clock") in said
    assert f"依据：{site.project.regulations.version('acceptance', site.today).cite('supplement')}" in said


def test_each_body_counts_the_time_of_supplementing_by_its_own_article(site: Site) -> None:
    for guide, regulation in (("pension-claim", "social-security-cases"), ("town-birth-notice", "town-notice")):
        said = text(slips.supplement(site, site.project.guides[guide], (1,)))
        assert spoken(site.project, regulation, "supplement_clock") in said, guide


@pytest.mark.parametrize(("missing", "why"), [((), "没有写明缺哪几份材料"), ((0, 9), "没有第 0、9 份材料")])
def test_a_number_that_is_no_material_is_refused(site: Site, missing: tuple[int, ...], why: str) -> None:
    with pytest.raises(Refused, match=why):
        slips.supplement(site, site.project.guides["food-permit"], missing)


def test_the_page_to_tick_has_two_boxes_a_material(site: Site) -> None:
    page = Page(slips.pages(site)["guides/slips/food-permit.md"])
    assert page.tags.count("input") == 14
    assert page.html.count("data-zb-name=") == 7
    assert "补正材料通知书" in page.text
    assert {"food-permit.pdf", "food-permit.large.pdf", "../food-permit.md"} <= set(page.links)

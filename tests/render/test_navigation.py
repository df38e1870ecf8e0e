"""The navigation: every section says its own name, and every page in it is reached under its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from generator.data.project import Project
from generator.render import site
from generator.render.pages import issuers
from generator.render.site import Nav
from generator.render.views import links
from generator.render.views.gather import Site, gather
from generator.render.views.persons import Viewer
from tests.render import pages as made
from tests.render.pages import Page

TODAY = date(2026, 12, 1)


def sections(items: Nav, name: str = "") -> Iterator[tuple[str, Nav]]:
    """Every part of the navigation that holds pages, with its name."""
    yield name, items
    for item in items:
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, list):
                yield from sections(target, title)


def targets(items: Nav) -> list[str]:
    """The pages that a part of the navigation names itself."""
    found = [item if isinstance(item, str) else next(iter(item.values())) for item in items]
    return [target for target in found if isinstance(target, str)]


@pytest.fixture(params=["public", "staff"])
def build(request: pytest.FixtureRequest, sample: Project) -> Site:
    viewer: Viewer = request.param
    return made.site(sample, made.rosters(made.unpublished(sample), "2026-12"), TODAY, viewer)


def test_a_section_is_headed_by_its_own_page_and_by_no_other(build: Site) -> None:
    """The theme makes the first index page among a section's pages its head: that must be the page without a title."""
    seen = 0
    for name, items in sections(site.nav(build)):
        pages = [item if isinstance(item, str) else next(iter(item.values())) for item in items]
        indexes = [page for page in pages if isinstance(page, str) and page.endswith("index.md")]
        if name and indexes:
            assert items[0] == indexes[0], (name, indexes[:2])
            seen += 1
    assert seen > 10


def test_what_holds_nothing_for_the_audience_is_not_there(sample: Project) -> None:
    public, staff = (gather(sample, viewer, date(2026, 11, 25)) for viewer in ("public", "staff"))
    assert [unit for unit in public.months if public.internal(unit)] == ["hotline", "logistics"]
    assert not [unit for unit in staff.months if staff.internal(unit)]
    for build in (public, staff):
        made = site.pages(build)
        assert links.rosters.windows_page("hall") in made
        assert links.rosters.windows_page("hotline") not in made  # a body without windows
        assert links.rosters.posts_page("hotline", "2026-11") not in made
        assert (links.rosters.balances_page("hotline") in made) == (build is staff)
        assert (links.rosters.calendars_page("logistics") in made) == (build is staff)
        assert ("公共服务热线中心" in made[links.rosters.SHEETS]) == (build is staff)
        listed = {target for _, items in sections(site.nav(build)) for target in targets(items)}
        assert {page for page in listed if page.startswith("rosters/")} <= set(made)
        assert listed | site.unlisted(build) >= {path for path in made if path.endswith(".md")}
    hotline = Page(str(site.pages(public)[links.ROSTERS])).html.partition('id="hotline"')[2].partition("<h2")[0]
    assert "值班表供内部使用，不在本站公开" in hotline
    assert "zb-links" not in hotline


def test_a_title_names_its_unit_where_there_are_several(sample: Project) -> None:
    every = site.pages(gather(sample, "staff", date(2026, 11, 25)))
    titles = [Page(str(text)).head["title"] for path, text in every.items() if re.match(r"rosters/.+\.md$", path)]
    assert len(titles) > 100
    assert sorted(titles) == sorted(set(titles))
    assert "公共服务热线2026年11月值班表" in titles
    alone = made.site(sample, made.rosters(made.unpublished(sample), "2026-12"), TODAY)
    assert Page(str(site.pages(alone)[links.rosters.month_page("hall", "2026-12")])).head["title"] == "2026年12月值班表"


def test_every_regulation_stands_in_the_part_of_its_body(build: Site) -> None:
    (regulations,) = (items for name, items in sections(site.nav(build)) if name == "规章制度")
    parts = dict(sections(regulations))
    for view in issuers.issuers(build):
        assert parts[view.title] == [view.page, *({t.title: links.regulation_page(t.id)} for t in view.texts)]
    every = sum(len(view.texts) for view in issuers.issuers(build))
    assert every == len(build.project.regulations.by_id)


def test_the_page_of_a_body_names_its_regulations_with_their_status(build: Site) -> None:
    hall = issuers.pages(build)[links.issuer_page("hall")]
    assert "值班组制度" in str(hall)
    assert "现行有效" in str(hall)
    assert "截至2026年12月1日" in str(hall)

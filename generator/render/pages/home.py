"""The home page and the list of notices."""

from __future__ import annotations

from generator.data.site.prose import Prose
from generator.render.pages.today import todays
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.gather import Site

NEWEST = 5
"""Notices on the home page; the rest stand in the list."""


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the home page with its companions."""
    prose = site.project.prose
    return {
        links.HOME: _home(site, prose),
        links.NOTICES: render(
            "home-notices.md.j2",
            head=front_matter("公告", "通知和公告，新的在前。", hide=["toc"]),
            to=links.From(links.NOTICES),
            notices=prose.notices,
        ),
    }


def _home(site: Site, prose: Prose) -> str:
    strips = todays(site)
    main = tuple(strip for strip in strips if site.project.units[strip.unit].unit.main) or strips
    return render(
        "home.md.j2",
        head=front_matter(
            prose.title, "办事指南、今日值班、规章制度和表格下载。", hide=["navigation", "toc"], search={"boost": 0.8}
        ),
        to=links.From(links.HOME),
        links=links,
        prose=prose,
        notices=prose.notices[:NEWEST],
        todays=main,
        others=tuple(strip for strip in strips if strip not in main),
        viewer=site.viewer,
    )

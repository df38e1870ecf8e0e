"""Pages about the site itself: how to reach the centre, the site map, and the quiet door of the staff."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.render.pages.today import todays
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.complaints import complaint_views
from generator.render.views.gather import Site
from generator.render.views.office_hours import opening_hours
from generator.render.views.persons import SEEN_BY

Item: TypeAlias = dict[str, "str | Nav"]
Nav: TypeAlias = list[str | Item]
"""The navigation, as ``mkdocs.yml`` would write it."""
UNSEARCHED: Mapping[str, object] = {"exclude": True}
SECURITY = ".well-known/security.txt"


@dataclass(frozen=True)
class Section:
    """One part of the site map: its own page, and the lines below it, each with its depth, title and page."""

    title: str
    page: str
    lines: tuple[tuple[int, str, str], ...]


def pages(site: Site, nav: Nav) -> dict[str, str | bytes]:
    """Give the pages about the site; the map is made of the navigation."""
    found: dict[str, str | bytes] = {
        links.CONTACT: _page(
            site,
            links.CONTACT,
            "contact.md.j2",
            "联系我们",
            "各单位的电话、地址、办公时间和放假，投诉和建议，网站找错。",
            search={},
            hours=[(unit.unit.short, opening_hours(site, unit)) for unit in site.project.units.values()],
            complaints=list(complaint_views(site.project, site.project.units.values(), site.today)),
            complaint_forms=[
                (form.title, links.form(name))
                for name, form in site.project.forms.items()
                if form.handed_to == "complaints" and form.audience in SEEN_BY[site.viewer]
            ],
        ),
        links.MAP: _page(
            site, links.MAP, "map.md.j2", "网站地图", "本站的全部栏目和网页。", sections=tuple(_sections(nav))
        ),
    }
    if elsewhere := site.project.center.elsewhere:
        names = [name for one in elsewhere for name in (one.matter, *one.also)]
        said = "本中心不受理的事，由哪个单位办。"
        found[links.ELSEWHERE] = _page(
            site, links.ELSEWHERE, "elsewhere.md.j2", "不在本中心办的事", said, search={"names": names}
        )
    if site.viewer == "public":
        found[links.DOOR] = _page(site, links.DOOR, "door.md.j2", "工作人员入口", "内部版在哪里看。")
    return found


def files(site: Site) -> dict[str, bytes]:
    """Give what programs look for: whom to tell of a weakness, and to robots that the staff's site is not theirs."""
    if site.viewer != "public":
        return {"robots.txt": b"User-agent: *\nDisallow: /\n"}
    center = site.project.center
    if center.security is None:
        return {}
    said = {
        "Contact": center.security.contact,
        "Expires": f"{center.security.expires}T00:00:00+08:00",
        "Preferred-Languages": "zh",
        "Canonical": f"{center.site_url}{SECURITY}" if center.site_url else "",
    }
    return {SECURITY: "".join(f"{name}: {value}\n" for name, value in said.items() if value).encode()}


def _page(
    site: Site,
    page: str,
    template: str,
    title: str,
    said: str,
    search: Mapping[str, object] = UNSEARCHED,
    **more: object,
) -> str:
    return render(
        template,
        head=front_matter(title, said, hide=["toc"], search=search),
        to=links.From(page),
        links=links,
        title=title,
        center=site.project.center,
        units=todays(site),
        today=site.today,
        hotlines=sorted({guide.elements.supervision.hotline for guide in site.project.guides.values()}),
        **more,
    )


def _sections(nav: Nav) -> Iterator[Section]:
    for item in nav:
        for title, target in item.items() if isinstance(item, dict) else ():
            own, below = _split(target)
            yield Section(html.unescape(title), own, tuple(_lines(below, 0)))


def _lines(items: Nav, depth: int) -> Iterator[tuple[int, str, str]]:
    for item in items:
        for title, target in item.items() if isinstance(item, dict) else ():
            own, below = _split(target)
            yield depth, html.unescape(title), own
            yield from _lines(below, depth + 1)


def _split(target: str | Nav) -> tuple[str, Nav]:
    """Give the page of an item and what stands below it: a list's page is the one without a title."""
    if isinstance(target, str):
        return target, []
    return next((page for page in target if isinstance(page, str)), ""), target

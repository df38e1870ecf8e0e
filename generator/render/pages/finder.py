"""The list of all guides: found by who asks, event of life, department, window, class, limit and fee."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.data.guides.guide import GuidePage, settled
from generator.data.guides.parts import Limit
from generator.data.guides.spelling import words
from generator.data.project import UnitData
from generator.render.pages.guides import ordered
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.places import place_among

WHO = ("个人", "企业和单位")
SPANS = ((1, "当天"), (3, "3 天以内"), (5, "5 个工作日以内"), (10, "10 个工作日以内"))
"""Bounds by which people look for a limit, in days; longer ones are 10 个工作日以上."""
LONG = "10 个工作日以上"


@dataclass(frozen=True)
class Entry:
    """A guide in the list, with every value by which it is chosen."""

    page: GuidePage
    who: tuple[str, ...]
    events: tuple[str, ...]
    department: str
    window: str
    limit: Limit
    span: str
    fee: str
    words: str

    @property
    def class_(self) -> str:
        """Its class."""
        return self.page.elements.class_


@dataclass(frozen=True)
class Group:
    """Guides under one heading."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]

    @property
    def guides(self) -> tuple[GuidePage, ...]:
        """The guides themselves."""
        return tuple(entry.page for entry in self.entries)


def pages(site: Site) -> dict[str, str]:
    """Give the list of all guides."""
    found = list(entries(site))
    return {
        links.GUIDES: render(
            "guides.md.j2",
            head=front_matter(
                "办事指南", "在哪里办、什么时候办、要多久、多少钱、带什么。", hide=["toc"], search=links.LIST
            ),
            to=links.From(links.GUIDES),
            links=links,
            entries=found,
            journeys=[(j, j.page) for j in site.project.journeys.values()],
            groups=by_department(site),
            elsewhere=bool(site.project.center.elsewhere),
            indexes=[
                ("按人生和经营的事", _groups(found, "event", lambda entry: entry.events)),
                ("按办什么人的事", _groups(found, "who", lambda entry: entry.who)),
                ("按要多久", _groups(found, "span", lambda entry: (entry.span,))),
                ("按收不收费", _groups(found, "fee", lambda entry: (entry.fee,))),
            ],
        )
    }


def entries(site: Site) -> Iterator[Entry]:
    """Yield every guide in the order of the list."""
    for page in ordered(site):
        guide, unit = page.elements, site.project.units[page.elements.unit]
        limit = settled(guide.promised_limit, site.project.regulations, site.today)
        chosen = (guide.audience.person, guide.audience.body)
        yield Entry(
            page,
            tuple(name for name, meant in zip(WHO, chosen, strict=True) if meant),
            guide.life_events,
            department(site, unit, guide.department),
            place_among(site.project, guide),
            limit,
            span_of(limit),
            "不收费" if guide.fee.free else "收费",
            words(guide),
        )


def department(site: Site, unit: UnitData, name: str) -> str:
    """Name a department; with its unit where there are several."""
    title = unit.unit.departments[name]
    return title if len(site.project.units) == 1 else f"{unit.unit.short}：{title}"


def by_department(site: Site) -> list[Group]:
    """Give the guides of every department that has some, in the units' own order."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries(site):
        found.setdefault((entry.page.elements.unit, entry.page.elements.department), []).append(entry)
    return [Group(f"{unit}-{name}", own[0].department, tuple(own)) for (unit, name), own in found.items()]


def span_of(limit: Limit) -> str:
    """Say into which span a limit falls."""
    day = 24 * 60
    return next((name for bound, name in SPANS if limit.bounds[0] <= bound * day), LONG)


def _groups(found: list[Entry], key: str, values: Callable[[Entry], tuple[str, ...]]) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        for value in values(entry):
            groups.setdefault(value, []).append(entry)
    return [Group(f"{key}-{i}", name, tuple(own)) for i, (name, own) in enumerate(groups.items(), 1)]

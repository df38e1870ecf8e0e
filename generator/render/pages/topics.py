"""Topics: what the bodies have written on one matter, and in which figures they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.data.regulations.register import Topic
from generator.data.regulations.versions import Regulation, Version
from generator.render.pages.articles import amount
from generator.render.pages.diffs import filled_in
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.citations import newest
from generator.render.views.gather import Site


@dataclass(frozen=True)
class Text:
    """A regulation on a topic as it reads today, or is to read."""

    id: str
    title: str
    issuer: str
    status: str
    number: str
    summary: str


@dataclass(frozen=True)
class Figure:
    """What one body says of a compared figure: the figure, the words that cite it, and where that stands."""

    amount: str
    cited: str
    page: str


@dataclass(frozen=True)
class Compared:
    """One row of the comparison: a figure by issuer; bodies that say nothing are left out."""

    label: str
    figures: dict[str, tuple[Figure, ...]]


@dataclass(frozen=True)
class TopicView:
    """One topic with its texts and its comparison."""

    id: str
    title: str
    group: str
    texts: tuple[Text, ...]
    issuers: tuple[str, ...]
    compared: tuple[Compared, ...]


def pages(site: Site) -> dict[str, str]:
    """Give the page of every topic, and the list of all by their groups."""
    register = site.project.regulations.register
    if not register.topics:
        return {}
    views = {name: topic_view(site, name, topic) for name, topic in register.topics.items()}
    groups = [
        (title, [v for n, v in views.items() if register.topics[n].group == g]) for g, title in register.groups.items()
    ]
    found = {links.topic_page(name): _page(site, view) for name, view in views.items()}
    found[links.TOPICS] = render(
        "topics.md.j2",
        head=front_matter("按主题看规章", "同一件事各单位怎样规定，数字有什么不同。", hide=["toc"], search=links.LIST),
        to=links.From(links.TOPICS),
        links=links,
        groups=groups,
    )
    return found


def _page(site: Site, view: TopicView) -> str:
    page = links.topic_page(view.id)
    said = "；".join(f"{row.label}：{_spoken(row)}" for row in view.compared if row.figures)
    return render(
        "topic.md.j2",
        head=front_matter(view.title, said or f"{view.title}：各单位的规定。", search={"boost": 0.8}),
        to=links.From(page),
        links=links,
        site=site,
        view=view,
    )


def _spoken(row: Compared) -> str:
    return "，".join(f"{issuer} {'、'.join(f.amount for f in own)}" for issuer, own in row.figures.items())


def topic_view(site: Site, name: str, topic: Topic) -> TopicView:
    """Gather a topic: the texts of all bodies, and the figures of those that are in force."""
    regulations = site.project.regulations
    about = [r for r in regulations.by_id.values() if name in newest(r, site.today).head.topics]
    order = [*site.project.units, *regulations.register.issuers]
    about.sort(key=lambda r: (_place(order, newest(r, site.today).head.issuer), r.id))
    now = [version for r in about if (version := r.in_force(site.today))]
    rows = tuple(_compared(site, label, parameter, now) for parameter, label in topic.compares.items())
    return TopicView(
        name,
        topic.title,
        regulations.register.groups[topic.group],
        tuple(text(site, regulation) for regulation in about),
        tuple(dict.fromkeys(issuer_title(site, v.head.issuer) for v in now)),
        tuple(row for row in rows if row.figures),
    )


def text(site: Site, regulation: Regulation) -> Text:
    """Give a regulation in few words, as it reads today or is to read."""
    version = newest(regulation, site.today)
    head = version.head
    status, summary = regulation.status(version, site.today), filled_in(head.summary, version)
    return Text(regulation.id, head.title, issuer_title(site, head.issuer), status, head.number, summary)


def _compared(site: Site, label: str, parameter: str, texts: list[Version]) -> Compared:
    found: dict[str, tuple[Figure, ...]] = {}
    for version in texts:
        for figure in _figures(version, parameter):
            issuer = issuer_title(site, version.head.issuer)
            found[issuer] = (*found.get(issuer, ()), figure)
    return Compared(label, found)


def _figures(version: Version, parameter: str) -> Iterator[Figure]:
    for name, found in version.head.parameters.items():
        if parameter == (found.compares or name):
            page = f"{links.regulation_page(version.regulation)}#{found.article}"
            yield Figure(amount(found), version.cite(found.article), page)


def issuer_title(site: Site, issuer: str) -> str:
    """Name an issuer: a unit, a body of the register, or a body of the state as it is written."""
    unit = site.project.units.get(issuer)
    return unit.unit.title if unit else site.project.regulations.register.issuers.get(issuer, issuer)


def _place(order: list[str], issuer: str) -> int:
    return order.index(issuer) if issuer in order else len(order)

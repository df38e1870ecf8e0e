"""Pages of the regulations: the register, the text in force, and every version under its own address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.data.versions import Regulation, Version
from generator.render import links
from generator.render.articles import (
    ArticleView,
    ExecutedView,
    FigureChange,
    amount,
    article_views,
    figure_changes,
    filled,
    named,
    overruled_views,
)
from generator.render.escape import front_matter
from generator.render.gather import Site
from generator.render.templating import render

TONES = {
    "现行有效": "now",
    "尚未生效": "future",
    "征求意见稿": "future",
    "草案": "future",
    "已修改": "old",
    "已废止": "old",
    "已失效": "old",
}


@dataclass(frozen=True)
class VersionView:
    """One version as the register knows it."""

    page: str
    effective: date
    until: date | None
    published: date
    title: str
    number: str
    summary: str
    changes: str
    status: str
    tone: str
    issuer: str
    sample: bool
    law: bool  # national; its page is a summary
    figure_changes: tuple[FigureChange, ...]  # against the version before; none for the first


@dataclass(frozen=True)
class RegulationView:
    """A regulation on the build's day; ``shown`` is the version that stands on its own page."""

    id: str
    versions: tuple[VersionView, ...]  # newest first
    shown: VersionView
    in_force: VersionView | None
    coming: tuple[VersionView, ...]  # not yet in force, the next one first; without ``shown``
    repealed: date | None
    executed: int  # articles of ``shown`` that bound something published
    breached: int  # those of them that were not kept throughout


def pages(site: Site) -> dict[str, str]:
    """Give the register, one page a regulation and one a version."""
    result: dict[str, str] = {}
    entries = []
    for regulation in site.project.regulations.by_id.values():
        shown = shown_version(regulation, site.today)
        articles = article_views(site, shown)
        entry = _regulation(site, regulation, shown, [a.executed for a in articles if a.executed])
        entries.append(entry)
        own = links.regulation_page(regulation.id)
        result[own] = _page(own, site, entry, entry.shown, shown, articles)
        for version, view in zip(reversed(regulation.texts), entry.versions, strict=True):
            result[view.page] = _page(view.page, site, entry, view, version, article_views(site, version))
    result[links.REGULATIONS] = _register(site, entries)
    return result


def version_page(version: Version) -> str:
    """Give the page on which a version stands for good."""
    return f"regulations/{version.regulation}/{version.path.name}"


def _register(site: Site, entries: list[RegulationView]) -> str:
    order = [*TONES]
    return render(
        "regulations.md.j2",
        head=front_matter("规章制度", "现行有效、尚未生效和已经废止的规章制度，每一条管到哪些值班。", hide=["toc"]),
        to=links.From(links.REGULATIONS),
        links=links,
        site=site,
        entries=sorted(
            entries, key=lambda e: (order.index(e.shown.status), -e.shown.effective.toordinal(), e.shown.number, e.id)
        ),
    )


def shown_version(regulation: Regulation, today: date) -> Version:
    """Give the version in force; before the first one that first one, after a repeal the last."""
    first, last = regulation.texts[0], (regulation.versions or regulation.texts)[-1]
    return regulation.in_force(today) or (first if today < first.effective else last)


def _regulation(site: Site, regulation: Regulation, shown: Version, executed: list[ExecutedView]) -> RegulationView:
    views: dict[date, VersionView] = {}
    before: Version | None = None
    for version in regulation.texts:
        views[version.effective] = _version(site, regulation, version, before)
        before = version
    now = regulation.in_force(site.today)
    coming = [v for v in views.values() if v.effective > site.today and v.effective != shown.effective]
    return RegulationView(
        id=regulation.id,
        versions=tuple(reversed(views.values())),
        shown=views[shown.effective],
        in_force=views[now.effective] if now else None,
        coming=tuple(coming),
        repealed=regulation.repealed,
        executed=len(executed),
        breached=sum(1 for box in executed if box.breaches),
    )


def _version(site: Site, regulation: Regulation, version: Version, before: Version | None) -> VersionView:
    head, status = version.head, regulation.status(version, site.today)
    unit = site.project.units.get(head.issuer)
    return VersionView(
        page=version_page(version),
        effective=version.effective,
        until=regulation.until(version),
        published=head.published,
        title=head.title,
        number=head.number,
        summary=head.summary,
        changes=head.changes,
        status=status,
        tone=TONES[status],
        issuer=unit.unit.title if unit else head.issuer,  # a body above the units is named as it is written
        sample=unit is not None and unit.unit.sample,
        law=head.law,
        figure_changes=tuple(figure_changes(before, version)) if before else (),
    )


def _page(
    page: str, site: Site, entry: RegulationView, view: VersionView, version: Version, articles: tuple[ArticleView, ...]
) -> str:
    """Render one text. Only the regulation's own page is searched: the others would give every article twice."""
    own = page == links.regulation_page(entry.id)
    title = view.title if own else f"{view.title}（{view.effective} 版）"
    at = entry.versions.index(view)
    return render(
        "regulation.md.j2" if own else "regulation-version.md.j2",
        head=front_matter(title, view.summary, search={} if own else {"exclude": True}),
        to=links.From(page),
        links=links,
        site=site,
        own=links.regulation_page(entry.id),
        entry=entry,
        view=view,
        introduction=filled(version.introduction, version.head.parameters),
        articles=articles,
        figures=_figures(site, version),
        newer=entry.versions[at - 1] if at > 0 else None,
        older=entry.versions[at + 1] if at + 1 < len(entry.versions) else None,
    )


def _figures(site: Site, version: Version) -> list[tuple[str, str, str, str, bool]]:
    """List the figures of a version: what it is, how much, the article that says so, and whether it is executed."""
    void = {view.name for view in overruled_views(site, version)}
    return [
        (p.label or name, amount(p), p.article, named(version.articles[p.article]), name not in void)
        for name, p in version.head.parameters.items()
    ]

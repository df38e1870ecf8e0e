"""Pages of the regulations: the register, the text in force, and every version under its own address."""

from __future__ import annotations

from collections import Counter

from generator.data.regulations.versions import Parameter, Version
from generator.render.pages.articles import ArticleView, amount, article_views, filled, named, overruled_views
from generator.render.pages.diffs import differences
from generator.render.pages.entries import TONES, RegulationView, VersionView, regulation_view
from generator.render.pages.topics import issuer_title
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.citations import cited_by, newest
from generator.render.views.gather import Site

BESIDE = 0.9
"""Weight in the search of regulations of other bodies than the main one, of laws, and of what is repealed."""


def pages(site: Site) -> dict[str, str]:
    """Give the register, one page a regulation, one a version, and one for what a version changed."""
    result: dict[str, str] = {}
    entries = []
    citations = cited_by(site.project, site.today)
    for regulation in site.project.regulations.by_id.values():
        shown = newest(regulation, site.today)
        articles = article_views(site, shown, citations)
        entry = regulation_view(site, regulation, shown, articles)
        entries.append(entry)
        own = links.regulation_page(regulation.id)
        result[own] = _page(own, site, entry, entry.shown, shown, articles)
        before: Version | None = None
        for version, view in zip(regulation.texts, reversed(entry.versions), strict=True):
            result[view.page] = _page(view.page, site, entry, view, version, article_views(site, version))
            if before and view.compared:
                result[view.compared] = _compared(site, entry, view, before, version)
            before = version
    result[links.REGULATIONS] = _register(site, entries)
    return result | {links.regulation_page(old): _moved(site, old, new) for old, new in _renamed(site).items()}


def _renamed(site: Site) -> dict[str, str]:
    return site.project.regulations.register.renamed


def _moved(site: Site, old: str, new: str) -> str:
    """Give the page that leads from an id of before to the one of now."""
    page = links.regulation_page(old)
    return render(
        "regulation-moved.md.j2",
        head=front_matter("已改名", search={"exclude": True}),
        to=links.From(page),
        target=links.regulation_page(new),
        title=newest(site.project.regulations.by_id[new], site.today).head.title,
    )


def _compared(site: Site, entry: RegulationView, view: VersionView, before: Version, version: Version) -> str:
    return render(
        "regulation-changes.md.j2",
        head=front_matter(f"{view.title}：修改对照", search={"exclude": True}),
        to=links.From(view.compared),
        links=links,
        entry=entry,
        view=view,
        older=next(v for v in entry.versions if v.effective == before.effective),
        changes=differences(before, version, site.project.regulations, site.today),
    )


def _register(site: Site, entries: list[RegulationView]) -> str:
    order, known = [*TONES], [*site.project.units, *site.project.regulations.register.issuers]
    bodies = [issuer_title(site, issuer) for issuer in known]
    issuers = list(dict.fromkeys([*bodies, *sorted(e.shown.issuer for e in entries)]))
    return render(
        "regulations.md.j2",
        head=front_matter(
            "规章制度",
            "现行有效、尚未生效和已经废止的规章制度，每一条管到哪些值班。",
            hide=["toc"],
            search=links.LIST,
        ),
        to=links.From(links.REGULATIONS),
        links=links,
        site=site,
        feed=links.REGULATION_FEED,
        topics=site.project.regulations.register.topics,
        kept=Counter(entry.kept for entry in entries),
        breaches=sum(entry.breaches for entry in entries),
        entries=sorted(
            entries, key=lambda e: (order.index(e.shown.status), issuers.index(e.shown.issuer), e.shown.number, e.id)
        ),
    )


def _page(
    page: str, site: Site, entry: RegulationView, view: VersionView, version: Version, articles: tuple[ArticleView, ...]
) -> str:
    """Render one text. Only the regulation's own page is searched: the others would give every article twice."""
    own = page == links.regulation_page(entry.id)
    title = view.title if own else f"{view.title}（{view.status if view.draft else f'{view.effective} 版'}）"
    at = entry.versions.index(view)
    return render(
        "regulation.md.j2" if own else "regulation-version.md.j2",
        head=front_matter(title, view.summary, search=_searched(site, entry, version) if own else {"exclude": True}),
        to=links.From(page),
        links=links,
        site=site,
        own=links.regulation_page(entry.id),
        entry=entry,
        view=view,
        introduction=filled(version.introduction, version.head.parameters),
        articles=articles,
        figures=_figures(site, version),
        amount=amount,
        newer=entry.versions[at - 1] if at > 0 else None,
        older=entry.versions[at + 1] if at + 1 < len(entry.versions) else None,
    )


def _searched(site: Site, entry: RegulationView, version: Version) -> dict[str, object]:
    """What the search knows of a regulation besides its text: whose it is, and that the main body's comes first."""
    unit = site.project.units.get(version.head.issuer)
    if unit is None:
        return {"boost": BESIDE}
    names: dict[str, object] = {"names": [f"{unit.unit.short}{version.head.title}"]}
    return names if unit.unit.main and entry.repealed is None else {**names, "boost": BESIDE}


def _figures(site: Site, version: Version) -> list[tuple[Parameter, str, str, bool]]:
    """List the figures of a version: the figure, what it is, the article that says so, and whether it is executed."""
    void = {view.name for view in overruled_views(site, version)}
    return [
        (p, p.label or name, named(version.articles[p.article]), name not in void)
        for name, p in version.head.parameters.items()
    ]

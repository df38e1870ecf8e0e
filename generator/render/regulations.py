"""Pages of the regulations: the register, the text in force, and every version under its own address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.data.versions import Regulation, Version
from generator.render import links
from generator.render.articles import (
    ArticleView,
    FigureChange,
    amount,
    article_views,
    figure_changes,
    filled,
    named,
    overruled_views,
)
from generator.render.citations import cited_by, newest
from generator.render.diffs import differences, filled_in
from generator.render.escape import front_matter
from generator.render.gather import Site
from generator.render.machine import FEED
from generator.render.templating import render, spoken_day
from generator.render.topics import issuer_title

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
    draft: bool
    begins: str  # from when it holds, in words
    facts: tuple[tuple[str, str], ...]  # further facts of the entry: what they are, and what they say
    compared: str  # the page that compares it with the version before; empty for the first


@dataclass(frozen=True)
class RegulationView:
    """A regulation on the build's day; ``shown`` is the version that stands on its own page."""

    id: str
    versions: tuple[VersionView, ...]  # newest first
    shown: VersionView
    in_force: VersionView | None
    coming: tuple[VersionView, ...]  # not yet in force, the next one first; without ``shown``
    repealed: date | None
    articles: int  # of ``shown``
    executed: int  # those that bound something published
    breached: int  # those of them that were not kept throughout
    overruled: int  # figures of ``shown`` that national law does not allow
    topics: tuple[tuple[str, str], ...]  # id and title
    amended: tuple[tuple[str, str], ...]  # title and page of the versions that this regulation ordered
    review: date | None  # when ``shown`` is to be looked at again
    overdue: bool  # and that day has passed


def pages(site: Site) -> dict[str, str]:
    """Give the register, one page a regulation, one a version, and one for what a version changed."""
    result: dict[str, str] = {}
    entries = []
    citations = cited_by(site.project, site.today)
    for regulation in site.project.regulations.by_id.values():
        shown = newest(regulation, site.today)
        articles = article_views(site, shown, citations)
        entry = _regulation(site, regulation, shown, articles)
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


def version_page(version: Version) -> str:
    """Give the page on which a version stands for good."""
    return f"regulations/{version.regulation}/{version.path.name}"


def _register(site: Site, entries: list[RegulationView]) -> str:
    order, known = [*TONES], [*site.project.units, *site.project.regulations.register.issuers]
    bodies = [issuer_title(site, issuer) for issuer in known]
    issuers = list(dict.fromkeys([*bodies, *sorted(e.shown.issuer for e in entries)]))
    return render(
        "regulations.md.j2",
        head=front_matter("规章制度", "现行有效、尚未生效和已经废止的规章制度，每一条管到哪些值班。", hide=["toc"]),
        to=links.From(links.REGULATIONS),
        links=links,
        site=site,
        feed=FEED,
        topics=site.project.regulations.register.topics,
        entries=sorted(
            entries, key=lambda e: (order.index(e.shown.status), issuers.index(e.shown.issuer), e.shown.number, e.id)
        ),
    )


def _regulation(
    site: Site, regulation: Regulation, shown: Version, articles: tuple[ArticleView, ...]
) -> RegulationView:
    views: dict[date, VersionView] = {}
    before: Version | None = None
    for version in regulation.texts:
        views[version.effective] = _version(site, regulation, version, before)
        before = version
    now = regulation.in_force(site.today)
    coming = [v for v in views.values() if v.effective > site.today and v.effective != shown.effective]
    register = site.project.regulations.register
    return RegulationView(
        id=regulation.id,
        versions=tuple(reversed(views.values())),
        shown=views[shown.effective],
        in_force=views[now.effective] if now else None,
        coming=tuple(coming),
        repealed=regulation.repealed,
        articles=len(articles),
        executed=sum(1 for a in articles if a.executed),
        breached=sum(1 for a in articles if a.executed and a.executed.breaches),
        overruled=sum(len(a.overruled) for a in articles),
        topics=tuple((name, register.topics[name].title) for name in shown.head.topics if name in register.topics),
        amended=tuple(_amended(site, regulation.id)),
        review=shown.head.review,
        overdue=bool(shown.head.review and shown.head.review < site.today),
    )


def _amended(site: Site, by: str) -> Iterator[tuple[str, str]]:
    """Yield the versions that a regulation ordered."""
    for regulation in site.project.regulations.by_id.values():
        for version in regulation.texts:
            if version.head.amended_by == by:
                yield f"{version.head.title}（{version.effective}）", version_page(version)


def _version(site: Site, regulation: Regulation, version: Version, before: Version | None) -> VersionView:
    head, status = version.head, regulation.status(version, site.today)
    unit = site.project.units.get(head.issuer)
    register = site.project.regulations.register
    return VersionView(
        page=version_page(version),
        effective=version.effective,
        until=regulation.until(version),
        published=head.published,
        title=head.title,
        number=head.number,
        summary=filled_in(head.summary, version),
        changes=head.changes,
        status=status,
        tone=TONES[status],
        issuer=issuer_title(site, head.issuer),
        sample=unit.unit.sample if unit else head.issuer in register.issuers,
        law=head.law,
        figure_changes=tuple(figure_changes(before, version)) if before else (),
        draft=version.draft,
        begins=_begins(version),
        facts=tuple(_facts(site, version)),
        compared=links.changes_of(version_page(version)) if before else "",
    )


def _begins(version: Version) -> str:
    if not version.draft:
        return f"{spoken_day(version.effective)}起施行"
    return f"拟自{spoken_day(version.effective)}起施行" if version.head.effective else "施行日期未定"


def _facts(site: Site, version: Version) -> Iterator[tuple[str, str]]:
    """Yield what else the register knows of a version."""
    head = version.head
    if head.expires:
        yield "性质", f"试行，至{spoken_day(head.expires)}止"
    elif head.nature == "consultation":
        until = f"，意见请于{spoken_day(head.comments_until)}前提出" if head.comments_until else ""
        yield "性质", f"征求意见稿{until}"
    elif not head.law:
        yield "性质", "正式"
    if head.applies_to:
        yield "适用", "、".join(issuer_title(site, name) for name in head.applies_to)
    if head.owner:
        yield "责任部门", head.owner
    if head.interpreter:
        yield "解释", head.interpreter
    if head.review:
        yield "下次复审", spoken_day(head.review)
    if order := site.project.regulations.by_id.get(head.amended_by):
        yield "修改依据", f"《{newest(order, site.today).head.title}》"


def _page(
    page: str, site: Site, entry: RegulationView, view: VersionView, version: Version, articles: tuple[ArticleView, ...]
) -> str:
    """Render one text. Only the regulation's own page is searched: the others would give every article twice."""
    own = page == links.regulation_page(entry.id)
    title = view.title if own else f"{view.title}（{view.status if view.draft else f'{view.effective} 版'}）"
    at = entry.versions.index(view)
    return render(
        "regulation.md.j2" if own else "regulation-version.md.j2",
        head=front_matter(title, view.summary, search={"boost": 2} if own else {"exclude": True}),
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

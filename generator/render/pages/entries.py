"""A regulation and its versions as pages show them: the entry of the register, and what is known of each version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.data.regulations.versions import Regulation, Version
from generator.render.pages.articles import ArticleView, FigureChange, figure_changes
from generator.render.pages.diffs import filled_in
from generator.render.pages.topics import issuer_title
from generator.render.text.templating import spoken_day
from generator.render.views import links
from generator.render.views.citations import newest
from generator.render.views.gather import Site

TONES = {
    "现行有效": "now",
    "尚未生效": "future",
    "征求意见稿": "future",
    "草案": "future",
    "已修改": "old",
    "已废止": "old",
    "已失效": "old",
}


KEPT, NOT_KEPT, BY_HAND = "全部符合", "有不符合", "由人核对"
"""How a regulation is kept: by all rosters, not by all, or nothing of it is executed by a roster."""


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
    breaches: int  # where they were not kept
    kept: str  # how it is kept, in a word
    kept_at: str  # the article that says so: the first that was not kept, else the first executed
    overruled: int  # figures of ``shown`` that national law does not allow
    topics: tuple[tuple[str, str], ...]  # id and title
    amended: tuple[tuple[str, str], ...]  # title and page of the versions that this regulation ordered
    review: date | None  # when ``shown`` is to be looked at again
    overdue: bool  # and that day has passed


def version_page(version: Version) -> str:
    """Give the page on which a version stands for good."""
    return f"regulations/{version.regulation}/{version.path.name}"


def regulation_view(
    site: Site, regulation: Regulation, shown: Version, articles: tuple[ArticleView, ...]
) -> RegulationView:
    """Give a regulation on the build's day, with the articles of the version that is shown."""
    views: dict[date, VersionView] = {}
    before: Version | None = None
    for version in regulation.texts:
        views[version.effective] = _version(site, regulation, version, before)
        before = version
    now = regulation.in_force(site.today)
    coming = [v for v in views.values() if v.effective > site.today and v.effective != shown.effective]
    register = site.project.regulations.register
    executed = [article for article in articles if article.executed]
    breached = [article for article in executed if article.executed and article.executed.breaches]
    return RegulationView(
        id=regulation.id,
        versions=tuple(reversed(views.values())),
        shown=views[shown.effective],
        in_force=views[now.effective] if now else None,
        coming=tuple(coming),
        repealed=regulation.repealed,
        articles=len(articles),
        executed=len(executed),
        breaches=sum(article.executed.breaches for article in breached if article.executed),
        kept=NOT_KEPT if breached else KEPT if executed else BY_HAND,
        kept_at=next((article.id for article in (*breached, *executed)), ""),
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

"""Links between regulations as they are written (``[[attendance#cover]]``), turned into Markdown links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.data.project import Project
from generator.data.regulations.articles import LINK
from generator.data.regulations.citing import links as written_links
from generator.data.regulations.resolve import Regulations
from generator.data.regulations.versions import Regulation, Version
from generator.render.text.escape import plain
from generator.render.views import links

NOT_HELD = "（未收录）"


@dataclass(frozen=True)
class CitedBy:
    """A page that links to an article, or to a regulation as a whole."""

    title: str
    page: str


def newest(regulation: Regulation, day: date) -> Version:
    """Give the version in force; before the first one that first one, after an end the last."""
    first, last = regulation.texts[0], (regulation.versions or regulation.texts)[-1]
    return regulation.in_force(day) or (first if day < first.effective else last)


def linked(text: str, page: str, regulations: Regulations, day: date) -> str:
    """Write the links of a page so that MkDocs checks them; what is not held is named as such."""
    to = links.From(page)

    def shown(match: re.Match[str]) -> str:
        name, article, said = match["to"].strip(), (match["article"] or "").strip(), match["text"]
        regulation = regulations.by_id.get(name := regulations.register.renamed.get(name, name))
        if regulation is None:
            return f"《{plain(regulations.register.uncollected.get(name, name))}》{NOT_HELD}"
        version = newest(regulation, day)
        article = version.head.formerly.get(article, article)
        cited = version.cite(article) if article in version.articles else f"《{version.head.title}》"
        target = links.regulation_page(name) + (f"#{article}" if article else "")
        return f"[{plain(said or cited)}]({to(target)})"

    return LINK.sub(shown, text)


def spoken(text: str, regulations: Regulations, day: date) -> str:
    """Say links in words, for texts that are no pages."""

    def said(match: re.Match[str]) -> str:
        name, article = match["to"].strip(), (match["article"] or "").strip()
        regulation = regulations.by_id.get(name)
        if match["text"] or regulation is None:
            return match["text"] or f"《{regulations.register.uncollected.get(name, name)}》"
        version = newest(regulation, day)
        return version.cite(article) if article in version.articles else f"《{version.head.title}》"

    return LINK.sub(said, text)


def cited_by(project: Project, today: date) -> Mapping[tuple[str, str], tuple[CitedBy, ...]]:
    """Give the pages that link to each article, by regulation and article; the article is empty for the whole.

    Of regulations the versions in force count.
    """
    found: dict[tuple[str, str], dict[CitedBy, None]] = {}
    for link in written_links(project.root):
        relative = link.path.relative_to(project.root / "docs").as_posix()
        for source in _source(project, relative, today):
            found.setdefault((link.to, link.article), {})[source] = None
    return {key: tuple(sources) for key, sources in found.items()}


def _source(project: Project, page: str, today: date) -> Iterator[CitedBy]:
    folder, _, name = page.partition("/")
    if folder == "regulations":
        regulation = project.regulations.by_id.get(name.partition("/")[0])
        version = regulation.in_force(today) if regulation else None
        if version and version.path.as_posix() == f"docs/{page}":
            yield CitedBy(version.head.title, links.regulation_page(version.regulation))
    elif folder == "guides":
        guide = project.guides.get(name.removesuffix(".md"))
        if guide:
            yield CitedBy(guide.elements.title, page)
    elif folder == "journeys":
        yield from (CitedBy(j.title, j.page) for j in project.journeys.values() if j.page == page)
    elif folder == "notices":
        yield from (CitedBy(n.title, n.page) for n in project.prose.notices if n.page == page)

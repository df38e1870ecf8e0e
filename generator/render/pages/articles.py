"""Articles as pages show them: their figures filled in, what became of them, and what a version changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.check import sentence
from generator.data.files.fields import ArticleRef
from generator.data.regulations.articles import PLACEHOLDER, Article
from generator.data.regulations.resolve import Citation
from generator.data.regulations.versions import MONTH_DAY, Parameter, Version
from generator.regulations.executed import DutyKey
from generator.render.text.escape import plain
from generator.render.views.citations import CitedBy
from generator.render.views.gather import Site
from generator.render.views.scheduled import ScheduledView

Citations = Mapping[tuple[str, str], tuple[CitedBy, ...]]
_NONE: Citations = {}
_ITEM = re.compile(r"（[一二三四五六七八九十]+）")
CLOCK = "时刻"
"""The unit of a parameter that is a clock time; it is understood and never printed."""
MOST = 5
"""Sentences of breaches under one article; the roster's own page has all of them."""


@dataclass(frozen=True)
class ExecutedView:
    """The box under an executed article, with what the audience may see of it."""

    duties: tuple[str, ...]
    rules: tuple[str, ...]
    slots: int
    breaches: int
    sentences: tuple[str, ...]  # for staff only, the first few
    rosters: Mapping[str, str]  # unit id -> name of the unit whose roster page is linked


@dataclass(frozen=True)
class OverruledView:
    """A figure of a local article that is not executed, with the article of the law that does not allow it."""

    name: str
    label: str
    amount: str
    compared: str  # 低于 or 高于
    law: Citation
    lawful: str


@dataclass(frozen=True)
class ArticleView:
    """One article, ready for the page: number, heading and text are the author's Markdown."""

    id: str
    number: Markup
    heading: Markup
    text: Markup
    executed: ExecutedView | None
    scheduled: tuple[ScheduledView, ...]
    overruled: tuple[OverruledView, ...]
    cited: tuple[CitedBy, ...]  # pages that link to it
    formerly: tuple[str, ...]  # ids under which it was known
    copied: str  # the citation, as it is copied


@dataclass(frozen=True)
class FigureChange:
    """A figure that differs from the version before; empty text where one of the two has no such figure."""

    label: str
    before: str
    after: str
    article: str
    number: str


def article_views(site: Site, version: Version, citations: Citations = _NONE) -> tuple[ArticleView, ...]:
    """Give the articles of a version in their order, with the pages that cite them."""
    head = version.head
    source = f"（{head.number}，{version.effective}起施行）" if not version.draft else f"（{head.number}，草案）"
    return tuple(
        ArticleView(
            article.id,
            Markup(article.number),
            Markup(article.heading),
            filled(anchored(article), version.head.parameters),
            executed_view(site, version, article.id),
            _scheduled(site, version, article.id),
            tuple(view for view in overruled_views(site, version) if _article(version, view.name) == article.id),
            tuple(c for c in citations.get((version.regulation, article.id), ())),
            tuple(old for old, new in head.formerly.items() if new == article.id),
            f"{version.cite(article.id)}{source}",
        )
        for article in version.articles.values()
    )


def overruled_views(site: Site, version: Version) -> tuple[OverruledView, ...]:
    """Give the figures of a version that national law does not allow."""
    own = version.head.parameters
    return tuple(
        OverruledView(
            found.where[2],
            own[found.where[2]].label or found.where[2],
            amount(own[found.where[2]]),
            "低于" if found.limit.least else "高于",
            found.limit.citation,
            found.limit.amount,
        )
        for found in site.project.overruled
        if found.where and found.where[:2] == (version.regulation, version.effective)
    )


def _article(version: Version, parameter: str) -> str:
    return version.head.parameters[parameter].article


def anchored(article: Article) -> str:
    """Give every paragraph (款) and item (项) of an article its own anchor: ``#hours-2``, ``#hours-2-1``."""
    found, paragraph, item = [], 0, 0
    for block in re.split(r"\n{2,}", article.text):
        if re.match(r"\s*([-*|#<>]|\d+\.)", block):
            found.append(block)  # a list, a table or HTML
            continue
        item = item + 1 if _ITEM.match(block) and paragraph else 0
        paragraph += 0 if item else 1
        place = f"{article.id}-{paragraph}{f'-{item}' if item else ''}"
        found.append(f"{block}\n{{: #{place} }}")
    return "\n\n".join(found)


def filled(text: str, parameters: Mapping[str, Parameter]) -> Markup:
    """Put each figure into its sentence; the sentence itself has the unit."""

    def shown(match: re.Match[str]) -> str:
        parameter = parameters.get(match["name"])
        if parameter is None:
            return match[0]
        meaning = "，".join(part for part in (parameter.label, amount(parameter)) if part)
        source = f"参数 {match['name']}：{meaning}"
        return f'<strong class="zb-figure" title="{plain(source)}">{plain(parameter.said)}</strong>'

    return Markup(PLACEHOLDER.sub(shown, text))


def amount(parameter: Parameter) -> str:
    """Say a figure with its unit: 2 人; a clock time and a day of the year have none."""
    return parameter.said if parameter.unit in ("", CLOCK, MONTH_DAY) else f"{parameter.value} {parameter.unit}"


def named(article: Article) -> str:
    """Name an article: its number, or its heading where it has none."""
    return article.number or article.heading


def _scheduled(site: Site, version: Version, article: str) -> tuple[ScheduledView, ...]:
    """Give what is done on fixed days because of an article, on the text of today alone."""
    regulation = site.project.regulations.by_id[version.regulation]
    now = regulation.in_force(site.today) is version
    return site.scheduled.get(ArticleRef(version.regulation, article), ()) if now else ()


def executed_view(site: Site, version: Version, article: str) -> ExecutedView | None:
    """Sum up what a version of an article did in the duties that the audience may see; None where it bound none."""
    found = site.executed.get((ArticleRef(version.regulation, article), version.effective), {})
    seen = {key: entry for key, entry in found.items() if _visible(site, key)}
    if not seen:
        return None
    breaches = [
        f"{report.problem.period.title}：{sentence(report.problem, breach)}"
        for entry in seen.values()
        for report, breach in entry.breaches
    ]
    return ExecutedView(
        duties=tuple(entry.title for entry in seen.values()),
        rules=tuple(sorted({rule for entry in seen.values() for rule in entry.rules})),
        slots=sum(entry.slots for entry in seen.values()),
        breaches=len(breaches),
        sentences=tuple(breaches[:MOST]) if site.viewer == "staff" else (),
        rosters={unit: site.project.units[unit].unit.short for unit, _ in sorted(seen)},
    )


def _visible(site: Site, key: DutyKey) -> bool:
    unit, duty = key
    return any(duty in month.duties for month in site.months.get(unit, ()))


def figure_changes(before: Version, after: Version) -> Iterator[FigureChange]:
    """Yield the figures in which two versions differ, in the order of the later one, dropped ones last."""
    old, new = before.head.parameters, after.head.parameters
    for name in (*new, *(name for name in old if name not in new)):
        past, now = old.get(name), new.get(name)
        texts = (amount(past) if past else "", amount(now) if now else "")
        if texts[0] != texts[1]:
            version, parameter = (after, now) if now else (before, old[name])
            article = version.articles[parameter.article]
            yield FigureChange(parameter.label or name, *texts, article.id if now else "", named(article))

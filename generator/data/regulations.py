"""Regulations: one immutable Markdown file per version, with numbered articles and dated parameters.

``docs/regulations/<id>/<effective-date>.md`` is a version; ``<effective-date>.repeal.md`` ends the regulation;
``draft.md`` has no date yet and is not read for rosters. The status is computed from dates, never typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from generator.data.fields import Day, ParameterRef, parse_day, parse_reference
from generator.data.reading import Document, Faults, front_matter
from generator.data.schema import Record, nearest, typed

_HEADING = re.compile(r"^## (?P<text>.*?)\s*\{#(?P<id>[a-z0-9-]+)\}\s*$")
_PLAIN_HEADING = re.compile(r"^## (?P<text>.+)$")
_NUMBER = re.compile(r"^(第[一二三四五六七八九十百零〇\d]+条)\s*(.*)$")
PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>[^{}]*?)\s*\}\}")


class Floor(Record):
    """How a figure of national law limits local ones: they are ``at`` least or at most as much.

    It limits the ``figure`` of a ``rule``; where no rule has the figure, the local parameters that stand ``under`` it.
    """

    at: Literal["least", "most"]
    rule: str = ""
    figure: str = ""


class Parameter(Record):
    """A figure of an article: what it is, its unit, and the article in whose sentence it stands.

    ``floor``: in a law, what it limits. ``under``: in a local regulation, the figure of a law that limits this one.
    """

    value: str
    article: str
    unit: str = ""
    label: str = ""
    floor: Floor | None = None
    under: Annotated[ParameterRef | None, BeforeValidator(parse_reference)] = None


class Head(Record):
    """The front matter of a version.

    ``nature``: a ``law`` is national: its issuer is a body of the state, written by name, and ``binds`` are the rules
    by which it binds every unit, whether the unit lists them or not.
    """

    title: str
    nature: Literal["local", "law"] = "local"
    issuer: str
    number: str
    published: Day
    summary: str = ""
    parameters: dict[str, Parameter] = {}
    changes: str = ""
    binds: tuple[str, ...] = ()

    @property
    def law(self) -> bool:
        """Whether the text is national law."""
        return self.nature == "law"


@dataclass(frozen=True)
class Article:
    """One article: a permanent id, the displayed number and heading, its Markdown text and the text's first line."""

    id: str
    number: str
    heading: str
    text: str
    line: int


@dataclass(frozen=True)
class Version:
    """One version of a regulation; its parameters and articles never change again. ``places``: line and column."""

    regulation: str
    effective: date
    head: Head
    introduction: str
    articles: Mapping[str, Article]
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)

    def cite(self, article: str) -> str:
        """Cite an article as people do: 《值班组制度》第二条."""
        found = self.articles[article]
        return f"《{self.head.title}》{found.number or found.heading}"


@dataclass(frozen=True)
class Regulation:
    """All versions of one regulation, oldest first, and the day from which it is repealed."""

    id: str
    versions: tuple[Version, ...]
    repealed: date | None = None

    def in_force(self, day: date) -> Version | None:
        """Give the version in force on a day, or None before the first one and after repeal."""
        if self.repealed and day >= self.repealed:
            return None
        return next((v for v in reversed(self.versions) if v.effective <= day), None)

    def until(self, version: Version) -> date | None:
        """Give the last day of a version, or None while it is open."""
        later = [v.effective for v in self.versions if v.effective > version.effective]
        end = min([*later, *([self.repealed] if self.repealed else [])], default=None)
        return end - timedelta(days=1) if end else None

    def during(self, first: date, last: date | None) -> list[Version]:
        """Give the versions that hold on some day from ``first`` until before ``last``."""
        ended = [v for v in self.versions if (end := self.until(v)) is not None and end < first]
        return [v for v in self.versions if v not in ended and (last is None or v.effective < last)]

    def status(self, version: Version, today: date) -> str:
        """Compute the status of a version: 尚未生效, 现行有效, 已修改 or 已废止."""
        if version.effective > today:
            return "尚未生效"
        if self.in_force(today) is version:
            return "现行有效"
        return "已废止" if self.repealed and today >= self.repealed else "已修改"


def read_regulation(folder: Path, faults: Faults, units: Collection[str]) -> Regulation | None:
    """Read one regulation's folder; None where it holds no sound version. ``units`` are those that may issue one."""
    versions: list[Version] = []
    repealed = None
    for path in sorted(folder.glob("*.md")):
        name = path.name.removesuffix(".md")
        if name == "draft":
            continue
        try:
            effective = parse_day(name.removesuffix(".repeal"))
        except ValueError as error:
            faults.add(path, 1, 1, path.name, str(error), "文件名应是施行日期，如 2026-12-01.md")
            continue
        if name.endswith(".repeal"):
            repealed = effective
        elif version := _read_version(path, effective, faults, units):
            versions.append(version)
    return Regulation(folder.name, tuple(versions), repealed) if versions else None


def _read_version(path: Path, effective: date, faults: Faults, units: Collection[str]) -> Version | None:
    document, body, first_line = front_matter(path, faults)
    head = typed(document, Head) if document else None
    introduction, articles = _split(path, body, first_line, faults)
    if document is None or head is None:
        return None
    if head.published > effective:
        document.fault(("published",), f"公布日期 {head.published} 晚于施行日期 {effective}", "先公布，后施行")
    if not head.law and head.issuer not in units:
        document.fault(("issuer",), f"没有单位“{head.issuer}”", nearest(head.issuer, units))
    places = {name: document.values["parameters", name, "value"] for name in head.parameters}
    version = Version(path.parent.name, effective, head, introduction, articles, places)
    _check_parameters(document, version, faults)
    return version


def _split(path: Path, body: str, first_line: int, faults: Faults) -> tuple[str, dict[str, Article]]:
    """Split the body at its level-2 headings."""
    articles: dict[str, Article] = {}
    introduction: list[str] = []
    lines = introduction
    open_article: tuple[str, str, int, list[str]] | None = None

    def close() -> None:
        if open_article:
            key, text, line, content = open_article
            number = _NUMBER.match(text)
            shown = (number[1], number[2]) if number else ("", text)
            blank = next((i for i, said in enumerate(content) if said.strip()), 0)
            articles[key] = Article(key, *shown, "\n".join(content).strip(), line + 1 + blank)

    for line_number, line in enumerate(body.split("\n"), first_line):
        heading = _HEADING.match(line)
        if heading:
            close()
            if heading["id"] in articles:
                faults.add(path, line_number, 1, heading["id"], "条文标识重复", "每一条用自己的标识")
            lines = []
            open_article = (heading["id"], heading["text"], line_number, lines)
        elif _PLAIN_HEADING.match(line):
            faults.add(path, line_number, 1, line[3:], "条文没有固定标识", "在标题末尾写 {#english-id}")
        else:
            lines.append(line)
    close()
    return "\n".join(introduction).strip(), articles


def _check_parameters(document: Document, version: Version, faults: Faults) -> None:
    """A parameter stands in the sentence of its own article, and nothing else is left in double braces."""
    for name, parameter in version.head.parameters.items():
        place = ("parameters", name, "article")
        article = version.articles.get(parameter.article)
        if article is None:
            document.fault(place, f"没有条文“{parameter.article}”", nearest(parameter.article, version.articles))
        elif name not in {m["name"] for m in PLACEHOLDER.finditer(article.text)}:
            document.fault(place, f"条文“{parameter.article}”里没有用到它", f"在该条的句子里写 {{{{ {name} }}}}")
    for article in version.articles.values():
        for offset, line in enumerate(article.text.split("\n")):
            for match in PLACEHOLDER.finditer(line):
                if match["name"] not in version.head.parameters:
                    right = nearest(match["name"], version.head.parameters)
                    faults.add(
                        document.path,
                        article.line + offset,
                        match.start() + 1,
                        match["name"],
                        "没有这个参数",
                        right,
                    )

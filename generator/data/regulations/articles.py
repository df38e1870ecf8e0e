"""Articles: the text of a version divided at its headings, the figures shown in it, and links to other regulations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.data.files.reading import Faults

_HEADING = re.compile(r"^## (?P<text>.*?)\s*\{#(?P<id>[a-z0-9-]+)\}\s*$")
_PLAIN_HEADING = re.compile(r"^## (?P<text>.+)$")
_NUMBER = re.compile(r"^(第[一二三四五六七八九十百零〇\d]+条)\s*(.*)$")
PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>[^{}]*?)\s*\}\}")
LINK = re.compile(r"\[\[(?P<to>[^\[\]|#]*)(?:#(?P<article>[^\[\]|]*))?(?:\|(?P<text>[^\[\]]*))?\]\]")
"""``[[duty-group]]``, ``[[duty-group#composition]]`` or ``[[duty-group#composition|值班组的组成]]``."""


@dataclass(frozen=True)
class Article:
    """One article: a permanent id, the displayed number and heading, its Markdown text and the text's first line."""

    id: str
    number: str
    heading: str
    text: str
    line: int

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line of the text with its number in the file."""
        yield from enumerate(self.text.split("\n"), self.line)


def split(path: Path, body: str, first_line: int, faults: Faults) -> tuple[str, dict[str, Article]]:
    """Split a body at its level-2 headings: the introduction, and the articles by id."""
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

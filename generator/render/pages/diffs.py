"""What a version changed, article by article: added, removed, moved, reworded; and which of it alters nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from generator.data.regulations.articles import PLACEHOLDER, Article
from generator.data.regulations.resolve import Regulations
from generator.data.regulations.versions import Version
from generator.render.views.citations import spoken

Piece = tuple[Literal["same", "gone", "new"], str]
_TOKENS = re.compile(r"\d[\d:.]*|[A-Za-z]+|\n|.", re.DOTALL)
SHORT = 2
"""Characters: what is the same between two changes and no longer than this is shown as changed as well."""


@dataclass(frozen=True)
class ArticleDiff:
    """One article in two neighbouring versions; ``editorial``: by its author's word it alters nothing."""

    kind: Literal["added", "removed", "changed", "moved"]
    id: str
    before: str  # number and heading; empty where it is new
    after: str
    editorial: bool
    pieces: tuple[Piece, ...]

    @property
    def word(self) -> str:
        """The kind in a word."""
        words = {"added": "新增", "removed": "删除", "moved": "只改序号", "changed": "修改"}
        return f"{words[self.kind]}{'（文字调整）' if self.editorial and self.kind == 'changed' else ''}"


def differences(before: Version, after: Version, regulations: Regulations, day: date) -> tuple[ArticleDiff, ...]:
    """Compare two versions by the ids of their articles, in the order of the later one, removed ones last."""
    return tuple(_differences(before, after, regulations, day))


def _differences(before: Version, after: Version, regulations: Regulations, day: date) -> Iterator[ArticleDiff]:
    renamed = {old: new for old, new in after.head.formerly.items() if old in before.articles}
    past = {renamed.get(name, name): article for name, article in before.articles.items()}
    for name, article in after.articles.items():
        old = past.get(name)
        new_text = _text(after, article, regulations, day)
        if old is None:
            yield ArticleDiff("added", name, "", _named(article), False, (("new", new_text),))
            continue
        pieces = tuple(compare(_text(before, old, regulations, day), new_text))
        if any(kind != "same" for kind, _ in pieces) or old.heading != article.heading:
            yield ArticleDiff("changed", name, _named(old), _named(article), name in after.head.editorial, pieces)
        elif old.number != article.number:
            yield ArticleDiff("moved", name, _named(old), _named(article), True, ())
    for name, article in past.items():
        if name not in after.articles:
            gone = _text(before, article, regulations, day)
            yield ArticleDiff("removed", name, _named(article), "", False, (("gone", gone),))


def compare(before: str, after: str) -> Iterator[Piece]:
    """Yield what stayed, went and came, figures whole; the pieces of one kind that follow each other are one."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone, come = "", ""
    for at, (kind, a, b, c, d) in enumerate(steps):
        same = "".join(old[a:b]) if kind == "equal" else ""
        inside = 0 < at < len(steps) - 1 and len(same) <= SHORT and "\n" not in same
        if kind == "equal" and not inside:
            yield from _changed(gone, come)
            yield "same", same
            gone, come = "", ""
        else:
            gone, come = gone + "".join(old[a:b]), come + "".join(new[c:d])
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield "gone", gone
    if come:
        yield "new", come


def _text(version: Version, article: Article, regulations: Regulations, day: date) -> str:
    """Give an article in words: figures filled in, links said."""
    return spoken(filled_in(article.text, version), regulations, day)


def filled_in(text: str, version: Version) -> str:
    """Put the figures into a text, as plain text."""
    parameters: Mapping[str, object] = {name: p.said for name, p in version.head.parameters.items()}
    return PLACEHOLDER.sub(lambda match: str(parameters.get(match["name"], match[0])), text)


def _named(article: Article) -> str:
    return f"{article.number} {article.heading}".strip()

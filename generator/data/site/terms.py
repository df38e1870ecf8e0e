"""The dictionary of the search (``docs/terms.yml``): today's words with those that people say, and noise."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.data.files.reading import Faults, read_document
from generator.data.files.schema import Record, typed
from generator.data.guides.parts import Filled

FILE = "terms.yml"


class Term(Record):
    """A word of the centre, and the older or everyday words by which people mean it."""

    use: Filled
    also: Annotated[tuple[Filled, ...], Field(min_length=1)]


class Terms(Record):
    """Words with their synonyms, what a question is read without, and further names of pages by their addresses."""

    words: tuple[Term, ...] = ()
    noise: tuple[Filled, ...] = ()
    pages: dict[str, Annotated[tuple[Filled, ...], Field(min_length=1)]] = {}


def read_terms(root: Path, faults: Faults) -> Terms:
    """Read the dictionary; empty where there is none. A word may not be said twice, nor be noise and a term at once."""
    path = root / "docs" / FILE
    document = read_document(path, faults) if path.is_file() else None
    terms = typed(document, Terms) if document else None
    if document is None or terms is None:
        return Terms()
    seen: set[str] = set()
    for i, term in enumerate(terms.words):
        if term.use in seen:
            document.fault(("words", i, "use"), f"“{term.use}”已经写过", "合并到前面的一行")
        seen.add(term.use)
        for j, word in enumerate(term.also):
            if word == term.use or word in term.also[:j]:
                document.fault(("words", i, "also", j), f"“{word}”重复", "删除")
    said = seen | {word for term in terms.words for word in term.also}
    for i, word in enumerate(terms.noise):
        if word in said:
            document.fault(("noise", i), f"“{word}”也是 words 里的词", "只留一处")
    return terms

"""The index of the search: every page that is searched, its names as people say and spell them, and its text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.data.files.schema import nearest
from generator.data.guides.spelling import syllables
from generator.data.site.terms import FILE, Terms
from generator.errors import Refused

SCRIPT = "search/pages.js"
"""Loaded by ``assets/search.js`` at the first question: a script and no JSON, so that it loads from a file too."""

Section = Mapping[str, Any]
"""What the theme's search plugin says of a section: location, title and text as HTML."""


def script(sections: Iterable[Section], heads: Mapping[str, Mapping[str, Any]], terms: Terms) -> str:
    """Write the index.

    Parameters
    ----------
    sections
        All sections of all pages that are searched, in the order of the pages.
    heads
        The front matter of every page, by its address.
    terms
        The dictionary of the search.

    Raises
    ------
    Refused
        If the dictionary names a page that is not there; pages of rosters differ by audience and are passed over.
    """
    pages: dict[str, dict[str, Any]] = {}
    for section in sections:
        address, _, anchor = section["location"].partition("#")
        page = pages.setdefault(address, _page(address, section, heads.get(address, {}), terms))
        page["parts"].append([anchor, text(section["title"]) if anchor else "", text(section["text"])])
    known = {as_served(address) for address in pages}
    strange = [page for page in terms.pages if page not in known and not page.startswith("rosters/")]
    if strange:
        raise Refused(f"docs/{FILE}：没有网页“{strange[0]}”", nearest(strange[0], known))
    kept = {
        "pages": [*pages.values()],
        "words": [[term.use, *term.also] for term in terms.words],
        "noise": terms.noise,
    }
    return f"self.zhibanSearch={json.dumps(kept, ensure_ascii=False, separators=(',', ':'))}\n"


def _page(address: str, first: Section, head: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    asked = head.get("search") or {}
    title = html.unescape(str(head.get("title", ""))) or text(first["title"])
    names = [*dict.fromkeys([*asked.get("names", ()), *terms.pages.get(as_served(address), ())])]
    said = {
        "title": title,
        "says": html.unescape(str(head.get("description", ""))),
        "names": names,
        "boost": asked.get("boost", 1),
        "spelled": [syllables(name) for name in (title, *names)],
    }
    return {"at": address, **{key: value for key, value in said.items() if value not in ("", [], 1)}, "parts": []}


def as_served(address: str) -> str:
    """Give a page's address as a server has it, where a copy names the file: guides/food-permit/."""
    return re.sub(r"(^|/)index\.html$", r"\1", address).replace(".html", "/")


def text(said: str) -> str:
    """Give HTML of the theme's plugin as one line of text."""
    bare = html.unescape(re.sub(r"<[^>]+>", " ", said)).replace("\u200b", "")
    return " ".join(bare.split())

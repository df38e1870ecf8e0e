"""The last touch to a page of HTML: a content security policy that allows what stands in it, and nothing else.

The theme writes three small scripts into every page. They are allowed by the SHA-256 of their text, as it is in the
finished page; scripts, styles, pictures and requests may otherwise come from the site's own folder alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

MARK = '<meta charset="utf-8">'
"""Every page of the theme begins its head with this; the policy follows it, before anything that it governs."""
META = '<meta http-equiv="Content-Security-Policy" content="'
RUN = ("", "text/javascript", "application/javascript", "module")
"""Types of scripts that a browser runs; the others are data, which no policy touches."""


_ELEMENT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""The only elements that a policy governs by their text; the rest of a page need not be read for it."""


class _Inline(HTMLParser):
    """Collects the text of scripts and styles that stand in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        runs = tag == "style" or (tag == "script" and "src" not in said and (said.get("type") or "") in RUN)
        self._into = self.found[tag] if runs else None
        if self._into is not None:
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def hashes(html: str) -> tuple[set[str], set[str]]:
    """Give the hashes of the scripts and of the styles that stand in a page."""
    reader = _Inline()
    for piece in _ELEMENT.finditer(html):
        reader.feed(piece[0])
    return ({_hash(text) for text in reader.found["script"]}, {_hash(text) for text in reader.found["style"]})


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Write a policy: everything from the site itself, and the scripts and styles of these hashes."""
    parts = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(scripts)],
        "style-src": ["'self'", *sorted(styles)],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join([name, *allowed]) for name, allowed in parts.items())


def secured(html: str) -> str:
    """Write a page's own policy into its head."""
    return html.replace(MARK, f'{MARK}\n      {META}{escape(policy(*hashes(html)), quote=False)}">', 1)


def policy_of_site(site: Path) -> str:
    """Write the policy that a server may send with every page of a finished site."""
    scripts: set[str] = set()
    styles: set[str] = set()
    for path in site.rglob("*.html"):
        own = hashes(path.read_text(encoding="utf-8"))
        scripts |= own[0]
        styles |= own[1]
    return policy(scripts, styles)


def policy_in(html: str) -> str:
    """Read the policy that stands in a page; empty where there is none."""
    return unescape(html.partition(META)[2].partition('"')[0])

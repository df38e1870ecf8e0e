"""Text from front matter and YAML on its way into a Markdown page: neither HTML nor Markdown of its own."""

from __future__ import annotations

import html
import json
import re
import string

from markupsafe import Markup

_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in string.punctuation})
_QUIET = re.compile(r"(?<=\w)&#(4[456]);(?=\w)")


def plain(text: object) -> Markup:
    """Show text as it is written, in HTML and in Markdown alike.

    Every ASCII mark becomes a character reference, which Python-Markdown hands through untouched whatever extension
    is switched on; only a comma, hyphen or full stop inside a word stays, so that the staged pages remain readable.
    """
    coded = " ".join(str(text).split()).translate(_MARKS)
    return Markup(_QUIET.sub(lambda match: chr(int(match[1])), coded))


def dialled(phone: str) -> str:
    """Give a telephone number as it is dialled."""
    return re.sub(r"[^\d+]", "", phone)


def front_matter(title: str, description: str = "", **more: object) -> Markup:
    """Write a page's front matter: its title and description are put into HTML by the theme, so they are escaped."""
    said = {"title": html.escape(title), "description": html.escape(description), **more}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    return Markup("\n".join(["---", *lines, "---"]))

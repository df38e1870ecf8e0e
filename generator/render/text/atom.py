"""Atom feeds (RFC 4287): what was published, newest first; addresses are relative to the feed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""Entries of a feed."""


@dataclass(frozen=True)
class Entry:
    """One thing that was published: ``mark`` names it for ever, whatever its title becomes."""

    day: date
    mark: str
    title: str
    author: str
    page: str
    summary: str


def atom(title: str, mark: str, entries: Iterable[Entry], today: date) -> bytes:
    """Give a feed of the newest entries."""
    newest = sorted(entries, key=lambda entry: (entry.day, entry.mark), reverse=True)[:NEWEST]
    root = ElementTree.Element("feed", xmlns=ATOM)
    ElementTree.SubElement(root, "title").text = title
    ElementTree.SubElement(root, "id").text = _urn(mark)
    ElementTree.SubElement(root, "updated").text = _moment(newest[0].day if newest else today)
    for entry in newest:
        element = ElementTree.SubElement(root, "entry")
        ElementTree.SubElement(element, "title").text = entry.title
        ElementTree.SubElement(element, "id").text = _urn(entry.mark)
        ElementTree.SubElement(element, "updated").text = _moment(entry.day)
        author = ElementTree.SubElement(element, "author")
        ElementTree.SubElement(author, "name").text = entry.author
        ElementTree.SubElement(element, "link", href=entry.page)
        ElementTree.SubElement(element, "summary").text = entry.summary
    return written(root)


def written(root: ElementTree.Element) -> bytes:
    """Write an XML document, indented."""
    ElementTree.indent(root)
    said: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return said + b"\n"


def _urn(mark: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, mark)}"


def _moment(day: date) -> str:
    return f"{day}T00:00:00+08:00"

"""Regulations for machines: every version as JSON (with its schema) and as Akoma Ntoso, and an Atom feed of changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from generator.data.regulations.versions import Regulation, Version
from generator.render.pages.diffs import filled_in
from generator.render.pages.topics import issuer_title
from generator.render.text.atom import Entry, atom, written
from generator.render.text.templating import TEMPLATES
from generator.render.views import links
from generator.render.views.citations import spoken
from generator.render.views.gather import Site

SCHEMA = "schemas/regulation.schema.json"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def files(site: Site) -> dict[str, bytes]:
    """Give every file for machines."""
    found: dict[str, bytes] = {SCHEMA: (TEMPLATES / SCHEMA).read_bytes(), links.REGULATION_FEED: feed(site)}
    for regulation in site.project.regulations.by_id.values():
        for version in regulation.texts:
            page = f"regulations/{regulation.id}/{version.path.name}"
            said = json.dumps(record(site, regulation, version), ensure_ascii=False, indent=1)
            found[links.machine(page, "json")] = f"{said}\n".encode()
            found[links.machine(page, "akn.xml")] = akoma_ntoso(site, regulation, version)
    return found


def record(site: Site, regulation: Regulation, version: Version) -> dict[str, object]:
    """Give a version as the schema describes it; days are ISO dates, unknown ones are left out."""
    head = version.head
    said: dict[str, object] = {
        "id": regulation.id,
        "title": head.title,
        "nature": head.nature,
        "status": regulation.status(version, site.today),
        "as_of": str(site.today),
        "issuer": {"id": head.issuer, "title": issuer_title(site, head.issuer)},
        "number": head.number,
        "published": str(head.published),
        "effective": None if version.effective == date.max else str(version.effective),
        "until": _day(regulation.until(version)) if not version.draft else None,
        "owner": head.owner,
        "interpreter": head.interpreter,
        "review": _day(head.review),
        "applies_to": list(head.applies_to) or ([] if head.law else [head.issuer]),
        "topics": list(head.topics),
        "summary": filled_in(head.summary, version),
        "changes": head.changes,
        "editorial": list(head.editorial),
        "parameters": {
            name: {"value": p.value, "unit": p.unit, "label": p.label, "article": p.article, "custom": p.custom}
            for name, p in head.parameters.items()
        },
        "articles": [
            {"id": a.id, "number": a.number, "heading": a.heading, "text": _text(site, version, a.text)}
            for a in version.articles.values()
        ],
    }
    return {key: value for key, value in said.items() if value is not None}


def _day(day: date | None) -> str | None:
    return str(day) if day else None


def _text(site: Site, version: Version, text: str) -> str:
    return spoken(filled_in(text, version), site.project.regulations, site.today)


def akoma_ntoso(site: Site, regulation: Regulation, version: Version) -> bytes:
    """Give a version as Akoma Ntoso 3.0: an act with its identification, lifecycle and articles."""
    head = version.head
    kind = "bill" if version.draft else "act"
    root = ElementTree.Element("akomaNtoso", xmlns=AKN)
    act = ElementTree.SubElement(root, kind, name="regulation")
    meta = ElementTree.SubElement(act, "meta")
    identification = ElementTree.SubElement(meta, "identification", source="#issuer")
    work = f"/akn/cn/{kind}/{head.issuer if not head.law else 'law'}/{head.published}/{regulation.id}"
    expression = f"{work}/zho@{'draft' if version.draft else version.effective}"
    for name, uri, day in (
        ("FRBRWork", work, head.published),
        ("FRBRExpression", expression, head.published if version.draft else version.effective),
        ("FRBRManifestation", f"{expression}.xml", head.published),
    ):
        part = ElementTree.SubElement(identification, name)
        ElementTree.SubElement(part, "FRBRthis", value=uri)
        ElementTree.SubElement(part, "FRBRuri", value=uri)
        ElementTree.SubElement(
            part, "FRBRdate", date=str(day), name="published" if name != "FRBRExpression" else "effective"
        )
        ElementTree.SubElement(part, "FRBRauthor", href="#issuer")
        if name == "FRBRWork":
            ElementTree.SubElement(part, "FRBRcountry", value="cn")
            ElementTree.SubElement(part, "FRBRnumber", value=head.number)
        if name == "FRBRExpression":
            ElementTree.SubElement(part, "FRBRlanguage", language="zho")
    references = ElementTree.SubElement(meta, "references", source="#issuer")
    shown = issuer_title(site, head.issuer)
    ElementTree.SubElement(
        references, "TLCOrganization", eId="issuer", href=f"/ontology/organization/{head.issuer}", showAs=shown
    )
    body = ElementTree.SubElement(act, "body")
    for article in version.articles.values():
        element = ElementTree.SubElement(body, "article", eId=f"art_{article.id}")
        if article.number:
            ElementTree.SubElement(element, "num").text = article.number
        ElementTree.SubElement(element, "heading").text = article.heading
        for number, block in enumerate(_text(site, version, article.text).split("\n\n"), 1):
            paragraph = ElementTree.SubElement(element, "paragraph", eId=f"art_{article.id}__para_{number}")
            content = ElementTree.SubElement(paragraph, "content")
            ElementTree.SubElement(content, "p").text = block
    return written(root)


def feed(site: Site) -> bytes:
    """Give the feed of what was published."""
    entries = (
        Entry(
            day=version.head.published,
            mark=f"zhiban:{regulation.id}:{version.path.stem}",
            title=f"{version.head.title}（{regulation.status(version, site.today)}）",
            author=issuer_title(site, version.head.issuer),
            page=f"{regulation.id}/{version.path.stem}/",
            summary=version.head.changes or filled_in(version.head.summary, version),
        )
        for regulation, version in _published(site)
    )
    return atom("规章制度的公布和修改", "zhiban:regulations", entries, site.today)


def _published(site: Site) -> Iterator[tuple[Regulation, Version]]:
    for regulation in site.project.regulations.by_id.values():
        yield from ((regulation, v) for v in regulation.texts if not v.head.law and v.head.published <= site.today)

"""Regulations for machines: every version as JSON (with its schema) and as Akoma Ntoso, and an Atom feed of changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from generator.data.versions import Regulation, Version
from generator.render import links
from generator.render.citations import spoken
from generator.render.diffs import filled_in
from generator.render.gather import Site
from generator.render.templating import TEMPLATES
from generator.render.topics import issuer_title

SCHEMA = "schemas/regulation.schema.json"
FEED = "regulations/changes.atom"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""Entries of the feed."""


def files(site: Site) -> dict[str, bytes]:
    """Give every file for machines."""
    found: dict[str, bytes] = {SCHEMA: (TEMPLATES / SCHEMA).read_bytes(), FEED: feed(site)}
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
    return _written(root)


def feed(site: Site) -> bytes:
    """Give the feed of what was published, newest first; addresses are relative to it."""
    root = ElementTree.Element("feed", xmlns=ATOM)
    texts = sorted(_published(site), key=lambda pair: (pair[1].head.published, pair[0].id), reverse=True)[:NEWEST]
    ElementTree.SubElement(root, "title").text = "规章制度的公布和修改"
    ElementTree.SubElement(root, "id").text = f"urn:uuid:{uuid5(NAMESPACE_URL, 'zhiban:regulations')}"
    ElementTree.SubElement(root, "updated").text = _moment(texts[0][1].head.published if texts else site.today)
    for regulation, version in texts:
        head, status = version.head, regulation.status(version, site.today)
        entry = ElementTree.SubElement(root, "entry")
        ElementTree.SubElement(entry, "title").text = f"{head.title}（{status}）"
        mark = f"zhiban:{regulation.id}:{version.path.stem}"
        ElementTree.SubElement(entry, "id").text = f"urn:uuid:{uuid5(NAMESPACE_URL, mark)}"
        ElementTree.SubElement(entry, "updated").text = _moment(head.published)
        author = ElementTree.SubElement(entry, "author")
        ElementTree.SubElement(author, "name").text = issuer_title(site, head.issuer)
        ElementTree.SubElement(entry, "link", href=f"{regulation.id}/{version.path.stem}/")
        ElementTree.SubElement(entry, "summary").text = head.changes or filled_in(head.summary, version)
    return _written(root)


def _published(site: Site) -> Iterator[tuple[Regulation, Version]]:
    for regulation in site.project.regulations.by_id.values():
        yield from ((regulation, v) for v in regulation.texts if not v.head.law and v.head.published <= site.today)


def _moment(day: date) -> str:
    return f"{day}T00:00:00+08:00"


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"

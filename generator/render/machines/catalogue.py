"""Guides for machines: JSON-LD of schema.org and CPSV-AP beside each guide, and one catalogue with its schema."""

from __future__ import annotations

import json
from typing import Any

from generator.data.guides.guide import GuidePage, settled
from generator.data.guides.parts import Limit
from generator.render.pages.guides import summary
from generator.render.text.templating import TEMPLATES
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.office_hours import opening_hours
from generator.render.views.places import phone_of, place_of

SCHEMA = "schemas/guides.schema.json"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
}
"""The vocabularies' names: identifiers, which nobody fetches."""


def files(site: Site) -> dict[str, bytes]:
    """Give the catalogue, its schema and one JSON-LD file for each guide."""
    found = {SCHEMA: (TEMPLATES / SCHEMA).read_bytes(), links.CATALOGUE: _written(catalogue(site))}
    return found | {
        links.guide_data(page.id): _written(linked_data(site, page)) for page in site.project.guides.values()
    }


def catalogue(site: Site) -> dict[str, Any]:
    """Give all guides and journeys as the schema describes them."""
    return {
        "as_of": str(site.today),
        "sample": any(unit.unit.sample for unit in site.project.units.values()),
        "guides": [record(site, page) for page in site.project.guides.values()],
        "journeys": [
            {
                "id": journey.id,
                "title": journey.title,
                "life_event": journey.head.life_event,
                "stages": [list(s.items) for s in journey.head.stages],
            }
            for journey in site.project.journeys.values()
        ],
    }


def record(site: Site, page: GuidePage) -> dict[str, Any]:
    """Give one guide as the schema describes it: the front matter, with figures filled in; empty parts are left out."""
    guide, law = page.elements, site.project.regulations
    unit = site.project.units[guide.unit]
    said = guide.model_dump(
        mode="json",
        by_alias=True,
        exclude_defaults=True,
        exclude={"legal_basis", "statutory_limit", "promised_limit", "special_procedures", "post", "counter"},
    )
    return {
        "id": page.id,
        **said,
        "checked": str(guide.checked),
        "effective": str(guide.effective),
        "legal_basis": [
            {
                "text": law.cite(b.regulation, site.today).text if _holds(site, b.regulation) else str(b.regulation),
                "regulation": str(b.regulation),
            }
            if b.regulation
            else {"text": str(b)}
            for b in guide.legal_basis
        ],
        "statutory_limit": _limit(settled(guide.statutory_limit, law, site.today)),
        "promised_limit": _limit(settled(guide.promised_limit, law, site.today)),
        "special_procedures": [
            {"name": s.name, "note": s.note} | ({"limit": _limit(settled(s.limit, law, site.today))} if s.limit else {})
            for s in guide.special_procedures
        ],
        "place": place_of(guide, unit),
        "window": guide.post,
        "phone": phone_of(guide, unit),
        "address": unit.unit.address,
    }


def _holds(site: Site, ref: Any) -> bool:
    version = site.project.regulations.by_id[ref.regulation].in_force(site.today)
    return version is not None and ref.article in version.articles


def _limit(limit: Limit) -> dict[str, Any]:
    return {"value": limit.value, "unit": limit.unit, "text": str(limit)}


def linked_data(site: Site, page: GuidePage) -> dict[str, Any]:
    """Give a guide as JSON-LD: a GovernmentService of schema.org that is a PublicService of CPSV-AP."""
    guide, law = page.elements, site.project.regulations
    unit = site.project.units[guide.unit]
    hours = opening_hours(site, unit)
    promised = settled(guide.promised_limit, law, site.today)
    provider = {"@type": "GovernmentOrganization", "name": unit.unit.title, "telephone": unit.unit.phone}
    channel = {
        "@type": ["ServiceChannel", "cv:Channel"],
        "name": place_of(guide, unit),
        "servicePhone": {"@type": "ContactPoint", "telephone": phone_of(guide, unit)},
        "serviceLocation": {"@type": "Place", "name": place_of(guide, unit), "address": unit.unit.address},
        "processingTime": _iso(promised),
    }
    if guide.online:
        channel["serviceUrl"] = guide.online
    return {
        "@context": CONTEXT,
        "@type": ["GovernmentService", "cpsv:PublicService"],
        "@id": f"urn:zhiban:guide:{page.id}",
        "name": guide.title,
        "alternateName": list(guide.also),
        "description": summary(site, guide),
        "identifier": [guide.base_code, guide.local_code],
        "serviceType": guide.type,
        "dct:type": guide.class_,
        "inLanguage": "zh-CN",
        "audience": {"@type": "Audience", "audienceType": "、".join(guide.audience.kinds), "name": guide.audience.who},
        "provider": provider,
        "cv:hasCompetentAuthority": provider,
        "availableChannel": channel,
        "hoursAvailable": {"@type": "OpeningHoursSpecification", "description": f"{hours.days} {hours.clocks}"}
        if hours
        else None,
        "cv:processingTime": _iso(promised),
        "cv:hasLegalResource": [
            {"@type": "eli:LegalResource", "name": basis["text"]} for basis in record(site, page)["legal_basis"]
        ],
        "cpsv:hasInput": [
            {
                "@type": "cv:Evidence",
                "name": m.name,
                "description": f"{m.form} {m.copies} 份，{m.source}",
                "cv:isMandatory": m.required,
            }
            for m in guide.materials
        ],
        "serviceOutput": {"@type": "Thing", "name": guide.result.name},
        "cpsv:produces": {"@type": "cv:Output", "name": guide.result.name},
        "cv:hasCost": {"@type": "cv:Cost", "description": guide.fee.amount, "cv:ifAccessedThrough": guide.fee.basis},
        "cv:isGroupedBy": [{"@type": "cv:LifeEvent", "name": event} for event in guide.life_events],
        "dateModified": str(guide.checked),
    }


def _iso(limit: Limit) -> str:
    """Give a limit as an ISO 8601 duration; a working day counts as a day."""
    return {"分钟": f"PT{limit.value}M", "小时": f"PT{limit.value}H"}.get(limit.unit, f"P{limit.value}D")


def _written(said: dict[str, Any]) -> bytes:
    return f"{json.dumps({k: v for k, v in said.items() if v is not None}, ensure_ascii=False, indent=1)}\n".encode()

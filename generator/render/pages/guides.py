"""Pages of the service guides (办事指南): five facts first, then the mandatory elements in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.data.files.fields import ParameterRef
from generator.data.guides.guide import Guide, GuidePage, settled
from generator.data.guides.journeys import total
from generator.data.guides.parts import Basis, Limit
from generator.data.regulations.resolve import Regulations
from generator.render.text.escape import dialled, front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.citations import newest
from generator.render.views.gather import Site
from generator.render.views.office_hours import opening_hours
from generator.render.views.places import phone_of, place_of, ways_of

_SECTION = re.compile(r"^## +(?P<text>.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class BasisView:
    """What an item rests on, in words; with the page and the status of one of the site's own regulations."""

    text: str
    page: str = ""
    status: str = ""


def pages(site: Site) -> dict[str, str]:
    """Give one page for each guide."""
    return {links.guide_page(guide.id): _guide(site, guide) for guide in site.project.guides.values()}


def _guide(site: Site, page: GuidePage) -> str:
    guide, law, today = page.elements, site.project.regulations, site.today
    unit = site.project.units[guide.unit]
    post = unit.posts.get(guide.post)
    place = place_of(guide, unit)
    promised, statutory = (settled(limit, law, today) for limit in (guide.promised_limit, guide.statutory_limit))
    introduction, questions = split_prose(page.body)
    to = links.From(links.guide_page(page.id))
    return render(
        "guide.md.j2",
        head=front_matter(guide.title, summary(site, guide), search={"names": guide.also}),
        to=to,
        links=links,
        slips=links.Slips(page.id),
        data=links.guide_data(page.id),
        case_types=links.CASE_TYPES,
        guide=guide,
        unit=unit.unit,
        department=unit.unit.departments[guide.department],
        joint=[unit.unit.departments.get(name, name) for name in guide.joint],
        page=page.id,
        journeys=[
            (j, total(j, site.project.guides, law, today))
            for j in site.project.journeys.values()
            if page.id in (*j.ids, j.head.together)
        ],
        bases=[basis_view(site, basis) for basis in guide.legal_basis],
        promised=promised,
        statutory=statutory,
        own_limit=_own(guide.statutory_limit, law),
        promise_cited=law.cite_figure(guide.promised_limit.value, today, None),
        deadlines=links.deadlines(to, promised),
        specials=[
            {"name": s.name, "note": s.note, "limit": s.limit and settled(s.limit, law, today)}
            for s in guide.special_procedures
        ],
        place=place,
        post=post,
        window=unit.posts.get(guide.supervision.window),
        phone=(phone := phone_of(guide, unit)),
        dialled=dialled(phone),
        hours=opening_hours(site, unit),
        ways=ways_of(guide),
        introduction=Markup(introduction),
        questions=Markup(questions),
    )


def _own(limit: Limit, law: Regulations) -> bool:
    """Whether it is no law that gives the limit but a regulation of the centre's own."""
    ref = limit.value
    return isinstance(ref, ParameterRef) and not law.by_id[ref.regulation].texts[-1].head.law


def summary(site: Site, guide: Guide) -> str:
    """Say a guide in one line: where, how long, how much, how many materials."""
    promised = settled(guide.promised_limit, site.project.regulations, site.today)
    place = place_of(guide, site.project.units[guide.unit])
    return f"{place}，承诺办结时限 {promised}，{guide.fee.amount}，{len(guide.materials)} 份材料。"


def basis_view(site: Site, basis: Basis) -> BasisView:
    """Show a basis; one of the site's own regulations is cited as of today, or with why it does not hold."""
    if basis.regulation is None:
        return BasisView(str(basis))
    regulation, ref = site.project.regulations.by_id[basis.regulation.regulation], basis.regulation
    held = regulation.in_force(site.today)
    version = held or newest(regulation, site.today)
    page = f"{links.regulation_page(ref.regulation)}#{ref.article}"
    return BasisView(version.cite(ref.article), page, regulation.status(version, site.today))


def split_prose(body: str) -> tuple[str, str]:
    """Split a guide's prose into what stands before its first heading, and the rest, which is the common questions.

    Prose without a heading is all questions; the heading 常见问题 has a permanent anchor, whoever wrote it.
    """
    first = _SECTION.search(body)
    introduction, rest = (body[: first.start()].strip(), body[first.start() :]) if first else ("", body)
    questions = _SECTION.sub(lambda m: "## 常见问题 {: #faq }" if m["text"] == "常见问题" else m[0], rest).strip()
    if questions and not first:
        questions = f"## 常见问题 {{: #faq }}\n\n{questions}"
    return introduction, questions


def ordered(site: Site) -> Iterator[GuidePage]:
    """Yield the guides by unit, department and title: the order of every list."""
    for unit in site.project.units.values():
        for department in unit.unit.departments:
            own = (
                g
                for g in site.project.guides.values()
                if (g.elements.unit, g.elements.department) == (unit.id, department)
            )
            yield from sorted(own, key=lambda g: (g.elements.title, g.id))

"""Pages of the service guides (办事指南): five facts first, then the mandatory elements in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.data.calendars.calendar import Calendar, Holiday
from generator.data.guides.guide import Guide, GuidePage, settled
from generator.data.guides.parts import Basis
from generator.data.project import UnitData
from generator.data.regulations.resolve import Citation
from generator.data.units.unit import On
from generator.days.opening import spans_of
from generator.errors import Refused
from generator.render.text.escape import dialled, front_matter
from generator.render.text.templating import month_day, render
from generator.render.views import links
from generator.render.views.citations import newest
from generator.render.views.gather import Site
from generator.render.views.places import phone_of, place_of, ways_of

OPEN_ON: dict[On, tuple[str, str]] = {
    "workdays": ("工作日", "周末、法定节假日和调休休息日不办公，调休上班日照常办公"),
    "rest-days": ("休息日", "工作日不办公"),
    "every-day": ("每天", "节假日照常办公"),
}
"""When a unit is open, and when it is closed, in words."""

_SECTION = re.compile(r"^## +(?P<text>.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class OpeningHours:
    """The hours of a unit as of a day, with the article that says so."""

    clocks: str
    days: str
    closed: str
    next_holiday: str
    citation: Citation


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
        journeys=[j for j in site.project.journeys.values() if page.id in j.ids],
        bases=[basis_view(site, basis) for basis in guide.legal_basis],
        promised=promised,
        statutory=statutory,
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


def opening_hours(site: Site, unit: UnitData) -> OpeningHours | None:
    """Resolve a unit's opening hours on the build's day; None where no article is in force (待公布)."""
    law, hours, today = site.project.regulations, unit.unit.hours, site.today
    days, closed = OPEN_ON[hours.on]
    try:
        return OpeningHours(
            "、".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in spans_of(site.project, unit, today)),
            days,
            closed,
            next_holiday(site.project.calendar, today) if hours.on == "workdays" else "",
            law.cite_figure(hours.open, today, hours.article),
        )
    except Refused:
        return None


def next_holiday(calendar: Calendar, today: date) -> str:
    """Say which holiday is next or now, by the official notices; a year without one is 待公布."""
    for year in (today.year, today.year + 1):
        if not calendar.announced(date(year, 1, 1)):
            break
        ahead = [h for h in calendar.years[year].holidays if h.off.until >= today]
        if ahead:
            return _said(min(ahead, key=lambda h: h.off.from_))
    return f"{year}年放假安排待公布"


def _said(holiday: Holiday) -> str:
    first, last = holiday.off.from_, holiday.off.until
    span = month_day(first) if first == last else f"{month_day(first)}至{month_day(last)}"
    work = f"，{'、'.join(map(month_day, sorted(holiday.work)))}调休上班" if holiday.work else ""
    return f"{first.year}年{holiday.name}：{span}放假{work}"


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

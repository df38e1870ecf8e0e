"""Pages of the service guides (办事指南): five facts first, then the mandatory elements in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from markupsafe import Markup

from generator.data.calendar import Calendar, Holiday
from generator.data.guides import GuidePage
from generator.data.project import UnitData
from generator.data.resolve import Citation
from generator.data.unit import On
from generator.errors import Refused
from generator.render import links
from generator.render.escape import front_matter
from generator.render.gather import Site
from generator.render.templating import month_day, render

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

    open: time
    close: time
    days: str
    closed: str
    next_holiday: str
    citation: Citation


def pages(site: Site) -> dict[str, str]:
    """Give the list of all guides and one page each."""
    result = {guide_page(guide): _guide(site, guide) for guide in site.project.guides.values()}
    result[links.GUIDES] = render(
        "guides.md.j2",
        head=front_matter("办事指南", "在哪里办、什么时候办、要多久、多少钱、带什么。", hide=["toc"]),
        to=links.From(links.GUIDES),
        guide_page=guide_page,
        groups=list(_groups(site)),
    )
    return result


def guide_page(guide: GuidePage) -> str:
    """Give the page of a guide."""
    return f"guides/{guide.id}.md"


def _groups(site: Site) -> Iterator[tuple[str, str, list[GuidePage]]]:
    """Yield anchor, name and guides of every department that has some, in the unit's own order."""
    units = site.project.units
    for unit in units.values():
        for department, title in unit.unit.departments.items():
            own = [
                g
                for g in site.project.guides.values()
                if (g.elements.unit, g.elements.department) == (unit.id, department)
            ]
            if own:
                name = title if len(units) == 1 else f"{unit.unit.short}：{title}"
                yield f"{unit.id}-{department}", name, sorted(own, key=lambda g: (g.elements.title, g.id))


def _guide(site: Site, page: GuidePage) -> str:
    guide = page.elements
    unit = site.project.units[guide.unit]
    post = unit.posts[guide.post]
    phone = post.phone or unit.unit.phone
    introduction, questions = split_prose(page.body)
    facts = f"{post.title}，承诺办结时限 {guide.promised_limit}，{guide.fee.amount}，{len(guide.materials)} 份材料。"
    return render(
        "guide.md.j2",
        head=front_matter(guide.title, facts),
        to=links.From(guide_page(page)),
        links=links,
        guide=guide,
        unit=unit.unit,
        department=unit.unit.departments[guide.department],
        post=post,
        phone=phone,
        dialled=re.sub(r"[^\d+]", "", phone),
        hours=opening_hours(site, unit),
        introduction=Markup(introduction),
        questions=Markup(questions),
    )


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
            law.figure(hours.open, today, time),
            law.figure(hours.close, today, time),
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

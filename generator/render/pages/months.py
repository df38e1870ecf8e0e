"""The page of a month, the page of a named span such as a holiday, and for staff the page that says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.calendars.calendar import days
from generator.data.calendars.period import Period, month_of
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.changes import changed_slots
from generator.render.views.gather import Site
from generator.render.views.shapes import monday, stretch, table, turn_now, week_of
from generator.render.views.shift_days import bands, greetings
from generator.render.views.view import DayView, MonthView, SlotView
from generator.render.views.whys import AHEAD

OTHER_MONTHS = 0.85
"""Weight in the search of months to come beside today's; those that are over are not searched."""
BESIDE = 0.9
"""The same of other bodies than the main one."""


@dataclass(frozen=True)
class WeekRow:
    """One duty in the week of today: a cell for each day shown; None where it has no slot that day."""

    duty: str
    title: str
    week: SlotView | None  # the slot of a weekly duty, for all days
    cells: tuple[SlotView | None, ...]


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the pages of all periods."""
    result: dict[str, str | bytes] = {}
    for unit, months in site.months.items():
        for month in months:
            result[links.rosters.month_page(unit, month.period)] = (
                _span(site, month) if month.named else _month(site, month)
            )
            if (unit, month.period) in site.whys:
                result[links.rosters.why_page(unit, month.period)] = _why(site, month)
    return result | {links.rosters.month_page(unit, p.name): _expired(site, unit, p) for unit, p in expired(site)}


def expired(site: Site) -> list[tuple[str, Period]]:
    """Give the unit and the period of every roster that is no longer public: its address stays, and says so."""
    return [(unit, period) for unit, own in site.expired.items() for period in own]


def _expired(site: Site, unit: str, period: Period) -> str:
    title = site.titled(unit, f"{period.title}值班表")
    return render(
        "roster-expired.md.j2",
        head=front_matter(title, f"{title}已过公开期限。", hide=["navigation", "toc"], search={"exclude": True}),
        to=links.From(links.rosters.month_page(unit, period.name)),
        links=links,
        title=title,
        unit=site.project.units[unit],
        months=site.project.center.public_months,
    )


def _month(site: Site, month: MonthView) -> str:
    shown = week(site, month)
    return _page(
        site,
        month,
        "roster-month.md.j2",
        week=shown,
        monday=monday,
        rows=rows(site, month, shown),
        tables=site.shifts.get((month.unit, month.period), ()),
        bands=bands,
        greetings=greetings,
        labels={day.day: day for day in month.days},
        spans=[m for m in site.months[month.unit] if m.named and touches(m, month)],
        phone=site.project.units[month.unit].unit.phone,
        posts=bool(site.project.units[month.unit].posts),
    )


def _span(site: Site, month: MonthView) -> str:
    calendar = site.project.calendar
    names = dict.fromkeys(h.name for day in month.days if (h := calendar.holiday(day.day)))
    phones = dict.fromkeys(slot.phone for day in month.days for slot in day.slots if slot.phone)
    work = sorted({d for day in month.days if (h := calendar.holiday(day.day)) for d in h.work})
    return _page(site, month, "roster-span.md.j2", names=list(names), phones=list(phones), work=work)


def _page(site: Site, month: MonthView, template: str, **more: object) -> str:
    months = site.months[month.unit]
    at = months.index(month)
    title = site.titled(month.unit, f"{month.title}{'值班安排' if month.named else '值班表'}")
    search = _searched(site, month)
    return render(
        template,
        head=front_matter(title, f"{month.unit_title}{month.title}的值班", hide=["navigation"], search=search),
        title=title,
        to=links.From(links.rosters.month_page(month.unit, month.period)),
        links=links,
        month=month,
        duties=[table(month, duty) for duty in month.duties],
        looks=bool(month.duties) and not month.named and month.days[-1].day >= recent(site.today),
        today=site.today,
        viewer=site.viewer,
        earlier=months[at - 1] if at > 0 else None,
        later=months[at + 1] if at + 1 < len(months) else None,
        why=(month.unit, month.period) in site.whys,
        changed=changed_slots(month.revisions),
        week_of=week_of,
        turn_now=turn_now,
        stretch=stretch,
        **more,
    )


def recent(today: date) -> date:
    """Give the first day of last month: older months are shown by duty alone."""
    return month_of(month_of(today).first - timedelta(days=1)).first


def _searched(site: Site, month: MonthView) -> dict[str, object]:
    """What the search knows of a month: not what is over or names nobody; today's, at the main body, comes first."""
    if month.days[-1].day < site.today or not month.duties:
        return {"exclude": True}
    ahead = month.days[0].day > site.today
    beside = not site.project.units[month.unit].unit.main
    return {"boost": (OTHER_MONTHS if ahead else 1) * (BESIDE if beside else 1)}


def touches(one: MonthView, other: MonthView) -> bool:
    """Whether two periods share a day."""
    return one.days[0].day <= other.days[-1].day and other.days[0].day <= one.days[-1].day


def week(site: Site, month: MonthView) -> tuple[DayView, ...]:
    """Give the days of today's week that are worth a column: worked, named, or with a slot; nothing in other months."""
    within = month.days[0].day <= site.today <= month.days[-1].day
    return week_from(site, month, monday(site.today)) if within else ()


def week_from(site: Site, month: MonthView, first: date) -> tuple[DayView, ...]:
    """Give the days that are worth a column of the week that begins on a day."""
    every = {day.day: day for m in site.months[month.unit] for day in m.days}
    own = [every[day] for day in days(first, first + timedelta(days=6)) if day in every]
    return tuple(day for day in own if day.worked or day.label or site.slots(month.unit, day.day))


def rows(site: Site, month: MonthView, shown: tuple[DayView, ...]) -> tuple[WeekRow, ...]:
    """Lay out today's week: a row for each duty that has a slot in it, whatever period that belongs to."""
    slots = {day.day: site.slots(month.unit, day.day) for day in shown}
    titles: dict[str, str] = {}
    for own in (m.duties for m in site.months[month.unit] if touches(m, month)):
        titles |= own
    found = []
    for duty, title in titles.items():
        cells = tuple(next((s for s in slots[day.day] if s.duty == duty), None) for day in shown)
        weekly = next((s for s in cells if s and s.lasting), None)
        if any(cells):
            found.append(WeekRow(duty, title, weekly, cells))
    return tuple(found)


def _why(site: Site, month: MonthView) -> str:
    slots = site.whys[month.unit, month.period]
    title = site.titled(month.unit, f"{month.title}值班表：为什么是他／她")
    by_day: dict[date, list[object]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    return render(
        "roster-why.md.j2",
        head=front_matter(title, f"{month.title}值班表：为什么由这个人值。", search={"exclude": True}),
        title=title,
        to=links.From(links.rosters.why_page(month.unit, month.period)),
        links=links,
        month=month,
        days=by_day,
        first=max(site.today, month.days[0].day),
        last=min(site.today + timedelta(days=AHEAD), month.days[-1].day),
    )

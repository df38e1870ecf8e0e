"""The agenda of a unit as pages, one a month: a small grid, the days one by one, what is there every day, handovers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.agenda.listing import agenda
from generator.data.calendars.calendar import Calendar, days
from generator.data.calendars.period import Period, month_of
from generator.data.project import UnitData
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.agendas import ItemView, item
from generator.render.views.gather import Site
from generator.render.views.persons import SEEN_BY


@dataclass(frozen=True)
class DayCell:
    """A day of the month with what is on it; ``worked`` is taken from the weekday where the year is not announced."""

    day: date
    worked: bool
    label: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True)
class OpenView:
    """Something whose day is not known yet."""

    title: str
    state: str
    why: str


def title(site: Site) -> str:
    """Name the page: the public sees activities alone."""
    return "会议和期限" if site.viewer == "staff" else "活动安排"


def has_agenda(site: Site, unit: UnitData) -> bool:
    """Whether the unit has anything to show to the audience."""
    every = (series for own in unit.agenda.values() for _, series in own.versions)
    return any(series.audience in SEEN_BY[site.viewer] for series in every)


def months(site: Site) -> tuple[Period, ...]:
    """Give the months that have a page: the one before, this one and the next."""
    this = month_of(site.today)
    return month_of(this.first - timedelta(days=1)), this, this.next()


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the pages of all units that have an agenda."""
    return {
        links.rosters.agenda_page(unit.id, month.name): _page(site, unit, month)
        for unit in site.project.units.values()
        if has_agenda(site, unit)
        for month in months(site)
    }


def todays_items(site: Site, unit: UnitData) -> tuple[ItemView, ...]:
    """Give what is on today, but what is there every day."""
    found = agenda(site.project, unit, site.today, site.today, SEEN_BY[site.viewer]).on(site.today)
    return tuple(item(unit, own, site.viewer) for own in found if not own.daily)


def _page(site: Site, unit: UnitData, month: Period) -> str:
    found = agenda(site.project, unit, month.first, month.last, SEEN_BY[site.viewer])
    items = [item(unit, own, site.viewer) for own in found.occurrences]
    cells = [_cell(site.project.calendar, day, items) for day in days(month.first, month.last)]
    shown = months(site)
    at = shown.index(month)
    daily: dict[str, list[ItemView]] = {}
    for own in (own for own in items if own.daily):
        daily.setdefault(own.id, []).append(own)
    heading = site.titled(unit.id, f"{month.title}{title(site)}")
    return render(
        "agenda.md.j2",
        head=front_matter(
            heading,
            f"{unit.unit.title}{month.title}{title(site)}",
            hide=["toc"],
            search={"exclude": month.last < site.today},
        ),
        to=links.From(links.rosters.agenda_page(unit.id, month.name)),
        links=links,
        unit=unit.unit,
        unit_id=unit.id,
        title=heading,
        today=site.today,
        viewer=site.viewer,
        cells=[cell for cell in cells if cell.items],
        grid=tuple(_weeks(cells)),
        daily=[own[0] for own in daily.values()],
        handovers=[own for own in daily.values() if own[0].handover],
        open=[OpenView(one.series.title, one.state, one.why) for one in found.open],
        earlier=shown[at - 1] if at else None,
        later=shown[at + 1] if at + 1 < len(shown) else None,
        feed=links.rosters.agenda_calendar(unit.id),
    )


def _cell(calendar: Calendar, day: date, items: list[ItemView]) -> DayCell:
    known = calendar.announced(day)
    worked = calendar.kind(day).worked if known else day.weekday() < len("一二三四五")
    own = tuple(one for one in items if one.day == day and not one.daily)
    return DayCell(day, worked, calendar.label(day) if known else "", own)


def _weeks(cells: list[DayCell]) -> Iterator[tuple[DayCell | None, ...]]:
    """Lay the days out in weeks from Monday."""
    padded: list[DayCell | None] = [*[None] * cells[0].day.weekday(), *cells]
    padded += [None] * (-len(padded) % 7)
    for start in range(0, len(padded), 7):
        yield tuple(padded[start : start + 7])

"""The calendars as files of the site, and the page from which people subscribe to them."""

from __future__ import annotations

from generator.data.project import UnitData
from generator.render.pages import agenda_pages
from generator.render.text.escape import front_matter
from generator.render.text.icalendar import calendar
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.feeds import Feed
from generator.render.views.gather import Site


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the page of calendars of every unit that has some to show."""
    own = (unit for unit in site.project.units.values() if has_calendars(site, unit))
    return {links.rosters.calendars_page(unit.id): _page(site, unit) for unit in own}


def has_calendars(site: Site, unit: UnitData) -> bool:
    """Whether the audience finds anything on the page of a unit's calendars."""
    return not site.internal(unit.id) or agenda_pages.has_agenda(site, unit)


def files(site: Site) -> dict[str, bytes]:
    """Give every calendar."""
    return {
        path(unit, feed): calendar(f"{site.project.units[unit].unit.short} {feed.title}", feed.events)
        for unit, own in site.feeds.items()
        for feed in own
    }


def path(unit: str, feed: Feed) -> str:
    """Give the file of a calendar."""
    return (
        links.rosters.person_calendar(unit, feed.person)
        if feed.person
        else links.rosters.duty_calendar(unit, feed.duty)
    )


def _page(site: Site, unit: UnitData) -> str:
    own, title = site.feeds.get(unit.id, ()), site.titled(unit.id, "订阅日历")
    return render(
        "calendars.md.j2",
        title=title,
        internal=site.internal(unit.id),
        head=front_matter(title, f"{unit.unit.title}的值班日历，值班有变更时日历跟着变。", hide=["toc"]),
        to=links.From(links.rosters.calendars_page(unit.id)),
        unit=unit.unit,
        duties=[(feed, path(unit.id, feed)) for feed in own if feed.duty],
        people=[(feed, path(unit.id, feed)) for feed in own if feed.person],
        viewer=site.viewer,
        links=links,
        unit_id=unit.id,
        data=[
            (
                month.title,
                links.rosters.roster_data(unit.id, month.period),
                links.rosters.roster_sheet(unit.id, month.period),
            )
            for month in reversed(site.months[unit.id])
            if month.duties
        ],
        agenda=agenda_pages.title(site) if agenda_pages.has_agenda(site, unit) else "",
        agenda_file=links.rosters.agenda_calendar(unit.id),
    )

"""The agenda as a calendar to subscribe to; what is there every day is left out, a diary would be nothing else.

An event keeps its identity whatever day it is moved to: it is made from the series and the period that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid5

from generator.agenda.listing import agenda
from generator.agenda.occurrences import Occurrence
from generator.data.project import UnitData
from generator.data.records.roster import GENESIS, fingerprint
from generator.data.units.leave import midnight
from generator.render.pages.agenda_pages import has_agenda, title
from generator.render.text.icalendar import Event, calendar
from generator.render.views import links
from generator.render.views.agendas import ItemView, item
from generator.render.views.feeds import BEHIND, NAMESPACE
from generator.render.views.gather import Site
from generator.render.views.persons import SEEN_BY

AHEAD = 92
"""Days ahead of today of which there are events."""
SHORTEST = timedelta(minutes=30)
"""An event needs some length; what is due by a moment ends then."""


def files(site: Site) -> dict[str, bytes]:
    """Give the calendar of every unit that has an agenda."""
    return {
        links.rosters.agenda_calendar(unit.id): calendar(f"{unit.unit.short} {title(site)}", tuple(events(site, unit)))
        for unit in site.project.units.values()
        if has_agenda(site, unit)
    }


def events(site: Site, unit: UnitData) -> Iterator[Event]:
    """Yield the events of a unit, as the audience may see them."""
    first, last = site.today - timedelta(days=BEHIND), site.today + timedelta(days=AHEAD)
    for own in agenda(site.project, unit, first, last, SEEN_BY[site.viewer]).occurrences:
        if not own.daily:
            yield from _of(unit, own, item(unit, own, site.viewer))


def _of(unit: UnitData, own: Occurrence, seen: ItemView) -> Iterator[Event]:
    records = unit.in_order()
    centre = fingerprint(records[0].plan) if records else GENESIS
    who = "" if seen.handover else "、".join(seen.who)
    lines = (seen.why, f"参加：{who}" if who else "", *seen.papers, seen.note, f"依据：{seen.citation.text}")
    for number, (start, end) in enumerate(own.spans):
        yield Event(
            uid=str(uuid5(NAMESPACE, "/".join((centre, unit.id, "agenda", own.id, own.period, str(number))))),
            sequence=own.sequence,
            stamp=midnight(own.since),
            start=start if end > start else end - SHORTEST,
            end=end,
            title=seen.title,
            place=seen.place,
            text="\n".join(filter(None, lines)),
            cancelled=not own.held,
        )

"""The days ahead, for a script that turns today's strip to the reader's own day: one file a unit.

The strips are those of the pages, made of the same views by the same template for each day up to the end of what is
published. So nothing can stand in the file that a page of that day would not show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator.data.calendars.calendar import days
from generator.data.project import UnitData
from generator.render.pages.today import TodayView, today_view
from generator.render.text.templating import clock, environment
from generator.render.views import links
from generator.render.views.gather import Site

LEAST = 7
"""Days ahead of which the opening hours are told where no roster goes as far."""


def files(site: Site) -> dict[str, bytes]:
    """Give the file of every unit."""
    return {links.rosters.days(unit.id): told(site, unit, _parts) for unit in site.project.units.values()}


def last_day(site: Site, unit: UnitData) -> date:
    """Give the last day of which the file tells."""
    ends = (month.days[-1].day for month in site.months[unit.id])
    return max(site.today + timedelta(days=LEAST), *ends, site.today)


def told(site: Site, unit: UnitData, parts: Callable[[Site, TodayView], Mapping[str, str]], **more: str) -> bytes:
    """Write a file of the days ahead: for each day when the unit is open, and the parts that are shown of it."""
    last = last_day(site, unit)
    ahead = [m for m in site.months[unit.id] if m.days[-1].day >= site.today - timedelta(days=31)]
    near = replace(site, months={**site.months, unit.id: tuple(ahead)})
    shown: dict[str, object] = {}
    for day in days(site.today, last):
        own = replace(near, today=day)
        strip = today_view(own, unit)
        shown[str(day)] = {"open": _open(strip), **{name: _squeezed(html) for name, html in parts(own, strip).items()}}
    said = {"format": 1, "unit": unit.id, "built": str(site.today), "until": str(last), **more, "days": shown}
    return f"{json.dumps(said, ensure_ascii=False)}\n".encode()


def _parts(site: Site, strip: TodayView) -> dict[str, str]:
    macros = environment().get_template("today.md.j2").module
    to = links.Served(links.rosters.days(strip.unit), site.offline)
    return {
        "hall": macros.state(strip),  # type: ignore[attr-defined]
        "duties": macros.duties(strip, to, links, site.viewer),  # type: ignore[attr-defined]
        "brief": macros.briefly(strip),  # type: ignore[attr-defined]
    }


def _open(strip: TodayView) -> list[list[str]]:
    return [[clock(start), clock(end)] for start, end in strip.hours] if strip.state == "open" else []


def _squeezed(html: str) -> str:
    return " ".join(str(html).replace(' markdown="span"', "").replace(' markdown="1"', "").split())

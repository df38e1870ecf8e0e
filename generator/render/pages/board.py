"""The screen of a lobby: a page of its own for each unit, big, without navigation, that keeps itself up to date.

What it shows is today's strip with names in the form that the unit's policy gives the screen. The page is right for the
day of the build; ``today.js`` turns it to the day that it is, and ``board.js`` asks for what was published since.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from generator.data.project import UnitData
from generator.render.pages.ahead import told
from generator.render.pages.today import TodayView, today_view
from generator.render.pages.whereabouts import moment
from generator.render.text.finishing import secured
from generator.render.text.templating import TEMPLATES, environment, render
from generator.render.views import links
from generator.render.views.gather import Site

LOOK = ("pages/board.html.j2", "pages/board-parts.md.j2", "theme/assets/board.css")
SCRIPTS = ("theme/assets/today.js", "theme/assets/board.js")
"""What the screen is made with: where one of these changed, the page is loaded anew."""


def files(site: Site) -> dict[str, bytes]:
    """Give the screens with their days ahead, to the public's site alone."""
    if site.viewer != "public":
        return {}
    own, found = site.within("board"), dict[str, bytes]()
    units = [*site.project.units.values()]
    for unit in units:
        found[links.rosters.board(unit.id)] = _page(own, unit, links.rosters.board(unit.id))
        found[links.rosters.board_days(unit.id)] = told(own, unit, _parts, look=look())
    found[links.rosters.BOARDS] = _page(own, units[0], links.rosters.BOARDS) if len(units) == 1 else _list(site, units)
    return found


@cache
def look() -> str:
    """Give the mark by which a screen knows that it was made with another template or script."""
    made = b"".join((TEMPLATES / name).read_bytes() for name in (*LOOK, *SCRIPTS))
    return sha256(made).hexdigest()[:12]


def _page(site: Site, unit: UnitData, page: str) -> bytes:
    strip = today_view(site, unit)
    html = render(
        "board.html.j2",
        to=links.Served(page),
        links=links,
        strip=strip,
        parts=_parts(site, strip),
        sample=unit.unit.sample,
        look=look(),
        phone=unit.unit.phone,
    )
    return secured(html).encode()


def _parts(site: Site, strip: TodayView) -> dict[str, str]:
    gaps = [gap for gap in site.gaps.get(strip.unit, ()) if gap.day == site.today]
    on = [slot for slot in strip.slots if any(seat.people or seat.empty for seat in slot.seats)]
    state = environment().get_template("today.md.j2").module.state(strip)  # type: ignore[attr-defined]
    cards = environment().get_template("board-parts.md.j2").module.cards  # type: ignore[attr-defined]
    return {"hall": state, "duties": cards(strip, on, gaps, moment)}


def _list(site: Site, units: list[UnitData]) -> bytes:
    html = render(
        "boards.html.j2", to=links.Served(links.rosters.BOARDS), links=links, units=units, center=site.project.center
    )
    return secured(html).encode()

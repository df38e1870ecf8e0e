"""Where the pages and files of rosters live: months, days, sheets, calendars, the ledger, the screens of lobbies."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from generator.render.views.windows import GapView

SHEETS = "forms/rosters.md"
OVERVIEW = "all.overview"
"""Name of the sheet of all duties: the id of a duty holds no full stop, so that none has it."""


def unit_page(unit: str) -> str:
    """Give the page that lists a unit's months."""
    return f"rosters/{unit}/index.md"


def days(unit: str) -> str:
    """Give the file of the days ahead, from which a script turns today's strip to the reader's day."""
    return f"rosters/{unit}/days.json"


BOARDS = "board/index.html"
"""The screens of the lobby; where there is one unit, its screen."""


def board(unit: str) -> str:
    """Give the screen of a unit's lobby."""
    return f"board/{unit}/index.html"


def board_days(unit: str) -> str:
    """Give the file of the days ahead for the screen: names may have another form there."""
    return f"board/{unit}/days.json"


def month_page(unit: str, period: str) -> str:
    """Give the page of a month."""
    return f"rosters/{unit}/{period}/index.md"


def live(address: str, unit: str, period: str) -> str:
    """Give the address of a month's page on the web; empty where the site has none."""
    return address and f"{address}{quote(month_page(unit, period).removesuffix('index.md'))}"


def why_page(unit: str, period: str) -> str:
    """Give the page that answers why these people serve and not others, for staff."""
    return f"rosters/{unit}/{period}/why.md"


def people_page(unit: str, period: str) -> str:
    """Give the page of a period's turns by person, for staff."""
    return f"rosters/{unit}/{period}/people.md"


def posts_page(unit: str, period: str) -> str:
    """Give the page of a period's turns by window."""
    return f"rosters/{unit}/{period}/posts.md"


def weeks_page(unit: str, period: str) -> str:
    """Give the page of a period's weeks."""
    return f"rosters/{unit}/{period}/weeks.md"


def changes_page(unit: str, period: str) -> str:
    """Give the page of all changes of a published period, for staff."""
    return f"rosters/{unit}/{period}/changes.md"


def notice(unit: str, period: str, number: int) -> str:
    """Give the notice of one change, for staff: like ``OVERVIEW`` no duty's id can be its name."""
    return f"rosters/{unit}/{period}/{number:03d}.change.pdf"


def overview(unit: str, period: str) -> str:
    """Give the sheet of all duties of a period."""
    return f"rosters/{unit}/{period}/{OVERVIEW}.pdf"


def sheets(unit: str, first: date, last: date) -> str:
    """Give the place of a period's sheets on the page of all sheets; the days tell a span from its month."""
    return f"{SHEETS}#{unit}-{first}-{last:%m-%d}"


def posting(unit: str, period: str, duty: str) -> str:
    """Give the sheet of a duty for the wall."""
    return f"rosters/{unit}/{period}/{duty}.pdf"


def shift_table(unit: str, period: str, table: str) -> str:
    """Give the sheet of a table of people by days: like ``OVERVIEW`` no duty's id can be its name."""
    return f"rosters/{unit}/{period}/{table}.people.pdf"


def shift_days(unit: str, period: str, table: str) -> str:
    """Give the sheet of the same table by day and shift."""
    return f"rosters/{unit}/{period}/{table}.days.pdf"


def whereabouts_page(unit: str) -> str:
    """Give the page of who is away, for staff."""
    return f"rosters/{unit}/whereabouts.md"


def windows_page(unit: str) -> str:
    """Give the page of windows whose people are away."""
    return f"rosters/{unit}/windows.md"


def sign(unit: str, gap: GapView) -> str:
    """Give the sign of a window for one absence of its people."""
    return f"rosters/{unit}/signs/{gap.start:%Y-%m-%d-%H%M}-{gap.window}.pdf"


def calendars_page(unit: str) -> str:
    """Give the page of calendars to subscribe to."""
    return f"rosters/{unit}/calendars.md"


def duty_calendar(unit: str, duty: str) -> str:
    """Give the calendar of a duty."""
    return f"rosters/{unit}/calendars/{duty}.ics"


def person_calendar(unit: str, person: str) -> str:
    """Give the calendar of a person, for staff."""
    return f"rosters/{unit}/calendars/people/{person}.ics"


TODAY_DATA = "rosters/today.json"
ROSTER_FEED = "rosters/changes.atom"


def roster_data(unit: str, period: str) -> str:
    """Give a period for machines."""
    return f"rosters/{unit}/{period}/roster.json"


def roster_sheet(unit: str, period: str) -> str:
    """Give a period as CSV."""
    return f"rosters/{unit}/{period}/roster.csv"


def ledger_data(unit: str) -> str:
    """Give the ledger of a unit for machines, for staff."""
    return f"rosters/{unit}/ledger.json"


def agenda_page(unit: str, month: str) -> str:
    """Give the page of meetings and what is due in a month."""
    return f"rosters/{unit}/agenda/{month}.md"


def agenda_calendar(unit: str) -> str:
    """Give the calendar of meetings and what is due."""
    return f"rosters/{unit}/agenda/agenda.ics"


def balances_page(unit: str) -> str:
    """Give the page of a unit's ledger."""
    return f"rosters/{unit}/balances.md"

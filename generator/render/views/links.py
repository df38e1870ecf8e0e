"""Where pages live, and the links between them.

Links name the Markdown file, so that whoever turns the pages into a site checks them and writes the address.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from generator.data.guides.parts import Limit
from generator.data.regulations.resolve import Citation
from generator.render.views.windows import GapView

HOME = "index.md"
GUIDES = "guides/index.md"
CASE_TYPES = "guides/case-types.md"
CATALOGUE = "guides/catalogue.json"
ROSTERS = "rosters/index.md"
REGULATIONS = "regulations/index.md"
TOPICS = "topics/index.md"
NOTICES = "notices/index.md"
FORMS = "forms/index.md"
DEADLINES = "deadlines.md"
SHEETS = "forms/rosters.md"
ABOUT = "about/index.md"
CONTACT = "about/contact.md"
ELSEWHERE = "about/elsewhere.md"
MAP = "about/map.md"
DOOR = "about/staff.md"
OVERVIEW = "all.overview"
"""Name of the sheet of all duties: the id of a duty holds no full stop, so that none has it."""


LIST = {"boost": 0.5}
"""What the search knows of lists: they name everything, and what is named stands first."""


def guide_page(guide: str) -> str:
    """Give the page of a guide."""
    return f"guides/{guide}.md"


def guide_data(guide: str) -> str:
    """Give a guide for machines."""
    return f"guides/{guide}.jsonld"


@dataclass(frozen=True)
class Slips:
    """What is printed of a guide: the notice of all that is needed, in large print too, and the page to tick on."""

    guide: str

    @property
    def notice(self) -> str:
        """Give the notice as PDF."""
        return f"guides/slips/{self.guide}.pdf"

    @property
    def large(self) -> str:
        """Give the notice in large print."""
        return f"guides/slips/{self.guide}.large.pdf"

    @property
    def tick(self) -> str:
        """Give the page on which materials are ticked and the notices are printed."""
        return f"guides/slips/{self.guide}.md"


def journey_page(journey: str) -> str:
    """Give the page of several items that are one matter."""
    return f"journeys/{journey}.md"


def deadlines(to: From, limit: Limit) -> str:
    """Give the link that computes when a limit that begins today ends; empty where the site has no such page."""
    return f"{to(DEADLINES)}?limit={limit.value}&unit={quote(limit.unit)}"


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


def form(name: str) -> str:
    """Give the blank of a form."""
    return f"forms/{name}.pdf"


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
REGULATION_FEED = "regulations/changes.atom"


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


def topic_page(topic: str) -> str:
    """Give the page of a topic."""
    return f"topics/{topic}.md"


def issuer_page(issuer: str) -> str:
    """Give the page of the regulations of one body."""
    return f"issuers/{issuer}/index.md"


def regulation_page(regulation: str) -> str:
    """Give the page of the version in force."""
    return f"regulations/{regulation}/index.md"


def machine(version_page: str, form: str) -> str:
    """Give a version, or the text of a regulation's own page, in a form for machines."""
    return f"{version_page.removesuffix('.md')}.{form}"


def changes_of(version_page: str) -> str:
    """Give the page of what a version changed."""
    return f"{version_page.removesuffix('.md')}-changes.md"


def article(citation: Citation) -> str:
    """Give the article as it read when it was applied; empty where the centre's own custom is cited."""
    if citation.ref is None:
        return ""
    return f"regulations/{citation.ref.regulation}/{citation.effective}.md#{citation.ref.article}"


@dataclass(frozen=True)
class From:
    """Links as they are written on one page: ``to("guides/index.md")`` gives the relative path."""

    page: str
    served = False

    def __call__(self, target: str) -> Markup:
        """Give the relative link to a page or file, which may end in an anchor."""
        path, mark, anchor = target.partition("#")
        return Markup(quote(posixpath.relpath(path, posixpath.dirname(self.page) or ".")) + mark + quote(anchor))


@dataclass(frozen=True)
class Served(From):
    """Links as a browser follows them, from a file that no other program turns into a page."""

    files: bool = False  # opened from a folder: no server shows the page of a folder
    served = True

    def __call__(self, target: str) -> Markup:
        """Give the relative address of a page (a folder, as the site is served) or of a file."""
        path, mark, anchor = target.partition("#")
        if self.files and path.endswith(".md"):
            path = f"{path.removesuffix('.md')}.html"
        folder = path.removesuffix(".md").removesuffix("/index") if path.endswith(".md") else ""
        path = f"{folder}/." if folder else path
        found = quote(posixpath.relpath(path, posixpath.dirname(self.page) or "."))
        return Markup(found + "/" * bool(folder) + mark + quote(anchor))

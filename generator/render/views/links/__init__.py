"""Where pages live, and the links between them.

Links name the Markdown file, so that whoever turns the pages into a site checks them and writes the address.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.data.guides.parts import Limit
from generator.data.regulations.resolve import Citation
from generator.render.views.links import rosters as rosters

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
ABOUT = "about/index.md"
CONTACT = "about/contact.md"
ELSEWHERE = "about/elsewhere.md"
MAP = "about/map.md"
DOOR = "about/staff.md"
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


def form(name: str) -> str:
    """Give the blank of a form."""
    return f"forms/{name}.pdf"


REGULATION_FEED = "regulations/changes.atom"


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

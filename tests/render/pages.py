"""Generated pages as readers get them: Markdown turned into HTML as the site does it, and the text that is seen."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import markdown
import yaml

from generator.check import Report, check
from generator.data.calendars.period import parse_period
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster, SeatKey
from generator.ledger import carry
from generator.problem.problem import Problem
from generator.regulations.executed import executed
from generator.render.views.balances import pools
from generator.render.views.gather import Site
from generator.render.views.persons import Viewer
from generator.render.views.view import month_view
from generator.render.views.whys import whys

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
NASTY = "<script>alert(1)</script> *星* _线_ [链](x.md) `码` | # {: .c } &amp; 1. 尾"
VOID = ("meta", "br", "img", "hr", "input")

Months = list[tuple[Problem, Roster]]


@dataclass
class Page(HTMLParser):
    """One page: its front matter, tags, ids, links, and the text of every element that has a class or an id."""

    source: str
    head: dict[str, Any] = field(default_factory=dict)
    html: str = ""
    text: str = ""
    tags: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)
    _by_class: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        _, front, body = self.source.split("---\n", 2)
        self.head = yaml.safe_load(front)
        self.html = markdown.markdown(body, extensions=EXTENSIONS)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [said["id"]] if "id" in said else []
        self.links += [said["href"]] if "href" in said else []
        self.titles += [said["title"]] if "title" in said else []
        if tag not in VOID:
            self._open.append((tag, said.get("class", "")))
            for name in said.get("class", "").split():
                self._by_class.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "the page's HTML is not well formed"

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, classes in self._open:
            for name in classes.split():
                self._by_class[name][-1] += data

    def having(self, name: str) -> list[str]:
        """The texts of all elements of a class, white space squeezed."""
        return [" ".join(text.split()) for text in self._by_class.get(name, [])]


def broken_links(pages: dict[str, str], elsewhere: set[str]) -> list[str]:
    """Links to pages that do not exist, and to anchors that their pages do not have."""
    read = {path: Page(source) for path, source in pages.items()}
    broken = []
    for path, page in read.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            target = target.partition("?")[0]
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if re.match(r"[a-z]+:", link) or full in elsewhere:
                continue
            if full not in read or (anchor and anchor not in read[full].ids):
                broken.append(f"{path} -> {link}")
    return broken


TWO = ("consultation-desk", "duty-group")


def unpublished(project: Project, duties: Collection[str] = TWO) -> Project:
    """The hall alone, as if nothing had been published yet, with these of its duties."""
    hall = project.units["hall"]
    hall = replace(hall, published={}, duties={d: v for d, v in hall.duties.items() if d in duties})
    return alone(project, hall)


def alone(project: Project, hall: UnitData) -> Project:
    """The hall alone: with its own guides and forms, and without journeys, which lead to other bodies."""
    guides = {name: guide for name, guide in project.guides.items() if guide.elements.unit == "hall"}
    forms = {name: form for name, form in project.forms.items() if set(form.units) <= {"hall"}}
    return replace(project, units={"hall": hall}, guides=guides, journeys={}, forms=forms)


def spoken(project: Project, regulation: str, parameter: str) -> str:
    """A figure with its article, as today's version has it: 30 分钟（《限时办结制度》第二条）."""
    version = project.regulations.version(regulation, date(2026, 11, 23))
    said = version.head.parameters[parameter]
    return f"{said.value} {said.unit}".strip() + f"（{version.cite(said.article)}）"


def rosters(project: Project, *months: str) -> Months:
    """Fill the months of the hall in the simplest way that keeps every article: who is due, and free that day."""
    ahead: dict[Any, Roster] = {}
    made = []
    for name in months:
        problem = carry(project, project.units["hall"], parse_period(name), ahead)
        ahead[problem.period] = _filled(problem)
        made.append((problem, ahead[problem.period]))
    return made


def _filled(problem: Problem) -> Roster:
    held: dict[SeatKey, tuple[str, ...]] = {}
    for slot in problem.slots:
        for seats in slot.seats:
            busy = {p for key, people in held.items() if key.day == slot.day for p in people}
            free = [p for p in seats.candidates if p not in busy]
            if seats.due:
                chosen: list[str] = []
                for due in seats.due:
                    chosen.append(next(p for p in free if problem.department(p, slot.day) == due and p not in chosen))
            else:
                chosen = free[: seats.count]
            held[seats.key] = tuple(sorted(chosen))
    return Roster(held)


def without_one_member(months: Months, *days: date) -> Months:
    """The same months, with one member fewer on these days: an empty seat each."""
    changed = []
    for problem, roster in months:
        for key in [k for k in roster.held if k.duty == "duty-group" and k.seat == "members" and k.day in days]:
            roster = roster.having(key, roster.who(key)[1:])
        changed.append((problem, roster))
    return changed


def site(
    project: Project, made: Months, today: date, viewer: Viewer = "public", drafts: int = 0, answers: bool = False
) -> Site:
    """A build of these months, all of them published but the last few; with answers why only where they are wanted."""
    reports: list[Report] = [check(problem, roster) for problem, roster in made]
    published = reports[: len(reports) - drafts]
    views = [
        month_view(r, viewer, status="已发布" if r in published else "草稿", revision=0, fingerprint="sha256:0")
        for r in reports
    ]
    asked = {("hall", r.problem.period.name): whys(r, today) for r in reports} if answers else {}
    project = alone(project, project.units["hall"])
    return Site(
        project,
        viewer,
        today,
        {"hall": tuple(views)},
        executed(reports),
        {"hall": pools(published or reports, viewer)},
        {key: found for key, found in asked.items() if found},
    )

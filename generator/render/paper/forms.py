"""Forms on paper: the words of each, blank or filled, and its PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from generator.data.files.fields import ArticleRef
from generator.data.forms.form import TWELFTHS, Cell, Form, Part, Register
from generator.data.project import Project
from generator.data.regulations.resolve import Regulations
from generator.render.paper.postings import printed
from generator.render.paper.sheets import Words
from generator.render.text.templating import TEMPLATES, spoken_day
from generator.render.views.citations import newest
from generator.render.views.complaints import complaint_views
from generator.render.views.persons import SEEN_BY, Viewer

TEMPLATE = TEMPLATES / "forms" / "form.typ"
LINE = 12
"""The width of a line, in twelfths."""

KEPT = 512
"""Printed forms that are kept in memory: a build asks for each twice, tests for all of them again and again."""


@dataclass(frozen=True)
class Values:
    """What a record gives to a form: to single cells by name, and the rows of its register."""

    cells: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Mapping[str, str]] = ()


EMPTY = Values()


def files(project: Project, viewer: Viewer, today: date) -> dict[str, bytes]:
    """Give the blank of every form that the audience may see, by its id."""
    return {
        name: blank(project, name, today) for name, form in project.forms.items() if form.audience in SEEN_BY[viewer]
    }


def blank(project: Project, name: str, today: date, unit: str = "") -> bytes:
    """Give a form to be filled in by hand; ``unit``: with that unit's title and articles."""
    return pdf(project, name, words(project, name, today, unit))


def pdf(project: Project, name: str, content: Words) -> bytes:
    """Print the words of a form.

    Raises
    ------
    Refused
        If the font is missing or lacks a character, or Typst complains.
    """
    return _printed(json.dumps(content, ensure_ascii=False), project.forms[name].title)


@lru_cache(maxsize=KEPT)
def _printed(content: str, title: str) -> bytes:
    return printed(TEMPLATE, json.loads(content), f"表格《{title}》")


def words(project: Project, name: str, today: date, unit: str = "", values: Values = EMPTY, mark: str = "") -> Words:
    """Give all words of a form; ``mark`` stands at the top of what is not for everybody."""
    form = project.forms[name]
    own = unit or (form.units[0] if len(form.units) == 1 else "")
    users = [project.units[u] for u in ([own] if own else form.units or project.units)]
    where = [view.said for view in complaint_views(project, users, today)] if form.handed_to == "complaints" else []
    return {
        "title": form.title,
        "unit": project.units[own].unit.title if own else "",
        "sample": any(user.unit.sample for user in users),
        "mark": mark,
        "layout": form.layout,
        "landscape": form.size == "A4-landscape",
        "copies": list(form.copies),
        "parts": [_part(part, values) for part in form.parts],
        "notes": [*where, *form.notes],
        "basis": list(basis(project, form, today, own)),
        "version": f"{form.title}，{spoken_day(form.from_)}版式",
    }


def basis(project: Project, form: Form, today: date, unit: str = "") -> Iterator[str]:
    """Cite the articles that demand a form, those of one version together; of one unit its own, where it has some."""
    found: dict[tuple[str, date], list[str]] = {}
    for ref in sources(project, form, unit):
        said, effective = cited(project.regulations, ref, today)
        title, closing, article = said.partition("》")
        found.setdefault((title + closing, effective), []).append(article)
    for (title, effective), articles in found.items():
        yield f"{title}{'、'.join(filter(None, articles))}（{spoken_day(effective)}起施行的版本）"


def cited(regulations: Regulations, ref: ArticleRef, today: date) -> tuple[str, date]:
    """Cite an article in the version in force, or the nearest to it, with the day from which that holds."""
    version = newest(regulations.by_id[ref.regulation], today)
    known = ref.article in version.articles
    return version.cite(ref.article) if known else f"《{version.head.title}》", version.effective


def sources(project: Project, form: Form, unit: str = "") -> list[ArticleRef]:
    """Give the articles of a form that bind a unit; all of them where none is its own, or no unit is said."""
    issuers = {ref: project.regulations.by_id[ref.regulation].texts[-1].head.issuer for ref in form.source}
    return [ref for ref in form.source if unit and issuers[ref] == unit] or list(form.source)


def _part(part: Part, values: Values) -> Words:
    if part.fields:
        return {"kind": "fields", "lines": [_line(line, values) for line in lines(part.fields)]}
    if part.table:
        return _table(part.table, values)
    if part.checks:
        return {
            "kind": "checks",
            "title": part.checks.title,
            "items": list(part.checks.items),
            "across": part.checks.across,
        }
    if part.text:
        return {"kind": "text", "words": part.text}
    return {"kind": "signatures", "people": list(part.sign or ())}


def lines(cells: Sequence[Cell]) -> list[list[tuple[Cell, int]]]:
    """Put cells into lines, each with its twelfths; the last of a line takes what is left."""
    found: list[list[tuple[Cell, int]]] = []
    left = 0
    for cell in cells:
        wide = TWELFTHS[cell.width]
        if wide > left:
            found.append([])
            left = LINE
        found[-1].append((cell, wide))
        left -= wide
    return [[*own[:-1], (own[-1][0], LINE - sum(wide for _, wide in own[:-1]))] for own in found]


def _line(line: Sequence[tuple[Cell, int]], values: Values) -> list[Words]:
    return [
        {
            "label": cell.label,
            "type": cell.type,
            "span": span,
            "lines": cell.lines,
            "options": list(cell.options),
            "unit": cell.unit,
            "hint": cell.hint,
            "value": values.cells.get(cell.fill, "") if cell.fill else "",
        }
        for cell, span in line
    ]


def _table(table: Register, values: Values) -> Words:
    filled = any(column.fill for column in table.columns)
    rows = [[row.get(c.fill, "") for c in table.columns] for row in values.rows] if filled else []
    return {
        "kind": "table",
        "title": table.title,
        "numbered": table.numbered,
        "columns": [{"label": c.label, "width": c.width, "type": c.type} for c in table.columns],
        "items": list(table.items),
        "rows": rows,
        "height": table.high,
        "open": not table.rows and not table.items,
        "least": max(table.rows, len(rows)),
    }

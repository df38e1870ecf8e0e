"""One month of a tiny unit as its pages and sheets show it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pypdf

from generator.check import check
from generator.regulations.executed import executed
from generator.render.pages import months
from generator.render.views.gather import Site
from generator.render.views.persons import Viewer
from generator.render.views.shifts import shift_views
from generator.render.views.view import month_view
from generator.render.views.whys import whys
from tests import tiny
from tests.render.pages import Page

PAGE = "rosters/u/2026-12/index.md"


def site(
    root: Path, spec: Mapping[str, Any], held: Mapping[Any, Any], viewer: Viewer = "public", today: str = "2026-12-02"
) -> Site:
    """Build the site of a spec with this roster, as if it had been published."""
    problem = tiny.problem(root, spec)
    report = check(problem, tiny.roster(problem, spec, held))
    view = month_view(report, viewer, status="已发布", revision=0, fingerprint="sha256:0")
    day = date.fromisoformat(today)
    shifts = shift_views(problem.unit, [report], [view], viewer)
    answers = {("u", "2026-12"): whys(report, day)} if viewer == "staff" else {}
    return Site(problem.project, viewer, day, {"u": (view,)}, executed([report]), whys=answers, shifts=shifts)


def page(made: Site, path: str = PAGE) -> Page:
    """Read a page of the month."""
    return Page(str(months.pages(made)[path]))


def flat(text: str) -> str:
    """Squeeze white space."""
    return " ".join(text.split())


def printed(pdf: bytes) -> list[str]:
    """The text of every page of a sheet, without spaces."""
    return ["".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages]

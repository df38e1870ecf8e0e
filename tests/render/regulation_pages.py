"""The regulation pages of the sample around its amendment, as two test files look at them."""

from __future__ import annotations

from datetime import date

from generator.render.pages import regulations
from generator.render.views.gather import Site
from tests.render.pages import Page

BEFORE, AFTER = date(2026, 11, 23), date(2026, 12, 1)
OWN = "regulations/duty-group/index.md"
OLD, NEW = "regulations/duty-group/2026-02-01.md", "regulations/duty-group/2026-12-01.md"


def regulation_pages(site: Site) -> dict[str, Page]:
    return {path: Page(text) for path, text in regulations.pages(site).items()}

"""A copy of the sample for years gone by: everything in it is 208 weeks older, and nothing has happened yet.

All versions of regulations, duties and agendas are then older than January 2024, so that the newest of each holds from the
first simulated month to the last; everybody has served and learnt since long before. 208 weeks are whole weeks and
whole fortnights, so that every weekday and every cycle stays what it was. Only the end of a trial keeps its date.
Guides, journeys and forms have no part in rosters and are left out.
"""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

OLDER = timedelta(weeks=208)
KEPT = ("calendar",)
HAPPENED = ("published", "drafts", "leave", "wishes", "bookings", "swaps", "periods", "arrangements", "study")
HAPPENED += ("filings", "sign-off")
_DATE = re.compile(r"(?<![\d-])(\d{4}-\d{2}-\d{2})(?![\d-])")


def copy(root: Path, target: Path) -> Path:
    """Copy the project at ``root`` into the folder ``target``, older and without anything that has happened."""
    unwanted = shutil.ignore_patterns(*HAPPENED)
    shutil.copytree(root / "rosters", target / "rosters", ignore=unwanted)
    shutil.copytree(root / "docs/regulations", target / "docs/regulations")
    for name in ("mkdocs.yml", "docs/index.md"):
        shutil.copy(root / name, target / name)
    old = [path for folder in (target / "rosters").iterdir() if folder.name not in KEPT for path in folder.rglob("*")]
    for path in [*old, *(target / "docs/regulations").rglob("*")]:
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(map(_older, lines)), encoding="utf-8")
            path.rename(path.with_name(_older(path.name)))
    return target


def _older(text: str) -> str:
    return text if text.startswith("expires:") else _DATE.sub(lambda found: _earlier(found[1]), text)


def _earlier(day: str) -> str:
    return (date.fromisoformat(day) - OLDER).isoformat()

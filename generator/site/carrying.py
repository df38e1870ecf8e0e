"""A copy of the site to carry on a stick: opened from a file, with neither a server nor a network.

A browser lets a page that is opened from a file fetch nothing. So what scripts ask for stands beside each file as a
script that holds the same, pages are linked to by their file, and what only a server needs is left out.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

from generator.folders import MARK
from generator.render.text.finishing import secured
from generator.render.text.templating import render

START = "打开这里.html"
"""The file to open; the site stands in a folder beside it."""
INSIDE = "site"
ASKED = {"days.json": "self.zhibanDays=", "search_index.json": "var __index="}
"""What scripts of the site and of the theme ask for, and the name under which they look for it in a script."""
SERVED = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt")
"""What only a server, or a robot, has use for."""


def carried(folder: Path, title: str, day: date) -> None:
    """Make the built site in ``folder/site`` one that opens from a file, and write the file to open."""
    site = folder / INSIDE
    for path in sorted(p for p in site.rglob("*.json") if p.name in ASKED):
        said = path.read_text(encoding="utf-8").strip()
        path.with_suffix(".js").write_text(f"{ASKED[path.name]}{said}\n", encoding="utf-8")
    for name in SERVED:
        (site / name).unlink(missing_ok=True)
    shutil.rmtree(site / ".well-known", ignore_errors=True)
    html = secured(render("start.html.j2", title=title, day=day, inside=INSIDE))
    (folder / START).write_text(html, encoding="utf-8")


def packed(folder: Path, day: date) -> bytes:
    """Pack a copy as ZIP: the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p != folder / MARK):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return written.getvalue()

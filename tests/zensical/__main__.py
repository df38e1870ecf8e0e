"""Stage the site for an engine that knows nothing of Zhiban: pages, files and settings in one folder.

    .venv/bin/python -m tests.zensical build/zensical

README.md beside this file says how it is built from there, and what came of it.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

import generator
from generator.render.site import nav, pages
from generator.render.text.templating import spoken_day
from generator.render.views.citations import linked
from generator.render.views.gather import Site, gather
from generator.site.plugin import SOURCES

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
OWN = ("index.md", "terms.yml")
"""Files of docs/ beside the folders in ``SOURCES`` of which the pages are generated."""


def stage(root: Path, out: Path, today: date) -> int:
    """Write everything into a new folder; give the number of pages and files."""
    site = gather(generator.load(root), "public", today)
    docs = out / "docs"
    docs.mkdir(parents=True)
    for path in (p for p in sorted((root / "docs").rglob("*")) if p.is_file()):
        name = path.relative_to(root / "docs").as_posix()
        if name in OWN or (name.startswith(SOURCES) and path.suffix in (".md", ".yml")):
            continue
        content = path.read_bytes()
        if path.suffix == ".md":
            content = linked(content.decode(), name, site.project.regulations, today).encode()
        _write(docs / name, content)
    made = pages(site)
    for name, said in made.items():
        _write(docs / name, said.encode() if isinstance(said, str) else said)
    shutil.copytree(root / "templates/theme", out / "theme")
    _write(out / "mkdocs.yml", yaml.safe_dump(settings(root, site), allow_unicode=True, sort_keys=False).encode())
    return sum(path.is_file() for path in docs.rglob("*"))


def settings(root: Path, site: Site) -> dict[str, object]:
    """Give the settings of mkdocs.yml with what the plugin would add, and without the plugin."""
    said: dict[str, object] = yaml_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    center = site.project.center
    theme = dict(said["theme"], custom_dir="theme")  # type: ignore[call-overload]
    extra = {
        "audience": site.viewer,
        "sample": True,
        "center": center.model_dump(mode="json"),
        "today": spoken_day(site.today),
        "offline": False,
    }
    return said | {
        "site_name": center.title,
        "site_url": center.site_url,
        "theme": theme,
        "plugins": ["search"],
        "nav": nav(site),
        "extra": {"generator": False, "zhiban": extra},
    }


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    print(f"{stage(ROOT, target, TODAY)} pages and files in {target}")

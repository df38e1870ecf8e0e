"""What is staged for another engine is whole: every page of the navigation, plain settings, no link that only we know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from tests.scale.invent import Size, project
from tests.zensical.__main__ import stage

TODAY = date(2026, 11, 23)


def named(items: list[object]) -> Iterator[str]:
    """Every page that a navigation names."""
    for item in items:
        for target in item.values() if isinstance(item, dict) else (item,):
            yield from named(target) if isinstance(target, list) else (target,)


def test_everything_stands_in_one_folder(root: Path, tmp_path: Path) -> None:
    invented = project(tmp_path / "project", root, Size(units=1, guides=2, versions=4, months=3), TODAY)
    out = tmp_path / "staged"
    count = stage(invented, out, TODAY)
    assert count == sum(path.is_file() for path in (out / "docs").rglob("*"))
    settings = yaml.safe_load((out / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["plugins"] == ["search"]
    assert (out / settings["theme"]["custom_dir"] / "main.html").is_file()
    pages = list(named(settings["nav"]))
    assert len(pages) > 10
    assert [page for page in pages if not (out / "docs" / page).is_file()] == []
    assert not [path for path in (out / "docs").rglob("*.md") if "[[" in path.read_text(encoding="utf-8")]
    assert not list((out / "docs").rglob("*.yml"))

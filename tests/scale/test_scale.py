"""A small invented project builds, is sound in every link, and grows as it should; the large one is a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import generator
from generator.check import broken_chain
from generator.site.finished import Finished
from tests.scale.invent import Size, project
from tests.scale.measure import Figures, measured, passed

TODAY = date(2026, 11, 23)
SIZE = Size(units=3, guides=6, versions=10, months=6)


@pytest.fixture(scope="module")
def small(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("scale") / "project", root, SIZE, TODAY)


@pytest.fixture(scope="module")
def figures(small: Path) -> Figures:
    return measured(small, "public", TODAY)


def test_there_is_as_much_as_was_asked_for_and_the_same_each_time(small: Path, root: Path, tmp_path: Path) -> None:
    found = generator.load(small)
    assert len(found.units) == SIZE.units
    assert len(found.guides) == SIZE.guides
    assert sum(len(regulation.texts) for regulation in found.regulations.by_id.values()) == SIZE.versions
    assert all(len(unit.published) == SIZE.months for unit in found.units.values())
    assert not [broken for unit in found.units.values() for broken in broken_chain(unit)]
    again = project(tmp_path / "again", root, SIZE, TODAY)
    files = sorted(path.relative_to(again) for path in again.rglob("*.yml"))
    assert all((again / name).read_bytes() == (small / name).read_bytes() for name in files)


@pytest.mark.usefixtures("figures")
def test_the_site_is_sound_and_old_months_are_archived(small: Path) -> None:
    """Three months back, this one and the next: of the sixth before, one page says that it is public no more."""
    assert Finished(small / "site", "https://zwfw.qinghe.example/").faults() == []
    left = [path.name for path in (small / "site/rosters/u01/2026-07").iterdir()]
    assert left == ["index.html"]
    assert (small / "site/rosters/u01/2026-08/desk.pdf").is_file()


def test_the_figures_are_of_this_build_and_within_all_bounds(small: Path, figures: Figures) -> None:
    said = dict(figures.lines())
    assert said["files"] == str(sum(path.is_file() for path in (small / "site").rglob("*")) - 1)
    assert figures.processor > 1
    assert figures.index > figures.index_sent > 10_000
    assert passed(figures) == []


def test_a_bound_that_is_passed_is_named(figures: Figures) -> None:
    assert passed(replace(figures, index=6_000_000)) == ["bytes of the search's index: 6000000, at most 5000000"]

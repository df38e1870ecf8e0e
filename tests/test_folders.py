"""What is made never replaces what people keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Refused
from generator.folders import replace_folder


def make(fresh: Path) -> None:
    fresh.mkdir()
    (fresh / "page.txt").write_text("new", encoding="utf-8")


@pytest.mark.parametrize("name", [".", "..", "rosters", "rosters/hall", "docs/x", "kept"])
def test_folders_that_people_keep_are_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    for folder in ("rosters/hall", "docs", "kept"):
        (root / folder).mkdir(parents=True)
        (root / folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match=r"资料|不是本程序生成的"):
        replace_folder(root, root / name, make)
    assert len(list(root.rglob("mine.txt"))) == 3


def test_an_earlier_one_is_replaced_whole_and_a_failure_leaves_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert replace_folder(tmp_path / "project", out, make) == 1
    (out / "stale.txt").touch()

    def fail(fresh: Path) -> None:
        make(fresh)
        raise Refused("坏了", "再来")

    with pytest.raises(Refused):
        replace_folder(tmp_path / "project", out, fail)
    assert (out / "stale.txt").is_file()
    replace_folder(tmp_path / "project", out, make)
    assert sorted(path.name for path in out.iterdir()) == [".zhiban", "page.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]

"""A small unit with a published month, and its workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.cli import main
from tests import tiny

SPEC: dict[str, Any] = {
    "people": {
        "张三": "a",
        "李四": "a",
        "王五": {"department": "b", "leave": [{"from": "2026-12-03", "kind": "own"}]},
        "赵六": "b",
        "孙七": "b",
    },
    "departments": ["a", "b"],
    "days": ["2026-12-01", "2026-12-31"],
    "open": "every-day",
    "unit": {"leave_tiers": [{"by": ["other"], "approver": "负责人", "article": "custom"}]},
    "duties": {
        "desk": {
            "title": "导办台值班",
            "on": "workdays",
            "seats": {
                "leader": {"title": "组长", "from": "all"},
                "members": {"title": "成员", "from": "all", "count": 2},
            },
        },
        "week": {"title": "周值班", "on": "workdays", "cycle": "week", "keeps_post": True, "concurrent_with": ["desk"]},
    },
}


class Desk:
    """A clerk's desk: commands run in one project, and the workbook is edited."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys
        self.file = root / "private/u.xlsx"

    def run(self, *words: str) -> tuple[int, str]:
        self.capsys.readouterr()
        status = main(["--root", str(self.root), *words, "--today", "2026-11-23"])
        said = self.capsys.readouterr()
        return status, said.out + said.err

    def edit(self, change: Callable[[Any], None], name: str = "edited.xlsx") -> Path:
        book = load_workbook(self.file)
        change(book)
        path = self.root / name
        book.save(path)
        return path

    def take_in(self, path: Path, *words: str) -> tuple[int, str]:
        return self.run("workbook", "import", str(path), *words)


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project whose December is drafted and is the same in every run, with its workbook."""
    root = tiny.write(tmp_path_factory.mktemp("planned"), SPEC)
    _run(root, "plan", "2026-12")
    _run(root, "workbook", "export", "2026-12", "--out", "private/u.xlsx")
    return root


@pytest.fixture(scope="session")
def published(planned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same project with December published, and its workbook."""
    root = Path(shutil.copytree(planned, tmp_path_factory.mktemp("published") / "project"))
    _run(root, "publish", "2026-12")
    (root / "private/u.xlsx").unlink()
    _run(root, "workbook", "export", "2026-12", "--out", "private/u.xlsx")
    return root


def _run(root: Path, *words: str) -> None:
    words = tuple(str(root / word) if word.startswith("private/") else word for word in words)
    assert main(["--root", str(root), *words, "--today", "2026-11-23"]) == 0


@pytest.fixture
def drafting(planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk with a draft."""
    return Desk(Path(shutil.copytree(planned, tmp_path / "project")), capsys)


@pytest.fixture
def desk(published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk on which December is published."""
    return Desk(Path(shutil.copytree(published, tmp_path / "project")), capsys)

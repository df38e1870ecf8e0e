"""The house stands as drawn: imports point one way, and building the site never touches the solver."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"
FLOORS = [
    {"errors", "folders"},
    {"data"},
    {"days"},
    {"problem"},
    {"agenda", "ledger"},
    {"rules"},
    {"solver", "check"},
    {"office", "reasons", "regulations", "deadlines"},
    {"desk"},
    {"guides"},
    {"__init__"},
    {"render", "workbook"},
    {"documents"},
    {"site", "terminal", "commands"},
    {"cli"},
]
SHARED = ("base", "facts", "in_turn", "person", "words")
"""Modules of the rules that are no rules."""

LEVEL = {name: i for i, names in enumerate(FLOORS) for name in names}


def imports() -> list[tuple[str, str, bool]]:
    """Every import of the package by the package: from, to, and whether it is at the top of its module."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module] if node.module != "generator" else [f"generator.{a.name}" for a in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "generator":
                    there = parts[1] if len(parts) > 1 and parts[1] in LEVEL else "__init__"
                    found.append((here, there, node in tree.body))
    return found


def test_every_part_has_its_floor() -> None:
    parts = {p.name.removesuffix(".py") for p in PACKAGE.iterdir() if not p.name.startswith("__pycache__")}
    assert parts - {"__init__"} <= set(LEVEL)


@pytest.mark.parametrize(("here", "there"), sorted({(h, t) for h, t, top in imports() if h != t}))
def test_imports_point_down(here: str, there: str) -> None:
    if here == "__init__":  # the front door shows what stands below it
        assert LEVEL[there] < LEVEL["__init__"]
    else:
        assert LEVEL[there] < LEVEL[here] or (LEVEL[there] == LEVEL[here] and here != "solver")


@pytest.mark.parametrize("within", [(), ("data",), ("render",)], ids=["generator", "data", "render"])
def test_rooms_of_a_floor_import_one_way_too(within: tuple[str, ...]) -> None:
    folder, depth = PACKAGE.joinpath(*within), len(within)
    rooms: dict[str, set[str]] = {}
    for path in folder.rglob("*.py"):
        here = path.relative_to(folder).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in node.names:
                    parts = f"{node.module}.{name.name}".split(".")
                    if parts[0] == "generator" and tuple(parts[1 : depth + 1]) == within and parts[depth + 1] != here:
                        rooms.setdefault(here, set()).add(parts[depth + 1])
    rooms.pop("__init__", None)  # the front door shows what stands below it
    TopologicalSorter(rooms).prepare()  # raises where a circle is


def test_solver_and_checker_do_not_know_each_other() -> None:
    pairs = {(h, t) for h, t, _ in imports()}
    assert ("check", "solver") not in pairs
    assert ("solver", "check") not in pairs


def test_a_rule_knows_no_other_rule() -> None:
    for path in (PACKAGE / "rules").glob("*.py"):
        if path.stem not in ("__init__", *SHARED):
            text = path.read_text(encoding="utf-8")
            assert "ortools" not in text
            assert "from generator.rules import" not in text
            modules = [line for line in text.splitlines() if line.startswith("from generator.rules.")]
            shared = tuple(f"from generator.rules.{name} import" for name in SHARED)
            assert all(line.startswith(shared) for line in modules), path.name


def test_ortools_is_imported_in_one_place() -> None:
    users = {p.relative_to(PACKAGE).parts[0] for p in PACKAGE.rglob("*.py") if "from ortools" in p.read_text("utf-8")}
    assert users == {"solver"}


def test_building_the_site_imports_no_solver(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys, generator.cli\n"
        f"status = generator.cli.main(['--root', {str(root)!r}, 'pages', '--out', {str(tmp_path)!r}, '--today', '2026-11-23'])\n"
        "assert status == 0\n"
        "assert not [m for m in sys.modules if m.startswith('ortools')], 'ortools was imported'\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "index.md").is_file()

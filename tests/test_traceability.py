"""``traceability.yml`` is whole and true: every id is there once, and every place that it names exists."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).parent / "traceability.yml"

KINDS = {
    "D": 28,
    "R-S1": 32,
    "R-S2": 72,
    "R-S3": 55,
    "R-S4": 70,
    "R-S5": 44,
    "L": 37,
    "P": 40,
    "G": 28,
    "T": 79,
    "C": 46,
    "M": 20,
    "K": 21,
    "F": 90,
}
"""How many there are of each kind, in the order of the file."""

CORE_RULES = {
    "R-S1": "1-9 18 21 26-32",
    "R-S2": "2-10 15-16 22-37 39-40 43-55 58-69",
    "R-S3": "1-8 14-41 46-50",
    "R-S4": "1-14 21-24 26 28-32 36-38 43-46 50 53-57 59 62-68",
    "R-S5": "5-15 25-35 39-41",
}
"""The rules of rosters, leave and calendar that are the project's business whatever else is."""

DONE = ("D-", "L-", "P-", "G-", "C-")
"""Kinds for which an article is not enough, for an article alone does nothing."""

PLACEHOLDER = re.compile(r"待补|待定|待写|占位|略$|同上|等等|TODO|TBD|[xX]{2,}|\?|？|…")

Entries = Sequence[tuple[str, Any]]
"""Ids with what is said of each, as they stand in the file, one that stands twice included."""


def _core() -> Iterator[str]:
    for kind, spans in CORE_RULES.items():
        for span in spans.split():
            first, _, last = span.partition("-")
            yield from (f"{kind}-{n:02d}" for n in range(int(first), int(last or first) + 1))


IDS = [f"{kind}-{n:02d}" for kind, many in KINDS.items() for n in range(1, many + 1)]
CORE = frozenset(_core())


def read(text: str) -> Entries:
    blocks = re.findall(r"^[A-Z].*(?:\n .*)*", text, re.MULTILINE)
    return [pair for block in blocks for pair in yaml.load(block, yaml.BaseLoader).items()]


def faults(entries: Entries, root: Path) -> list[str]:
    """Say everything that is wrong."""
    written = [id_ for id_, _ in entries]
    found = [f"{id_}: there twice" for id_, times in Counter(written).items() if times > 1]
    found += [f"{id_}: missing" for id_ in IDS if id_ not in written]
    found += [f"{id_}: no such id" for id_ in written if id_ not in IDS]
    if not found and written != IDS:
        found.append("not in order")
    sentences = Counter(entry.get("says") for _, entry in entries)
    for id_, entry in entries:
        found += [f"{id_}: {said}" for said in _of_entry(id_, entry, root)]
        if sentences[entry.get("says")] > 1:
            found.append(f"{id_}: its sentence stands elsewhere too")
    return found


def _of_entry(id_: str, entry: Mapping[str, Any], root: Path) -> Iterator[str]:
    if set(entry) not in ({"says", "at"}, {"says", "not"}):
        yield "has not `says` and exactly one of `at` and `not`"
        return
    for key in ("says", "not"):
        if key in entry:
            yield from (f"`{key}` {said}" for said in _sentence(entry[key]))
    if "not" in entry:
        if id_ in CORE:
            yield "is a core rule and may not be `not`"
        return
    at = entry["at"]
    if not isinstance(at, list) or not at or len(set(at)) < len(at):
        yield "`at` is no list of different places"
        return
    yield from (f"{target}: {said}" for target in at if (said := _missing(target, root)))
    if id_ in CORE and all(target.startswith("docs/") for target in at):
        yield "is a core rule and names nothing outside docs/"
    if id_.startswith(DONE) and all(target.startswith("docs/regulations/") for target in at):
        yield "names articles alone, which do nothing"
    if id_.startswith("T-") and not any(re.match(r"docs/regulations/[\w-]+/[\w-]+\.md#", target) for target in at):
        yield "names no article"


def _sentence(said: str) -> Iterator[str]:
    if not re.search(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]", said) or len(said) < 6:
        yield "is no sentence"
    if PLACEHOLDER.search(said):
        yield "is a placeholder"
    if re.search(r"[。\n]", said) or said.endswith(("，", "、", "；", "：")):
        yield "is not one sentence"


def _missing(target: str, root: Path) -> str:
    """Say what is missing of a place; nothing where it is there."""
    path, test, name = target.partition("::")
    path, mark, anchor = path.partition("#")
    if not (root / path).is_file():
        return "no such file"
    if test and name not in _tests(root / path):
        return "no such test"
    if mark and anchor not in _anchors(root / path):
        return "no such anchor"
    return ""


@cache
def _tests(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in names if name.startswith("test_"))


@cache
def _anchors(path: Path) -> frozenset[str]:
    """Articles of a regulation by their ids, and the uppermost keys of a YAML file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        tree = yaml.load(text, yaml.BaseLoader)
        return frozenset(tree if isinstance(tree, dict) else ())
    return frozenset(re.findall(r"^#+ .*\{#([\w-]+)\}$", text, re.MULTILINE))


@pytest.fixture(scope="module")
def entries() -> Entries:
    return read(FILE.read_text(encoding="utf-8"))


def test_the_file_is_whole_and_every_place_exists(entries: Entries, root: Path) -> None:
    assert faults(entries, root) == []


def test_everything_in_the_file_is_read(entries: Entries) -> None:
    """The file as a whole is YAML and says the same as its blocks one by one."""
    assert yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader) == dict(entries)


ARTICLE = "docs/regulations/attendance/2026-01-01.md"


@pytest.mark.parametrize(
    ("id_", "entry", "said"),
    [
        ("D-01", None, "D-01: missing"),
        ("D-29", {"says": "多出来的一种值班表", "at": ["README.md"]}, "D-29: no such id"),
        ("D-01", {"says": "值日的人提前到岗"}, "D-01: has not `says` and exactly one of `at` and `not`"),
        ("D-01", {"says": "值日的人提前到岗", "at": ["README.md"], "not": "不归本站管"}, "D-01: has not `says` and"),
        ("D-01", {"says": "值日的人提前到岗", "at": []}, "D-01: `at` is no list of different places"),
        ("D-01", {"says": "值日的人提前到岗", "at": ["README.md", "README.md"]}, "D-01: `at` is no list of different"),
        ("D-01", {"says": "desk duty", "at": ["README.md"]}, "D-01: `says` is no sentence"),
        ("D-01", {"says": "值日的人待补", "at": ["README.md"]}, "D-01: `says` is a placeholder"),
        ("D-01", {"says": "值日的人早到。走得晚", "at": ["README.md"]}, "D-01: `says` is not one sentence"),
        ("C-44", {"says": "值日的人提前到岗", "not": "以后再写，待补"}, "C-44: `not` is a placeholder"),
        ("R-S1-01", {"says": "每天都要考勤登记", "not": "不归本站管这件事"}, "R-S1-01: is a core rule and may not"),
        ("R-S1-01", {"says": "每天都要考勤登记", "at": [f"{ARTICLE}#clocking"]}, "R-S1-01: is a core rule and names"),
        ("L-05", {"says": "外出要先说一声", "at": [f"{ARTICLE}#outing"]}, "L-05: names articles alone"),
        ("T-01", {"says": "服务宗旨和工作要求", "at": ["README.md"]}, "T-01: names no article"),
        ("D-01", {"says": "值日的人提前到岗", "at": ["nowhere.md"]}, "D-01: nowhere.md: no such file"),
        ("R-S1-22", {"says": "值日的人提前到岗", "at": [f"{ARTICLE}#nothing"]}, f"R-S1-22: {ARTICLE}#nothing: no such"),
        (
            "D-01",
            {"says": "值日的人提前到岗", "at": ["rosters/hall/unit.yml#nothing"]},
            "D-01: rosters/hall/unit.yml#n",
        ),
        ("D-01", {"says": "值日的人提前到岗", "at": ["tests/tiny.py::test_x"]}, "D-01: tests/tiny.py::test_x: no such"),
        ("D-02", {"says": "窗口值守由本部门人员轮流，第三方人员只作辅助", "at": ["README.md"]}, "D-02: its sentence"),
    ],
)
def test_each_fault_is_found(entries: Entries, root: Path, id_: str, entry: dict[str, Any] | None, said: str) -> None:
    changed = [(i, e) for i, e in entries if i != id_] + ([(id_, entry)] if entry else [])
    assert any(found.startswith(said) for found in faults(changed, root))


def test_an_id_that_stands_twice_or_out_of_order_is_found(entries: Entries, root: Path) -> None:
    assert "D-01: there twice" in faults([*entries, entries[0]], root)
    assert faults([*entries[1:], entries[0]], root) == ["not in order"]

"""YAML with positions: every scalar stays the text that was written, and every fault is collected.

A file is composed, not constructed, so ``on``, ``18:00``, ``0017`` and ``2026-12-01`` mean what they say; a schema
(``schema.py``) types them afterwards. The position of every key and value is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from generator.errors import Fault

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C where there is one: the same trees and positions, several times as fast."""

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Place = tuple[str | int, ...]


class Faults:
    """Collects the faults of one run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: list[Fault] = []

    def add(self, path: Path, line: int, column: int, name: str, what: str, right: str = "") -> None:
        """Note one fault; the path is kept relative to the project."""
        relative = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        self.found.append(Fault(PurePosixPath(relative.as_posix()), line, column, name, what, right))


@dataclass
class Document:
    """One file's tree with the position of each of its places."""

    path: Path
    faults: Faults
    tree: Tree = None
    keys: dict[Place, tuple[int, int]] = field(default_factory=dict)
    values: dict[Place, tuple[int, int]] = field(default_factory=dict)

    def fault(self, place: Place, what: str, right: str = "", *, key: bool = False) -> None:
        """Report a fault at a place, or at the nearest enclosing place that was written."""
        written = place
        while written and written not in self.values:
            written = written[:-1]
        line, column = (self.keys if key and written in self.keys else self.values).get(written, (1, 1))
        self.faults.add(self.path, line, column, self.name(place), what, right)

    def strings(self) -> Iterator[tuple[Place, str]]:
        """Yield every scalar with its place."""
        for place in self.values:
            node: Any = self.tree
            for step in place:
                node = step_into(node, step)
            if isinstance(node, str):
                yield place, node

    def name(self, place: Place) -> str:
        """Give the place's name for people: list items are named by their id or name where they have one."""
        names, node = [], self.tree
        for step in place:
            node = step_into(node, step)
            label = node.get("name") or node.get("id") if isinstance(node, dict) else None
            names.append(str(label) if isinstance(step, int) and isinstance(label, str) else _ordinal(step))
        return ".".join(names) or self.path.name


def _ordinal(step: str | int) -> str:
    return f"第{step + 1}项" if isinstance(step, int) else step


def step_into(node: Any, step: str | int) -> Any:
    """Give what stands at one step below a node, or None."""
    if isinstance(node, dict):
        return node.get(str(step))
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def read_document(path: Path, faults: Faults, *, text: str | None = None, first_line: int = 1) -> Document | None:
    """Read one YAML text; on a syntax error report it and return None.

    ``first_line`` is the line of the file on which ``text`` begins (front matter begins on line 2).
    """
    document = Document(path, faults)
    try:
        text = path.read_text(encoding="utf-8-sig") if text is None else text
        node = yaml.compose(text, Loader=LOADER)
    except UnicodeDecodeError:
        faults.add(path, 1, 1, path.name, "不是 UTF-8 编码的文本", "请用 UTF-8 另存")
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        line, right = _slip((text or "").split("\n"), line - first_line)
        faults.add(path, line + first_line, column, path.name, "YAML 写法有误", right)
        return None
    except (yaml.YAMLError, RecursionError):
        faults.add(
            path, first_line, 1, path.name, "含有 YAML 不允许的字符或层层嵌套", "请删除不可见的控制字符，写得平一些"
        )
        return None
    if node is not None:
        document.tree = _Walk(document, first_line).tree(node, ())
    return document


def _slip(lines: list[str], at: int) -> tuple[int, str]:
    """Find the usual slip at or before a line where YAML gave up: the line (from 0) and what would be right."""
    for line in range(min(at, len(lines) - 1), max(-1, at - 4), -1):
        if re.match(r"\s*(- )?[\w-]+：", lines[line]):
            return line, "冒号要用半角的 : ，后面空一格"
        if re.search(r"[{\[][^}\]]*，", lines[line]):
            return line, "花括号、方括号里的各项用半角的逗号 , 分开"
        if "\t" in lines[line]:
            return line, "缩进要用空格，不能用制表符"
        if re.match(r"\s*(- )?[\w-]+:[^\s:/]", lines[line]):
            return line, "冒号后面要空一格"
    return at, "请检查缩进、冒号后的空格和引号"


class _Walk:
    """Turns YAML nodes into a tree, noting positions, duplicate keys and aliases."""

    def __init__(self, document: Document, first_line: int) -> None:
        self.document, self.first_line = document, first_line
        self.seen: set[int] = set()

    def tree(self, node: yaml.Node, place: Place) -> Tree:
        self.document.values[place] = self._mark(node)
        if id(node) in self.seen:
            self.document.fault(place, "用了 YAML 的锚点和别名", "请把内容写全")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.tree(item, (*place, i)) for i, item in enumerate(node.value)]
        empty = node.tag == "tag:yaml.org,2002:null" and isinstance(node, yaml.ScalarNode) and not node.style
        return None if empty else str(node.value)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Tree:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*place, key)
            if key in result:
                line, _ = self.document.keys[here]
                self.document.keys[here] = self._mark(key_node)
                self.document.values[here] = self._mark(key_node)
                self.document.fault(here, f"键重复，第 {line} 行已经写过", "请只留一处", key=True)
                continue
            self.document.keys[here] = self._mark(key_node)
            result[key] = self.tree(value_node, here)
        return result

    def _mark(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1


def files_of(folder: Path, ending: str, faults: Faults) -> list[Path]:
    """Give the files of a folder; one that would be passed over in silence is a fault."""
    found = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    for path in found:
        if path.is_dir() or path.suffix != ending:
            faults.add(path, 1, 1, path.name, "这个文件不会被读取", f"文件名应以 {ending} 结尾，直接放在这个文件夹里")
    return [path for path in found if path.is_file() and path.suffix == ending]


def front_matter(path: Path, faults: Faults) -> tuple[Document | None, str, int]:
    """Split a Markdown file into its front matter and its body.

    Returns the front matter's document (None after an error), the body, and the body's first line number.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.add(path, 1, 1, path.name, "不是 UTF-8 编码的文本", "请用 UTF-8 另存")
        return None, "", 1
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        faults.add(path, 1, 1, path.name, "缺少开头的说明部分", "第一行写 ---，填完各项后再写一行 ---")
        return None, text, 1
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    document = read_document(path, faults, text="\n".join(lines[1:end]), first_line=2)
    return document, "\n".join(lines[end + 1 :]), end + 2

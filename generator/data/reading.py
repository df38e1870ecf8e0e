"""YAML with positions: every scalar a string, every fault collected, unknown keys refused.

A file is composed (not constructed), so ``on``, ``18:00``, ``0017`` and ``2026-12-01`` stay the text that was
written, and typed by a pydantic schema afterwards. The position of every key and value is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.errors import Fault

Tree = dict[str, "Tree"] | list["Tree"] | str | None
Place = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


class Record(BaseModel):
    """Base of every schema: frozen, and nothing unknown gets in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


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

    def name(self, place: Place) -> str:
        """Give the place's name for people: list items are named by their id or name where they have one."""
        names, node = [], self.tree
        for step in place:
            node = _step(node, step)
            label = node.get("name") or node.get("id") if isinstance(node, dict) else None
            names.append(str(label) if isinstance(step, int) and isinstance(label, str) else _ordinal(step))
        return ".".join(names) or self.path.name


def _ordinal(step: str | int) -> str:
    return f"第{step + 1}项" if isinstance(step, int) else step


def _step(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(str(step))
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def read_document(path: Path, faults: Faults, *, text: str | None = None, first_line: int = 1) -> Document | None:
    """Read one YAML text; on a syntax error report it and return None.

    ``first_line`` is the line of the file on which ``text`` begins (front matter begins on line 2).
    """
    document = Document(path, faults)
    try:
        text = path.read_text(encoding="utf-8") if text is None else text
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        faults.add(path, 1, 1, path.name, "不是 UTF-8 编码的文本", "请用 UTF-8 另存")
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        faults.add(path, line, column, path.name, f"YAML 写法有误（{error.problem}）", "请检查缩进、冒号后的空格和引号")
        return None
    except yaml.YAMLError:
        faults.add(path, first_line, 1, path.name, "含有 YAML 不允许的字符", "请删除不可见的控制字符")
        return None
    if node is not None:
        document.tree = _Walk(document, first_line).tree(node, ())
    return document


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


def typed(document: Document, schema: type[M], *, at: Place = ()) -> M | None:
    """Give the document (or its part at a place) its types; report every misfit and return None if there is one."""
    tree: Any = document.tree
    for step in at:
        tree = _step(tree, step)
    try:
        return schema.model_validate(tree)
    except ValidationError as error:
        reported = set()
        for detail in error.errors(include_url=False):
            place = _written(document, (*at, *detail["loc"]), detail["type"])
            if place not in reported:  # the branches of a union report the same place twice
                reported.add(place)
                _report(document, schema, place, at, detail)
        return None


def _written(document: Document, loc: Place, kind: str) -> Place:
    """Cut pydantic's location (with its union tags) down to what the file contains."""
    node: Any = document.tree
    for depth, step in enumerate(loc):
        if (node := _step(node, step)) is None:
            absent = kind == "missing" or (*loc[:depth], step) in document.values
            return loc[: depth + 1] if absent else loc[:depth]
    return loc


def _report(document: Document, schema: type[BaseModel], place: Place, at: Place, detail: Any) -> None:
    kind, given = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        known = _keys_at(schema, place[len(at) : -1])
        document.fault(place, "没有这个键", nearest(str(place[-1]), known), key=True)
    elif kind == "missing":
        document.fault(place, "缺少这个必填项")
    elif kind in ("value_error", "assertion_error"):
        document.fault(place, str(detail["ctx"]["error"]))
    else:
        wanted = _WANTED.get(kind) or _WANTED.get(kind.split("_")[0], detail["msg"])
        if kind == "literal_error":
            wanted = "应是 " + detail["ctx"]["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
        shown = "空" if given is None else f"“{given}”" if isinstance(given, str) else "一组内容"
        document.fault(place, f"写的是{shown}", wanted)


_WANTED = {
    "int": "应是整数",
    "greater_than_equal": "数值太小",
    "greater": "数值太小",
    "less": "数值太大",
    "string": "应是一段文字",
    "bool": "应是 true 或 false",
    "dict": "应是“键: 值”的一组内容",
    "model": "应是“键: 值”的一组内容",
    "tuple": "应是一个列表，每项以“- ”开头或写在 [ ] 里",
    "list": "应是一个列表，每项以“- ”开头或写在 [ ] 里",
    "too_short": "不能是空的",
    "is_instance_of": "写法不对",
}


def _keys_at(schema: type[BaseModel], place: Place) -> Iterable[str]:
    model: type[BaseModel] | None = schema
    for step in place:
        if model is not None and isinstance(step, str) and step in _known(model):
            models = list(_models(model.model_fields[_known(model)[step]].annotation))
            model = models[0] if models else None
    return _known(model) if model else ()


def _known(model: type[BaseModel]) -> dict[str, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _models(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from _models(argument)


def nearest(name: str, known: Iterable[str]) -> str:
    """Say what would be right: the nearest known name, else all of them when they are few."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"最接近的是“{close[0]}”"
    return f"可用的有：{'、'.join(names)}" if 0 < len(names) <= 12 else ""  # noqa: PLR2004


def front_matter(path: Path, faults: Faults) -> tuple[Document | None, str, int]:
    """Split a Markdown file into its front matter and its body.

    Returns the front matter's document (None after an error), the body, and the body's first line number.
    """
    try:
        text = path.read_text(encoding="utf-8")
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

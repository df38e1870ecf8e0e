"""The order of the register: topics in their groups, bodies that issue without rosters, and what is not held.

``docs/regulations/register.yml``; a project without it has regulations in one list.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator.data.files.fields import Id
from generator.data.files.reading import Document, Faults, read_document
from generator.data.files.schema import Record, nearest, typed

FILE = "register.yml"


class Topic(Record):
    """What several regulations are about; ``compares`` are parameters in which bodies differ, with their labels."""

    group: str
    title: str
    compares: dict[str, str] = {}


class Register(Record):
    """Groups and topics by id in the order of the file.

    ``uncollected`` documents are cited but not held; ``renamed`` leads from a regulation's id of before to that of now.
    """

    groups: dict[Id, str] = {}
    topics: dict[Id, Topic] = {}
    issuers: dict[Id, str] = {}
    uncollected: dict[Id, str] = {}
    renamed: dict[Id, str] = {}


def read_register(root: Path, units: Collection[str], faults: Faults) -> Register:
    """Read the register's order; empty where there is none."""
    path = root / "docs/regulations" / FILE
    document = read_document(path, faults) if path.is_file() else None
    register = typed(document, Register) if document else None
    if document is None or register is None:
        return Register()
    held = {folder.name for folder in path.parent.glob("*/") if any(folder.glob("*.md"))}
    _check(document, register, units, held)
    return register


def _check(document: Document, register: Register, units: Collection[str], held: Collection[str]) -> None:
    for old, new in register.renamed.items():
        if new not in held:
            document.fault(("renamed", old), f"没有规章“{new}”", nearest(new, held))
        if old in held:
            document.fault(("renamed", old), "这个编号的规章还在", "改名以后删除旧的文件夹", key=True)
    for name, topic in register.topics.items():
        if topic.group not in register.groups:
            document.fault(("topics", name, "group"), f"没有分组“{topic.group}”", nearest(topic.group, register.groups))
    for name in register.issuers:
        if name in units:
            document.fault(("issuers", name), "这是有值班表的单位，不用在这里列出", "删除这一行", key=True)

"""Guides for items that the site does not have yet, from a platform's export: what it says, and what is lacking."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from generator.data.guides.exports import Item, split
from generator.data.guides.guide import Guide
from generator.data.guides.parts import Kind, Limit
from generator.data.guides.spelling import spelling
from generator.data.project import Project, UnitData
from generator.errors import Refused
from generator.folders import write_whole
from generator.guides.comparing import matched, parse_limit, steps

_BASIS = re.compile(r"《(?P<law>[^》]+)》\s*(?:[（(](?P<version>[^）)]+)[）)])?\s*(?P<article>第.+)?")


def take_in(project: Project, items: Iterable[Item], out: Path, today: date) -> list[tuple[Path, list[str]]]:
    """Write one file for each item that has no guide; give each with the elements that it still lacks.

    Raises
    ------
    Refused
        If one of the files is there already; then none is written.
    """
    written: dict[Path, tuple[str, list[str]]] = {}
    for item in (item for item, page in matched(project, items) if page is None):
        head = elements(project, item, today)
        lacking = [f"{info.title}（{key}）" for key, info in _needed() if key not in head]
        path = _free(out, spelling(item.title) or f"item-{item.line}", written)
        written[path] = (_text(head, lacking), lacking)
    if there := [path.name for path in written if path.exists()]:
        raise Refused(f"{out} 里已经有 {'、'.join(there)}，不能覆盖", "用 --out 指明另一个文件夹，或者先移走这些文件")
    return [(write_whole(path, text, new=True), lacking) for path, (text, lacking) in written.items()]


def _needed() -> list[tuple[str, Any]]:
    fields = Guide.model_fields.items()
    return [(info.alias or name, info) for name, info in fields if info.is_required() or name == "post"]


def _free(out: Path, name: str, taken: Iterable[Path]) -> Path:
    number, path = 1, out / f"{name}.md"
    while path in taken:
        number += 1
        path = out / f"{name}-{number}.md"
    return path


def _text(head: dict[str, Any], lacking: list[str]) -> str:
    said = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)
    said = re.sub(r"'(\d{4}-\d{2}-\d{2})'", r"\1", said)
    note = f"# 从平台的实施清单导入，还缺：{'、'.join(lacking)}\n" if lacking else "# 从平台的实施清单导入\n"
    return f"---\n{note}{said}---\n"


def elements(project: Project, item: Item, today: date) -> dict[str, Any]:
    """Give what an item says as a guide's front matter; what cannot be told is left out."""
    says = item.says
    unit = next((u for u in project.units.values() if says("unit") in (u.unit.title, u.unit.short)), None)
    head: dict[str, Any] = {
        **{key: says(key) for key in ("title", "base_code", "local_code", "type", "class")},
        "unit": unit.id if unit else "",
        **(_place(unit, item) if unit else {}),
        "version": 1,
        "effective": str(today),
        "checked": str(today),
        "legal_basis": [basis for text in split(says("legal_basis")) if (basis := _basis(text))],
        "audience": _audience(says("audience")),
        "conditions": split(says("conditions")),
        "materials": [
            _filled(name=m.name, form=m.form, copies=_number(m.copies), source=m.source, need=m.need)
            for m in item.materials
        ],
        "procedure": [{"step": step} for step in steps(says("procedure"))],
        "statutory_limit": _limit(parse_limit(says("statutory_limit"), says("statutory_unit"))),
        "promised_limit": _limit(parse_limit(says("promised_limit"), says("promised_unit"))),
        "visits": _number(says("visits")),
        "result": _filled(name=says("result")),
        "fee": _filled(amount=says("fee") or ("不收费" if says("charged") == "否" else ""), basis=says("fee_basis")),
    }
    return {key: value for key, value in head.items() if value not in ("", [], {}, None)}


def _place(unit: UnitData, item: Item) -> dict[str, str]:
    departments = unit.unit.departments.items()
    department = next((id_ for id_, title in departments if title and title == item.says("department")), "")
    post = next((post.id for post in unit.posts.values() if post.title in item.says("place")), "")
    return {"department": department, "post": post}


def _basis(text: str) -> dict[str, object]:
    match = _BASIS.search(text)
    return _filled(**{key: value or "" for key, value in match.groupdict().items()}) if match else {}


def _audience(text: str) -> dict[str, Any]:
    kinds = [kind for kind in get_args(Kind) if kind in re.split(r"[、，,；;\s/|]+", text)]
    return {"kinds": kinds, "who": text} if kinds else {}


def _limit(limit: Limit | None) -> dict[str, Any]:
    return {"value": limit.value, "unit": limit.unit} if limit else {}


def _number(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None


def _filled(**said: object) -> dict[str, object]:
    return {key: value for key, value in said.items() if value not in ("", None)}

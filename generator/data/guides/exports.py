"""A platform's export of its items (实施清单): one row an item, with the materials on a second sheet or in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.data.files.grids import Line, read_grids
from generator.data.files.reading import Faults
from generator.errors import InputErrors, Refused

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("事项名称", "实施清单名称", "业务办理项名称"),
    "base_code": ("基本编码", "事项基本编码"),
    "local_code": ("实施编码", "实施清单编码", "业务办理项编码"),
    "type": ("事项类型",),
    "class": ("办件类型",),
    "unit": ("实施主体", "实施机构"),
    "department": ("承办机构", "办理部门", "所属部门"),
    "legal_basis": ("设定依据", "实施依据"),
    "audience": ("服务对象", "服务对象类型"),
    "conditions": ("受理条件", "申请条件", "办理条件"),
    "materials": ("申请材料", "办理材料"),
    "procedure": ("办理流程",),
    "statutory_limit": ("法定办结时限", "法定时限"),
    "statutory_unit": ("法定办结时限单位", "法定时限单位"),
    "promised_limit": ("承诺办结时限", "承诺时限"),
    "promised_unit": ("承诺办结时限单位", "承诺时限单位"),
    "visits": ("到现场次数", "到办事现场次数", "到现场办理次数"),
    "result": ("办理结果", "结果名称", "审批结果名称"),
    "charged": ("是否收费",),
    "fee": ("收费标准",),
    "fee_basis": ("收费依据",),
    "place": ("办理地点",),
    "hours": ("办理时间",),
    "phone": ("咨询电话", "咨询方式", "联系电话"),
}
"""What the columns of items are called."""

MATERIAL_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "item": ("实施编码", "实施清单编码", "业务办理项编码", "事项编码", "事项名称"),
    "name": ("材料名称",),
    "form": ("材料形式", "材料类型", "原件或复印件"),
    "copies": ("份数", "材料份数", "纸质材料份数"),
    "source": ("来源渠道", "材料来源"),
    "need": ("材料必要性", "必要性"),
}
"""What the columns of materials are called."""

TOP = 5
"""Rows in which the headings are looked for: a title and a note may stand above them."""

_NUMBERED = re.compile(r"^[\s（(]*\d+\s*[.、．)）]\s*")
_DETAIL = re.compile(r"[（(](?P<said>[^（）()]*(?:原件|复印件|电子件|\d+\s*份)[^（）()]*)[）)]$")
_FORMS = {"退回": "原件（核验后退回）", "原件和复印件": "原件和复印件"} | {f: f for f in ("复印件", "电子件", "原件")}


@dataclass(frozen=True)
class ItemMaterial:
    """A material as the platform has it; empty where it does not say."""

    name: str
    form: str = ""
    copies: str = ""
    source: str = ""
    need: str = ""


@dataclass(frozen=True)
class Item:
    """An item of the export: what each of its columns says, and its materials. ``line`` is its row."""

    line: int
    said: Mapping[str, str]
    materials: tuple[ItemMaterial, ...] = field(default=())

    @property
    def title(self) -> str:
        """Its name."""
        return self.said["title"]

    def says(self, column: str) -> str:
        """Give a column; empty where there is none, or nothing in it."""
        return self.said.get(column, "")


def read_export(path: Path, root: Path) -> list[Item]:
    """Read an export.

    Raises
    ------
    Refused
        If the file cannot be read, or has no column 事项名称.
    InputErrors
        With all rows that are not sound.
    """
    sheets = read_grids(path)
    faults = Faults(root)
    columns, rows = _table(sheets[0], HEADINGS, "title")
    if columns is None:
        raise Refused(f"{path.name} 的第一张表里没有“事项名称”这一列", "导出实施清单时保留表头")
    listed = _materials(sheets[1:])
    items: list[Item] = []
    seen: dict[str, int] = {}
    for row in rows:
        said = {name: text for name, column in columns.items() if (text := _text(row.cell(column)))}
        if not said:
            continue
        if "title" not in said:
            faults.add(
                path,
                row.number,
                columns["title"] + 1,
                row.where(columns["title"]),
                "没有写事项名称",
                "补上名称，或者删去这一行",
            )
            continue
        key = said.get("local_code") or said["title"]
        if key in seen:
            faults.add(path, row.number, 1, key, f"与第 {seen[key]} 行重复", "每个事项只留一行")
        seen[key] = row.number
        own = tuple(listed.get(said.get("local_code", ""), ())) or tuple(listed.get(said["title"], ()))
        items.append(Item(row.number, said, own or tuple(in_cell(said.get("materials", "")))))
    if faults.found:
        raise InputErrors(faults.found)
    return items


def _table(
    lines: Sequence[Line], known: Mapping[str, tuple[str, ...]], needed: str
) -> tuple[dict[str, int] | None, Sequence[Line]]:
    """Find the headings and give where each column stands, and the rows below; None where a needed one is missing."""
    for at, line in enumerate(lines[:TOP]):
        titles = {_heading(line.cell(i)): i for i in reversed(range(len(line.cells)))}
        columns = {
            name: next(titles[word] for word in words if word in titles)
            for name, words in known.items()
            if any(word in titles for word in words)
        }
        if needed in columns:
            return columns, lines[at + 1 :]
    return None, ()


def _heading(cell: object) -> str:
    return re.sub(r"[\s*＊]|[（(]必填[)）]", "", str(cell or ""))


def _materials(sheets: Sequence[Sequence[Line]]) -> dict[str, list[ItemMaterial]]:
    """Give the materials of further sheets by the code or name of their item."""
    found: dict[str, list[ItemMaterial]] = {}
    for sheet in sheets:
        columns, rows = _table(sheet, MATERIAL_HEADINGS, "name")
        if columns is None or "item" not in columns:
            continue
        for row in rows:
            said = {name: _text(row.cell(column)) for name, column in columns.items()}
            if said["name"] and said["item"]:
                item = said.pop("item")
                found.setdefault(item, []).append(ItemMaterial(**said))
    return found


def in_cell(text: str) -> Iterator[ItemMaterial]:
    """Yield the materials that stand in one cell, a line or a half sentence each: 1.申请书（原件 1 份，必要）."""
    for part in split(text):
        match = _DETAIL.search(part)
        said = match["said"] if match else ""
        copies = re.search(r"(\d+)\s*份", said)
        yield ItemMaterial(
            name=part[: match.start()].strip() if match else part,
            form=next((form for mark, form in _FORMS.items() if mark in said), ""),
            copies=copies[1] if copies else "",
            need=next((need for need in ("非必要", "容缺", "必要") if need in said), ""),
        )


def split(text: str) -> list[str]:
    """Split a cell into its points, without their numbers."""
    parts = re.split(r"[\n；;]+", text)
    return [bare for part in parts if (bare := _NUMBERED.sub("", part).strip(" 　。·-"))]


def _text(cell: object) -> str:
    """Give a cell as text; a whole number without its decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()

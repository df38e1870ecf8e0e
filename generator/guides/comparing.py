"""What the platform's items (实施清单) and the site's guides say differently, by item and element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.data.guides.exports import Item, ItemMaterial, split
from generator.data.guides.guide import Guide, GuidePage, settled
from generator.data.guides.parts import Limit, Material
from generator.data.project import Project
from generator.days.opening import spans_of
from generator.errors import Refused

_LIMIT = re.compile(r"(?P<value>\d+)\s*个?\s*(?P<unit>工作日|自然日|日|天|小时|分钟)?")
ITEM = "事项"
"""The element of a difference that is the whole item."""

_ARROW = re.compile(r"→|—+>?|-+>?|>|[\n；;、]")


@dataclass(frozen=True)
class Difference:
    """One element of one item on which the two do not agree."""

    title: str
    guide: str  # its id; empty where the site has no such guide
    element: str
    platform: str
    site: str

    @property
    def absent(self) -> bool:
        """Whether it is all of the item that the platform does not have."""
        return self.element == ITEM and bool(self.guide)

    def __str__(self) -> str:
        return f"{self.element}：平台“{self.platform or '没有写'}”，本站“{self.site or '没有写'}”"


def matched(project: Project, items: Iterable[Item]) -> list[tuple[Item, GuidePage | None]]:
    """Give each item with its guide: by its own code (实施编码), else by its name."""
    by_code = {guide.elements.local_code: guide for guide in project.guides.values()}
    by_title = {guide.elements.title: guide for guide in project.guides.values()}
    return [(item, by_code.get(item.says("local_code")) or by_title.get(item.title)) for item in items]


def compare(project: Project, items: Iterable[Item], today: date) -> list[Difference]:
    """Give every difference; elements that the export has no column for are not compared."""
    pairs = matched(project, items)
    found: list[Difference] = []
    for item, page in pairs:
        if page is None:
            found.append(Difference(item.title, "", ITEM, "有", "没有这个事项的办事指南"))
        else:
            found += [Difference(page.elements.title, page.id, *one) for one in _differing(project, item, page, today)]
    known = {page.id for _, page in pairs if page}
    units = {page.elements.unit for _, page in pairs if page}
    found += [
        Difference(page.elements.title, page.id, ITEM, "没有这个事项", "有")
        for page in project.guides.values()
        if page.id not in known and page.elements.unit in units
    ]
    return found


def _differing(project: Project, item: Item, page: GuidePage, today: date) -> Iterator[tuple[str, str, str]]:
    guide, unit = page.elements, project.units[page.elements.unit]
    place = unit.posts[guide.post].title if guide.post else guide.counter
    phone = (unit.posts[guide.post].phone if guide.post else "") or unit.unit.phone
    texts: tuple[tuple[str, str, str, Callable[[str, str], bool]], ...] = (
        ("title", "事项名称", guide.title, _same),
        ("base_code", "基本编码", guide.base_code, _same),
        ("local_code", "实施编码", guide.local_code, _same),
        ("type", "事项类型", guide.type, _same),
        ("class", "办件类型", guide.class_, _same),
        ("unit", "实施主体", unit.unit.title, _within),
        ("department", "办理部门", unit.unit.departments[guide.department], _within),
        ("audience", "服务对象", "、".join(guide.audience.kinds), _same_words),
        ("visits", "到现场次数", str(guide.visits), _same_number),
        ("result", "办理结果", guide.result.name, _same),
        ("place", "办理地点", place, _within),
        ("hours", "办理时间", _clocks(project, page, today), _same_clocks),
        ("phone", "联系电话", phone, _same_number),
        ("charged", "是否收费", "否" if guide.fee.free else "是", _same),
        ("fee", "收费标准", guide.fee.amount, _same),
        ("fee_basis", "收费依据", guide.fee.basis, _same),
    )
    for column, name, ours, same in texts:
        if column in item.said and not same(item.says(column), ours):
            yield name, item.says(column), ours
    law = project.regulations
    bases = [law.cite(b.regulation, today).text if b.regulation else str(b) for b in guide.legal_basis]
    yield from _points("设定依据", item.says("legal_basis"), bases)
    yield from _points("申请条件", item.says("conditions"), guide.conditions)
    yield from _steps(item.says("procedure"), [step.step for step in guide.procedure])
    for name, column, own, limit in (
        ("法定办结时限", "statutory_limit", "statutory_unit", guide.statutory_limit),
        ("承诺时限", "promised_limit", "promised_unit", guide.promised_limit),
    ):
        ours_said = settled(limit, law, today)
        if item.says(column) and not _same_limit(item.says(column), item.says(own), ours_said):
            yield name, f"{item.says(column)}{item.says(own)}", str(ours_said)
    yield from _materials(item.materials, guide)


def _materials(theirs: tuple[ItemMaterial, ...], guide: Guide) -> Iterator[tuple[str, str, str]]:
    if not theirs:
        return
    ours = {_bare(material.name): material for material in guide.materials}
    for material in theirs:
        own = ours.pop(_bare(material.name), None)
        if own is None:
            yield "办理材料", material.name, ""
        else:
            yield from _material(material, own)
    for own in ours.values():
        yield "办理材料", "", own.name


def _material(theirs: ItemMaterial, own: Material) -> Iterator[tuple[str, str, str]]:
    asked = (
        ("形式", theirs.form, own.form),
        ("份数", theirs.copies, str(own.copies)),
        ("来源", theirs.source, own.source),
        ("必要性", theirs.need, own.need),
    )
    for name, said, ours in asked:
        if said and _bare(said) != _bare(ours):
            yield f"办理材料“{own.name}”的{name}", said, ours


def _points(name: str, text: str, ours: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Compare points without their order: each that only one of the two has."""
    if not text:
        return
    theirs, own = {_bare(p): p for p in split(text)}, {_bare(p): p for p in ours}
    yield from ((name, said, "") for key, said in theirs.items() if key not in own)
    yield from ((name, "", said) for key, said in own.items() if key not in theirs)


def _steps(text: str, ours: list[str]) -> Iterator[tuple[str, str, str]]:
    """Compare the steps by name and order, however the platform strings them together."""
    theirs = steps(text)
    if theirs and theirs != ours:
        yield "办理流程", " → ".join(theirs), " → ".join(ours)


def steps(text: str) -> list[str]:
    """Split a procedure into its steps."""
    parts = (re.sub(r"^\d+[.、]", "", part.strip()) for part in _ARROW.split(text))
    return [part for part in parts if part]


def parse_limit(text: str, unit: str) -> Limit | None:
    """Read a limit in words, or a number with the unit of its own column; None where it is neither."""
    match = _LIMIT.search(text)
    if match is None:
        return None
    said = match["unit"] or unit.removeprefix("个").strip()
    said = {"日": "自然日", "天": "自然日"}.get(said, said)
    known = {"工作日", "自然日", "小时", "分钟"}
    return Limit.model_validate({"value": match["value"], "unit": said}) if said in known else None


def _same_limit(text: str, unit: str, ours: Limit) -> bool:
    theirs = parse_limit(text, unit)
    return theirs is not None and (theirs.value, theirs.unit) == (ours.value, ours.unit)


def _clocks(project: Project, page: GuidePage, today: date) -> str:
    unit = project.units[page.elements.unit]
    try:
        return "、".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in spans_of(project, unit, today))
    except Refused:
        return ""


def _same(theirs: str, ours: str) -> bool:
    return _bare(theirs) == _bare(ours)


def _within(theirs: str, ours: str) -> bool:
    return _bare(ours) in _bare(theirs) or _bare(theirs) in _bare(ours)


def _same_words(theirs: str, ours: str) -> bool:
    return set(re.split(r"[、，,；;\s/|]+", theirs.strip())) == set(ours.split("、"))


def _same_number(theirs: str, ours: str) -> bool:
    return re.sub(r"\D", "", theirs) == re.sub(r"\D", "", ours)


def _same_clocks(theirs: str, ours: str) -> bool:
    def clocks(text: str) -> list[tuple[int, int]]:
        return [(int(h), int(m)) for h, m in re.findall(r"(\d{1,2})[:：](\d\d)", text)]

    return clocks(theirs) == clocks(ours)


def _bare(text: str) -> str:
    """Give a text without spaces and marks, so that only words differ."""
    return re.sub(r"[\W_]", "", text)

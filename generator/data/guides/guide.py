"""Service guides （办事指南）: the mandatory elements are front matter, the prose is Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.data.files.fields import Count, Day, ParameterRef
from generator.data.files.reading import Document, Faults, front_matter
from generator.data.files.schema import Record, typed
from generator.data.guides.parts import (
    Address,
    Audience,
    Basis,
    CaseClass,
    Channel,
    Fee,
    Filled,
    ItemType,
    LifeEvent,
    Limit,
    Material,
    OneOrMore,
    Result,
    Special,
    Step,
    Supervision,
    Tag,
)
from generator.data.regulations.resolve import Regulations

INSPECTED = (
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理时间",
    "联系电话",
    "办理流程",
    "承诺时限",
    "办理结果",
    "收费标准",
)
"""The elements that inspectors count. Hours and telephone are the unit's and the window's own."""


def element(title: str) -> object:
    """Name a field as people know the element."""
    return Field(title=title)


class Guide(Record):
    """The elements of one guide, in the order in which they are shown."""

    title: Annotated[Filled, element("事项名称")]
    also: tuple[Filled, ...] = ()  # other names, for the search alone
    base_code: Annotated[Filled, element("基本编码")]
    local_code: Annotated[Filled, element("实施编码")]
    type: Annotated[ItemType, element("事项类型")]
    class_: Annotated[CaseClass, Field(alias="class", title="办件类型")]
    tags: tuple[Tag, ...] = ()
    unit: Annotated[Filled, element("实施主体")]
    department: Annotated[Filled, element("办理部门")]
    post: Annotated[str, element("办理地点")] = ""
    counter: str = ""  # where a unit has no numbered windows
    version: Annotated[Count, element("版本")]
    effective: Annotated[Day, element("施行日期")]
    checked: Annotated[Day, element("核对日期")]
    interpreter: Annotated[Filled, element("解释机关")]
    legal_basis: Annotated[tuple[Basis, ...], Field(title="设定依据", min_length=1)]
    audience: Annotated[Audience, element("服务对象")]
    life_events: Annotated[tuple[LifeEvent, ...], Field(title="生命周期", min_length=1)]
    conditions: Annotated[OneOrMore, element("申请条件")]
    materials: Annotated[tuple[Material, ...], Field(title="办理材料", min_length=1)]
    procedure: Annotated[tuple[Step, ...], Field(title="办理流程", min_length=1)]
    statutory_limit: Annotated[Limit, element("法定办结时限")]
    promised_limit: Annotated[Limit, element("承诺时限")]
    special_procedures: tuple[Special, ...] = ()
    visits: Annotated[Count, element("到现场次数")]
    result: Annotated[Result, element("办理结果")]
    fee: Annotated[Fee, element("收费标准")]
    channels: Annotated[tuple[Channel, ...], Field(title="办理渠道", min_length=1)]
    online: Address = ""
    appointment: str = ""
    agency: str = ""
    forwarded_to: str = ""
    joint: tuple[Filled, ...] = ()
    care: Annotated[OneOrMore, element("特殊群体服务")]
    supervision: Annotated[Supervision, element("监督投诉")]
    refusal: Annotated[OneOrMore, element("不予办理的情形")]
    remedies: Annotated[OneOrMore, element("法律救济")]


VAGUE = ("其他材料", "其它材料", "相关材料", "有关材料", "规定的材料", "所需材料", "等材料", "等相关")
"""Names that tell nobody what to bring."""

NEEDED = {"上报件": "forwarded_to", "联办件": "joint", "预约件": "appointment", "代办件": "agency"}
"""What a guide has to say when it bears a tag."""

ON_THE_SPOT = Limit(value=1, unit="工作日")
"""No limit of an instant case is longer: it would not be instant."""


@dataclass(frozen=True)
class GuidePage:
    """A guide with its id and prose."""

    id: str
    elements: Guide
    body: str


def read_guide(path: Path, faults: Faults) -> tuple[Document, GuidePage] | None:
    """Read one guide; report what can be told from it alone: vague materials, tags without what they call for."""
    document, body, _ = front_matter(path, faults)
    guide = typed(document, Guide) if document else None
    if document is None or guide is None:
        return None
    for i, material in enumerate(guide.materials):
        if any(vague in material.name for vague in VAGUE):
            document.fault(("materials", i, "name"), f"“{material.name}”没有说清要带什么", "逐项写明材料名称")
        if not material.required and not material.when:
            document.fault(("materials", i), f"不是必要材料，没有写明什么时候需要（{material.need}）", "补写 when")
        if material.main and not material.required:
            what = f"主件标成了{material.need}；缺主件的不能收件"
            document.fault(("materials", i, "need"), what, "删去 need，或者把 main: true 写在必须交的那一份")
    if not any(material.main for material in guide.materials):
        document.fault(("materials",), "没有标明哪一份是主件", "给缺了它就不能收件的材料写上 main: true")
    for i, tag in enumerate(guide.tags):
        if tag in NEEDED and not getattr(guide, NEEDED[tag]):
            document.fault(("tags", i), f"标了{tag}，没有写 {NEEDED[tag]}", f"补写 {NEEDED[tag]}，或者去掉这个标签")
    if "容缺件" in guide.tags and not any(material.need == "容缺" for material in guide.materials):
        document.fault(("tags",), "标了容缺件，没有一份材料可以容缺", "给可以后补的材料写上 need: 容缺")
    if guide.effective > guide.checked:
        document.fault(("checked",), f"核对日期 {guide.checked} 早于施行日期 {guide.effective}", "重新核对后写上日期")
    return document, GuidePage(path.stem, guide, body.strip())


def settled(limit: Limit, regulations: Regulations, day: date) -> Limit:
    """Give a limit with its figure as of a day, whether it is written out or a regulation's."""
    if not isinstance(limit.value, ParameterRef):
        return limit
    return Limit(value=regulations.figure(limit.value, day, int), unit=limit.unit)

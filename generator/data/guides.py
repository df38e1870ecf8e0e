"""Service guides （办事指南）: the mandatory elements are front matter, the prose is Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from generator.data.fields import Count, Day
from generator.data.reading import Document, Faults, front_matter
from generator.data.schema import Record, typed

Filled = Annotated[str, Field(min_length=1)]
OneOrMore = Annotated[tuple[Filled, ...], Field(min_length=1)]


class Material(Record):
    """One thing to bring."""

    name: Filled
    form: Filled
    copies: Count
    source: Filled
    required: bool = True
    main: bool = False


class Step(Record):
    """One step of the procedure."""

    step: Filled
    detail: Filled


class Limit(Record):
    """A time limit with its unit."""

    value: Count
    unit: Literal["工作日", "自然日", "小时", "分钟"]

    def __str__(self) -> str:
        return f"{self.value} 个{self.unit}" if self.unit == "工作日" else f"{self.value} {self.unit}"


class Fee(Record):
    """What it costs and on what basis."""

    amount: Filled
    basis: Filled


class Guide(Record):
    """The elements of one guide, in the order in which they are shown."""

    title: Filled
    code: Filled
    unit: Filled
    department: Filled
    post: Filled
    checked: Day
    class_: Literal["即办件", "承诺件"] = Field(alias="class")
    legal_basis: OneOrMore
    audience: Filled
    conditions: OneOrMore
    materials: Annotated[tuple[Material, ...], Field(min_length=1)]
    procedure: Annotated[tuple[Step, ...], Field(min_length=1)]
    statutory_limit: Limit
    promised_limit: Limit
    visits: Count
    result: Filled
    fee: Fee
    refusal: OneOrMore
    remedies: OneOrMore


VAGUE = ("其他材料", "其它材料", "相关材料", "有关材料", "规定的材料")
"""Names that tell nobody what to bring."""


@dataclass(frozen=True)
class GuidePage:
    """A guide with its id and prose."""

    id: str
    elements: Guide
    body: str


def read_guide(path: Path, faults: Faults) -> tuple[Document, GuidePage] | None:
    """Read one guide; report a promise longer than the law's limit, and materials that are not named."""
    document, body, _ = front_matter(path, faults)
    guide = typed(document, Guide) if document else None
    if document is None or guide is None:
        return None
    promised, statutory = guide.promised_limit, guide.statutory_limit
    if promised.unit == statutory.unit and promised.value > statutory.value:
        document.fault(("promised_limit", "value"), f"承诺时限 {promised} 长于法定时限 {statutory}", "应不超过法定时限")
    for i, material in enumerate(guide.materials):
        if any(vague in material.name for vague in VAGUE):
            document.fault(("materials", i, "name"), f"“{material.name}”没有说清要带什么", "逐项写明材料名称")
    return document, GuidePage(path.stem, guide, body.strip())

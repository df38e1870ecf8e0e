"""The parts of a service guide: its bases, materials, steps, limits, fee, result, and whom to turn to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from generator.data.files.fields import Citable, Count, Figure, ParameterRef
from generator.data.files.schema import Record

Filled = Annotated[str, Field(min_length=1)]
OneOrMore = Annotated[tuple[Filled, ...], Field(min_length=1)]

ItemType = Literal["行政许可", "行政确认", "行政给付", "行政奖励", "行政裁决", "其他行政权力", "公共服务"]
CaseClass = Literal["即办件", "承诺件"]
Tag = Literal["上报件", "联办件", "预约件", "代办件", "容缺件", "工单", "非当场办结"]
"""What a case may be besides its class; ``case-types`` of the site explains each."""
Kind = Literal["自然人", "企业法人", "个体工商户", "非法人组织", "事业单位法人", "社会组织法人", "行政机关"]
Channel = Literal["窗口", "网上", "自助终端", "电话", "信函", "传真", "电子邮件", "邮寄", "上门"]
Need = Literal["必要", "非必要", "容缺"]
NEEDED: Mapping[Need, str] = {"必要": "必需", "容缺": "可以后补", "非必要": "视情况"}
"""What people read of a need, the strongest first."""
LifeEvent = Literal[
    "开办企业",
    "经营许可",
    "项目建设",
    "用工参保",
    "办税缴费",
    "变更注销",
    "出生",
    "落户居住",
    "就业创业",
    "婚姻家庭",
    "购房安家",
    "车辆出行",
    "社保医保",
    "救助帮扶",
    "退休养老",
    "身后事",
]


class Basis(Record):
    """What an item rests on: an article of a law, as amended when; or one of the site's own regulations."""

    law: str = ""
    article: str = ""
    version: str = ""
    regulation: Citable = None

    @model_validator(mode="after")
    def _one(self) -> Basis:
        if self.regulation and (self.law or self.article or self.version):
            raise ValueError("regulation 已经写明条文，不再写 law、article 和 version")
        if not self.regulation and not (self.law and self.article and self.version):
            raise ValueError('写明 law、article 和 version（年份或文号）三项，或者写 regulation: "§规章#条文"')
        return self

    def __str__(self) -> str:
        return f"《{self.law}》（{self.version}）{self.article}"


class Audience(Record):
    """Who may apply: kinds of applicants, and in words."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    who: Filled

    @property
    def person(self) -> bool:
        """Whether people may apply for themselves."""
        return "自然人" in self.kinds

    @property
    def body(self) -> bool:
        """Whether businesses or other bodies may apply."""
        return any(kind != "自然人" for kind in self.kinds)


class Material(Record):
    """One thing to bring. ``fill``: what to write into each field of its form, as a filled sample."""

    name: Filled
    form: Literal["原件", "复印件", "原件和复印件", "电子件", "原件（核验后退回）"]
    copies: Count
    source: Filled
    need: Need = "必要"
    when: str = ""
    blank: str = ""
    fill: dict[str, Filled] = {}
    main: bool = False

    @property
    def required(self) -> bool:
        """Whether it is needed in every case."""
        return self.need == "必要"

    @property
    def needed(self) -> str:
        """Whether it is needed, in the word that people read wherever it stands."""
        return NEEDED[self.need]


class Step(Record):
    """One step of the procedure: who does what, and how long it takes."""

    step: Filled
    detail: Filled
    by: Filled
    takes: Filled


TimeUnit = Literal["工作日", "自然日", "小时", "分钟"]
UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)


class Limit(Record):
    """A time limit with its unit; the value may be a regulation's figure."""

    value: Figure
    unit: TimeUnit

    def __str__(self) -> str:
        if isinstance(self.value, ParameterRef):
            return f"{self.value}（{self.unit}）"
        if self.value == 0:
            return "当场办结"
        return f"{self.value} 个{self.unit}" if self.unit == "工作日" else f"{self.value} {self.unit}"

    @property
    def bounds(self) -> tuple[int, int]:
        """The shortest and the longest it may last, in minutes; a week has five working days, holidays left out."""
        assert isinstance(self.value, int)
        minutes = {"分钟": 1, "小时": 60, "自然日": 24 * 60, "工作日": 24 * 60}[self.unit]
        weeks = -(-self.value // 5) * 7 if self.unit == "工作日" and self.value else self.value
        return self.value * minutes, weeks * minutes

    def longer_than(self, other: Limit) -> bool:
        """Whether it may last longer than another limit that begins at the same moment."""
        if self.unit == other.unit:
            return self.bounds[0] > other.bounds[0]
        return self.bounds[1] > other.bounds[0]


class Special(Record):
    """A procedure outside the limit: a hearing, an inspection, a public notice."""

    name: Filled
    limit: Limit | None = None
    note: str = ""


class Result(Record):
    """What the applicant gets: its name, what is written on it (a sample), how it is handed over."""

    name: Filled
    sample: dict[str, Filled] = {}
    delivery: OneOrMore
    validity: str = ""


class Fee(Record):
    """What it costs, on what basis, and who pays less."""

    amount: Filled
    basis: Filled
    reductions: str = ""

    @property
    def free(self) -> bool:
        """Whether nothing is charged."""
        return self.amount.startswith("不收费")


class Supervision(Record):
    """Where to turn when something goes wrong: hotline, the window for what failed, and the evaluation of service."""

    hotline: Filled
    window: str = ""
    evaluation: Filled


_EXAMPLE = re.compile(r"https://([\w-]+\.)*(example|example\.(com|org|net))(/[\w./?=&%-]*)?")


def _example(address: str) -> str:
    if ":" in address and not _EXAMPLE.fullmatch(address):
        raise ValueError(f"“{address}”不是站内的相对地址；示例地址应写成 https://…example/… 的样子")
    return address


Address = Annotated[str, AfterValidator(_example)]
"""An address inside the site, or one that is clearly an example."""

"""The scalar types of the files: days, clock times, proportions, and references to regulations (``§``)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer

LEAP_YEAR = 2000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ARTICLE = re.compile(r"§(?P<regulation>[a-z0-9-]+)#(?P<article>[a-z0-9-]+)")
_PARAMETER = re.compile(r"§(?P<regulation>[a-z0-9-]+)\.(?P<name>[a-z0-9_]+)")


@dataclass(frozen=True, order=True)
class ArticleRef:
    """``§regulation#article``."""

    regulation: str
    article: str

    def __str__(self) -> str:
        return f"§{self.regulation}#{self.article}"


@dataclass(frozen=True, order=True)
class ParameterRef:
    """``§regulation.parameter``."""

    regulation: str
    name: str

    def __str__(self) -> str:
        return f"§{self.regulation}.{self.name}"


def parse_day(text: Any) -> Any:
    """Read ``2026-12-01``; an impossible date is an error in Chinese."""
    if isinstance(text, date):
        return text
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError(f"“{text}”不是日期；应写成 2026-12-01 这样")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}”这一天不存在；请核对年月日") from None


def parse_clock(text: Any) -> Any:
    """Read ``08:30``."""
    if isinstance(text, time | ParameterRef):
        return text
    if not isinstance(text, str) or not _CLOCK.fullmatch(text):
        raise ValueError(f"“{text}”不是时刻；应写成 08:30 这样")
    return time.fromisoformat(text)


class MonthDay(NamedTuple):
    """A day of every year."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


def parse_month_day(text: Any) -> Any:
    """Read ``11-15``, a day of every year."""
    if isinstance(text, MonthDay | ParameterRef):
        return text
    if isinstance(text, str) and (match := _MONTH_DAY.fullmatch(text)):
        month, day = int(match[1]), int(match[2])
        if 1 <= month <= 12 and 1 <= day <= monthrange(LEAP_YEAR, month)[1]:  # noqa: PLR2004
            return MonthDay(month, day)
    raise ValueError(f"“{text}”不是每年的某一天；应写成 11-15 这样")


def parse_fraction(text: Any) -> Any:
    """Read ``1``, ``1/2`` or ``-1/2``."""
    try:
        return text if isinstance(text, Fraction) else Fraction(str(text).replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"“{text}”不是数；应写成 1 或 1/2 这样") from None


def _proportion(value: Fraction) -> Fraction:
    if not 0 < value <= 1:
        raise ValueError(f"“{value}”超出范围；在岗比例应大于 0、不超过 1")
    return value


def parse_article(text: Any) -> Any:
    """Read ``§regulation#article`` or ``custom`` (a figure of the centre's own custom)."""
    if isinstance(text, ArticleRef) or text == "custom":
        return None if text == "custom" else text
    if isinstance(text, str) and (match := _ARTICLE.fullmatch(text)):
        return ArticleRef(**match.groupdict())
    raise ValueError(f'“{text}”不是条文；应写成 "§duty-group#composition"，没有条文的写 custom（本单位惯例）')


def parse_reference(text: Any) -> Any:
    """Turn ``§regulation.parameter`` into a reference and leave every other value to its own type."""
    if isinstance(text, str) and text.startswith("§"):
        if match := _PARAMETER.fullmatch(text):
            return ParameterRef(**match.groupdict())
        raise ValueError(f'“{text}”不是条文参数；应写成 "§duty-group.on_duty"')
    return text


Id = Annotated[str, Field(pattern=r"^[\w-]+$")]
"""Ids of seats, pools, groups …: they are written into records and addresses."""

Day = Annotated[date, BeforeValidator(parse_day)]
Clock = Annotated[time, BeforeValidator(parse_clock), PlainSerializer(lambda clock: f"{clock:%H:%M}", when_used="json")]
Share = Annotated[Fraction, BeforeValidator(parse_fraction)]
Proportion = Annotated[Fraction, BeforeValidator(lambda value: _proportion(parse_fraction(value)))]
Citable = Annotated[ArticleRef | None, BeforeValidator(parse_article)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Figure = Annotated[Count | ParameterRef, BeforeValidator(parse_reference)]
ClockFigure = Annotated[time | ParameterRef, BeforeValidator(lambda value: parse_clock(parse_reference(value)))]
MonthDayFigure = Annotated[
    MonthDay | ParameterRef, BeforeValidator(lambda value: parse_month_day(parse_reference(value)))
]
Strength = Literal["must", "wish"]
Audience = Literal["public", "staff", "restricted"]

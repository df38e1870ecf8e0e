"""When something comes back: by day, week, month, quarter, half-year or year, before holidays, at festivals."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from generator.data.calendars.festivals import FESTIVALS
from generator.data.files.fields import Day, Figure, ParameterRef, parse_reference
from generator.data.files.schema import Record

Each = Literal["day", "week", "month", "quarter", "half-year", "year", "holiday", "festival", "event"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""How many months a period has."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ON: dict[str, tuple[str, ...]] = {
    "day": ("workdays", "rest-days", "holidays", "every-day"),
    "week": (*_WEEKDAYS, "first-workday", "last-workday"),
    "month": (*_WEEKDAYS, "first-week", "last-day", "first-workday", "last-workday", "workday"),
}
_DATED = re.compile(r"[1-9]|[12]\d|3[01]")


def _read_on(value: Any) -> Any:
    """Read a day of the month as a number; words and references stay."""
    value = parse_reference(value)
    return int(value) if isinstance(value, str) and _DATED.fullmatch(value) else value


OrArticle = BeforeValidator(parse_reference)
"""A choice may be made by an article: then it is a reference to its parameter."""

Counted = Annotated[Literal["days", "week"] | ParameterRef, OrArticle]
Festivals = Annotated[tuple[str, ...] | ParameterRef, OrArticle]


class Ahead(Record):
    """How long before what it is about: so many days, working days, weeks or months.

    ``counted`` (G-02, a week ahead of a sit-in): ``days`` back from the day itself, or by the ``week``, which is then
    the last working day of the week that lies so many weeks before.
    """

    days: Figure = 0
    workdays: Figure = 0
    weeks: Figure = 0
    months: Figure = 0
    counted: Counted = "days"

    @model_validator(mode="after")
    def _one_unit(self) -> Ahead:
        if sum(value != 0 for value in (self.days, self.workdays, self.weeks, self.months)) != 1:
            raise ValueError("提前多久要写明一种：days、workdays、weeks 或 months")
        return self


class Recurs(Record):
    """When it comes back.

    ``each`` ``day``: on which days (``on``), or ``every`` so many days from ``starting``. ``week``: on a weekday, or
    the first or last working day of the week. ``month``, ``quarter``, ``half-year``, ``year``: in the ``month`` of that
    period (nothing said: its last), on a day of the month (the last one where the month is shorter), on the ``nth``
    weekday or working day, in the first week (the 1st to the 7th), or on the last day; ``dates``: set apart by the
    unit, a day in each period. ``every``: only one week or month in so many, counted from ``starting``. ``holiday``:
    the first day of every break. ``festival``: the festivals that are named, lunar ones included; a reference names
    them in the article's words. ``event``: whenever the series ``of`` takes place. ``ahead``: so long before that.
    """

    each: Each
    on: Annotated[int | str | ParameterRef | None, BeforeValidator(_read_on)] = None
    nth: tuple[Annotated[int, Field(ge=1, le=23)], ...] = ()
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    every: Figure = 1
    starting: Day | None = None
    dates: tuple[Day, ...] | None = None
    festivals: Festivals = ()
    of: str = ""
    ahead: Ahead | None = None

    @model_validator(mode="after")
    def _fits(self) -> Recurs:
        months = MONTHS.get(self.each, 0)
        if (self.on is None) == (self.dates is None) and self.each not in ("holiday", "festival", "event"):
            raise ValueError("写明 on（在哪一天），日期另行确定的写 dates，两者只写一种")
        self._check_on("month" if months else self.each)
        if self.each == "festival" and not self.festivals:
            raise ValueError("each: festival 要写 festivals（哪些节日）")
        if unknown := [f for f in self.festivals if f not in FESTIVALS] if isinstance(self.festivals, tuple) else []:
            raise ValueError(f"没有节日“{unknown[0]}”；可用的有：{'、'.join(FESTIVALS)}")
        if (self.each == "event") != bool(self.of):
            raise ValueError("each: event 和 of（哪一项）同时写")
        if self.month and self.month > months:
            raise ValueError(f"each: {self.each} 没有第 {self.month} 个月")
        if self.every == 0:
            raise ValueError("every: 0 不行；每一次都有的不写 every")
        if self.every != 1 and self.starting is None:
            raise ValueError("隔几天、几周、几个月一次的，写明 starting（从哪一天数起）")
        return self

    def _check_on(self, unit: str) -> None:
        if isinstance(self.on, ParameterRef) and unit not in ("week", "month"):
            raise ValueError(f"each: {self.each} 的 on 不能取自条文；按周、月、季、半年和年的才能")
        if isinstance(self.on, str) and self.on not in _ON.get(unit, ()):
            raise ValueError(
                f"each: {self.each} 不能写 on: {self.on}；可用的有：{'、'.join(_ON.get(unit, ())) or '无'}"
            )
        if isinstance(self.on, int) and unit != "month":
            raise ValueError(f"each: {self.each} 不能写 on: {self.on}；几日只用于按月、季、半年和年")
        if unit == "month" and bool(self.nth) != (self.on in (*_WEEKDAYS, "workday")):
            raise ValueError("第几个星期几、第几个工作日，写 on 和 nth；其他写法不写 nth")

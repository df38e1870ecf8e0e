"""Attendance: how a unit counts it, and the sign-ins of a month as they are kept. Restricted: no page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from generator.data.files.fields import Citable, Clock, ClockFigure, Day, Figure
from generator.data.files.schema import Record

Status = Literal["late", "early", "missing", "absent"]
STATUSES: tuple[Status, ...] = get_args(Status)


class SignHours(Record):
    """When work begins and ends for those who sign in."""

    from_: ClockFigure = Field(alias="from")
    to: ClockFigure
    article: Citable = None


class Titles(Record):
    """What the unit's regulation calls each status; an absence without leave is 旷工, 离岗 or 无故缺席."""

    late: str = "迟到"
    early: str = "早退"
    missing: str = "缺打卡"
    absent: str = "旷工"


class Measure(Record):
    """The unit's own measure: so much for each time (``absent``: for each day), in points or another unit."""

    title: str
    unit: str = ""
    per: Annotated[dict[Status, Figure], Field(min_length=1)]
    article: Citable = None


class Study(Record):
    """A session of study that everybody attends, and who was not there; its file bears the day."""

    title: str
    absent: tuple[str, ...] = ()


class Attendance(Record):
    """How attendance is counted.

    ``method`` says how people sign in. ``hours``: nothing said, those in which the unit is open. ``late_after`` and
    ``early_before``: minutes that do not count yet. ``half_day_after``: minutes late or early beyond which half a day
    counts as absent instead; nothing said, it never does. ``study_half_days``: half days that count as absent for a
    session of study missed without leave. ``roles`` that sign in; empty: everybody who does not work by
    the duty roster alone.
    """

    method: str = ""
    article: Citable = None
    hours: SignHours | None = None
    late_after: Figure = 0
    early_before: Figure = 0
    half_day_after: Figure | None = None
    study_half_days: Figure = 0
    roles: tuple[str, ...] = ()
    titles: Titles = Titles()
    measures: tuple[Measure, ...] = ()


class Signed(Record):
    """When somebody came and went on a day; one of the two may be missing."""

    in_: Clock | None = Field(alias="in", default=None)
    out: Clock | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Signed:
        if self.in_ is None and self.out is None:
            raise ValueError("上班、下班都没有写；没有打卡的人不用写")
        if self.in_ and self.out and self.out <= self.in_:
            raise ValueError(f"下班 {self.out:%H:%M} 不晚于上班 {self.in_:%H:%M}")
        return self


class Signs(Record):
    """The sign-ins of one month: by day, then by person. ``source`` is the file that they were read from."""

    format: Literal["1"] = "1"
    unit: str
    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    imported: Day
    source: str = ""
    days: Mapping[Day, Mapping[str, Signed]] = {}

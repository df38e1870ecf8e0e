"""Duties: a kind of recurring work, one dated file per version, so that an edit never rewrites the past."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.data.fields import Audience, Citable, ClockFigure, Figure, Id
from generator.data.schema import Record
from generator.data.unit import On, Rules, Weekday


class DutyHours(Record):
    """Hours of a duty; minutes to come before and to stay after."""

    from_: ClockFigure = Field(alias="from")
    to: ClockFigure
    arrive_early: Figure = 0
    leave_late: Figure = 0
    article: Citable = None


class SeatKind(Record):
    """The seats of one name in every slot: how many, and who fills them.

    ``appointed``: named people, the first of them who is available serves. ``from``: a group of the unit.
    ``turn``: who takes turns in supplying the seats; nothing said: the people, by fair share. ``departments``: in the
    unit's order; ``order``: the people of the list ``order``, one after the other. ``missed``: a turn that could not be
    served is owed and made up (补值), or the ``queue`` moves (顺延). ``over_rest_days``: the order pauses on days on
    which the duty is not open, or it ``counts`` them, so that it goes by the weekday (one week is one round).
    ``least``: how many of the seats must be filled where ``count`` is the most that there may be. ``hours``: where they
    are not the duty's.
    """

    title: str
    count: Figure = 1
    appointed: tuple[str, ...] = ()
    from_: str = Field(alias="from", default="")
    turn: Literal["persons", "departments", "order"] = "persons"
    order: tuple[str, ...] = ()
    missed: Literal["owed", "queue"] = "owed"
    over_rest_days: Literal["pauses", "counts"] = "pauses"
    least: Figure | None = None
    hours: DutyHours | None = None
    priority: Annotated[int, Field(ge=1, le=1000)] = 1

    @model_validator(mode="after")
    def _one_source(self) -> SeatKind:
        if bool(self.appointed) == bool(self.from_):
            raise ValueError("由谁来值要写明一种：appointed（指定的人）或 from（人员范围）")
        if bool(self.order) != (self.turn == "order"):
            raise ValueError("按固定次序轮流的，同时写 turn: order 和 order（人员编号的次序）")
        if self.turn == "persons" and (self.missed, self.over_rest_days) != ("owed", "pauses"):
            raise ValueError("missed 和 over_rest_days 只用于按次序轮流（turn: departments 或 order）")
        return self


class Burden(Record):
    """What a seat weighs and in which pool it counts."""

    pool: str
    weight: Annotated[int, Field(ge=1, le=100)] = 1


class Duty(Record):
    """One version of a duty.

    ``cycle``: one slot a day, or one a week over its open days. ``make_up``: the weekday that a make-up working day
    stands in for where ``on`` is a list of weekdays (nothing said: the duty has no slot on it). ``concurrent_with``:
    duties that the same person may hold at the same time. ``standby``: whoever is on it stands in before others (备班).
    ``comp_days``: working days of comp time (调休) that a turn earns.
    """

    title: str
    article: Citable
    audience: Audience = "staff"
    on: On = "workdays"
    make_up: Weekday | None = None
    cycle: Literal["day", "week"] = "day"
    hours: DutyHours
    place: str = ""
    phone: str = ""
    keeps_post: bool = False
    standby: bool = False
    comp_days: Figure = 0
    concurrent_with: tuple[str, ...] = ()
    seats: Annotated[dict[Id, SeatKind], Field(min_length=1)]
    rules: Rules = ()
    burden: Burden

"""Duties: a kind of recurring work, one dated file per version, so that an edit never rewrites the past."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.data.files.fields import Audience, Citable, ClockFigure, Day, Figure, Id, MonthDay, MonthDayFigure
from generator.data.files.schema import Record
from generator.data.regulations.resolve import Regulations
from generator.data.units.unit import On, Rules, Weekday


class DutyHours(Record):
    """Hours of a duty; minutes to come before and to stay after."""

    from_: ClockFigure = Field(alias="from")
    to: ClockFigure
    arrive_early: Figure = 0
    leave_late: Figure = 0
    article: Citable = None


class SeatKind(Record):
    """The seats of one name in every slot: how many, and who fills them. ``occasion`` is filled in from a booking.

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
    occasion: str = ""

    @model_validator(mode="after")
    def _one_source(self) -> SeatKind:
        if bool(self.appointed) == bool(self.from_):
            raise ValueError("由谁来值要写明一种：appointed（指定的人）或 from（人员范围）")
        if bool(self.order) != (self.turn == "order"):
            raise ValueError("按固定次序轮流的，同时写 turn: order 和 order（人员编号的次序）")
        if self.turn == "persons" and (self.missed, self.over_rest_days) != ("owed", "pauses"):
            raise ValueError("missed 和 over_rest_days 只用于按次序轮流（turn: departments 或 order）")
        return self


class Task(Record):
    """Something that whoever serves does, perhaps at a fixed time; ``seats``: only who holds one of these."""

    at: ClockFigure | None = None
    text: Annotated[str, Field(min_length=1)]
    seats: tuple[str, ...] = ()
    article: Citable = None


class Season(Record):
    """A part of every year, both days included; it may go on over the turn of the year."""

    begins: MonthDayFigure
    ends: MonthDayFigure

    def covers(self, law: Regulations, day: date) -> bool:
        """Whether a day lies in the season, by the articles as of that day."""
        first, last = law.figure(self.begins, day, MonthDay), law.figure(self.ends, day, MonthDay)
        own = MonthDay(day.month, day.day)
        return first <= own <= last if first <= last else own >= first or own <= last


class OnSeries(Record):
    """Whenever a series of the unit's agenda takes place: a volunteer day, a lecture, a recheck every three days."""

    series: str


class Burden(Record):
    """What a seat weighs and in which pool it counts."""

    pool: str
    weight: Annotated[int, Field(ge=1, le=100)] = 1


class Duty(Record):
    """One version of a duty. ``short``: one or two characters that stand for it in a table of people by days.

    ``on``: on such days; ``bookings``: where something is booked; ``{series: …}``: whenever that takes place.
    ``season``: only in a part of the year. ``cycle``: one slot a day, or one a week, fortnight or month over its open
    days; fortnights are counted from the Monday ``since``.
    ``make_up``: the weekday that a make-up working day
    stands in for where ``on`` is a list of weekdays (nothing said: the duty has no slot on it). ``concurrent_with``:
    duties that the same person may hold at the same time. ``standby``: whoever is on it stands in before others (备班).
    ``comp_days``: working days of comp time (调休) that a turn earns.
    """

    title: str
    short: Annotated[str, Field(max_length=2)] = ""
    article: Citable
    audience: Audience = "staff"
    on: On | Literal["bookings"] | OnSeries = "workdays"
    season: Season | None = None
    make_up: Weekday | None = None
    cycle: Literal["day", "week", "fortnight", "month"] = "day"
    since: Day | None = None
    hours: DutyHours
    place: str = ""
    phone: str = ""
    keeps_post: bool = False
    standby: bool = False
    comp_days: Figure = 0
    tasks: tuple[Task, ...] = ()
    concurrent_with: tuple[str, ...] = ()
    seats: Annotated[dict[Id, SeatKind], Field(min_length=1)]
    rules: Rules = ()
    burden: Burden

    @model_validator(mode="after")
    def _counted_from(self) -> Duty:
        if (self.cycle == "fortnight") != bool(self.since):
            raise ValueError("两周一轮的写明从哪个周一起算：cycle: fortnight 和 since 同时写")
        if self.since and self.since.weekday():
            raise ValueError(f"since 写的 {self.since} 不是周一")
        if (self.on == "bookings" or isinstance(self.on, OnSeries)) and self.cycle != "day":
            raise ValueError("按预约、按会议和活动安排的，一天一个班次，不写 cycle")
        return self

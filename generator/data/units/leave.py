"""Leave and wishes: one record, one file; a step that is taken is added to the record, and none is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from generator.data.calendars.spans import Span
from generator.data.files.fields import Citable, Clock, Day, Figure
from generator.data.files.schema import Record

WEEK = timedelta(weeks=1)

Status = Literal["requested", "approved", "refused", "withdrawn", "taken", "cancelled"]
STATUSES: tuple[Status, ...] = get_args(Status)
TITLES: Mapping[Status, str] = {
    "requested": "已申请，待批准",
    "approved": "已批准",
    "refused": "未批准",
    "withdrawn": "已撤回",
    "taken": "休假中",
    "cancelled": "已销假",
}
"""``cancelled`` is 销假, reporting back: the leave was taken, and ends with the day before."""


class _Dated(Record):
    from_: Day = Field(alias="from")
    until: Day

    @model_validator(mode="after")
    def _in_order(self) -> _Dated:
        if self.until < self.from_:
            raise ValueError(f"结束日 {self.until} 早于开始日 {self.from_}")
        return self

    def covers(self, day: date) -> bool:
        """Whether the record includes the day, or a part of it."""
        return self.from_ <= day <= self.until


class Step(Record):
    """What happened to a leave, on which day, and by whom it was decided."""

    status: Status
    on: Day
    by: str = ""


class Leave(_Dated):
    """A leave or an outing; only what is approved or was taken keeps a person from duty. The reason is private.

    ``starts`` is the hour on the first day, ``ends`` that on the last: half days and hours. ``steps`` say what
    happened to it; a record written by hand may name its ``status`` alone. ``back``: the first day at work again,
    where that was earlier than planned. ``cover``: who holds the person's window meanwhile (顶岗).
    ``handover``: open cases and appointments that pass to whoever stands in; internal, on no page.
    ``by_phone``: urgent, the formalities follow; ``papers``: the day on which they did. ``reachable``: a telephone
    was left.
    """

    person: str
    kind: str
    starts: Clock | None = None
    ends: Clock | None = None
    status: Status = "requested"
    steps: tuple[Step, ...] = ()
    back: Day | None = None
    cover: str = ""
    handover: tuple[str, ...] = ()
    by_phone: bool = False
    papers: Day | None = None
    reachable: bool = True
    reason: str = ""

    @model_validator(mode="after")
    def _last_step(self) -> Leave:
        if self.steps and self.status != self.steps[-1].status:
            raise ValueError(f"status 写的是 {self.status}，steps 最后一步是 {self.steps[-1].status}；两处应相同")
        if self.from_ == self.until and self.starts and self.ends and self.ends <= self.starts:
            raise ValueError(f"结束时刻 {self.ends:%H:%M} 不晚于开始时刻 {self.starts:%H:%M}")
        return self

    @property
    def counts(self) -> bool:
        """Whether the leave keeps, or kept, the person away."""
        return self.status in ("approved", "taken", "cancelled")

    @property
    def start(self) -> datetime:
        """The moment from which the person is away."""
        return datetime.combine(self.from_, self.starts or time())

    @property
    def end(self) -> datetime:
        """The moment from which the person is there again."""
        planned = datetime.combine(self.until, self.ends) if self.ends else midnight(self.until + timedelta(days=1))
        return max(self.start, min(planned, midnight(self.back))) if self.back else planned

    @property
    def approved_on(self) -> date | None:
        """The day on which it was approved; None where that is not recorded."""
        return next((step.on for step in self.steps if step.status == "approved"), None)

    def keeps_from(self, start: datetime, end: datetime) -> bool:
        """Whether the leave keeps the person from a turn of that time (``keeps_from``)."""
        return keeps_from((self.start, self.end), (start, end))

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether the person is away for a part of the time."""
        return self.start < end and start < self.end


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())


def keeps_from(away: Span, turn: Span) -> bool:
    """Whether who is away for a time misses a turn: in any part of it; of one longer than a week in half of it."""
    both, whole = min(away[1], turn[1]) - max(away[0], turn[0]), turn[1] - turn[0]
    return both > timedelta() and (whole <= WEEK or 2 * both >= whole)


class Wish(_Dated):
    """A wish to serve (``on``) or not to serve (``off``), for one duty or for all."""

    person: str
    duty: str = ""
    want: Literal["on", "off"]
    weight: Annotated[int, Field(ge=1)] = 1


class Entitlement(Record):
    """Working days a year from so many full years of work on."""

    after: Annotated[int, Field(ge=0)]
    days: Figure


class LeaveKind(Record):
    """A kind of leave.

    ``forgives``: no share of the turns is owed for its days. ``present``: it counts as attendance (外勤).
    ``notice``: days before it begins by which it is to be requested. How much there is of it: ``at_most`` so many
    working days in a calendar year; ``by_years`` more of them with the years that somebody has worked; ``earned`` as
    much as was earned by turns (调休).
    """

    title: str
    forgives: bool
    present: bool = False
    notice: Figure | None = None
    at_most: Figure | None = None
    by_years: tuple[Entitlement, ...] = ()
    earned: bool = False
    article: Citable = None


class LeaveTier(Record):
    """Who decides on which leave: the first tier that fits does.

    ``roles`` and ``kinds``: whose and which leave; empty is any. ``hours`` or ``workdays``: how long at most; neither
    is any length. ``border``: whether exactly that much still belongs here. ``by``: roles that may decide, only
    those of one department (``of``) or of the person's own (``own_department``); none: somebody outside the unit.
    ``approver`` says it in the regulation's words, ``formalities`` what else is to be done.
    """

    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    hours: Figure | None = None
    workdays: Figure | None = None
    border: Literal["included", "excluded"] = "included"
    by: tuple[str, ...] = ()
    of: str = ""
    own_department: bool = False
    approver: str
    formalities: str = ""
    article: Citable = None


class OnePersonWindow(Record):
    """The window with one person: hours from which nobody leaves it without a stand-in; below, a neighbour answers."""

    stand_in_from: Figure
    formalities: str = ""
    article: Citable = None

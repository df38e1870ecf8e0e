"""Series of meetings and periodic work (例会、检查、报送、交接), one dated file per version, like duties.

``rosters/<unit>/agenda/<series>/<effective-date>.yml``. Figures and choices are literals or
``"§regulation.parameter"``; a choice is read from the words of the parameter (``choices.py``). What articles elsewhere
leave open is a key here with a default; what a unit has decided stands in its regulation's own sentence.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.data.agenda.recurs import OrArticle, Recurs
from generator.data.files.fields import Audience, Citable, ClockFigure, Day, Figure, ParameterRef
from generator.data.files.schema import Record

Kind = Literal["meeting", "filing", "inspection", "handover", "activity", "study"]
KINDS: dict[Kind, str] = {
    "meeting": "会议",
    "filing": "报送",
    "inspection": "检查",
    "handover": "交接",
    "activity": "活动",
    "study": "学习",
}
Shift = Annotated[Literal["earlier", "later", "stays", "skip"] | ParameterRef, OrArticle]
ShiftOn = Annotated[Literal["rest-days", "holidays"] | ParameterRef, OrArticle]
ShiftTo = Annotated[Literal["workday", "day"] | ParameterRef, OrArticle]
NoWorkday = Annotated[Literal["skip", "move"] | ParameterRef, OrArticle]
MakeUp = Annotated[Literal["moves", "stays"] | ParameterRef, OrArticle]
Together = Annotated[Literal["merge", "both"] | ParameterRef, OrArticle]
Yes = Annotated[bool | ParameterRef, OrArticle]


class Hours(Record):
    """From when to when it takes place."""

    from_: ClockFigure = Field(alias="from")
    to: ClockFigure


class Who(Record):
    """Who takes part: everybody, or whoever is in one of the groups, roles or departments, or is named.

    Where roles and departments are both given, it is those roles of those departments.
    """

    everybody: bool = False
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Paper(Record):
    """What is due before: how many copies, to whom, and by when on that day or so many days before."""

    title: str
    copies: Figure = 0
    to: str = ""
    by: ClockFigure
    days_before: Figure = 0
    article: Citable = None


class Serving(Record):
    """Those who serve in a duty do it; in a handover they hand over to those of its next slot. No seat: all of them."""

    duty: str
    seat: str = ""


class InTurn(Record):
    """Places or bodies that take it in turns, from the period that holds ``starting``."""

    names: Annotated[tuple[str, ...], Field(min_length=1)]
    starting: Day


class Series(Record):
    """One version of a series.

    When its day is no working day (G-03, P-29): ``shift`` says what happens, ``shift_on`` which days off count
    (``holidays``: a plain weekend does not), ``shift_to`` whether "the day before" is the last working day or just the
    day before the break, ``no_workday`` what becomes of a week that has no working day before it (``skip``, or it moves
    out of its week), ``make_up`` whether a make-up working day later in the week takes it over (G-04).

    ``included``: whether the day by which something is due still counts (G-17). ``joins``: another series; when both
    fall on one day they ``merge``, or ``both`` are held (G-03). ``blocks``: whoever takes part cannot be on a duty then
    (G-24). ``hours``, ``by`` (due at) and ``at`` (fixed clock times) are three ways to say when on the day; none of
    them is until the end of the day. ``filed``: the duty for which it is filed as wishes, so that a reminder can name
    who has not filed. ``times``: how often at least in its period, ending with its day. ``until``: its last day.
    """

    title: str
    kind: Kind
    article: Citable
    audience: Audience = "staff"
    until: Day | None = None
    recurs: Recurs
    shift: Shift = "stays"
    shift_on: ShiftOn = "rest-days"
    shift_to: ShiftTo = "workday"
    no_workday: NoWorkday = "skip"
    make_up: MakeUp = "stays"
    included: Yes = True
    joins: str = ""
    together: Together = "both"
    hours: Hours | None = None
    by: ClockFigure | None = None
    at: tuple[ClockFigure, ...] = ()
    place: str = ""
    who: Who = Who()
    to: str = ""
    times: Figure = 1
    papers: tuple[Paper, ...] = ()
    serving: Serving | None = None
    in_turn: InTurn | None = None
    filed: str = ""
    blocks: Yes = False
    note: str = ""

    @model_validator(mode="after")
    def _one_time(self) -> Series:
        if sum(map(bool, (self.hours, self.by, self.at))) > 1:
            raise ValueError("时间只写一种：hours（起止）、by（截止时刻）或 at（几个钟点）")
        if self.blocks and not (self.hours and self.who != Who()):
            raise ValueError("blocks: true 要同时写 hours 和 who，才知道谁在什么时间不能值班")
        return self

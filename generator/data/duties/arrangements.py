"""What is arranged otherwise for single days (临时安排): longer hours at a festival, a day closed, one more person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, model_validator

from generator.data.duties.duty import Duty, DutyHours
from generator.data.files.fields import Citable, Count, Day, Id
from generator.data.files.schema import Record


class Arrangement(Record):
    """How a duty is on some days, against its own file: arranged by a leader, with the reason.

    ``closed``: it has no slot; ``opened``: it has one, whatever its ``on`` says; ``hours`` and ``counts`` (people by
    seat) stand in for the duty's own.
    """

    duty: str
    from_: Day = Field(alias="from")
    until: Day
    closed: bool = False
    opened: bool = False
    hours: DutyHours | None = None
    counts: dict[Id, Count] = {}
    reason: Annotated[str, Field(min_length=1)]
    approved_by: Annotated[str, Field(min_length=1)]
    article: Citable = None

    @model_validator(mode="after")
    def _says_something(self) -> Arrangement:
        if self.until < self.from_:
            raise ValueError(f"结束日 {self.until} 早于开始日 {self.from_}")
        if self.closed and (self.opened or self.hours or self.counts):
            raise ValueError("closed（不值班）不能和 opened、hours、counts 同时写")
        if not (self.closed or self.opened or self.hours or self.counts):
            raise ValueError("没有写明怎样安排；写 closed、opened、hours 或 counts")
        return self

    def covers(self, duty: str, day: Day) -> bool:
        """Whether it is about the duty on the day."""
        return self.duty == duty and self.from_ <= day <= self.until


def arranged(duty: Duty, arrangements: Iterable[Arrangement]) -> Duty:
    """Give a duty as it is arranged for a day."""
    for one in arrangements:
        seats = {
            name: seat.model_copy(update={"count": one.counts[name]}) if name in one.counts else seat
            for name, seat in duty.seats.items()
        }
        duty = duty.model_copy(update={"seats": seats, "hours": one.hours or duty.hours})
    return duty

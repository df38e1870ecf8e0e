"""Leave and wishes: one record, one file; nothing is rewritten in place by two people at once."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.data.fields import Day
from generator.data.schema import Record


class _Dated(Record):
    from_: Day = Field(alias="from")
    until: Day

    @model_validator(mode="after")
    def _in_order(self) -> _Dated:
        if self.until < self.from_:
            raise ValueError(f"结束日 {self.until} 早于开始日 {self.from_}")
        return self

    def covers(self, day: date) -> bool:
        """Whether the record includes the day."""
        return self.from_ <= day <= self.until


class Leave(_Dated):
    """A leave; only approved and taken leave keeps a person from duty. The reason is private."""

    person: str
    kind: str
    status: Literal["requested", "approved", "taken", "cancelled"]
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether the leave keeps the person away."""
        return self.status in ("approved", "taken")


class Wish(_Dated):
    """A wish to serve (``on``) or not to serve (``off``), for one duty or for all."""

    person: str
    duty: str = ""
    want: Literal["on", "off"]
    weight: Annotated[int, Field(ge=1)] = 1

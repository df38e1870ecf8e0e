"""The people of a unit: where each of them served and serves, with dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, Protocol

from pydantic import Field, model_validator

from generator.data.calendars.calendar import days
from generator.data.calendars.spans import Span
from generator.data.files.fields import Clock, Day, Proportion
from generator.data.files.reading import Document, Place
from generator.data.files.schema import Record
from generator.data.units.unit import Employment, On


class Service(Record):
    """A stretch of service: department, role, post, contract, proportion of full time; ``until`` is the last day.

    ``duty_only``: the person works by the duty roster alone, as guards do; everybody else on the unit's open days too.
    ``employment``: whoever is ``external`` comes from a firm that helps. ``works``: the days of somebody who works
    part of the week.
    """

    from_: Day = Field(alias="from")
    until: Day | None = None
    department: str
    role: str
    post: str = ""
    contract: str = ""
    employment: Employment = "permanent"
    works: On = "every-day"
    proportion: Proportion = Fraction(1)
    duty_only: bool = False

    def covers(self, day: date) -> bool:
        """Whether the stretch includes the day."""
        return self.from_ <= day and (self.until is None or day <= self.until)


class Held(Record):
    """A time for which another body has the person (派驻、借调): a unit of the project by its id, or a body by name.

    ``on``: on some days only; ``hours``: for a part of them only.
    """

    from_: Day = Field(alias="from")
    until: Day | None = None
    by: Annotated[str, Field(min_length=1)]
    on: On = "every-day"
    hours: HeldHours | None = None

    def covers(self, day: date) -> bool:
        """Whether the time includes the day."""
        return self.from_ <= day and (self.until is None or day <= self.until)

    def span(self, day: date) -> Span:
        """Give when the body has the person on a day."""
        midnight = datetime.combine(day + timedelta(days=1), time())
        if self.hours is None:
            return datetime.combine(day, time()), midnight
        return datetime.combine(day, self.hours.from_), datetime.combine(day, self.hours.to)


class HeldHours(Record):
    """A part of a day."""

    from_: Clock = Field(alias="from")
    to: Clock


class Qualification(Record):
    """Something learnt, from a day and perhaps until one."""

    name: str
    from_: Day = Field(alias="from")
    until: Day | None = None


class Exemption(Record):
    """Duties from which somebody is exempt for a time. The category is private: nothing shows it.

    Pregnancy and nursing keep from the night by national law, whatever the duties are; there may then be none.
    """

    from_: Day = Field(alias="from")
    until: Day
    duties: tuple[str, ...] = ()
    category: Literal["pregnancy", "nursing", "health", "age"]

    @property
    def no_nights(self) -> bool:
        """Whether national law keeps the person from the night in this time."""
        return self.category in ("pregnancy", "nursing")

    @model_validator(mode="after")
    def _exempts(self) -> Exemption:
        if not (self.duties or self.no_nights):
            raise ValueError("没有写免除哪些值班；在 duties 里列出")
        return self


class Person(Record):
    """One person, known by id. The mobile number is restricted: no page, sheet or record shows it.

    ``working_since``: the first day of the working life, by which annual leave is counted; private as well.
    ``same_as``: whoever comes from another unit of the project is that unit's person ``<unit>/<id>``.
    """

    id: Annotated[str, Field(pattern=r"^[\w-]+$")]
    name: Annotated[str, Field(min_length=1)]
    mobile: str = ""
    working_since: Day | None = None
    same_as: Annotated[str, Field(pattern=r"^([\w-]+/[\w-]+)?$")] = ""
    service: Annotated[tuple[Service, ...], Field(min_length=1)]
    qualifications: tuple[Qualification, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether the unit has the person only for a part of the time."""
        return bool(self.held or self.same_as) or any(service.works != "every-day" for service in self.service)

    @property
    def home(self) -> str:
        """The unit from which somebody comes; empty where it is this one."""
        return self.same_as.partition("/")[0]

    def serving(self, day: date) -> Service | None:
        """Give the stretch of service that includes the day."""
        return next((s for s in self.service if s.covers(day)), None)

    def exempt(self, duty: str, day: date) -> bool:
        """Whether the person is exempt from a duty on the day."""
        return any(duty in e.duties and e.from_ <= day <= e.until for e in self.exemptions)

    def qualified(self, name: str, day: date) -> bool:
        """Whether the person holds a qualification on the day."""
        return any(
            q.name == name and q.from_ <= day and (q.until is None or day <= q.until) for q in self.qualifications
        )


class Dated(Protocol):
    """Anything with a first and perhaps a last day."""

    @property
    def from_(self) -> date:
        """First day."""

    @property
    def until(self) -> date | None:
        """Last day, None while open."""


def check_dated(document: Document, place: Place, entries: Sequence[Dated], *, gaps: bool) -> None:
    """Report entries that end before they begin, overlap, or (where ``gaps`` matter) leave days between them."""
    order = sorted(range(len(entries)), key=lambda i: entries[i].from_)
    for i in order:
        until = entries[i].until
        if until is not None and until < entries[i].from_:
            document.fault((*place, i, "until"), f"结束日 {until} 早于开始日 {entries[i].from_}")
    for i, j in pairwise(order):
        earlier, later = entries[i], entries[j]
        if earlier.until is None or earlier.until >= later.from_:
            right = f"前一段的 until 应是 {later.from_ - timedelta(days=1)}"
            document.fault((*place, j, "from"), f"与从 {earlier.from_} 起的一段重叠", right)
        elif gaps and any(days(earlier.until + timedelta(days=1), later.from_ - timedelta(days=1))):
            right = f"本段的 from 应是 {earlier.until + timedelta(days=1)}"
            document.fault((*place, j, "from"), f"与前一段（到 {earlier.until} 止）之间有空档", right)

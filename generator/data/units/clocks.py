"""Which article holds which clock of a unit: ``clocks:`` of unit.yml.

Figures and choices are parameters of regulations; nothing is written here but references to them.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.data.files.fields import Citable, ParameterRef, parse_reference
from generator.data.files.schema import Record


def _parameter(text: Any) -> Any:
    """Read a reference to a parameter; a figure of a clock is never written where no article holds it."""
    found = parse_reference(text)
    if not isinstance(found, ParameterRef):
        raise ValueError(f'“{text}”不是条文参数；期限由规章规定，应写成 "§case-limits.routine_days"')
    return found


Held = Annotated[ParameterRef, BeforeValidator(_parameter)]


class Counted(Record):
    """What limits of days have in common.

    ``rest``: what happens when the last of calendar days is one of rest. ``supplement``: what the time does while
    papers are completed. ``outside``: procedures that do not count.
    """

    first_day: Held
    rest: Held | None = None
    supplement: Held | None = None
    outside: Held | None = None


class PromiseClock(Counted):
    """How a promised limit runs; how long it is stands in the guide."""

    article: Citable = None


class DayClock(Counted):
    """A limit of days."""

    days: Held


class TimeClock(Record):
    """A limit of minutes or hours; without ``count`` they run while the unit is open."""

    time: Held
    count: Held | None = None


class MonthClock(Record):
    """A day of the following month; ``border`` where an own parameter says it."""

    day: Held
    border: Held | None = None


Clock = PromiseClock | DayClock | TimeClock | MonthClock


class Clocks(Record):
    """The clocks of a unit."""

    promise: PromiseClock | None = None
    instant: TimeClock | None = None
    routine: DayClock | None = None
    special: DayClock | None = None
    complaint: DayClock | None = None
    denial: DayClock | None = None
    denial_report: MonthClock | None = Field(alias="denial-report", default=None)
    report: MonthClock | None = None
    agency: TimeClock | None = None
    aid: DayClock | None = None
    order_response: TimeClock | None = Field(alias="order-response", default=None)
    order_handling: TimeClock | None = Field(alias="order-handling", default=None)

    def kept(self) -> dict[str, Clock]:
        """Give the clocks that the unit has, by the name under which it writes them."""
        said = ((info.alias or name, getattr(self, name)) for name, info in type(self).model_fields.items())
        return {name: clock for name, clock in said if clock is not None}

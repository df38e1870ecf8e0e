"""Occasions that are booked (预约、派单): a meeting in a room, a visit, a trip; a duty ``on: bookings`` serves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Annotated

from pydantic import Field, model_validator

from generator.data.duties.duty import Duty, SeatKind
from generator.data.files.fields import Clock, Count, Day, Id
from generator.data.files.reading import Document
from generator.data.files.schema import Record


class Booking(Record):
    """One occasion: what it is, when, in which room or at which place.

    ``people``: how many in a seat of the duty, where not as many as the duty says.
    """

    duty: str
    title: Annotated[str, Field(min_length=1)]
    on: Day
    from_: Clock = Field(alias="from")
    to: Clock
    room: str = ""
    place: str = ""
    people: dict[Id, Count] = {}

    @model_validator(mode="after")
    def _in_order(self) -> Booking:
        if self.to <= self.from_:
            raise ValueError(f"结束时刻 {self.to:%H:%M} 不晚于开始时刻 {self.from_:%H:%M}")
        return self

    def meets(self, other: Booking) -> bool:
        """Whether the two want one room at one time; a room is known by its id, so that 310 may exist twice."""
        same = bool(self.room) and (self.room, self.on) == (other.room, other.on)
        return same and self.from_ < other.to and other.from_ < self.to


def booked(duty: Duty, bookings: Mapping[str, Booking], rooms: Mapping[str, str]) -> Duty:
    """Give a duty with seats for every booking of a day: each seat of the duty once a booking, with its hours."""
    first, last = min(b.from_ for b in bookings.values()), max(b.to for b in bookings.values())
    seats: dict[str, SeatKind] = {}
    for name, booking in sorted(bookings.items(), key=lambda item: (item[1].from_, item[0])):
        where = rooms.get(booking.room, booking.place)
        hours = duty.hours.model_copy(update={"from_": booking.from_, "to": booking.to})
        for kind, seat in duty.seats.items():
            own = {"hours": hours, "occasion": _said(booking.title, where)}
            own |= {"count": booking.people[kind]} if kind in booking.people else {}
            seats[f"{kind}-{name}"] = seat.model_copy(update=own)
    return duty.model_copy(update={"seats": seats, "hours": duty.hours.model_copy(update={"from_": first, "to": last})})


def _said(title: str, where: str) -> str:
    """Say what and where; a place that the title names already is not said again: 城北网点第1次巡访."""
    return f"{title}（{where}）" if where and where.partition("（")[0] not in title else title


def check_rooms(read: Sequence[tuple[Document, Booking]]) -> None:
    """Report two bookings of one room at one time."""
    for (_, earlier), (document, later) in combinations(sorted(read, key=lambda pair: str(pair[0].path)), 2):
        if later.meets(earlier):
            taken = f"{earlier.from_:%H:%M}—{earlier.to:%H:%M} 已由“{earlier.title}”使用"
            document.fault(("room",), f"“{later.room}”{later.on} {taken}", "换一个会议室或时间")

"""The occasions that a duty serves as they are booked (预约、派单): one line each, not a column for every one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.render.views.view import HoursView, SeatView, SlotView


@dataclass(frozen=True)
class Occasion:
    """One occasion of a slot: what it is, from when to when, and the seats that serve it."""

    slot: SlotView
    text: str
    hours: HoursView
    seats: tuple[SeatView, ...]

    def seat(self, title: str) -> SeatView | None:
        """Give the seats of a kind; None where the occasion has none."""
        return next((seat for seat in self.seats if seat.title == title), None)


def occasions(slots: Iterable[SlotView]) -> tuple[Occasion, ...]:
    """Give every occasion of some slots, in their order; none where nothing is booked."""
    return tuple(_occasion(slot, own) for slot in slots for own in _groups(slot.seats) if own[0].occasion)


def _occasion(slot: SlotView, own: Sequence[SeatView]) -> Occasion:
    return Occasion(slot, own[0].occasion, own[0].hours or slot.hours, tuple(own))


def _groups(seats: Iterable[SeatView]) -> Iterator[list[SeatView]]:
    """Divide seats by what they serve; the same kind of seat again belongs to another occasion of the same words."""
    own: list[SeatView] = []
    for seat in seats:
        if own and (seat.occasion != own[0].occasion or seat.title in (one.title for one in own)):
            yield own
            own = []
        own.append(seat)
    if own:
        yield own

"""Every turn of a period in one line each: when, what, from when to be there, by which article, and who is next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.render.views.changes import ChangeView
from generator.render.views.persons import PersonView
from generator.render.views.view import HoursView, MonthView, SeatView, SlotView


@dataclass(frozen=True)
class Turn:
    """One person in one seat of one slot.

    ``next_on`` and ``takes_over``: the slot of the duty that follows, and who holds the same seat there; None and
    nobody where no roster says.
    """

    person: PersonView
    slot: SlotView
    seat: SeatView
    next_on: date | None
    takes_over: tuple[PersonView, ...]

    @property
    def hours(self) -> HoursView:
        """The hours of the seat."""
        return self.seat.hours or self.slot.hours

    @property
    def changes(self) -> tuple[ChangeView, ...]:
        """The revisions by which this person came to serve."""
        return self.seat.changes if self.person.new else ()


@dataclass(frozen=True)
class Holder:
    """A person, or the people of a window, with their turns in order of days."""

    title: str
    department: str
    turns: tuple[Turn, ...]

    @property
    def days(self) -> int:
        """On how many days they serve."""
        return len({day for turn in self.turns for day in turn.slot.days})


def turns(months: Sequence[MonthView], month: MonthView) -> tuple[Turn, ...]:
    """Give all turns of a period; the slot that follows may belong to another one."""
    following = _following(slot for one in months for day in one.days for slot in day.slots)
    return tuple(
        Turn(person, slot, seat, after.day if after else None, _holding(after, seat))
        for day in month.days
        for slot in day.slots
        for after in [following.get((slot.duty, slot.day))]
        for seat in slot.seats
        for person in seat.people
    )


def _following(slots: Iterable[SlotView]) -> dict[tuple[str, date], SlotView]:
    """Give the slot that follows each in its duty."""
    found: dict[tuple[str, date], SlotView] = {}
    before: dict[str, SlotView] = {}
    for slot in sorted(slots, key=lambda slot: slot.day):
        if slot.duty in before:
            found[slot.duty, before[slot.duty].day] = slot
        before[slot.duty] = slot
    return found


def _holding(slot: SlotView | None, seat: SeatView) -> tuple[PersonView, ...]:
    same = (own for own in slot.seats if own.id == seat.id) if slot else ()
    return tuple(person for own in same for person in own.people)


def by_person(own: Iterable[Turn]) -> tuple[Holder, ...]:
    """Give the turns of each person, by department and name."""
    found = _grouped(own, lambda p: (p.name, p.department, p.id))
    return tuple(sorted(found, key=lambda one: (one.department, one.title)))


def by_post(own: Iterable[Turn], order: Sequence[str]) -> tuple[Holder, ...]:
    """Give the turns of the people of each window, in the order of windows; who has none stands by the role, last."""
    place = {title: i for i, title in enumerate(order)}
    found = (replace(one, title=one.title or "其他人员") for one in _grouped(own, lambda p: (p.post, p.department, "")))
    return tuple(sorted(found, key=lambda one: (place.get(one.title, len(order)), one.title, one.department)))


def _grouped(own: Iterable[Turn], key: Callable[[PersonView], tuple[str, str, str]]) -> Iterator[Holder]:
    found: dict[tuple[str, str, str], list[Turn]] = {}
    for turn in own:
        found.setdefault(key(turn.person), []).append(turn)
    for (title, department, _), mine in found.items():
        yield Holder(title, department, tuple(sorted(mine, key=lambda turn: (turn.slot.day, turn.hours.starts))))

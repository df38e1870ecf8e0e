"""Slots and seats: one duty on one day or in one week, with its figures and articles as of that date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from generator.data.calendars.calendar import DayKind
from generator.data.calendars.calendar import days as calendar_days
from generator.data.files.fields import Audience, Strength
from generator.data.records.roster import SeatKey
from generator.data.regulations.resolve import Citation
from generator.problem.turns import Line


class BurdenClass(StrEnum):
    """Classes in which burden is balanced apart, from light to heavy; the value is the word that people read."""

    ORDINARY = "平日"
    WEEKEND = "休息日"
    ADJUSTED_REST = "调休休息日"
    EVE = "节日前夕"
    STATUTORY = "法定节假日"
    SPRING_FESTIVAL = "春节"


@dataclass(frozen=True)
class BoundRule:
    """A rule as it binds one slot, or one person on one day: figures and article as of that date.

    ``lists``: what is said by names instead of figures. ``cited``: the article of each single figure.
    """

    name: str
    strength: Strength | None
    weight: int
    figures: Mapping[str, int]
    citation: Citation
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cited: Mapping[str, Citation] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskAt:
    """What whoever serves does, and when where that is fixed; ``seats``: only who holds one of these."""

    at: time | None
    text: str
    seats: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True)
class Seats:
    """The seats of one name in one slot.

    ``occasion``: the booking for which they are. ``members`` may hold them by role, department and qualification;
    ``candidates`` are those of them who are not away, nor ``busy`` with something else (which, as staff may read it);
    ``sharers`` are those who owe a share of the turn, with their weight. ``protected`` are all whom national law keeps
    from the night: no ``members``, and nothing shows who they are. ``line`` are departments or people who supply the
    seats by turns, ``due`` those of them whose turn it is, ``able`` those that could serve when the roster was settled:
    whoever falls ill later leaves the order of turns as it is. Without a line turns go by fair share. ``fixed``:
    appointed, so no share is owed. ``least`` of the ``count`` seats must be filled. Whoever holds one serves from
    ``starts`` to ``ends``, and is there from ``arrive`` until ``leave``.
    """

    key: SeatKey
    title: str
    occasion: str
    count: int
    least: int
    priority: int
    arrive: datetime
    starts: datetime
    ends: datetime
    leave: datetime
    citation: Citation
    members: tuple[str, ...]
    protected: tuple[str, ...]
    candidates: tuple[str, ...]
    busy: Mapping[str, str]
    sharers: Mapping[str, Fraction]
    line: Line | None
    due: tuple[str, ...]
    able: tuple[str, ...]
    fixed: bool

    @property
    def days(self) -> tuple[date, ...]:
        """Every day from arriving to leaving: who is away on one of them cannot hold a seat."""
        last = (self.leave - timedelta(minutes=1)).date()
        return tuple(self.arrive.date() + timedelta(days=n) for n in range((last - self.arrive.date()).days + 1))

    @property
    def owed(self) -> bool:
        """Whether turns are owed here: not where people are appointed, nor where seats are only offered."""
        return not self.fixed and self.least > 0


@dataclass(frozen=True)
class Slot:
    """One duty on one day, or in one week, fortnight or month: ``days`` are its open days, ``day`` the first of them.

    ``note``: why it is arranged otherwise than usual.
    """

    duty: str
    day: date
    days: tuple[date, ...]
    title: str
    kind: DayKind
    burden: BurdenClass
    arrive: datetime
    starts: datetime
    ends: datetime
    leave: datetime
    pool: str
    weight: int
    citation: Citation
    hours_citation: Citation
    rules: Mapping[str, BoundRule]
    seats: tuple[Seats, ...]
    audience: Audience
    place: str
    phone: str
    keeps_post: bool
    standby: bool
    concurrent_with: tuple[str, ...]
    note: str
    tasks: tuple[TaskAt, ...]

    def on(self, day: date, start: datetime, end: datetime) -> tuple[datetime, datetime]:
        """Give the hours of one of its days, of hours that are said from the first day to the last."""
        moved = timedelta(days=(day - self.days[0]).days)
        return start + moved, end - (self.days[-1] - self.days[0]) + moved

    def attended(self, seats: Seats) -> tuple[date, ...]:
        """Days on which whoever holds a seat is there: the open days, and where it lasts into the night the next."""
        length = seats.leave - seats.arrive - (self.days[-1] - self.days[0])
        begins = [seats.arrive + (day - self.days[0]) for day in self.days]
        spans = [(begin.date(), (begin + length - timedelta(minutes=1)).date()) for begin in begins]
        return tuple(sorted({day for first, last in spans for day in calendar_days(first, last)}))

    def minutes(self, seats: Seats) -> int:
        """Give the minutes of work in a seat, from arriving to leaving, on all open days together."""
        daily = seats.leave - seats.arrive - (self.days[-1] - self.days[0])
        return len(self.days) * int(daily.total_seconds()) // 60

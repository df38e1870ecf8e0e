"""Rosters and the published record: append only, each file chained to the one before, folded into what is in force."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from pydantic import Field

from generator.data.calendars.period import Period
from generator.data.calendars.spans import Span, without
from generator.data.files.fields import Clock, Day
from generator.data.files.schema import Record

FORMAT = 1

GENESIS = "none"
"""What the first record of a unit names as its ``previous``."""


class SeatKey(NamedTuple):
    """The seats of one name in one slot."""

    duty: str
    day: date
    seat: str


class Part(NamedTuple):
    """A part of the time of a place: ``person`` serves for its ``holder``, who keeps the rest."""

    holder: str
    person: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Roster:
    """Who holds the seats, for each key a sorted set; ``parts``: who serves for them for a part of the time."""

    held: Mapping[SeatKey, tuple[str, ...]] = field(default_factory=dict)
    parts: Mapping[SeatKey, tuple[Part, ...]] = field(default_factory=dict)

    def who(self, key: SeatKey) -> tuple[str, ...]:
        """Give the people who hold the seats of a key; empty where nobody does."""
        return self.held.get(key, ())

    def having(self, key: SeatKey, people: Iterable[str]) -> Roster:
        """Give a copy in which the seats of one key are held by these people; parts go with their holders."""
        there = tuple(sorted(people))
        return Roster({**self.held, key: there}, self._with(key, (p for p in self.in_parts(key) if p.holder in there)))

    def in_parts(self, key: SeatKey) -> tuple[Part, ...]:
        """Give the parts in which somebody else serves for a holder."""
        return self.parts.get(key, ())

    def parting(self, key: SeatKey, gone: str, come: str, span: Span) -> Roster:
        """Give a copy in which one person serves for another for a part of the time.

        Who goes may be a holder, or stand in for one already; a holder who comes back serves as before.
        """
        own = self.in_parts(key)
        stood = (p.holder for p in own if p.person == gone and p.start < span[1] and span[0] < p.end)
        holder = gone if gone in self.who(key) else next(stood, gone)
        kept = [p for p in own if p.holder != holder]
        cut = [
            Part(holder, p.person, *left)
            for p in own
            if p.holder == holder
            for left in without([(p.start, p.end)], [span])
        ]
        new = [Part(holder, come, *span)] if come != holder else []
        return Roster(self.held, self._with(key, sorted([*kept, *cut, *new])))

    def _with(self, key: SeatKey, parts: Iterable[Part]) -> dict[SeatKey, tuple[Part, ...]]:
        kept = {k: p for k, p in self.parts.items() if k != key}
        return kept | ({key: found} if (found := tuple(parts)) else {})


class Level(Record):
    """One objective level: the value reached, the bound proved, and whether they meet."""

    name: str
    value: int
    bound: int
    proven: bool


class Hours(Record):
    """A part of a shift, from one hour to another; one that is not later is of the next day.

    ``next_day``: it begins after the midnight of a shift through the night.
    """

    from_: Clock = Field(alias="from")
    to: Clock
    next_day: bool = False

    def on(self, day: date) -> Span:
        """Give the moments in a shift of a day."""
        day += timedelta(days=self.next_day)
        start, end = datetime.combine(day, self.from_), datetime.combine(day, self.to)
        return start, end if end > start else end + timedelta(days=1)


class Change(Record):
    """One change of a published roster: who held the seats of a key before, and who from then on.

    ``reason`` is a category, never a diagnosis; ``approved_by`` whoever decided; ``at`` the moment of the record.
    ``part``: only for a part of the time, in which one person serves for another.
    """

    duty: str
    day: Day
    seat: str
    from_: tuple[str, ...] = Field(alias="from")
    to: tuple[str, ...]
    part: Hours | None = None
    reason: str
    approved_by: str = ""
    at: str = ""

    @property
    def key(self) -> SeatKey:
        """The seats that change."""
        return SeatKey(self.duty, self.day, self.seat)

    def apply(self, roster: Roster) -> Roster:
        """Give the roster after the change."""
        if self.part:
            return roster.parting(self.key, self.from_[0], self.to[0], self.part.on(self.day))
        return roster.having(self.key, self.to)


class Published(Record):
    """One record file: the plan (``duties``) or a later revision (``changes``).

    ``published`` is the day on which it was. ``seal`` is the fingerprint of all the rest, so that an edit of the
    newest file is noticed as well.
    """

    format: Literal["1"]
    unit: str
    period: str
    previous: str
    published: Day | None = None
    seal: str = ""
    inputs: dict[str, str] = {}
    made: dict[str, str] = {}
    levels: tuple[Level, ...] = ()
    duties: dict[str, dict[Day, dict[str, tuple[str, ...]]]] = {}
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class History:
    """All record files of one period, in order, with their names."""

    period: Period
    files: tuple[tuple[str, Published], ...]

    @property
    def plan(self) -> Published:
        """The plan, before any change."""
        return self.files[0][1]

    @property
    def roster(self) -> Roster:
        """The roster in force: the fold of the files."""
        return fold([record for _, record in self.files])

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the newest file; the next file of the unit names it as its ``previous``."""
        return fingerprint(self.files[-1][1])


def fold(records: Sequence[Published]) -> Roster:
    """Apply the revisions to the plan."""
    held = {
        SeatKey(duty, day, seat): tuple(sorted(people))
        for duty, slots in records[0].duties.items()
        for day, seats in slots.items()
        for seat, people in seats.items()
    }
    roster = Roster(held)
    for change in (change for record in records[1:] for change in record.changes):
        roster = change.apply(roster)
    return roster


def digest(content: Any) -> str:
    """SHA-256 of any JSON-like content in its canonical form (sorted keys, dates as text)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def fingerprint(record: Published) -> str:
    """Fingerprint of a record's content but its seal, whatever the line ends and spacing of the file."""
    return digest(json.loads(record.model_dump_json(exclude={"seal"}, exclude_defaults=True)))


def dump(record: Published) -> str:
    """Write a record as YAML, one line a slot or a change, so that a difference can be read aloud."""
    lines = [f"format: {record.format}", f"unit: {record.unit}", f"period: {record.period}"]
    lines += [f"previous: {record.previous}", *([f"seal: {record.seal}"] if record.seal else [])]
    lines += [f"published: {record.published}"] if record.published else []
    if record.changes:
        return "\n".join([*lines, "changes:", *map(_line, record.changes)]) + "\n"
    lines += ["inputs:", *(f"  {part}: {value}" for part, value in sorted(record.inputs.items()))]
    lines += [f"made: {json.dumps(record.made, ensure_ascii=False)}"]
    lines += ["levels:"]
    for level in record.levels:
        proven = str(level.proven).lower()
        lines += [f"  - {{name: {level.name}, value: {level.value}, bound: {level.bound}, proven: {proven}}}"]
    lines += ["duties:" if record.duties else "duties: {}"]
    for duty, slots in sorted(record.duties.items()):
        lines += [f"  {duty}:"]
        for day, seats in sorted(slots.items()):
            held = ", ".join(f"{seat}: [{', '.join(people)}]" for seat, people in seats.items())
            lines += [f"    {day}: {{{held}}}"]
    return "\n".join(lines) + "\n"


def _line(change: Change) -> str:
    """Write one change; JSON is YAML, and quotes whatever has to be."""
    said = json.loads(change.model_dump_json(by_alias=True, exclude_defaults=True))
    return "  - {" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()) + "}"

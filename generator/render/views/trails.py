"""What became of the seats of a published period: who was to serve, who serves, and the revisions between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.data.records.roster import Change, History, Published, Roster, SeatKey, fold


@dataclass(frozen=True)
class Step:
    """One change of a seat: the number of its revision (1 is the first), and the moment of it where it is recorded."""

    number: int
    change: Change
    on: date
    at: datetime | None


@dataclass(frozen=True)
class Trail:
    """All that happened to the seats of one key since the plan."""

    planned: tuple[str, ...]
    now: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        """Those who were to serve by the plan and do not."""
        return tuple(p for p in self.planned if p not in self.now)

    @property
    def new(self) -> tuple[str, ...]:
        """Those who serve and were not to by the plan."""
        return tuple(p for p in self.now if p not in self.planned)

    @property
    def ever(self) -> tuple[str, ...]:
        """All who were to serve at some time, now or before."""
        said = (*self.planned, *(p for step in self.steps for p in step.change.to))
        return tuple(sorted(set(said)))

    @property
    def telling(self) -> tuple[Step, ...]:
        """The steps that explain the difference from the plan: of each person who went or came, the last one."""
        found = {}
        for person in (*self.gone, *self.new):
            for step in self.steps:
                if (person in step.change.from_) != (person in step.change.to):
                    found[person] = step
        return tuple(step for step in self.steps if step in found.values())

    def last(self, person: str) -> int:
        """Give the number of the last revision by which a person came or went; 0 where the plan still stands."""
        own = (s.number for s in self.steps if (person in s.change.from_) != (person in s.change.to))
        return max(own, default=0)


def trails(history: History | None) -> Mapping[SeatKey, Trail]:
    """Follow every seat that a revision changed, also those that are as planned again."""
    if history is None:
        return {}
    planned, now = fold([history.plan]), history.roster
    steps: dict[SeatKey, list[Step]] = {}
    for number, (_, record) in enumerate(history.files[1:], 1):
        for change in record.changes:
            on, at = moment(history, record, change)
            steps.setdefault(change.key, []).append(Step(number, change, on, at))
    return {key: Trail(planned.who(key), _there(now, key), tuple(own)) for key, own in steps.items()}


def _there(roster: Roster, key: SeatKey) -> tuple[str, ...]:
    """Give everybody who serves in the seats of a key, if only for a part of the time."""
    return tuple(dict.fromkeys([*roster.who(key), *(part.person for part in roster.in_parts(key))]))


def moment(history: History, record: Published, change: Change | None = None) -> tuple[date, datetime | None]:
    """Give the day of a record or a change, and its moment where that is recorded."""
    try:
        at = datetime.fromisoformat(change.at) if change else None
    except ValueError:
        at = None
    return (at.date() if at else record.published or history.period.first), at

"""Who hands over to whom: those who serve in a duty now and those of its next slot, as the published rosters say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.agenda.series import Serving
from generator.data.calendars.calendar import days
from generator.data.project import Project, UnitData
from generator.errors import Refused
from generator.problem.occasions import block, slot_days

FAR = 30
"""Days to look ahead for the next slot; no break of the calendar is as long."""


@dataclass(frozen=True)
class Handing:
    """Ids of those who hand over and of those who take over, and the first day of the next slot.

    ``taker_known``: whether the roster that says who takes over is published; ``on`` is None where not even the
    calendar says when the next slot is.
    """

    gives: tuple[str, ...]
    takes: tuple[str, ...]
    on: date | None
    taker_known: bool


class Handovers:
    """The published rosters of a unit, folded once."""

    def __init__(self, project: Project, unit: UnitData) -> None:
        self._project, self._unit = project, unit
        self._held: dict[tuple[str, date], list[tuple[str, tuple[str, ...]]]] = {}
        for history in unit.published.values():
            for key, people in history.roster.held.items():
                self._held.setdefault((key.duty, key.day), []).append((key.seat, people))

    def of(self, serving: Serving, day: date) -> Handing | None:
        """Give who hands over on a day; None where the duty has no published slot then."""
        duty = self._unit.duty(serving.duty, day)
        if duty is None:
            return None
        first, last = block(duty, day)
        slot = next((start for start in days(first, day) if (serving.duty, start) in self._held), None)
        if slot is None:
            return None
        following = self._next(serving.duty, last)
        known = following is not None and (serving.duty, following) in self._held
        takes = self._people(serving, following) if following else ()
        return Handing(self._people(serving, slot), takes, following, known)

    def _next(self, name: str, after: date) -> date | None:
        """Give the day on which the next slot begins; None where the calendar does not say."""
        for day in days(after + timedelta(days=1), after + timedelta(days=FAR)):
            duty = self._unit.duty(name, day)
            try:
                if duty and slot_days(self._project, self._unit, name, duty, day):
                    return day
            except Refused:
                return None
        return None

    def _people(self, serving: Serving, day: date) -> tuple[str, ...]:
        own = self._held.get((serving.duty, day), [])
        found = (person for seat, people in own if serving.seat in ("", seat) for person in people)
        return tuple(dict.fromkeys(found))

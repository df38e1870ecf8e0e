"""One simulated month of all units: what is known, planning, publishing, what happens then, and the books."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import generator
from generator.data.calendars.period import Period, parse_period
from generator.data.records.roster import Published
from generator.office import planning, publishing
from generator.office.issuing import Act, sign
from generator.office.signoff import course
from generator.rules.base import EMPTY_SEATS, SHORT, UNCOVERED
from tests.simulation import advance, books, late
from tests.simulation.books import Books, Heap
from tests.simulation.desk import Desk

FIRST = "2024-01"


@dataclass(frozen=True)
class Outcome:
    """One month of a unit: what happened, what the plan reached, and the books at its end.

    ``unproven``: the levels of the plan whose best value was not proven in time.
    """

    unit: str
    period: Period
    events: Counter[str]
    unproven: tuple[str, ...]
    seconds: float
    planned: dict[Heap, int]
    books: Books

    @property
    def proven(self) -> bool:
        """Whether every level of the plan was proven."""
        return not self.unproven

    @property
    def empty(self) -> tuple[int, int]:
        """Places left empty at the month's end, and windows or hours without anybody."""
        return self.books.count(EMPTY_SEATS), self.books.count(UNCOVERED) + self.books.count(SHORT)


def run(root: Path, units: Sequence[str], months: int, seed: int, limit: float) -> Iterator[Outcome]:
    """Simulate months one after the other in a copy of the sample; yield each unit's outcome of each."""
    period, project = parse_period(FIRST), generator.load(root)
    for _ in range(months):
        desk = Desk(root, project, period, seed)
        yield from month(desk, units, limit)
        project, period = desk.project, period.next()


def month(desk: Desk, units: Sequence[str], limit: float) -> list[Outcome]:
    """Simulate one month; the whole project is loaded anew where files were written by hand, and at the end."""
    events = {name: Counter(advance.happen(desk, name)) for name in units}
    desk.load()
    plans = {name: _publish(desk, name, limit) for name in units}
    ill = {name: late.fall_ill(desk, name) for name in units}
    desk.load()
    for name in units:
        events[name] += Counter({"sick": len(ill[name])} | late.happen(desk, name, ill[name], limit / 3))
    desk.load()
    found = []
    for name in units:
        unproven, seconds, planned = plans[name]
        audited = books.audit(desk.project, desk.unit(name))
        found.append(Outcome(name, desk.period, events[name], unproven, seconds, planned, audited))
    return found


def _publish(desk: Desk, name: str, limit: float) -> tuple[tuple[str, ...], float, dict[Heap, int]]:
    """Plan and publish; give the levels that are not proven, the seconds of planning, and the spread as planned."""
    unit, begun = desk.unit(name), time.perf_counter()
    draft = planning.plan(desk.project, unit, desk.period, limit=limit)
    seconds = time.perf_counter() - begun
    publishing.write_draft(publishing.draft_path(desk.project, unit, desk.period, "plan"), draft.record)
    on = desk.period.first - timedelta(days=advance.DAYS_BEFORE - 1)
    _sign_off(desk, name, draft.record, on)
    publishing.publish(desk.project, desk.unit(name), desk.period, on=on, allow_empty=True)
    spread = books.spread(draft.report.problem, draft.report.roster)
    return tuple(level.name for level in draft.record.levels if not level.proven), seconds, spread


def _sign_off(desk: Desk, name: str, record: Published, on: date) -> None:
    """Take every step that the unit asks for before a roster holds, each by the first who may."""
    while (state := course(desk.unit(name), desk.period, record)) and (step := state.due):
        signer, people = state.asked.steps[step], desk.unit(name).people.values()
        able = ((p.id, s) for p in people if (s := p.serving(on)) and s.role in signer.by)
        by = next(person for person, service in able if signer.of in ("", service.department))
        sign(desk.project, desk.unit(name), desk.period, record, Act(step, by, on), "plan")
        desk.load()

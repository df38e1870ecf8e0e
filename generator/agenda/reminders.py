"""What is due in the next days, and whose filing is still missing where filings are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from generator.agenda.listing import agenda
from generator.agenda.occurrences import Occurrence
from generator.data.project import Project, UnitData
from generator.data.regulations.resolve import Citation
from generator.days.dates import participants

DUE = ("filing", "inspection", "handover")
"""Kinds of series of which something has to be done by a moment."""


@dataclass(frozen=True)
class Reminder:
    """Something due: by when, what, to whom, and the ids of those whose filing is missing, where that is known."""

    at: datetime
    title: str
    to: str
    citation: Citation
    occurrence: Occurrence
    missing: tuple[str, ...] = ()


def due(project: Project, unit: UnitData, today: date, days: int) -> tuple[Reminder, ...]:
    """Give what is due from today on, so many days ahead; of what happens every day only today's."""
    found = agenda(project, unit, today, today + timedelta(days=days)).occurrences
    reminders = (one for own in found if own.held for one in _of(unit, own, today))
    return tuple(sorted(reminders, key=lambda one: (one.at, one.title)))


def _of(unit: UnitData, own: Occurrence, today: date) -> Iterator[Reminder]:
    for paper in own.papers:
        if paper.at.date() >= today:
            yield Reminder(paper.at, f"{own.title}：{paper.title}", paper.to, paper.citation, own)
    if own.series.kind in DUE and not (own.daily and own.day > today):
        for _, end in own.spans:
            yield Reminder(end, own.title, own.series.to, own.citation, own, missing(unit, own))


def missing(unit: UnitData, own: Occurrence) -> tuple[str, ...]:
    """Give those who should have filed their days for the week that it is about, and have not."""
    if not own.series.filed:
        return ()
    first = own.about - timedelta(days=own.about.weekday())
    last = first + timedelta(days=6)
    filed = {
        wish.person
        for wish in unit.wishes.values()
        if wish.duty == own.series.filed and wish.want == "on" and wish.from_ <= last and first <= wish.until
    }
    return tuple(person for person in participants(unit, own.series, own.about) if person not in filed)

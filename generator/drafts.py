"""Drafts of a build: what is planned into ``build/`` where nothing is published, and read back to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.data.calendar import Calendar
from generator.data.load import read_record
from generator.data.period import Period, month_of, parse_period
from generator.data.project import Project, UnitData
from generator.data.reading import Faults
from generator.data.roster import Published, Roster, fold
from generator.errors import InputErrors

FOLDER = "build"


def wanted(calendar: Calendar, unit: UnitData, today: date) -> list[Period]:
    """Give the periods to show beyond what is published: up to next month, as far as the calendar is out."""
    periods = [month_of(today), month_of(today).next()]
    if unit.published:
        newest = max(history.period for history in unit.published.values())
        first = min(newest.next(), periods[0]) if newest < periods[-1] else periods[-1].next()
        periods = _through(first, periods[-1])
    return [p for p in periods if p.name not in unit.published and calendar.announced(p.last)]


def _through(first: Period, last: Period) -> list[Period]:
    periods = []
    while first <= last:
        periods.append(first)
        first = first.next()
    return periods


def path(folder: Path, unit: UnitData, period: Period) -> Path:
    """Give the file of a build's draft."""
    return folder / unit.id / f"{period.name}.yml"


def read(project: Project, folder: Path) -> dict[str, tuple[Published, ...]]:
    """Read the drafts of all units that are not published meanwhile.

    Raises
    ------
    InputErrors
        If one cannot be read.
    """
    faults = Faults(project.root)
    found = {
        unit.id: tuple(
            record
            for file in sorted((folder / unit.id).glob("*.yml"))
            if file.stem not in unit.published and (record := read_record(file, faults))
        )
        for unit in project.units.values()
    }
    if faults.found:
        raise InputErrors(faults.found)
    return found


def ahead(project: Project, unit: UnitData, period: Period) -> Mapping[Period, Roster]:
    """Give the build's drafts before a period, so that a draft beyond them can be looked at."""
    kept = read(project, project.root / FOLDER).get(unit.id, ())
    return {p: fold([record]) for record in kept if (p := parse_period(record.period)) < period}

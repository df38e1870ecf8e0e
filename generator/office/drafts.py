"""Drafts of a build: what is planned into ``build/`` where nothing is published, and read back to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.data.calendars.calendar import Calendar
from generator.data.calendars.period import Period, month_of, named
from generator.data.files.reading import Faults
from generator.data.load import read_record
from generator.data.project import Project, UnitData
from generator.data.records.roster import Published, Roster, fold
from generator.errors import InputErrors

FOLDER = "build"


def wanted(calendar: Calendar, unit: UnitData, today: date) -> list[Period]:
    """Give the periods to show beyond what is published: up to next month, as far as the calendar is out.

    A named span comes before the months that it touches, since it is fixed for them.
    """
    last = month_of(today).next()
    month = unit.newest_month.next() if unit.newest_month else month_of(today)
    months = []
    while month <= last:
        months.append(month)
        month = month.next()
    spans = [named(name, span) for name, span in unit.periods.items()]
    touching = [s for s in spans if s.last >= today and s.first <= last.last]
    return [p for p in (*sorted(touching), *months) if p.name not in unit.published and calendar.announced(p.last)]


def path(folder: Path, unit: UnitData, period: Period) -> Path:
    """Give the file of a build's draft."""
    return folder / unit.id / f"{period.name}.yml"


def read(project: Project, folder: Path) -> dict[str, tuple[Published, ...]]:
    """Read the drafts of all units that are not published meanwhile, in order of periods.

    An administrator's draft (``rosters/<unit>/drafts/<period>/plan.yml``) goes before the build's own.

    Raises
    ------
    InputErrors
        If one cannot be read.
    """
    faults = Faults(project.root)
    found = {}
    for unit in project.units.values():
        files = {file.stem: file for file in (folder / unit.id).glob("*.yml")}
        own = project.root / "rosters" / unit.id / "drafts"
        files |= {file.parent.name: file for file in own.glob("*/plan.yml")}
        records = []
        for name, file in files.items():
            record = read_record(file, faults) if name not in unit.published else None
            if record and (record.unit, record.period) != (unit.id, name):
                faults.add(file, 1, 1, file.name, f"写的是 {record.unit} {record.period}", f"应是 {unit.id} {name}")
            elif record:
                records.append(record)
        found[unit.id] = tuple(sorted(records, key=lambda record: unit.period(record.period)))
    if faults.found:
        raise InputErrors(faults.found)
    return found


def ahead(project: Project, unit: UnitData, period: Period) -> Mapping[Period, Roster]:
    """Give the build's drafts before a period, so that a draft beyond them can be looked at."""
    kept = read(project, project.root / FOLDER).get(unit.id, ())
    return {p: fold([record]) for record in kept if (p := unit.period(record.period)) < period}

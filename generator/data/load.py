"""Loading everything that is kept, whole: all faults of all files in one run, or frozen objects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.data import crosscheck
from generator.data.agenda.checks import check as check_series
from generator.data.agenda.series import Series
from generator.data.calendars.calendar import Calendar, Year, check_year
from generator.data.calendars.period import NamedPeriod, parse_period
from generator.data.duties.arrangements import Arrangement
from generator.data.duties.bookings import Booking, check_rooms
from generator.data.duties.duty import Duty
from generator.data.duties.floors import check_floors, overruled
from generator.data.files.fields import parse_day
from generator.data.files.names import KnownRules, Read, Written
from generator.data.files.reading import Document, Faults, Place, files_of, read_document
from generator.data.files.schema import rest, typed
from generator.data.forms.files import read_form
from generator.data.guides.checks import read_guides
from generator.data.guides.journeys import read_journeys
from generator.data.lending import check_lent, lending
from generator.data.project import Project, UnitData, Versions
from generator.data.records.attendance import Study
from generator.data.records.entries import read_entries
from generator.data.records.filings import Filed
from generator.data.records.roster import History, Published
from generator.data.records.signoff import Signed
from generator.data.regulations.citing import check_targets
from generator.data.regulations.lint import check_figures
from generator.data.regulations.loading import read_regulation
from generator.data.regulations.register import read_register
from generator.data.regulations.resolve import Regulations
from generator.data.site.address import site_address
from generator.data.site.center import read_center
from generator.data.site.prose import read_prose
from generator.data.site.terms import read_terms
from generator.data.units.leave import Leave, Wish
from generator.data.units.people import Person
from generator.data.units.unit import Opening, Post, Unit
from generator.errors import InputErrors, Refused

M = TypeVar("M", bound=BaseModel)
LISTS = ("people.yml", "posts.yml")
"""Files that hold a list of records instead of one."""
UNIT_FILES = ("unit.yml", *LISTS)
"""Files without which there is no unit."""


def find_root(start: Path) -> Path:
    """Find the project's folder: the nearest one upwards that holds ``mkdocs.yml`` and ``rosters/``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "rosters").is_dir():
            return folder
    raise Refused(f"{start} 不在值班项目的文件夹里", "先进入含有 mkdocs.yml 和 rosters 的文件夹，或用 --root 指明")


def load(root: Path, rules: KnownRules) -> Project:
    """Load a project.

    Parameters
    ----------
    root
        The project's folder.
    rules
        For every known rule the names of its figures, the strengths it allows and its scope.

    Raises
    ------
    InputErrors
        With all faults of all files.
    """
    faults = Faults(root)
    calendar = _calendar(root, faults)
    folders = sorted({path.parent for name in UNIT_FILES for path in (root / "rosters").glob(f"*/{name}")})
    names = [folder.name for folder in folders]
    register = read_register(root, names, faults)
    regulated = [folder for folder in sorted((root / "docs/regulations").glob("*/")) if any(folder.glob("*.md"))]
    kept = {folder.name: read_regulation(folder, faults, names, register) for folder in regulated}
    read: dict[str, Read] = {folder.name: Read() for folder in folders}
    units = {folder.name: _unit(folder, faults, read[folder.name]) for folder in folders}
    for other in [name for name, unit in units.items() if unit and unit.unit.main][1:]:
        read[other].trees["unit.yml"].fault(
            ("main",), "主要的单位只能有一个", "只在一个单位的 unit.yml 里写 main: true"
        )
    for part in read.values():
        crosscheck.check_unit(part, kept, rules)
        check_rooms([(document, record) for document, _, record in part.records if isinstance(record, Booking)])
        check_series(part, kept)
    check_lent(read)
    check_floors(root, kept, rules, faults)
    check_targets(root, kept, register, faults)
    check_figures(root, kept, faults)
    guides = read_guides(root, faults, read, kept)
    journeys = read_journeys(root, faults, guides, units)
    read_forms = (
        (path.stem, read_form(path, faults, read, kept)) for path in files_of(root / "docs/forms", ".yml", faults)
    )
    forms = {name: form for name, form in read_forms if form}
    prose, center = read_prose(root, faults), read_center(root, faults)
    address = site_address(root, faults)
    terms = read_terms(root, faults)
    if faults.found:
        raise InputErrors(faults.found)
    regulations = Regulations({name: regulation for name, regulation in kept.items() if regulation}, register)
    sound = lending({name: unit for name, unit in units.items() if unit})
    below = overruled(read, regulations)
    return Project(root, calendar, regulations, guides, sound, prose, below, journeys, forms, address, center, terms)


def _calendar(root: Path, faults: Faults) -> Calendar:
    years = {}
    for path in files_of(root / "rosters/calendar", ".yml", faults):
        document = read_document(path, faults)
        if document and (year := typed(document, Year)):
            check_year(document, year)
            years[year.year] = year
    return Calendar(years)


def _unit(folder: Path, faults: Faults, read: Read) -> UnitData | None:
    """Read one unit's folder; None when a file without which there is no unit cannot be read."""

    def records(path: Path, schema: type[M]) -> list[M]:
        """Read a file of one record, or of a list of them; the sound ones are returned, all are kept for checks."""
        document = read_document(path, faults) if path.is_file() else None
        if document is None:
            return []
        read.trees[path.name] = document
        listed = path.name in LISTS
        if listed and not isinstance(document.tree, list):
            document.fault((), "应是一个列表", "每项以“- ”开头")
            return []
        places: list[Place] = [(i,) for i in range(len(document.tree or []))] if listed else [()]
        found = [(place, typed(document, schema, at=place)) for place in places]
        looked_at = ((place, record or rest(document, schema, at=place)) for place, record in found)
        read.records += [(document, place, record) for place, record in looked_at if record]
        return [record for _, record in found if record]

    def many(sub: str, schema: type[M]) -> dict[str, M]:
        paths = files_of(folder / sub, ".yml", faults)
        return {path.stem: found[0] for path in paths if (found := records(path, schema))}

    for name in UNIT_FILES:
        if not (folder / name).is_file():
            faults.add(folder / name, 1, 1, name, "缺少这个文件", "请从备份恢复，或照 README.zh-CN 的样子新建")
    unit = records(folder / "unit.yml", Unit)
    people = {person.id: person for person in records(folder / "people.yml", Person)}
    posts = {post.id: post for post in records(folder / "posts.yml", Post)}
    opening = records(folder / "opening.yml", Opening) if (folder / "opening.yml").is_file() else []
    duties = {f.name: _versions(f, faults, read, read.duties, Duty) for f in sorted((folder / "duties").glob("*/"))}
    agenda = {f.name: _versions(f, faults, read, read.agenda, Series) for f in sorted((folder / "agenda").glob("*/"))}
    leave, wishes = many("leave", Leave), many("wishes", Wish)
    periods, bookings = many("periods", NamedPeriod), many("bookings", Booking)
    arrangements = many("arrangements", Arrangement)
    sessions = {
        _effective(folder / "study" / f"{name}.yml", faults): found for name, found in many("study", Study).items()
    }
    published = _published(folder, faults, periods)
    signed = read_entries(folder / "sign-off", Signed, periods, read, faults)
    filed = read_entries(folder / "filings", Filed, periods, read, faults)
    if not unit:
        return None
    return UnitData(
        folder.name,
        unit[0],
        dict(sorted(people.items())),
        dict(sorted(posts.items())),
        duties,
        leave,
        wishes,
        opening[0] if opening else None,
        published,
        periods,
        {day: session for day, session in sessions.items() if day},
        arrangements=arrangements,
        bookings=bookings,
        agenda=agenda,
        signed=signed,
        filed=filed,
    )


def _versions(folder: Path, faults: Faults, read: Read, written: Written, schema: type[M]) -> Versions[M]:
    """Read a folder with one dated file per version."""
    versions: list[tuple[date, M]] = []
    for path in files_of(folder, ".yml", faults):
        document = read_document(path, faults)
        effective = _effective(path, faults)
        if document is None or effective is None:
            continue
        written.setdefault(folder.name, []).append((effective, document))
        version = typed(document, schema)
        if looked_at := version or rest(document, schema):
            read.records.append((document, (), looked_at))
        versions += [(effective, version)] if version else []
    return Versions(folder.name, tuple(versions))


def _effective(path: Path, faults: Faults) -> date | None:
    try:
        day: date = parse_day(path.stem)
    except ValueError as error:
        faults.add(path, 1, 1, path.name, str(error), "文件名应是日期，如 2026-12-01.yml")
        return None
    return day


def _published(folder: Path, faults: Faults, periods: Mapping[str, NamedPeriod]) -> dict[str, History]:
    """Read all record files of a unit, by period in order of time."""
    found: list[History] = []
    for sub in sorted((folder / "published").glob("*/")):
        paths = files_of(sub, ".yml", faults)
        files = [(path.name, record) for path in paths if (record := read_record(path, faults))]
        try:
            period = parse_period(sub.name, periods)
        except Refused as error:
            faults.add(sub, 1, 1, sub.name, error.why, error.instead)
            continue
        for path, (name, record) in zip(paths, files, strict=False):
            stands = (folder.name, sub.name)
            if (record.unit, record.period) != stands:
                faults.add(
                    path, 1, 1, name, f"写的是 {record.unit} {record.period}", f"这里应是 {'、'.join(stands)} 的记录"
                )
        if files and files[0][0] != "000-plan.yml":
            faults.add(sub, 1, 1, sub.name, "缺少 000-plan.yml", "请从备份或版本库恢复")
        if files:
            found.append(History(period, tuple(files)))
    return {history.period.name: history for history in sorted(found, key=lambda h: h.period)}


def read_record(path: Path, faults: Faults) -> Published | None:
    """Read one record file, published or draft."""
    document: Document | None = read_document(path, faults)
    return typed(document, Published) if document else None

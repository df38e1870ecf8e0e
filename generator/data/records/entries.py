"""Records of a period that are only ever added to: one numbered file each, in a folder of the period's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

from generator.data.calendars.period import NamedPeriod, parse_period
from generator.data.files.names import Read
from generator.data.files.reading import Faults, read_document
from generator.data.files.schema import Record, typed
from generator.errors import Refused


class Entry(Record):
    """What every such record says: the unit and the period, and whoever did it."""

    format: Literal["1"] = "1"
    unit: str
    period: str
    by: str


E = TypeVar("E", bound=Entry)


def read_entries(
    folder: Path, schema: type[E], periods: Mapping[str, NamedPeriod], read: Read, faults: Faults
) -> dict[str, tuple[E, ...]]:
    """Read the records below ``<unit>/<folder>/<period>/``, by period, in the order of their numbers."""
    found: dict[str, tuple[E, ...]] = {}
    for own in sorted(path for path in folder.glob("*") if not path.name.startswith(".")):
        try:
            parse_period(own.name, periods)
        except Refused as error:
            faults.add(own, 1, 1, own.name, error.why, error.instead)
            continue
        paths = sorted(path for path in own.glob("*") if not path.name.startswith("."))
        entries = [_entry(path, number, schema, read, faults) for number, path in enumerate(paths, 1)]
        if entries:
            found[own.name] = tuple(entry for entry in entries if entry)
    return found


def _entry(path: Path, number: int, schema: type[E], read: Read, faults: Faults) -> E | None:
    if not re.fullmatch(rf"{number:02d}(-[\w-]+)?\.yml", path.name):
        faults.add(path, 1, 1, path.name, f"这里应是第 {number:02d} 份记录", "记录按 01、02 … 编号，缺的从版本库恢复")
    document = read_document(path, faults) if path.is_file() else None
    entry = typed(document, schema) if document else None
    if not document or not entry:
        return None
    here = (path.parents[2].name, path.parent.name)
    if (entry.unit, entry.period) != here:
        document.fault((), f"写的是 {entry.unit} {entry.period}", f"这里应是 {'、'.join(here)} 的记录")
    read.records.append((document, (), entry))
    return entry

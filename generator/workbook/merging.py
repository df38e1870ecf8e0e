"""An edited workbook on top of what stands now: changes made since it was written are kept."""

from __future__ import annotations

from pathlib import Path

from generator.data.files.reading import Faults
from generator.data.records.roster import Roster
from generator.errors import Refused
from generator.workbook.judging import cell_of
from generator.workbook.reading import Read
from generator.workbook.source import Source


def base(now: Source, mark: str, file: str) -> Roster:
    """Give the roster from which a workbook was made; without a mark the one that stands.

    Raises
    ------
    Refused
        If it was made from none of its records.
    """
    if not mark:
        return now.report.roster
    found = now.when(mark)
    if found is None:
        raise Refused(f"{file} 不是从现在的{'草稿' if now.draft else '排班表'}导出的", "重新导出，把改动再做一遍")
    return found


def merged(now: Source, base: Roster, read: Read, faults: Faults, path: Path) -> Roster:
    """Put what was edited on top of what has changed since the workbook was made; the same seat twice is a fault."""
    after = now.report.roster
    for key, people in read.held.items():
        before, current = set(base.who(key)), set(now.report.roster.who(key))
        if set(people) == before or key in read.unread:
            continue
        if current in (before, set(people)):
            after = after.having(key, people)
            continue
        square = read.cells[key][0][0].square
        where = cell_of(read, key, people)
        faults.add(path, square.row, square.column, where, "导出以后这一席又变更过", "重新导出，再改这一席")
    return after

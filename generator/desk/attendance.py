"""Attendance (考勤): the sign-ins of a month, taken in from a sheet and kept as one file.

Restricted: nothing of it is read when a site is built.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from generator.data.calendars.period import Period, parse_period
from generator.data.files.reading import Document, Faults, read_document
from generator.data.files.schema import typed
from generator.data.project import Project, UnitData
from generator.data.records.attendance import Signed, Signs
from generator.errors import Fault, InputErrors, Refused
from generator.folders import write_whole

HEAD = "# 考勤记录：内部资料，不得公开。由 zhiban attendance import 写入。\n"


def path_of(project: Project, unit: UnitData, month: Period) -> Path:
    """Give the file of a month's sign-ins."""
    return project.root / "rosters" / unit.id / "attendance" / f"{month.name}.yml"


def take_in(project: Project, unit: UnitData, month: Period, source: Path, today: date, *, replace: bool) -> Path:
    """Import a sign-in sheet as the month's record.

    Raises
    ------
    InputErrors
        With all faults of the sheet.
    Refused
        If the month has a record already and it is not to be replaced, or the sheet cannot be read.
    """
    from generator.desk.sign_ins import read_signs  # noqa: PLC0415 -- what reads workbooks is slow to import

    target = path_of(project, unit, month)
    if target.is_file() and not replace:
        raise Refused(f"{month.title}的考勤已经导入过", "核对后加上 --replace 用新文件替换")
    found = read_signs(source, unit, month, today, project.root)
    lines = [f"format: 1\nunit: {unit.id}\nmonth: {month.name}\nimported: {today}\n"]
    lines += [f"source: {json.dumps(source.name, ensure_ascii=False)}\ndays:\n"]
    for day, people in found.items():
        lines += [f"  {day}:\n", *(f"    {person}: {{{_said(signed)}}}\n" for person, signed in people.items())]
    return write_whole(target, HEAD + "".join(lines))


def _said(signed: Signed) -> str:
    clocks = (("in", signed.in_), ("out", signed.out))
    return ", ".join(f'{name}: "{clock:%H:%M}"' for name, clock in clocks if clock)


def read(project: Project, unit: UnitData, month: Period) -> Signs:
    """Read a month's record.

    Raises
    ------
    InputErrors
        With all faults of the file.
    Refused
        If there is none.
    """
    path, faults = path_of(project, unit, month), Faults(project.root)
    if not path.is_file():
        raise Refused(
            f"{unit.unit.title}还没有{month.title}的考勤记录",
            f"先运行 zhiban attendance import 文件 --unit {unit.id} --month {month.name}",
        )
    document = read_document(path, faults)
    signs = typed(document, Signs) if document else None
    if document:
        _crosscheck(document, unit, month)
    if faults.found or not signs:
        raise InputErrors(faults.found)
    return signs


def _crosscheck(document: Document, unit: UnitData, month: Period) -> None:
    """Report what the file says of another month, unit or of nobody; from the tree, so that no fault hides another."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    for key, right in (("unit", unit.id), ("month", month.name)):
        if tree.get(key, right) != right:
            document.fault((key,), f"写的是 {tree[key]}", f"这里应是 {right}")
    days = tree.get("days")
    for day, people in days.items() if isinstance(days, dict) else ():
        own = next((d for d in month.days() if str(d) == day), None)
        if own is None:
            document.fault(("days", day), f"不在{month.title}", "从原文件重新导入", key=True)
            continue
        for person in people if isinstance(people, dict) else ():
            if person not in unit.people or unit.people[person].serving(own) is None:
                document.fault(("days", day, person), "这个编号当天不在本单位", "编号见 people.yml", key=True)


def check(project: Project) -> int:
    """Read every record of every unit, and give their number; all faults of all files raise one ``InputErrors``."""
    faults: list[Fault] = []
    seen = 0
    for unit in project.units.values():
        for path in sorted((project.root / "rosters" / unit.id / "attendance").glob("*.yml")):
            seen += 1
            try:
                read(project, unit, parse_period(path.stem))
            except InputErrors as error:
                faults += error.faults
    if faults:
        raise InputErrors(faults)
    return seen

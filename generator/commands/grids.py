"""A grid of names that somebody made by hand, checked like every other roster."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

import generator
from generator import ledger
from generator.data.files.reading import Faults
from generator.errors import Fault, InputErrors, Refused
from generator.office import drafts
from generator.terminal import say
from generator.workbook import judging, marks
from generator.workbook.names import Names
from generator.workbook.opening import open_tables
from generator.workbook.reading import Read, Reader
from generator.workbook.tables import LISTS


def verify(options: Namespace) -> int:
    """Check a grid that somebody made by hand."""
    project = generator.load(options.root)
    path: Path = options.file.resolve()
    sheets, hidden = open_tables(path)
    said = marks.marks(sheets)
    unit = project.unit(options.unit or said.get(marks.UNIT))
    if marks.MARK in said:
        raise Refused(f"{path.name} 是导出的工作簿", f"运行 zhiban workbook import {path.name} 核对改动")
    if not (name := options.period or said.get(marks.PERIOD)):
        raise Refused("没有说明是哪个期间", "加上 --period，如 --period 2026-12")
    period = unit.period(name)
    problem = ledger.carry(project, unit, period, drafts.ahead(project, unit, period))
    faults = Faults(path.parent)
    names = Names(unit, problem.people, period.first)
    read = Reader(problem, names, path, faults).tables(marks.grids(sheets))
    say_skipped(read, hidden)
    if not read.cells and not faults.found:
        raise Refused(
            f"{path.name} 里没有认出{period.title}的值班表",
            "表里要有一列（或一行）日期，另一边写值班的名称、席位或姓名；核对 --unit 和 --period",
        )
    problem, lacking = judging.covered(problem, read)
    for duty in dict.fromkeys(slot.title for slot in problem.slots):
        seats = dict.fromkeys(s.title for slot in problem.slots if slot.title == duty for s in slot.seats)
        say(f"认出：{duty}（{'、'.join(seats)}）")
    for duty, missing in lacking.items():
        say(f"表里没有，没有核对：{duty}（{'、'.join(missing)}）", "yellow")
    say_faults(faults.found)
    report = judging.judge(problem, read)
    grave = [b for b in report.grave if b.key not in read.unread]
    for breach in grave:
        say(f"✗ {judging.told(report, read, breach)}", "red")
    for breach in report.wishes:
        say(f"· {judging.told(report, read, breach)}", "yellow")
    wrong = len(grave) + len(faults.found)
    say(
        f"\n{unit.unit.title} {period.title}：{len(problem.slots)} 个班次，{f'{wrong} 处不对' if wrong else '全部符合'}"
    )
    return 1 if wrong else 0


def say_faults(faults: Iterable[Fault]) -> None:
    """Say what could not be read, each with its cell."""
    for fault in InputErrors(faults).faults:
        say(f"✗ {fault}", "red")


def say_skipped(read: Read, hidden: Sequence[str]) -> None:
    """Say which sheets were not read."""
    if other := [name for name in hidden if name != LISTS]:
        say(f"没有读隐藏的工作表：{'、'.join(other)}", "yellow")
    if read.skipped:
        say(f"没有日期和值班的工作表，没有读：{'、'.join(read.skipped)}", "yellow")

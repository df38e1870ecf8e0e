"""Lines of tables that grow: leave, wishes, people. Heads are found wherever they stand; faults name their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path

from generator.data.files.reading import Faults
from generator.data.project import Project
from generator.problem.problem import Problem
from generator.workbook.days import read_day
from generator.workbook.names import Names
from generator.workbook.opening import Square, Table
from generator.workbook.text import bare, plain

HEADS = 10
"""Rows in which the heads of a table are looked for."""

_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(:\d{2})?")

Line = Mapping[str, Square]
"""One line: its cells by head."""


class Lines:
    """Reads lines of one file; faults are collected with their cells."""

    def __init__(self, project: Project, problem: Problem, names: Names, path: Path, faults: Faults) -> None:
        self.project, self.problem, self.names, self.path, self.faults = project, problem, names, path, faults
        self.unit = problem.unit

    def lines(self, table: Table | None, heads: Sequence[str]) -> Iterator[Line]:
        """Yield the lines below the heads, wherever these stand; lines that name nobody are passed over."""
        if table is None:
            return
        self.table = table.name
        for row in table.rows[:HEADS]:
            found = {bare(table.text(row, column)): column for column in table.columns}
            columns = {head: found[bare(head)] for head in heads if bare(head) in found}
            if "姓名" in columns and len(columns) > 1:
                for below in (r for r in table.rows if r > row):
                    line = {head: s for head, c in columns.items() if (s := table.at(below, c)) is not None}
                    if any(square.text.strip() for square in line.values()):
                        yield line
                return

    def fault(self, line: Line, head: str, what: str, right: str = "") -> None:
        """Report a fault of a cell of a line."""
        square = line.get(head) or next(iter(line.values()))
        said = f"{self.table}!{square.ref} {text(line, '姓名')}".strip()
        self.faults.add(self.path, square.row, square.column, said, what, right)

    def person(self, line: Line, head: str = "姓名") -> str:
        """Give the one person whom a cell names; empty after a fault."""
        people, wrong = self.names.read(text(line, head))
        for misread in wrong:
            self.fault(line, head, f"“{misread.name}”{misread.what}", misread.right)
        if not wrong and len(people) != 1:
            self.fault(line, head, "要写一个人", "一行写一个人的姓名")
        return people[0] if len(people) == 1 and not wrong else ""

    def days(self, line: Line) -> tuple[date, date] | None:
        """Give the first and the last day; None after a fault."""
        period = self.problem.period
        first = read_day(line.get("从"), period)
        last = read_day(line.get("到"), period) if text(line, "到") else first
        for head, day in (("从", first), ("到", last)):
            if day is None:
                self.fault(line, head, f"日期“{text(line, head)}”认不出来", "写成 2026-12-07 这样")
        if first and last and last < first:
            self.fault(line, "到", f"结束日 {last} 早于开始日 {first}", "核对两个日期")
            return None
        return (first, last) if first and last else None

    def clock(self, line: Line, head: str) -> time | None:
        """Give a time of day; None where nothing is written, or after a fault."""
        square = line.get(head)
        if square is None or not square.text.strip():
            return None
        if isinstance(square.value, time):
            return square.value.replace(second=0, microsecond=0)
        match = _CLOCK.fullmatch(plain(square.text))
        try:
            clock = time(int(match[1]), int(match[2])) if match else None
        except ValueError:
            clock = None
        if clock is None:
            self.fault(line, head, f"时刻“{text(line, head)}”认不出来", "写成 13:30 这样；全天的留空")
        return clock


def text(line: Line, head: str) -> str:
    """Give the text below a head; empty where there is none."""
    return line[head].text if head in line else ""

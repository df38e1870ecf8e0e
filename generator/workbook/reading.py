"""From the cells of grids to a roster: whom each cell names, in which seat; all faults at once, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.data.files.reading import Faults
from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot
from generator.rules.base import seat_named, spoken
from generator.workbook.handmade import Found, Unknown, recognise
from generator.workbook.names import Names, nothing
from generator.workbook.opening import Square, Table
from generator.workbook.seats import kind_of
from generator.workbook.settling import Entry, settle
from generator.workbook.text import bare, plain
from generator.workbook.titles import Titles


@dataclass
class Read:
    """What was read: who holds each seat, and in which cells it stands with whom.

    ``skipped``: sheets that hold no roster. ``unread``: seats of which something could not be read.
    """

    held: dict[SeatKey, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[SeatKey, list[Entry]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    unread: set[SeatKey] = field(default_factory=set)


class Reader:
    """Reads the grids of one file."""

    def __init__(self, problem: Problem, names: Names, path: Path, faults: Faults, base: Roster | None = None) -> None:
        self.problem, self.names, self.path, self.faults, self.base = problem, names, path, faults, base
        self.titles = Titles(problem, names)
        self._slots = {(slot.duty, slot.day): slot for slot in problem.slots}
        self.read = Read()

    def fault(self, table: str, square: Square, name: str, what: str, right: str = "") -> None:
        """Report a fault of a cell."""
        said = f"{table}!{square.ref} {name}".strip()
        self.faults.add(self.path, square.row, square.column, said, what, right)

    def tables(self, tables: Iterable[Table]) -> Read:
        """Read all grids; sheets without one are named."""
        found: dict[SeatKey, list[Entry]] = {}
        for table in tables:
            grid = recognise(table, self.titles, self.problem.period)
            if grid is None or not (grid.cells or grid.unknown):
                self.read.skipped.append(table.name)
                continue
            for unknown in grid.unknown:
                self._unknown(unknown)
            for square, day in grid.strange:
                self.fault(table.name, square, "", f"{day} 不在{self.problem.period.title}", "删去这一行，或核对日期")
            for key, cells in self._grid(grid.cells).items():
                found.setdefault(key, []).extend(cells)
        self.read.cells = found
        for key, cells in found.items():
            self.read.held[key] = self._settled(key, cells)
        return self.read

    def _settled(self, key: SeatKey, cells: Sequence[Entry]) -> tuple[str, ...]:
        """Give who holds a seat; what contradicts itself is a fault."""
        base = frozenset(self.base.who(key)) if self.base is not None else frozenset[str]()
        people, contradictions = settle(cells, base)
        for cell, here, first, there in contradictions:
            what = f"{seat_named(self.problem, key)}两处写得不一样，{first.where} 写的是{self._said(there)}"
            self.fault(cell.table, cell.square, self._said(here), what, "改成一样，或只改一处")
            self.read.unread.add(key)
        return tuple(sorted(people))

    def _said(self, people: Iterable[str]) -> str:
        return self.names.said(sorted(people)) or "空"

    def _unknown(self, unknown: Unknown) -> None:
        wrong = self.names.read(unknown.text)[1]
        if wrong and plain(unknown.text) in self.names.by_name:  # namesakes at the head of a line
            self.fault(unknown.table, unknown.square, *wrong[0])
            return
        if unknown.meanings:
            listed = "、".join(dict.fromkeys(self._duty(m.duty) for m in unknown.meanings))
            what, right = f"好几种值班都有“{unknown.text}”", f"上面加一行写明是哪一种：{listed}"
        else:
            what, right = f"没有叫“{unknown.text}”的值班或席位", self.titles.right(unknown.text)
        self.fault(unknown.table, unknown.square, "", what, right)

    def _duty(self, duty: str) -> str:
        return next(slot.title for slot in self.problem.slots if slot.duty == duty)

    def _grid(self, cells: Sequence[Found]) -> dict[SeatKey, list[Entry]]:
        """Read the cells of one sheet; one merged over several columns or rows counts once for a seat."""
        found: dict[SeatKey, list[Entry]] = {}
        lines: dict[tuple[str, date], list[tuple[Found, str]]] = {}
        for cell in cells:
            if cell.meaning.person:
                for turn in self._turns(cell):
                    lines.setdefault((turn.duty, turn.day), []).append((cell, cell.meaning.person))
                continue
            slot = self._slot(cell.meaning.duty, cell.day)
            seats = self._seats(slot, cell) if slot else []
            if not seats:
                if not nothing(cell.square.text):
                    self._closed(cell, slot)
                continue
            for key, own in spread(seats, self._people(cell, seats)).items():
                found.setdefault(key, []).append((cell, frozenset(own)))
        for (duty, day), entries in lines.items():
            cell_of = {person: cell for cell, person in entries}
            for key, own in spread(self._slots[duty, day].seats, list(cell_of)).items():
                found.setdefault(key, []).extend((cell_of[person], frozenset((person,))) for person in own)
        return found

    def _people(self, cell: Found, seats: Sequence[Seats]) -> list[str]:
        """Read the people of a cell; what cannot be read is a fault, and says nothing of the seats."""
        people, wrong = self.names.read(cell.square.text)
        if cell.square.broken:
            self.fault(cell.table, cell.square, "", "这里的公式还没有算出结果", "在表格程序里打开并保存，或改写成姓名")
        for misread in wrong:
            self.fault(cell.table, cell.square, misread.name, misread.what, misread.right)
        if wrong or cell.square.broken:
            self.read.unread |= {one.key for one in seats}
        return people

    def _slot(self, duty: str, day: date) -> Slot | None:
        own = (slot for slot in self.problem.slots if slot.duty == duty)
        return next((slot for slot in own if slot.days[0] <= day <= slot.days[-1]), None)

    def _seats(self, slot: Slot, cell: Found) -> list[Seats]:
        """Give the seats that a cell may fill: of its kind, and of the occasion that its line names."""
        own = [s for s in slot.seats if cell.meaning.kind in ("", kind_of(self.problem, s))]
        if not any(seats.occasion for seats in own) or (len(own) == 1 and not cell.occasion):
            return own
        said = bare(cell.occasion)
        named = [s for s in own if bare(s.occasion) == said]
        named = named or [s for s in own if said and bare(s.occasion).startswith(said)]
        return [s for s in named if f"{s.starts:%H:%M}" in plain(cell.clock)] or named

    def _closed(self, cell: Found, slot: Slot | None) -> None:
        """Say that nobody is wanted there, or which occasions there are."""
        title = self._duty(cell.meaning.duty)
        if slot is None:
            self.fault(
                cell.table, cell.square, cell.square.text, f"{spoken(cell.day)}没有{title}", "这一格留空，或写“—”"
            )
            return
        known = "、".join(dict.fromkeys(s.occasion for s in slot.seats if s.occasion))
        if cell.occasion or known:
            what = f"{spoken(cell.day)}{title}没有场次“{cell.occasion}”"
            self.fault(cell.table, cell.square, cell.square.text, what, f"“场次”一列写：{known}")
        else:
            self.fault(
                cell.table, cell.square, cell.square.text, f"{spoken(cell.day)}{title}没有这个席位", "这一格留空"
            )

    def _turns(self, cell: Found) -> Iterator[Slot]:
        """Yield the slots whose duties stand in a person's line on a day."""
        for word in re.split("[、,，/\n;；]", cell.square.text):
            if nothing(word):
                continue
            slots = [s for duty in sorted(self.titles.duty(word)) if (s := self._slot(duty, cell.day))]
            if len(slots) == 1:
                yield slots[0]
            else:
                what = f"{spoken(cell.day)}{'有几种' if slots else '没有'}叫“{word.strip()}”的值班"
                self.fault(cell.table, cell.square, "", what, self.titles.right(word))


def spread(seats: Sequence[Seats], people: Sequence[str]) -> dict[SeatKey, list[str]]:
    """Seat the people of one cell in several kinds of seats: where fewest could serve first, in the order written."""
    left = list(people)
    found: dict[SeatKey, list[str]] = {one.key: [] for one in seats}
    for one in sorted(seats, key=lambda one: len(one.members)):
        own = [person for person in left if person in one.members][: one.count]
        found[one.key] = own
        left = [person for person in left if person not in own]
    for one in seats:
        room = max(0, one.count - len(found[one.key]))
        found[one.key] += left[:room]
        left = left[room:]
    if left:
        found[seats[-1].key] += left
    return found

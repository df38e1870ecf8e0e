"""Grids of names, whoever made them: days down and duties across, days across and duties or people down.

Where things stand is told by days and by heads alone, so that rows and columns may be moved, titles stand above,
and lines may stand side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.data.calendars.period import Period
from generator.workbook.days import bare_number, read_day
from generator.workbook.opening import Square, Table, reference
from generator.workbook.text import bare
from generator.workbook.titles import Meaning, Titles

HEADS = 8
"""Rows above the first day in which heads are looked for."""

_OCCASION = ("场次", "会议", "活动", "事项")
_CLOCK = ("时间", "时段")


@dataclass(frozen=True)
class Found:
    """One cell of a grid: what its column means, its day, the occasion beside it, and the cell itself."""

    table: str
    day: date
    meaning: Meaning
    occasion: str
    clock: str
    square: Square

    @property
    def where(self) -> str:
        """Name the cell: 值班表!C7."""
        return f"{self.table}!{self.square.ref}"


@dataclass(frozen=True)
class Unknown:
    """A head that means nothing, or several things."""

    table: str
    square: Square
    text: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Grid:
    """What was recognised in one sheet."""

    cells: tuple[Found, ...]
    unknown: tuple[Unknown, ...]
    strange: tuple[tuple[Square, date], ...]  # days outside the period, with names beside them


def recognise(table: Table, titles: Titles, period: Period) -> Grid | None:
    """Find days and heads in a sheet; None where there is no grid."""
    down, turned = _days(table, period), table.turned()
    across = _days(turned, period)
    if not down and not across:
        return None
    most_down, most_across = (
        max((len({*days.values()}) for days in found.values()), default=0) for found in (down, across)
    )
    if most_across > most_down:
        return _grid(turned, across, titles, period, people=True)
    return _grid(table, down, titles, period, people=False)


def _days(table: Table, period: Period) -> dict[int, dict[int, date]]:
    """Give the columns that hold days, and the day of each row in them."""
    found: dict[int, dict[int, date]] = {}
    numbers: set[int] = set()
    for column in table.columns:
        squares = {row: s for row in table.rows if (s := table.at(row, column)) and s.value is not None}
        days = {row: day for row, square in squares.items() if (day := read_day(square, period))}
        if len({day for day in days.values() if day in period}) >= max(1, len(squares) // 3):
            found[column] = days
            if all(bare_number(squares[row]) for row in days):
                numbers.add(column)
    written = {column: days for column, days in found.items() if column not in numbers}
    kept = written or found
    most = max((len(days) for days in kept.values()), default=0)
    return {column: days for column, days in kept.items() if len(days) * 3 >= most}


def _grid(table: Table, days: dict[int, dict[int, date]], titles: Titles, period: Period, *, people: bool) -> Grid:
    """Read what stands beside each column of days, up to the next one; ``people``: heads may be people's names."""
    cells: list[Found] = []
    unknown: list[Unknown] = []
    strange: dict[Square, date] = {}
    starts = sorted(days)
    for start, end in zip(starts, [*starts[1:], max(table.columns) + 1], strict=True):
        rows = days[start]
        above = [row for row in table.rows if min(rows) - HEADS <= row < min(rows)]
        around = titles.mentioned(
            [table.name, *(table.text(row, c) for row in above for c in (table.columns[0], start))]
        )
        heads = _heads(table, above, [c for c in table.columns if start < c < end])
        said = {c: [square.text for square in squares] for c, squares in heads.items()}
        occasions, clocks = ([c for c in said if bare(said[c][-1]) in words] for words in (_OCCASION, _CLOCK))
        for c, own in said.items():
            if c in (*occasions, *clocks) or titles.beside(own[-1]):
                continue
            meanings = titles.column(own, around)
            meaning = (titles.person(own) if people else None) or (min(meanings) if len(meanings) == 1 else None)
            if meaning is None:
                if any(table.text(row, c).strip() for row in rows):
                    unknown.append(Unknown(table.name, heads[c][-1], own[-1], tuple(sorted(meanings))))
                continue
            for row, day in rows.items():
                square = table.at(row, c) or _blank(row, c, people=people)
                occasion, clock = (table.text(row, o[0]) if o else "" for o in (occasions, clocks))
                if day in period:
                    cells.append(Found(table.name, day, meaning, occasion, clock, square))
                elif square.text.strip():
                    strange[square] = day
    return Grid(tuple(cells), tuple(unknown), tuple(strange.items()))


def _heads(table: Table, above: Sequence[int], columns: Sequence[int]) -> dict[int, list[Square]]:
    """Give the heads of the columns that have some, from the top down; what stands over all of them is a title."""
    found: dict[int, list[Square]] = {}
    for column in columns:
        squares = (s for row in above if (s := table.at(row, column)) and s.text.strip())
        found[column] = list({id(square): square for square in squares}.values())
    spread = Counter(id(square) for squares in found.values() for square in squares)
    own = {c: [s for s in heads if spread[id(s)] < len(columns)] or heads for c, heads in found.items()}
    return {column: heads for column, heads in own.items() if heads}


def _blank(row: int, column: int, *, people: bool) -> Square:
    """Make the square of a cell in which nothing was ever written."""
    at = (column, row) if people else (row, column)
    return Square(None, reference(*at), *at)

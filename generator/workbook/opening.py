"""Opening a workbook that is handed in: no macros, no links to elsewhere; what is merged counts in all its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import get_column_letter

from generator.data.files.grids import load_book
from generator.errors import Refused
from generator.workbook.text import got

ENDING = ".xlsx"
_FORBIDDEN = (
    ("vbaProject", "带有宏"),
    ("macrosheets/", "带有宏"),
    ("externalLinks/", "带有指向别的文件的外部链接或 DDE"),
    ("connections.xml", "带有外部数据连接"),
    ("embeddings/", "嵌有别的文件"),
    ("activeX/", "带有控件"),
)
_BIGGEST = 200_000_000
"""Bytes, unpacked; a workbook of a month has a hundredth of that."""

_DDE = re.compile(r"\|.*!|\bDDE\(|\bWEBSERVICE\(", re.IGNORECASE)


@dataclass(frozen=True)
class Square:
    """One cell: what stands in it, or in the merged cell of which it is a part; ``ref`` names that one."""

    value: object
    ref: str
    row: int
    column: int
    broken: bool = False  # a formula without a value

    @property
    def text(self) -> str:
        """Its text; whole numbers without a point, days as 2026-12-01."""
        value = self.value
        if isinstance(value, datetime):
            return str(value.date())
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Table:
    """One sheet: squares by row and column from 1. Turned over, rows are columns, and every square keeps its name."""

    name: str
    squares: dict[tuple[int, int], Square]

    def at(self, row: int, column: int) -> Square | None:
        """Give a square; None where nothing was ever written."""
        return self.squares.get((row, column))

    def text(self, row: int, column: int) -> str:
        """Give the text of a square, empty where there is none."""
        square = self.at(row, column)
        return square.text if square else ""

    @cached_property
    def rows(self) -> list[int]:
        """Rows in which something stands."""
        return sorted({row for (row, _), square in self.squares.items() if square.value is not None})

    @cached_property
    def columns(self) -> list[int]:
        """Columns in which something stands."""
        return sorted({column for (_, column), square in self.squares.items() if square.value is not None})

    def turned(self) -> Table:
        """Give the sheet with rows and columns changed."""
        return Table(self.name, {(column, row): square for (row, column), square in self.squares.items()})


def open_tables(path: Path) -> tuple[list[Table], list[str]]:
    """Read all sheets that show, and name those that are hidden.

    Raises
    ------
    Refused
        If it is no XLSX file, or has macros, links to other files, or anything embedded.
    """
    if not path.is_file():
        raise Refused(f"没有文件 {path}", "核对路径和文件名")
    if path.suffix.lower() != ENDING:
        kind = "可能带有宏" if path.suffix.lower() in (".xlsm", ".xlsb", ".xltm", ".xls") else "不是 XLSX 文件"
        raise Refused(f"不读取 {path.name}：{kind}", "在 Excel 或 WPS 里另存为“Excel 工作簿（.xlsx）”")
    _safe(path)
    book = load_book(path, values=False)
    formulas = any(cell.data_type == "f" for sheet in book.worksheets for cell in _written(sheet))
    if any(_DDE.search(str(cell.value)) for s in book.worksheets for cell in _written(s) if cell.data_type == "f"):
        raise Refused(f"{path.name} 的公式会调用别的程序或网址（DDE），不予读取", "把这些公式改成文字，再另存")
    values = load_book(path, values=True) if formulas else book
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [got(sheet.title) for sheet in book.worksheets if sheet.sheet_state != "visible"]
    return [_table(sheet, values[sheet.title]) for sheet in shown], hidden


def _safe(path: Path) -> None:
    """Refuse what is more than cells, before anything of it is read."""
    try:
        with ZipFile(path) as packed:
            names, size = packed.namelist(), sum(part.file_size for part in packed.infolist())
    except (BadZipFile, OSError):
        raise Refused(f"{path.name} 不是完好的 XLSX 文件", "在表格程序里打开，另存为新的 .xlsx") from None
    for part, what in _FORBIDDEN:
        if any(part.lower() in name.lower() for name in names):
            raise Refused(f"{path.name} {what}，不予读取", "新建一个空白工作簿，把内容按数值粘贴过去，另存为 .xlsx")
    if size > _BIGGEST:
        raise Refused(f"{path.name} 太大", "新建一个空白工作簿，只把值班表粘贴过去")


def _written(sheet: Any) -> Iterable[Any]:
    """Give the cells that the file has; asking by rows would make those that it has not."""
    cells: Iterable[Any] = sheet._cells.values()
    return cells


def _table(sheet: Any, values: Any) -> Table:
    squares: dict[tuple[int, int], Square] = {}
    for cell in _written(sheet):
        if cell.data_type not in ("s", "n", "d", "f", "b", "e", "inlineStr") or type(cell).__name__ == "MergedCell":
            continue
        value = values.cell(cell.row, cell.column).value if cell.data_type == "f" else cell.value
        value = got(value) if isinstance(value, str) else value
        broken = cell.data_type == "f" and value is None
        squares[cell.row, cell.column] = Square(value, cell.coordinate, cell.row, cell.column, broken)
    for block in sheet.merged_cells.ranges:
        first = squares.get((block.min_row, block.min_col))
        if first:
            squares |= dict.fromkeys(block.cells, first)
    return Table(got(sheet.title), squares)


def reference(row: int, column: int) -> str:
    """Name a cell: C7."""
    return f"{get_column_letter(column)}{row}"


def day_in(value: object) -> date | None:
    """Give the day that a cell holds as a day."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None

"""Tables that people hand in: CSV in the encodings that Chinese programs write, or XLSX, row by row with its line."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from generator.errors import Refused

DELIMITERS = ",\t;，"


@dataclass(frozen=True)
class Line:
    """One row: its number in the file, and its cells; those of XLSX may be numbers, days and times.

    ``lettered``: whether people know the cells of this file as B3, not as line and column.
    """

    number: int
    cells: tuple[object, ...]
    lettered: bool

    def cell(self, column: int) -> object:
        """Give a cell, counted from 0; None where the row is shorter. Text has no spaces around it."""
        found = self.cells[column] if column < len(self.cells) else None
        return found.strip() or None if isinstance(found, str) else found

    def where(self, column: int) -> str:
        """Name a cell as the program that wrote the file does."""
        return f"{get_column_letter(column + 1)}{self.number}" if self.lettered else f"第{column + 1}列"


def read_grid(path: Path) -> list[Line]:
    """Read a table that is not empty: the first of a file that holds several.

    Raises
    ------
    Refused
        If there is no such file, or it is no table that can be read.
    """
    lines = read_grids(path)[0]
    if not any(line.cell(i) is not None for line in lines for i in range(len(line.cells))):
        raise Refused(f"{path.name} 是空的", "核对导出的文件；有几张工作表的，把要读的一张放在最前面")
    return lines


def read_grids(path: Path) -> list[list[Line]]:
    """Read all tables of a file, of which there is at least one.

    Raises
    ------
    Refused
        If there is no such file, or it is no table that can be read.
    """
    if not path.is_file():
        raise Refused(f"没有文件 {path}", "核对路径和文件名")
    if path.suffix.lower() not in (".csv", ".txt", ".xlsx", ".xlsm"):
        raise Refused(f"不能读取 {path.name}", "在表格程序里另存为 .xlsx 或 .csv")
    return _workbook(path) if path.suffix.lower().startswith(".xls") else [list(_text(path))]


def load_book(path: Path, *, values: bool) -> Workbook:
    """Open a workbook; ``values``: formulas count by their last value, else they are formulas.

    Raises
    ------
    Refused
        If it is no XLSX file that can be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not matter here
            return load_workbook(path, data_only=values)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, EOFError, ParseError):
        raise Refused(f"{path.name} 不是完好的 XLSX 文件", "在表格程序里打开，另存为新的 .xlsx") from None


def _workbook(path: Path) -> list[list[Line]]:
    """Give the rows of every sheet; formulas count by their last value."""
    book = load_book(path, values=True)
    return [
        [Line(number, tuple(cells), lettered=True) for number, cells in enumerate(sheet.iter_rows(values_only=True), 1)]
        for sheet in book.worksheets
    ]


def _text(path: Path) -> Iterator[Line]:
    raw = path.read_bytes()
    text = _decoded(raw)
    if text is None or "\0" in text:
        raise Refused(f"{path.name} 的编码认不出来", "在表格程序里另存为“CSV UTF-8”或 .xlsx")
    delimiter = max(DELIMITERS, key=text.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            yield Line(before + 1, tuple(cells), lettered=False)
            before = reader.line_num
    except csv.Error as error:
        raise Refused(f"{path.name} 第 {before + 1} 行读不下去：{error}", "核对这一行的引号，或另存为 .xlsx") from None


def _decoded(raw: bytes) -> str | None:
    """Read UTF-8 with or without its mark, UTF-16 with one, or GB18030, which is what is left."""
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None

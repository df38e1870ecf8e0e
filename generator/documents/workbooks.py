"""A workbook template filled with words: ``{{ name }}`` in cells, and one row with ``{{ row.name }}`` for each row.

Whatever comes from data is text: nothing becomes a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from generator.documents.templates import printable
from generator.errors import Refused

PLACE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
ROW = re.compile(r"\{\{\s*row\.")
LINE = 18.0
"""Points to a line of a cell; a row is as high as its fullest cell."""

Words = Mapping[str, str]


def fill(path: Path, words: Words, rows: Sequence[Words]) -> bytes:
    """Fill a workbook.

    Raises
    ------
    Refused
        If the file is no workbook, or a placeholder has a name that is not known.
    """
    try:
        workbook = load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError) as error:
        raise Refused(f"{path} 不是 Excel 工作簿（.xlsx）", "用 Excel 或 WPS 另存为 .xlsx") from error
    for sheet in workbook.worksheets:
        first, heads = _spread(sheet, len(rows))
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell, Cell) and isinstance(cell.value, str) and PLACE.search(cell.value):
                    own = rows[cell.row - first] if heads and first <= cell.row < first + len(rows) else {}
                    _put(path, cell, dict(words) | {f"row.{key}": value for key, value in own.items()})
        for place in range(first, first + len(rows) if heads else first):
            lines = max(str(cell.value or "").count("\n") + 1 for cell in sheet[place])
            sheet.row_dimensions[place].height = LINE * lines + LINE / 3
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _put(path: Path, cell: Cell, words: Words) -> None:
    def said(match: re.Match[str]) -> str:
        if match[1] not in words:
            where = f"{path} 的 {cell.coordinate} 格"
            raise Refused(f"{where}里没有可以填的“{match[1]}”", f"可用的名字：{'、'.join(words)}")
        return str(printable(words[match[1]]))

    cell.value = PLACE.sub(said, str(cell.value))
    cell.data_type = "s"  # a name that begins with = is no formula,
    cell.quotePrefix = True  # nor when the cell is edited


def _spread(sheet: Worksheet, count: int) -> tuple[int, bool]:
    """Make room for so many rows where the row with ``row.`` stands; gives that row, and whether there is one."""
    found = [cell.row for line in sheet.iter_rows() for cell in line if ROW.search(str(cell.value or ""))]
    if not found:
        return 1, False
    first, more = found[0], count - 1
    below = [area for area in sheet.merged_cells.ranges if area.min_row > first]
    heights = {n: sheet.row_dimensions[n].height for n in range(first + 1, sheet.max_row + 1)}
    for area in below:
        sheet.unmerge_cells(area.coord)
    sheet.insert_rows(first + 1, more)
    for area in below:
        area.shift(row_shift=more)
        sheet.merge_cells(area.coord)
    for place, height in heights.items():
        sheet.row_dimensions[place + more].height = height
    for place in range(first + 1, first + 1 + more):
        for model in sheet[first]:
            cell = sheet.cell(place, model.column, model.value)
            cell._style = copy(model._style)  # openpyxl has no other way to take a whole style over
    return first, True

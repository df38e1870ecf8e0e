"""How sheets look, on the screen and on paper: heads, shading, borders, print set-up."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.data.calendars.calendar import DayKind
from generator.workbook.text import kept, put

FONT = "宋体"
_HAIR = Side(style="thin", color="808080")
BORDER = Border(_HAIR, _HAIR, _HAIR, _HAIR)
HEAD = PatternFill("solid", fgColor="D9E2EC")
EMPTY = PatternFill("solid", bgColor="F8B4B4")
DAYS = {
    DayKind.WEEKEND: PatternFill("solid", fgColor="E4E4E4"),
    DayKind.ADJUSTED_REST: PatternFill("solid", fgColor="FBE3D6"),
    DayKind.STATUTORY: PatternFill("solid", fgColor="F6C7B6"),
    DayKind.MAKE_UP: PatternFill("solid", fgColor="FFF3C4"),
}
"""Days out of the ordinary; their kind is written beside them, so that it shows without colour too."""

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_NARROWEST, _WIDEST = 7, 40
PAGE = 135
"""Width of A4 across, in digits of the body text."""


def top(sheet: Worksheet, title: str, line: str, width: int) -> None:
    """Write the title and the line below it over the width of the sheet."""
    for row, text, font in ((1, title, Font(FONT, bold=True, size=16)), (2, line, Font(FONT, size=9, color="555555"))):
        cell = sheet.cell(row, 1)
        put(cell, text)
        cell.font = font
        cell.alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    sheet.row_dimensions[1].height = 28


def head(sheet: Worksheet, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> None:
    """Write the head of a column, over several rows or columns."""
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            box = sheet.cell(r, c)
            box.fill, box.border, box.font, box.alignment = HEAD, BORDER, Font(FONT, bold=True), CENTRE
    put(sheet.cell(row, column), text)
    if rows * columns > 1:
        sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=column, end_column=column + columns - 1)


def printed(sheet: Worksheet, marks: tuple[str, str], rows: str, freeze: str) -> None:
    """Set a sheet up for A4 across, as wide as a page, its heads on every page; ``marks``: left and middle above."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.7, 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.oddHeader.left.text, sheet.oddHeader.center.text = (kept(mark).replace("&", "&&") for mark in marks)
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    sheet.print_title_rows, sheet.freeze_panes = rows, freeze


def widths(sheet: Worksheet, texts: Sequence[Sequence[str]], narrow: int = 0) -> list[float]:
    """Make columns as wide as their longest line, within bounds, and all but the first ``narrow`` fill the page."""
    longest = [max((wide(line) for text in own for line in text.split("\n")), default=0) for own in texts]
    found = [max(_NARROWEST, min(_WIDEST, most + 1.5)) for most in longest]
    more = max(1, (PAGE - sum(found[:narrow])) / sum(found[narrow:]))
    found = [own * more if number >= narrow else own for number, own in enumerate(found)]
    for number, own in enumerate(found, 1):
        sheet.column_dimensions[get_column_letter(number)].width = own
    return found


def height(sheet: Worksheet, row: int, texts: Sequence[str], wide_as: Sequence[float], least: float) -> None:
    """Make a row as high as the text that breaks into most lines."""
    lines = max((-(-wide(text) // max(1, own - 0.8)) for text, own in zip(texts, wide_as, strict=True)), default=1)
    sheet.row_dimensions[row].height = max(least, 4 + 14.5 * lines)


def wide(text: str) -> int:
    """Give the width of a line in digits: a Chinese character is two."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)  # noqa: PLR2004 -- from the radicals on

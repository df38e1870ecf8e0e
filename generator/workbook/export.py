"""A roster as a workbook: the overview, a sheet a duty, people, leave, wishes, the ledger and notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.render.text.templating import month_day as spoken
from generator.workbook import marks, painting, tables
from generator.workbook.layout import Cell, Column, Grid, Row, grids
from generator.workbook.names import JOIN, Names
from generator.workbook.source import Source
from generator.workbook.text import put

FIRST = 5
"""The row in which the days begin; the title, a line and two rows of heads stand above."""

SHEET_NAME = 31
"""Characters that Excel allows the name of a sheet."""

NOTE = "备注"

HEAD = 4
"""Characters of a head that stand in one line at least."""


def workbook(source: Source, today: date) -> bytes:
    """Write the workbook of a roster."""
    report = source.report
    problem = report.problem
    unit = problem.unit.unit
    held = (person for people in report.roster.held.values() for person in people)
    names = Names(problem.unit, [*problem.people, *held], problem.period.first)
    state = "草稿，尚未发布" if source.draft else f"已发布，记录 {source.name.removesuffix('.yml')}"
    title = f"{unit.title}{problem.period.title}"
    line = f"{state}　指纹 {source.mark.removeprefix('sha256:')[:12]}　导出日期 {today}　内部资料，不得公开"
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime.combine(today, time())
    book.properties.creator = "zhiban"
    taken = {tables.PEOPLE, tables.LEAVE, tables.WISHES, tables.LEDGER, tables.NOTES, tables.LISTS}
    plan = grids(problem, report.roster)
    sheets = [book.create_sheet(name) for name in sheet_names([grid.title for grid in plan], taken)]
    tables.notes(book, title, marks.known(source, state), list(marks.manual(problem)))
    lists = tables.Lists(book)
    for sheet, grid in zip(sheets, plan, strict=True):
        heading = f"{title}{grid.title}{'' if grid.title.endswith('表') else '安排'}"
        painting.top(sheet, heading + ("（草稿）" if source.draft else ""), line, _width(grid))
        _fill(sheet, grid, names, lists)
        above = ("内部资料　草稿" if source.draft else "内部资料", heading)
        freeze = f"{get_column_letter(len(grid.fixed) + 1)}{FIRST}"
        painting.printed(sheet, above, f"1:{FIRST - 1}", freeze)
    tables.inputs(book, lists, problem, names, title)
    tables.ledger(book, report, title)
    book.move_sheet(tables.NOTES, len(book.worksheets))
    book.move_sheet(tables.LISTS, len(book.worksheets))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_names(wanted: Sequence[str], taken: set[str]) -> list[str]:
    """Give each sheet a name that Excel allows and no other has; capitals make no difference."""
    found: list[str] = []
    for title in wanted:
        name = "".join("　" if c in "[]:*?/\\'" else c for c in title if c.isprintable())[:SHEET_NAME].strip() or "值班"
        number, free = 1, name
        while free.lower() in {x.lower() for x in (*taken, *found, "history")}:
            number += 1
            free = f"{name[: SHEET_NAME - 4]}（{number}）"
        found.append(free)
    return found


def _width(grid: Grid) -> int:
    return len(grid.fixed) + len(grid.columns) + grid.noted


def _fill(sheet: Worksheet, grid: Grid, names: Names, lists: tables.Lists) -> None:
    """Write heads and rows, with drop-downs and the mark of what is empty."""
    before, width = len(grid.fixed), _width(grid)
    heads = [*grid.fixed, *(_head(column) for column in grid.columns), *([NOTE] if grid.noted else [])]
    for number, text in enumerate(grid.fixed, 1):
        painting.head(sheet, 3, number, text, rows=2)
    for number, text in enumerate(heads[before : before + len(grid.columns)], before + 1):
        painting.head(sheet, 4, number, text)
    if grid.noted:
        painting.head(sheet, 3, width, NOTE, rows=2)
    written = [_texts(grid, row, names) for row in grid.rows]
    shape = [
        [head[:HEAD], *(piece for text in own for piece in _pieces(text))]
        for head, *own in zip(heads, *written, strict=True)
    ]
    wide = painting.widths(sheet, shape, 2)
    painting.height(sheet, 4, heads, wide, 18)
    overs, together = [], []
    for (_, over), own in groupby(enumerate(grid.columns, before), key=lambda pair: (pair[1].duty, pair[1].over)):
        numbers = [number for number, _ in own]
        painting.head(sheet, 3, numbers[0] + 1, over, columns=len(numbers))
        overs.append(over)
        together.append(sum(wide[number] for number in numbers))
    painting.height(sheet, 3, overs, together, 18)
    drops: dict[tuple[str, ...], DataValidation] = {}
    for number, (row, texts) in enumerate(zip(grid.rows, written, strict=True), FIRST):
        fill = painting.DAYS.get(row.kind)
        for place, text in enumerate(texts, 1):
            box = sheet.cell(number, place)
            box.border, box.font, box.alignment = painting.BORDER, Font(painting.FONT), painting.CENTRE
            if fill:
                box.fill = fill
            if text:
                put(box, text)
        sheet.cell(number, 1).value, sheet.cell(number, 1).number_format = row.day, 'm"月"d"日"'
        for place, cell in enumerate(row.cells, before + 1):
            if cell:
                _open(sheet, number, place, cell, names, lists, drops)
        long = {before + n for n, cell in enumerate(row.cells) if cell and cell.rows > 1}
        one = ["" if n in long else text for n, text in enumerate(texts)]
        painting.height(sheet, number, one, wide, 20)
    for drop in drops.values():
        sheet.add_data_validation(drop)
    for column in range(len(grid.columns)):
        _mark_empty(sheet, grid, column, before + column + 1)


def _pieces(text: str) -> list[str]:
    """Cut a cell where it may break: two names stand in a line."""
    names = text.split(JOIN)
    return [JOIN.join(names[n : n + 2]) for n in range(0, len(names), 2)]


def _texts(grid: Grid, row: Row, names: Names) -> list[str]:
    """Give the texts of a line; what is not open says so."""
    at = grid.rows.index(row)
    held = [names.said(cell.people) if cell else "" if grid.covered(at, n) else "—" for n, cell in enumerate(row.cells)]
    return [spoken(row.day), *row.said, *held, *([row.note] if grid.noted else [])]


def _open(
    sheet: Worksheet,
    row: int,
    column: int,
    cell: Cell,
    names: Names,
    lists: tables.Lists,
    drops: dict[tuple[str, ...], DataValidation],
) -> None:
    """Stretch a cell over its days; where it holds one name, let people choose from those who could."""
    box = sheet.cell(row, column)
    if cell.rows > 1:
        sheet.merge_cells(start_row=row, end_row=row + cell.rows - 1, start_column=column, end_column=column)
    if cell.choices and cell.places == 1:
        labels = tuple(names.label(person) for person in cell.choices)
        if labels not in drops:
            drops[labels] = lists.choice(labels)
        drops[labels].add(box.coordinate)


def _head(column: Column) -> str:
    return f"{column.title} {column.number}" if column.number else column.title


def _mark_empty(sheet: Worksheet, grid: Grid, column: int, number: int) -> None:
    """Colour what is empty and must not be, as long as it is: one rule for rows that follow each other."""
    letter, cells = get_column_letter(number), [row.cells[column] for row in grid.rows]
    start = 0
    for end in range(1, len(cells) + 1):
        if end < len(cells) and _wanted(cells[end]) == _wanted(cells[start]):
            continue
        if wanted := _wanted(cells[start]):
            first = f"{letter}{FIRST + start}"
            there = f'LEN({first})-LEN(SUBSTITUTE({first},"{JOIN}",""))+1'
            short = f"OR(LEN(TRIM({first}))=0,{there}<{wanted})" if wanted > 1 else f"LEN(TRIM({first}))=0"
            rule = FormulaRule(formula=[short], fill=painting.EMPTY)
            sheet.conditional_formatting.add(f"{first}:{letter}{FIRST + end - 1}", rule)
        start = end


def _wanted(cell: Cell | None) -> int:
    return cell.wanted if cell else 0

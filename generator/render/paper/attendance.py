"""The monthly attendance summary as XLSX and PDF, both marked 内部资料: for the office, never for a site."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.data.files.fields import ParameterRef
from generator.data.project import Project
from generator.data.records.attendance import STATUSES
from generator.data.regulations.resolve import CUSTOM
from generator.desk.counting import Row, Summary
from generator.render.paper.postings import printed
from generator.render.paper.sheets import Words
from generator.render.text.templating import TEMPLATES, clock, spoken_day, weekday
from generator.rules.words import decimal

TEMPLATE = TEMPLATES / "postings" / "attendance.typ"
MARK = "内部资料　不得公开"
TITLE = "考勤汇总"


def files(project: Project, summary: Summary) -> dict[str, bytes]:
    """Give the summary as a workbook and as a sheet to print, by the endings of their names.

    Raises
    ------
    Refused
        If the font is missing or lacks a character, or Typst complains.
    """
    content = words(project, summary)
    return {
        ".xlsx": _workbook(summary, content),
        ".pdf": printed(TEMPLATE, content, f"{summary.month.title}的考勤汇总"),
    }


def heads(summary: Summary) -> list[str]:
    """Give the heads of the columns; kinds of leave are those that somebody took."""
    how = summary.unit.unit.attendance
    assert how is not None
    statuses = [f"{getattr(how.titles, status)}（{'天' if status == 'absent' else '次'}）" for status in STATUSES]
    kinds = [f"{summary.unit.unit.leave_kinds[kind].title}（天）" for kind in _kinds(summary)]
    measures = [f"{measure.title}{f'（{measure.unit}）' if measure.unit else ''}" for measure in how.measures]
    extra = ["工时外值班（次）", "工时外值班（小时）"]
    return ["部门", "编号", "姓名", "应出勤（天）", "出勤（天）", *statuses, *kinds, "外勤（天）", *extra, *measures]


def cells(summary: Summary, row: Row) -> list[str | Fraction]:
    """Give what stands under the heads; amounts as numbers."""
    department = summary.unit.unit.departments[row.service.department]
    leave = [row.leave.get(kind, Fraction()) for kind in _kinds(summary)]
    statuses = [row.times[status] for status in STATUSES]
    extra = [Fraction(row.turns), Fraction(row.extra // timedelta(minutes=1), 60)]
    amounts = [row.due, row.present, *statuses, *leave, row.outside, *extra, *row.measures]
    return [department, row.person.id, row.person.name, *amounts]


def shown(summary: Summary, row: Row) -> list[str]:
    """Give the same as text; nothing stands for none."""
    return [cell if isinstance(cell, str) else decimal(cell) if cell else "" for cell in cells(summary, row)]


def _kinds(summary: Summary) -> list[str]:
    taken = {kind for row in summary.rows for kind in row.leave}
    return [kind for kind in summary.unit.unit.leave_kinds if kind in taken]


def words(project: Project, summary: Summary) -> Words:
    """Give all words of the sheet."""
    unit = summary.unit.unit
    return {
        "unit": unit.title,
        "title": TITLE,
        "period": summary.month.title,
        "sample": unit.sample,
        "draft": False,
        "mark": MARK,
        "counted": f"截至{spoken_day(summary.through)}，计 {summary.days} 个工作日；不足一天的请假按工时折算",
        "heads": heads(summary),
        "rows": [shown(summary, row) for row in summary.rows],
        "notes": list(summary.notes),
        "basis": list(basis(project, summary)),
    }


def basis(project: Project, summary: Summary) -> Iterator[str]:
    """Say by which figures the month was counted, each with its article."""
    law, day, unit = project.regulations, summary.through, summary.unit.unit
    how = unit.attendance
    assert how is not None
    own = how.hours
    first, last = (own.from_, own.to) if own else (unit.hours.open, unit.hours.close)
    clocks = "、".join(
        f"{title} {clock(law.figure(value, day, time))}" for title, value in (("上班", first), ("下班", last))
    )
    yield f"{clocks}（{law.cite_figure(first, day, own.article if own else unit.hours.article).text}）"
    if how.method:
        yield f"考勤方式：{how.method}（{law.cite(how.article, day).text}）"
    for title, side, figure in (
        (how.titles.late, "晚到", how.late_after),
        (how.titles.early, "早走", how.early_before),
        (f"{how.titles.absent}半天", "晚到或早走", how.half_day_after),
    ):
        if figure is not None:
            yield f"{title}：{side}超过 {law.figure(figure, day, int)} 分钟（{_cited(project, figure, day)}）"
    for measure in how.measures:
        titles = {status: getattr(how.titles, status) for status in STATUSES}
        per = "、".join(
            f"{titles[status]}每{'天' if status == 'absent' else '次'} {law.figure(figure, day, int)}{measure.unit}"
            for status, figure in measure.per.items()
        )
        yield f"{measure.title}：{per}（{law.cite(measure.article, day).text}）"


def _cited(project: Project, figure: int | ParameterRef, day: date) -> str:
    return project.regulations.cite_figure(figure, day, None).text if isinstance(figure, ParameterRef) else CUSTOM


def _workbook(summary: Summary, content: Words) -> bytes:
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = TITLE
    above = [f"{content['unit']}　{content['period']}{TITLE}", MARK, content["counted"]]
    below = [*content["notes"], *content["basis"]]
    _fill(first, above, content["heads"], [cells(summary, row) for row in summary.rows], below)
    details = book.create_sheet("逐日明细")
    lines: list[list[str | Fraction]] = [
        [row.person.id, row.person.name, str(day), weekday(day), text]
        for row in summary.rows
        for day, text in sorted(row.details)
    ]
    _fill(details, above[:2], ["编号", "姓名", "日期", "星期", "情况"], lines, [])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(
    sheet: Worksheet,
    above: Sequence[str],
    titles: Sequence[str],
    rows: Sequence[Sequence[str | Fraction]],
    below: Sequence[str],
) -> None:
    """Write lines, a table and lines; texts are never formulas."""
    lines: list[Sequence[str | Fraction]] = [*([line] for line in above), titles, *rows, [""], *([x] for x in below)]
    head = len(above) + 1
    hair = Side(style="thin", color="999999")
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value, cell.data_type = value, "s"
            else:
                cell.value = round(float(value), 2) if value else None
            if head <= number <= head + len(rows):
                cell.border = Border(hair, hair, hair, hair)
            if number == head:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E2E2E2")
                cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet["A1"].font, sheet["A2"].font = Font(bold=True, size=16), Font(bold=True, color="9A3412")
    for column in range(1, len(titles) + 1):
        wide = max((len(str(row[column - 1])) for row in rows if isinstance(row[column - 1], str)), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = max(9, min(60, 2.1 * wide + 2))
    sheet.freeze_panes = sheet.cell(head + 1, min(4, len(titles)))
    sheet.oddHeader.center.text, sheet.oddFooter.center.text = MARK, "第 &P 页　共 &N 页"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"

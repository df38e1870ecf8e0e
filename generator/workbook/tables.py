"""Sheets beside the roster: people, leave (days only), wishes, the ledger, and how to use the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from generator.check import Report
from generator.data.units.leave import TITLES
from generator.problem.problem import Problem
from generator.render.views.balances import pools
from generator.workbook.names import Names
from generator.workbook.painting import BORDER, CENTRE, FONT, head, printed, top, wide, widths
from generator.workbook.text import put

PEOPLE, LEAVE, WISHES, LEDGER, NOTES, LISTS = "人员", "请假", "意愿", "台账", "说明", "名单"
PEOPLE_HEADS = ("编号", "姓名", "部门", "岗位类别", "窗口")
LEAVE_HEADS = ("记录", "姓名", "从", "几点起", "到", "几点止", "种类", "顶岗人", "状态")
WISH_HEADS = ("记录", "姓名", "值班", "从", "到", "意愿")
WANTS = {"on": "想值", "off": "不想值"}
SPARE = 15
"""Empty lines below, for what is added."""

_DATES = {"从", "到"}

Value = str | date | float


class Lists:
    """Lists for drop-downs: on a hidden sheet, each with a name of its own, those that are alike once."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.sheet = book, book.create_sheet(LISTS)
        self.sheet.sheet_state = "hidden"
        self.known: dict[tuple[str, ...], str] = {}

    def choice(self, labels: tuple[str, ...], *, strict: bool = False) -> DataValidation:
        """Give a drop-down of these labels; what is not among them is warned of, or refused where ``strict``."""
        if labels not in self.known:
            column, name = len(self.known) + 1, f"list_{len(self.known) + 1:03d}"
            for row, label in enumerate(labels, 1):
                put(self.sheet.cell(row, column), label)
            letter = get_column_letter(column)
            where = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(labels)}"
            self.book.defined_names[name] = DefinedName(name, attr_text=where)
            self.known[labels] = name
        found = DataValidation("list", formula1=self.known[labels], allow_blank=True, showErrorMessage=True)
        found.errorStyle = "stop" if strict else "warning"
        found.errorTitle = "不在名单里"
        found.error = "从下拉名单里选一个。" if strict else "不在这一席当天可以安排的人里。导入时会写明为什么。"
        return found


def table(
    book: Workbook,
    title: str,
    said: tuple[str, str],
    heads: Sequence[str],
    rows: Sequence[Sequence[Value]],
    choices: dict[str, DataValidation] | None = None,
) -> None:
    """Write one plain table; ``said``: its title above and the line below it. Where there are choices it may grow."""
    sheet = book.create_sheet(title)
    top(sheet, *said, len(heads))
    spare = SPARE if choices is not None else 0
    for column, name in enumerate(heads, 1):
        head(sheet, 3, column, name)
        for row in range(4, 4 + len(rows) + spare):
            cell = sheet.cell(row, column)
            value = rows[row - 4][column - 1] if row - 4 < len(rows) else ""
            cell.border, cell.font = BORDER, Font(FONT)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(value, str) and value:
                put(cell, value)
            elif not isinstance(value, str):
                cell.value = value
            if name in _DATES:
                cell.number_format = "yyyy-mm-dd"
        if choices and name in choices:
            choices[name].add(f"{get_column_letter(column)}4:{get_column_letter(column)}{3 + len(rows) + spare}")
            sheet.add_data_validation(choices[name])
    texts = [[name, *(str(row[column]) for row in rows)] for column, name in enumerate(heads)]
    widths(sheet, texts)
    printed(sheet, ("内部资料", said[0]), "1:3", "A4")


def inputs(book: Workbook, lists: Lists, problem: Problem, names: Names, title: str) -> None:
    """Write the people, their leave and their wishes."""
    unit, period = problem.unit, problem.period
    table(
        book,
        PEOPLE,
        (f"{title}人员", "只供查看。这里的改动不会写回，导入时列出应在 people.yml 里改什么。"),
        PEOPLE_HEADS,
        people(problem),
    )
    everybody = tuple(names.label(p) for p in problem.people)
    kinds = tuple(kind.title for kind in unit.unit.leave_kinds.values())
    rows: list[list[Value]] = []
    for name, leave in unit.leave.items():
        if leave.from_ <= period.last and leave.until >= period.first and leave.person in names.labels:
            clocks = [f"{at:%H:%M}" if at else "" for at in (leave.starts, leave.ends)]
            days: list[Value] = [leave.from_, clocks[0], leave.until, clocks[1]]
            rows.append([name, names.label(leave.person), *days, "", "", TITLES[leave.status]])
    table(
        book,
        LEAVE,
        (f"{title}请假", "已登记的只列日子，不列种类和原因。新的请假写在下面空行里，“记录”和“状态”留空。"),
        LEAVE_HEADS,
        rows,
        {
            "姓名": lists.choice(everybody),
            "顶岗人": lists.choice(everybody),
            **({"种类": lists.choice(kinds, strict=True)} if kinds else {}),
        },
    )
    duties = dict.fromkeys(slot.title for slot in problem.slots)
    known = {slot.duty: slot.title for slot in problem.slots}
    wishes: list[list[Value]] = [
        [name, names.label(w.person), known.get(w.duty, w.duty), w.from_, w.until, WANTS[w.want]]
        for name, w in problem.wishes.items()
    ]
    table(
        book,
        WISHES,
        (f"{title}意愿", "新的意愿写在下面空行里，“记录”留空；不写值班就是各种值班。"),
        WISH_HEADS,
        wishes,
        {
            "姓名": lists.choice(everybody),
            "值班": lists.choice(tuple(duties)),
            "意愿": lists.choice(tuple(WANTS.values()), strict=True),
        },
    )


def people(problem: Problem) -> list[list[Value]]:
    """Give everybody who serves in the period, as of its first day of theirs."""
    unit = problem.unit
    rows: list[list[Value]] = []
    for person in (unit.people[p] for p in problem.people):
        service = next(s for day in problem.period.days() if (s := person.serving(day)))
        post = unit.posts[service.post].title if service.post in unit.posts else ""
        department, role = unit.unit.departments[service.department], unit.unit.roles[service.role]
        rows.append([person.id, person.name, department, role, post])
    return rows


def ledger(book: Workbook, report: Report, title: str) -> None:
    """Write the balances after the period."""
    rows: list[list[Value]] = [
        [pool.title, burden.title, row.person, row.department, round(row.due, 2), row.served, round(row.balance, 2)]
        for pool in pools([report], "administrator")
        for burden in pool.classes
        for row in burden.rows
    ]
    heads = ("公平池", "类别", "姓名", "部门", "应值（次）", "实值（次）", "差额（正数为少值）")
    table(book, LEDGER, (f"{title}台账", "历年累计，计到本期。只供查看，由程序计算。"), heads, rows)


def notes(book: Workbook, title: str, known: Sequence[tuple[str, str]], lines: Sequence[str]) -> None:
    """Write what the workbook was made from, and how it is used."""
    sheet = book.create_sheet(NOTES)
    top(sheet, f"{title}说明", "导入时按下面的单位编号、期间和指纹核对，请不要改动。", 2)
    for row, (name, value) in enumerate([*known, *((str(n), line) for n, line in enumerate(lines, 1))], 4):
        for column, text in ((1, name), (2, value)):
            cell = sheet.cell(row, column)
            put(cell, text)
            cell.font, cell.border = Font(FONT, bold=column == 1), BORDER
            cell.alignment = CENTRE if column == 1 else Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 16 * max(1, -(-wide(value) // 100))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 104
    printed(sheet, ("内部资料", f"{title}说明"), "1:2", "A4")

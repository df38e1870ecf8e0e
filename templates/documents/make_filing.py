"""Make ``filing.xlsx`` and ``filing-change.xlsx`` in this folder: the sheets that are sent to the superior.

Run it with ``python templates/documents/make_filing.py`` after a change here. The files may as well be edited in Excel
or WPS: a cell holds ``{{ name }}``, and the row with ``{{ row.name }}`` is repeated for each day.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

HERE = Path(__file__).parent
DAY = (("日期", "{{ row.day }}", 11), ("星期", "{{ row.weekday }}", 8))
LEADERS = (
    ("带班领导", "{{ row.leaders }}", 14),
    ("职务", "{{ row.leader_roles }}", 16),
    ("手机", "{{ row.leader_mobiles }}", 18),
)
OFFICERS = (
    ("值班人员", "{{ row.officers }}", 14),
    ("职务", "{{ row.officer_roles }}", 18),
    ("手机", "{{ row.officer_mobiles }}", 18),
    ("值班电话", "{{ row.phone }}", 18),
)
WERE = (("原带班领导", "{{ row.before_leaders }}", 14), ("原值班人员", "{{ row.before_officers }}", 14))
ABOUT = "报送单位：{{ unit }}　　　　报：{{ to }}　　　　{{ revision }}"
SONG, HEI = "宋体", "黑体"


def make(target: Path, columns: Sequence[tuple[str, str, int]], about: str) -> None:
    """Write one template."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "报备表"
    last = len(columns)
    thin = Side(style="thin")
    for place, (text, size, bold) in enumerate((("{{ title }}", 18, True), (about, 11, False)), 1):
        sheet.merge_cells(start_row=place, start_column=1, end_row=place, end_column=last)
        cell = sheet.cell(place, 1, text)
        cell.font = Font(name=HEI if bold else SONG, size=size)
        cell.alignment = Alignment(horizontal="center" if bold else "left", vertical="center")
        sheet.row_dimensions[place].height = 36 if bold else 22
    for column, (head, text, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        for place, said, font in ((3, head, HEI), (4, text, SONG)):
            cell = sheet.cell(place, column, said)
            cell.font = Font(name=font, size=11)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet.row_dimensions[3].height = 24
    feet = (
        "填表人：{{ filled_by }}　　　　审签人：{{ signed_by }}　　　　{{ date }}",
        "内部资料，含手机号码，不得公开",
    )
    for place, text in enumerate(feet, 5):
        sheet.merge_cells(start_row=place, start_column=1, end_row=place, end_column=last)
        cell = sheet.cell(place, 1, text)
        cell.font = Font(name=SONG, size=11)
        cell.alignment = Alignment(vertical="center")
        sheet.row_dimensions[place].height = 26
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:3"
    sheet.print_options.horizontalCentered = True
    workbook.save(target)


SHEETS = (
    ("filing.xlsx", (*DAY, *LEADERS, *OFFICERS), ABOUT),
    ("filing-change.xlsx", (*DAY, WERE[0], *LEADERS, WERE[1], *OFFICERS), f"{ABOUT}，只列有变更的日期"),
)

if __name__ == "__main__":
    for name, columns, about in SHEETS:
        make(HERE / name, columns, about)

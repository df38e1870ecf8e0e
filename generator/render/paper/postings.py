"""What is put up on the wall: A4 sheets as PDF with reproducible bytes, one for a duty and period, one for all duties.

Typst sets static templates that are fed with JSON, so that no text from data is ever code. Every character is
looked up in the font first, because Typst leaves a missing glyph blank and says nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import typst

from generator.errors import Refused
from generator.render.paper.overviews import all_duties
from generator.render.paper.sheets import sheet
from generator.render.text import fonts
from generator.render.text.templating import TEMPLATES
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.view import MonthView

Paper = Literal["a4", "a3"]

FOLDER = TEMPLATES / "postings"
TEMPLATE = FOLDER / "month.typ"
OCCASIONS = FOLDER / "occasions.typ"
OVERVIEW = FOLDER / "overview.typ"

ADVICE = "核对 templates/postings 中的模板，并运行 make venv 装回 constraints.txt 所定的 typst 版本"
LABELS = {
    "unit": "单位名称",
    "title": "标题",
    "value": "时间、地点或电话",
    "name": "姓名",
    "department": "部门名称",
    "text": "放假安排",
    "articles": "条文名称",
    "changes": "变更",
    "before": "姓名",
    "after": "姓名",
    "duty": "值班名称",
    "tasks": "任务",
    "notes": "另行安排",
    "window": "窗口名称",
}
"""What the texts of a sheet are called when a character in one of them cannot be printed."""


def files(site: Site) -> dict[str, bytes]:
    """Give the postings of every unit and period: one for each duty that the audience may see, and one for all."""
    found: dict[str, bytes] = {}
    for unit, months in site.months.items():
        for month in months:
            found |= {links.rosters.posting(unit, month.period, duty): posting(month, duty) for duty in month.duties}
            if len(month.duties) > 1:
                found[links.rosters.overview(unit, month.period)] = overview(month)
    return found


def posting(month: MonthView, duty: str, paper: Paper = "a4") -> bytes:
    """Give the sheet of a duty as PDF.

    Raises
    ------
    Refused
        If the month has no such duty, the font is missing or lacks a character, or Typst complains.
    """
    if duty not in month.duties:
        raise Refused(f"{month.title}没有“{duty}”这个班次", f"可选：{'、'.join(month.duties)}")
    booked = any(seat.occasion for slot in month.slots(duty) for seat in slot.seats)
    template = OCCASIONS if booked else TEMPLATE
    return printed(template, sheet(month, duty), f"{month.title}“{month.duties[duty]}”的值班表", paper=paper)


def overview(month: MonthView, paper: Paper = "a4") -> bytes:
    """Give the sheet of all duties as PDF.

    Raises
    ------
    Refused
        If the font is missing or lacks a character, or Typst complains.
    """
    return printed(OVERVIEW, all_duties(month), f"{month.title}的值班总表", paper=paper)


def printed(template: Path, content: dict[str, Any], where: str, *, picture: float = 0, paper: Paper = "a4") -> bytes:
    """Set a template with its words as PDF, or as a picture (PNG) with so many pixels to the inch.

    Every character is looked up in the fonts first.

    Raises
    ------
    Refused
        If no font can draw a character, the first font is missing, or Typst complains.
    """
    fonts.refuse_missing(content, where, LABELS)
    try:
        pdf, warnings = typst.compile_with_warnings(
            template,
            root=TEMPLATES,
            font_paths=fonts.loaded(),
            sys_inputs={
                "data": json.dumps(content, ensure_ascii=False),
                "fonts": json.dumps(fonts.families()),
                "paper": paper,
            },
            format="png" if picture else "pdf",
            ppi=picture or None,
        )
    except typst.TypstError as error:
        raise Refused(f"{where}没有排好版：{error.message}", ADVICE) from error
    if warnings:
        raise Refused(f"{where}没有排好版：{'；'.join(warning.message for warning in warnings)}", ADVICE)
    return pdf

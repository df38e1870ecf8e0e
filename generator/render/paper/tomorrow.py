"""The emergency sheet (应急单) on paper and for the telephone, and its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from generator.data.calendars.spans import Span
from generator.desk.tomorrow import Critical, Duty, Sheet
from generator.desk.windows import Window
from generator.render.paper.postings import printed
from generator.render.paper.sheets import Words
from generator.render.text.templating import TEMPLATES, month_day, spoken_day, weekday

PAPER = TEMPLATES / "postings" / "tomorrow.typ"
PHONE = TEMPLATES / "postings" / "tomorrow-phone.typ"
PIXELS = 216
"""Pixels to the inch: the phone's page is 360 pt wide, which makes 1080 pixels."""

NOTES: tuple[tuple[str, Callable[[Sheet], bool]], ...] = (
    ("本月值班表尚未发布，这里没有当月的值班人员", lambda sheet: not sheet.published),
    ("不对外办公，办公电话未必有人接，其他联系办法见本单位通讯录", lambda sheet: sheet.hours is None),
)
NOBODY = "【无人】"


def files(sheet: Sheet, now: datetime) -> dict[str, bytes]:
    """Give the sheet as a page to print and as a picture for telephones, by the endings of their names.

    Raises
    ------
    Refused
        If the font is missing or lacks a character, or Typst complains.
    """
    content, where = words(sheet, now), f"{spoken_day(sheet.day)}的应急单"
    return {".pdf": printed(PAPER, content, where), ".png": picture(sheet, now)}


def picture(sheet: Sheet, now: datetime) -> bytes:
    """Give the picture for telephones alone."""
    return printed(PHONE, words(sheet, now), f"{spoken_day(sheet.day)}的应急单", picture=PIXELS)


def words(sheet: Sheet, now: datetime) -> Words:
    """Give all words of the sheet, made at a moment."""
    tomorrow = (sheet.day - now.date()).days == 1
    return {
        "unit": sheet.unit.unit.title,
        "title": "明日应急单" if tomorrow else "应急单",
        "period": f"{month_day(sheet.day)} {weekday(sheet.day)}",
        "sample": sheet.unit.unit.sample,
        "draft": False,
        "open": opening(sheet),
        "phone": sheet.unit.unit.phone,
        "notes": [note for note, needed in NOTES if needed(sheet)],
        "duties": [_duty(duty) for duty in sheet.duties if not duty.standby],
        "standby": [_duty(duty) for duty in sheet.duties if duty.standby],
        "critical": [_critical(seat) for seat in sheet.critical],
        "windows": [_window(window, sheet.hours) for window in sheet.windows],
        "record": [
            f"接替人按{sheet.article.text}的次序排列，各席分别排；电话为办公电话",
            f"内部使用　{spoken_day(now.date())} {now:%H:%M} 的资料",
        ],
    }


def opening(sheet: Sheet) -> str:
    """Say whether the unit is open on the day, and what makes the day out of the ordinary."""
    label = f"（{sheet.label}）" if sheet.label else ""
    return f"对外办公 {said(sheet.hours)}{label}" if sheet.hours else f"不对外办公{label}"


def said(span: Span) -> str:
    """Say a stretch of hours: 08:30—17:30."""
    start, end = span
    return f"{start:%H:%M}—{'次日' if end.date() > start.date() else ''}{end:%H:%M}"


def _duty(duty: Duty) -> Words:
    seats = [
        {
            "title": seat.title,
            "hours": said(seat.hours) if seat.hours else "",
            "names": "、".join(seat.people),
            "empty": "、".join(["【空缺】"] * seat.empty),
        }
        for seat in duty.seats
        if seat.people or seat.empty
    ]
    return {
        "title": duty.title,
        "hours": said(duty.hours),
        "place": duty.place,
        "phone": duty.phone,
        "seats": seats,
    }


def _critical(seat: Critical) -> Words:
    return {
        "title": seat.title,
        "holder": "、".join(seat.holders) or NOBODY,
        "people": [{"name": p.name, "where": p.department, "why": p.why, "phone": p.phone} for p in seat.stand_ins],
    }


def _window(window: Window, hours: Span | None) -> Words:
    people = []
    for there in window.people:
        when = "" if list(there.spans) == [hours] else "、".join(map(said, there.spans))
        about = "，".join(part for part in (there.part, when) if part)
        people.append(there.name + (f"（{about}）" if about else ""))
    gaps = "、".join(map(said, window.uncovered))
    empty = "" if not gaps else NOBODY if list(window.uncovered) == [hours] else f"{gaps}{NOBODY}"
    return {"title": window.title, "names": "、".join(people), "empty": empty, "phone": window.phone}

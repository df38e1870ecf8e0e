"""What is put up on the wall: one A4 sheet for a duty and a month, as PDF with reproducible bytes.

Typst sets a static template that is fed with JSON, so that no text from data is ever code. Every character is
looked up in the font first, because Typst leaves a missing glyph blank and says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import typst

from generator.data.calendar import DayKind
from generator.data.resolve import CUSTOM
from generator.errors import Refused
from generator.render.fonts import font_file, refuse_missing
from generator.render.gather import Site
from generator.render.lunar import lunar
from generator.render.templating import TEMPLATES, clock, spoken_day, weekday
from generator.render.view import DayView, MonthView, PersonView, SlotView

TEMPLATE = TEMPLATES / "postings" / "month.typ"
SHORT = 12
"""Hexadecimal digits of the fingerprint that a sheet shows: enough to tell two sheets apart by eye."""

ADVICE = "核对 templates/postings 中的模板，并运行 make venv 装回 constraints.txt 所定的 typst 版本"
LABELS = {
    "unit": "单位名称",
    "title": "标题",
    "value": "时间、地点或电话",
    "name": "姓名",
    "department": "部门名称",
    "text": "放假安排",
    "articles": "条文名称",
}
"""What the texts of a sheet are called when a character in one of them cannot be printed."""


def files(site: Site) -> dict[str, bytes]:
    """Give the postings of every unit, month and duty that the audience may see."""
    return {
        f"rosters/{unit}/{month.period}/{duty}.pdf": posting(month, duty)
        for unit, months in site.months.items()
        for month in months
        for duty in month.duties
    }


def posting(month: MonthView, duty: str) -> bytes:
    """Give the sheet of a duty as PDF.

    Raises
    ------
    Refused
        If the month has no such duty, the font is missing or lacks a character, or Typst complains.
    """
    if duty not in month.duties:
        raise Refused(f"{month.title}没有“{duty}”这个班次", f"可选：{'、'.join(month.duties)}")
    content = sheet(month, duty)
    where = f"{month.title}“{month.duties[duty]}”的值班表"
    refuse_missing(content, where, LABELS)
    try:
        pdf, warnings = typst.compile_with_warnings(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[font_file().parent],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise Refused(f"{where}没有排好版：{error.message}", ADVICE) from error
    if warnings:
        raise Refused(f"{where}没有排好版：{'；'.join(warning.message for warning in warnings)}", ADVICE)
    return pdf


def sheet(month: MonthView, duty: str) -> dict[str, Any]:
    """Give all words of the sheet, in the order and grouping in which the template sets them."""
    title, slots = month.duties[duty], month.slots(duty)
    places: dict[str, int] = {}
    for seat in (seat for slot in slots for seat in slot.seats):
        places[seat.title] = max(places.get(seat.title, 1), len(seat.people) + seat.empty)
    return {
        "unit": month.unit_title,
        "title": title if title.endswith("表") else f"{title}{'' if title.endswith('值班') else '值班'}表",
        "period": month.title,
        "sample": month.sample,
        "draft": month.status == "草稿",
        "facts": list(_facts(slots)),
        "seats": [{"title": name, "places": count} for name, count in places.items()],
        "rows": list(_rows(month, duty, places)),
        "basis": _basis(slots),
        "record": [
            "草稿，尚未发布" if month.status == "草稿" else month.status,
            f"第{month.revision}次修订" if month.revision else "初版",
            f"{month.days[0].day.year}年{_stretch([month.days[0].day, month.days[-1].day])}",
            f"抽签种子 {month.draw}",
            f"指纹 {month.fingerprint.removeprefix('sha256:')[:SHORT]}",
        ],
    }


def _facts(slots: Sequence[SlotView]) -> Iterator[dict[str, Any]]:
    """Yield what is the same for all slots; where it changes, each value with its days."""
    asked: dict[str, Callable[[SlotView], str]] = {
        "值班时间": lambda slot: f"{clock(slot.starts)}—{clock(slot.ends)}",
        "到岗": lambda slot: clock(slot.arrive),
        "离岗": lambda slot: clock(slot.leave),
        "地点": lambda slot: slot.place,
        "值班电话": lambda slot: slot.phone,
    }
    for label, ask in asked.items():
        days: dict[str, list[date]] = {}
        for slot in slots:
            days.setdefault(ask(slot), []).append(slot.day)
        if set(days) == {""}:
            continue
        changes = len(days) > 1
        values = [{"days": _spans(slots, own) if changes else "", "value": value} for value, own in days.items()]
        yield {"label": label, "values": values}


def _spans(slots: Sequence[SlotView], own: Sequence[date]) -> str:
    """Say days as stretches of slots that follow each other: 「12月1日—14日、21日」."""
    runs = [list(run) for mine, run in groupby((s.day for s in slots), key=lambda day: day in own) if mine]
    months = [None, *(run[-1].month for run in runs)]
    return "、".join(_stretch(run, month) for run, month in zip(runs, months, strict=False))


def _stretch(days: Sequence[date], month: int | None = None) -> str:
    """Say the first and last of some days, a month only where it is not the one just said: 「10月1日—7日」."""
    first, last = days[0], days[-1]
    said = f"{'' if first.month == month else f'{first.month}月'}{first.day}日"
    return said if first == last else f"{said}—{_stretch([last], first.month)}"


def _rows(month: MonthView, duty: str, places: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield one row a slot, and a slim one that names days off; weeks begin on Monday."""
    before: date | None = None
    shown = [day for day in month.days if _own(day, duty) or _off(day)]
    for off, group in groupby(shown, key=_off):
        days = list(group)
        if off:
            text = f"{_stretch([day.day for day in days])}　{off}"
            yield {"kind": "rest", "new-week": _new_week(before, days[0].day), "text": text}
            before = days[0].day if any(_own(day, duty) for day in days) else days[-1].day
        for day in days:
            for slot in _own(day, duty):
                yield {"kind": "slot", "new-week": _new_week(before, day.day), **_slot(month, day, slot, places)}
                before = day.day


def _off(day: DayView) -> str:
    return "" if day.worked else day.label


def _own(day: DayView, duty: str) -> list[SlotView]:
    return [slot for slot in day.slots if slot.duty == duty]


def _new_week(before: date | None, day: date) -> bool:
    return before is not None and before - timedelta(before.weekday()) != day - timedelta(day.weekday())


def _slot(month: MonthView, day: DayView, slot: SlotView, places: dict[str, int]) -> dict[str, Any]:
    """Give a slot's row: for every kind of seat as many cells as the widest slot needs; null is no seat."""
    cells: dict[str, list[dict[str, Any] | None]] = {name: [] for name in places}
    for seat in slot.seats:
        cells[seat.title] += [{"empty": False, **_person(person)} for person in seat.people]
        cells[seat.title] += [{"empty": True}] * seat.empty
    return {
        "day": f"{day.day.month}月{day.day.day}日",
        "weekday": weekday(day.day),
        "mark": "调休上班" if day.kind == DayKind.MAKE_UP else lunar(day.day) if month.named else "",
        "rest": not day.worked,
        "cells": [held + [None] * (places[name] - len(held)) for name, held in cells.items()],
    }


def _person(person: PersonView) -> dict[str, str]:
    """Give a person's name and department; where the policy gives no name the post stands for it."""
    return {"name": person.name or person.post or "已安排", "department": person.department}


def _basis(slots: Sequence[SlotView]) -> list[dict[str, str]]:
    """Give the articles that the sheet rests on, those of one version together."""
    found: dict[tuple[str, date | None], list[str]] = {}
    for citation in dict.fromkeys(c for slot in slots for c in slot.citations):
        regulation, closing, article = citation.text.partition("》")
        articles = found.setdefault((regulation + closing, citation.effective), [])
        if article not in articles:
            articles.append(article)
    said = [
        {"articles": regulation + "、".join(articles), "version": f"{spoken_day(since)}起施行的版本" if since else ""}
        for (regulation, since), articles in found.items()
    ]
    return said or [{"articles": CUSTOM, "version": ""}]

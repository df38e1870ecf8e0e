"""The notice (通知) of a period's roster: its words, in the order of the template, and the rosters annexed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.data.project import Project
from generator.data.regulations.resolve import CUSTOM
from generator.documents.templates import fill, template
from generator.errors import Refused
from generator.render.paper.sheets import ARRANGED, Words, basis_of, facts, notes, said, titled
from generator.render.text.lunar import lunar
from generator.render.text.templating import month_day, spoken_day, weekday
from generator.render.views.occasions import Occasion
from generator.render.views.shapes import DutyTable, table, week_of
from generator.render.views.view import MonthView, SeatView, SlotView

NAME = "notice.docx"
DIGITS = "〇一二三四五六七八九十"
TEN = 10


def notice(project: Project, month: MonthView, duties: Sequence[str], to: str, on: date) -> bytes:
    """Give the notice as a Word document.

    Parameters
    ----------
    duties
        The duties that it is about, of those that the audience may see; empty is all.
    to
        Whom it is sent to (主送机关).
    on
        The day that it bears.

    Raises
    ------
    Refused
        If there is no such duty, or the template is not right.
    """
    unit = project.units[month.unit]
    return fill(template(project, unit, NAME), words(project, month, duties, to, on))


def words(project: Project, month: MonthView, duties: Sequence[str], to: str, on: date) -> dict[str, Any]:
    """Give the words of the notice by the names that stand in the template."""
    tables = [table(month, duty) for duty in _chosen(month, duties)]
    unit, law = project.units[month.unit].unit, project.regulations
    first, asked = month.days[0].day, unit.sign_off
    swaps = unit.swaps.article if unit.swaps else unit.substitution.article
    titles = [_title(month.title, titled(own.title)) for own in tables]
    several = len(titles) > 1
    return {
        "number": f"{'示例' if month.sample else '　　'}〔{on.year}〕　号",
        "title": _heading(month),
        "to": to,
        "unit": month.unit_title,
        "period": month.title,
        "basis": _grounds(tables),
        "duties": [_duty(own, chinese(n)) for n, own in enumerate(tables, 1)],
        "swaps": law.cite(swaps, first).text,
        "until": spoken_day(month.signed.until) if month.signed.until else "",
        "sign_off": law.cite(asked.article, first).text if asked and month.signed.until else "",
        "date": spoken_day(on),
        "attachments": [f"{n}. {title}" if several else title for n, title in enumerate(titles, 1)],
        "annexes": [
            {"mark": f"附件{n if several else ''}", "title": title, **_annex(month, own)}
            for n, (title, own) in enumerate(zip(titles, tables, strict=True), 1)
        ],
    }


def _chosen(month: MonthView, duties: Sequence[str]) -> list[str]:
    by_title = {title: duty for duty, title in month.duties.items()}
    chosen = [by_title.get(said, said) for said in duties] or [*month.duties]
    for duty in chosen:
        if duty not in month.duties:
            known = "、".join(f"{own}（{title}）" for own, title in month.duties.items())
            raise Refused(f"{month.title}没有值班“{duty}”", f"可用的值班：{known}")
    if not chosen:
        raise Refused(f"{month.title}没有可以公布的值班", "加上 --audience staff，或核对值班的 audience")
    return chosen


def _heading(month: MonthView) -> str:
    changed = f"（第 {month.revision} 次变更后）" if month.revision else ""
    draft = "\n（送审稿）" if month.status == "草稿" else ""
    return f"关于公布{month.title}值班表{changed}的通知{draft}"


def _title(period: str, own: str) -> str:
    """Join the two, a character that both share only once: 2026年国庆节假日值班表."""
    return period + (own[1:] if own.startswith(period[-1]) else own)


def _grounds(tables: Sequence[DutyTable]) -> str:
    """Name the regulations that the rosters rest on, each once."""
    cited = (citation.text for own in tables for group in own.citations for citation in group)
    titles = dict.fromkeys(text.partition("》")[0] + "》" for text in cited if "》" in text)
    return f"根据{''.join(titles)}" if titles else f"按照{CUSTOM}"


def _duty(own: DutyTable, order: str) -> Mapping[str, str]:
    usual = [slot for slot in own.slots if not slot.note] or own.slots
    told = [f"{fact['label']}：{_values(fact)}" for fact in facts(usual, own.shape == "occasions")]
    articles = "；".join(line["articles"] for line in basis_of(c for group in own.citations for c in group))
    return {"order": order, "title": own.title, "facts": "；".join([*told, *notes(own.slots)]), "basis": articles}


def _values(fact: Words) -> str:
    return "、".join(f"{v['value']}（{v['days']}）" if v["days"] else v["value"] for v in fact["values"])


def _annex(month: MonthView, own: DutyTable) -> Words:
    heads = [column.title for column in own.columns]
    if own.shape == "occasions":
        heads = ["时间", "事项", *own.kinds]
        rows = [_occasion(own, one) for one in own.occasions]
    elif own.shape == "stretches":
        rows = [_row(own, one.slots[0], one.days, one.weekdays) for one in own.stretches]
    elif own.shape == "weeks":
        rows = [_row(own, slot, *week_of(slot)) for slot in own.slots]
    else:
        rows = [_row(own, slot, month_day(slot.day), _weekday(month, slot)) for slot in own.slots]
    return {"heads": heads, "rows": rows}


def _weekday(month: MonthView, slot: SlotView) -> str:
    marks = (lunar(slot.day) if month.named else "", ARRANGED if slot.note else "")
    return weekday(slot.day) + "".join(f"（{mark}）" for mark in marks if mark)


def _occasion(own: DutyTable, one: Occasion) -> Words:
    held = [_held(seat) if (seat := one.seat(kind)) else "—" for kind in own.kinds]
    cells = [said(one.hours), one.text or "—", *held]
    return {"day": month_day(one.slot.day), "weekday": weekday(one.slot.day), "cells": cells}


def _row(own: DutyTable, slot: SlotView, day: str, weekdays: str) -> Words:
    seats = [column.seat(slot) for column in own.columns]
    return {"day": day, "weekday": weekdays, "cells": [_held(seat) if seat else "—" for seat in seats]}


def _held(seat: SeatView) -> str:
    names = [
        (person.name or person.post or person.department) + (f"（{person.hours}）" if person.hours else "")
        for person in seat.people
    ]
    return "、".join([*names, *["【空缺】"] * seat.empty]) or "—"


def chinese(number: int) -> str:
    """Write a number below a hundred as headings have it: 三, 十, 二十一."""
    tens, ones = divmod(number, TEN)
    lead = "" if not tens else DIGITS[TEN] if tens == 1 else DIGITS[tens] + DIGITS[TEN]
    return lead + (DIGITS[ones] if ones or not tens else "")

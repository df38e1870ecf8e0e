"""The words of a sheet for the wall, in the order and grouping in which its template sets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from generator.data.calendars.calendar import DayKind
from generator.data.regulations.resolve import CUSTOM, Citation
from generator.render.paper.amendments import held, lines, revision
from generator.render.text.lunar import lunar
from generator.render.text.templating import clock, month_day, spoken_day, weekday
from generator.render.views.prints import code
from generator.render.views.shapes import Column, DutyTable, monday, stretch, table, week_of
from generator.render.views.tasks import TaskView
from generator.render.views.view import DayView, HoursView, MonthView, SlotView

ARRANGED = "另行安排"
GOES_ON = "接上月"
Words = dict[str, Any]


def sheet(month: MonthView, duty: str) -> Words:
    """Give all words of the sheet of one duty."""
    own = table(month, duty)
    usual = [slot for slot in own.slots if not slot.note] or own.slots
    return {
        **head(month, titled(own.title), own.slots),
        "facts": [*facts(usual, own.shape == "occasions"), *_notice(month)],
        "seats": [{"title": c.title, "places": c.places, "hours": hours_of(c)} for c in own.columns],
        "weekday-head": "天数" if all(slot.cycle == "month" for slot in own.slots) else "星期",
        "rows": list(_rows(month, own)),
        "tasks": [line for since, tasks in own.tasks for line in _tasks(own, since, tasks)],
        "notes": notes(own.slots),
        "basis": basis_of(dict.fromkeys(c for slot in own.slots for c in slot.citations)),
        "changes": list(lines(month, duty)),
    }


def titled(duty: str) -> str:
    """Make a duty's title that of its table: 值班组值班表, 周值班表, 窗口部门负责人值班表（股长）, 工作月报安排表."""
    name, opening, rest = duty.partition("（")
    ending = "表" if name.endswith(("班", "值日")) else "值班表" if "班" in name or "值" in name else "安排表"
    ending = "" if name.endswith("表") else ending
    return f"{name}{ending}{opening}{rest}"


def head(month: MonthView, title: str, slots: Sequence[SlotView] = ()) -> Words:
    """Give what stands at the top and at the foot of every sheet; what is on rest days alone is a plan of its own."""
    first, last = month.days[0].day, month.days[-1].day
    resting = bool(slots) and not {slot.day for slot in slots} & {day.day for day in month.days if day.worked}
    return {
        "unit": month.unit_title,
        "plan": "换班计划" if month.named or resting else "值班计划",
        "title": title,
        "period": month.title,
        "sample": month.sample,
        "draft": month.status == "草稿",
        "record": [
            "草稿，尚未发布" if month.status == "草稿" else month.status,
            *([] if month.parts else [revision(month)]),
            f"{first.year}年{stretch([first, last])}",
            *(said for one in month.parts for said in (f"{one.title} {revision(one)}", f"指纹 {one.short}")),
            *([] if month.parts else [f"抽签编号 {month.draw}", f"指纹 {month.short}"]),
        ],
        "codes": [
            {"title": one.title if month.parts[1:] else "", "svg": code(f"{one.live}?print={one.short}")}
            for one in month.parts or (month,)
            if one.live and one.status == "已发布"
        ],
    }


def _tasks(duty: DutyTable, since: date, tasks: Sequence[TaskView]) -> Iterator[Words]:
    """Yield what whoever serves does; where that changes within the month each with its first day."""
    for task in tasks:
        at = clock(task.at) if task.at else ""
        who = f"（{task.who}）" if task.who else ""
        yield {"at": at, "text": task.text + who, "days": f"{month_day(since)}起" if len(duty.tasks) > 1 else ""}


def notes(slots: Sequence[SlotView]) -> list[str]:
    """Say what is arranged otherwise than usual, a line for each stretch of slots: the days, their hours, and why."""
    runs = groupby(slots, key=lambda slot: (slot.note, slot.hours))
    found = [(note, hours, list(run)) for (note, hours), run in runs if note]
    return [f"{stretch([run[0].day, run[-1].days[-1]])} {said(hours)}　{note}" for note, hours, run in found]


def said(hours: HoursView) -> str:
    """Say from when to when: 08:00—次日08:00."""
    return f"{clock(hours.starts)}—{'次日' if hours.overnight else ''}{clock(hours.ends)}"


def hours_of(column: Column) -> list[str]:
    """Say the hours of seats that have their own; where they change within the month each with its first day."""
    several = len(column.hours) > 1
    return [f"{first.month}月{first.day}日起 {said(h)}" if several else said(h) for first, h in column.hours]


def facts(slots: Sequence[SlotView], booked: bool) -> Iterator[Words]:
    """Yield what is the same for all slots; where it changes, each value with its days; of what is booked no hours."""
    alike = not any(seat.hours for slot in slots for seat in slot.seats)
    asked: dict[str, Callable[[SlotView], str]] = {
        "值班时间": lambda slot: said(slot.hours),
        "到岗": lambda slot: clock(slot.arrive) if alike else "",
        "离岗": lambda slot: f"{'次日' if slot.overnight else ''}{clock(slot.leave)}" if alike else "",
        "地点": lambda slot: slot.place,
        "值班电话": lambda slot: slot.phone,
    }
    if booked:  # each occasion has its own hours
        asked = {label: ask for label, ask in asked.items() if label in ("地点", "值班电话")}
    for label, ask in asked.items():
        days: dict[str, list[date]] = {}
        for slot in slots:
            days.setdefault(ask(slot), []).append(slot.day)
        if set(days) == {""}:
            continue
        changes = len(days) > 1
        values = [{"days": _spans(slots, own) if changes else "", "value": value} for value, own in days.items()]
        yield {"label": label, "values": values}


def _notice(month: MonthView) -> Iterator[Words]:
    """Yield until when the roster is open to objections, where it is."""
    if month.signed.until:
        yield {"label": "公示期至", "values": [{"days": "", "value": spoken_day(month.signed.until)}]}


def _spans(slots: Sequence[SlotView], own: Sequence[date]) -> str:
    """Say days as stretches of slots that follow each other: 「12月1日—14日、21日」."""
    runs = [list(run) for mine, run in groupby((s.day for s in slots), key=lambda day: day in own) if mine]
    months = [None, *(run[-1].month for run in runs)]
    return "、".join(stretch(run, month) for run, month in zip(runs, months, strict=False))


def _rows(month: MonthView, duty: DutyTable) -> Iterator[Words]:
    """Yield the rows of a duty in its layout: a week, a stretch, or a slot each."""
    if duty.shape == "weeks":
        for slot in (*duty.running, *duty.slots):
            row = _row(duty, slot, *week_of(slot))
            yield row | ({"mark": GOES_ON} if slot in duty.running else {})
    elif duty.shape == "occasions":
        yield from _occasions(duty)
    elif duty.shape == "stretches":
        for own in duty.stretches:
            yield _row(duty, own.slots[0], own.days, own.weekdays)
    else:
        yield from _daily(month, duty)


def _occasions(duty: DutyTable) -> Iterator[Words]:
    """Yield a row for each occasion: when, what, and who serves."""
    before: date | None = None
    for one in duty.occasions:
        day = one.slot.day
        held_by = [[*held(seat)] if (seat := one.seat(kind)) else [] for kind in duty.kinds]
        yield {
            "new-week": new_week(before, day),
            "day": month_day(day),
            "weekday": weekday(day),
            "hours": said(one.hours),
            "text": one.text,
            "cells": held_by,
        }
        before = day


def _daily(month: MonthView, duty: DutyTable) -> Iterator[Words]:
    """Yield one row a slot, and a slim one that names days off; weeks begin on Monday."""
    before: date | None = None
    shown = [day for day in month.days if slots_of(day, duty.id) or day_off(day)]
    for off, group in groupby(shown, key=day_off):
        days = list(group)
        if off:
            text = f"{stretch([day.day for day in days])}　{off}"
            yield {"kind": "rest", "new-week": new_week(before, days[0].day), "text": text}
            before = days[0].day if any(slots_of(day, duty.id) for day in days) else days[-1].day
        for day in days:
            for slot in slots_of(day, duty.id):
                yield _row(duty, slot, month_day(day.day), weekday(day.day)) | {
                    "new-week": new_week(before, day.day),
                    "mark": ARRANGED if slot.note else mark(month, day),
                    "rest": not day.worked,
                }
                before = day.day


def _row(duty: DutyTable, slot: SlotView, day: str, weekdays: str) -> Words:
    cells = [cell(column, slot) for column in duty.columns]
    common = {"kind": "slot", "new-week": False, "mark": ARRANGED if slot.note else "", "rest": False}
    return {**common, "day": day, "weekday": weekdays, "cells": cells}


def mark(month: MonthView, day: DayView) -> str:
    """Give the mark beside a day: a make-up day, or in a span of its own the lunar date."""
    if day.kind == DayKind.MAKE_UP:
        return "调休上班"
    return lunar(day.day) if month.named else ""


def day_off(day: DayView) -> str:
    """Give the name of a day off; empty for other days."""
    return "" if day.worked else day.label


def slots_of(day: DayView, duty: str) -> list[SlotView]:
    """Give the slots of a duty that begin on a day."""
    return [slot for slot in day.slots if slot.duty == duty]


def new_week(before: date | None, day: date) -> bool:
    """Whether a day lies in another week than the day shown before it."""
    return before is not None and monday(before) != monday(day)


def cell(column: Column, slot: SlotView) -> list[Words | None]:
    """Give as many places as the fullest slot needs; null is no seat."""
    seat = column.seat(slot)
    places: list[Words | None] = [*held(seat)] if seat else []
    return places + [None] * (column.places - len(places))


def basis_of(citations: Iterable[Citation]) -> list[dict[str, str]]:
    """Give the articles that a sheet rests on, those of one version together."""
    found: dict[tuple[str, date | None], list[str]] = {}
    for citation in citations:
        regulation, closing, article = citation.text.partition("》")
        articles = found.setdefault((regulation + closing, citation.effective), [])
        if article not in articles:
            articles.append(article)
    said = [
        {"articles": regulation + "、".join(articles), "version": f"{spoken_day(since)}起施行的版本" if since else ""}
        for (regulation, since), articles in found.items()
    ]
    return said or [{"articles": CUSTOM, "version": ""}]

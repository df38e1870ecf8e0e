"""The words of the sheet of all duties of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from generator.render.paper import sheets
from generator.render.paper.amendments import names_of
from generator.render.paper.sheets import Words
from generator.render.text.templating import month_day, weekday
from generator.render.views.shapes import Column, DutyTable, stretch, table, week_of
from generator.render.views.view import MonthView, SlotView


def all_duties(month: MonthView) -> Words:
    """Give all words: duties of a day are columns, those of a week rows before it, appointed people lines above."""
    tables = [table(month, duty) for duty in month.duties]
    daily = [t for t in tables if t.shape == "days"]
    weekly = [t for t in tables if t.shape in ("weeks", "occasions")]
    steady = [t for t in tables if t.shape == "stretches"]
    return {
        **sheets.head(month, "值班总表"),
        "duties": [{"title": t.title, "seats": [_seat_head(t, c) for c in t.columns]} for t in daily],
        "lines": [
            *({"title": t.title, "text": _steady(t)} for t in steady),
            *(
                {"title": f"{t.title}{sheets.ARRANGED}", "text": "；".join(said)}
                for t in tables
                if (said := sheets.notes(t.slots))
            ),
        ],
        "phones": [{"title": f"{t.title}电话", "value": "、".join(t.phones)} for t in tables if t.phones],
        "basis": [],
        "rows": list(_all_rows(month, daily, weekly)),
    }


def _seat_head(duty: DutyTable, column: Column) -> Words:
    alone = len(duty.columns) == 1
    return {"title": "" if alone else column.title, "places": column.places, "hours": sheets.hours_of(column)}


def _steady(duty: DutyTable) -> str:
    said = []
    for own in duty.stretches:
        people = "、".join(names_of(seat) for seat in own.slots[0].seats)
        said.append(f"{own.days if len(duty.stretches) > 1 else ''}{own.weekdays} {people}".strip())
    return "；".join(said)


def _all_rows(month: MonthView, daily: Sequence[DutyTable], weekly: Sequence[DutyTable]) -> Iterator[Words]:
    """Yield a row for each day with a slot, before it one for each weekly duty whose week begins, and the days off."""
    shown = [day for day in month.days if day.slots or sheets.day_off(day)]
    before: date | None = None
    goes_on = [band for t in weekly for turn in t.running for band in _bands(t, turn)]
    yield from ({**band, "new-week": False, "mark": sheets.GOES_ON} for band in goes_on)
    for off, group in groupby(shown, key=lambda day: "" if day.slots else sheets.day_off(day)):
        days = list(group)
        if off:
            yield {"kind": "rest", "new-week": False, "text": f"{stretch([day.day for day in days])}　{off}"}
            continue
        for day in days:
            bands = [band for t in weekly for slot in sheets.slots_of(day, t.id) for band in _bands(t, slot)]
            yield from bands
            cells = [sheets.cell(c, slot) if (slot := t.slot(day.day)) else [] for t in daily for c in t.columns]
            if any(cells):
                yield {
                    "kind": "slot",
                    "new-week": sheets.new_week(before, day.day) and not any(band["new-week"] for band in bands),
                    "day": month_day(day.day),
                    "weekday": weekday(day.day),
                    "mark": sheets.mark(month, day),
                    "rest": not day.worked,
                    "cells": [[it for it in cell if it] for cell in cells],
                }
                before = day.day


def _bands(duty: DutyTable, slot: SlotView) -> Iterator[Words]:
    """Yield the row of a turn of several days, or a row for all that is booked of a day."""
    if duty.shape == "weeks":
        seats = [{"title": seat.title, "name": names_of(seat)} for seat in slot.seats]
        yield _band(week_of(slot)[0], duty, seats, new_week=True)
    elif own := [one for one in duty.occasions if one.slot == slot]:
        seats = [
            {"title": f"{sheets.said(one.hours)} {one.text}", "name": "、".join(names_of(seat) for seat in one.seats)}
            for one in own
        ]
        yield _band(month_day(slot.day), duty, seats, new_week=False)


def _band(days: str, duty: DutyTable, seats: list[Words], *, new_week: bool) -> Words:
    return {"kind": "week", "new-week": new_week, "mark": "", "days": days, "duty": duty.title, "seats": seats}

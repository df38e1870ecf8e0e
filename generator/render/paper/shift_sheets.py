"""The sheets of a shift table: people by days (A4 landscape), and the shifts of each day."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.paper import sheets
from generator.render.paper.amendments import held
from generator.render.paper.postings import TEMPLATE, printed
from generator.render.paper.sheets import Words
from generator.render.text.templating import TEMPLATES, WEEKDAYS, month_day, weekday
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.shapes import stretch
from generator.render.views.shift_days import ShiftKind, bands, greetings
from generator.render.views.shifts import Cell, ShiftView
from generator.render.views.view import MonthView, SlotView

PEOPLE = TEMPLATES / "postings" / "shifts.typ"


def files(site: Site) -> dict[str, bytes]:
    """Give both sheets of every table that the audience may see."""
    found: dict[str, bytes] = {}
    for unit, months in site.months.items():
        for month in months:
            for shown in site.shifts.get((unit, month.period), ()):
                where = f"{month.title}的{shown.title}"
                if shown.rows:
                    found[links.rosters.shift_table(unit, month.period, shown.id)] = printed(
                        PEOPLE, people(month, shown), where
                    )
                found[links.rosters.shift_days(unit, month.period, shown.id)] = printed(
                    TEMPLATE, days(month, shown), where
                )
    return found


def people(month: MonthView, shown: ShiftView) -> Words:
    """Give the words of the sheet of people by days."""
    return {
        **sheets.head(month, shown.title),
        "days": [
            {"n": day.day.day, "weekday": WEEKDAYS[day.day.weekday()], "rest": not day.worked} for day in shown.days
        ],
        "bands": [{"text": band.text, "days": band.days} for band in bands(shown.days)],
        "kinds": [{"short": kind.short, "title": kind.title, "hours": hours_of(kind)} for kind in shown.kinds],
        "rows": [
            {
                "name": row.person.name or row.person.post,
                "department": row.person.department,
                "cells": [_cell(cell) for cell in row.cells],
                "sums": [str(n) for n in (*row.turns, row.rest)] + [f"{row.hours:g}"],
            }
            for row in shown.rows
        ],
        "quota": shown.quota,
        "other": shown.other,
        "changed": shown.changed,
        "lines": [*(f"{when}{what}" for when, what in greeted(shown)), *arranged(shown)],
        "basis": sheets.basis_of(shown.citations),
    }


def _cell(cell: Cell | None) -> Words | None:
    return {"text": cell.text, "kind": cell.kind, "new": cell.new} if cell else None


def hours_of(kind: ShiftKind) -> list[str]:
    """Say the hours of a shift, and how it meets the others."""
    return [*(sheets.said(hours) for hours in kind.hours), *kind.meets]


def greeted(shown: ShiftView) -> Iterator[tuple[str, str]]:
    """Yield the days of each festival with what is to be done on them."""
    yield from ((stretch(own), f"用{festival}问候语") for festival, own in greetings(shown.days))


def arranged(shown: ShiftView) -> Iterator[str]:
    """Yield what is arranged otherwise than usual, shift by shift."""
    slots = [slot for i, _ in enumerate(shown.kinds) for day in shown.days if (slot := day.slots[i])]
    for one in dict.fromkeys(slot.duty for slot in slots):
        own_slots = [slot for slot in slots if slot.duty == one]
        yield from (f"{own_slots[0].title} {note}" for note in sheets.notes(own_slots))


def days(month: MonthView, shown: ShiftView) -> Words:
    """Give the words of the sheet by day and shift, in the form of the sheet of a duty."""
    slots = [slot for day in shown.days for slot in day.slots if slot]
    places = {kind.duty: 1 for kind in shown.kinds}
    for slot in slots:
        places[slot.duty] = max(places[slot.duty], len(_held(slot)))
    phones = dict.fromkeys(slot.phone for slot in slots if slot.phone)
    where = dict.fromkeys(slot.place for slot in slots if slot.place)
    facts = {"地点": "、".join(where), "值班电话": "、".join(phones)}
    return {
        **sheets.head(month, f"{shown.title}（逐日）"),
        "facts": [{"label": k, "values": [{"days": "", "value": v}]} for k, v in facts.items() if v],
        "seats": [
            {"title": kind.title, "places": places[kind.duty], "hours": _narrow(kind, places[kind.duty])}
            for kind in shown.kinds
        ],
        "rows": [
            {
                "kind": "slot",
                "new-week": n > 0 and day.day.weekday() == 0,
                "mark": f"{day.greeting}问候" if day.greeting else day.label,
                "rest": not day.worked,
                "day": month_day(day.day),
                "weekday": weekday(day.day),
                "cells": [
                    places_of(slot, places[kind.duty]) for kind, slot in zip(shown.kinds, day.slots, strict=True)
                ],
            }
            for n, day in enumerate(day for day in shown.days if any(day.slots))
        ],
        "tasks": [{"days": when, "at": "", "text": what} for when, what in greeted(shown)],
        "notes": [*arranged(shown)],
        "basis": sheets.basis_of(shown.citations),
    }


def _narrow(kind: ShiftKind, places: int) -> list[str]:
    """Say the hours of a shift in short lines, as the head of a column has room for them."""
    words = " ".join(hours_of(kind))
    return (words if places > 1 else words.replace("—次日", "— 次日")).split()


def _held(slot: SlotView) -> list[Words]:
    return [{**it, "department": ""} for seat in slot.seats for it in held(seat)]


def places_of(slot: SlotView | None, count: int) -> list[Words | None]:
    """Give as many places as the fullest day of a shift needs; null is no seat."""
    own: list[Words | None] = [*_held(slot)] if slot else []
    return own + [None] * (count - len(own))

"""The words of one day for a door: all duties of the day, or one of them as large as the page allows."""

from __future__ import annotations

from generator.render.paper import sheets
from generator.render.paper.sheets import Words
from generator.render.paper.weeks import LEAST, seats_of
from generator.render.text.templating import clock
from generator.render.views.view import MonthView, SlotView

TITLE = "当日值班"


def words(day: MonthView, duty: str = "") -> Words:
    """Give the words of a day; ``duty``: of that alone."""
    slots = [slot for own in day.days for slot in own.slots if not duty or slot.duty == duty]
    return {
        **sheets.head(day, day.duties[duty] if duty else TITLE),
        "rows": [_row(slot, alone=bool(duty)) for slot in slots],
        "rest": day.days[0].label if not day.days[0].worked else "",
        "least": LEAST,
        "basis": sheets.basis_of(dict.fromkeys(c for slot in slots for c in slot.citations)) if duty else [],
    }


def _row(slot: SlotView, *, alone: bool) -> Words:
    arrive = "" if slot.arrive == slot.starts or any(seat.hours for seat in slot.seats) else clock(slot.arrive)
    return {
        "title": "" if alone else slot.title,
        "hours": sheets.said(slot.hours),
        "arrive": f"{arrive} 到岗" if arrive else "",
        "place": slot.place,
        "phone": slot.phone,
        "note": slot.note,
        "seats": seats_of(slot),
    }

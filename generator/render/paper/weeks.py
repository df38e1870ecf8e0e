"""The words of a week of all duties: a row a duty, a column a day, with names that are read from two metres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.render.paper import sheets
from generator.render.paper.amendments import held
from generator.render.paper.sheets import Words
from generator.render.text.templating import month_day, weekday
from generator.render.views.occasions import occasions
from generator.render.views.view import DayView, MonthView, SlotView

LEAST = 14
"""Points: no name of a week's sheet is smaller; what does not fit a page at this size goes on on the next."""


def one_duty(week: MonthView, duty: str) -> Words:
    """Give the words of one duty's week: those of its month, with fewer rows and larger names."""
    return sheets.sheet(week, duty) | {"least": LEAST}


def all_duties(week: MonthView) -> Words:
    """Give the words of all duties' week."""
    shown = [day for day in week.days if day.worked or day.label or day.slots]
    return {
        **sheets.head(week, "一周值班表"),
        "days": [
            {"day": month_day(day.day), "weekday": weekday(day.day), "label": day.label, "rest": not day.worked}
            for day in shown
        ],
        "rows": [_row(shown, week.slots(duty), title) for duty, title in week.duties.items()],
        "least": LEAST,
        "basis": [],
    }


def _row(days: Sequence[DayView], slots: Sequence[SlotView], title: str) -> Words:
    """Give a duty's row: who serves all week over all days at once, else a cell a day."""
    lasting = [slot for slot in slots if slot.lasting]
    return {
        "title": title,
        "hours": list(dict.fromkeys(sheets.said(slot.hours) for slot in slots if not occasions([slot]))),
        "phone": "、".join(dict.fromkeys(slot.phone for slot in slots if slot.phone)),
        "whole": [seat for slot in lasting for seat in seats_of(slot)],
        "cells": []
        if lasting
        else [[seat for slot in slots if slot.day == day.day for seat in seats_of(slot)] for day in days],
    }


def seats_of(slot: SlotView) -> list[Words]:
    """Give the seats of a slot: their title where there are several, their own hours, and who holds them."""
    return [*_seats(slot)]


def _seats(slot: SlotView) -> Iterator[Words]:
    booked = occasions([slot])
    for one in booked:
        people = [it for seat in one.seats for it in held(seat)]
        yield {"title": one.text, "hours": sheets.said(one.hours), "people": people}
    for seat in slot.seats if not booked else ():
        if people := held(seat):
            hours = sheets.said(seat.hours) if seat.hours else ""
            yield {"title": seat.title if len(slot.seats) > 1 else "", "hours": hours, "people": people}

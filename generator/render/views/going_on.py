"""Turns of several days that go on into the next month: shown in both, counted where they began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.render.views.view import MonthView, SlotView


def going_on(months: Sequence[MonthView]) -> tuple[MonthView, ...]:
    """Let every month know the turns of several days that began before it and go on in it."""
    every = [slot for month in months for day in month.days for slot in day.slots if slot.lasting]

    def into(month: MonthView) -> tuple[SlotView, ...]:
        first, last = month.days[0].day, month.days[-1].day
        return tuple(slot for slot in every if slot.day < first and any(first <= day <= last for day in slot.days))

    return tuple(month if month.named else replace(month, running=into(month)) for month in months)

"""Where an item is handled, and by which telephone one reaches it."""

from __future__ import annotations

from generator.data.guides.guide import Guide
from generator.data.project import UnitData


def place_of(guide: Guide, unit: UnitData) -> str:
    """Say where an item is handled: the window, or the counter of a unit that has no windows."""
    return unit.posts[guide.post].title if guide.post else f"{unit.unit.short}{guide.counter}"


def phone_of(guide: Guide, unit: UnitData) -> str:
    """Give the telephone of the window, else that of the unit."""
    return (unit.posts[guide.post].phone if guide.post else "") or unit.unit.phone

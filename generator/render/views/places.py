"""Where an item is handled, by which telephone one reaches it, and how one need not queue or come oneself."""

from __future__ import annotations

from generator.data.guides.guide import Guide
from generator.data.project import Project, UnitData


def place_of(guide: Guide, unit: UnitData) -> str:
    """Say where an item is handled: the window, or the counter of a unit that has no windows."""
    return unit.posts[guide.post].title if guide.post else f"{unit.unit.short}{guide.counter}"


def place_among(project: Project, guide: Guide) -> str:
    """Say where an item is handled, in a list over several units: each has its own window 1."""
    unit = project.units[guide.unit]
    place = place_of(guide, unit)
    return place if len(project.units) == 1 or not guide.post else f"{unit.unit.short}{place}"


def phone_of(guide: Guide, unit: UnitData) -> str:
    """Give the telephone of the window, else that of the unit."""
    return (unit.posts[guide.post].phone if guide.post else "") or unit.unit.phone


def ways_of(guide: Guide) -> dict[str, str]:
    """Say how an appointment is made, and who may come instead."""
    return {
        "预约": guide.appointment or "不需要预约，到场取号即可",
        "代办": guide.agency or "需要本人办理",
    }

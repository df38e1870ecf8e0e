"""What is said of an agenda, in words: when, who, and who hands over to whom; the allow list of each audience."""

from __future__ import annotations

from collections.abc import Iterable

from generator.data.project import UnitData
from generator.handovers import Handing
from generator.occurrences import Occurrence

END_OF_DAY = "下班前"


def hours(own: Occurrence) -> str:
    """Say when on the day it is: from when to when, by when, or at which clock times."""
    if own.series.hours:
        start, end = own.spans[0]
        return f"{start:%H:%M}–{end:%H:%M}"
    if own.series.at:
        return "、".join(f"{start:%H:%M}" for start, _ in own.spans)
    if own.series.by:
        return f"{own.spans[0][1]:%H:%M} 前"
    return END_OF_DAY if own.series.kind in ("filing", "inspection", "handover") else ""


def people(unit: UnitData, ids: Iterable[str]) -> list[str]:
    """Give names."""
    return [unit.people[person].name if person in unit.people else f"编号 {person}" for person in ids]


def who(unit: UnitData, own: Occurrence) -> list[str]:
    """Say who takes part: in the unit's words for groups, roles and departments; for handovers the people, to staff."""
    titles, asked = unit.unit, own.series.who
    said = ["全体人员"] if asked.everybody else []
    said += [titles.groups[group].title for group in asked.groups]
    departments = "、".join(titles.departments[name] for name in asked.departments)
    roles = "、".join(titles.roles[name] for name in asked.roles)
    said += [f"{departments}{f'的{roles}' if roles else ''}" if departments else roles] if departments or roles else []
    said += people(unit, asked.people)
    if own.series.serving:
        said.append(served(unit, own))
    return said


def served(unit: UnitData, own: Occurrence) -> str:
    """Say who serves, and in a handover who takes over."""
    hands = own.hands
    if hands is None or not hands.gives:
        return "值班表未发布"
    gives = "、".join(people(unit, hands.gives))
    return f"{gives} 交 {taker(unit, hands)}" if own.series.kind == "handover" else gives


def taker(unit: UnitData, hands: Handing) -> str:
    """Say who takes over, or why that is not known."""
    if hands.takes:
        return "、".join(people(unit, hands.takes))
    if hands.on is None:
        return "下一班（日期待公布）"
    return "下一班（空缺）" if hands.taker_known else "下一班（值班表未发布）"

"""What is said of an agenda, in words: when, who, and who hands over to whom; the allow list of each audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.agenda.handovers import Handing
from generator.agenda.occurrences import Due, Occurrence
from generator.data.agenda.series import KINDS
from generator.data.project import UnitData
from generator.data.regulations.resolve import Citation
from generator.days.moving import said
from generator.render.views.persons import Viewer, person_view

DUE = ("filing", "inspection", "handover")
"""Kinds that have to be done by the end of the day where no hour is said."""


@dataclass(frozen=True)
class ItemView:
    """One thing of a day as an audience may see it; ``gives`` and ``takes`` are names, of a handover to staff alone."""

    id: str
    kind: str
    title: str
    day: date
    first: date
    held: bool
    hours: str
    place: str
    who: tuple[str, ...]
    to: str
    papers: tuple[str, ...]
    why: str
    why_citation: Citation | None
    citation: Citation
    note: str
    daily: bool
    handover: bool
    gives: str = ""
    takes: str = ""


def item(unit: UnitData, own: Occurrence, viewer: Viewer) -> ItemView:
    """Give what an audience may see: nothing else of an occurrence leaves this function."""
    handover = own.series.kind == "handover" and own.series.serving is not None
    named = viewer != "public" and own.hands is not None
    return ItemView(
        id=own.id,
        kind=KINDS[own.series.kind],
        title=own.title,
        day=own.day,
        first=own.first,
        held=own.held,
        hours=hours(own),
        place=own.series.place,
        who=tuple(who(unit, own, viewer)),
        to=own.series.to,
        papers=tuple(paper_said(own, paper) for paper in own.papers),
        why=own.why,
        why_citation=own.moved_by if own.moved_by != own.citation else None,
        citation=own.citation,
        note=own.series.note,
        daily=own.daily,
        handover=handover,
        gives="、".join(people(unit, own.hands.gives)) if handover and named and own.hands else "",
        takes=taker(unit, own.hands) if handover and named and own.hands else "",
    )


def hours(own: Occurrence) -> str:
    """Say when on the day it is: from when to when, by when, or at which clock times."""
    times = f"不少于 {own.times} 次，" if own.times > 1 else ""
    if own.series.hours:
        start, end = own.spans[0]
        return f"{start:%H:%M}–{end:%H:%M}"
    if own.series.at:
        return "、".join(f"{start:%H:%M}" for start, _ in own.spans)
    if own.series.by:
        return f"{times}{own.spans[0][1]:%H:%M} 前"
    return f"{times}下班前" if own.series.kind in DUE else ""


def paper_said(own: Occurrence, paper: Due) -> str:
    """Say what is due before it: 当日 10:00 前交重要事项书面汇报 5 份给综合科."""
    day = "当日" if paper.at.date() == own.day else said(paper.at.date())
    copies = f" {paper.copies} 份" if paper.copies else ""
    return f"{day} {paper.at:%H:%M} 前交{paper.title}{copies}{f'给{paper.to}' if paper.to else ''}"


def people(unit: UnitData, ids: Iterable[str]) -> list[str]:
    """Give names, for staff."""
    return [person_view(unit, person, date.min, "staff").name for person in ids]


def who(unit: UnitData, own: Occurrence, viewer: Viewer = "staff") -> list[str]:
    """Say who takes part: groups, roles and departments in the unit's words; people only to staff."""
    titles, asked = unit.unit, own.series.who
    words = ["全体人员"] if asked.everybody else []
    words += [titles.groups[group].title for group in asked.groups]
    departments = "、".join(titles.departments[name] for name in asked.departments)
    roles = "、".join(titles.roles[name] for name in asked.roles)
    words += [f"{departments}{f'的{roles}' if roles else ''}" if departments else roles] if departments or roles else []
    if viewer != "public":
        words += people(unit, asked.people)
        words += [served(unit, own)] if own.series.serving else []
    return words


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

"""The words by which a sheet shows what was changed after the plan: marks beside names, lines at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.render.views.changes import ChangeView, LineView
from generator.render.views.persons import PersonView
from generator.render.views.shapes import stretch
from generator.render.views.view import MonthView, SeatView

MARK = "已调整"


def revision(month: MonthView) -> str:
    """Say which state of the roster a sheet shows: 初版, or 第 2 次变更 2026-11-25."""
    if not month.revision:
        return "初版"
    return f"第 {month.revision} 次变更{f' {month.revised}' if month.revised else ''}"


def words(person: PersonView) -> dict[str, str]:
    """Give a person's name and department; where the policy gives no name the post stands for it."""
    part = f"（{person.hours}）" if person.hours else ""
    return {"name": f"{person.name or person.post or '已安排'}{part}", "department": person.department}


def names(people: Sequence[PersonView]) -> str:
    """Name some people, one after the other."""
    return "、".join(words(person)["name"] for person in people)


def names_of(seat: SeatView) -> str:
    """Name those who hold a seat, what is empty, and that it was changed."""
    held = "、".join([*(words(p)["name"] for p in seat.people), *["【空缺】"] * seat.empty]) or "—"
    return f"{held}（{MARK}{f'，原为{names(seat.gone)}' if seat.gone else ''}）" if seat.changes else held


def held(seat: SeatView) -> list[dict[str, Any]]:
    """Give the places of a seat with their marks; who was to serve stands with the first who serves instead."""
    places: list[dict[str, Any]] = [{"empty": False, **words(person)} for person in seat.people]
    places += [{"empty": True}] * seat.empty
    if not seat.changes:
        return places
    places = places or [{"empty": False, "name": "—", "department": ""}]
    new = [n for n, person in enumerate(seat.people) if person.new]
    first = new[0] if new else min(len(seat.people), len(places) - 1)
    gone = [words(person)["name"] for person in seat.gone]
    return [
        it | ({"mark": MARK, "gone": gone if n == first else []} if n in (first, *new) else {})
        for n, it in enumerate(places)
    ]


def lines(month: MonthView, duty: str) -> Iterator[str]:
    """Say each revision of a duty in a line, for those who may know why and by whom."""
    for one in month.revisions:
        for line in one.lines:
            if line.duty == duty and one.change.reason:
                yield f"{said(one.change)}：{stretch([line.days[0], line.days[-1]])} {line.where} {moved(line)}"


def said(change: ChangeView) -> str:
    """Say a revision in few words: 第 1 次变更 2026-11-25 07:30，病假，某某批准."""
    at = f"第 {change.number} 次变更 {change.on} {change.clock}".rstrip()
    return "，".join([at, *filter(None, [change.reason, change.approved_by and f"{change.approved_by}批准"])])


def moved(line: LineView) -> str:
    """Say who serves for whom."""
    if not line.before:
        return f"增加{names(line.after)}"
    return f"{names(line.after)} 代 {names(line.before)}" if line.after else f"{names(line.before)} 不值，不补人"

"""Leave and outings: asked for, decided on, and reported back from (请假、批假、销假).

Every record is one file; what happens adds a step to it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from generator.data.project import Project, UnitData
from generator.data.units.leave import TITLES, Leave, Status, Step
from generator.desk.leavedesk import Desk, Ruling
from generator.errors import Refused
from generator.folders import write_whole

MOST = 5
"""Deciders who are named where somebody else has tried."""


def request(project: Project, unit: UnitData, leave: Leave, today: date) -> tuple[Path, Ruling]:
    """Record that somebody asks for leave.

    Raises
    ------
    Refused
        If the kind or the person is not known, or the regulation is against it.
    """
    kinds = unit.unit.leave_kinds
    if leave.kind not in kinds:
        known = "、".join(f"{name}（{kind.title}）" for name, kind in kinds.items())
        raise Refused(f"没有请假种类“{leave.kind}”", f"可用：{known}")
    desk = Desk(project, unit)
    ruling = desk.ruling(leave)
    _stop(desk.refusals(leave, today))
    name = f"{leave.person}-{leave.from_}"
    taken = {path.stem for path in (project.root / "rosters" / unit.id / "leave").glob("*.yml")}
    name = next(n for n in (name, *(f"{name}-{i}" for i in range(2, 100))) if n not in taken)
    return _write(project, unit, name, _step(leave, "requested", today, leave.person), new=True), ruling


def approve(project: Project, unit: UnitData, name: str, by: str, today: date) -> Leave:
    """Approve a leave that was asked for.

    Raises
    ------
    Refused
        If it is not waiting, the decider is not the one whom the regulation names, or the regulation is against it.
    """
    leave, desk = _of(unit, name), Desk(project, unit)
    ruling = desk.ruling(leave)
    if leave.status != "requested":
        raise Refused(
            f"{name} 是“{TITLES[leave.status]}”，不在等候批准", f"运行 zhiban leave list --unit {unit.id} 查看"
        )
    if not desk.may_decide(ruling, leave, by):
        may = [f"{p.name}（{p.id}）" for p in unit.people.values() if desk.may_decide(ruling, leave, p.id)]
        whom = (
            f"，可以是{'、'.join(may[:MOST])}{'等' if len(may) > MOST else ''}" if may else f"“{ruling.tier.approver}”"
        )
        raise Refused(f"这次请假由{ruling.tier.approver}批准（{ruling.article}）", f"用 --by 写明有批准权的人{whom}")
    asked = next((step.on for step in leave.steps if step.status == "requested"), today)
    _stop(Desk(project, _without(unit, name)).refusals(leave, asked))
    approved = _step(leave, "approved", today, by)
    _write(project, unit, name, approved)
    return approved


def refuse(project: Project, unit: UnitData, name: str, by: str, today: date) -> Leave:
    """Record that a leave was not granted; the same persons decide as would approve."""
    leave, desk = _of(unit, name), Desk(project, unit)
    ruling = desk.ruling(leave)
    if leave.status != "requested" or not desk.may_decide(ruling, leave, by):
        raise Refused(
            f"{name} 是“{TITLES[leave.status]}”，由{ruling.tier.approver}决定（{ruling.article}）", "核对编号"
        )
    refused = _step(leave, "refused", today, by)
    _write(project, unit, name, refused)
    return refused


def cancel(project: Project, unit: UnitData, name: str, today: date) -> Leave:
    """Withdraw a leave that has not begun, or report back from one that has (销假): it ends with the day before.

    Raises
    ------
    Refused
        If it was withdrawn, refused or reported back from before.
    """
    leave = _of(unit, name)
    if leave.status not in ("requested", "approved", "taken"):
        raise Refused(
            f"{name} 是“{TITLES[leave.status]}”，不能再撤回或销假", f"运行 zhiban leave list --unit {unit.id}"
        )
    if leave.status == "requested" or (today <= leave.from_ and not leave.starts):
        ended = _step(leave, "withdrawn", today, leave.person)
    else:
        back = today if today <= leave.until else None
        ended = _step(leave.model_copy(update={"back": back}), "cancelled", today, leave.person)
    _write(project, unit, name, ended)
    return ended


def open_entries(unit: UnitData, today: date) -> list[str]:
    """Name the leaves that are over and from which nobody reported back, and those whose papers are still owed."""
    return [
        name
        for name, leave in unit.leave.items()
        if (leave.status in ("approved", "taken") and leave.until < today)
        or (leave.by_phone and leave.counts and leave.papers is None and leave.from_ < today)
    ]


def _stop(against: list[str]) -> None:
    if against:
        raise Refused("；".join(against), "按上面所说办理后再申请")


def _of(unit: UnitData, name: str) -> Leave:
    if name not in unit.leave:
        raise Refused(f"没有请假记录“{name}”", _see(unit))
    return unit.leave[name]


def _see(unit: UnitData) -> str:
    return f"运行 zhiban leave list --unit {unit.id} 查看编号和状态"


def _without(unit: UnitData, name: str) -> UnitData:
    return replace(unit, leave={n: x for n, x in unit.leave.items() if n != name})


def _step(leave: Leave, status: Status, on: date, by: str) -> Leave:
    return leave.model_copy(update={"status": status, "steps": (*leave.steps, Step(status=status, on=on, by=by))})


def _write(project: Project, unit: UnitData, name: str, leave: Leave, *, new: bool = False) -> Path:
    kept = leave.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"status": leave.status}
    kept |= {key: kept[key][:5] for key in ("starts", "ends") if key in kept}
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)
    return write_whole(project.root / "rosters" / unit.id / "leave" / f"{name}.yml", text, new=new)

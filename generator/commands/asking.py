"""The command ``why``: who holds a seat on a day, and why not somebody else."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import date

import generator
from generator import ledger
from generator.check import Report, changed_inputs
from generator.commands.arguments import Verb, day
from generator.data.calendars.period import Period, month_of
from generator.data.files.reading import Faults
from generator.data.load import read_record
from generator.data.project import Project, UnitData
from generator.data.records.roster import Published, Roster, SeatKey, fold
from generator.desk import seeking
from generator.errors import InputErrors, Refused
from generator.office import drafts, publishing
from generator.problem.slots import Slot
from generator.reasons.answers import about, everybody, named
from generator.rules.base import seat_named
from generator.terminal import (
    say,
)


def add(verb: Verb) -> None:
    """Add the command ``why``."""
    example = "zhiban why 2026-12-01 值班组 --seat 组长 --not 1004"
    command = verb("why", "说明某一天为什么由这个人值、为什么不是别人", example, why)
    command.add_argument("date", type=day, metavar="日期", help="哪一天，如 2026-12-01")
    command.add_argument("duty", metavar="值班", help="哪一种值班，写名称或编号")
    command.add_argument("--seat", metavar="席位", help="哪个席位；不写时逐个说明")
    text = "问为什么不是这个人，写编号或姓名；不写时说明范围内的所有人"
    command.add_argument("--not", dest="not_", metavar="人", help=text)
    command.add_argument("--name", default="plan", metavar="名字", help="没有发布时，问哪一份草稿（默认 plan）")


def why(options: Namespace) -> int:
    """Say who serves, and why not another: the rules that exclude, or what would get worse."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    person = seeking.person(unit, options.not_) if options.not_ else ""
    report, status = in_force(project, unit, options.date, options.name)
    slot = _slot(report, options.date, options.duty)
    for key in _keys(slot, options.seat):
        people = "、".join(named(report.problem, p) for p in report.roster.who(key)) or "【空缺】"
        say(f"{seat_named(report.problem, key)}：{people}（{status}）")
        for line in about(report, key, person) if person else everybody(report, key):
            say(f"  {line}")
    return 0


def in_force(project: Project, unit: UnitData, day: date, name: str = "plan") -> tuple[Report, str]:
    """Give the roster in force on a day, checked, and what it is: published, else a draft, else the build's draft.

    Raises
    ------
    Refused
        If there is none of them.
    """
    for history in unit.published.values():
        if history.period.first <= day <= history.period.last:
            return _checked(project, unit, history.period, history.roster, {}), "已发布"
    period = month_of(day)
    own = publishing.draft_path(project, unit, period, name)
    places = (own, drafts.path(project.root / drafts.FOLDER, unit, period)) if name == "plan" else (own,)
    for place in places:
        faults = Faults(project.root)
        record = read_record(place, faults) if place.is_file() else None
        if faults.found:
            raise InputErrors(faults.found)
        if record:
            ahead = drafts.ahead(project, unit, period)
            report = _checked(project, unit, period, fold([record]), ahead)
            return report, f"草稿{_stale(record, report)}"
    raise Refused(
        f"{unit.unit.title}{period.title}没有排班表，也没有草稿{'' if name == 'plan' else f'“{name}”'}",
        f"运行 zhiban plan {period.name} --unit {unit.id}{'' if name == 'plan' else f' --name {name}'}",
    )


def _checked(
    project: Project, unit: UnitData, period: Period, roster: Roster, ahead: Mapping[Period, Roster]
) -> Report:
    return generator.check(ledger.carry(project, unit, period, ahead), roster)


def _stale(record: Published, report: Report) -> str:
    changed = changed_inputs(record, report.problem)
    return f"，生成之后有变化：{'、'.join(changed)}" if changed else ""


def _slot(report: Report, day: date, duty: str) -> Slot:
    name = seeking.duty(report.problem.unit, duty, day)
    for slot in report.problem.slots:
        if slot.duty == name and day in slot.days:
            return slot
    version = report.problem.unit.duties[name].on(day)
    raise Refused(f"{day} 没有{version.title if version else duty}", "换一个有这种值班的日子")


def _keys(slot: Slot, seat: str | None) -> list[SeatKey]:
    keys = [s.key for s in slot.seats if seat in (None, s.key.seat, s.title)]
    if not keys:
        listed = "、".join(f"{s.key.seat}（{s.title}）" for s in slot.seats)
        raise Refused(f"{slot.title}没有席位“{seat}”", f"可用的席位：{listed}")
    return keys

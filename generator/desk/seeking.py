"""Finding what people name on the command line: a person, a duty, a seat, a moment, and what is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from generator import ledger
from generator.check import Report, check
from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import SeatKey
from generator.errors import Refused
from generator.rules.base import seat_named

NEAR = 15
"""Days before and after, within which somebody's turns are named where there is none on the day."""


def person(unit: UnitData, said: str) -> str:
    """Give the id of a person named by id or name.

    Raises
    ------
    Refused
        If there is nobody of that name, or several.
    """
    if said in unit.people:
        return said
    found = [known.id for known in unit.people.values() if known.name == said]
    if len(found) > 1:
        raise Refused(f"有 {len(found)} 个人叫“{said}”：编号 {'、'.join(found)}", "用编号代替姓名")
    if not found:
        raise Refused(f"{unit.unit.title}没有“{said}”这个人", "写 people.yml 里的姓名或编号")
    return found[0]


def duty(unit: UnitData, said: str, day: date) -> str:
    """Give the id of a duty named by id or title, as of a day.

    Raises
    ------
    Refused
        If there is no such duty, or several have that title.
    """
    known = {name: version.title for name, v in unit.duties.items() if (version := v.on(day))}
    names = [name for name, title in known.items() if said in (name, title)]
    if len(names) != 1:
        listed = "、".join(f"{name}（{title}）" for name, title in known.items())
        raise Refused(f"没有值班“{said}”" if not names else f"有几种值班都叫“{said}”", f"可用的值班：{listed}")
    return names[0]


def turns(
    project: Project, unit: UnitData, wanted: Sequence[tuple[str, date, str]]
) -> list[tuple[Report, SeatKey, str]]:
    """Give the published seats that people hold on a day, each with the report of its period and the holder.

    ``wanted``: person, day and duty by id or title; an empty duty is any. Periods are checked once.

    Raises
    ------
    Refused
        If one holds none there, or several and the duty is not named.
    """
    months = list(ledger.months(project, unit))
    reports: dict[Period, Report] = {}
    found = []
    for who, day, said in wanted:
        kind = duty(unit, said, day) if said else ""
        held = [
            (problem, roster, key)
            for problem, roster in months
            for key, slot in problem.by_key.items()
            if day in slot.days and who in roster.who(key) and kind in ("", key.duty)
        ]
        if not held:
            near = [
                seat_named(problem, key)
                for problem, roster in months
                for key, slot in problem.by_key.items()
                if abs((slot.day - day).days) <= NEAR and who in roster.who(key) and kind in ("", key.duty)
            ]
            known = f"这个人前后 {NEAR} 天的：{'、'.join(near)}" if near else "核对日期和人员；网站上有各月的值班表"
            raise Refused(f"{_name(unit, who)}{day} 没有已公布的值班", known)
        if len(held) > 1:
            listed = "、".join(seat_named(problem, key) for problem, _, key in held)
            raise Refused(f"{_name(unit, who)}这一天有 {len(held)} 个席位：{listed}", "用 --duty 写明是哪一种值班")
        problem, roster, key = held[0]
        if problem.period not in reports:
            reports[problem.period] = check(problem, roster)
        found.append((reports[problem.period], key, who))
    return found


def period(project: Project, unit: UnitData, wanted: Period) -> Report:
    """Give the report of a published period.

    Raises
    ------
    Refused
        If it is not published.
    """
    for problem, roster in ledger.months(project, unit):
        if problem.period == wanted and wanted.name in unit.published:
            return check(problem, roster)
    raise Refused(f"{wanted.title}还没有发布", f"先运行 zhiban publish {wanted.name} --unit {unit.id}")


def moment(text: str, *, end: bool = False) -> datetime:
    """Read ``2026-12-01`` or ``2026-12-01T08:30``; a day alone is its first moment, or its last for an ``end``.

    Raises
    ------
    ValueError
        If the text is neither.
    """
    day, _, clock = text.partition("T")
    try:
        at = time.fromisoformat(clock) if clock else time(23, 59) if end else time()
        return datetime.combine(date.fromisoformat(day), at)
    except ValueError:
        raise ValueError(f"“{text}”不是时间；写成 2026-12-01 或 2026-12-01T08:30 这样") from None


def _name(unit: UnitData, who: str) -> str:
    known = unit.people.get(who)
    return known.name if known else who

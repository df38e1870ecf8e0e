"""Filing upward (报备): what the superior's sheet says of a holiday, what changed since it was sent, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from generator import ledger
from generator.data.calendars.period import Period, named
from generator.data.project import Project, UnitData
from generator.data.records.filings import Filed, Filing
from generator.data.records.roster import History, Roster, fingerprint, fold
from generator.data.regulations.resolve import Citation
from generator.errors import Refused
from generator.office.entering import enter
from generator.problem.problem import Problem
from generator.problem.slots import Slot
from generator.problem.stretches import stretches

State = Literal["未发布", "未报备", "变更未报备", "已报备"]


@dataclass(frozen=True)
class OnDuty:
    """Somebody on the sheet, by id; ``hours`` where it is only for a part of the time."""

    person: str
    hours: str = ""


@dataclass(frozen=True)
class Row:
    """One duty on one day: who leads, who is on duty, and the duty's telephone."""

    day: date
    duty: str
    title: str
    leaders: tuple[OnDuty, ...]
    officers: tuple[OnDuty, ...]
    phone: str


@dataclass(frozen=True)
class Standing:
    """How far the filing of a period has come.

    ``rows``: the roster in force; empty before it is published. ``before``: for the rows that changed since what was
    sent, how they were; None for what was not there.
    """

    period: Period
    due: date
    article: Citation
    state: State
    rows: tuple[Row, ...] = ()
    before: tuple[tuple[Row | None, Row], ...] = ()
    filed: tuple[Filed, ...] = ()


def asked(unit: UnitData) -> Filing:
    """Give how the unit reports.

    Raises
    ------
    Refused
        If its file does not say.
    """
    if unit.unit.filing is None:
        raise Refused(f"{unit.unit.title}没有写明向谁报备", f"在 rosters/{unit.id}/unit.yml 里写 filing")
    return unit.unit.filing


def standing(project: Project, unit: UnitData, period: Period) -> Standing:
    """Say how far the filing of a period has come.

    Raises
    ------
    Refused
        If the unit does not report, not this period, or a report rests on no record that is there.
    """
    how = asked(unit)
    if period.month or period.first < how.since:
        known = "、".join(own.name for own in _periods(unit))
        raise Refused(f"{period.title}不用报备", f"报备的是节假日：{known or '还没有'}（从 {how.since} 起）")
    return _standing(project, unit, period, problems(project, unit))


def problems(project: Project, unit: UnitData) -> dict[str, Problem]:
    """Give the problems of all published periods, by the names of these."""
    return {problem.period.name: problem for problem, _ in ledger.months(project, unit)}


def standings(project: Project, unit: UnitData, known: Mapping[str, Problem]) -> list[Standing]:
    """Give every period that the unit reports, in order of time; nothing where it reports none."""
    return [_standing(project, unit, period, known) for period in _periods(unit)]


def _standing(project: Project, unit: UnitData, period: Period, known: Mapping[str, Problem]) -> Standing:
    how, law = asked(unit), project.regulations
    due = period.first - timedelta(days=law.figure(how.ahead, period.first, int))
    article = law.cite_figure(how.ahead, period.first, how.article)
    history, filed = unit.published.get(period.name), unit.filed.get(period.name, ())
    if history is None:
        return Standing(period, due, article, "未发布", filed=filed)
    problem = known[period.name]
    rows = _rows(problem, how, history.roster)
    if not filed:
        return Standing(period, due, article, "未报备", rows)
    sent = {(row.day, row.duty): row for row in _rows(problem, how, _as_sent(unit, history, filed[-1]))}
    changed = tuple((sent.get((row.day, row.duty)), row) for row in rows if sent.get((row.day, row.duty)) != row)
    return Standing(period, due, article, "变更未报备" if changed else "已报备", rows, changed, filed)


def _as_sent(unit: UnitData, history: History, last: Filed) -> Roster:
    marks = _marks(history)
    if last.record not in marks:
        raise Refused(_stray(history, last), f"核对 rosters/{unit.id}/filings/{history.period.name}/，从版本库恢复")
    return fold([record for _, record in history.files[: marks.index(last.record) + 1]])


def _marks(history: History) -> list[str]:
    return [fingerprint(record) for _, record in history.files]


def _stray(history: History, last: Filed) -> str:
    return f"{history.period.title}的报备记录（{last.on}）说的不是现有的排班表"


def faults(unit: UnitData) -> Iterator[str]:
    """Yield reports that rest on no record that is there."""
    for name, filed in unit.filed.items():
        history = unit.published.get(name)
        if history is None:
            yield f"{unit.unit.title} {name} 有报备记录，没有已发布的排班表"
        elif filed and filed[-1].record not in _marks(history):
            yield f"{unit.unit.title} {_stray(history, filed[-1])}"


def _rows(problem: Problem, how: Filing, roster: Roster) -> tuple[Row, ...]:
    def row(slot: Slot) -> Row:
        held = [
            (
                seats.key.seat in how.leaders,
                OnDuty(person, "" if own is seats else f"{own.starts:%H:%M}—{own.ends:%H:%M}"),
            )
            for seats in slot.seats
            for person, own in stretches(roster, seats)
        ]
        leaders, officers = (tuple(who for leads, who in held if leads == wanted) for wanted in (True, False))
        return Row(slot.day, slot.duty, slot.title, leaders, officers, slot.phone or problem.unit.unit.phone)

    return tuple(row(slot) for slot in sorted(problem.slots, key=lambda slot: (slot.day, slot.duty)))


def _periods(unit: UnitData) -> list[Period]:
    how = unit.unit.filing
    spans = (named(name, span) for name, span in unit.periods.items())
    return sorted(period for period in spans if how and period.first >= how.since)


def warnings(project: Project, unit: UnitData, known: Mapping[str, Problem]) -> Iterator[str]:
    """Yield what is published and has not been reported as it stands."""
    if any(faults(unit)):
        return
    for own in standings(project, unit, known):
        if own.state in ("未报备", "变更未报备"):
            what = f"{len(own.before)} 处变更还没有报备" if own.before else f"还没有报备，最迟 {own.due}"
            command = f"zhiban file {own.period.name} --unit {unit.id}"
            yield f"{unit.unit.title} {own.period.title}：{what}；运行 {command}，报出后加上 --sent"


def mark_sent(project: Project, unit: UnitData, period: Period, by: str, on: date, revision: int | None) -> Path:
    """Record that the sheet of a period was sent; ``revision``: as of which change, nothing said the newest.

    Raises
    ------
    Refused
        If nothing is published, nothing has changed since, or the day is before the record that was sent.
    """
    own, history = standing(project, unit, period), unit.published.get(period.name)
    if history is None:
        raise Refused(
            f"{period.title}还没有发布，没有可以报备的", f"先运行 zhiban publish {period.name} --unit {unit.id}"
        )
    if own.state == "已报备":
        raise Refused(f"{period.title}已经在 {own.filed[-1].on} 报备，此后没有变更", "不用再报")
    newest = len(history.files) - 1
    if revision is not None and not 0 <= revision <= newest:
        raise Refused(f"没有第 {revision} 次变更", f"写 0（原表）到 {newest}")
    _, record = history.files[newest if revision is None else revision]
    if record.published and on < record.published:
        raise Refused(f"{on} 还没有这份排班表，它是 {record.published} 发布的", "用 --on 写明实际报出的日期")
    if own.filed and on < own.filed[-1].on:
        raise Refused(f"{on} 早于上一次报备（{own.filed[-1].on}）", "用 --on 写明实际报出的日期")
    entry = Filed(unit=unit.id, period=period.name, by=by, on=on, record=fingerprint(record))
    return enter(project.root, entry, "filings", len(own.filed) + 1)

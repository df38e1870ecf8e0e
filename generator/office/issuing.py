"""Taking a step of the signing off: in its turn, by whoever may, for the roster as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import Published
from generator.data.records.signoff import TITLES, Signed, SignOff, Step
from generator.errors import Refused
from generator.office.entering import enter
from generator.office.signoff import Course, able, course, how, mark, who

CHANGE = "要调整的，按换班或变更办理：zhiban swap、zhiban replan"


@dataclass(frozen=True)
class Act:
    """A step that somebody wants to take: who (by id), when, and for objections and answers what is said."""

    step: Step
    by: str
    on: date
    text: str = ""
    answers: int | None = None


def sign(project: Project, unit: UnitData, period: Period, record: Published, act: Act, draft: str = "") -> Path:
    """Record a step for a roster.

    Raises
    ------
    Refused
        If the unit asks for no such step, another one comes first, or the person may not take it.
    """
    state = course(unit, period, record)
    if state is None:
        raise Refused(
            f"{unit.unit.title}的{period.title}排班表不需要签发",
            "规章要求签发的，在 unit.yml 里写 sign_off（从 since 起）",
        )
    _in_order(unit, period, state, act)
    _person(unit, state.asked, act)
    until = None
    if act.step == "notice" and state.asked.notice_days is not None:
        until = act.on + timedelta(days=project.regulations.figure(state.asked.notice_days, period.first, int))
    signed = Signed(
        unit=unit.id,
        period=period.name,
        step=act.step,
        by=act.by,
        on=act.on,
        draft=draft,
        roster=mark(record),
        until=until,
        text=act.text,
        answers=act.answers,
    )
    return enter(project.root, signed, "sign-off", len(unit.signed.get(period.name, ())) + 1, act.step)


def _in_order(unit: UnitData, period: Period, state: Course, act: Act) -> None:
    title, last = TITLES[act.step], max((signed.on for _, signed in state.taken), default=act.on)
    if act.on < last:
        raise Refused(f"{title}写的是 {act.on}，前一步是 {last}", "日期不能早于前一步；用 --today 写明实际的日期")
    if act.step in ("objection", "answer"):
        return _answering(unit, period, state, act)
    if act.step not in state.asked.steps:
        asked = "、".join(TITLES[step] for step in state.asked.steps)
        raise Refused(f"{unit.unit.title}的排班表不经过{title}", f"规章要求的步骤：{asked}")
    if done := state.step(act.step):
        raise Refused(
            f"{title}已经由{unit.people[done.by].name}在 {done.on} 办过",
            how(unit, period, state) if state.due else "不用再办",
        )
    if state.due and act.step != state.due:
        changed = "（草稿在签署以后改过，原来的签署不算）" if state.void else ""
        raise Refused(f"还不能{title}：先要{TITLES[state.due]}{changed}", how(unit, period, state))
    return None


def _answering(unit: UnitData, period: Period, state: Course, act: Act) -> None:
    notice = state.step("notice")
    if not act.text:
        raise Refused(f"{TITLES[act.step]}没有内容", "加上 --text 写明内容")
    if "notice" not in state.asked.steps:
        raise Refused(f"{unit.unit.title}的排班表不公示，没有异议和答复", CHANGE)
    if notice is None or notice.until is None:
        raise Refused("还没有公示，不能提出或答复异议", how(unit, period, state))
    if act.step == "objection":
        if act.on > notice.until:
            raise Refused(f"公示期到 {notice.until} 止，已经过了", CHANGE)
        return
    if "answer" not in state.asked.steps:
        raise Refused("规章没有规定谁答复异议", "在 unit.yml 的 sign_off.steps 里写 answer")
    waiting = [number for number, _ in state.open_objections]
    if act.answers not in waiting:
        right = f"等待答复的：{'、'.join(f'--answers {n}' for n in waiting)}" if waiting else "现在没有等待答复的异议"
        raise Refused(f"没有待答复的第 {act.answers} 号异议" if act.answers else "没有写明答复第几号异议", right)


def _person(unit: UnitData, asked: SignOff, act: Act) -> None:
    service = unit.people[act.by].serving(act.on)
    name, title = unit.people[act.by].name, TITLES[act.step]
    if service is None:
        raise Refused(f"{name}在 {act.on} 不在本单位", "核对人员和日期")
    if act.step == "objection":
        return
    signer = asked.steps[act.step]
    if not signer.admits(service.role, service.department):
        known = unit.unit
        own = f"{known.departments[service.department]}{known.roles[service.role]}"
        may = _named(unit, able(unit, asked, act.step, act.on))
        raise Refused(f"{name}（{own}）不能{title}", f"由{who(unit, asked, act.step)}办：{may}")


def _named(unit: UnitData, people: Sequence[str]) -> str:
    return "、".join(f"{unit.people[person].name}（--by {person}）" for person in people) or "现在没有这样的人"

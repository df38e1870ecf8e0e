"""Signing off (签发): the steps that a roster goes through before it holds, where the unit's regulation asks for them.

A step is taken for one roster, known by its fingerprint: what was signed for another roster does not count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.data.calendars.period import Period
from generator.data.project import UnitData
from generator.data.records.roster import Published, digest
from generator.data.records.signoff import IN_TURN, TITLES, Asked, Signed, SignOff, Step
from generator.errors import Refused

MOST = 5
"""Signers who are named."""


@dataclass(frozen=True)
class Course:
    """How far the roster of a period has come: the steps that count for it, each with its number.

    ``void``: steps that were taken for another roster.
    """

    asked: SignOff
    taken: tuple[tuple[int, Signed], ...]
    void: tuple[Signed, ...]

    def step(self, name: Step) -> Signed | None:
        """Give a step that was taken; None before."""
        return next((signed for _, signed in self.taken if signed.step == name), None)

    @property
    def in_turn(self) -> list[Asked]:
        """The steps that follow each other in this unit."""
        return [step for step in IN_TURN if step in self.asked.steps]

    @property
    def due(self) -> Asked | None:
        """The step that comes next; None where all are taken."""
        return next((step for step in self.in_turn if not self.step(step)), None)

    @property
    def open_objections(self) -> list[tuple[int, Signed]]:
        """The objections that nobody has answered yet."""
        answered = {signed.answers for _, signed in self.taken}
        waiting = "answer" in self.asked.steps
        return [(n, s) for n, s in self.taken if waiting and s.step == "objection" and n not in answered]


def mark(record: Published) -> str:
    """Give the fingerprint of what is signed: who serves when. It is that of the draft and of the published plan."""
    return digest(json.loads(record.model_dump_json(include={"unit", "period", "duties"})))


def course(unit: UnitData, period: Period, record: Published) -> Course | None:
    """Say how far a roster has come; None where the unit asks for no steps in this period."""
    asked = unit.unit.sign_off
    if asked is None or period.first < asked.since:
        return None
    own, kept = mark(record), tuple(enumerate(unit.signed.get(period.name, ()), 1))
    return Course(
        asked,
        tuple((number, signed) for number, signed in kept if signed.roster == own),
        tuple(signed for _, signed in kept if signed.roster != own),
    )


def refuse_unissued(unit: UnitData, period: Period, record: Published, draft: str) -> None:
    """Refuse what is not issued (签发), or is objected to without an answer, where the unit asks for that.

    Raises
    ------
    Refused
        With the step that comes next and who takes it.
    """
    state = course(unit, period, record)
    if state is None:
        return
    if not state.step("issue") and state.due:
        changed = "草稿在签署以后改过，原来的签署不算；" if state.void else ""
        raise Refused(
            f"{period.title}的排班表还没有签发：{changed}下一步是{TITLES[state.due]}", how(unit, period, state, draft)
        )
    if waiting := state.open_objections:
        numbers = "、".join(f"第 {number} 号" for number, _ in waiting)
        answer = f"--step answer --answers {waiting[0][0]} --text 答复 --by {who(unit, state.asked, 'answer')}"
        raise Refused(
            f"{period.title}有异议没有答复：{numbers}", f"运行 zhiban sign {period.name} --unit {unit.id} {answer}"
        )


def how(unit: UnitData, period: Period, state: Course, draft: str = "plan") -> str:
    """Say by which command the step that comes next is taken for a draft."""
    step, name = state.due or "issue", "" if draft == "plan" else f" --name {draft}"
    may = able(unit, state.asked, step, period.first)
    by = may[0] if may else "编号"
    whom = f"{who(unit, state.asked, step)}：{'、'.join(f'{unit.people[p].name} {p}' for p in may[:MOST])}"
    return f"运行 zhiban sign {period.name} --unit {unit.id} --step {step} --by {by}{name}（{whom}）"


def able(unit: UnitData, asked: SignOff, step: Asked, day: date) -> list[str]:
    """Give those who may take a step on a day."""
    serving = ((p, person.serving(day)) for p, person in unit.people.items())
    return [p for p, s in serving if s and asked.steps[step].admits(s.role, s.department)]


def who(unit: UnitData, asked: SignOff, step: Asked) -> str:
    """Name whoever takes a step in the unit's words: 办公室科长."""
    signer = asked.steps[step]
    of = unit.unit.departments[signer.of] if signer.of else ""
    return "或".join(f"{of}{unit.unit.roles[role]}" for role in signer.by)


def faults(unit: UnitData) -> Iterator[str]:
    """Yield what is published though it was never issued."""
    for history in unit.published.values():
        state = course(unit, history.period, history.plan)
        if state and not state.step("issue"):
            yield f"{unit.unit.title} {history.period.title}：已经发布，没有签发的记录"


def waiting(unit: UnitData) -> Iterator[str]:
    """Yield the objections to published rosters that wait for an answer."""
    for history in unit.published.values():
        state = course(unit, history.period, history.plan)
        for number, signed in state.open_objections if state else ():
            yield f"{unit.unit.title} {history.period.title}：第 {number} 号异议（{signed.on}）还没有答复"

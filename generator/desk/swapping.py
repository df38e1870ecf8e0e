"""Swaps (换班): two people change places, by every rule and with the consent that the unit's regulation asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from generator import ledger
from generator.check import Report, check, sentence
from generator.data.project import Project, UnitData
from generator.data.records.roster import FORMAT, Change, History, Published, SeatKey
from generator.data.units.unit import Swaps
from generator.errors import Refused
from generator.reasons.moves import Move, doubled, moved
from generator.reasons.nearby import nearby
from generator.rules.base import name_of, seat_named


@dataclass(frozen=True)
class Turn:
    """A published turn: the seat and its holder, with the report of its period."""

    report: Report
    key: SeatKey
    person: str


@dataclass(frozen=True)
class Swap:
    """A swap that may be: its moves by period, in order of publication, and by whose leave."""

    moves: tuple[tuple[Report, tuple[Move, ...]], ...]
    approver: str
    article: str


def swap(project: Project, one: Turn, other: Turn, by: str, now: datetime) -> Swap:
    """Look whether two people may change places; nothing is changed by it.

    Raises
    ------
    Refused
        If a rule or the unit's own rule of swaps is against it: with the article, and the way on.
    """
    approver, article = _permit(project, one, other, by, now)
    there, back = Move(one.key, one.person, other.person), Move(other.key, other.person, one.person)
    moves: tuple[tuple[Report, tuple[Move, ...]], ...] = ((one.report, (there, back)),)
    if one.report is not other.report:
        order = [history.period for history in one.report.problem.unit.in_order()]
        pairs = [(one.report, (there,)), (other.report, (back,))]
        moves = tuple(sorted(pairs, key=lambda pair: order.index(pair[0].problem.period)))
    twice = [(r.problem, key, person) for r, own in moves for key, person in doubled(r.roster, own)]
    said = [f"{name_of(problem, person)}本来就在{seat_named(problem, key)}" for problem, key, person in twice]
    said += [sentence(r.problem, b) for r, own in moves[:1] for b in nearby(r).changes(own).breaches]
    said += [line for later, own in moves[1:] for line in _following(project, *moves[0], later, own)]
    if said:
        text = "\n".join(said)
        raise Refused(f"这样换不符合规定：\n{text}", "换一个日子或换一个人；或用 zhiban substitute 找人代班")
    return Swap(moves, approver, article)


def _permit(project: Project, one: Turn, other: Turn, by: str, now: datetime) -> tuple[str, str]:
    """See to the unit's own rule of swaps; give by whose leave it is, and the article."""
    unit = one.report.problem.unit
    rule = unit.unit.swaps or Swaps()
    first = min(turn.report.problem.seats[turn.key].arrive for turn in (one, other))
    article = project.regulations.cite(rule.article, first.date()).text
    notice = project.regulations.figure(rule.notice, first.date(), int)
    if one.person == other.person:
        raise Refused("两个席位是同一个人的", "写明两个人")
    if one.key == other.key:
        raise Refused("两个人本来就在同一个班", "写明两个不同的班")
    if first - now < timedelta(hours=notice):
        raise Refused(f"换班应提前 {notice} 小时办妥（{article}）", "来不及换的，用 zhiban substitute 找人代班")
    services = [unit.people[turn.person].serving(first.date()) for turn in (one, other)]
    kind = {"window": "post", "department": "department"}.get(rule.within, "")
    if kind and len({getattr(service, kind, None) for service in services}) != 1:
        word = {"window": "同一窗口", "department": "同一部门"}[rule.within]
        raise Refused(f"只有{word}的人可以换班（{article}）", "用 zhiban substitute 找可以代班的人")
    decider = unit.people.get(by)
    service = decider.serving(now.date()) if decider else None
    if rule.consent and (service is None or service.role not in rule.consent or by in (one.person, other.person)):
        raise Refused(f"换班要经{rule.approver}同意（{article}）", "用 --by 写明同意的人的编号")
    return rule.approver, article


def _following(
    project: Project, report: Report, moves: Sequence[Move], later: Report, own: Sequence[Move]
) -> list[str]:
    """Say what a later period breaks once it is changed, and an earlier one with it."""
    unit, period = _as_if(report.problem.unit, report, moves), later.problem.period
    problem, roster = next(pair for pair in ledger.months(project, unit) if pair[0].period == period)
    found = check(problem, moved(roster, own))
    return [sentence(problem, breach) for breach in found.grave if breach not in later.grave]


def _as_if(unit: UnitData, report: Report, moves: Sequence[Move]) -> UnitData:
    """Think of a period as changed."""
    history = unit.published[report.problem.period.name]
    changes = tuple(_thought(report, move) for move in moves)
    said = {"format": str(FORMAT), "unit": unit.id, "period": history.period.name, "previous": "", "changes": changes}
    changed = History(history.period, (*history.files, ("", Published.model_validate(said))))
    return replace(unit, published={**unit.published, history.period.name: changed})


def _thought(report: Report, move: Move) -> Change:
    before = report.roster.who(move.key)
    after = [move.person if person == move.holder else person for person in before]
    seat = {"duty": move.key.duty, "day": move.key.day, "seat": move.key.seat}
    return Change.model_validate(seat | {"from": before, "to": tuple(after), "reason": "换班"})

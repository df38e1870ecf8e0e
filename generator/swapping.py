"""Swaps (换班): two people change places, by every rule and with the consent that the unit's regulation asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.check import Report, sentence
from generator.data.project import Project
from generator.data.roster import SeatKey
from generator.data.unit import Swaps
from generator.errors import Refused
from generator.moves import Move
from generator.nearby import Change, nearby


@dataclass(frozen=True)
class Swap:
    """A swap that may be: its moves, what it changes, and by whose leave."""

    moves: tuple[Move, Move]
    change: Change
    approver: str
    article: str


def swap(
    project: Project, report: Report, one: tuple[SeatKey, str], other: tuple[SeatKey, str], by: str, now: datetime
) -> Swap:
    """Look whether two people may change places; nothing is changed by it.

    Raises
    ------
    Refused
        If a rule or the unit's own rule of swaps is against it: with the article, and the way on.
    """
    unit, problem = report.problem.unit, report.problem
    rule = unit.unit.swaps or Swaps()
    (key, person), (other_key, other_person) = one, other
    first = min(problem.seats[k].arrive for k in (key, other_key))
    article = project.regulations.cite(rule.article, first.date()).text
    notice = project.regulations.figure(rule.notice, first.date(), int)
    if person == other_person:
        raise Refused("两个席位是同一个人的", "写明两个人")
    if key == other_key:
        raise Refused("两个人本来就在同一个班", "写明两个不同的班")
    if first - now < timedelta(hours=notice):
        raise Refused(f"换班应提前 {notice} 小时办妥（{article}）", "来不及换的，用 zhiban substitute 找人代班")
    services = [unit.people[p].serving(first.date()) for p in (person, other_person)]
    kind = {"window": "post", "department": "department"}.get(rule.within, "")
    if kind and len({getattr(service, kind, None) for service in services}) != 1:
        word = {"window": "同一窗口", "department": "同一部门"}[rule.within]
        raise Refused(f"只有{word}的人可以换班（{article}）", "用 zhiban substitute 找可以代班的人")
    decider = unit.people.get(by)
    service = decider.serving(now.date()) if decider else None
    if rule.consent and (service is None or service.role not in rule.consent or by in (person, other_person)):
        raise Refused(f"换班要经{rule.approver}同意（{article}）", "用 --by 写明同意的人的编号")
    moves = Move(key, person, other_person), Move(other_key, other_person, person)
    change = nearby(report).changes(moves)
    if change.breaches:
        said = "\n".join(sentence(problem, breach) for breach in change.breaches)
        raise Refused(f"这样换不符合规定：\n{said}", "换一个日子或换一个人；或用 zhiban substitute 找人代班")
    return Swap(moves, change, rule.approver, article)

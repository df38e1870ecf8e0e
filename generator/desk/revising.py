"""Changes of a published roster: each is a further record file, and nothing published is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from generator.check import Report, sentence
from generator.data.project import Project
from generator.data.records.roster import FORMAT, Change, Published, Roster
from generator.errors import Refused
from generator.office import publishing
from generator.reasons.moves import Move, difference, doubled, moved
from generator.reasons.nearby import nearby
from generator.rules.base import name_of, seat_named

REASONS = ("请假", "病假", "公务", "换班", "离岗", "撤销", "补办", "调整")
"""Categories; why somebody is away is said nowhere."""


def revise(
    project: Project,
    report: Report,
    moves: Sequence[Move],
    *,
    reason: str,
    approved_by: str,
    at: datetime,
    as_served: bool = False,
) -> Path:
    """Append a revision to a published period.

    Parameters
    ----------
    report
        The period as it stands before the change.
    as_served
        What is recorded has happened already (补办): it is kept even where a rule is broken, and shows as a breach.

    Raises
    ------
    Refused
        If nothing changes, the reason is no category, somebody is there already, or a rule is against it.
    """
    unit, period = report.problem.unit, report.problem.period
    history = unit.published.get(period.name)
    if history is None:
        raise Refused(f"{period.title}还没有发布，没有可以变更的排班表", f"先运行 zhiban publish {period.name}")
    if reason not in REASONS:
        raise Refused(f"原因“{reason}”不是类别", f"写其中一种：{'、'.join(REASONS)}；具体情况不写")
    if there := doubled(report.roster, moves):
        said = "、".join(f"{name_of(report.problem, p)}在{seat_named(report.problem, key)}" for key, p in there)
        raise Refused(f"本来就在这个班，不能再占一席：{said}", "换一个人")
    if (broken := nearby(report).changes(moves).breaches) and not as_served:
        said = "\n".join(sentence(report.problem, breach) for breach in broken)
        raise Refused(f"这样变更不符合规定：\n{said}", "换一种办法；已经这样值过的，加上 --served 补办")
    changes = tuple(_changes(report.roster, moves, reason, approved_by, at))
    if not changes:
        raise Refused("排班表没有变化", "核对人员、日期和席位")
    record = Published(format=str(FORMAT), unit=unit.id, period=period.name, previous="", changes=changes)  # type: ignore[arg-type]
    return publishing.append(project, unit, record, f"{len(history.files):03d}-change", at.date())


def _changes(before: Roster, moves: Sequence[Move], reason: str, approved_by: str, at: datetime) -> Iterable[Change]:
    said = {"reason": reason, "approved_by": approved_by, "at": f"{at:%Y-%m-%d %H:%M}"}
    after = moved(before, moves)
    for key in sorted({move.key for move in moves}):
        seat = {"duty": key.duty, "day": key.day, "seat": key.seat} | said
        if before.who(key) != after.who(key):
            yield Change.model_validate(seat | {"from": before.who(key), "to": after.who(key)})
        for move, span in ((move, move.part) for move in moves if move.key == key and move.part):
            part = {"from": span[0].time(), "to": span[1].time(), "next_day": span[0].date() > key.day}
            yield Change.model_validate(seat | {"from": (move.holder,), "to": (move.person,), "part": part})


def inverse(record: Published, now: Roster) -> list[Move]:
    """Give the moves that undo a revision.

    Raises
    ------
    Refused
        If a later revision has changed the same seats: that one is to be undone first.
    """
    found = []
    for change in record.changes:
        span = change.part.on(change.day) if change.part else None
        stands = (
            any((p.person, p.start, p.end) == (change.to[0], *span) for p in now.in_parts(change.key))
            if span
            else set(now.who(change.key)) == set(change.to)
        )
        if not stands:
            raise Refused(f"{change.day} {change.duty} 后来又改过", "先撤销后一次变更")
        found += [Move(change.key, change.to[0], change.from_[0], span)] if span else []
    whole = {change.key: change.from_ for change in record.changes if not change.part}
    return [*found, *difference(now, Roster({**now.held, **whole}))]

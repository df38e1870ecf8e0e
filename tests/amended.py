"""A copy of the sample in which November was changed after it was published: stand-ins, swaps, and one undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path

import generator
from generator import ledger
from generator.check import Report, check
from generator.data.project import Project
from generator.desk import revising
from generator.reasons.moves import Move
from generator.reasons.nearby import nearby

PERIOD = "2026-11"
APPROVER = "金丝雀批准人"
"""Whoever approves here has a name that nothing else has, so that a scan finds it."""
SICK = "person: 1022\nkind: sick\nfrom: 2026-11-25\nuntil: 2026-11-25\nstatus: approved\nreason: 示例：看病\n"
OUT = (
    "person: 1023\nkind: personal\nfrom: 2026-11-25\nuntil: 2026-11-25\nstarts: '14:00'\nends: '16:00'\n"
    "status: approved\nreason: 示例：家事\n"
)
"""The only person of window 7 goes out for two hours."""


def november(root: Path) -> tuple[Project, Report]:
    project = generator.load(root)
    months = ledger.months(project, project.units["hall"])
    return project, next(check(problem, roster) for problem, roster in months if problem.period.name == PERIOD)


def revise(root: Path) -> None:
    """Append five revisions: a stand-in for 1022, a swap, a swap that is undone, and one of a restricted duty."""
    for person, text in (("1022", SICK), ("1023", OUT)):
        (root / f"rosters/hall/leave/{person}-2026-11-25.yml").write_text(text, encoding="utf-8")
    _record(root, lambda report: _stand_ins(report, "duty-group", "1022"), "病假", APPROVER, 8)
    _record(root, lambda report: _swaps(report, "consultation-desk", "keeper"), "换班", "", 9)
    _record(root, lambda report: _swaps(report, "cleaning", "close"), "换班", "", 10)
    project, report = november(root)
    undone = dict(report.problem.unit.published[PERIOD].files)["003-change.yml"]
    moves = revising.inverse(undone, report.roster)
    revising.revise(project, report, moves, reason="撤销", approved_by="1001", at=datetime(2026, 11, 23, 11))
    _record(root, lambda report: _swaps(report, "guard", "guard-open"), "换班", APPROVER, 12)


def _record(root: Path, ways: object, reason: str, by: str, hour: int) -> None:
    project, report = november(root)
    assert callable(ways)
    moves = next(moves for moves in ways(report) if not nearby(report).changes(moves).breaches)
    revising.revise(project, report, moves, reason=reason, approved_by=by, at=datetime(2026, 11, 23, hour))


def _stand_ins(report: Report, duty: str, holder: str) -> Iterator[list[Move]]:
    key = next(k for k, p in sorted(report.roster.held.items()) if k.duty == duty and f"{k.day}" == "2026-11-25")
    key = key._replace(seat="members")
    assert holder in report.roster.who(key)
    yield from ([Move(key, holder, person)] for person in report.problem.seats[key].candidates)


def _swaps(report: Report, duty: str, seat: str) -> Iterator[list[Move]]:
    keys = [k for k in sorted(report.problem.seats) if (k.duty, k.seat) == (duty, seat) and f"{k.day}" > "2026-11-23"]
    for one, other in combinations(keys, 2):
        (a,), (b,) = report.roster.who(one), report.roster.who(other)
        if a != b:
            yield [Move(one, a, b), Move(other, b, a)]

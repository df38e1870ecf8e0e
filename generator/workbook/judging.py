"""What was read, judged: what differs, which rules are broken, and in which cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.check import Report, check, sentence
from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.reasons.explain import why_empty
from generator.rules import Breach
from generator.rules.base import seat_named
from generator.workbook.names import Names
from generator.workbook.reading import Read
from generator.workbook.seats import kind_of


@dataclass(frozen=True)
class Difference:
    """A seat whose people changed: the cell, and who held it and who does, in words."""

    where: str
    seat: str
    before: str
    after: str


def differences(problem: Problem, names: Names, read: Read, before: Roster, after: Roster) -> Iterator[Difference]:
    """Yield every seat that changed, in the order of days."""
    for key in sorted(problem.seats, key=lambda k: (k.day, k)):
        if set(before.who(key)) != set(after.who(key)):
            said = (names.said(roster.who(key)) or "空" for roster in (before, after))
            yield Difference(cell_of(read, key, after.who(key)), seat_named(problem, key), *said)


def cell_of(read: Read, key: SeatKey, people: tuple[str, ...] = ()) -> str:
    """Name the cell of a seat: where somebody of these stands, else the first; empty where there is none.

    Of several sheets that one counts which says what the seat now holds.
    """
    cells = read.cells.get(key, [])
    now = set(read.held.get(key, ()))
    sheets = [cell.table for cell, _ in cells]
    of = {t: set().union(*(own for cell, own in cells if cell.table == t)) for t in dict.fromkeys(sheets)}
    true = [(cell, own) for cell, own in cells if of[cell.table] == now] or cells
    named = (
        [cell for cell, own in true if own & set(people)]
        or [cell for cell, own in true if not own]
        or [c for c, _ in true]
    )
    return named[0].where if named else ""


def told(report: Report, read: Read, breach: Breach, before: Roster | None = None) -> str:
    """Say a breach with its cell and its article.

    Rules name the later of two turns; where the edit was in the other, against ``before``, that cell is named too.
    """
    place = cell_of(read, breach.key, breach.people) or "表里没有这一格"
    edited = _edited(report, breach, before) if before is not None else None
    cause = f"（由 {cell_of(read, edited, breach.people)} 的改动引起）" if edited else ""
    return f"{place} {sentence(report.problem, breach)}{cause}"


def _edited(report: Report, breach: Breach, before: Roster) -> SeatKey | None:
    """Give the nearest seat that somebody of a breach took or gave up; None where it is the breach's own."""
    people = set(breach.people)
    own = [key for key in report.problem.seats if people & (set(before.who(key)) ^ set(report.roster.who(key)))]
    nearest = min(own, key=lambda key: (abs(key.day - breach.key.day), key), default=None)
    changed = set(before.who(breach.key)) != set(report.roster.who(breach.key))
    return None if changed else nearest


def reasons(report: Report, breach: Breach) -> Iterator[str]:
    """Say why a seat stays empty."""
    if breach.rule == "seat-filled" and not breach.forbidden:
        yield from why_empty(report, breach.key)


def covered(problem: Problem, read: Read) -> tuple[Problem, Mapping[str, list[str]]]:
    """Cut a problem down to the kinds of seats that a grid has; and name by duty those that it lacks."""
    kinds = {(key.duty, kind_of(problem, problem.seats[key])) for key in read.cells}
    lacking: dict[str, list[str]] = {}
    slots = []
    for slot in problem.slots:
        own = tuple(s for s in slot.seats if (slot.duty, kind_of(problem, s)) in kinds)
        for seats in slot.seats:
            if seats not in own and seats.title not in lacking.setdefault(slot.title, []):
                lacking[slot.title].append(seats.title)
        if own:
            slots.append(replace(slot, seats=own))
    return replace(problem, slots=tuple(slots)), {duty: seats for duty, seats in lacking.items() if seats}


def judge(problem: Problem, read: Read) -> Report:
    """Check what a grid says."""
    held = {key: people for key, people in read.held.items() if people}
    return check(problem, Roster(held))

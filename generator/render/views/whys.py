"""Why this person and not another, seat by seat for the days ahead: the sentences of ``zhiban why``, for staff only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.check import Report
from generator.problem.slots import Seats, Slot
from generator.reasons.answers import changed, named, others
from generator.reasons.explain import Instead, instead, why_not
from generator.render.views.persons import SEEN_BY

AHEAD = 14
"""Days from today on for which the questions are answered: further off a roster is seldom asked about."""


@dataclass(frozen=True)
class Because:
    """One other person of the group: what would be changed, and the sentences that say why it was not."""

    person: str
    change: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class WhySeat:
    """One seat: who holds it, those who could also serve, the least worse first, and those whom a rule keeps away."""

    title: str
    held: str
    free: tuple[Because, ...]
    kept: tuple[Because, ...]


@dataclass(frozen=True)
class WhySlot:
    """One duty of a day."""

    duty: str
    title: str
    day: date
    seats: tuple[WhySeat, ...]


def whys(report: Report, today: date) -> tuple[WhySlot, ...]:
    """Answer for every slot that staff may see and that is on today or within the days ahead."""
    last = today + timedelta(days=AHEAD)
    return tuple(
        WhySlot(slot.duty, slot.title, slot.day, tuple(_seat(report, seats) for seats in slot.seats))
        for slot in sorted(report.problem.slots, key=lambda slot: slot.day)
        if slot.audience in SEEN_BY["staff"] and slot.day <= last and today <= slot.days[-1]
    )


def _seat(report: Report, seats: Seats) -> WhySeat:
    problem, key = report.problem, seats.key
    found = [(person, instead(report, key, person)) for person in others(report, key)]
    free = sorted((f for _, f in found if not f.breaches), key=lambda f: (f.changes, f.person))
    kept = sorted((f for _, f in found if f.breaches), key=lambda f: f.person)
    held = "、".join(named(problem, p) for p in report.roster.who(key))
    return WhySeat(
        f"{seats.title} {seats.occasion}".strip(), held, _because(report, seats, free), _because(report, seats, kept)
    )


def _because(report: Report, seats: Seats, found: Sequence[Instead]) -> tuple[Because, ...]:
    problem = report.problem
    return tuple(
        Because(named(problem, f.person), changed(report, f), tuple(_open(report, why_not(report, f, seats.key))))
        for f in found
    )


def _open(report: Report, reasons: Sequence[str]) -> Iterator[str]:
    """Leave unsaid which duty keeps somebody away where staff may not see that duty."""
    closed = {slot.title for slot in _closed(report)}
    said = (reason if not any(title in reason for title in closed) else "当时另有值班" for reason in reasons)
    yield from dict.fromkeys(said)


def _closed(report: Report) -> Iterator[Slot]:
    return (slot for slot in report.problem.slots if slot.audience not in SEEN_BY["staff"])

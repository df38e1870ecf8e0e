"""What an audience may see of the changes of a published period: the allow list of revisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.check import Report
from generator.data.project import UnitData
from generator.render.views.persons import SEEN_BY, PersonView, Viewer, person_view
from generator.render.views.trails import Step, trails


@dataclass(frozen=True)
class ChangeView:
    """One revision in few words. The public is told its number and day; why, by whom and at what hour are for staff."""

    number: int
    on: date
    clock: str = ""
    reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class LineView:
    """The seats that one revision changed. The public is told of the duty and its days alone."""

    duty: str
    title: str
    day: date
    days: tuple[date, ...]
    seat: str = ""
    seat_id: str = ""
    before: tuple[PersonView, ...] = ()
    after: tuple[PersonView, ...] = ()
    part: str = ""  # from when to when, where only a part of the time passes on

    @property
    def where(self) -> str:
        """The seat, with the part of its time."""
        return f"{self.seat} {self.part}".strip()


@dataclass(frozen=True)
class RevisionView:
    """One revision with what it changed; several reasons are several views of one number."""

    change: ChangeView
    lines: tuple[LineView, ...]


def change_view(unit: UnitData, step: Step, viewer: Viewer) -> ChangeView:
    """Give what an audience may see of a change."""
    if viewer == "public":
        return ChangeView(step.number, step.on)
    by = unit.people.get(step.change.approved_by)
    name = by.name if by else step.change.approved_by
    return ChangeView(step.number, step.on, f"{step.at:%H:%M}" if step.at else "", step.change.reason, name)


def revisions(report: Report, viewer: Viewer) -> tuple[RevisionView, ...]:
    """Give the revisions of a published period in order, of the duties that the audience may see."""
    unit, slots = report.problem.unit, report.problem.by_key
    history = unit.published.get(report.problem.period.name)
    found: list[tuple[ChangeView, LineView]] = []
    for key, trail in sorted(trails(history).items(), key=lambda item: (item[0].day, item[0])):
        slot = slots.get(key)
        if slot is None or slot.audience not in SEEN_BY[viewer]:
            continue
        for step in trail.steps:
            line = LineView(slot.duty, slot.title, slot.day, slot.days)
            if viewer != "public":
                before, after = (
                    tuple(person_view(unit, p, slot.day, viewer) for p in people if p not in kept)
                    for people, kept in (
                        (step.change.from_, step.change.to),
                        (step.change.to, step.change.from_),
                    )
                )
                hours, title = step.change.part, report.problem.seats[key].title
                part = f"{hours.from_:%H:%M}–{hours.to:%H:%M}" if hours else ""
                line = LineView(slot.duty, slot.title, slot.day, slot.days, title, key.seat, before, after, part)
            found.append((change_view(unit, step, viewer), line))
    found.sort(key=lambda pair: (pair[0].number, pair[0].on, pair[0].clock))
    return tuple(
        RevisionView(change, tuple(dict.fromkeys(line for _, line in own)))
        for change, own in groupby(found, key=lambda pair: pair[0])
    )


def changed_slots(revised: Sequence[RevisionView]) -> tuple[LineView, ...]:
    """Name each duty and day that a revision touched once, in order of days: all that the public is told."""
    lines = (line for one in revised for line in one.lines)
    bare = {LineView(line.duty, line.title, line.day, line.days) for line in lines}
    return tuple(sorted(bare, key=lambda line: (line.day, line.duty)))

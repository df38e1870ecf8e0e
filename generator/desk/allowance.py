"""How much leave of a kind somebody may take: so many days a year, more with years of work, or as much as was earned.

Comp time （调休） is earned by turns of duties that say so; whoever served a part of a turn earned that part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from generator import ledger
from generator.data.calendars.spans import part
from generator.data.project import Project, UnitData
from generator.data.units.leave import Leave, LeaveKind, midnight
from generator.data.units.people import Person
from generator.days.opening import hours_a_day, working_hours
from generator.problem.stretches import stretches


@dataclass(frozen=True)
class Allowance:
    """Working days of a kind: granted in all, taken or approved, and asked for; ``article`` says how much there is.

    ``unknown``: what has to be known of the person first; nothing is granted until it is.
    """

    kind: LeaveKind
    granted: Fraction
    taken: Fraction
    asked: Fraction
    article: str
    unknown: str = ""

    @property
    def left(self) -> Fraction:
        """What may still be taken; what is only asked for is not yet gone."""
        return self.granted - self.taken


class Allowances:
    """What the people of a unit have of each kind of leave; what the turns earned is added up once."""

    def __init__(self, project: Project, unit: UnitData) -> None:
        self.project, self.unit = project, unit

    def of(self, person: Person, name: str, day: date) -> Allowance | None:
        """Give what a person has of a kind in the year of a day, or by that day; None where the kind has no limit."""
        kind = self.unit.unit.leave_kinds[name]
        if kind.at_most is None and not kind.by_years and not kind.earned:
            return None
        own = [x for x in self.unit.leave.values() if (x.person, x.kind) == (person.id, name)]
        own = own if kind.earned else [x for x in own if x.from_.year == day.year]
        taken = sum((workdays(self.project, self.unit, x) for x in own if x.counts), Fraction())
        asked = sum((workdays(self.project, self.unit, x) for x in own if x.status == "requested"), Fraction())
        granted, article, unknown = self._granted(person, kind, day)
        return Allowance(kind, granted, taken, asked, article, unknown)

    def _granted(self, person: Person, kind: LeaveKind, day: date) -> tuple[Fraction, str, str]:
        law = self.project.regulations
        if kind.earned:
            turns = (amount for end, amount in self._earned.get(person.id, ()) if end <= midnight(day))
            return sum(turns, Fraction()), law.cite(kind.article, day).text, ""
        if kind.by_years and person.working_since is None:
            return Fraction(), law.cite(kind.article, day).text, "没有登记参加工作的时间，算不出天数"
        years = full_years(person.working_since, day) if person.working_since else 0
        steps = [step for step in kind.by_years if step.after <= years]
        figure = kind.at_most if kind.at_most is not None else steps[-1].days if steps else 0
        return Fraction(law.figure(figure, day, int)), law.cite_figure(figure, day, kind.article).text, ""

    @cached_property
    def _earned(self) -> Mapping[str, list[tuple[datetime, Fraction]]]:
        """Working days of comp time by person, each with the end of the turn that earned it."""
        found: dict[str, list[tuple[datetime, Fraction]]] = {}
        for problem, roster in ledger.months(self.project, self.unit):
            for slot in problem.slots:
                duty = self.unit.duties[slot.duty].on(slot.day)
                days = self.project.regulations.figure(duty.comp_days, slot.day, int) if duty else 0
                for seats in slot.seats if days else ():
                    for person, own in stretches(roster, seats):
                        amount = days * part([(own.arrive, own.leave)], (seats.arrive, seats.leave))
                        found.setdefault(person, []).append((own.leave, amount))
        return found


def full_years(since: date, day: date) -> int:
    """Count the full years from one day to another."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def workdays(project: Project, unit: UnitData, leave: Leave) -> Fraction:
    """Give how many working days a leave takes of the unit's open time."""
    return working_hours(project, unit, (leave.start, leave.end)) / hours_a_day(project, unit, leave.from_)

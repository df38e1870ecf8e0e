"""另有工作不排班：由其他单位安排工作的时间，以及不在本人工作日的日子，不排班。 (Other business.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from generator.data.records.roster import Roster
from generator.data.units.people import Held, Person
from generator.data.units.unit import On
from generator.days.dates import Dates
from generator.days.opening import opens
from generator.problem.problem import Problem
from generator.problem.stretches import stretches
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named
from generator.rules.words import who_when

MINUTE = timedelta(minutes=1)


class OtherBusiness(Rule):
    """派驻、借调到其他单位的人，由该单位安排工作的时间不排班；只在部分日子上班的人，其他日子不排班。

    要参加会议、学习而不设替代的人，当时不排离开本岗的班。
    """

    name = "other-business"
    title = "另有工作不排班"
    mildness = 3

    def post(self, problem: Problem, posting: Posting) -> None:
        """Keep those who have something else to do from the seats that stand open meanwhile."""
        for key, seats in problem.seats.items():
            for person in (p for p in problem.people if p in seats.busy):
                posting.at_most([(1, posting.held(seats, person))], 0, Instance(self.name, key, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Walk through the turns minute by minute, and look in the files who has the people then."""
        for key, seats in problem.seats.items():
            slot = problem.by_key[key]
            for person, own in stretches(roster, seats):
                known = problem.unit.people.get(person)
                minutes = _minutes(own.arrive, own.leave)
                if known and known.shared and not all(_free(problem, known, at) for at in minutes):
                    yield Breach(self.name, key, (person,), problem.rule(slot, self.name).citation)
                elif known and len(slot.days) == 1 and not slot.keeps_post and not seats.fixed:
                    meetings = Dates(problem.project, problem.unit).blocked(slot.day)
                    taking = [m for m in meetings if m.span[0] < own.leave and own.arrive < m.span[1]]
                    if any(person in m.people for m in taking):
                        yield Breach(self.name, key, (person,), problem.rule(slot, self.name).citation)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say that somebody has other business; whose is told where the roster is kept."""
        return f"{name_of(problem, breach.people[0])}当时另有工作，却排在{seat_named(problem, breach.key)}"

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say who has other business."""
        return f"{who_when(problem, instances)}另有工作"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Ask the other body for the time of one turn."""
        if instance.person not in problem.seats[instance.slot].members:
            return ""
        who, seat = name_of(problem, instance.person), seat_named(problem, instance.slot)
        return f"与另外安排{who}工作的一方商量，由{who}值{seat}"


def _minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    yield from (start + n * MINUTE for n in range((end - start) // MINUTE))


def _free(problem: Problem, person: Person, at: datetime) -> bool:
    """Whether nobody else has the person at a moment, and it is one of the own days."""
    calendar, day = problem.project.calendar, at.date()
    service = person.serving(day)
    lent = problem.unit.lent.get(person.id)

    def on(days: On) -> bool:
        return days == "every-day" or not calendar.announced(day) or opens(days, day, calendar)

    def has(held: Held) -> bool:
        return held.covers(day) and on(held.on) and (not held.hours or held.hours.from_ <= at.time() < held.hours.to)

    elsewhere = any(map(has, person.held)) or (lent is not None and not any(map(has, lent)))
    return not elsewhere and (service is None or on(service.works))

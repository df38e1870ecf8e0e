"""依法不排夜班：国家规定不得安排夜间劳动的人员，不排夜间的班。 (Night work protection.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.problem.slots import BoundRule
from generator.problem.stretches import stretches
from generator.rules.base import Breach, Instance, Posting, Rule
from generator.rules.words import outside_group, when

HOUR = timedelta(hours=1)


class NightWorkProtection(Rule):
    """登记有孕期、哺乳期的人员，在登记的期间内，不安排触及夜间的班，也不安排一昼夜的班。理由不公开。"""

    name = "night-work-protection"
    title = "依法不排夜班"
    figures = ("night_from", "night_to")

    def post(self, problem: Problem, posting: Posting) -> None:
        """Keep those whom the law protects from every seat that touches the night."""
        for key, seats in problem.seats.items():
            for person in (p for p in problem.people if p in seats.protected):
                posting.at_most([(1, posting.held(seats, person))], 0, Instance(self.name, key, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Walk the hours of everybody's turns, and look the people up in the files again.

        The breach cites the article on who belongs to the group: that of the law would tell the reason.
        """
        for key, seats in problem.seats.items():
            slot = problem.by_key[key]
            bound = slot.rules.get(self.name)
            if bound is None or not any(_by_night(bound, problem, key, day) for day in slot.days):
                continue
            for person, _ in stretches(roster, seats):
                known = problem.unit.people.get(person)
                kept = [e for e in known.exemptions if e.category in ("pregnancy", "nursing")] if known else []
                if any(e.from_ <= day <= e.until for e in kept for day in seats.days):
                    yield Breach(self.name, key, (person,), problem.rule(slot, "eligible").citation)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say what is said of everybody outside the group, and nothing else."""
        return outside_group(problem, breach)

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Name nobody."""
        return f"{when(instances)}有人不在本班次人员范围"


def _by_night(bound: BoundRule, problem: Problem, key: SeatKey, day: date) -> bool:
    """Whether an hour of the seat on one of its days is one of the night."""
    slot, seats = problem.by_key[key], problem.seats[key]
    dusk, dawn = bound.figures["night_from"], bound.figures["night_to"]
    moment, end = seats.arrive + (day - slot.days[0]), seats.leave - (slot.days[-1] - day)
    while moment < end:
        hour = moment.hour
        if hour >= dusk or hour < dawn if dusk > dawn else dusk <= hour < dawn:
            return True
        moment = moment.replace(minute=0) + HOUR
    return False

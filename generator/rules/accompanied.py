"""不单独值班：某些人员值班时，须有另一类人员同时在岗。 (Accompanied.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from generator.data.records.roster import Roster
from generator.days.membership import belongs
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot
from generator.problem.stretches import stretches
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named
from generator.rules.words import who_when

MINUTE = timedelta(minutes=1)


class Accompanied(Rule):
    """列明的人员（如外聘协助人员、新上岗人员）不单独值班：他们在岗的时间，同一班次须有列明的另一类人员在岗。"""

    name = "accompanied"
    title = "不单独值班"
    mildness = 5
    scope = "duty"
    of_names = "group: groups"

    def post(self, problem: Problem, posting: Posting) -> None:
        """In every stretch of a seat's time, whoever needs company holds it only if somebody else is there."""
        for slot in (slot for slot in problem.slots if self.name in slot.rules):
            for group, by in slot.rules[self.name].lists.items():
                needing = problem.group(group, slot.day)
                company = frozenset().union(*(problem.group(other, slot.day) for other in by)) - needing
                for seats in slot.seats:
                    for start, _ in pairwise(_turning_points(slot, seats)):
                        there = [s for s in slot.seats if s.starts <= start < s.ends]
                        beside = [(-1, posting.held(s, p)) for s in there for p in company]
                        for person in needing:
                            held = [(1, posting.held(seats, person)), *beside]
                            posting.at_most(held, 0, Instance(self.name, seats.key, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Walk through the turns of those who need company, and look who is there."""
        unit = problem.unit
        for slot in (slot for slot in problem.slots if self.name in slot.rules):
            bound = slot.rules[self.name]
            turns = [(p, own) for seats in slot.seats for p, own in stretches(roster, seats) if p in unit.people]
            for group, by in bound.lists.items():
                alone = {p for p, _ in turns if belongs(unit, unit.unit.groups[group], unit.people[p], slot.day)}
                beside = [
                    own
                    for p, own in turns
                    if p not in alone
                    and any(belongs(unit, unit.unit.groups[name], unit.people[p], slot.day) for name in by)
                ]
                for person, own in turns:
                    minutes = (own.starts + n * MINUTE for n in range((own.ends - own.starts) // MINUTE))
                    if person in alone and not all(any(o.starts <= at < o.ends for o in beside) for at in minutes):
                        yield Breach(self.name, own.key, (person,), bound.citation, {"by": by})

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and who should be there."""
        by = "或".join(problem.unit.unit.groups[name].title for name in breach.figures["by"])
        where = seat_named(problem, breach.key)
        return f"{name_of(problem, breach.people[0])}值{where}时没有{by}同时在岗，不能单独值班"

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say who does not serve alone."""
        return f"{who_when(problem, instances)}不单独值班"


def _turning_points(slot: Slot, seats: Seats) -> list[datetime]:
    moments = {m for s in slot.seats for m in (s.starts, s.ends) if seats.starts < m < seats.ends}
    return sorted({seats.starts, seats.ends, *moments})

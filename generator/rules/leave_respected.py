"""请假不排班：经批准请假的人，假期内不排班。 (Leave respected.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.problem.stretches import stretches
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, seat_named
from generator.rules.words import who_when

WEEK = timedelta(weeks=1)


class LeaveRespected(Rule):
    """请假已经批准的，假期内不安排值班；一班长过一周的，请假占了一半以上的才不安排。"""

    name = "leave-respected"
    title = "请假不排班"
    mildness = 3

    def post(self, problem: Problem, posting: Posting) -> None:
        """Keep those who are away from every seat that stands open meanwhile."""
        for slot in problem.slots:
            for seats in slot.seats:
                for person in (p for p in problem.people if problem.unit.missing(p, seats.arrive, seats.leave)):
                    posting.at_most([(1, posting.held(seats, person))], 0, Instance(self.name, seats.key, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Lay the leave records beside the roster."""
        granted = [x for x in problem.unit.leave.values() if x.status in ("approved", "taken", "cancelled")]
        for key, seats in problem.seats.items():
            for person, own in stretches(roster, seats):
                lost = [min(x.end, own.leave) - max(x.start, own.arrive) for x in granted if x.person == person]
                turn = own.leave - own.arrive
                if any(gone > timedelta() and (turn <= WEEK or 2 * gone >= turn) for gone in lost):
                    yield Breach(self.name, key, (person,), problem.rule(problem.by_key[key], self.name).citation)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say that the person is away; the kind and the reason of a leave are private."""
        away = "这一班期间请假" if _lasting(problem, breach.key) else "当日不在岗"
        return f"{name_of(problem, breach.people[0])}{away}，却排在{seat_named(problem, breach.key)}"

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say who is away, and no more."""
        away = "起的一班期间请假" if _lasting(problem, instances[0].slot) else "当日不在岗"
        return f"{who_when(problem, instances)}{away}"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Have somebody of the group come in for the one turn; of others it is not said that they are away."""
        duty = problem.unit.duty(instance.slot.duty, problem.by_key[instance.slot].day)
        appointed = duty.seats[instance.slot.seat].appointed if duty else ()
        if instance.person not in (appointed or problem.seats[instance.slot].members):
            return ""
        when = "" if _lasting(problem, instance.slot) else "当日"
        return f"请{name_of(problem, instance.person)}{when}到岗，值{seat_named(problem, instance.slot)}"


def _lasting(problem: Problem, key: SeatKey) -> bool:
    return len(problem.by_key[key].days) > 1

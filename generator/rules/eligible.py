"""在人员范围内：按当日的岗位、部门和资格，可以值这个班。 (Eligible.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.problem.stretches import stretches
from generator.rules.base import Breach, Instance, Posting, Rule, seat_named
from generator.rules.words import names, outside_group, when


class Eligible(Rule):
    """值班的人当日应在本席位规定的人员范围内；指定的席位由指定的人值。"""

    name = "eligible"
    title = "在人员范围内"
    mildness = 6

    def post(self, problem: Problem, posting: Posting) -> None:
        """Keep everybody else from the seats."""
        for seats in problem.seats.values():
            for person in set(problem.people) - set(seats.members):
                posting.at_most([(1, posting.held(seats, person))], 0, Instance(self.name, seats.key, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Look the person up in the files again, by the day of the slot."""
        for key, seats in problem.seats.items():
            for person, own in stretches(roster, seats):
                if not self._may(problem, own, person):
                    citation = problem.rule(problem.by_key[key], self.name).citation
                    yield Breach(self.name, key, (person,), citation)

    def _may(self, problem: Problem, seats: Seats, person: str) -> bool:
        unit, key, slot = problem.unit, seats.key, problem.by_key[seats.key]
        day = slot.day
        duty = unit.duty(key.duty, day)
        known = unit.people.get(person)
        service = known.serving(day) if known else None
        if duty is None or known is None or service is None or known.exempt(key.duty, day) or person in seats.protected:
            return False
        kind = duty.seats[key.seat]
        if kind.appointed:
            named = [unit.people[p] for p in kind.appointed if p in unit.people]
            serving = [
                p.id for p in named if p.serving(day) and not p.exempt(key.duty, day) and p.id not in seats.protected
            ]
            present = [p for p in serving if not unit.missing(p, seats.arrive, seats.leave) and p not in seats.busy]
            return person in present[: seats.count]
        group = unit.unit.groups[kind.from_]
        post = unit.posts.get(service.post)
        return not (
            (group.roles and service.role not in group.roles)
            or (group.departments and service.department not in group.departments)
            or [name for name in group.qualifications if not known.qualified(name, day)]
            or (group.except_sole_holders and post is not None and post.staff == 1)
        )

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and the seat; why somebody is outside the group is not said."""
        return outside_group(problem, breach)

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say how many there are in the group, or who is appointed; nothing of those outside."""
        slot, seats = problem.by_key[instances[0].slot], problem.seats[instances[0].slot]
        duty = problem.unit.duty(slot.duty, slot.day)
        seat = f"{when(instances)}{slot.title}{seats.title}"
        if duty and (appointed := duty.seats[seats.key.seat].appointed):
            return f"{seat}由指定的{names(problem, appointed)}依次担任"
        there = sorted({len(problem.seats[i.slot].members) for i in instances})
        count = " 至 ".join(map(str, [there[0], there[-1]][: len(there)]))
        return f"{seat}只由人员范围内的人值，当日 {count} 人" if there[-1] else f"{seat}没有人在人员范围内"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Ask somebody who serves in the unit that day, though outside the group."""
        known = problem.unit.people.get(instance.person)
        if known is None or known.serving(instance.slot.day) is None:
            return ""
        return f"请不在本班次人员范围的{known.name}值{seat_named(problem, instance.slot)}"

    def reluctance(self, problem: Problem, instance: Instance) -> int:
        """Ask those first whose role somebody of the duty has, then those of a department of the duty."""
        slot, people = problem.by_key[instance.slot], problem.unit.people
        duty = problem.unit.duty(slot.duty, slot.day)
        usual = {*problem.seats[instance.slot].members, *(duty.seats[instance.slot.seat].appointed if duty else ())}
        own = people[instance.person].serving(slot.day)
        there = [s for p in usual if p in people and (s := people[p].serving(slot.day))]
        if own is None or any(s.role == own.role for s in there):
            return 0
        return 1 if any(s.department == own.department for s in there) else 2

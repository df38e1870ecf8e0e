"""部门轮流：席位由当轮到的部门各派一人。 (Departments in turn.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.data.problem import Problem
from generator.data.roster import Roster
from generator.data.slots import Seats
from generator.rules.base import TURN_ORDER, Breach, Instance, Posting, Rule, name_of, seat_named
from generator.rules.words import when


class DepartmentsInTurn(Rule):
    """值班人员由各部门按固定顺序轮流选派；当日派不出人的部门欠一次，随后补值。"""

    name = "departments-in-turn"
    title = "部门轮流"
    mildness = 4
    strengths = ("must", "wish")
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """A department holds at most the seats due to it; as a wish every one beyond weighs."""
        for slot in problem.slots:
            if (bound := slot.rules.get(self.name)) is None:
                continue
            for seats in filter(self._turns, slot.seats):
                by_department: dict[str, list[str]] = {}
                for person in problem.people:
                    by_department.setdefault(problem.department(person, slot.day), []).append(person)
                for department, people in by_department.items():
                    held = [(1, posting.held(seats, p)) for p in people]
                    limit = seats.due.count(department)
                    if self.strength(bound) == "must":
                        posting.at_most(held, limit, Instance(self.name, seats.key, department))
                    else:
                        posting.penalise(TURN_ORDER, [(bound.weight, posting.excess(held, limit))])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count the people of each department against the turns due to it."""
        for slot in problem.slots:
            if self.name not in slot.rules:
                continue
            bound = slot.rules[self.name]
            wish = bound.strength == "wish"
            for seats in slot.seats:
                if not seats.by_department:
                    continue
                sent: dict[str, list[str]] = {}
                for person in roster.who(seats.key):
                    sent.setdefault(problem.department(person, slot.day), []).append(person)
                owed = Counter(seats.due)
                for department, people in sorted(sent.items()):
                    if (beyond := len(people) - owed[department]) > 0:
                        level = (TURN_ORDER, beyond * bound.weight) if wish else ("", 0)
                        yield Breach(self.name, seats.key, tuple(people), bound.citation, {}, *level)

    @staticmethod
    def _turns(seats: Seats) -> bool:
        return seats.by_department

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the people, and the departments whose turn it was."""
        named = problem.unit.unit.departments
        due = "、".join(named[d] for d in problem.seats[breach.key].due) or "无"
        people = "、".join(
            f"{name_of(problem, p)}（{named.get(problem.department(p, breach.key.day), '不在本单位')}）"
            for p in breach.people
        )
        return f"{seat_named(problem, breach.key)}轮到的部门是{due}，排的是{people}"

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say whose turn it is on each day."""
        slot, seats = problem.by_key[instances[0].slot], problem.seats[instances[0].slot]
        named = problem.unit.unit.departments
        due = {when([i]): "、".join(named[d] for d in problem.seats[i.slot].due) or "无" for i in instances}
        said = "，".join(f"{day}轮到{departments}" for day, departments in due.items())
        return f"{slot.title}{seats.title}由轮到的部门选派：{said}"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Let another department supply somebody out of turn."""
        department = problem.unit.unit.departments.get(instance.person)
        return f"{seat_named(problem, instance.slot)}由{department}另派人，不等轮到" if department else ""

"""同班不同部门：同一班次的人来自不同部门。 (Distinct departments.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import WISHES, Breach, Instance, Posting, Rule, name_of, rotating, spoken
from generator.rules.words import when


class DistinctDepartments(Rule):
    """同一班次的值班人员来自不同的部门。"""

    name = "distinct-departments"
    title = "同班不同部门"
    mildness = 5
    strengths = ("must", "wish")
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of each department at most one person holds a seat of the slot."""
        for slot in problem.slots:
            if (bound := slot.rules.get(self.name)) is None:
                continue
            departments = {problem.department(p, slot.day) for p in problem.people} - {""}
            for department in sorted(departments):
                own = [p for p in problem.people if problem.department(p, slot.day) == department]
                held = [(1, posting.held(seats, p)) for seats in rotating(slot) for p in own]
                if self.strength(bound) == "must":
                    posting.at_most(held, 1, Instance(self.name, slot.seats[0].key, department))
                else:
                    posting.penalise(WISHES, [(bound.weight, posting.excess(held, 1))])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Group the people of each slot by department."""
        for slot in problem.slots:
            if self.name not in slot.rules:
                continue
            bound = slot.rules[self.name]
            there: dict[str, list[str]] = {}
            for key in (seats.key for seats in slot.seats if not seats.fixed):
                for person in roster.who(key):
                    there.setdefault(problem.department(person, slot.day), []).append(person)
            for department, people in sorted(there.items()):
                if department and len(people) > 1:
                    penalty = (WISHES, bound.weight * (len(people) - 1)) if bound.strength == "wish" else ("", 0)
                    key = slot.seats[0].key
                    yield Breach(self.name, key, tuple(people), bound.citation, {"department": department}, *penalty)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the people and the department that they share."""
        slot = problem.by_key[breach.key]
        people = "、".join(name_of(problem, p) for p in breach.people)
        department = problem.unit.unit.departments[str(breach.figures["department"])]
        return f"{spoken(slot.day)}{slot.title}的{people}同属{department}"

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say that people of one slot come from different departments."""
        return f"{when(instances)}{problem.by_key[instances[0].slot].title}的人来自不同部门"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Let one department have several people in the slot."""
        slot, department = problem.by_key[instance.slot], problem.unit.unit.departments[instance.person]
        return f"{spoken(slot.day)}{slot.title}可以不止一人来自{department}"

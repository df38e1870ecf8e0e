"""部门轮流：席位由当轮到的部门各派一人。 (Departments in turn.)"""

from __future__ import annotations

from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, name_of, seat_named
from generator.rules.in_turn import InTurn


class DepartmentsInTurn(InTurn):
    """值班人员由各部门按固定顺序轮流选派；当日派不出人的部门欠一次，随后补值（或者整个次序顺延）。"""

    name = "departments-in-turn"
    title = "部门轮流"
    of_people = False

    def called(self, problem: Problem, taker: str) -> str:
        """Name a department."""
        return problem.unit.unit.departments.get(taker, "")

    def serving(self, problem: Problem, breach: Breach) -> str:
        """Name the people with their departments."""
        own = {p: self.called(problem, problem.department(p, breach.key.day)) for p in breach.people}
        return "、".join(f"{name_of(problem, p)}（{department or '不在本单位'}）" for p, department in own.items())

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Let another department supply somebody out of turn."""
        department = self.called(problem, instance.person)
        return f"{seat_named(problem, instance.slot)}由{department}另派人，不等轮到" if department else ""

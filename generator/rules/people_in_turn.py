"""按次序轮流：席位由名单上轮到的人担任。 (People in turn.)"""

from __future__ import annotations

from generator.problem.problem import Problem
from generator.rules.base import Instance, name_of, seat_named
from generator.rules.in_turn import InTurn


class PeopleInTurn(InTurn):
    """值班人员按名单的固定次序轮流；轮到时不在的欠一次，随后补值（或者整个次序顺延）。"""

    name = "people-in-turn"
    title = "按次序轮流"
    of_people = True

    def called(self, problem: Problem, taker: str) -> str:
        """Name a person."""
        return name_of(problem, taker)

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Let somebody serve out of turn."""
        if instance.person not in problem.seats[instance.slot].members:
            return ""
        return f"{seat_named(problem, instance.slot)}由{name_of(problem, instance.person)}担任，不等轮到"

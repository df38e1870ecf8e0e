"""尽量照顾意愿：想值或不想值的日子，能照顾的照顾。 (Wishes.)"""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.records.roster import Roster
from generator.data.units.leave import Wish
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.rules.base import WISHES, Breach, Posting, Rule, name_of, spoken


class Wishes(Rule):
    """本人提出想值或不想值的日子，在不影响公平的前提下尽量照顾。"""

    name = "wishes"
    title = "尽量照顾意愿"
    strengths = ("wish",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Every turn against a wish weighs; so does a wish to serve that no turn meets."""
        for wish in problem.wishes.values():
            held = [(1, posting.held(s, wish.person)) for s in self._touched(problem, wish)]
            if wish.person not in problem.people or not held:
                continue
            if wish.want == "off":
                posting.penalise(WISHES, [(wish.weight, variable) for _, variable in held])
            else:
                posting.penalise(WISHES, [(wish.weight, posting.excess([(-1, v) for _, v in held], -1))])

    @staticmethod
    def _touched(problem: Problem, wish: Wish) -> list[Seats]:
        return [
            seats
            for key, seats in problem.seats.items()
            if any(map(wish.covers, problem.by_key[key].days)) and wish.duty in ("", key.duty) and not seats.fixed
        ]

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Lay the wishes beside the roster."""
        for wish in problem.wishes.values():
            keys = [
                key
                for key, seats in problem.seats.items()
                if [d for d in problem.by_key[key].days if wish.from_ <= d <= wish.until]
                and (not wish.duty or wish.duty == key.duty)
                and not seats.fixed
            ]
            if wish.person not in problem.people or not keys:
                continue
            serving = [key for key in keys if wish.person in roster.who(key)]
            against = serving if wish.want == "off" else [] if serving else keys[:1]
            for key in against:
                citation = problem.rule(problem.by_key[key], self.name).citation
                yield Breach(self.name, key, (wish.person,), citation, {"want": wish.want}, WISHES, wish.weight)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say whose wish could not be met, and on which day."""
        person, day = name_of(problem, breach.people[0]), spoken(breach.key.day)
        want = "不值班" if breach.figures["want"] == "off" else "值班"
        return f"{person}希望{day}{want}，未能照顾"

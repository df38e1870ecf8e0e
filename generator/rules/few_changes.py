"""少变动：已经公布的排班表，只改非改不可的地方。 (Few changes.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.rules.base import CHANGES, NEAR_CHANGES, Breach, Posting, Rule, name_of, seat_named

SOON = 31
"""Days: of changes as few, those that lie further ahead are the milder ones; beyond so many days all are alike."""


class FewChanges(Rule):
    """排班表公布以后确需调整的，改动的席位越少越好；同样多的，宁可改远期的，不改近期的。"""

    name = "few-changes"
    title = "少变动"
    strengths = ("wish",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Everybody who no longer holds a published seat weighs."""
        for key, people in problem.kept.held.items() if problem.kept else ():
            for person in people if key in problem.seats else ():
                gone = posting.excess([(-1, posting.held(problem.seats[key], person))], -1)
                posting.penalise(CHANGES, [(1, gone)])
                posting.penalise(NEAR_CHANGES, [(self._near(problem.kept, key), gone)])

    @staticmethod
    def _near(published: Roster | None, key: SeatKey) -> int:
        first = min(k.day for k in published.held) if published else key.day
        return max(1, SOON - (key.day - first).days)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Lay the roster beside the published one."""
        published = problem.kept.held if problem.kept else {}
        first = min((day for _, day, _ in published), default=date.min)
        for key in sorted(published.keys() & problem.seats.keys()):
            for person in sorted(set(published[key]) - set(roster.who(key))):
                ahead = (key.day - first).days
                citation = problem.rule(problem.by_key[key], self.name).citation
                yield Breach(self.name, key, (person,), citation, {"near": max(1, SOON - ahead)}, CHANGES, 1)

    def weigh(self, problem: Problem, roster: Roster, breaches: Iterable[Breach]) -> Counter[str]:
        """Count the changes, and how near they lie."""
        found = list(breaches)
        near = sum(breach.figures["near"] for breach in found)
        return super().weigh(problem, roster, found) + Counter({NEAR_CHANGES: near})

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say whose published turn passes on."""
        return f"{seat_named(problem, breach.key)}原来公布由{name_of(problem, breach.people[0])}值，现在改动"

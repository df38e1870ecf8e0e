"""在岗人数尽量合适：比合适的人数少一人、多一人，各有各的分量。 (Wanted number.)"""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import WISHES, Breach, Posting, Rule, spoken


class WantedNumber(Rule):
    """一个班次的人数尽量合适：少一人、多一人分别按规定的分量计。"""

    name = "wanted-number"
    title = "在岗人数尽量合适"
    figures = ("wanted", "short", "beyond")
    strengths = ("wish",)
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Everybody missing and everybody beyond weighs, all seats of the slot together."""
        for slot in problem.slots:
            if bound := slot.rules.get(self.name):
                f = bound.figures
                held = [(1, posting.held(seats, p)) for seats in slot.seats for p in problem.people]
                missing = posting.excess([(-1, variable) for _, variable in held], -f["wanted"])
                beyond = posting.excess(held, f["wanted"])
                posting.penalise(WISHES, [(f["short"], missing), (f["beyond"], beyond)])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count who is there."""
        for slot in problem.slots:
            if bound := slot.rules.get(self.name):
                there, wanted = sum(len(roster.who(s.key)) for s in slot.seats), bound.figures["wanted"]
                weight = bound.figures["short" if there < wanted else "beyond"]
                if penalty := weight * abs(there - wanted):
                    figures = {"there": there, "wanted": wanted}
                    yield Breach(self.name, slot.seats[0].key, (), bound.citation, figures, WISHES, penalty)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say how many are there and how many would be right."""
        f = breach.figures
        title = problem.by_key[breach.key].title
        return f"{spoken(breach.key.day)}{title}有 {f['there']} 人，合适的是 {f['wanted']} 人"

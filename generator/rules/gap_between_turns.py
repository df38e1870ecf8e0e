"""两次值班间隔：同一人两次值同一种班，中间至少隔若干整天。 (Gap between turns.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product

from generator.data.problem import Problem
from generator.data.roster import Roster, SeatKey
from generator.rules.base import (
    WISHES,
    Breach,
    Instance,
    Posting,
    Rule,
    name_of,
    rotating,
    seat_named,
    spoken,
)


class GapBetweenTurns(Rule):
    """同一人两次值同一种班，中间至少隔开规定的整天数（按自然日计，跨月连续计算）。"""

    name = "gap-between-turns"
    title = "两次值班间隔"
    figures = ("days",)
    strengths = ("must", "wish")
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of every two turns that stand too close a person holds at most one; the later slot's figure counts."""
        for slot in problem.slots:
            if (bound := slot.rules.get(self.name)) is None:
                continue
            since = slot.days[0] - timedelta(days=bound.figures["days"])
            near = [s for s in problem.slots if s.duty == slot.duty and since <= s.days[-1] < slot.days[0]]
            past = [s for s in problem.standing.served if s.key.duty == slot.duty and since <= s.last < slot.days[0]]
            for seats, person in product(rotating(slot), problem.people):
                here = (1, posting.held(seats, person))
                pairs = [([here, (1, posting.held(s, person))], 1) for other in near for s in rotating(other)]
                pairs += [([here], 0) for turn in past if turn.person == person and turn.rotating]
                for held, limit in pairs:
                    if self.strength(bound) == "must":
                        posting.at_most(held, limit, Instance(self.name, seats.key, person))
                    else:
                        posting.penalise(WISHES, [(bound.weight, posting.excess(held, limit))])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Compare every two turns of a person in the same duty."""
        turns: dict[tuple[str, str], list[tuple[date, date, SeatKey]]] = {}
        for served in problem.standing.served:
            if served.rotating:
                own = turns.setdefault((served.key.duty, served.person), [])
                own.append((served.first, served.last, served.key))
        for key, seats in problem.seats.items():
            days = problem.by_key[key].days
            for person in () if seats.fixed else roster.who(key):
                turns.setdefault((key.duty, person), []).append((days[0], days[-1], key))
        for (_, person), own in sorted(turns.items()):
            for earlier, later in combinations(sorted(own), 2):
                slot = problem.by_key.get(later[2])
                bound = slot.rules.get(self.name) if slot else None
                between = (later[0] - earlier[1]).days - 1
                if bound and 0 <= between < bound.figures["days"]:
                    figures = {"earlier": earlier[0], "between": between, "days": bound.figures["days"]}
                    level = (WISHES, bound.weight) if bound.strength == "wish" else ("", 0)
                    yield Breach(self.name, later[2], (person,), bound.citation, figures, *level)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, both days, and the days between."""
        f = breach.figures
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['earlier'])}已排值班，"
            f"又排在{seat_named(problem, breach.key)}，中间只隔 {f['between']} 天，应隔至少 {f['days']} 天"
        )

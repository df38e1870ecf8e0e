"""两次值班间隔：同一人两次值同一种班，中间至少隔若干整天。 (Gap between turns.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, product

from generator.data.problem import Problem
from generator.data.roster import Roster, SeatKey
from generator.rules.base import WISHES, Breach, Instance, Posting, Rule, name_of, rotating, seat_named, spoken
from generator.rules.words import who_when


class GapBetweenTurns(Rule):
    """同一人两次值同一种班，中间至少隔开规定的整天数（按自然日计，跨月连续计算）。"""

    name = "gap-between-turns"
    title = "两次值班间隔"
    mildness = 2
    figures = ("days",)
    strengths = ("must", "wish")
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of every two turns that stand too close a person holds at most one; the later slot's figure counts."""
        for slot in problem.slots:
            if (bound := slot.rules.get(self.name)) is None:
                continue
            first = slot.day - timedelta(days=bound.figures["days"])
            near = [s for s in problem.slots if s.duty == slot.duty and first <= s.day < slot.day]
            past = [s for s in problem.standing.served if s.key.duty == slot.duty and first <= s.key.day < slot.day]
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
        turns: dict[tuple[str, str], list[SeatKey]] = {}
        for served in problem.standing.served:
            if served.rotating:
                turns.setdefault((served.key.duty, served.person), []).append(served.key)
        for key, seats in problem.seats.items():
            for person in () if seats.fixed else roster.who(key):
                turns.setdefault((key.duty, person), []).append(key)
        for (_, person), keys in sorted(turns.items()):
            for earlier, later in combinations(sorted(keys), 2):
                slot = problem.by_key.get(later)
                bound = slot.rules.get(self.name) if slot else None
                apart = (later.day - earlier.day).days
                if bound and 0 < apart <= bound.figures["days"]:
                    figures = {"earlier": earlier.day, "between": apart - 1, "days": bound.figures["days"]}
                    level = (WISHES, bound.weight) if bound.strength == "wish" else ("", 0)
                    yield Breach(self.name, later, (person,), bound.citation, figures, *level)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, both days, and the days between."""
        f = breach.figures
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['earlier'])}已排值班，"
            f"又排在{seat_named(problem, breach.key)}，中间只隔 {f['between']} 天，应隔至少 {f['days']} 天"
        )

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say the gap, whom it binds on which days, and the turns of the period before that count."""
        slot = problem.by_key[instances[0].slot]
        days = slot.rules[self.name].figures["days"]
        own = {(i.person, i.slot.day) for i in instances}
        past = {
            Instance(self.name, turn.key, turn.person)
            for turn in problem.standing.served
            for person, day in own
            if turn.rotating
            and (turn.person, turn.key.duty) == (person, slot.duty)
            and 0 < (day - turn.key.day).days <= days
        }
        served = f"（{who_when(problem, [*past])}已值）" if past else ""
        return f"两次值{slot.title}中间至少隔 {days} 天：{who_when(problem, instances)}{served}"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Shorten the gap for one person on one day."""
        days = problem.by_key[instance.slot].rules[self.name].figures["days"]
        name = name_of(problem, instance.person)
        return f"让{name}值{seat_named(problem, instance.slot)}，与前一次值班之间可以不足 {days} 天"

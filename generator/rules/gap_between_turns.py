"""两次值班间隔：同一人两次值同一种班，中间至少隔若干整天。 (Gap between turns.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, islice, product

from generator import ledger
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.problem.slots import Slot
from generator.rules.base import (
    WISHES,
    Breach,
    Instance,
    Posting,
    Rule,
    Terms,
    name_of,
    rotating,
    seat_named,
    spoken,
)
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
        for earlier, later in combinations(problem.slots, 2):
            if earlier.duty == later.duty and self._close(earlier, later):
                for one, other, person in product(rotating(earlier), rotating(later), problem.people):
                    held = [(1, posting.held(one, person)), (1, posting.held(other, person))]
                    self._post(posting, held, 1, later, Instance(self.name, other.key, person))
        bound = [slot for slot in problem.slots if self.name in slot.rules]
        longest = timedelta(days=1 + max((slot.rules[self.name].figures["days"] for slot in bound), default=0))
        for slot, turn in product(problem.slots, problem.served_since(problem.begins - longest)):
            if turn.slot.duty != slot.duty or turn.seats.fixed or turn.person not in problem.people:
                continue
            earlier, later = sorted((slot, turn.slot), key=lambda s: s.day)
            if self._close(earlier, later):
                for seats in rotating(slot):
                    held = [(1, posting.held(seats, turn.person))]
                    self._post(posting, held, 0, later, Instance(self.name, seats.key, turn.person))

    def _close(self, earlier: Slot, later: Slot) -> bool:
        bound = later.rules.get(self.name)
        days = bound.figures["days"] if bound else 0
        return 0 < (later.days[0] - earlier.days[-1]).days <= days

    def _post(self, posting: Posting, held: Terms, limit: int, later: Slot, instance: Instance) -> None:
        bound = later.rules[self.name]
        if self.strength(bound) == "must":
            posting.at_most(held, limit, instance)
        else:
            posting.penalise(WISHES, [(bound.weight, posting.excess(held, limit))])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Compare every two turns of a person in the same duty, those of this period and those published before."""
        for person, turns in sorted(ledger.turns_by_person(problem, roster).items()):
            own = sorted((turn for turn in turns if not turn.seats.fixed), key=lambda turn: turn.key)
            gaps = [bound.figures["days"] for turn in own if (bound := turn.slot.rules.get(self.name))]
            longest = max(gaps, default=0)
            for place, one in enumerate(own):
                for other in islice(own, place + 1, None):
                    between = (other.slot.days[0] - one.slot.days[-1]).days - 1
                    if one.key.duty != other.key.duty or between >= longest:
                        break
                    new, old = (other, one) if other.key in problem.seats else (one, other)
                    bound = other.slot.rules.get(self.name)
                    if new.key in problem.seats and bound and 0 <= between < bound.figures["days"]:
                        figures = {"other": old.slot.day, "between": between, "days": bound.figures["days"]}
                        level = (WISHES, bound.weight) if bound.strength == "wish" else ("", 0)
                        yield Breach(self.name, new.key, (person,), bound.citation, figures, *level)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, both days, and the days between."""
        f = breach.figures
        return (
            f"{name_of(problem, breach.people[0])}{spoken(f['other'])}已排值班，"
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
            if not turn.seats.fixed
            and (turn.person, turn.key.duty) == (person, slot.duty)
            and 0 < (day - turn.slot.days[-1]).days <= days
        }
        served = f"（{who_when(problem, [*past])}已值）" if past else ""
        return f"两次值{slot.title}中间至少隔 {days} 天：{who_when(problem, instances)}{served}"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Shorten the gap for one person on one day."""
        days = problem.by_key[instance.slot].rules[self.name].figures["days"]
        name = name_of(problem, instance.person)
        return f"让{name}值{seat_named(problem, instance.slot)}，与前一次值班之间可以不足 {days} 天"

"""必有人值：每个班次的每个席位都要有人。 (Seat filled.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation
from generator.problem.problem import Problem
from generator.rules.base import EMPTY_SEATS, Breach, Instance, Posting, Rule, seat_named, spoken
from generator.rules.words import when


class SeatFilled(Rule):
    """每个班次的席位按规定人数安排；排不满的，席位空缺并逐一指明。"""

    name = "seat-filled"
    title = "必有人值"
    mildness = 1

    def post(self, problem: Problem, posting: Posting) -> None:
        """Forbid more people than seats; every seat left empty weighs by its priority."""
        for seats in problem.seats.values():
            held = [(1, posting.held(seats, p)) for p in problem.people]
            posting.at_most(held, seats.count, Instance(self.name, seats.key))
            missing = posting.excess([(-1, variable) for _, variable in held], -seats.least)
            posting.penalise(EMPTY_SEATS, [(seats.priority, missing)])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Find seats with too few or too many people, and people in seats that do not exist."""
        for key, seats in problem.seats.items():
            there = len(roster.who(key))
            figures = {"count": seats.count, "there": there}
            if there > seats.count:
                yield Breach(self.name, key, roster.who(key), seats.citation, figures)
            elif there < seats.least:
                figures["count"] = seats.least
                missing = seats.priority * (seats.least - there)
                yield Breach(self.name, key, (), seats.citation, figures, EMPTY_SEATS, missing)
        for key in (key for key in roster.held.keys() - problem.seats.keys() if roster.who(key)):
            yield Breach(self.name, key, roster.who(key), Citation())

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say how many are needed and how many there are."""
        if breach.key not in problem.seats:
            return f"{spoken(breach.key.day)}没有“{breach.key.duty}”的“{breach.key.seat}”这个席位"
        f = breach.figures
        return f"{seat_named(problem, breach.key)}应有 {f['count']} 人，实排 {f['there']} 人"

    def cite(self, problem: Problem, key: SeatKey, person: str = "") -> Citation:
        """Cite the article in which the number of people stands."""
        return problem.seats[key].citation

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say how many people the seats need, and how many there are in the group where these are fewer."""
        slot, seats = problem.by_key[instances[0].slot], problem.seats[instances[0].slot]
        each = "每日" if len({i.slot.day for i in instances}) > 1 else ""
        fewest = min(len(problem.seats[i.slot].members) for i in instances)
        short = f"，人员范围内只有 {fewest} 人" if 0 < fewest < seats.least else ""
        return f"{when(instances)}{slot.title}{seats.title}{each}应有 {seats.least} 人{short}"

    def remedy(self, problem: Problem, instance: Instance) -> str:
        """Leave one seat empty."""
        which = f"第 {instance.place} 席" if problem.seats[instance.slot].count > 1 else ""
        return f"{seat_named(problem, instance.slot)}{which}空着，不排人"

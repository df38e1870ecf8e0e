"""同等的抽签决定：其他都相同的排法，由可复算的抽签选定。 (Draw lots.)"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.rules.base import DRAW, Breach, Posting, Rule

BITS = 31


class DrawLots(Rule):
    """各方面都相同的排法，用单位和月份作种子抽签，任何人都可以复算。"""

    name = "draw-lots"
    title = "同等的抽签决定"
    strengths = ("wish",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Every person in a seat carries the weight of their lot."""
        for seats in problem.seats.values():
            lots = [(lot(problem.seed, seats.key, p), posting.held(seats, p)) for p in problem.people]
            posting.penalise(DRAW, lots)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """A lot is nobody's fault: there is nothing to find."""
        yield from ()

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say nothing, since there is never a breach."""
        return ""

    def weigh(self, problem: Problem, roster: Roster, breaches: Iterable[Breach]) -> Counter[str]:
        """Add up the lots of those who serve."""
        total = sum(lot(problem.seed, key, p) for key in problem.seats for p in roster.who(key))
        return Counter({DRAW: total})


def lot(seed: str, key: SeatKey, person: str) -> int:
    """Draw a person's lot for a seat: the first 31 bits of SHA-256 of seed, seat and person."""
    text = f"{seed}|{key.duty}|{key.day}|{key.seat}|{person}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> (32 - BITS)

"""Why a seat is empty, and why somebody cannot take it: asked of the checker, never of the solver."""

from __future__ import annotations

from collections import Counter

from generator.data.problem import Problem
from generator.data.roster import Roster, SeatKey
from generator.rules import BY_NAME, RULES, Breach


def hindrances(problem: Problem, roster: Roster, key: SeatKey, person: str) -> tuple[Breach, ...]:
    """Give the breaches that would arise if a person took one more seat of a key, the rest unchanged."""
    there = roster.having(key, [*roster.who(key), person])
    before = {b for rule in RULES for b in rule.check(problem, roster) if b.forbidden}
    now = {b for rule in RULES for b in rule.check(problem, there) if b.forbidden}
    return tuple(sorted(now - before, key=lambda b: (b.rule, b.key)))


def why_empty(problem: Problem, roster: Roster, key: SeatKey) -> list[str]:
    """Say why a seat stayed empty: how many of those in its group each rule keeps away, with the article.

    Reasons of single people are private and are not given.
    """
    members = problem.seats[key].members
    if not members:
        return ["当日没有人在本席位的人员范围内"]
    kept: Counter[tuple[str, str]] = Counter()
    free = 0
    for person in members:
        reasons = hindrances(problem, roster, key, person)
        free += not reasons
        kept.update({(BY_NAME[b.rule].title, b.citation.text) for b in reasons})
    said = [f"范围内 {len(members)} 人"]
    said += [f"{count} 人因“{title}”不能排（{article}）" for (title, article), count in kept.most_common()]
    return [*said, *([f"{free} 人可以直接补上"] if free else [])]

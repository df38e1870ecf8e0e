"""How far a rule reaches: its slot, the turns of a person, a window, a day, the ledger; and asking it about a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules import RULES, Breach

OF_THE_SLOT = (
    "seat-filled",
    "eligible",
    "leave-respected",
    "other-business",
    "night-work-protection",
    "departments-in-turn",
    "people-in-turn",
    "distinct-departments",
    "accompanied",
    "few-changes",
    "wanted-number",
    "draw-lots",
)
OF_A_PERSON = (
    "no-overlap",
    "gap-between-turns",
    "rest-after",
    "weekly-rest",
    "weekly-quota",
    "one-turn-a-day",
    "hours-a-day",
    "longest-work-run",
    "shortest-work-run",
    "shortest-rest-run",
    "weekends-worked",
    "rest-days",
    "forbidden-successions",
    "working-time",
    "turns-at-most",
    "wishes",
)
OF_WINDOWS = ("window-covered",)
OF_A_DAY = ("staffed",)
OF_THE_LEDGER = ("fair-share",)
LISTED = (*OF_THE_SLOT, *OF_A_PERSON, *OF_WINDOWS, *OF_A_DAY, *OF_THE_LEDGER)
"""Rules that are listed; any other is asked about the whole month."""

Found: TypeAlias = tuple[frozenset[Breach], Mapping[str, int]]
"""The forbidden things of a part, and its value on each level."""


def ask(names: Iterable[str], problem: Problem, roster: Roster) -> Found:
    """Have the rules of these names look at a part."""
    breaches: set[Breach] = set()
    values: Counter[str] = Counter()
    for rule in (rule for rule in RULES if rule.name in names):
        found = list(rule.check(problem, roster))
        breaches |= {b for b in found if b.forbidden}
        values.update(rule.weigh(problem, roster, found))
    return frozenset(breaches), values


def within(part: Problem, roster: Roster) -> Roster:
    """Give a roster as far as it concerns a part."""
    held = {key: people for key, people in roster.held.items() if key in part.seats}
    return Roster(held, {key: parts for key, parts in roster.parts.items() if key in part.seats})

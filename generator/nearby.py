"""What one changed seat changes, without going over the whole month again.

A rule is asked about the part of the month in which a change of one seat can matter to it, before and after; the
difference of the two is that of the whole month, because everything else is found in both. A rule that is not listed
here is asked about the whole month: slower, never wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, cached_property, lru_cache
from typing import TypeAlias

from generator import ledger
from generator.check import Report
from generator.data.period import Period
from generator.data.problem import Problem
from generator.data.roster import Roster, SeatKey
from generator.data.slots import BurdenClass
from generator.data.standing import ONE_TURN, Account, Served
from generator.rules import RULES, Breach, Rule
from generator.rules.base import fairness_levels, levels

OF_THE_SLOT = (
    "seat-filled",
    "eligible",
    "leave-respected",
    "departments-in-turn",
    "distinct-departments",
    "draw-lots",
)
OF_A_PERSON = ("no-overlap", "gap-between-turns", "rest-after", "weekly-quota", "wishes")
OF_WINDOWS = ("window-covered",)
OF_THE_LEDGER = ("fair-share",)
_LISTED = (*OF_THE_SLOT, *OF_A_PERSON, *OF_WINDOWS, *OF_THE_LEDGER)

A_WEEK = 7
"""Days: rules that count by the week look no further back."""

Found: TypeAlias = tuple[frozenset[Breach], Mapping[str, int]]
"""The forbidden things of a part, and its value on each level."""


@dataclass(frozen=True)
class Change:
    """What a change brings: forbidden things that were not there, and what is added to each level."""

    breaches: frozenset[Breach]
    values: Mapping[str, int]


@lru_cache(maxsize=2)
def nearby(report: Report) -> Nearby:
    """Give the helper of a report; what it has once found it keeps."""
    return Nearby(report)


class Nearby:
    """Single changes of one report's roster."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._slot_before = cache(self._slot_now)
        self._person_before = cache(self._person_now)
        self._person_after = cache(self._of_person)
        self._part = cache(self._own_part)
        self._days = cache(self._days_of)

    def change(self, key: SeatKey, holder: str, person: str) -> Change:
        """Let a person take the place of a holder, or a free place where that is empty."""
        roster = put(self.report.roster, key, holder, person)
        pairs = [(self._slot_before(key), self._of_slot(key, roster))]
        if holder:
            pairs.append((self._person_before(holder), self._person_after(holder, key, False)))
        if person:
            pairs.append((self._person_before(person), self._person_after(person, key, True)))
        pairs += [self._windows(key, roster, {holder, person} - {""}), *self._others(roster)]
        breaches: set[Breach] = set()
        values: Counter[str] = Counter()
        for before, after in pairs:
            breaches |= after[0] - before[0]
            values.update(after[1])
            values.subtract(before[1])
        values.update(self._ledger(key, holder, person))
        return Change(frozenset(breaches), values)

    def _slot_now(self, key: SeatKey) -> Found:
        return self._of_slot(key, self.report.roster)

    def _of_slot(self, key: SeatKey, roster: Roster) -> Found:
        """Ask about the one slot alone; nothing served before concerns these rules."""
        problem = self.report.problem
        standing = replace(problem.standing, served=())
        part = replace(problem, slots=(problem.by_key[key],), standing=standing)
        return _ask(OF_THE_SLOT, part, _within(part, roster))

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The names of the levels, most important first."""
        return levels(self.report.problem)

    @cached_property
    def _fairness(self) -> Mapping[tuple[str, BurdenClass], tuple[str, str]]:
        return fairness_levels(self.report.problem)

    @cached_property
    def _served(self) -> Mapping[str, tuple[Served, ...]]:
        """Turns of the past by person; none that ended longer ago than any figure of a rule reaches, read as days."""
        problem = self.report.problem
        bound = [rule for slot in problem.slots for rule in slot.rules.values() if rule.name in OF_A_PERSON]
        reach = max([A_WEEK, *(figure for rule in bound for figure in rule.figures.values())])
        own: dict[str, tuple[Served, ...]] = {}
        for turn in problem.standing.served:
            if (problem.period.first - turn.seats.leave.date()).days <= reach:
                own[turn.person] = (*own.get(turn.person, ()), turn)
        return own

    def _own_part(self, person: str) -> tuple[Problem, Roster]:
        """Give the month as if there were this person alone: the turns, wishes and history are those of one."""
        problem, roster = self.report.problem, self.report.roster
        unit = replace(
            problem.unit,
            people={p.id: p for p in problem.unit.people.values() if p.id == person},
            wishes={name: wish for name, wish in problem.unit.wishes.items() if wish.person == person},
        )
        standing = replace(problem.standing, served=self._served.get(person, ()))
        held = {key: (person,) for key, people in roster.held.items() if person in people}
        return replace(problem, unit=unit, standing=standing), Roster(held)

    def _person_now(self, person: str) -> Found:
        return _ask(OF_A_PERSON, *self._part(person))

    def _of_person(self, person: str, key: SeatKey, serves: bool) -> Found:
        problem, roster = self._part(person)
        return _ask(OF_A_PERSON, problem, roster.having(key, [person] if serves else []))

    def _windows(self, key: SeatKey, roster: Roster, people: set[str]) -> tuple[Found, Found]:
        """Ask about the windows of the people touched, on the days of the seat."""
        part, days = self._days(key)
        unit = part.unit
        posts = {
            post.id: post
            for post in unit.posts.values()
            if people & {*post.proxies}
            or any(
                s.post == post.id for p in people if p in unit.people for d in days if (s := unit.people[p].serving(d))
            )
        }
        if not posts or not days:
            return _NOTHING, _NOTHING
        part = replace(part, unit=replace(unit, posts=posts))
        now = self.report.roster
        return _ask(OF_WINDOWS, part, _within(part, now)), _ask(OF_WINDOWS, part, _within(part, roster))

    def _days_of(self, key: SeatKey) -> tuple[Problem, tuple[date, ...]]:
        """Give the problem of the days of one seat, as far as they lie in the period."""
        problem, seats = self.report.problem, self.report.problem.seats[key]
        days = tuple(d for d in seats.days if problem.period.first <= d <= problem.period.last)
        if not days:
            return problem, ()
        first, last = datetime.combine(days[0], time.min), datetime.combine(days[-1], time.max)
        slots = [s for s in problem.slots if any(one.arrive <= last and first <= one.leave for one in s.seats)]
        period = Period(days[0], days[-1], problem.period.name, problem.period.title)
        return replace(problem, slots=tuple(slots), period=period), days

    def _ledger(self, key: SeatKey, holder: str, person: str) -> Mapping[str, int]:
        """Give what the two fairness levels of the seat's pool and class change by: a turn passes on."""
        problem, slot = self.report.problem, self.report.problem.by_key[key]
        names = self._fairness.get((slot.pool, slot.burden))
        if names is None or not problem.seats[key].owed:
            return {}
        balances = dict(self._balances[slot.pool, slot.burden])
        for who, turns in ((holder, 1), (person, -1)):
            if who in balances:
                balances[who] += turns * slot.weight * ONE_TURN
        largest = max(map(abs, balances.values()), default=0)
        values = zip(names, (largest, sum(b * b for b in balances.values())), strict=True)
        return {name: value - self.report.values[name] for name, value in values}

    @cached_property
    def _balances(self) -> Mapping[tuple[str, BurdenClass], Mapping[str, int]]:
        problem, standing = self.report.problem, self.report.standing
        return {
            (pool, burden): {p: standing.balance(Account(pool, burden, p)) for p in ledger.asked(problem, pool, burden)}
            for pool, burden in self._fairness
        }

    def _others(self, roster: Roster) -> Iterable[tuple[Found, Found]]:
        names = tuple(rule.name for rule in RULES if rule.name not in _LISTED)
        if names:
            yield _ask(names, self.report.problem, self.report.roster), _ask(names, self.report.problem, roster)


def put(roster: Roster, key: SeatKey, holder: str, person: str) -> Roster:
    """Let a person take the place of a holder; either may be nobody."""
    return roster.having(key, [*(p for p in roster.who(key) if p != holder), *([person] if person else [])])


_NOTHING: Found = (frozenset(), {})


def _ask(names: Iterable[str], problem: Problem, roster: Roster) -> Found:
    """Have the rules of these names look at a part."""
    breaches: set[Breach] = set()
    values: Counter[str] = Counter()
    for rule in (rule for rule in RULES if rule.name in names):
        breaches |= {b for b in rule.check(problem, roster) if b.forbidden} if _forbids(rule) else set()
        values.update(rule.measure(problem, roster))
    return frozenset(breaches), values


def _forbids(rule: Rule) -> bool:
    return rule.strengths != ("wish",)


def _within(part: Problem, roster: Roster) -> Roster:
    return Roster({key: people for key, people in roster.held.items() if key in part.seats})

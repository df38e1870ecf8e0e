"""What a few changed seats change, without going over the whole month again.

A rule is asked about the part of the month in which the change can matter to it (``reach.py``), before and after; the
difference of the two is that of the whole month, because everything else is found in both. A rule that is not listed
there is asked about the whole month: slower, never wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, cached_property, lru_cache

from generator import ledger
from generator.check import Report, once
from generator.data.calendars.period import Period
from generator.data.records.roster import Part, Roster, SeatKey
from generator.problem.problem import Problem
from generator.problem.slots import BurdenClass
from generator.problem.standing import Account, Served
from generator.reasons.moves import Move, moved
from generator.reasons.reach import LISTED, OF_A_DAY, OF_A_PERSON, OF_THE_SLOT, OF_WINDOWS, Found, ask, within
from generator.rules import RULES, Breach
from generator.rules.base import fairness_levels, levels

A_WEEK = 7
"""Days: rules that count by the week look no further back."""


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
    """What moves would bring to one report's roster."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._slot_before = cache(self._slot_now)
        self._person_before = cache(self._person_now)
        self._person_then = cache(self._of_person)
        self._part = cache(self._own_part)
        self._day = cache(self._day_of)

    def change(self, key: SeatKey, holder: str, person: str) -> Change:
        """Let a person take the place of a holder, or a free place where that is empty."""
        return self.changes([Move(key, holder, person)])

    def changes(self, moves: Sequence[Move]) -> Change:
        """Do several moves at once; no two may concern the same place. Seats that are no more are only given up."""
        moves = [move for move in moves if move.key in self.report.problem.seats]
        roster = moved(self.report.roster, moves)
        people = {p for move in moves for p in (move.holder, move.person) if p}
        keys = {move.key for move in moves}
        of_slots = {(key.duty, key.day): key for key in keys}.values()
        pairs = [(self._slot_before(key), self._of_slot(key, roster)) for key in of_slots]
        pairs += [(self._person_before(p), self._person_after(p, roster, keys)) for p in people]
        pairs += [*self._windows(keys, roster, people), *self._days(keys, roster), *self._others(roster)]
        breaches: set[Breach] = set()
        values: Counter[str] = Counter()
        for before, after in pairs:
            breaches |= after[0] - before[0]
            values.update(after[1])
            values.subtract(before[1])
        values.update(self._ledger(moves, roster))
        return Change(frozenset(once(self.report.problem, breaches)), values)

    def _person_after(self, person: str, roster: Roster, keys: Collection[SeatKey]) -> Found:
        turns = tuple((key, person in roster.who(key), _own_parts(roster, key, person)) for key in sorted(keys))
        return self._person_then(person, turns)

    def _slot_now(self, key: SeatKey) -> Found:
        return self._of_slot(key, self.report.roster)

    def _of_slot(self, key: SeatKey, roster: Roster) -> Found:
        """Ask about the one slot alone; nothing served before concerns these rules."""
        problem = self.report.problem
        standing = replace(problem.standing, served=())
        part = replace(problem, slots=(problem.by_key[key],), standing=standing)
        return ask(OF_THE_SLOT, part, within(part, roster))

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
        bound += [rule for days in problem.contracts.values() for rules in days.values() for rule in rules.values()]
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
        parts = {key: own for key in roster.parts if (own := _own_parts(roster, key, person))}
        return replace(problem, unit=unit, standing=standing), Roster(held, parts)

    def _person_now(self, person: str) -> Found:
        return ask(OF_A_PERSON, *self._part(person))

    def _of_person(self, person: str, turns: tuple[tuple[SeatKey, bool, tuple[Part, ...]], ...]) -> Found:
        problem, roster = self._part(person)
        for key, serves, parts in turns:
            roster = replace(roster.having(key, [person] if serves else []), parts={**roster.parts, key: parts})
        return ask(OF_A_PERSON, problem, roster)

    def _windows(self, keys: Iterable[SeatKey], roster: Roster, people: set[str]) -> Iterator[tuple[Found, Found]]:
        """Ask about the windows of the people touched, on every day of the seats."""
        problem = self.report.problem
        days = {day for key in keys for day in problem.seats[key].days}
        for day in sorted(d for d in days if problem.period.first <= d <= problem.period.last):
            part = self._day(day)
            posts = {
                post.id: post
                for post in problem.unit.posts.values()
                if people & {*post.proxies} or any(self._holds(p, post.id, day) for p in people)
            }
            if posts:
                part = replace(part, unit=replace(part.unit, posts=posts))
                before = within(part, self.report.roster)
                yield ask(OF_WINDOWS, part, before), ask(OF_WINDOWS, part, within(part, roster))

    def _days(self, keys: Iterable[SeatKey], roster: Roster) -> Iterator[tuple[Found, Found]]:
        """Ask about every day of the seats, where the unit demands people by the hour."""
        problem = self.report.problem
        for day in sorted({day for key in keys for day in problem.seats[key].days}) if problem.unit.unit.demand else ():
            if problem.period.first <= day <= problem.period.last:
                part = self._day(day)
                before, now = within(part, self.report.roster), within(part, roster)
                yield ask(OF_A_DAY, part, before), ask(OF_A_DAY, part, now)

    def _holds(self, person: str, post: str, day: date) -> bool:
        known = self.report.problem.unit.people.get(person)
        service = known.serving(day) if known else None
        return service is not None and service.post == post

    def _day_of(self, day: date) -> Problem:
        """Give the problem of one day of the period."""
        problem = self.report.problem
        first, last = datetime.combine(day, time.min), datetime.combine(day, time.max)
        slots = [s for s in problem.slots if any(one.arrive <= last and first <= one.leave for one in s.seats)]
        period = Period(day, day, problem.period.name, problem.period.title)
        return replace(problem, slots=tuple(slots), period=period)

    def _ledger(self, moves: Sequence[Move], roster: Roster) -> Mapping[str, int]:
        """Give what the fairness levels change by: turns pass on, or parts of them."""
        problem, changed = self.report.problem, dict[tuple[str, BurdenClass], dict[str, int]]()
        for key in {move.key for move in moves}:
            slot, seats = problem.by_key[key], problem.seats[key]
            where = slot.pool, slot.burden
            if where not in self._fairness or not seats.owed:
                continue
            balances = changed.setdefault(where, dict(self._balances[where]))
            for sign, now in ((1, self.report.roster), (-1, roster)):
                for who, amount in ledger.credits(slot, seats, now).items():
                    if who in balances:
                        balances[who] += sign * amount
        found: dict[str, int] = {}
        for where, balances in changed.items():
            largest = max(map(abs, balances.values()), default=0)
            values = largest, sum(b * b for b in balances.values())
            found |= {n: v - self.report.values[n] for n, v in zip(self._fairness[where], values, strict=True)}
        return found

    @cached_property
    def _balances(self) -> Mapping[tuple[str, BurdenClass], Mapping[str, int]]:
        problem, standing = self.report.problem, self.report.standing
        return {
            (pool, burden): {p: standing.balance(Account(pool, burden, p)) for p in ledger.asked(problem, pool, burden)}
            for pool, burden in self._fairness
        }

    def _others(self, roster: Roster) -> Iterable[tuple[Found, Found]]:
        names = tuple(rule.name for rule in RULES if rule.name not in LISTED)
        if names:
            yield ask(names, self.report.problem, self.report.roster), ask(names, self.report.problem, roster)


def _own_parts(roster: Roster, key: SeatKey, person: str) -> tuple[Part, ...]:
    """Give the parts that concern a person; who else serves in them is somebody else's matter."""
    own = [part for part in roster.in_parts(key) if person in (part.holder, part.person)]
    return tuple(part if part.person == person else part._replace(person="") for part in own)

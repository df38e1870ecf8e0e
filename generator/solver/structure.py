"""Structure built from facts: one network of work blocks a person, through which one unit of flow passes.

A *block* is a run of working days, one Boolean for each first day and length. After a block the person rests for at
least the shortest rest, then idles or begins the next block: a path through the days of the period. Runs, rests and
weekends are then sums of blocks, the turn of a day is chosen where a block covers it, and forbidden successions and the
working time become few and strong sums. Linear relaxation of this is far tighter than that of the single rules.

Where it is built the rules that it carries are not posted again. People without these facts are not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from ortools.sat.python import cp_model

from generator.rules.facts import (
    LongestWork,
    ShortestRest,
    ShortestWork,
    Successions,
    WeekendLimit,
    WorkingTime,
)
from generator.solver.lives import Held, Life


@dataclass(frozen=True)
class Block:
    """A run of working days of the period, by numbers of days: the first one worked, and the first one after it."""

    first: int
    end: int
    chosen: cp_model.IntVar

    def covers(self, *days: int) -> bool:
        """Whether the block includes one of the days."""
        return any(self.first <= day < self.end for day in days)


class Network:
    """One person's network; days are numbered from the first of the period.

    ``carried`` are the rule and person of all constraints that it holds: posting them again adds nothing. ``worked``
    are the Booleans of the days, by the turns of which they say that one is held.
    """

    def __init__(self, model: cp_model.CpModel, held: Callable[[Held], cp_model.IntVar], life: Life) -> None:
        self._model, self._life, self._person, self._days = model, life, life.person, life.days
        self._turns = [{duty: [held(one) for one in own] for duty, own in turns.items()} for turns in life.turns]
        longest, work, rest = life.only(LongestWork), life.only(ShortestWork), life.only(ShortestRest)
        self._longest = longest.days if longest else len(self._days)
        self._shortest = work.days if work else 1
        self._rest = max(1, rest.days if rest else 1)
        self._continued, self._fresh = [*self._going_on()], [*self._beginning()]
        self._covering = [[b for b in self._blocks if b.covers(n)] for n in range(len(self._days))]
        self.carried: set[tuple[str, str]] = set()
        self.worked: dict[frozenset[Held], cp_model.IntVar] = {}
        self._build()

    @property
    def _blocks(self) -> list[Block]:
        return [*self._continued, *self._fresh]

    def _beginning(self) -> Iterator[Block]:
        """Yield the blocks that begin in the period; one that reaches the last day may go on beyond it."""
        last = len(self._days)
        for first in range(last):
            for end in range(first + 1, min(first + self._longest, last) + 1):
                begun_before = first == 0 and not self._life.entry.sure
                if end - first >= self._shortest or end == last or begun_before:
                    yield self._block(first, end)

    def _going_on(self) -> Iterator[Block]:
        """Yield the blocks that go on from before the period, one of no days included."""
        worked, last = self._life.entry.worked, len(self._days)
        for end in range(min(max(0, self._longest - worked), last) + 1 if worked else 0):
            if worked + end >= self._shortest or end == last or not self._life.entry.sure:
                yield self._block(0, end)

    def _block(self, first: int, end: int) -> Block:
        return Block(first, end, self._model.new_bool_var(f"{self._person} {first} {end}"))

    def _build(self) -> None:
        """Post the network and all that stands on it; say which rules are carried by it."""
        self._flow()
        self._daily_turns()
        for fact in self._life.facts:
            match fact:
                case WeekendLimit():
                    self._weekends(fact)
                case Successions():
                    self._successions(fact)
                case WorkingTime():
                    self._working_days(fact)
            if not isinstance(fact, WorkingTime):  # of its minutes only what follows for days is said here
                self.carried.add((fact.rule, self._person))

    def _flow(self) -> None:
        """Pass one unit through the days on which the person is rested: it idles for a day, or takes a block."""
        model, count, known = self._model, len(self._days), self._life.entry
        idle = [model.new_bool_var(f"{self._person} idle {n}") for n in range(count)]
        if self._continued:
            model.add_exactly_one(block.chosen for block in self._continued)
        elif known.worked:
            model.add_bool_or([])  # no way to go on is allowed
        rested = self._rest if known.rested is None else known.rested
        source = -1 if known.worked else max(0, self._rest - rested)
        for day in range(count):
            coming = [block.chosen for block in self._blocks if block.end + self._rest == day]
            coming += idle[day - 1 : day] if day else []
            going = [idle[day], *(block.chosen for block in self._fresh if block.first == day)]
            model.add(sum(coming) + (day == source) == sum(going))

    def _daily_turns(self) -> None:
        """A block that covers a day holds exactly one turn of it."""
        model = self._model
        for n, (day, turns, covering) in enumerate(zip(self._days, self._turns, self._covering, strict=True)):
            held = [turn for own in turns.values() for turn in own]
            works = model.new_int_var(0, 1 if held else 0, f"{self._person} works {day}")
            model.add(sum(held) == works)
            model.add(sum(block.chosen for block in covering) == works)
            if held:
                self.worked[frozenset(one for own in self._life.turns[n].values() for one in own)] = works

    def _weekends(self, fact: WeekendLimit) -> None:
        """Every block counts the weekends that it touches; no two blocks touch the same."""
        number = {day: n for n, day in enumerate(self._days)}
        served = self._life.served
        before = sum(1 for weekend in fact.weekends if served & {*weekend})
        ahead = [[number[d] for d in weekend if d in number] for weekend in fact.weekends if not served & {*weekend}]
        touched = [(sum(block.covers(*days) for days in ahead), block.chosen) for block in self._blocks]
        self._model.add(sum(n * chosen for n, chosen in touched if n) <= max(0, fact.most - before))

    def _successions(self, fact: Successions) -> None:
        """Turns after which the same others are forbidden, and these others on the next day: at most one of all."""
        for duty in sorted({other for old in self._life.eve for other in fact.after.get(old, ())}):
            self._model.add(sum(self._turns[0].get(duty, ())) == 0)
        sets = {frozenset(others) for others in fact.after.values() if others}
        for day, others in product(range(len(self._days) - 1), sorted(sets, key=sorted)):
            duties = [duty for duty, forbidden in fact.after.items() if others <= {*forbidden}]
            one = [turn for duty in duties for turn in self._turns[day].get(duty, ())]
            other = [turn for duty in others for turn in self._turns[day + 1].get(duty, ())]
            if one and other:
                touching = [block.chosen for block in self._blocks if block.covers(day, day + 1)]
                self._model.add(sum(one) + sum(other) <= sum(touching))

    def _working_days(self, fact: WorkingTime) -> None:
        """Minutes at least and at most bound the number of working days, the length of all blocks together."""
        shortest, longest = self._life.lasting
        worked = sum((block.end - block.first) * block.chosen for block in self._blocks)
        if fact.most is not None and shortest > 0:
            self._model.add(worked <= fact.most // shortest)
        if fact.least is not None and longest > 0:
            self._model.add(worked >= -(-fact.least // longest))

"""每周至少几次：每人每周至少值规定的次数。 (Weekly quota.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.problem.slots import Slot
from generator.rules.base import EMPTY_SEATS, WISHES, Breach, Posting, Rule, name_of, rotating, spoken

Week: TypeAlias = tuple[str, tuple[int, int], str]
"""A duty, an ISO year and week, and a person."""


class WeeklyQuota(Rule):
    """人员范围内的每个人，每周至少值规定的次数；当周只有几天在岗的，以这几天为限。

    跨月的一周在周日所在的月份核对；写了 running 的，在月底的几天里先尽量值够这些次。
    """

    name = "weekly-quota"
    title = "每周至少几次"
    figures = ("times",)
    optional = ("running",)
    strengths = ("must", "wish")
    scope = "duty"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Every time that somebody who could be asked is missing in a week weighs like an empty seat."""
        for slots in self._weeks(problem):
            bound = slots[-1].rules[self.name]
            monday = slots[-1].day - timedelta(days=slots[-1].day.weekday())
            for person in problem.people:
                asked = [s for slot in slots for s in rotating(slot) if person in s.candidates]
                days = {problem.by_key[seats.key].day for seats in asked}
                before = [
                    turn
                    for turn in problem.standing.served
                    if turn.person == person
                    and turn.key.duty == slots[0].duty
                    and not turn.seats.fixed
                    and monday <= turn.slot.day < slots[0].day
                ]
                running = monday + timedelta(days=6) > problem.period.last
                least = min(bound.figures["running" if running else "times"] - len(before), len(days))
                held = [(-1, posting.held(s, person)) for slot in slots for s in rotating(slot)]
                if least > 0:
                    level = WISHES if running or self.strength(bound) == "wish" else EMPTY_SEATS
                    posting.penalise(level, [(bound.weight, posting.excess(held, -least))])

    def _weeks(self, problem: Problem) -> Iterator[list[Slot]]:
        """Yield the slots of each duty and week whose Sunday is in the period, or that go on after it."""
        weeks: dict[tuple[str, date], list[Slot]] = {}
        for slot in problem.slots:
            sunday = slot.day + timedelta(days=6 - slot.day.weekday())
            bound = slot.rules.get(self.name)
            if bound and (sunday <= problem.period.last or "running" in bound.figures):
                weeks.setdefault((slot.duty, sunday), []).append(slot)
        yield from weeks.values()

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count each person's days and turns by calendar week."""
        before: Counter[Week] = Counter()
        here: Counter[Week] = Counter()
        possible: dict[Week, set[date]] = {}
        last: dict[Week, Slot] = {}
        for turn in problem.standing.served:
            if not turn.seats.fixed:
                before[turn.key.duty, turn.slot.day.isocalendar()[:2], turn.person] += 1
        for slot in (slot for slot in problem.slots if self.name in slot.rules):
            week = slot.day.isocalendar()[:2]
            whole = date.fromisocalendar(*week, 7) <= problem.period.last
            for seats in slot.seats if whole or "running" in slot.rules[self.name].figures else ():
                for person in () if seats.fixed else problem.people:
                    where = (slot.duty, week, person)
                    last[where] = slot
                    here[where] += person in roster.who(seats.key)
                    if person in seats.candidates:
                        possible.setdefault(where, set()).add(slot.day)
        for where, days in sorted(possible.items()):
            bound = last[where].rules[self.name]
            _, week, person = where
            whole = date.fromisocalendar(*week, 7) <= problem.period.last
            times = bound.figures["times" if whole else "running"]
            missing = min(times - before[where], len(days)) - here[where]
            if missing > 0:
                level = (EMPTY_SEATS if whole and bound.strength != "wish" else WISHES, bound.weight * missing)
                there = before[where] + here[where]
                figures = {"times": times, "there": there, "monday": date.fromisocalendar(*week, 1), "whole": whole}
                yield Breach(self.name, last[where].seats[0].key, (person,), bound.citation, figures, *level)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and the week, and how often the person serves in it."""
        f, title = breach.figures, problem.by_key[breach.key].title
        week = f"{spoken(f['monday'])}起的一周"
        done = f" {f['there']} 次，应" if f["whole"] else f"到月底 {f['there']} 次，尽量"
        return f"{name_of(problem, breach.people[0])}{week}{title}{done}至少 {f['times']} 次"

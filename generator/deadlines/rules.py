"""The rules of a unit as its articles give them on a day, and when it is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.data import clock_words as words
from generator.data.clock_words import FirstDay, Hours, Read, Shift, Supplement
from generator.data.clocks import Clock, DayClock, MonthClock, PromiseClock, TimeClock
from generator.data.fields import ParameterRef
from generator.data.opening import open_spans
from generator.data.project import Project, UnitData
from generator.data.resolve import Citation, Regulations
from generator.deadlines.answer import DAY_MINUTES, DayRule, MonthRule, Opening, Rule, Spans, TimeRule
from generator.errors import Refused

T = TypeVar("T")

TITLES: Mapping[str, str] = {
    "promise": "承诺办结时限",
    "instant": "即办件",
    "routine": "一般事项",
    "special": "特殊事项",
    "complaint": "投诉答复",
    "denial": "否定报备",
    "denial-report": "否定报备月报",
    "agency": "代办送交",
    "order-response": "工单响应",
    "order-handling": "工单处理",
}
"""What the clocks are called, in the order in which they are shown."""

SUPPOSED = 1
"""The limit that stands in a promise's rule until the visitor or a guide says how long it is."""


@dataclass(frozen=True)
class Held:
    """A clock as it holds on a day: its rule, the limit in words, how it counts, and the articles that say so."""

    name: str
    rule: Rule
    limit: str
    how: tuple[str, ...]
    citations: tuple[Citation, ...]
    outside: tuple[str, ...] = ()


def held(project: Project, unit: UnitData, name: str, day: date) -> Held | None:
    """Give a clock of a unit as of a day; None where it has none, or a regulation is not in force."""
    clock = unit.unit.clocks.kept().get(name)
    try:
        return _Reader(project.regulations, day).read(name, clock) if clock else None
    except Refused:
        return None


def turns(project: Project, unit: UnitData, name: str) -> list[tuple[date, Held | None]]:
    """Give a clock with each day on which an article changes it, oldest first."""
    clock = unit.unit.clocks.kept()[name]
    refs = [ref for ref in dict(clock).values() if isinstance(ref, ParameterRef)]
    kept = [project.regulations.by_id[ref.regulation] for ref in refs]
    begun = {version.effective for regulation in kept for version in regulation.versions}
    ended = {regulation.repealed for regulation in kept if regulation.repealed}
    found: list[tuple[date, Held | None]] = []
    for day in sorted(begun | ended):
        now = held(project, unit, name, day)
        if now != (found[-1][1] if found else None):
            found.append((day, now))
    return found


def opening(project: Project, unit: UnitData) -> Opening:
    """Give the calendar with the unit's open hours; who closes at 23:59 is open until midnight."""

    def spans(day: date) -> Spans:
        try:
            found = open_spans(project, unit, day)
        except Refused:
            return ()
        minutes = ((a.hour * 60 + a.minute, b.hour * 60 + b.minute) for a, b in found)
        return tuple((a, DAY_MINUTES if b == DAY_MINUTES - 1 else b) for a, b in minutes)

    return Opening(project.calendar, spans)


class _Reader:
    """Reads the parameters of one clock as of a day and keeps where each stands."""

    def __init__(self, regulations: Regulations, day: date) -> None:
        self.regulations, self.day = regulations, day
        self.cited: dict[Citation, None] = {}
        self.how: list[str] = []

    def read(self, name: str, clock: Clock) -> Held:
        rule, limit, outside = self._rule(clock)
        return Held(name, rule, limit, tuple(self.how), tuple(self.cited), outside)

    def _rule(self, clock: Clock) -> tuple[Rule, str, tuple[str, ...]]:
        match clock:
            case PromiseClock():
                self.cited[self.regulations.cite(clock.article, self.day)] = None
                first, rest = self._first(clock), self._rest(clock)
                mode = Supplement.PAUSE
                if clock.supplement:
                    said, mode = self._said(clock.supplement, words.read_choice(words.SUPPLEMENT))
                    self.how.append(f"补正：{said}")
                outside: tuple[str, ...] = ()
                if clock.outside:
                    said, outside = self._said(clock.outside, words.read_names)
                    self.how.append(f"{said}的时间不计")
                return DayRule(SUPPOSED, True, first, rest, mode), "办事指南写明的天数", outside
            case DayClock():
                said, days = self._said(clock.days, words.read_days)
                return DayRule(days.number, days.working, self._first(clock), self._rest(clock)), said, ()
            case TimeClock():
                said, minutes = self._said(clock.time, words.read_minutes)
                hours, how = Hours.OPEN, "只计开放时间"
                if clock.count:
                    how, hours = self._said(clock.count, words.read_choice(words.HOURS))
                self.how.append(how)
                return TimeRule(minutes, hours), said, ()
            case MonthClock():
                said, monthly = self._said(clock.day, words.read_monthly)
                border = words.read_border(self._border(clock, monthly.border))
                return MonthRule(monthly.day, border.included, border.shift), f"次月{said.removeprefix('每月')}", ()

    def _border(self, clock: MonthClock, said: str) -> str:
        if clock.border:
            said, _ = self._said(clock.border, lambda parameter: parameter.value)
            self.how.append(said)
        return said

    def _first(self, clock: PromiseClock | DayClock) -> FirstDay:
        said, first = self._said(clock.first_day, words.read_choice(words.FIRST))
        self.how.append(f"从{said}起算")
        return first

    def _rest(self, clock: PromiseClock | DayClock) -> Shift:
        if clock.rest is None:
            return Shift.STAY
        return self._said(clock.rest, words.read_choice(words.SHIFT))[1]

    def _said(self, ref: ParameterRef, read: Read[T]) -> tuple[str, T]:
        """Give a parameter as the article says it and as it is read; note where it stands."""
        parameter = self.regulations.version(ref.regulation, self.day).head.parameters[ref.name]
        self.cited[self.regulations.cite_figure(ref, self.day, None)] = None
        return f"{parameter.value} {parameter.unit}".strip(), read(parameter)


def all_held(project: Project, unit: UnitData, day: date) -> Iterator[Held]:
    """Yield the clocks of a unit that hold on a day, in the order of their titles."""
    for name in TITLES:
        if found := held(project, unit, name, day):
            yield found

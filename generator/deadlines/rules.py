"""The rules of a unit as its articles give them on a day, and when it is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from generator.data.files.fields import ParameterRef
from generator.data.project import Project, UnitData
from generator.data.regulations import clock_words as words
from generator.data.regulations.clock_words import Days, Hours, Read, Shift, Supplement
from generator.data.regulations.resolve import Citation, Regulations
from generator.data.units.clocks import Clock, Counted, DayClock, MonthClock, PromiseClock, TimeClock
from generator.days.opening import open_spans
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
    "report": "月报",
    "agency": "代办送交",
    "aid": "职工帮扶决定",
    "order-response": "工单响应",
    "order-handling": "工单处理",
}
"""What the clocks are called, in the order in which they are shown."""

SUPPOSED = 1
"""The limit that stands in a promise's rule until the visitor or a guide says how long it is."""


@dataclass(frozen=True)
class Held:
    """A clock as it holds on a day: its rule, the limit in words, how it counts, and the articles that say so.

    ``supplement``: whether an article says what the time does while papers are completed. ``outside``: the procedures
    that do not count.
    """

    name: str
    rule: Rule
    limit: str
    how: tuple[str, ...]
    citations: tuple[Citation, ...]
    supplement: bool = False
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

    def read(self, name: str, clock: Clock) -> Held:
        match clock:
            case PromiseClock():
                self.cited[self.regulations.cite(clock.article, self.day)] = None
                return self._counted(name, clock, Days(SUPPOSED, working=True), "办事指南写明的天数")
            case DayClock():
                limit, days = self._said(clock.days, words.read_days)
                return self._counted(name, clock, days, limit)
            case TimeClock():
                limit, minutes = self._said(clock.time, words.read_minutes)
                how, hours = "只计开放时间", Hours.OPEN
                if clock.count:
                    how, hours = self._said(clock.count, words.read_choice(words.HOURS))
                return self._held(name, TimeRule(minutes, hours), limit, [how])
            case MonthClock():
                limit, monthly = self._said(clock.day, words.read_monthly)
                how = self._said(clock.border, lambda border: border.value)[1] if clock.border else monthly.border
                border = words.read_border(how)
                rule = MonthRule(monthly.day, border.included, border.shift)
                return self._held(name, rule, f"次月{limit.partition('（')[0][2:]}", [how])

    def _counted(self, name: str, clock: Counted, days: Days, limit: str) -> Held:
        said, first = self._said(clock.first_day, words.read_choice(words.FIRST))
        how, rest, mode, outside = [f"从{said}起算"], Shift.STAY, Supplement.PAUSE, tuple[str, ...]()
        if clock.rest:
            rest = self._said(clock.rest, words.read_choice(words.SHIFT))[1]
        if clock.supplement:
            said, mode = self._said(clock.supplement, words.read_choice(words.SUPPLEMENT))
            how.append(f"补正：{said}")
        if clock.outside:
            said, outside = self._said(clock.outside, words.read_names)
            how.append(f"{said}的时间不计")
        found = self._held(name, DayRule(days.number, days.working, first, rest, mode), limit, how)
        return replace(found, supplement=clock.supplement is not None, outside=outside)

    def _held(self, name: str, rule: Rule, limit: str, how: list[str]) -> Held:
        return Held(name, rule, limit, tuple(how), tuple(self.cited))

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

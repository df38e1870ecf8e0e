"""Limits of days: from the day of acceptance, over supplements and special procedures, to the last day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.calendars.calendar import Calendar, DayKind
from generator.data.regulations.clock_words import FirstDay, Shift, Supplement
from generator.deadlines.answer import Answer, Asked, DayRule, Step, Stretch, moved, pending, rest_of

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Day:
    """What a day is to the count: ``anew``: it begins again with it; ``waits``: why nothing can be said beyond it."""

    why: str
    counts: bool = False
    anew: bool = False
    waits: str = ""


def count_days(rule: DayRule, calendar: Calendar, asked: Asked) -> Answer:
    """Walk day by day until the limit is counted.

    The day of a supplement's notice, the day on which it is complete and all days between do not count. Where the
    clock restarts or had not begun, the day of completion is to the count what the day of acceptance is otherwise.
    """
    day, counted, steps = asked.start.date(), 0, list[Step]()
    while counted < rule.limit:
        if rule.working and not calendar.announced(day):
            return pending(calendar, day, steps)
        seen = _look(rule, calendar, asked, day)
        counted = (0 if seen.anew else counted) + seen.counts
        steps.append(Step(day, f"{seen.why}第 {counted} 天", counted) if seen.counts else Step(day, seen.why))
        if seen.waits:
            return Answer(
                "waiting", None, f"{seen.waits}；已计 {counted} 天，还剩 {rule.limit - counted} 天", tuple(steps)
            )
        day += A_DAY
    return _ended(rule, calendar, steps)


def _look(rule: DayRule, calendar: Calendar, asked: Asked, day: date) -> _Day:
    unstarted = rule.supplement is Supplement.UNSTARTED and bool(asked.supplements)
    gap, begins = _covering(asked.supplements, day), None
    if unstarted and ((accepted := _accepted(asked)) is None or day < accepted):
        waits = "补齐、受理以后才开始计算" if accepted is None and gap and gap.until is None else ""
        return _Day("材料没有补齐，尚未受理", waits=waits)
    if unstarted:
        begins = "材料补齐，当日受理，" if day == accepted else None
    elif gap and rule.supplement is Supplement.RESTART and day == gap.until:
        begins = "材料补齐，重新计算，"
    elif gap:
        return _Day(_supplement(gap, day), waits="材料补齐以后再往下算" if gap.until is None else "")
    elif day == asked.start.date():
        begins = ""
    said, anew = begins or "", begins is not None
    if anew and rule.first is FirstDay.NEXT:
        return _Day(f"{said}当日不计，次日起算", anew=True)
    if outside := _covering(asked.outside, day):
        waits = f"{outside.name}结束以后再往下算" if outside.until is None else ""
        return _Day(f"{said}{outside.name}期间不计", anew=anew, waits=waits)
    if rule.working and not calendar.kind(day).worked:
        return _Day(f"{said}{rest_of(calendar, day)}不计", anew=anew)
    make_up = rule.working and calendar.kind(day) is DayKind.MAKE_UP
    kind = f"{calendar.label(day)}日计入，" if make_up else "工作日" if rule.working else ""
    return _Day(f"{said}{kind}", counts=True, anew=anew)


def _covering(stretches: Iterable[Stretch], day: date) -> Stretch | None:
    """Give the stretch that covers a day; of several the one that lasts longest."""
    return max((s for s in stretches if s.covers(day)), key=lambda s: s.until or date.max, default=None)


def _accepted(asked: Asked) -> date | None:
    """Give the day of acceptance where papers are accepted only when complete; None while they are not."""
    ends = [stretch.until for stretch in asked.supplements]
    known = [end for end in ends if end is not None]
    return max(asked.start.date(), *known) if len(known) == len(ends) else None


def _supplement(gap: Stretch, day: date) -> str:
    if day == gap.until:
        return "材料补齐，当日不计，次日接着算"
    return "发出补正通知，当日起停计" if day == gap.first else "补正期间不计"


def _ended(rule: DayRule, calendar: Calendar, steps: list[Step]) -> Answer:
    """Close the count: the last of calendar days may not be a day of rest."""
    day = steps[-1].day
    if rule.working or rule.rest is Shift.STAY:
        return Answer("due", day, "", tuple(steps))
    found, known = moved(day, rule.rest, calendar, steps)
    if not known:
        return pending(calendar, found, steps)
    if found != day:
        steps.append(Step(found, "顺延到这一天" if rule.rest is Shift.LATER else "提前到这一天"))
    return Answer("due", found, "", tuple(steps))

"""Limits of minutes and hours: while the unit is open, across noon and closing, or on end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from generator.data.calendars.calendar import Calendar
from generator.data.regulations.clock_words import Hours
from generator.deadlines.answer import (
    DAY_MINUTES,
    HOUR_MINUTES,
    Answer,
    Asked,
    Opening,
    Step,
    TimeRule,
    pending,
    rest_of,
)

A_DAY = timedelta(days=1)


def count_time(rule: TimeRule, opening: Opening, asked: Asked) -> Answer:
    """Count while the unit is open, or on end; what is due on end may wait for the next day that is open."""
    if rule.hours is Hours.OPEN:
        return _while_open(rule, opening, asked)
    return _on_end(rule, opening, asked)


def said_minutes(minutes: int) -> str:
    """Say a length: 「40 分钟」, 「24 小时」, 「1 小时 30 分钟」."""
    hours, rest = divmod(minutes, HOUR_MINUTES)
    return " ".join([f"{hours} 小时"] * bool(hours) + [f"{rest} 分钟"] * bool(rest or not hours))


def said_clock(minute: int) -> str:
    """Say a minute of the day: 「08:30」, 「24:00」."""
    return f"{minute // HOUR_MINUTES:02d}:{minute % HOUR_MINUTES:02d}"


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _minute(moment: datetime) -> int:
    return moment.hour * HOUR_MINUTES + moment.minute


def _while_open(rule: TimeRule, opening: Opening, asked: Asked) -> Answer:
    day, now, counted, steps = asked.start.date(), _minute(asked.start), 0, list[Step]()
    while True:
        if not opening.calendar.announced(day):
            return pending(opening.calendar, day, steps)
        spans = opening.spans(day)
        if not spans:
            steps.append(Step(day, f"{_shut(opening.calendar, day)}，不计"))
        for i, (start, end) in enumerate(spans):
            if i and now < start:
                steps.append(Step(day, f"{said_clock(max(now, spans[i - 1][1]))}–{said_clock(start)} 午间休息不计"))
            begun = max(now, start)
            last = min(end, begun + rule.minutes - counted)
            if begun >= end:
                continue
            counted += last - begun
            span = f"{said_clock(begun)}–{said_clock(last)}"
            steps.append(Step(day, f"{span} 计 {said_minutes(last - begun)}", counted))
            if counted == rule.minutes:
                return Answer("due", _at(day, last), "", tuple(steps))
        if spans and spans[-1][1] < DAY_MINUTES:
            steps.append(Step(day, f"{said_clock(max(now, spans[-1][1]))} 以后已下班，不计"))
        day, now = day + A_DAY, 0


def _shut(calendar: Calendar, day: date) -> str:
    return "不开放" if calendar.kind(day).worked else rest_of(calendar, day)


def _on_end(rule: TimeRule, opening: Opening, asked: Asked) -> Answer:
    due, steps = asked.start + timedelta(minutes=rule.minutes), list[Step]()
    day, now = asked.start.date(), _minute(asked.start)
    counted = 0
    while counted < rule.minutes:
        last = min(DAY_MINUTES, now + rule.minutes - counted)
        counted += last - now
        steps.append(Step(day, f"{said_clock(now)}–{said_clock(last)} 连续计算 {said_minutes(last - now)}", counted))
        day, now = day + A_DAY, 0
    if rule.hours is Hours.RUNNING:
        return Answer("due", due, "", tuple(steps))
    day = due.date()
    while True:
        if not opening.calendar.announced(day):
            return pending(opening.calendar, day, steps)
        if spans := opening.spans(day):
            break
        steps.append(Step(day, f"{_shut(opening.calendar, day)}，顺延"))
        day += A_DAY
    if day == due.date():
        return Answer("due", due, "", tuple(steps))
    steps.append(Step(day, f"{said_clock(spans[0][0])} 上班，顺延到这时"))
    return Answer("due", _at(day, spans[0][0]), "", tuple(steps))

"""When a series would take place by its recurrence alone: the nominal days, before anything is moved."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.agenda import choices
from generator.data.agenda.recurs import MONTHS, Ahead, Recurs
from generator.data.calendars.calendar import Calendar, days
from generator.data.calendars.festivals import FESTIVALS, named_in
from generator.data.files.fields import ParameterRef
from generator.data.regulations.resolve import Regulations
from generator.days.opening import WEEKDAYS, opens
from generator.days.rounds import WEEK, months_before, ordinal, periods
from generator.errors import Refused


@dataclass(frozen=True)
class Nominal:
    """One time that a series comes round.

    ``period`` names it within the series, whatever day it is held on. ``about``: the day that it is about, which is
    the same as ``day`` unless it is due ahead; ``first``: the first day of a span. ``unknown``: the calendar of
    the year is not out, or the unit has not set the day yet (``why`` says so); ``day`` is then the last that it may be.
    """

    period: str
    start: date
    end: date
    about: date
    day: date
    first: date
    every: int = 1
    unknown: bool = False
    why: str = ""

    @classmethod
    def open(cls, period: str, start: date, end: date, why: str) -> Nominal:
        """Give one whose day is not known yet."""
        return cls(period, start, end, end, end, end, unknown=True, why=why)


@dataclass(frozen=True)
class Reader:
    """Figures and choices as of a day, and the calendar."""

    law: Regulations
    calendar: Calendar

    def number(self, value: int | ParameterRef, day: date) -> int:
        """Give a figure as of a day."""
        return self.law.figure(value, day, int)

    def nominals(self, recurs: Recurs, first: date, last: date, effective: date) -> Iterator[Nominal]:
        """Yield what comes round in periods that touch the days; figures are those of the period's first day."""
        for name, start, end in periods(recurs.each, first, last):
            as_of = max(start, effective)
            try:
                found = list(self._in_period(recurs, name, start, end, as_of))
            except Refused as refused:
                found = [Nominal.open(name, *stretch(recurs, start, end), refused.why)]
            yield from found

    def before(self, recurs: Recurs, period: str, about: date, as_of: date) -> Nominal:
        """Give when something is due before another event."""
        try:
            day = self.ahead(recurs.ahead, about, as_of) if recurs.ahead else about
        except Refused as refused:
            return Nominal.open(period, about, about, refused.why)
        return Nominal(period, min(day, about), about, about, day, day)

    def _in_period(self, recurs: Recurs, name: str, start: date, end: date, as_of: date) -> Iterator[Nominal]:
        every = self.number(recurs.every, as_of)
        at = ordinal(recurs.each, start) - (ordinal(recurs.each, recurs.starting) if recurs.starting else 0)
        if at < 0 or at % every:
            return
        if recurs.dates is not None:
            own = [day for day in recurs.dates if start <= day <= end]
            if not own:
                yield Nominal.open(name, start, end, "日期另行确定")
            spans = [(name, day, day) for day in own]
        else:
            spans = list(self._spans(recurs, name, start, end, as_of))
        if len({period for period, _, _ in spans}) < len(spans):  # the second and the fourth Wednesday of a month
            spans = [(f"{period}-{n}", begin, about) for n, (period, begin, about) in enumerate(spans, 1)]
        for period, begin, about in spans:
            day = self.ahead(recurs.ahead, about, as_of) if recurs.ahead else about
            yield Nominal(period, start, end, about, day, min(begin, day), every)

    def _spans(
        self, recurs: Recurs, name: str, start: date, end: date, as_of: date
    ) -> Iterator[tuple[str, date, date]]:
        """Yield the spans of a period, each with its name: mostly one day."""
        if recurs.each == "holiday":
            self.calendar.kind(start)  # refused where the year is not announced
            for holiday in self.calendar.years[start.year].holidays:
                yield f"{name}-{holiday.name}", holiday.off.from_, holiday.off.from_
        elif recurs.each == "festival":
            said = recurs.festivals
            names = named_in(choices.text(self.law, said, as_of)) if isinstance(said, ParameterRef) else said
            for festival in names:
                day = FESTIVALS[festival].on(start.year)
                yield f"{name}-{festival}", day, day
        else:
            yield from ((name, *span) for span in self._regular(recurs, start, end, as_of))

    def _regular(self, recurs: Recurs, start: date, end: date, as_of: date) -> Iterator[tuple[date, date]]:
        on, nth = recurs.on, recurs.nth
        if recurs.each == "day":
            if on == "every-day" or opens(on, start, self.calendar):  # type: ignore[arg-type]
                yield start, start
            return
        start, end = stretch(recurs, start, end)
        if isinstance(on, ParameterRef):
            on = self._read(on, recurs.each, as_of)
        if isinstance(on, int):
            day = start.replace(day=min(on, end.day))
            yield day, day
        elif on == "first-week":
            yield start, start + timedelta(days=WEEK - 1)
        elif on == "last-day":
            yield end, end
        elif isinstance(on, str):
            which, _, wanted = on.rpartition("-")
            every = self._workdays(start, end) if wanted == "workday" else of_weekday(wanted, start, end)
            chosen = {"first": (1,), "last": (len(every),), "": nth or (1,)}.get(which) or (int(which),)
            yield from ((every[n - 1], every[n - 1]) for n in chosen if 0 < n <= len(every))

    def _read(self, ref: ParameterRef, each: str, as_of: date) -> int | str:
        """Read the day that an article names."""
        said = choices.text(self.law, ref, as_of)
        weekday, nth, day = choices.weekday_in(said), choices.nth_in(said), choices.day_in(said)
        if nth is not None:
            return f"{nth[0]}-{'workday' if nth[1] is None else WEEKDAYS[nth[1]]}"
        if named := choices.named_day(said):
            return named
        if each == "week" and weekday is not None:
            return WEEKDAYS[weekday]
        if day is None:
            raise Refused(f"{ref} 里看不出是哪一天", "写成周五、25 日或第 3 个工作日这样")
        return day

    def _workdays(self, start: date, end: date) -> list[date]:
        return [day for day in days(start, end) if self.calendar.kind(day).worked]

    def ahead(self, ahead: Ahead, about: date, as_of: date) -> date:
        """Give the day that lies so long before."""
        if months := self.number(ahead.months, as_of):
            return months_before(about, months)
        if workdays := self.number(ahead.workdays, as_of):
            day = about
            while workdays:
                day -= timedelta(days=1)
                workdays -= self.calendar.kind(day).worked
            return day
        weeks = self.number(ahead.weeks, as_of)
        if weeks and choices.choice(self.law, "counted", ahead.counted, as_of) == "week":
            monday = about - timedelta(days=about.weekday() + WEEK * weeks)
            worked = self._workdays(monday, monday + timedelta(days=WEEK - 1))
            return worked[-1] if worked else self._last_before(monday)
        return about - timedelta(days=WEEK * weeks + self.number(ahead.days, as_of))

    def _last_before(self, day: date) -> date:
        while not self.calendar.kind(day).worked:
            day -= timedelta(days=1)
        return day


def stretch(recurs: Recurs, start: date, end: date) -> tuple[date, date]:
    """Give the part of a period in which it comes round: the month that is meant, where the period has several."""
    if recurs.each not in MONTHS:
        return start, end
    first = date(start.year, start.month + (recurs.month or MONTHS[recurs.each]) - 1, 1)
    return first, first.replace(day=months_of.monthrange(first.year, first.month)[1])


def of_weekday(on: str, start: date, end: date) -> list[date]:
    """Give the days of one weekday in a stretch."""
    return [day for day in days(start, end) if WEEKDAYS[day.weekday()] == on]

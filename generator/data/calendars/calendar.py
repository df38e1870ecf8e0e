"""The official calendar: which days are worked, by the yearly notice of the State Council's office.

A year whose notice is not out is ``pending`` （待公布）: asking for one of its days is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from generator.data.files.fields import Day
from generator.data.files.reading import Document
from generator.data.files.schema import Record
from generator.errors import Refused

SATURDAY = 5


class DayKind(StrEnum):
    """What a day is in the calendar; the value is the word that people read."""

    WORKDAY = "工作日"
    MAKE_UP = "调休上班日"
    WEEKEND = "周末"
    ADJUSTED_REST = "调休休息日"
    STATUTORY = "法定节假日"

    @property
    def worked(self) -> bool:
        """Whether the day is a working day, make-up days included."""
        return self in (DayKind.WORKDAY, DayKind.MAKE_UP)


class Span(Record):
    """First and last day, both included."""

    from_: Day = Field(alias="from")
    until: Day

    def days(self) -> Iterator[date]:
        """Yield every day of the span."""
        return days(self.from_, self.until)


class Holiday(Record):
    """One holiday of the notice: its legal days, all days off, and the weekend days worked for it.

    ``eve`` is the day before the festival itself where its evening is a burden of its own (除夕); it may be worked.
    """

    name: str
    statutory: tuple[Day, ...]
    off: Span
    work: tuple[Day, ...] = ()
    spring_festival: bool = False
    eve: Day | None = None


class Year(Record):
    """One calendar file. ``fixed``: legal days whose date the law itself gives, by festival: no notice is needed."""

    year: int
    status: Literal["announced", "pending"]
    notice: str = ""
    holidays: tuple[Holiday, ...] = ()
    fixed: dict[str, Annotated[tuple[Day, ...], Field(min_length=1)]] = {}


@dataclass(frozen=True)
class Calendar:
    """All years that are kept, by day."""

    years: Mapping[int, Year]
    _off: Mapping[date, Holiday] = field(init=False, repr=False)
    _work: Mapping[date, Holiday] = field(init=False, repr=False)
    _eves: frozenset[date] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        announced = [holiday for year in self.years.values() for holiday in year.holidays]
        object.__setattr__(self, "_off", {day: holiday for holiday in announced for day in holiday.off.days()})
        object.__setattr__(self, "_work", {day: holiday for holiday in announced for day in holiday.work})
        object.__setattr__(self, "_eves", frozenset(holiday.eve for holiday in announced if holiday.eve))

    def announced(self, day: date) -> bool:
        """Whether the notice for the day's year is out."""
        return day.year in self.years and self.years[day.year].status == "announced"

    def kind(self, day: date) -> DayKind:
        """Give the day's kind.

        Raises
        ------
        Refused
            If the year's holiday notice is not out.
        """
        if not self.announced(day):
            raise Refused(
                f"{day.year} 年的放假安排待公布，不能确定 {day} 是否上班",
                f"通知公布后填写 rosters/calendar/{day.year}.yml，再重新排班",
            )
        if day in self._work:
            return DayKind.MAKE_UP
        if (holiday := self._off.get(day)) is None:
            return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKDAY
        if day in holiday.statutory:
            return DayKind.STATUTORY
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.ADJUSTED_REST

    def fixed(self, day: date) -> str:
        """Name the festival of a pending year whose legal days hold the day; the notice for a year says more."""
        year = self.years.get(day.year)
        named = year.fixed.items() if year and not self.announced(day) else ()
        return next((name for name, own in named if day in own), "")

    def holiday(self, day: date) -> Holiday | None:
        """Give the holiday that makes the day one off, or worked."""
        return self._off.get(day) or self._work.get(day)

    def eve(self, day: date) -> bool:
        """Whether the calendar names the day as the eve of a festival."""
        return day in self._eves

    def label(self, day: date) -> str:
        """Name the day where it is out of the ordinary: 「国庆节、中秋节放假」, 「春节调休上班」, else nothing."""
        holiday = self.holiday(day)
        if holiday is None:
            return ""
        return f"{holiday.name}{'调休上班' if day in self._work else '放假'}"


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def check_year(document: Document, year: Year) -> None:
    """Report days outside the year, holidays that overlap and a pending year that already has holidays."""
    if document.path.stem != str(year.year):
        document.fault(("year",), f"写的是 {year.year}，与文件名不一致", f"应是 {document.path.stem}")
    if year.status == "pending" and year.holidays:
        document.fault(("holidays",), "待公布的年份不应有放假安排", "通知公布后把 status 改为 announced")
    if year.status == "announced" and not (year.notice and year.holidays):
        document.fault(("status",), "已公布的年份要写通知名称和放假安排", "尚未公布的写 pending")
    _check_fixed(document, year)
    taken: dict[date, str] = {}
    for i, holiday in enumerate(year.holidays):
        if holiday.off.until < holiday.off.from_:
            document.fault(("holidays", i, "off"), "结束日早于开始日")
        for day in holiday.statutory:
            if day not in holiday.off.days():
                document.fault(("holidays", i, "statutory"), f"{day} 不在放假期间内")
        if holiday.eve and not holiday.off.from_ - timedelta(days=1) <= holiday.eve <= holiday.off.until:
            document.fault(("holidays", i, "eve"), f"{holiday.eve} 不在放假期间内，也不是放假的前一天")
        if holiday.eve and holiday.eve.year != year.year:  # or a later notice would change what is published
            document.fault(("holidays", i, "eve"), f"{holiday.eve} 不在 {year.year} 年")
        for day in (*holiday.off.days(), *holiday.work):
            if day.year != year.year:
                document.fault(("holidays", i), f"{day} 不在 {year.year} 年")
            if day in taken:
                document.fault(("holidays", i), f"{day} 与{taken[day]}重复")
            taken[day] = holiday.name
        for day in holiday.work:
            if day in holiday.off.days():
                continue  # told above: it is named twice
            if day.weekday() < SATURDAY:
                document.fault(("holidays", i, "work"), f"{day} 本来就是工作日", "调休上班日应是周六或周日")


def _check_fixed(document: Document, year: Year) -> None:
    for name, days_off in year.fixed.items():
        for day in days_off:
            if day.year != year.year:
                document.fault(("fixed", name), f"{day} 不在 {year.year} 年")

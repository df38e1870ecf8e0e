"""When a unit is open, as pages say it: the days and hours of a week, and the holidays that are coming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.calendars.calendar import Calendar, Holiday
from generator.data.calendars.spans import Span
from generator.data.project import UnitData
from generator.data.regulations.resolve import Citation
from generator.data.units.unit import On
from generator.days.opening import WEEKDAYS, spans_of
from generator.errors import Refused
from generator.render.text.templating import WEEKDAYS as NAMES
from generator.render.text.templating import month_day
from generator.render.views.gather import Site

OPEN_ON: dict[On, tuple[str, str]] = {
    "workdays": ("工作日", "周末、法定节假日和调休休息日不办公，调休上班日照常办公"),
    "rest-days": ("休息日", "工作日不办公"),
    "holidays": ("放假的日子", "其他日子不办公"),
    "every-day": ("每天", "周末和节假日照常办公"),
}
"""When a unit is open, and when it is closed, in words."""

NEAR = timedelta(days=60)
"""How far ahead holidays are told; the next one is told however far it is."""


@dataclass(frozen=True)
class OpeningHours:
    """The hours of a unit as of a day, with the article that says so; ``holidays``: those coming on which it closes."""

    clocks: str
    days: str
    closed: str
    holidays: tuple[str, ...]
    citation: Citation


def opening_hours(site: Site, unit: UnitData) -> OpeningHours | None:
    """Resolve a unit's opening hours on the build's day; None where no article is in force (待公布)."""
    law, hours, today = site.project.regulations, unit.unit.hours, site.today
    days, closed = _on(hours.on)
    try:
        return OpeningHours(
            clocks(spans_of(site.project, unit, today)),
            days,
            closed,
            tuple(coming_holidays(site.project.calendar, today)) if only_worked(hours.on) else (),
            law.cite_figure(hours.open, today, hours.article),
        )
    except Refused:
        return None


def only_worked(on: On) -> bool:
    """Whether what is open on such days is closed on holidays."""
    return on == "workdays" or isinstance(on, tuple)


def _on(on: On) -> tuple[str, str]:
    if isinstance(on, tuple):
        named = "、".join(f"周{NAMES[WEEKDAYS.index(day)]}" for day in on)
        return f"每{named}", "其他日子和节假日不办公"
    return OPEN_ON[on]


def clocks(spans: Sequence[Span]) -> str:
    """Say the stretches of a day: 08:30–12:00、13:30–17:30, or 昼夜."""
    said = "、".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in spans)
    return "昼夜" if said == "00:00–23:59" else said


def coming_holidays(calendar: Calendar, today: date) -> list[str]:
    """Say which holidays are near or now, by the official notices; of a year without one only the days fixed by law."""
    found = sorted((first, said) for first, last, said in _holidays(calendar, today) if last >= today)
    return [said for i, (first, said) in enumerate(found) if i == 0 or first <= today + NEAR]


def _holidays(calendar: Calendar, today: date) -> Iterator[tuple[date, date, str]]:
    """Yield the first and last day of what is known of this year and the next, with its words."""
    for year in (today.year, today.year + 1):
        kept = calendar.years.get(year)
        if kept and calendar.announced(date(year, 1, 1)):
            yield from ((holiday.off.from_, holiday.off.until, _said(holiday)) for holiday in kept.holidays)
            continue
        fixed = kept.fixed if kept else {}
        for name, days in fixed.items():
            first, last = min(days), max(days)
            yield first, last, f"{year}年{name}：{_span(first, last)}放假，前后怎样调休待公布"
        if year == today.year or not fixed:
            first = max(today, date(year, 1, 1))
            yield first, first, f"{year}年{'其他' if fixed else ''}放假安排待公布"
        return


def _said(holiday: Holiday) -> str:
    first = holiday.off.from_
    work = f"，{'、'.join(map(month_day, sorted(holiday.work)))}调休上班" if holiday.work else ""
    return f"{first.year}年{holiday.name}：{_span(first, holiday.off.until)}放假{work}"


def _span(first: date, last: date) -> str:
    return month_day(first) if first == last else f"{month_day(first)}至{month_day(last)}"

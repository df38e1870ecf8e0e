"""What posting is asked for, and the periods in which it is looked up: checked, and as the audience may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.check import Report
from generator.data.calendars.period import Period, month_of
from generator.data.project import Project, UnitData
from generator.data.records.roster import Published
from generator.errors import Refused
from generator.render.paper import cuts
from generator.render.paper.sheets import Words
from generator.render.views.gather import within
from generator.render.views.persons import Viewer
from generator.render.views.view import MonthView


@dataclass(frozen=True)
class Asked:
    """What is asked for; empty and None where it is not said.

    ``name``: the period, else the one that holds ``week`` or ``day``. Of ``duty``, ``table``, ``person`` and ``change``
    at most one is said, of ``week`` and ``day`` likewise. ``daily``: a table by days; ``plate``: plates for desks.
    """

    viewer: Viewer
    name: str = ""
    duty: str = ""
    table: str = ""
    person: str = ""
    change: int = 0
    week: date | None = None
    day: date | None = None
    daily: bool = False
    plate: bool = False


@dataclass(frozen=True)
class Post:
    """A posting: its template and words, what it is called, and how its file is named."""

    template: str
    content: Words
    where: str
    file: str
    hidden: tuple[str, ...] = ()  # duties of the person that the audience may not see
    live: bool = True  # whether it leads to a page on the web


@dataclass(frozen=True)
class Shown:
    """The periods that are asked for, as the audience may see them."""

    project: Project
    unit: UnitData
    asked: Asked
    reports: tuple[Report, ...]
    months: tuple[MonthView, ...]
    period: MonthView | None

    @property
    def view(self) -> MonthView:
        """The days that are asked for: a period, a week or a day."""
        if self.asked.week:
            return cuts.week(self.months, self.asked.week)
        if self.asked.day:
            return cuts.day(self.months, self.asked.day)
        assert self.period
        return self.period

    @property
    def when(self) -> str:
        """The days in a file's name."""
        return str(self.asked.week or self.asked.day or self.asked.name)


def look(project: Project, unit: UnitData, asked: Asked, drafts: tuple[Published, ...]) -> Shown:
    """Check and look at the periods that hold what is asked for."""
    first, last, period = _span(unit, asked)
    # Whatever shares a month with the days: a table shows the turns of a span of its own as well.
    months = month_of(first), month_of(last)
    pairs = within(project, unit, asked.viewer, (min(first, months[0].first), max(last, months[1].last)), drafts)
    found = next((view for report, view in pairs if period and report.problem.period == period), None)
    if period and found is None:
        raise Refused(
            f"{unit.unit.title}没有{period.title}的值班表", "先运行 zhiban publish 发布，或加上 --drafts 印草稿"
        )
    reports, views = tuple(r for r, _ in pairs), tuple(v for _, v in pairs)
    return Shown(project, unit, asked, reports, views, found)


def _span(unit: UnitData, asked: Asked) -> tuple[date, date, Period | None]:
    period = unit.period(asked.name) if asked.name else None
    first = asked.week or asked.day
    if first is None:
        if period is None:
            raise Refused("没有说明印哪一期的", "写上月份（如 2026-12）或假期，或用 --week、--day 指明一周、一天")
        return period.first, period.last, period
    last = first + timedelta(days=6) if asked.week else first
    if period and not (period.first <= last and first <= period.last):
        raise Refused(f"{first} 不在{period.title}里", "改正其中一个；写了 --week 或 --day 可以不写月份")
    return first, last, None

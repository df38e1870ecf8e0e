"""What of a guide deserves a second look, though it is no fault: a basis, a check or a window that holds no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.check import Report
from generator.data.calendars.calendar import days
from generator.data.calendars.spans import Span
from generator.data.guides.guide import GuidePage
from generator.data.project import Project, UnitData
from generator.days.opening import open_hours
from generator.desk.windows import Window, windows
from generator.errors import Refused

AHEAD = 7
"""Days, today among them, for which windows are looked at: the week that people come in."""


def overlooked(project: Project, today: date) -> list[str]:
    """Say which guides rest on one of our regulations that is not in force, and which nobody checked for a year."""
    return [line for guide in project.guides.values() for line in (*_bases(project, guide, today), *_age(guide, today))]


def _bases(project: Project, guide: GuidePage, today: date) -> Iterator[str]:
    for basis in guide.elements.legal_basis:
        if (ref := basis.regulation) is None:
            continue
        regulation = project.regulations.by_id[ref.regulation]
        version, newest = regulation.in_force(today), regulation.texts[-1]
        if version is None:
            status = regulation.status(newest, today)
            yield f"{_named(guide)}的设定依据《{newest.head.title}》{status}；换成现行有效的依据"
        elif not version.knows(ref.article):
            yield f"{_named(guide)}的设定依据《{version.head.title}》现行版本没有条文“{ref.article}”；核对条文"


def _age(guide: GuidePage, today: date) -> Iterator[str]:
    checked = guide.elements.checked
    if _year_after(checked) < today:
        yield f"{_named(guide)}上次核对是 {checked}，已超过一年；核对后改写 checked"


def _year_after(day: date) -> date:
    last = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return last.replace(year=day.year + 1)


def unstaffed(project: Project, unit: UnitData, reports: Iterable[Report], today: date) -> list[str]:
    """Say at which windows of guides nobody is in the days ahead, as far as rosters are published."""
    posts = {guide.elements.post for guide in project.guides.values() if guide.elements.unit == unit.id} - {""}
    reports = list(reports)
    found = []
    for day in days(today, today + timedelta(days=AHEAD - 1)):
        hours = _hours(project, unit, day)
        covered = any(
            r.problem.period.month and r.problem.period.first <= day <= r.problem.period.last for r in reports
        )
        if hours is None or not covered:
            continue
        slots = [(r, slot) for r in reports for slot in r.problem.slots if day in slot.days]
        found += [
            f"{day.month}月{day.day}日 {window.title}{_gap(window, hours)}没有人；办事指南写的是在这里办，请安排顶岗"
            for window in windows(unit, day, hours, slots)
            if window.id in posts and window.uncovered
        ]
    return found


def _hours(project: Project, unit: UnitData, day: date) -> Span | None:
    try:
        return open_hours(project, unit, day)
    except Refused:
        return None


def _gap(window: Window, hours: Span) -> str:
    if list(window.uncovered) == [hours]:
        return "全天"
    return "、".join(f" {start:%H:%M}–{end:%H:%M} " for start, end in window.uncovered)


def _named(guide: GuidePage) -> str:
    return f"办事指南《{guide.elements.title}》（docs/guides/{guide.id}.md）"

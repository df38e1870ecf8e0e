"""The page that computes a deadline: the rules of every unit with their articles, a worked example, and the form.

What the browser needs stands in the page as JSON: the calendar, when each unit is open, and each clock with the days on
which an article changes it. It is computed here, so that the script knows no article and no figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from markupsafe import Markup

from generator.data.calendars.calendar import Calendar, days
from generator.data.project import UnitData
from generator.deadlines import Answer, Asked, DayRule, MonthRule, Opening, Rule, TimeRule, compute
from generator.deadlines.rules import TITLES, Held, all_held, opening, turns
from generator.render.text.escape import front_matter
from generator.render.text.templating import month_day, render, spoken_day, weekday
from generator.render.views import links
from generator.render.views.gather import Site

EXAMPLE = "complaint"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""How the place of a day's hours in their list is written: one character a day."""


@dataclass(frozen=True)
class Line:
    """A clock in its unit's table; ``today``: when it is due if it begins on the build's day."""

    title: str
    held: Held
    today: str


@dataclass(frozen=True)
class Example:
    """One clock computed for the build's day."""

    unit: str
    title: str
    held: Held
    answer: Answer
    due: str


def pages(site: Site) -> dict[str, str]:
    """Give the page."""
    units = [unit for unit in site.project.units.values() if unit.unit.clocks.kept()]
    ordered = sorted(units, key=lambda unit: not unit.unit.main)
    page = render(
        "deadlines.md.j2",
        head=front_matter(
            "期限计算",
            "办件、投诉答复和报备哪一天到期，逐日列出怎样算。",
            scripts=["assets/deadlines.js", "assets/deadlines-form.js"],
            styles=["assets/deadlines.css"],
        ),
        to=links.From(links.DEADLINES),
        links=links,
        site=site,
        units=[(unit, list(_lines(site, unit))) for unit in ordered],
        example=next(filter(None, (_example(site, unit) for unit in ordered)), None),
        known=list(_known(site.project.calendar)),
        data=_json({"titles": TITLES, "calendar": calendar(site.project.calendar), "units": _units(site, ordered)}),
    )
    return {links.DEADLINES: page}


def _lines(site: Site, unit: UnitData) -> Iterator[Line]:
    hours = opening(site.project, unit)
    for held in all_held(site.project, unit, site.today):
        yield Line(TITLES[held.name], held, _today(held, hours, site.today))


def _today(held: Held, hours: Opening, today: date) -> str:
    """Say when a clock is due that begins on a day: with its opening where minutes count."""
    if held.name == "promise":
        return "看办事指南"
    start, began = datetime.combine(today, time()), ""
    if isinstance(held.rule, TimeRule):
        spans = hours.spans(today) if hours.calendar.announced(today) else ()
        if not spans:
            return "当天不开放"
        start += timedelta(minutes=spans[0][0])
        began = f"{start:%H:%M} 开始，"
    elif isinstance(held.rule, MonthRule):
        began = f"{today.month}月的月报，"
    answer = compute(held.rule, hours, Asked(start))
    if answer.due is None:
        return answer.said
    at = f" {answer.due:%H:%M} " if isinstance(answer.due, datetime) else ""
    return f"{began}{month_day(answer.due)}（{weekday(answer.due)}）{at}到期"


def _example(site: Site, unit: UnitData) -> Example | None:
    held = next((held for held in all_held(site.project, unit, site.today) if held.name == EXAMPLE), None)
    if held is None:
        return None
    asked = Asked(datetime.combine(site.today, time()))
    answer = compute(held.rule, opening(site.project, unit), asked)
    return Example(
        unit.unit.short,
        TITLES[held.name],
        held,
        answer,
        f"{spoken_day(answer.due)}（{weekday(answer.due)}）" if answer.due else "",
    )


def _known(kept: Calendar) -> Iterator[int]:
    """Yield the years whose holiday notice is out."""
    return (year for year, record in sorted(kept.years.items()) if record.status == "announced")


def calendar(kept: Calendar) -> dict[str, Any]:
    """Give the announced years, a character a day, with what makes a day out of the ordinary."""
    every = {str(year): _of_year(year) for year in _known(kept)}
    worked = {year: "".join("1" if kept.kind(day).worked else "0" for day in own) for year, own in every.items()}
    labels = {str(day): kept.label(day) for own in every.values() for day in own if kept.label(day)}
    return {"years": worked, "labels": labels}


def open_days(hours: Opening) -> dict[str, Any]:
    """Give when a unit is open, a character a day: the place of the day's hours in the list of them."""
    spans: dict[Any, int] = {(): 0}
    every = {
        str(year): "".join(DIGITS[spans.setdefault(hours.spans(day), len(spans))] for day in _of_year(year))
        for year in _known(hours.calendar)
    }
    return {"years": every, "spans": list(spans)}


def rule(held: Rule) -> dict[str, Any]:
    """Give a rule as the script counts by it."""
    kind = "days" if isinstance(held, DayRule) else "time" if isinstance(held, TimeRule) else "month"
    return {"kind": kind, **asdict(held)}


def _of_year(year: int) -> list[date]:
    return list(days(date(year, 1, 1), date(year, 12, 31)))


def _units(site: Site, units: list[UnitData]) -> dict[str, Any]:
    return {
        unit.id: {
            "title": unit.unit.short,
            "opening": open_days(opening(site.project, unit)),
            "clocks": {
                name: [_turn(day, held) for day, held in turns(site.project, unit, name)]
                for name in TITLES
                if name in unit.unit.clocks.kept()
            },
        }
        for unit in units
    }


def _turn(day: date, held: Held | None) -> dict[str, Any]:
    if held is None:
        return {"from": str(day)}
    cited = [citation.text for citation in held.citations]
    said = {"limit": held.limit, "how": held.how, "cited": cited}
    breaks = {"supplement": held.supplement, "outside": held.outside}
    return {"from": str(day), "rule": rule(held.rule), **said, **breaks}


def _json(data: object) -> Markup:
    """Write JSON into a page: it ends no script, opens no tag, and holds no link between regulations."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped.replace("[[", "[ ["))

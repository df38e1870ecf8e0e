"""What a guide and a unit's clocks give to the forms of a case: what was handed in, and by when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from generator.data.guides.guide import GuidePage, settled
from generator.data.project import Project, UnitData
from generator.deadlines import Asked, DayRule, Rule, compute
from generator.deadlines.rules import held, opening
from generator.errors import Refused
from generator.render.paper.forms import Values
from generator.render.text.templating import spoken_day, weekday
from generator.render.views.places import phone_of, place_of


def of_guide(project: Project, page: GuidePage, received: date) -> Values:
    """Give what an item asks for and by when it is due if it is received on a day."""
    guide, unit = page.elements, project.units[page.elements.unit]
    promised = settled(guide.promised_limit, project.regulations, received)
    clock = held(project, unit, "promise", received)
    due = ""
    if clock and isinstance(clock.rule, DayRule) and promised.unit in ("工作日", "自然日"):
        rule = replace(clock.rule, limit=int(str(promised.value)), working=promised.unit == "工作日")
        due = _due(project, unit, rule, received)
    cells = {
        "unit": unit.unit.title,
        "item": guide.title,
        "department": unit.unit.departments[guide.department],
        "window": place_of(guide, unit),
        "phone": phone_of(guide, unit),
        "limit": str(promised),
        "received": _said(received),
        "due": due or str(promised),
    }
    rows = ({"material": m.name, "form": m.form, "copies": str(m.copies)} for m in guide.materials)
    return Values(cells, tuple(rows))


def of_complaint(project: Project, unit: UnitData, received: date) -> Values:
    """Give by when a complaint received on a day is to be answered, and by which article.

    Raises
    ------
    Refused
        If no article in force says how long the unit has.
    """
    clock = held(project, unit, "complaint", received)
    if clock is None:
        raise Refused(
            f"{unit.unit.title}没有写明投诉答复的期限", "在 unit.yml 的 clocks 里写 complaint；空白表不写 --complaint"
        )
    cells = {
        "unit": unit.unit.title,
        "received": _said(received),
        "due": _due(project, unit, clock.rule, received),
        "limit": f"{clock.limit}（{'、'.join(citation.text for citation in clock.citations[:1])}）",
    }
    return Values(cells, ())


def _due(project: Project, unit: UnitData, rule: Rule, received: date) -> str:
    """Say the day by which it is due; 待公布 where the calendar is not out as far as that."""
    answer = compute(rule, opening(project, unit), Asked(datetime.combine(received, time())))
    day = answer.due.date() if isinstance(answer.due, datetime) else answer.due
    return _said(day) if day else "待公布"


def _said(day: date) -> str:
    return f"{spoken_day(day)} {weekday(day)}"

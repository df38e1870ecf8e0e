"""The superior's sheet (值班报备表): restricted, because it holds mobile numbers. It is never part of a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.data.project import Project, UnitData
from generator.documents import templates, workbooks
from generator.office.filing import OnDuty, Row, Standing, asked
from generator.render.text.templating import month_day, spoken_day, weekday

WHOLE, CHANGED = "filing", "filing-change"
NONE = "—"
UNKNOWN = "（未登记）"


@dataclass(frozen=True)
class Signatures:
    """Who fills the sheet in (填表人) and who signs it (审签人), by id; empty to be written by hand."""

    filled_by: str
    signed_by: str
    on: date


def sheet(project: Project, unit: UnitData, own: Standing, by: Signatures, *, changes: bool) -> tuple[str, bytes]:
    """Fill the sheet; gives the ending of its name (.xlsx or .docx, as the template is) and the content.

    ``changes``: only the rows that changed since what was sent, each with what it was.

    Raises
    ------
    Refused
        If there is no template, or a placeholder in it is not right.
    """
    name = CHANGED if changes else WHOLE
    path = templates.template(project, unit, f"{name}.xlsx", f"{name}.docx")
    pairs = own.before if changes else tuple((None, row) for row in own.rows)
    rows = [_row(unit, before, row) for before, row in pairs]
    head = _head(unit, own, by, changes=changes)
    if path.suffix == ".xlsx":
        return path.suffix, workbooks.fill(path, head, rows)
    return path.suffix, templates.fill(path, head | {"rows": rows})


def _head(unit: UnitData, own: Standing, by: Signatures, *, changes: bool) -> dict[str, str]:
    revision = len(unit.published[own.period.name].files) - 1
    people = {person.id: person.name for person in unit.people.values()}
    return {
        "unit": unit.unit.title,
        "to": asked(unit).to,
        "title": f"{own.period.title}值班{'变更' if changes else ''}报备表",
        "period": own.period.title,
        "revision": f"第 {revision} 次变更后" if revision else "原表",
        "filled_by": people.get(by.filled_by, ""),
        "signed_by": people.get(by.signed_by, ""),
        "date": spoken_day(by.on),
    }


def _row(unit: UnitData, before: Row | None, row: Row) -> dict[str, str]:
    return {
        "day": month_day(row.day),
        "weekday": weekday(row.day),
        "duty": row.title,
        "leaders": _names(unit, row.leaders),
        "leader_roles": _roles(unit, row.leaders, row.day),
        "leader_mobiles": _mobiles(unit, row.leaders),
        "officers": _names(unit, row.officers),
        "officer_roles": _roles(unit, row.officers, row.day),
        "officer_mobiles": _mobiles(unit, row.officers),
        "phone": row.phone,
        "before_leaders": _names(unit, before.leaders) if before else NONE,
        "before_officers": _names(unit, before.officers) if before else NONE,
    }


def _names(unit: UnitData, people: Sequence[OnDuty]) -> str:
    said = (f"{unit.people[who.person].name}{who.hours and f'（{who.hours}）'}" for who in people)
    return "\n".join(said) or "【空缺】"


def _roles(unit: UnitData, people: Sequence[OnDuty], day: date) -> str:
    serving = (unit.people[who.person].serving(day) for who in people)
    return "\n".join(unit.unit.roles[service.role] if service else NONE for service in serving)


def _mobiles(unit: UnitData, people: Sequence[OnDuty]) -> str:
    return "\n".join(unit.people[who.person].mobile or UNKNOWN for who in people)


def unknown(unit: UnitData, own: Standing) -> list[str]:
    """Name those on the sheet whose mobile number is not known."""
    people = dict.fromkeys(who.person for row in own.rows for who in (*row.leaders, *row.officers))
    return [unit.people[person].name for person in people if not unit.people[person].mobile]

"""Rosters for machines: today, every period as JSON (with schemas) and CSV, what changed as Atom, for staff the ledger.

They are made from the views of the audience alone, like the pages: nothing is here that a page does not show.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import time
from itertools import groupby
from typing import Any

from generator.render.pages.today import TodayView, todays
from generator.render.text.atom import Entry, atom
from generator.render.text.templating import TEMPLATES, month_day, weekday
from generator.render.views import links
from generator.render.views.balances import BalanceView
from generator.render.views.gather import Site
from generator.render.views.persons import PersonView
from generator.render.views.view import HoursView, MonthView, SeatView, SlotView

SCHEMAS = ("schemas/roster.schema.json", "schemas/today.schema.json")
LEDGER_SCHEMA = "schemas/ledger.schema.json"
COLUMNS = ("日期", "星期", "值班", "席位", "姓名", "部门", "开始", "结束", "到岗", "离岗", "地点", "电话", "备注")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""Beginnings that a spreadsheet would take for a formula; an apostrophe before them says that they are text."""


def files(site: Site) -> dict[str, bytes]:
    """Give every file for machines that is made of rosters."""
    found = {path: (TEMPLATES / path).read_bytes() for path in SCHEMAS}
    found |= {links.rosters.TODAY_DATA: _json(today(site)), links.rosters.ROSTER_FEED: feed(site)}
    for unit, months in site.months.items():
        for month in (month for month in months if month.duties):
            found[links.rosters.roster_data(unit, month.period)] = _json(roster(month))
            found[links.rosters.roster_sheet(unit, month.period)] = sheet(month)
        if site.viewer == "staff":
            found[links.rosters.ledger_data(unit)] = _json(ledger(site, unit))
    if site.viewer == "staff":
        found[LEDGER_SCHEMA] = (TEMPLATES / LEDGER_SCHEMA).read_bytes()
    return found


def _json(said: dict[str, Any]) -> bytes:
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


def today(site: Site) -> dict[str, Any]:
    """Give the day of the build: of every unit whether it is open, from when to when, and who is on duty."""
    return {"day": str(site.today), "units": [_today(view) for view in todays(site)]}


def _today(view: TodayView) -> dict[str, Any]:
    said: dict[str, Any] = {"id": view.unit, "title": view.title, "state": view.state, "phone": view.phone}
    said["hours"] = [[_clock(start), _clock(end)] for start, end in view.hours]
    if view.why:
        said["why"] = view.why
    if view.next_open:
        said["next"] = {
            "day": str(view.next_open),
            "hours": [[_clock(start), _clock(end)] for start, end in view.next_hours],
        }
    said["duties"] = [_slot(slot) for slot in view.slots]
    return said


def roster(month: MonthView) -> dict[str, Any]:
    """Give a period as the schema describes it."""
    return {
        "unit": {"id": month.unit, "title": month.unit_title},
        "period": {"id": month.period, "title": month.title},
        "status": month.status,
        "revision": month.revision,
        "fingerprint": month.fingerprint,
        "draw": month.draw,
        "sample": month.sample,
        "days": [
            {"day": str(day.day), "kind": day.kind, "label": day.label, "slots": [_slot(slot) for slot in day.slots]}
            for day in month.days
        ],
    }


def _slot(slot: SlotView) -> dict[str, Any]:
    said: dict[str, Any] = {"duty": slot.duty, "title": slot.title, "days": [str(day) for day in slot.days]}
    said |= _hours(slot.hours) | {"place": slot.place, "phone": slot.phone}
    said["seats"] = [_seat(seat) for seat in slot.seats]
    said["articles"] = [{"text": c.text, "page": links.article(c)} for c in slot.citations]
    return said | ({"note": slot.note} if slot.note else {})


def _seat(seat: SeatView) -> dict[str, Any]:
    said: dict[str, Any] = {"id": seat.id, "title": seat.title, "empty": seat.empty}
    said["people"] = [_person(person) for person in seat.people]
    said |= {"occasion": seat.occasion} if seat.occasion else {}
    return said | ({"hours": _hours(seat.hours)} if seat.hours else {})


def _person(person: PersonView) -> dict[str, Any]:
    said: dict[str, Any] = {"name": person.name, "department": person.department, "post": person.post}
    said |= {"changed": True} if person.new else {}
    return said | ({"part": person.hours} if person.hours else {})


def _hours(hours: HoursView) -> dict[str, Any]:
    named = {"arrive": hours.arrive, "starts": hours.starts, "ends": hours.ends, "leave": hours.leave}
    return {**{name: _clock(at) for name, at in named.items()}, "overnight": hours.overnight}


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def sheet(month: MonthView) -> bytes:
    """Give a period as CSV: a line a person and day; with a mark at the beginning by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in _rows(month):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _rows(month: MonthView) -> Iterator[tuple[str, ...]]:
    turns = ((slot, day) for own in month.days for slot in own.slots for day in slot.days)
    for slot, day in turns:
        for seat in slot.seats:
            hours = seat.hours or slot.hours
            ends = f"{'次日' if hours.overnight else ''}{_clock(hours.ends)}"
            clocks = (_clock(hours.starts), ends, _clock(hours.arrive), _clock(hours.leave))
            people = [(p.name or p.post, p.department, p.hours) for p in seat.people]
            people += [("空缺", "", "")] * seat.empty
            for name, department, part in people:
                remarks = "；".join(filter(None, (seat.occasion, part, slot.note)))
                where = (str(day), weekday(day), slot.title, seat.title, name, department)
                yield (*where, *clocks, slot.place, slot.phone, remarks)


def ledger(site: Site, unit: str) -> dict[str, Any]:
    """Give the ledger of a unit, for staff: turns due, served and owed, by pool and class."""
    return {
        "unit": {"id": unit, "title": site.project.units[unit].unit.title},
        "as_of": str(site.today),
        "pools": [
            {
                "title": pool.title,
                "classes": [{"title": own.title, "people": [_line(row) for row in own.rows]} for own in pool.classes],
            }
            for pool in site.ledgers.get(unit, ())
        ],
    }


def _line(row: BalanceView) -> dict[str, Any]:
    said: dict[str, Any] = {"person": row.person, "department": row.department}
    return said | {"due": round(row.due, 4), "served": row.served, "balance": round(row.balance, 4)}


def feed(site: Site) -> bytes:
    """Give the feed of what was published and revised."""
    return atom("值班表的发布和变更", "zhiban:rosters", _entries(site), site.today)


def _entries(site: Site) -> Iterator[Entry]:
    """Yield every publication and revision that the audience may see."""
    for month in (month for months in site.months.values() for month in months if month.duties):
        history = site.project.units[month.unit].published.get(month.period)
        mark, page = f"zhiban:{month.unit}:{month.period}", f"{month.unit}/{month.period}/"
        title = f"{month.unit_title}{month.title}值班表"
        if history and history.plan.published:
            duties = "、".join(month.duties.values())
            yield Entry(history.plan.published, mark, f"{title}发布", month.unit_title, page, duties)
        for number, revisions in groupby(month.revisions, key=lambda revision: revision.change.number):
            own = [*revisions]
            touched = dict.fromkeys(f"{month_day(line.day)}{line.title}" for one in own for line in one.lines)
            said = f"{title}第 {number} 次变更"
            yield Entry(own[-1].change.on, f"{mark}:{number}", said, month.unit_title, page, "、".join(touched))

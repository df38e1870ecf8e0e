"""What records give to forms: a duty of a day, a leave, a change of a published roster.

All of it is for staff, and the reason of a leave for those who decide: what is filled never stands on a site.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from generator import ledger
from generator.check import check
from generator.data.calendars.period import month_of
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster
from generator.data.units.leave import TITLES, Leave
from generator.desk.leavedesk import Desk
from generator.errors import Refused
from generator.problem.slots import Slot
from generator.render.paper.forms import Values
from generator.render.paper.notices import title_of
from generator.render.text.templating import month_day, spoken_day, weekday
from generator.render.views.persons import PersonView, person_view, serving
from generator.render.views.view import MonthView, SlotView, month_view
from generator.render.views.windows import Presence, next_moment
from generator.rules.words import decimal

Held = tuple[Slot, Roster]


def of_duty(project: Project, unit: UnitData, duty: str, day: date) -> Values:
    """Give who is on a duty on a day by the published rosters, with those before and after.

    Raises
    ------
    Refused
        If nothing is published of that duty on that day.
    """
    months = ledger.months(project, unit)
    held = [(slot, roster) for problem, roster in months for slot in problem.slots if slot.duty == duty]
    held.sort(key=lambda pair: pair[0].day)
    at = next((i for i, (slot, _) in enumerate(held) if day in slot.days), None)
    if at is None:
        raise Refused(
            f"{spoken_day(day)}没有已发布的{_titled(unit, duty)}",
            "换一天，或先运行 zhiban publish 发布该月的值班表；空白表不写 --date",
        )
    slot, roster = held[at]
    after = next((pair for pair in held[at + 1 :] if _published_to(unit, slot.day, pair[0].day)), None)
    seats = {f"seat.{s.key.seat}": _names(serving(unit, roster, s, "staff")) for s in slot.seats}
    rows = tuple(
        {
            "seat": s.title,
            "name": who.name,
            "department": who.department,
            "hours": who.hours or _clocks(s.starts, s.ends),
        }
        for s in slot.seats
        for who in serving(unit, roster, s, "staff")
    )
    cells = {
        "unit": unit.unit.title,
        "title": slot.title,
        "date": _days(slot.days),
        "hours": _clocks(slot.starts, slot.ends),
        "place": slot.place,
        "phone": slot.phone,
        "people": _people(unit, (slot, roster)),
        "before-people": _people(unit, held[at - 1]) if at else "",
        "next-people": _people(unit, after) if after else "",
        "next-date": _days(after[0].days) if after else "",
        **seats,
    }
    return Values(cells, rows)


def _published_to(unit: UnitData, first: date, last: date) -> bool:
    """Whether every month from one day to another is published, so that nothing unknown lies between."""
    month = month_of(first)
    while month.name in unit.published and month < month_of(last):
        month = month.next()
    return month.name in unit.published


def _people(unit: UnitData, held: Held) -> str:
    slot, roster = held
    return _names(who for seats in slot.seats for who in serving(unit, roster, seats, "staff"))


def _names(people: Iterable[PersonView]) -> str:
    return "、".join(dict.fromkeys(who.name + (f"（{who.hours}）" if who.hours else "") for who in people))


def _titled(unit: UnitData, duty: str) -> str:
    versions = unit.duties[duty].versions if duty in unit.duties else ()
    return f"“{versions[-1][1].title}”" if versions else f"“{duty}”"


def _days(days: tuple[date, ...]) -> str:
    first, last = days[0], days[-1]
    return f"{spoken_day(first)} {weekday(first)}" if first == last else f"{spoken_day(first)}至{month_day(last)}"


def _clocks(start: datetime, end: datetime) -> str:
    overnight = end.time() <= start.time()
    return f"{start:%H:%M}—{'次日 ' if overnight else ''}{end:%H:%M}"


def of_leave(project: Project, unit: UnitData, name: str) -> Values:
    """Give what a leave's record says: restricted, because it holds the reason.

    Raises
    ------
    Refused
        If there is no such record, or the regulation does not say who decides on it.
    """
    leave = unit.leave.get(name)
    if leave is None:
        raise Refused(f"没有请假记录“{name}”", f"记录在 rosters/{unit.id}/leave/，写文件名，如 1033-2026-11-25")
    desk = Desk(project, unit)
    ruling, who = desk.ruling(leave), person_view(unit, leave.person, leave.from_, "staff")
    cover, stand_in = (
        person_view(unit, p, leave.from_, "staff") if p else None for p in (leave.cover, _asked(desk, leave))
    )
    asked = next((step.on for step in leave.steps if step.status == "requested"), None)
    return Values(
        {
            "unit": unit.unit.title,
            "person": who.name,
            "department": who.department,
            "post": who.post,
            "kind": unit.unit.leave_kinds[leave.kind].title,
            "from": _moment(leave.from_, leave.start if leave.starts else None),
            "until": _moment(leave.until, leave.end if leave.ends else None),
            "days": f"{decimal(ruling.workdays)} 个工作日",
            "reason": leave.reason,
            "phone-left": "是" if leave.reachable else "否",
            "cover": cover.name if cover else "",
            "stand-in": stand_in.name if stand_in else "",
            "stand-in-post": stand_in.post if stand_in else "",
            "handover": "；".join(leave.handover),
            "approver": f"{ruling.tier.approver}（{ruling.article}）",
            "requested-on": spoken_day(asked) if asked else "",
            "decision": _decision(unit, leave),
            "back": spoken_day(leave.back) if leave.back else "",
            "expected": _expected(project, unit, leave),
        }
    )


def _asked(desk: Desk, leave: Leave) -> str:
    """Give who is asked at the window meanwhile: the stand-in of the leave, else the first proxy who is there."""
    post = desk.post(leave)
    return leave.cover or next(iter(desk.free_proxies(post, leave) if post else ()), "")


def _moment(day: date, at: datetime | None) -> str:
    return f"{spoken_day(day)} {at:%H:%M}" if at else f"{spoken_day(day)} {weekday(day)}"


def _expected(project: Project, unit: UnitData, leave: Leave) -> str:
    """Say when somebody is back at the window; empty where the calendar does not reach so far."""
    back = next_moment(Presence(project, unit, ()), leave.end)
    return f"{month_day(back.date())}（{weekday(back.date())}）{back:%H:%M}" if back else ""


def _decision(unit: UnitData, leave: Leave) -> str:
    step = next((s for s in leave.steps if s.status in ("approved", "refused")), None)
    if step is None:
        return TITLES[leave.status]
    by = unit.people[step.by].name if step.by in unit.people else step.by
    return f"{TITLES[step.status]} {by} {month_day(step.on)}".replace("  ", " ")


def of_change(project: Project, unit: UnitData, period: str, number: int) -> Values:
    """Give one change of a published roster: which seats passed from whom to whom, why, and who approved.

    Raises
    ------
    Refused
        If there is no such change.
    """
    history = unit.published.get(period)
    if history is None or not 0 < number < len(history.files):
        there = len(history.files) - 1 if history else 0
        raise Refused(f"{period} 没有第 {number} 次变更", f"这一期共有 {there} 次变更；写成 --change 2026-11/1 这样")
    report = next(check(p, r) for p, r in ledger.months(project, unit) if p.period.name == period)
    month = month_view(
        report, "administrator", status="已发布", revision=len(history.files) - 1, fingerprint=history.fingerprint
    )
    own = [revision for revision in month.revisions if revision.change.number == number]
    change = own[0].change
    return Values(
        {
            "unit": unit.unit.title,
            "kind": title_of(change).removesuffix("通知"),
            "moment": f"{spoken_day(change.on)} {change.clock}".rstrip(),
            "reason": change.reason,
            "approved-by": change.approved_by,
            "number": f"第 {number} 次",
        },
        tuple(
            {
                "date": _days(line.days),
                "duty": f"{line.title} {line.seat}",
                "hours": line.part or _hours(month, line.duty, line.day),
                "before": _names(line.before),
                "after": _names(line.after) or "不补人",
            }
            for revision in own
            for line in revision.lines
        ),
    )


def _hours(month: MonthView, duty: str, day: date) -> str:
    slot: SlotView = next(s for s in month.slots(duty) if s.day == day)
    return f"{slot.starts:%H:%M}—{'次日 ' if slot.overnight else ''}{slot.ends:%H:%M}"

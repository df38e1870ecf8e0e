"""One person's month: the slip that staff take home, and the plate on the desk of whoever serves in a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.check import Report
from generator.problem.slots import Seats, Slot
from generator.problem.stretches import stretches
from generator.render.paper import sheets
from generator.render.paper.sheets import Words
from generator.render.text.templating import clock, month_day, weekday
from generator.render.views.persons import SEEN_BY, PersonView, Viewer, person_view
from generator.render.views.shapes import monday, stretch, week_of
from generator.render.views.trails import trails
from generator.render.views.view import MonthView

TITLE = "个人值班单"
MARK = "内部资料"


@dataclass(frozen=True)
class Turn:
    """One turn of a person: the seat, as long as the person serves in it, and whether it is so by a later change."""

    slot: Slot
    seats: Seats
    new: bool


@dataclass(frozen=True)
class Slip:
    """The words of a slip, and the titles of turns that the audience may not see."""

    content: Words
    hidden: tuple[str, ...]


def turns(reports: Sequence[Report], person: str, days: tuple[date, date]) -> Iterator[tuple[Report, Turn]]:
    """Yield a person's turns that touch some days, each with its period."""
    first, last = days
    for report in reports:
        changed = trails(report.problem.unit.published.get(report.problem.period.name))
        for slot in (s for s in report.problem.slots if s.day <= last and first <= s.days[-1]):
            for seats in slot.seats:
                trail = changed.get(seats.key)
                for who, own in stretches(report.roster, seats):
                    if who == person:
                        yield report, Turn(slot, own, bool(trail and person in trail.new))


def slip(month: MonthView, months: Sequence[MonthView], reports: Sequence[Report], person: str, viewer: Viewer) -> Slip:
    """Give a person's slip for a period; ``months``: the views of all periods from which turns may come."""
    every = sorted(
        turns(reports, person, (month.days[0].day, month.days[-1].day)),
        key=lambda pair: (pair[1].slot.day, pair[1].seats.starts),
    )
    held = [(report, turn) for report, turn in every if turn.slot.audience in SEEN_BY[viewer]]
    own = [turn for _, turn in held]
    names = {report.problem.period.name for report, _ in held}
    parts = tuple(one for one in months if one.period in names)
    day = own[0].slot.day if own else month.days[0].day
    who = person_view(reports[0].problem.unit, person, day, viewer)
    count = "、".join(f"{title} {n} 次" for title, n in Counter(turn.slot.title for turn in own).items())
    content = {
        **sheets.head(replace(month, parts=parts) if len(parts) > 1 else month, TITLE),
        "plan": MARK,
        "name": who.name,
        "department": "　".join(dict.fromkeys(filter(None, (who.department, who.post)))),
        "sum": f"共 {len(own)} 次：{count}" if own else "本期没有值班",
        "rows": [*_rows(month, own)],
        "basis": [],
    }
    hidden = (turn.slot.title for _, turn in every if turn.slot.audience not in SEEN_BY[viewer])
    return Slip(content, tuple(dict.fromkeys(hidden)))


def _rows(month: MonthView, own: Sequence[Turn]) -> Iterator[Words]:
    before: date | None = None
    worked = {day.day: day for day in month.days}
    for turn in own:
        slot, seats = turn.slot, turn.seats
        lasting = len(slot.days) > 1
        day = worked.get(slot.day)
        yield {
            "new-week": before is not None and monday(before) != monday(slot.day),
            "day": stretch([slot.days[0], slot.days[-1]]) if lasting else month_day(slot.day),
            "weekday": f"{weekday(slot.days[0])}至{weekday(slot.days[-1])}" if lasting else weekday(slot.day),
            "rest": day is not None and not day.worked,
            "duty": slot.title,
            "seat": f"{seats.title} {seats.occasion}".strip(),
            "hours": f"{_from(seats, slot)}",
            "arrive": f"{clock(seats.arrive.time())} 到岗",
            "place": "　".join(filter(None, (slot.place, slot.phone))),
            "note": slot.note,
            "new": turn.new,
        }
        before = slot.day


def _from(seats: Seats, slot: Slot) -> str:
    overnight = "次日" if seats.ends.date() > slot.days[-1] else ""
    return f"{clock(seats.starts.time())}—{overnight}{clock(seats.ends.time())}"


def plates(week: MonthView, duty: str) -> Words:
    """Give the words of the plates of all who hold a duty in some days: one each, to be folded."""
    held: dict[PersonView, dict[str, list[date]]] = {}
    lasting = ""
    for slot in week.slots(duty):
        lasting = week_of(slot)[0] if slot.lasting else ""
        for seat in slot.seats:
            for person in seat.people:
                who = PersonView(person.name or person.post, person.department, "")
                held.setdefault(who, {}).setdefault(seat.title, []).append(slot.day)
    title = week.duties[duty]
    return {
        **sheets.head(week, title),
        "plates": [
            {
                "name": who.name,
                "post": title if said == title else f"{title} {said}",
                "days": lasting or "、".join(_runs(days)),
            }
            for who, seats in held.items()
            for said, days in seats.items()
        ],
        "phone": "、".join(dict.fromkeys(slot.phone for slot in week.slots(duty) if slot.phone)),
        "basis": [],
    }


def _runs(days: Sequence[date]) -> Iterator[str]:
    """Say days as stretches: 12月7日—9日、11日."""
    runs: list[list[date]] = []
    for own in dict.fromkeys(days):
        if runs and (own - runs[-1][-1]).days == 1:
            runs[-1].append(own)
        else:
            runs.append([own])
    for at, run in enumerate(runs):
        yield stretch([run[0], run[-1]], runs[at - 1][-1].month if at else None)

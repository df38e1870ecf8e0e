"""One person's month: the slip that staff take home, and the plate on the desk of whoever serves in a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.check import Report
from generator.data.slots import Seats, Slot
from generator.data.stretches import stretches
from generator.render import sheets
from generator.render.persons import SEEN_BY, PersonView, Viewer, person_view
from generator.render.shapes import monday, stretch, week_of
from generator.render.sheets import Words
from generator.render.templating import clock, month_day, weekday
from generator.render.trails import trails
from generator.render.view import MonthView

TITLE = "个人值班单"
MARK = "内部资料"


@dataclass(frozen=True)
class Turn:
    """One turn of a person: the seat, as long as the person serves in it, and whether it is so by a later change."""

    slot: Slot
    seats: Seats
    new: bool


def turns(reports: Sequence[Report], person: str, viewer: Viewer) -> tuple[list[Turn], list[str]]:
    """Give a person's turns in some periods, in order; and the titles of those that the audience may not see."""
    found, hidden = [], []
    for report in reports:
        changed = trails(report.problem.unit.published.get(report.problem.period.name))
        for slot in report.problem.slots:
            for seats in slot.seats:
                for own in (own for who, own in stretches(report.roster, seats) if who == person):
                    if slot.audience in SEEN_BY[viewer]:
                        trail = changed.get(seats.key)
                        found.append(Turn(slot, own, bool(trail and person in trail.new)))
                    else:
                        hidden.append(slot.title)
    found.sort(key=lambda turn: (turn.slot.day, turn.seats.starts))
    return found, hidden


def slip(month: MonthView, reports: Sequence[Report], person: str, viewer: Viewer) -> Words:
    """Give the words of a person's slip for a period."""
    own, _ = turns(reports, person, viewer)
    who = person_view(reports[0].problem.unit, person, own[0].slot.day if own else month.days[0].day, viewer)
    count = Counter(turn.slot.title for turn in own)
    return {
        **sheets.head(month, TITLE),
        "plan": MARK,
        "name": who.name,
        "department": "　".join(dict.fromkeys(filter(None, (who.department, who.post)))),
        "sum": f"共 {len(own)} 次：{'、'.join(f'{title} {n} 次' for title, n in count.items())}" if own else "本期没有值班",
        "rows": [*_rows(month, own)],
        "basis": [],
    }


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

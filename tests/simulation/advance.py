"""What is known of a month before it is planned: who comes and goes, leave, wishes, bookings, days arranged otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from datetime import time as clock
from random import Random
from typing import Any

import yaml

from generator.data.calendars.calendar import Calendar
from generator.data.duties.duty import Duty
from generator.data.project import UnitData
from generator.data.units.people import Person
from generator.days.membership import Members
from tests.simulation.desk import Desk

ANNUAL, PRIVATE, WISH = 0.2, 0.05, 0.05
"""Chances a month, for each person."""
DEPARTURE, CLOSED, LONGER, BOOKED = 0.25, 0.3, 0.3, 0.5
"""Chances a month for each unit; of a booking: for each working day and duty."""
AWAY_AT_ONCE = 5
"""Leave is granted where at most one in so many of each circle is away on a day, or a single one of fewer."""
DAYS_BEFORE = 10
"""So many days before the month leave is granted and everything is known."""
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "安宁和平文华明亮清远嘉禾思源景行"


def happen(desk: Desk, name: str) -> dict[str, int]:
    """Let everything happen that is known in advance, as files; count it by kind."""
    return {
        "arrivals": _successor(desk, name, desk.chance(name, "departure")),
        "leave": _leave(desk, name, desk.chance(name, "leave")),
        "wishes": _wishes(desk, name, desk.chance(name, "wishes")),
        "bookings": _bookings(desk, name, desk.chance(name, "bookings")),
        "arranged": _arrangements(desk, name, desk.chance(name, "arrangements")),
    }


def serving(desk: Desk, name: str) -> list[Person]:
    """Give everybody who serves in the unit from the first day of the month to the last."""
    first, last = desk.period.first, desk.period.last
    people = desk.unit(name).people.values()
    return [p for p in people if (s := p.serving(first)) is not None and s is p.serving(last)]


def _successor(desk: Desk, name: str, chance: Random) -> int:
    """Let somebody leave on some day, with a successor from the next day on in the same place."""
    if chance.random() >= DEPARTURE:
        return 0
    unit, path = desk.unit(name), desk.folder(name, "people.yml")
    named = {
        p
        for duty in _duties(unit, desk.period.last)
        for seat in duty.seats.values()
        for p in seat.appointed + seat.order
    }
    named |= {p for post in unit.posts.values() for p in post.proxies}
    free = [p.id for p in serving(desk, name) if p.id not in named and not p.shared]
    leaver, last = chance.choice(free), chance.choice(desk.period.days()[:-1])
    tree: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    person = next(p for p in tree if p["id"] == leaver)
    begins = f"{last + timedelta(days=1)}"
    service = {**person["service"][-1], "from": begins}
    person["service"][-1]["until"] = f"{last}"
    new = {
        "id": f"{max(int(p['id']) for p in tree) + 1}",
        "name": chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2)),
    }
    learnt = [{**q, "from": begins} for q in person.get("qualifications", [])]
    tree.append(new | {"service": [service]} | ({"qualifications": learnt} if learnt else {}))
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return 1


def _leave(desk: Desk, name: str, chance: Random) -> int:
    """Grant annual leave of two to five days, and private leave of one, as far as each circle can spare people."""
    unit, granted = desk.unit(name), 0
    circles = list(_circles(unit, desk.period.first))
    away: dict[date, set[str]] = {
        day: {x.person for x in unit.leave.values() if x.counts and x.covers(day)}
        for day in (desk.period.first + timedelta(days=n) for n in range(40))
    }
    for person in serving(desk, name):
        for kind, likely, longest in (("annual", ANNUAL, 5), ("personal", PRIVATE, 1)):
            drawn, begins = chance.random(), chance.choice(desk.period.days())
            length = chance.randint(min(2, longest), longest)
            span = [begins + timedelta(days=n) for n in range(length)]
            spared = all(
                len(circle & (away[day] | {person.id})) <= max(1, len(circle) // AWAY_AT_ONCE)
                for day in span
                for circle in circles
            )
            if drawn < likely and spared and not any(person.id in away[day] for day in span):
                write_leave(
                    desk, name, person.id, kind, (span[0], span[-1]), desk.period.first - timedelta(DAYS_BEFORE)
                )
                granted += 1
                for day in span:
                    away[day].add(person.id)
    return granted


def write_leave(desk: Desk, name: str, person: str, kind: str, span: tuple[date, date], granted: date) -> str:
    """Write an approved leave; give its name."""
    steps = [{"status": status, "on": f"{granted}"} for status in ("requested", "approved")]
    record = {"person": person, "kind": kind, "from": f"{span[0]}", "until": f"{span[1]}", "status": "approved"}
    desk.write(desk.folder(name, "leave", f"{person}-{span[0]}.yml"), record | {"steps": steps})
    return f"{person}-{span[0]}"


def _circles(unit: UnitData, day: date) -> Iterator[frozenset[str]]:
    """Yield those who share seats: of them not too many may be away together."""
    members = Members(unit)
    for duty in _duties(unit, day):
        for seat in duty.seats.values():
            yield frozenset(seat.appointed or seat.order or (p.id for p in members.of(seat.from_, day)))
    for post in unit.posts.values():
        own = {p.id for p in unit.people.values() if (s := p.serving(day)) and s.post == post.id}
        yield frozenset(own | {*post.proxies})


def _duties(unit: UnitData, day: date) -> list[Duty]:
    return [duty for versions in unit.duties.values() if (duty := versions.on(day))]


def _wishes(desk: Desk, name: str, chance: Random) -> int:
    """Let some people wish not to serve on a day."""
    wishing = [person.id for person in serving(desk, name) if chance.random() < WISH]
    for person in wishing:
        day = chance.choice(desk.period.days())
        record = {"person": person, "from": f"{day}", "until": f"{day}", "want": "off"}
        desk.write(desk.folder(name, "wishes", f"{person}-{day}.yml"), record)
    return len(wishing)


def _working_days(calendar: Calendar, days: tuple[date, ...]) -> list[date]:
    return [day for day in days if calendar.kind(day).worked]


def _bookings(desk: Desk, name: str, chance: Random) -> int:
    """Book occasions on working days, in the rooms of the unit or elsewhere, in the morning or in the afternoon."""
    unit, booked = desk.unit(name), 0
    for duty in sorted(n for n, v in unit.duties.items() if (d := v.on(desk.period.first)) and d.on == "bookings"):
        for day in _working_days(desk.project.calendar, desk.period.days()):
            if chance.random() < BOOKED:
                hours = chance.choice((("09:00", "11:00"), ("14:30", "16:30")))
                where = (
                    {"room": chance.choice(sorted(unit.unit.rooms))}
                    if duty == "meeting-service"
                    else {"place": "示例网点"}
                )
                record = {"duty": duty, "title": "示例", "on": f"{day}", "from": hours[0], "to": hours[1]}
                desk.write(desk.folder(name, "bookings", f"{day}-{duty}.yml"), record | where)
                booked += 1
    return booked


def _arrangements(desk: Desk, name: str, chance: Random) -> int:
    """Close a duty on a day now and then, and let one last an hour longer."""
    unit, days = desk.unit(name), _working_days(desk.project.calendar, desk.period.days())
    duties = {n: d for n, v in sorted(unit.duties.items()) if (d := v.on(desk.period.first)) and _ordinary(d)}
    found: list[tuple[str, str, Mapping[str, object]]] = []
    if chance.random() < CLOSED and duties:
        found.append(("closed", chance.choice(sorted(duties)), {"closed": "true"}))
    even = sorted(n for n, d in duties.items() if not any(seat.hours for seat in d.seats.values()))
    if chance.random() < LONGER and even:
        duty = chance.choice(even)
        law, hours = desk.project.regulations, duties[duty].hours
        begins, ends = (law.figure(hour, desk.period.first, clock) for hour in (hours.from_, hours.to))
        later = datetime.combine(desk.period.first, ends) + timedelta(hours=1)
        said = {"from": f"{begins:%H:%M}", "to": f"{later:%H:%M}", "article": "custom"}
        found.append(("longer", duty, {"hours": said}))
    for what, duty, otherwise in found:
        day = chance.choice(days)
        record = {"duty": duty, "from": f"{day}", "until": f"{day}", "reason": "示例", "approved_by": "示例"}
        desk.write(desk.folder(name, "arrangements", f"{day}-{what}.yml"), record | otherwise)
    return len(found)


def _ordinary(duty: Duty) -> bool:
    """Whether a duty is one of the office's working days, and of single days."""
    return duty.cycle == "day" and (duty.on == "workdays" or isinstance(duty.on, tuple))

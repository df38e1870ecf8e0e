"""Published rosters of an invented unit: a chain of sealed records, as the product keeps them.

They go by rotation, not by the solver, which would take hours: the site is measured here, not planning. One month in
four has a later change.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

from generator.data.calendars.calendar import Calendar, days
from generator.data.calendars.period import Period
from generator.data.records.roster import GENESIS, Change, Level, Published, fingerprint

PUBLISHED = timedelta(days=10)
REVISED = 4
"""One month in so many has a later change."""


def records(
    unit: str, calendar: Calendar, months: list[Period], people: int, dice: random.Random
) -> Iterator[tuple[str, Published]]:
    """Yield the records of a unit in their chain: people in turn, those of a day all different."""
    turn = cycle(f"{unit[1:]}{i:02d}" for i in range(1, people + 1))
    before = GENESIS
    for month in months:
        worked = [day for day in days(month.first, month.last) if calendar.kind(day).worked]
        duties: dict[str, dict[date, dict[str, tuple[str, ...]]]] = {"desk": {}, "hall": {}, "clean": {}, "weekly": {}}
        for day in worked:
            desk, leader, member, clean = (next(turn) for _ in range(4))
            duties["desk"][day] = {"keeper": (desk,)}
            duties["hall"][day] = {"leader": (leader,), "member": (member,)}
            duties["clean"][day] = {"keeper": (clean,)}
            monday = day - timedelta(days=day.weekday())
            first = next(d for d in days(max(monday, months[0].first), day) if calendar.kind(d).worked)
            if first == day and monday >= months[0].first:  # a week belongs where its first open day is
                duties["weekly"][monday] = {"leader": (next(turn),)}
        on = month.first - PUBLISHED
        level = Level(name="empty-seats", value=0, bound=0, proven=True)
        plan = Published(
            format="1",
            unit=unit,
            period=month.name,
            previous=before,
            published=on,
            inputs={"slots": GENESIS},
            made={"zhiban": "0"},
            levels=(level,),
            duties=duties,
        )
        files = [plan]
        if dice.randrange(REVISED) == 0:
            day = dice.choice(worked)
            old = duties["desk"][day]["keeper"]
            served = {p for own in duties.values() for p in own.get(day, {}).values() for p in p}
            new = next(p for p in turn if p not in served)
            change = Change.model_validate(
                {
                    "duty": "desk",
                    "day": day,
                    "seat": "keeper",
                    "from": old,
                    "to": (new,),
                    "reason": "换班",
                    "at": f"{on}T09:00",
                }
            )
            files.append(
                Published(format="1", unit=unit, period=month.name, previous="", published=on, changes=(change,))
            )
        for number, record in enumerate(files):
            record = record.model_copy(update={"previous": before})
            record = record.model_copy(update={"seal": fingerprint(record)})
            before = fingerprint(record)
            yield f"{month.name}/{number:03d}{'' if number else '-plan'}.yml", record

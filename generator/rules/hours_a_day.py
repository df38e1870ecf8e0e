"""每日工时：同一人一天排的班，时长合计不超过规定的小时数。 (Hours a day.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot
from generator.rules.base import Breach, Instance, Posting, name_of, spoken
from generator.rules.person import PersonRule

MINUTE = timedelta(minutes=1)
AN_HOUR = 60


class HoursADay(PersonRule):
    """同一人一天的班，从开始到结束的时长合计不超过规定的小时数；提前到岗的时间不算，跨夜的班算在开始的一天。"""

    name = "hours-a-day"
    title = "每日工时"
    figures = ("hours",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Bound the minutes of the seats whose duty is open on a day, those already served taken off."""
        lasting = {seats.key: _minutes(slot, seats) for slot in problem.slots for seats in slot.seats}
        for person in problem.bound_people.get(self.name, ()):
            served: dict[date, int] = {}
            for turn in (turn for turn in problem.standing.served if turn.person == person):
                for day in turn.slot.days:
                    served[day] = served.get(day, 0) + _minutes(turn.slot, turn.seats)
            for day in problem.period.days():
                bound, seats = problem.bound(person, day, self.name), problem.seats_on(day)
                if bound and seats:
                    held = [(lasting[one.key], posting.held(one, person)) for one in seats]
                    limit = max(0, bound.figures["hours"] * AN_HOUR - served.get(day, 0))
                    posting.at_most(held, limit, Instance(self.name, min(one.key for one in seats), person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Add up each person's turns of a day."""
        for person, turns in self.turns(problem, roster):
            for day in problem.period.days():
                own = [turn for turn in turns if day in turn.slot.days]
                new = [turn.key for turn in own if turn.key in problem.seats]
                bound = problem.bound(person, day, self.name)
                spans = (turn.slot.on(day, turn.seats.starts, turn.seats.ends) for turn in own)
                there = sum((end - start) // MINUTE for start, end in spans)
                if bound and new and there > bound.figures["hours"] * AN_HOUR:
                    figures = {"day": day, "there": there, "hours": bound.figures["hours"]}
                    yield Breach(self.name, max(new), (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, the day and the hours."""
        f = breach.figures
        hours = f"{f['there'] / AN_HOUR:.2f}".rstrip("0").rstrip(".")
        said = f"排了 {hours} 小时的班，应不超过 {f['hours']} 小时"
        return f"{name_of(problem, breach.people[0])}{spoken(f['day'])}{said}"


def _minutes(slot: Slot, seats: Seats) -> int:
    """Give how long a seat lasts on one of its days."""
    return (seats.ends - seats.starts - (slot.days[-1] - slot.days[0])) // MINUTE

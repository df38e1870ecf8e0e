"""时段人数：规定的时段内，几种值班合计在岗的人数不少于规定。 (Staffed.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise

from generator.data.calendars.spans import Span
from generator.data.records.roster import Roster, SeatKey
from generator.data.units.unit import Demand
from generator.days.opening import opens
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.problem.stretches import stretches
from generator.rules.base import SHORT, WISHES, Breach, Posting, Rule, Variable, spoken

MINUTE = timedelta(minutes=1)


class Staffed(Rule):
    """每天规定的时段内（如高峰时段、对外开放的全部时间），列明的各种值班合计在岗的人数不少于规定的人数。"""

    name = "staffed"
    title = "时段人数"

    def post(self, problem: Problem, posting: Posting) -> None:
        """Everybody missing weighs by the minute: must it be, then before the order of turns, else as a wish."""
        for _, demand, (start, end), people in _demands(problem):
            served = _served(problem, demand)
            there = [
                (seats, own)
                for slot in problem.slots
                if slot.duty in demand.duties
                for seats in slot.seats
                for own in (slot.on(day, seats.starts, seats.ends) for day in slot.days)
                if own[0] < end and start < own[1]
            ]
            spans = [own for _, own in there] + [span for own in served.values() for span in own]
            moments = {m for own in spans for m in own if start < m < end}
            for first, last in pairwise(sorted({start, end, *moments})):
                seats = [seats for seats, own in there if own[0] <= first < own[1]]
                held = [(-1, variable) for variable in self._people(problem, posting, seats)]
                known = sum(any(a <= first < b for a, b in own) for own in served.values())
                weight = (last - first) // MINUTE * demand.weight
                level = SHORT if demand.strength == "must" else WISHES
                posting.penalise(level, [(weight, posting.excess(held, known - people))])

    @staticmethod
    def _people(problem: Problem, posting: Posting, seats: Sequence[Seats]) -> Iterator[Variable]:
        """Give for everybody whether they are there: once, also where they hold two of the seats together."""
        for person in problem.people if seats else ():
            held = [posting.held(one, person) for one in seats]
            yield held[0] if len(held) == 1 else posting.any_of(held)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count at every minute who is there; minutes that follow each other with as many missing are one stretch."""
        for name, demand, (start, end), people in _demands(problem):
            own = _served(problem, demand)
            for slot in (slot for slot in problem.slots if slot.duty in demand.duties):
                for person, turn in ((p, t) for seats in slot.seats for p, t in stretches(roster, seats)):
                    own.setdefault(person, []).extend(slot.on(day, turn.starts, turn.ends) for day in slot.days)

            def missing(at: datetime, own: dict[str, list[Span]] = own, people: int = people) -> int:
                return max(0, people - sum(any(a <= at < b for a, b in spans) for spans in own.values()))

            minutes = [start + n * MINUTE for n in range((end - start) // MINUTE)]
            for short, stretch in groupby(minutes, key=missing):
                if short:
                    at = [*stretch]
                    figures = {"title": demand.title, "from": at[0], "to": at[-1] + MINUTE}
                    figures |= {"there": people - short, "people": people}
                    level = SHORT if demand.strength == "must" else WISHES
                    penalty = short * len(at) * demand.weight
                    citation = problem.project.regulations.cite_figure(demand.people, start.date(), demand.article)
                    key = SeatKey(name, start.date(), f"{at[0]:%H%M}")
                    yield Breach(self.name, key, (), citation, figures, level, penalty)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the stretch of time, how many are there and how many should be."""
        f = breach.figures
        when = f"{spoken(breach.key.day)}{f['from']:%H:%M}—{f['to']:%H:%M}"
        return f"{when}（{f['title']}）在岗 {f['there']} 人，应不少于 {f['people']} 人"


def _served(problem: Problem, demand: Demand) -> dict[str, list[Span]]:
    """Give who is there from turns that were published before: a night that lasts into the first day."""
    own: dict[str, list[Span]] = {}
    for turn in problem.served_since(datetime.combine(problem.period.first, time())):
        if turn.slot.duty in demand.duties:
            spans = (turn.slot.on(day, turn.seats.starts, turn.seats.ends) for day in turn.slot.days)
            own.setdefault(turn.person, []).extend(spans)
    return own


def _demands(problem: Problem) -> Iterator[tuple[str, Demand, Span, int]]:
    """Yield what is demanded on each day of the period, with its hours and number of people as of that day."""
    law, calendar = problem.project.regulations, problem.project.calendar
    for name, demand in problem.unit.unit.demand.items():
        for day in problem.period.days():
            if demand.since <= day and opens(demand.on, day, calendar):
                start, end = (datetime.combine(day, law.figure(t, day, time)) for t in (demand.from_, demand.to))
                hours = start, end if end > start else end + timedelta(days=1)
                yield name, demand, hours, law.figure(demand.people, day, int)

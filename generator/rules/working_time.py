"""工时上下限：一个月的工时不少于、不超过规定的分钟数。 (Working time of the period.)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from generator.data.records.roster import Roster
from generator.data.units.leave import midnight
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, name_of
from generator.rules.facts import Fact, WorkingTime
from generator.rules.person import PersonRule

DAY = timedelta(days=1)


class MonthlyWorkingTime(PersonRule):
    """一个月的工时（分钟）自到岗算到离岗，不少于、不超过规定；不在本单位或请假免值的日子，下限按天数折减。"""

    name = "working-time"
    title = "工时上下限"
    optional = ("least", "most")

    def post(self, problem: Problem, posting: Posting) -> None:
        """Bound the sum of the minutes; what is already served in the period counts."""
        if not problem.seats:
            return
        lasting = {seats.key: slot.minutes(seats) for slot in problem.slots for seats in slot.seats}
        for person, bound in problem.bound_people.get(self.name, {}).items():
            least, most = self._limits(problem, person, bound.figures)
            where = Instance(self.name, min(problem.seats), person)
            held = [(lasting[key], posting.held(seats, person)) for key, seats in problem.seats.items()]
            if most is not None:
                posting.at_most(held, most, where)
            if least is not None and least > 0:
                posting.at_most([(-n, variable) for n, variable in held], -least, where)

    def _limits(self, problem: Problem, person: str, figures: Mapping[str, int]) -> tuple[int | None, int | None]:
        """Give what is still to be worked at least and at most, the turns served in the period taken off."""
        period = problem.period
        inside = (t for t in problem.standing.served if period.first <= t.slot.day <= period.last)
        served = sum(turn.slot.minutes(turn.seats) for turn in inside if turn.person == person)
        days = period.days()
        there = [day for day in days if problem.bound(person, day, self.name)]
        owing = [day for day in there if not self._forgiven(problem, person, day)]
        least = figures["least"] * len(owing) // len(days) if "least" in figures else None
        return (
            least - served if least is not None and period.month else None,
            max(0, figures["most"] - served) if "most" in figures else None,
        )

    @staticmethod
    def _forgiven(problem: Problem, person: str, day: date) -> bool:
        """Whether the person is away for some of the day on a leave that forgives."""
        own = (x for x in problem.unit.leave.values() if x.person == person and x.counts)
        forgiving = (x for x in own if problem.unit.unit.leave_kinds[x.kind].forgives)
        return any(leave.meets(midnight(day), midnight(day + DAY)) for leave in forgiving)

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield what is still to be worked."""
        for person, bound in problem.bound_people.get(self.name, {}).items():
            yield WorkingTime(self.name, person, *self._limits(problem, person, bound.figures))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Add up the minutes of each person's turns in the period."""
        turns, days = dict(self.turns(problem, roster)), problem.period.days()
        for person, bound in sorted(problem.bound_people.get(self.name, {}).items()) if problem.seats else ():
            own = [turn for turn in turns.get(person, ()) if days[0] <= turn.slot.day <= days[-1]]
            there = sum(turn.slot.minutes(turn.seats) for turn in own)
            new = [turn for turn in own if turn.key in problem.seats]
            forgiving = [
                leave
                for leave in problem.unit.leave.values()
                if leave.person == person and leave.counts and problem.unit.unit.leave_kinds[leave.kind].forgives
            ]
            bound_days = [day for day in days if problem.bound(person, day, self.name)]
            away = {
                leave.from_ + n * DAY
                for leave in forgiving
                for n in range((leave.until - leave.from_).days + 1)
                if midnight(leave.from_ + n * DAY) < leave.end
            }
            owed = [day for day in bound_days if day not in away]
            for limit, figure in bound.figures.items():
                amount = figure if limit == "most" else figure * len(owed) // len(days)
                wrong = new and there > amount if limit == "most" else there < amount and problem.period.month
                if wrong:
                    figures = {"there": there, "limit": limit, "amount": amount}
                    yield Breach(self.name, min(problem.seats), (person,), bound.cited[limit], figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person, the hours and the limit."""
        f = breach.figures
        limit = "不超过" if f["limit"] == "most" else "不少于"
        said = f"工时共 {_hours(f['there'])}，应{limit} {_hours(f['amount'])}"
        return f"{name_of(problem, breach.people[0])}{problem.period.title}{said}"


def _hours(minutes: int) -> str:
    """Say minutes in hours: 「8 小时」, 「7 小时 30 分钟」."""
    return f"{minutes // 60} 小时" + (f" {minutes % 60} 分钟" if minutes % 60 else "")

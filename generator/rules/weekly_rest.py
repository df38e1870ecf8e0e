"""每周休息：每周至少休息规定的天数，既不上班也不值班。 (Weekly rest.)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from generator import ledger
from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation
from generator.days.opening import opens
from generator.problem.problem import Problem
from generator.problem.slots import Seats
from generator.rules.base import Breach, Instance, Posting, Rule, name_of, spoken
from generator.rules.words import who_when

WEEK = 7


class WeeklyRest(Rule):
    """每人每周（周一至周日）至少有规定的天数休息，既不上班也不值班；单位开放的日子，除只按值班表上班的人外，都算上班。

    一昼夜的班，两天都不算休息；请假的日子不算休息。单位天天开放、班内另行轮休的，只算值班。跨月的一周，已经发布的值班一并计算。
    """

    name = "weekly-rest"
    title = "每周休息"
    figures = ("days",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Of the days that a person still has free in a week, the seats of the period leave enough."""
        if self.name not in problem.rules:
            return
        days = problem.rules[self.name].figures["days"]
        served: dict[str, set[date]] = {}
        for turn in problem.standing.served:
            served.setdefault(turn.person, set()).update(turn.slot.attended(turn.seats))
        for week, touching in _weeks(problem).items():
            for person in problem.people:
                busy = _at_work(problem, person, week, days) | (served.get(person, set()) & set(week))
                free = {day: seats for day, seats in touching.items() if day not in busy}
                room = max(0, WEEK - days - len(busy))
                if len(free) <= room:
                    continue
                taken = [(1, posting.any_of([posting.held(s, person) for s in own])) for own in free.values()]
                last = max(seats.key for own in free.values() for seats in own)
                posting.at_most(taken, room, Instance(self.name, last, person))

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Count the days of each week on which a person has neither work nor duty."""
        if self.name not in problem.rules:
            return
        least = problem.rules[self.name].figures["days"]
        for person, turns in sorted(ledger.turns_by_person(problem, roster).items()):
            own = [turn for turn in turns if turn.key in problem.seats]
            before = {d for turn in turns if turn.key not in problem.seats for d in turn.slot.attended(turn.seats)}
            now = {day for turn in own for day in turn.slot.attended(turn.seats)} - before
            for monday in sorted({day - timedelta(days=day.weekday()) for day in now}):
                week = {monday + timedelta(days=n) for n in range(WEEK)}
                open_days = {day for day in week if self._works(problem, person, day)}
                work = open_days if WEEK - len(open_days) >= least else set()
                cost, rest = week & now - work, week - now - before - work
                if cost and len(rest) < least:
                    key = max(turn.key for turn in own if cost & {*turn.slot.attended(turn.seats)})
                    figures = {"monday": monday, "rest": len(rest), "days": least}
                    yield Breach(self.name, key, (person,), problem.rules[self.name].citation, figures)

    @staticmethod
    def _works(problem: Problem, person: str, day: date) -> bool:
        service = problem.unit.people[person].serving(day) if person in problem.unit.people else None
        if service is None or service.duty_only or not problem.project.calendar.announced(day):
            return False
        return opens(problem.unit.unit.hours.on, day, problem.project.calendar)

    def cite(self, problem: Problem, key: SeatKey, person: str = "") -> Citation:
        """Cite the article as of the period: a week is no slot."""
        return problem.rules[self.name].citation

    def demand(self, problem: Problem, instances: Sequence[Instance]) -> str:
        """Say who needs the rest; rest is never relaxed."""
        return f"每周要有休息的日子，不能再排：{who_when(problem, instances)}"

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and the week, and how many days of rest are left."""
        f = breach.figures
        week = f"{spoken(f['monday'])}起的一周"
        return f"{name_of(problem, breach.people[0])}{week}只休息 {f['rest']} 天，应至少休息 {f['days']} 天"


def _weeks(problem: Problem) -> Mapping[tuple[date, ...], Mapping[date, list[Seats]]]:
    """For every week that seats of the period touch, the seats by day."""
    found: dict[tuple[date, ...], dict[date, list[Seats]]] = {}
    for key, seats in problem.seats.items():
        for day in problem.by_key[key].attended(seats):
            monday = day - timedelta(days=day.weekday())
            week = tuple(monday + timedelta(days=n) for n in range(WEEK))
            found.setdefault(week, {}).setdefault(day, []).append(seats)
    return found


def _at_work(problem: Problem, person: str, week: Sequence[date], least: int) -> set[date]:
    """Days of ordinary work; none where these alone leave no rest, because it is then arranged elsewhere."""
    calendar, on = problem.project.calendar, problem.unit.unit.hours.on
    there = [s for s in problem.unit.people[person].service if not s.duty_only]
    found = {
        day
        for day in week
        if any(s.covers(day) for s in there) and calendar.announced(day) and opens(on, day, calendar)
    }
    return found if len(found) <= WEEK - least else set()

"""周末上班不超过几个：周六、周日有一天上班，就算一个周末。 (Weekends worked.)"""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import Breach, Instance, Posting, name_of
from generator.rules.facts import Fact, WeekendLimit
from generator.rules.person import Days, PersonRule


class WeekendsWorked(PersonRule):
    """一个月上班的周末不超过规定的个数；周六、周日有一天上班就算一个，算在周日所在的月份，调休上班日不算周末。"""

    name = "weekends-worked"
    title = "上班的周末个数上限"
    figures = ("most",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Count the weekends on which a person works; those already served are taken from the limit."""
        for person, bound in problem.bound_people.get(self.name, {}).items():
            days, limit, open_ = Days(problem, posting, person), bound.figures["most"], []
            for weekend in problem.weekends:
                values = [days(day) for day in weekend]
                variables = [value for value in values if value is not None and not isinstance(value, int)]
                if 1 in [value for value in values if isinstance(value, int)]:
                    limit -= 1
                elif variables:
                    open_.append((1, posting.any_of(variables)))
            if open_:
                posting.at_most(open_, max(0, limit), Instance(self.name, min(problem.seats), person))

    def facts(self, problem: Problem) -> Iterator[Fact]:
        """Yield everybody's limit."""
        for person, bound in problem.bound_people.get(self.name, {}).items():
            yield WeekendLimit(self.name, person, problem.weekends, bound.figures["most"])

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Lay the weekends beside each person's days of work."""
        for person, turns in self.turns(problem, roster):
            bound = problem.bound_people[self.name][person]
            own = {day: turn.key for turn in turns for day in turn.slot.days}
            past = {d for turn in turns if turn.key not in problem.seats for d in turn.slot.days}
            worked = [weekend for weekend in problem.weekends if own.keys() & {*weekend}]
            there, new = len(worked), [weekend for weekend in worked if not past & {*weekend}]
            if there > bound.figures["most"] and new:
                figures = {"there": there, "most": bound.figures["most"]}
                yield Breach(self.name, min(problem.seats), (person,), bound.citation, figures)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Name the person and count the weekends."""
        f = breach.figures
        period, person = problem.period.title, name_of(problem, breach.people[0])
        return f"{person}{period}有 {f['there']} 个周末上班，应不超过 {f['most']} 个"

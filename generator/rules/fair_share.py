"""公平分担：各人承担的班次与应承担的份额相当。 (Fair share.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator import ledger
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.problem.standing import ONE_TURN, Account
from generator.rules.base import Breach, Posting, Rule, fairness_levels, name_of


class FairShare(Rule):
    """各人累计承担的班次与应承担的份额之差，按公平池和日子类别分别计算，力求每人都在一次以内。"""

    name = "fair-share"
    title = "公平分担"
    optional = ("limit",)
    strengths = ("wish",)

    def post(self, problem: Problem, posting: Posting) -> None:
        """Per pool and class, make the largest |balance| as small as can be, then the sum of squares."""
        owed = ledger.period_shares(problem)
        for (pool, burden), levels in fairness_levels(problem).items():
            amounts = []
            for person in ledger.asked(problem, pool, burden):
                account = Account(pool, burden, person)
                served = [
                    (slot.weight * ONE_TURN, posting.held(seats, person))
                    for slot in problem.slots
                    if (slot.pool, slot.burden) == (pool, burden)
                    for seats in slot.seats
                    if seats.owed
                ]
                amounts.append((problem.standing.balance(account) + owed[account], served))
            posting.smallest_spread(levels, amounts)

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        """Find everybody whose balance after the period reaches the limit that the unit's article sets, in turns."""
        limit = problem.rules[self.name].figures.get("limit") if self.name in problem.rules else None
        if limit is None:
            return
        standing = ledger.close(problem, roster)
        for (pool, burden), (level, _) in fairness_levels(problem).items():
            slots = [s for s in problem.slots if (s.pool, s.burden) == (pool, burden)]
            for person in ledger.asked(problem, pool, burden):
                account = Account(pool, burden, person)
                if abs(standing.balance(account)) >= limit * ONE_TURN:
                    figures = {"pool": pool, "burden": burden, "balance": standing.balance(account), "limit": limit}
                    rule = problem.rule(slots[-1], self.name)
                    yield Breach(self.name, slots[-1].seats[0].key, (person,), rule.citation, figures, level)

    def explain(self, problem: Problem, breach: Breach) -> str:
        """Say in which pool the person has served too much or too little, and by how many turns."""
        f = breach.figures
        turns = f["balance"] / ONE_TURN
        said = f"少值 {turns:.2f} 次" if turns > 0 else f"多值 {-turns:.2f} 次"
        pool = problem.unit.unit.pools[str(f["pool"])]
        return f"{name_of(problem, breach.people[0])}的{pool}（{f['burden']}）累计比应值{said}，达到 {f['limit']} 次"

    def weigh(self, problem: Problem, roster: Roster, breaches: Iterable[Breach]) -> Counter[str]:
        """Recompute both fairness levels of each pool and class from the ledger."""
        standing, values = ledger.close(problem, roster), Counter[str]()
        for (pool, burden), (largest, squares) in fairness_levels(problem).items():
            accounts = [Account(pool, burden, p) for p in ledger.asked(problem, pool, burden)]
            amounts = [standing.balance(account) for account in accounts]
            values[largest] = max(map(abs, amounts), default=0)
            values[squares] = sum(amount * amount for amount in amounts)
        return values

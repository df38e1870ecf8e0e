"""The ledger （值班台账）: shares owed, burden served, and what stands between them.

Share of a person in a slot = the seat's burden × own weight ÷ sum of the weights of those who could be asked that
day. Where turns go by departments, or by people in a fixed order, the turn of whoever is due is divided among their own
members. Balance =
shares − burden served, over all that was published, plus the opening balance; positive owes turns. Amounts are
integers on the scale ``ONE_TURN``; the remainder of a division goes by largest remainder, then by lot, so that
the shares of a seat add up exactly.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm

from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster
from generator.errors import Refused
from generator.problem import turns
from generator.problem.derive import derive
from generator.problem.problem import Problem
from generator.problem.slots import BurdenClass, Seats, Slot
from generator.problem.standing import ONE_TURN, Account, Served, Standing
from generator.problem.stretches import stretches

Month = tuple[Problem, Roster]


def shares(problem: Problem, slot: Slot, seats: Seats) -> Mapping[str, int]:
    """Divide the burden of the seats among those who owe a share; empty where no turns are owed."""
    if not seats.owed:
        return {}
    each = slot.weight * ONE_TURN
    if seats.line is None:
        return divide(each * seats.least, seats.sharers, repr(seats.key))
    owed: dict[str, int] = {}
    for taker in seats.due:
        own = {p: w for p, w in seats.sharers.items() if problem.taker(seats, p) == taker}
        owed |= divide(each, own, repr((seats.key, taker)))
    return owed


def divide(amount: int, weights: Mapping[str, Fraction], lot: str) -> dict[str, int]:
    """Divide an integer by weights so that the parts are integers and add up."""
    scale = lcm(*(w.denominator for w in weights.values()))
    whole = {p: w.numerator * (scale // w.denominator) for p, w in weights.items()}
    total = sum(whole.values())
    parts = {p: amount * w // total for p, w in whole.items()}

    def order(p: str) -> tuple[int, bytes]:
        return -(amount * whole[p] % total), hashlib.sha256(f"{lot}|{p}".encode()).digest()

    for person in sorted(parts, key=order)[: amount - sum(parts.values()) if parts else 0]:
        parts[person] += 1
    return parts


@lru_cache(maxsize=4)
def period_shares(problem: Problem) -> Counter[Account]:
    """What everybody owes of the period, by account."""
    owed: Counter[Account] = Counter()
    for slot in problem.slots:
        for seats in slot.seats:
            for person, part in shares(problem, slot, seats).items():
                owed[Account(slot.pool, slot.burden, person)] += part
    return owed


def period_burdens(problem: Problem, roster: Roster) -> Counter[Account]:
    """What everybody serves in the period, by account."""
    served: Counter[Account] = Counter()
    for slot in problem.slots:
        for seats in slot.seats:
            for person, amount in credits(slot, seats, roster).items():
                served[Account(slot.pool, slot.burden, person)] += amount
    return served


def credits(slot: Slot, seats: Seats, roster: Roster) -> dict[str, int]:
    """Give what everybody who serves in the seats is credited with: a turn, or the part of it that they are there."""
    if not seats.owed:
        return {}
    turn = slot.weight * ONE_TURN
    credited = dict.fromkeys(roster.who(seats.key), turn)
    for part in roster.in_parts(seats.key):
        own = turn * (part.end - part.start) // (seats.leave - seats.arrive)
        for person, amount in ((part.person, own), (part.holder, -own)):
            credited[person] = credited.get(person, 0) + amount
    return credited


def asked(problem: Problem, pool: str, burden: BurdenClass) -> list[str]:
    """Give those who can be asked in the period; the balance of anybody else cannot change and counts for nothing."""
    return sorted(
        {
            person
            for slot in problem.slots
            if (slot.pool, slot.burden) == (pool, burden)
            for seats in slot.seats
            if seats.owed
            for person in seats.candidates
        }
    )


def close(problem: Problem, roster: Roster) -> Standing:
    """Give the standing after the period, with this roster served."""
    before = problem.standing
    return Standing(
        before.opening,
        Counter(before.shares) + period_shares(problem),
        Counter(before.burdens) + period_burdens(problem, roster),
        _turn_states(problem, roster),
        (*before.served, *_turns_served(problem, roster)),
        (*before.periods, problem.period),
    )


def _turn_states(problem: Problem, roster: Roster) -> dict[tuple[str, str], turns.TurnState]:
    """Fold the turns of the period: the pointer goes on as planned, and what was really served corrects the debts."""
    states = dict(problem.standing.turns)
    for slot in problem.slots:
        for seats in slot.seats:
            if seats.line is None:
                continue
            name = (slot.duty, seats.key.seat)
            having = {problem.taker(seats, p) for p in seats.members}
            planned = turns.due(seats.line, states.get(name, turns.TurnState()), seats.count, having, seats.able)
            served = [problem.taker(seats, p) for p in roster.who(seats.key)]
            states[name] = turns.after(seats.line, planned[1], planned[0], served)
    return states


def turns_by_person(problem: Problem, roster: Roster) -> dict[str, list[Served]]:
    """Give everybody's turns, by person: those published before, and those of this roster."""
    own: dict[str, list[Served]] = {}
    for turn in (*problem.standing.served, *_turns_served(problem, roster)):
        own.setdefault(turn.person, []).append(turn)
    return own


def _turns_served(problem: Problem, roster: Roster) -> Iterable[Served]:
    for slot in problem.slots:
        for seats in slot.seats:
            if seats.key in roster.held or seats.key in roster.parts:
                yield from (Served(person, slot, own) for person, own in stretches(roster, seats))


def opening(unit: UnitData) -> Standing:
    """Give the standing before the first period."""
    kept = unit.opening.balances if unit.opening else {}
    return Standing(
        opening={
            Account(pool, BurdenClass.ORDINARY, person): round(turns_ * ONE_TURN)
            for pool, people in kept.items()
            for person, turns_ in people.items()
        }
    )


def months(project: Project, unit: UnitData, ahead: Mapping[Period, Roster] | None = None) -> Iterator[Month]:
    """Yield problem and roster of every period as it was published, each with those before it folded in.

    Parameters
    ----------
    ahead
        Rosters of periods that are not published yet, to plan or show beyond what is.

    Raises
    ------
    Refused
        If a month between two others is missing.
    """
    rosters = {history.period: history.roster for history in unit.in_order()}
    newest = unit.newest_month
    later = [
        (p, r) for p, r in sorted((ahead or {}).items()) if p not in rosters and not (p.month and newest and p < newest)
    ]
    rosters |= dict(later)
    standing = opening(unit)
    last: Period | None = None
    for period, roster in rosters.items():
        if period.name in unit.published and last and period.month and last.next() != period:
            raise Refused(
                f"{unit.unit.title}缺少{last.next().title}的发布记录，后面的月份却在", "请从备份或版本库恢复这份文件"
            )
        _follows(unit, last, period)
        problem = derive(project, unit, period, standing)
        yield problem, roster
        standing = close(problem, roster)
        last = period if period.month else last


def carry(project: Project, unit: UnitData, period: Period, ahead: Mapping[Period, Roster] | None = None) -> Problem:
    """Derive the problem of a period with everything before it folded in: what was published before it was.

    Raises
    ------
    Refused
        If the month before is neither published nor in ``ahead`` while earlier ones are.
    """
    standing, last = opening(unit), None
    for problem, roster in months(project, unit, ahead):
        if problem.period == period:
            return problem
        standing = close(problem, roster)
        last = problem.period if problem.period.month else last
    _follows(unit, last, period)
    return derive(project, unit, period, standing)


def _follows(unit: UnitData, last: Period | None, period: Period) -> None:
    if last is not None and period.month and period < last.next():
        raise Refused(f"已经发布到{last.title}，不能再排更早的月份", "更早的值班情况写进 opening.yml 的期初差额")
    if unit.opening and period.first < unit.opening.as_of:
        raise Refused(
            f"期初差额截至 {unit.opening.as_of}，{period.title}在它之前",
            "排这一天以后的月份，或改 opening.yml 的 as_of",
        )
    if last is not None and period.month and last.next() != period:
        raise Refused(
            f"{last.next().title}的排班表还没有发布，不能接着排{period.title}",
            f"先运行 zhiban plan {last.next().name} --unit {unit.id}，核对后发布",
        )

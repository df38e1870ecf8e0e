"""The simulation's own checks: what must be true of a unit's books after every month.

Shares, burdens and empty places are counted here by hand: the record files are folded as somebody with an editor would, and a
turn is a turn. Of the product only the problem is taken, for who could be asked and whose turn was due.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from generator import ledger
from generator.check import Report, broken_chain, check, sentence
from generator.data.files.reading import LOADER
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster, SeatKey
from generator.office import signoff
from generator.problem.fingerprints import fingerprints
from generator.problem.problem import Problem
from generator.problem.slots import BurdenClass, Seats, Slot
from generator.problem.standing import ONE_TURN, Account
from generator.reasons.explain import why_empty
from generator.rules.base import EMPTY_SEATS, SHORT, UNCOVERED, fairness_levels

Heap = tuple[str, BurdenClass]
"""A pool and a class: what fairness is settled in."""


@dataclass
class Books:
    """The unit's books after a month: its report, the largest balance by pool and class, and whatever is not right."""

    report: Report
    spread: Mapping[Heap, int]
    faults: list[str] = field(default_factory=list)

    def count(self, level: str) -> int:
        """Give how many breaches there are on a level."""
        return sum(breach.level == level for breach in self.report.breaches)

    @property
    def empty(self) -> Iterator[tuple[SeatKey, str, str]]:
        """Yield each empty place or turn that somebody lacks: what is said, and of a place what keeps most away."""
        for breach in self.report.breaches:
            if breach.level == EMPTY_SEATS and breach.key in self.report.problem.seats:
                reasons = why_empty(self.report, breach.key)[:2] if breach.rule == "seat-filled" else []
                yield breach.key, sentence(self.report.problem, breach), "".join(reasons[-1:])


def audit(project: Project, unit: UnitData) -> Books:
    """Look through all months of a unit as they stand, and check the newest.

    A place that stayed empty because nobody could be found is no fault of the books; anything forbidden is.
    """
    months = list(ledger.months(project, unit))
    report = check(*months[-1])
    faults = [
        *broken_chain(unit),
        *signoff.faults(unit),
        *silence(report),
        *inputs(report.problem),
        *folded(unit, months),
    ]
    spreads = [spread(problem, roster) for problem, roster in months]
    faults += adds_up(unit, months, report) + beyond(report, spreads)
    return Books(report, spreads[-1], faults)


def silence(report: Report) -> list[str]:
    """Say what the checker says, but for places that nobody could fill and windows whose people are all on leave."""
    said = [b for b in report.grave if b.level not in (EMPTY_SEATS, UNCOVERED, SHORT)]
    return [sentence(report.problem, breach) for breach in said]


def inputs(problem: Problem) -> list[str]:
    """Say which inputs of the plan are no longer what they were, but for what was really learnt later.

    Sickness changes who could be asked; where it reaches into a slot of an earlier month (a week across the border),
    it changes the history as well.
    """
    unit, period = problem.unit, problem.period
    record, now = unit.published[period.name].plan, fingerprints(problem)
    later = [x for x in unit.leave.values() if record.published and x.approved_on and x.approved_on > record.published]
    own = [x for x in later if x.end.date() >= period.first]
    reaches = any(turn.slot.leave > x.start for x in own for turn in problem.standing.served)
    excused = {"people"} if own else set()
    excused |= {"history", "people"} if reaches else set()
    return [
        f"{period.name}: {part} changed"
        for part, was in record.inputs.items()
        if now[part] != was and part not in excused
    ]


def folded(unit: UnitData, months: list[ledger.Month]) -> list[str]:
    """Say where the roster in force is not what the files say."""
    found = []
    for problem, roster in months:
        files = by_hand(problem.project.root / "rosters" / unit.id / "published" / problem.period.name)
        if files != {key: list(people) for key, people in roster.held.items()}:
            found.append(f"{problem.period.name}: the roster is not what its files say")
    return found


def by_hand(folder: Path) -> dict[SeatKey, list[str]]:
    """Fold the record files of a period: the plan, then every change of a whole place."""
    held: dict[SeatKey, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        record = yaml.load(path.read_text(encoding="utf-8"), LOADER)
        for duty, slots in (record.get("duties") or {}).items():
            for day, seats in slots.items():
                held |= {SeatKey(duty, day, seat): sorted(map(str, people)) for seat, people in seats.items()}
        for change in record.get("changes") or []:
            if "part" not in change:
                key = SeatKey(change["duty"], date.fromisoformat(change["day"]), change["seat"])
                held[key] = sorted(change["to"])
    return held


def adds_up(unit: UnitData, months: list[ledger.Month], report: Report) -> list[str]:
    """Say where the ledger does not add up exactly.

    Per pool and class: the shares are the turns that were owed, the burden is the places that people held, and all balances
    together are the opening ones and the places that were owed and stayed empty.
    """
    owed, held, open_ = Counter[Heap](), Counter[Heap](), Counter[Heap]()
    for problem, roster in months:
        for slot in problem.slots:
            for seats in slot.seats:
                if seats.owed:
                    turn, there = slot.weight * ONE_TURN, len(roster.who(seats.key))
                    owed[slot.pool, slot.burden] += turn * turns_owed(problem, slot, seats)
                    held[slot.pool, slot.burden] += turn * there
                    open_[slot.pool, slot.burden] += turn * (turns_owed(problem, slot, seats) - there)
    standing, found = report.standing, []
    before = _sums(ledger.opening(unit).opening)
    balances = _sums({a: standing.balance(a) for a in {*standing.opening, *standing.shares, *standing.burdens}})
    for heap in sorted({*owed, *held, *before, *balances}):
        for what, was, right in (
            ("shares", _sums(standing.shares)[heap], owed[heap]),
            ("burden", _sums(standing.burdens)[heap], held[heap]),
            ("balances", balances[heap], before[heap] + open_[heap]),
        ):
            if was != right:
                found.append(
                    f"{heap[0]} {heap[1].name.lower()}: {what} are {was / ONE_TURN}, should be {right / ONE_TURN}"
                )
    return found


def turns_owed(problem: Problem, slot: Slot, seats: Seats) -> int:
    """Count the turns that somebody owes for seats: every one that must be filled, if there is anybody to be asked.

    Where turns go by departments or in an order, a turn is owed by whoever is due, if any of their own is there.
    """
    if seats.line is None:
        return seats.least if seats.sharers else 0
    takers = {person if seats.line.of_people else problem.department(person, slot.day) for person in seats.sharers}
    return len(takers & {*seats.due})


def spread(problem: Problem, roster: Roster) -> dict[Heap, int]:
    """Give the largest balance after a month by pool and class, of those who could be asked in it."""
    standing = ledger.close(problem, roster)
    return {
        heap: max((abs(standing.balance(Account(*heap, p))) for p in ledger.asked(problem, *heap)), default=0)
        for heap in fairness_levels(problem)
    }


def beyond(report: Report, spreads: list[dict[Heap, int]]) -> list[str]:
    """Say whose balance is larger than any that was reported for the pool and class after any month."""
    standing, found = report.standing, []
    for account in {*standing.shares, *standing.burdens}:
        most = max((own.get((account.pool, account.burden), 0) for own in spreads), default=0)
        if abs(standing.balance(account)) > most:
            found.append(
                f"{account.person}: {account.pool} {standing.balance(account) / ONE_TURN} is beyond the spread"
            )
    return found


def _sums(amounts: Mapping[Account, int]) -> Counter[Heap]:
    sums = Counter[Heap]()
    for account, amount in amounts.items():
        sums[account.pool, account.burden] += amount
    return sums

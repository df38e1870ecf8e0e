"""The ledger （值班台账） as an audience may see it: by pool, class and year, unequal shares explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator import ledger
from generator.check import Report
from generator.data.project import UnitData
from generator.data.regulations.resolve import Citation
from generator.problem.slots import BurdenClass
from generator.problem.standing import ONE_TURN, Account, Standing
from generator.render.views.persons import SEEN_BY, Viewer

TURNS = "departments-in-turn"
COURSE = 12
"""Periods of which the course is drawn: a year of months."""


@dataclass(frozen=True)
class BalanceView:
    """One line of the ledger, in turns: due, served, and what is still owed (negative: ahead)."""

    person: str
    department: str
    due: float
    served: int
    balance: float


@dataclass(frozen=True)
class Ends:
    """The smallest and the largest balance after a period, in turns."""

    period: str
    smallest: float
    largest: float


@dataclass(frozen=True)
class ClassView:
    """One class of a pool: over all years, and each year apart; lines for staff only, those who owe most first.

    ``course``: the smallest and the largest balance at the end of each of the last periods.
    """

    title: str
    rows: tuple[BalanceView, ...]
    years: tuple[tuple[int, tuple[BalanceView, ...]], ...]  # newest first
    spread: tuple[float, float]  # smallest and largest balance
    course: tuple[Ends, ...] = ()


@dataclass(frozen=True)
class DepartmentView:
    """What a department owes where departments take turns: in all, and each of its people on average."""

    title: str
    people: int
    due: float

    @property
    def each(self) -> float:
        """Turns due to each of its people on average."""
        return self.due / self.people


@dataclass(frozen=True)
class PoolView:
    """One pool.

    ``departments``: those who owe most each first, where they take turns and so owe unequally; ``turns`` is their
    article.
    """

    title: str
    classes: tuple[ClassView, ...]
    departments: tuple[DepartmentView, ...]
    turns: Citation


def pools(reports: Sequence[Report], viewer: Viewer) -> tuple[PoolView, ...]:
    """Give the ledger after the last of some reports, which follow each other; who left is not listed."""
    if not reports:
        return ()
    last = reports[-1]
    unit, staff = last.problem.unit, viewer != "public"
    seen = {s.pool for report in reports for s in report.problem.slots if s.audience in SEEN_BY[viewer]}
    years = _years(reports)
    found = []
    for pool, title in unit.unit.pools.items():
        held = last.standing
        own = sorted(
            a
            for a in {*held.opening, *held.shares, *held.burdens}
            if a.pool == pool and a.pool in seen and a.person in last.problem.people
        )
        classes = tuple(_class(reports, [a for a in own if a.burden is b], years, staff) for b in _present(own))
        if classes:
            turns = _turns(reports, pool)
            departments = tuple(_departments(unit, own, held, last.problem.period.last)) if staff and turns else ()
            departments = departments if len({round(d.each, 2) for d in departments}) > 1 else ()
            found.append(PoolView(title, classes, departments, turns or Citation()))
    return tuple(found)


def _present(accounts: Sequence[Account]) -> list[BurdenClass]:
    return [burden for burden in BurdenClass if any(a.burden is burden for a in accounts)]


def _years(reports: Sequence[Report]) -> dict[int, Standing]:
    """Give shares and burdens of each calendar year; a period counts for the year in which it begins."""
    shares: dict[int, Counter[Account]] = {}
    burdens: dict[int, Counter[Account]] = {}
    for report in reports:
        year = report.problem.period.first.year
        shares.setdefault(year, Counter()).update(ledger.period_shares(report.problem))
        burdens.setdefault(year, Counter()).update(ledger.period_burdens(report.problem, report.roster))
    return {year: Standing(shares=shares[year], burdens=burdens[year]) for year in sorted(shares, reverse=True)}


def _class(
    reports: Sequence[Report], accounts: Sequence[Account], years: dict[int, Standing], staff: bool
) -> ClassView:
    last = reports[-1]
    unit, day = last.problem.unit, last.problem.period.last
    rows = _rows(unit, last.standing, accounts, day)
    by_year = tuple(
        (year, own)
        for year, held in years.items()
        if (own := _rows(unit, held, [a for a in accounts if a in held.shares or a in held.burdens], day))
    )
    spread = (rows[-1].balance, rows[0].balance)
    course = tuple(_ends(report, accounts) for report in reports[-COURSE:])
    return ClassView(accounts[0].burden.value, rows if staff else (), by_year if staff else (), spread, course)


def _ends(report: Report, accounts: Sequence[Account]) -> Ends:
    balances = [report.standing.balance(account) / ONE_TURN for account in accounts]
    return Ends(report.problem.period.title, min(balances), max(balances))


def _rows(unit: UnitData, held: Standing, accounts: Sequence[Account], last: date) -> tuple[BalanceView, ...]:
    rows = []
    for account in accounts:
        service = unit.people[account.person].serving(last)
        rows.append(
            BalanceView(
                unit.people[account.person].name,
                unit.unit.departments[service.department] if service else "已离开",
                (held.opening.get(account, 0) + held.shares.get(account, 0)) / ONE_TURN,
                held.burdens.get(account, 0) // ONE_TURN,
                held.balance(account) / ONE_TURN,
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.balance, row.person)))


def _turns(reports: Sequence[Report], pool: str) -> Citation | None:
    """Give the article by which departments take turns in a pool, as last applied; None where persons do."""
    own = [slot for report in reports for slot in report.problem.slots if slot.pool == pool]
    slots = [slot for slot in own if any(seats.line and not seats.line.of_people for seats in slot.seats)]
    if not slots:
        return None
    bound = slots[-1].rules.get(TURNS)
    return bound.citation if bound else slots[-1].citation


def _departments(unit: UnitData, accounts: Sequence[Account], held: Standing, last: date) -> Iterator[DepartmentView]:
    """Add up what each department's people owe: the turns are the same for all departments, their sizes are not."""
    due: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    for account in accounts:
        if (service := unit.people[account.person].serving(last)) and account in held.shares:
            due[service.department] += held.shares[account]
            people.setdefault(service.department, set()).add(account.person)
    views = [DepartmentView(unit.unit.departments[d], len(people[d]), due[d] / ONE_TURN) for d in people]
    yield from sorted(views, key=lambda view: (-view.each, view.title))

"""The sample's history: published in sequence, kept by every rule, and fair in every pool at the end of every period."""

from __future__ import annotations

import pytest

from generator import ledger
from generator.check import broken_chain, check
from generator.data.project import Project
from generator.problem.standing import ONE_TURN, Account
from generator.rules.base import EMPTY_SEATS, fairness_levels
from generator.solver import solve

UNITS = {"hall": 1000, "hotline": 100, "logistics": 90, "social-security": 50, "town": 100}
"""Units of the sample, and how many balances of them there are to look at, at least."""


@pytest.mark.parametrize("name", UNITS)
def test_every_balance_stays_below_one_turn(sample: Project, name: str) -> None:
    seen = 0
    for problem, roster in ledger.months(sample, sample.units[name]):
        standing = ledger.close(problem, roster)
        for pool, burden in fairness_levels(problem):
            for person in ledger.asked(problem, pool, burden):
                assert abs(standing.balance(Account(pool, burden, person))) < ONE_TURN, (problem.period, pool, person)
                seen += 1
    assert seen > UNITS[name]


@pytest.mark.parametrize("name", UNITS)
def test_every_period_was_proven_on_every_level_and_keeps_every_rule(sample: Project, name: str) -> None:
    unit = sample.units[name]
    assert not broken_chain(unit)
    for problem, roster in ledger.months(sample, unit):
        record = unit.published[problem.period.name].plan
        assert all(level.proven for level in record.levels)
        assert not check(problem, roster).grave


def test_the_month_after_can_be_filled(sample: Project) -> None:
    """Of every unit whose next month has a calendar."""
    after = [(unit, unit.newest_month.next()) for unit in sample.units.values() if unit.newest_month]
    open_ = [(unit, month) for unit, month in after if sample.calendar.announced(month.last)]
    assert open_
    for unit, month in open_:
        [level] = solve(ledger.carry(sample, unit, month), 120, last=EMPTY_SEATS).levels
        assert (level.value, level.proven) == (0, True), unit.id


def test_every_unit_of_the_sample_is_here(sample: Project) -> None:
    assert {*sample.units} == {*UNITS}


def test_holidays_were_published_ahead_and_the_months_kept_to_them(sample: Project) -> None:
    unit = sample.units["hall"]
    order = [history.period.name for history in unit.in_order()]
    assert order.index("2026-国庆") < order.index("2026-09") < order.index("2026-10")
    holiday = {key.day for key in unit.published["2026-国庆"].roster.held}
    assert len(holiday) == 7
    assert not any(key.duty == "holiday-duty" for key in unit.published["2026-10"].roster.held)

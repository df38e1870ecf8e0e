"""The ledger adds up."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import ledger
from generator.data.project import Project
from generator.problem.slots import BurdenClass
from generator.problem.standing import ONE_TURN, Account
from tests import tiny

DESK = {"d": {"seats": {"keeper": {"title": "值班员", "from": "all"}}}}


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3), st.sampled_from([Fraction(1), Fraction(1, 2)]), min_size=1
    )
)
def test_shares_of_a_seat_add_up_and_are_exact_to_one_unit(weights: dict[str, Fraction]) -> None:
    parts = ledger.divide(ONE_TURN, weights, "seat")
    assert sum(parts.values()) == ONE_TURN
    for person, part in parts.items():
        assert abs(part - ONE_TURN * weights[person] / sum(weights.values())) < 1


def test_shares_by_weight_and_leave(tmp_path: Path) -> None:
    spec = {
        "people": {
            "全职": "a",
            "半职": {"department": "a", "proportion": "1/2"},
            "年休": {"department": "a", "leave": [{"from": "2026-12-01"}]},
            "事假": {"department": "a", "leave": [{"from": "2026-12-01", "kind": "own"}]},
        },
        "days": ["2026-12-01", "2026-12-01"],
        "duties": DESK,
    }
    problem = tiny.problem(tmp_path, spec)
    slot = problem.slots[0]
    number = tiny.ids(spec)
    # who is on 年休假 owes nothing that day; 事假 does not forgive: weights 1 + 1/2 + 1 = 5/2
    owed = ledger.shares(problem, slot, slot.seats[0])
    assert owed == {
        number["全职"]: ONE_TURN * 2 // 5,
        number["半职"]: ONE_TURN // 5,
        number["事假"]: ONE_TURN * 2 // 5,
    }
    assert problem.seats[slot.seats[0].key].candidates == tuple(sorted((number["全职"], number["半职"])))


def test_the_turn_of_a_department_is_divided_among_its_own(tmp_path: Path) -> None:
    seats = {"members": {"title": "成员", "count": 2, "from": "all", "turn": "departments"}}
    spec = {
        "people": {"甲": "a", "乙": "a", "丙": "b", "丁": "c"},
        "days": ["2026-12-01", "2026-12-01"],
        "duties": {"d": {"seats": seats}},
    }
    problem = tiny.problem(tmp_path, spec)
    number = tiny.ids(spec)
    owed = ledger.shares(problem, problem.slots[0], problem.slots[0].seats[0])
    assert owed == {number["甲"]: ONE_TURN // 2, number["乙"]: ONE_TURN // 2, number["丙"]: ONE_TURN}


def test_balances_of_the_sample_add_up_to_nothing(sample: Project) -> None:
    """Every turn that is owed is served by somebody: over all people of a pool the balances cancel out."""
    unit = sample.units["hall"]
    for problem, roster in ledger.months(sample, unit):
        standing = ledger.close(problem, roster)
        accounts = {*standing.opening, *standing.shares, *standing.burdens}
        for pool in unit.unit.pools:
            assert sum(standing.balance(a) for a in accounts if a.pool == pool) == 0


def test_a_published_month_moves_the_balance_by_share_less_burden(tmp_path: Path) -> None:
    spec = {
        "people": {"甲": "a", "乙": "a"},
        "days": ["2026-12-01", "2026-12-01"],
        "before": {"2026-11-30": "甲"},
        "opening": {"甲": "1/4", "乙": "-1/4"},
        "duties": DESK,
    }
    standing = tiny.problem(tmp_path, spec).standing
    number = tiny.ids(spec)
    balance = {n: standing.balance(Account("pool", BurdenClass.ORDINARY, i)) / ONE_TURN for n, i in number.items()}
    assert balance == pytest.approx({"甲": 0.25 + 0.5 - 1, "乙": -0.25 + 0.5})


def test_seats_that_are_only_offered_carry_no_burden(tmp_path: Path) -> None:
    spec = {
        "people": {"甲": "a", "乙": "a"},
        "days": ["2026-12-01", "2026-12-01"],
        "duties": {"d": {"seats": {"leader": {"title": "领导", "from": "all", "count": 2, "least": 0}}}},
    }
    problem = tiny.problem(tmp_path, spec)
    roster = tiny.roster(problem, spec, {"2026-12-01": "甲 乙"})
    assert not ledger.period_shares(problem)
    assert not ledger.period_burdens(problem, roster)

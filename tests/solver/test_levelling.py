"""Turns passed on: nothing that was kept or reached is lost, and at the end no single turn can be passed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations, product

from hypothesis import given
from hypothesis import strategies as st

from generator.data.records.roster import Roster, SeatKey
from generator.rules.base import Instance
from generator.solver.levelling import levelled
from generator.solver.lives import Held
from generator.solver.posting import Excess, Posted

PEOPLE = ("甲", "乙", "丙")
KEYS = [SeatKey(duty, date(2026, 12, 1), "seat") for duty in "abc"]
HELD: list[Held] = [(key, person) for key in KEYS for person in PEOPLE]
SOME = [tuple(some) for size in range(3) for some in combinations(PEOPLE, size)]
NOBODY = Instance("any", HELD[0][0])
LEVELS = ("most", "squares")

sums = st.lists(
    st.tuples(st.integers(-3, 3).filter(bool), st.one_of(st.sampled_from(HELD), st.frozensets(st.sampled_from(HELD)))),
    min_size=1,
    max_size=4,
)


@dataclass(frozen=True)
class Case:
    """What is posted, and a roster that keeps it."""

    posted: Posted
    roster: Roster


@st.composite
def cases(draw: st.DrawFn) -> Case:
    posted = Posted()
    roster = Roster({key: draw(st.sampled_from(SOME)) for key in KEYS})
    weights = {key: draw(st.integers(1, 3)) for key in KEYS}
    for terms in draw(st.lists(sums, max_size=3)):
        trial = Posted()
        trial.penalise("sum", terms)
        posted.at_most(terms, trial.value("sum", roster) + draw(st.integers(0, 1)), NOBODY)
    for terms in draw(st.lists(sums, max_size=2)):
        posted.penalise("turn-order", [(1, Excess(terms, draw(st.integers(-2, 2))))])
    may = draw(st.sets(st.sampled_from(HELD), min_size=1))
    amounts = [
        (draw(st.integers(-3, 3)), [(weights[key], (key, p)) for key in KEYS if (key, p) in may]) for p in PEOPLE
    ]
    posted.smallest_spread(LEVELS, amounts)
    return Case(posted, roster)


def one_turn_on(posted: Posted, roster: Roster) -> Iterator[Roster]:
    """Every roster in which a single turn of the spread went to another person."""
    may = {who for _, terms in posted.spreads[0].amounts for _, who in terms}
    for key, (gone, come) in product(KEYS, permutations(PEOPLE, 2)):
        here = roster.who(key)
        if gone in here and come not in here and {(key, gone), (key, come)} <= may:
            yield roster.having(key, {*here, come} - {gone})


@given(cases())
def test_nothing_is_lost_and_nothing_is_left_to_pass_on(case: Case) -> None:
    posted, before = case.posted, case.roster
    after = levelled(posted, before, ["turn-order"], posted.spreads)
    assert posted.kept(after)
    assert posted.value("turn-order", after) <= posted.value("turn-order", before)
    assert all(posted.value(level, after) <= posted.value(level, before) for level in LEVELS)
    assert {key: len(after.who(key)) for key in KEYS} == {key: len(before.who(key)) for key in KEYS}
    for other in one_turn_on(posted, after):
        if posted.kept(other) and posted.value("turn-order", other) <= posted.value("turn-order", after):
            assert posted.value("squares", other) >= posted.value("squares", after)


def test_a_turn_goes_to_whoever_has_least() -> None:
    posted = Posted()
    posted.smallest_spread(LEVELS, [(0, [(2, (key, person)) for key in KEYS]) for person in PEOPLE])
    posted.at_most([(2, (KEYS[0], "乙"))], 1, NOBODY)
    after = levelled(posted, Roster(dict.fromkeys(KEYS, ("甲",))), [], posted.spreads)
    assert sorted(person for key in KEYS for person in after.who(key)) == sorted(PEOPLE)
    assert after.who(KEYS[0]) != ("乙",)

"""Parts of what was posted: a relaxation is never dearer, components never meet, cliques say what the pairs said."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from generator.data.records.roster import Roster, SeatKey
from generator.rules.base import Instance
from generator.solver.cliques import cliques
from generator.solver.lives import Held
from generator.solver.parts import components, opened, within
from generator.solver.posting import Excess, Posted, Row, booleans, weighed

DAY = date(2026, 12, 1)
HELD: list[Held] = [(SeatKey(duty, DAY, "seat"), person) for duty in "ab" for person in ("甲", "乙", "丙")]
NOBODY = Instance("any", HELD[0][0])

variables = st.one_of(st.sampled_from(HELD), st.frozensets(st.sampled_from(HELD), min_size=1, max_size=3))
sums = st.lists(st.tuples(st.integers(-3, 3).filter(bool), st.sampled_from(HELD)), min_size=1, max_size=4)
positive = st.lists(st.tuples(st.integers(1, 3), variables), min_size=1, max_size=4)


@st.composite
def postings(draw: st.DrawFn) -> Posted:
    """Rows, excesses, plain penalties and a spread over six Booleans."""
    posted = Posted()
    for terms in draw(st.lists(st.one_of(sums, positive), max_size=5)):
        posted.at_most(terms, draw(st.integers(-1, 3)), NOBODY)
    for terms in draw(st.lists(sums, max_size=3)):
        posted.penalise("wishes", [(draw(st.integers(1, 3)), Excess(terms, draw(st.integers(-2, 2))))])
    for terms in draw(st.lists(positive, max_size=2)):
        posted.penalise("draw", terms, draw(st.integers(0, 3)))
    if draw(st.booleans()):
        amounts = [(draw(st.integers(-3, 3)), [(n, v) for n, v in terms if n > 0]) for terms in draw(st.lists(sums))]
        posted.smallest_spread(("most", "squares"), amounts)
    return posted


def rosters() -> list[Roster]:
    """Every way to hold the six."""
    found = []
    for chosen in product((False, True), repeat=len(HELD)):
        held: dict[SeatKey, tuple[str, ...]] = {key: () for key, _ in HELD}
        for (key, person), there in zip(HELD, chosen, strict=True):
            held[key] += (person,) if there else ()
        found.append(Roster(held))
    return found


ALL = rosters()
LEVELS = ("wishes", "draw", "most", "squares")


def kept(posted: Posted, roster: Roster) -> bool:
    """Whether the roster keeps every row, and what is shut."""
    shut = any(person in roster.who(key) for key, person in posted.shut)
    return not shut and all(weighed(row.terms, roster) <= row.limit for row in posted.rows)


@given(postings())
def test_what_is_shut_is_left_out_and_nothing_else_changes(posted: Posted) -> None:
    part = opened(posted)
    assert not posted.shut & {who for row in part.rows for who in booleans(row.terms)}
    for roster in ALL:
        if not any(person in roster.who(key) for key, person in posted.shut):
            assert kept(part, roster) == kept(posted, roster)
            assert [part.value(name, roster) for name in LEVELS] == [posted.value(name, roster) for name in LEVELS]


@given(postings(), st.frozensets(st.sampled_from(HELD)))
def test_a_relaxation_allows_more_and_weighs_less(posted: Posted, keep: frozenset[Held]) -> None:
    part = within(posted, keep)
    assert {who for row in part.rows for who in booleans(row.terms)} <= keep
    for roster in ALL:
        assert kept(part, roster) or not all(weighed(row.terms, roster) <= row.limit for row in posted.rows)
        for name in LEVELS:
            assert part.value(name, roster) <= posted.value(name, roster)


@given(postings())
def test_components_never_meet_and_add_up(posted: Posted) -> None:
    parts = components(posted)
    own = [
        {who for row in part.rows for who in booleans(row.terms)}
        | {who for penalties in part.penalties.values() for p in penalties for who in booleans(p.terms)}
        | {who for spread in part.spreads for _, terms in spread.amounts for who in booleans(terms)}
        for part in parts
    ]
    assert not any(one & other for one, other in combinations(own, 2))
    for roster in ALL:
        assert all(kept(part, roster) for part in parts) == all(
            weighed(r.terms, roster) <= r.limit for r in posted.rows
        )
        for name in LEVELS:
            assert sum(part.value(name, roster) for part in parts) == posted.value(name, roster)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1])))
def test_cliques_say_exactly_what_the_pairs_said(pairs: list[tuple[int, int]]) -> None:
    said = {frozenset(pair) for clique in cliques(pairs) for pair in combinations(clique, 2)}
    assert said == {frozenset(pair) for pair in pairs}


def test_a_row_that_nothing_can_break_is_not_kept() -> None:
    posted = Posted()
    posted.at_most([(1, HELD[0]), (1, HELD[1])], 2, NOBODY)
    posted.at_most([(1, HELD[0]), (1, HELD[1])], 1, NOBODY)
    assert posted.rows == [Row([(1, HELD[0]), (1, HELD[1])], 1, ("any", ""))]

"""Turns of departments: the fixed order, turns owed, turns served ahead."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.problem.turns import Line, TurnState, after, due

ORDER = ("a", "b", "c", "d", "e")
LINE = Line(ORDER)


def test_the_order_goes_on_from_slot_to_slot() -> None:
    first, state = due(LINE, TurnState(), 2, ORDER, ORDER)
    second, state = due(LINE, state, 2, ORDER, ORDER)
    third, state = due(LINE, state, 2, ORDER, ORDER)
    assert (first, second, third) == (("a", "b"), ("c", "d"), ("e", "a"))


def test_who_cannot_supply_owes_and_serves_first_at_the_next_slot() -> None:
    first, state = due(LINE, TurnState(), 2, ORDER, ["a", "c", "d", "e"])
    assert (first, state.owed) == (("a", "c"), {"b": 1})
    second, state = due(LINE, state, 2, ORDER, ORDER)
    assert (second, state.owed, state.next) == (("b", "d"), {}, "e")


def test_who_has_no_members_owes_nothing() -> None:
    assert due(LINE, TurnState(), 1, ["b"], ["b"]) == (("b",), TurnState("c"))


def test_who_served_out_of_turn_is_passed_over_once() -> None:
    was_due, state = due(LINE, TurnState(), 1, ORDER, ORDER)
    state = after(LINE, state, was_due, ["b"])  # b stood in for a
    assert state.owed == {"a": 1, "b": -1}
    second, state = due(LINE, state, 2, ORDER, ORDER)
    assert (second, state.owed) == (("a", "c"), {})


def test_who_served_ahead_serves_again_where_nobody_else_can() -> None:
    found, state = due(Line(("a", "b")), TurnState("a", {"b": -1}), 1, ["a", "b"], ["b"])
    assert found == ("b",)
    assert state.owed == {"a": 1, "b": -1}


@given(
    st.lists(st.sets(st.sampled_from(ORDER), min_size=1), min_size=1, max_size=40),
    st.integers(min_value=1, max_value=3),
)
def test_turns_add_up(able: list[set[str]], count: int) -> None:
    """Over any availability: turns due differ between departments by the turns owed and at most one round."""
    state, served = TurnState(), Counter[str]()
    for there in able:
        found, state = due(LINE, state, count, ORDER, there)
        assert len(found) == len(set(found)) == min(count, len(there))
        assert set(found) <= there
        served.update(found)
    with_debts = [served[d] + state.owed.get(d, 0) for d in ORDER]
    assert max(with_debts) - min(with_debts) <= 1


def test_where_the_queue_moves_nothing_is_owed() -> None:
    line = Line(ORDER, owing=False)
    first, state = due(line, TurnState(), 1, ORDER, ["b", "c", "d", "e"])
    assert (first, state) == (("b",), TurnState("c"))
    assert after(line, state, first, ["d"]) == TurnState("c")


def test_an_order_by_the_weekday_begins_where_it_is_told() -> None:
    """A holiday on a Monday: the next day is Tuesday's department, whoever served last."""
    found, _ = due(Line(ORDER, begins="b"), TurnState("a"), 1, ORDER, ORDER)
    assert found == ("b",)

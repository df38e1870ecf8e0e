"""A month turn by turn: by person, by window and by week, with who takes over, and the course of the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from generator.data.project import Project
from generator.render.pages import lookups, rosters
from generator.render.pages.holders import by_person, by_post, turns
from generator.render.views import links
from generator.render.views.balances import Ends
from generator.render.views.gather import Site
from generator.render.views.persons import Viewer
from tests.render import pages as made
from tests.render.pages import Months, Page

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def winter(sample: Project) -> Months:
    """November and December, filled without the solver."""
    return made.rosters(made.unpublished(sample), "2026-11", "2026-12")


def built(sample: Project, winter: Months, viewer: Viewer) -> Site:
    return made.site(sample, winter, TODAY, viewer)


def test_each_turn_says_who_takes_over_in_the_next_slot(sample: Project, winter: Months) -> None:
    site = built(sample, winter, "staff")
    november, december = site.months["hall"]
    roster = winter[1][1]
    for turn in turns(site.months["hall"], november):
        assert turn.next_on is not None
        assert turn.next_on > turn.slot.day
        if turn.next_on == date(2026, 12, 1):  # the last of November hands over to the first of December
            key = next(
                k for k in roster.held if (k.duty, k.day, k.seat) == (turn.slot.duty, turn.next_on, turn.seat.id)
            )
            names = {sample.units["hall"].people[p].name for p in roster.who(key)}
            assert {person.name for person in turn.takes_over} == names
    last = [turn for turn in turns(site.months["hall"], december) if turn.slot.day == date(2026, 12, 31)]
    assert last
    assert all(turn.next_on is None and not turn.takes_over for turn in last)


def test_no_turn_is_lost_and_none_counted_twice(sample: Project, winter: Months) -> None:
    site = built(sample, winter, "staff")
    december, roster = site.months["hall"][1], winter[1][1]
    every = sum(len(people) for people in roster.held.values())
    own = turns(site.months["hall"], december)
    order = [post.title for post in sample.units["hall"].posts.values()]
    assert len(own) == every
    for holders in (by_person(own), by_post(own, order)):
        assert sum(len(holder.turns) for holder in holders) == every
    assert len({holder.title for holder in by_person(own)}) == len(
        {p for people in roster.held.values() for p in people}
    )


def test_windows_stand_in_their_order_before_those_who_have_none(sample: Project, winter: Months) -> None:
    site = built(sample, winter, "public")
    order = [post.title for post in sample.units["hall"].posts.values()]
    shown = [holder.title for holder in by_post(turns(site.months["hall"], site.months["hall"][1]), order)]
    places = [order.index(title) if title in order else len(order) for title in shown]
    assert places == sorted(places)
    assert places[0] < places[-1] == len(order)


def test_only_staff_look_by_person(sample: Project, winter: Months) -> None:
    staff, public = (lookups.pages(built(sample, winter, viewer)) for viewer in ("staff", "public"))
    person = links.rosters.people_page("hall", "2026-12")
    assert person in staff
    assert person not in public
    said = Page(str(staff[person])).text
    assert "07:55 到岗" in said
    assert "《值班组制度》第二条" in said
    assert "到岗" not in Page(str(public[links.rosters.posts_page("hall", "2026-12")])).text


def test_every_day_with_a_slot_stands_in_a_week(sample: Project, winter: Months) -> None:
    page = Page(str(lookups.pages(built(sample, winter, "public"))[links.rosters.weeks_page("hall", "2026-12")]))
    weeks = ["w2026-11-30", "w2026-12-07", "w2026-12-14", "w2026-12-21", "w2026-12-28"]
    assert [name for name in page.ids if name.startswith("w2026")] == weeks
    for slot in (slot for day in built(sample, winter, "public").months["hall"][1].days for slot in day.slots):
        assert f"{slot.day.month}/{slot.day.day}" in page.text


def test_the_course_is_drawn_between_one_turn_ahead_and_one_behind() -> None:
    course = (Ends("2026年11月", -0.5, 0.25), Ends("2026年12月", -2, 1))
    assert [rosters.height(value, course) for value in (0, 2, -2, 1)] == [55, 5, 105, 30]
    assert rosters.height(1, (Ends("2026年11月", 0, 0.5),)) == 5


def test_the_course_ends_where_the_ledger_stands(sample: Project, winter: Months) -> None:
    for pool in built(sample, winter, "staff").ledgers["hall"]:
        for own in pool.classes:
            assert [one.period for one in own.course] == ["2026年11月", "2026年12月"]
            assert (own.course[-1].smallest, own.course[-1].largest) == own.spread

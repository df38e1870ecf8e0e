"""What holds of every agenda: nobody meets on a day off, nothing is late by being moved earlier, one a period."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.agenda.listing import agenda
from generator.data.agenda.choices import choice
from generator.data.project import Project
from generator.days.dates import Dates
from tests.agenda.test_cases import with_series

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RECURS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda day: {"each": "week", "on": day}, st.sampled_from(WEEKDAYS)),
    st.builds(lambda day: {"each": "month", "on": str(day)}, st.integers(1, 31)),
    st.builds(
        lambda day, n: {"each": "month", "on": day, "nth": [str(n)]}, st.sampled_from(WEEKDAYS), st.integers(1, 4)
    ),
    st.builds(lambda n: {"each": "month", "on": "workday", "nth": [str(n)]}, st.integers(1, 12)),
    st.builds(
        lambda each: {"each": each, "on": "last-day"}, st.sampled_from(("month", "quarter", "half-year", "year"))
    ),
    st.builds(
        lambda every, start: {"each": "day", "on": "every-day", "every": str(every), "starting": str(start)},
        st.integers(2, 9),
        st.dates(date(2025, 6, 1), date(2025, 12, 31)),
    ),
)
FIRST = st.dates(date(2025, 3, 1), date(2026, 9, 1))
CHOICES = st.fixed_dictionaries(
    {
        "no_workday": st.sampled_from(("skip", "move")),
        "shift_on": st.sampled_from(("rest-days", "holidays")),
    }
)


def series(recurs: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"title": "一事", "kind": "meeting", "article": "custom", "recurs": recurs, **said}


@given(RECURS, CHOICES, FIRST)
def test_what_is_moved_earlier_is_on_a_working_day_never_late_and_once_a_period(
    sample: Project, recurs: dict[str, Any], choices: dict[str, str], first: date
) -> None:
    unit = with_series(sample.units["hall"], thing=series(recurs, shift="earlier", **choices))
    found = agenda(sample, unit, first, first + timedelta(days=120)).occurrences
    held = [own for own in found if own.held]
    for own in held:
        kind = sample.calendar.kind(own.day)
        assert kind.worked or (choices["shift_on"] == "holidays" and sample.calendar.holiday(own.day) is None)
        assert own.day <= own.nominal
        assert bool(own.why) == (own.day != own.nominal)
    assert max(Counter(own.period for own in held).values(), default=0) <= 1


@given(RECURS, st.sampled_from(("earlier", "later", "stays", "skip")), FIRST, st.integers(1, 60))
def test_a_stretch_is_the_sum_of_its_parts(
    sample: Project, recurs: dict[str, Any], shift: str, first: date, cut: int
) -> None:
    unit = with_series(sample.units["hall"], thing=series(recurs, shift=shift))
    last, middle = first + timedelta(days=90), first + timedelta(days=cut)
    whole = agenda(sample, unit, first, last).occurrences
    parts = (agenda(sample, unit, first, middle), agenda(sample, unit, middle + timedelta(days=1), last))
    assert whole == tuple(own for part in parts for own in part.occurrences)


@given(RECURS, FIRST)
def test_what_stays_is_on_its_nominal_day_whatever_the_calendar_says(
    sample: Project, recurs: dict[str, Any], first: date
) -> None:
    unit = with_series(sample.units["hall"], thing=series(recurs, shift="stays"))
    assert all(own.day == own.nominal for own in agenda(sample, unit, first, first + timedelta(days=60)).occurrences)


def test_the_day_of_a_pending_year_is_never_guessed(sample: Project) -> None:
    for unit in sample.units.values():
        found = agenda(sample, unit, date(2027, 1, 1), date(2027, 6, 30))
        assert {choice(sample.regulations, "shift", own.series.shift, own.day) for own in found.occurrences} <= {
            "stays"
        }
        assert all(own.day == own.nominal for own in found.occurrences)


def test_who_takes_part_in_what_blocks_cannot_be_on_a_duty_then(sample: Project) -> None:
    unit = sample.units["logistics"]
    (meeting,) = Dates(sample, unit).blocked(date(2026, 12, 10))
    leads = {p.id for p in unit.people.values() if (s := p.serving(date(2026, 12, 10))) and s.role == "section-head"}
    teams = {unit.people[person].serving(date(2026, 12, 10)).department for person in meeting.people}  # type: ignore[union-attr]
    assert meeting.title == "安全例会"
    assert meeting.people <= leads
    assert teams == {"students", "meetings", "fleet", "canteen"}
    assert [f"{moment:%m-%d %H:%M}" for moment in meeting.span] == ["12-10 15:30", "12-10 16:30"]
    assert [*Dates(sample, unit).blocked(date(2026, 12, 11))] == []


def test_a_meeting_for_which_stand_ins_are_found_blocks_nobody(sample: Project) -> None:
    assert [*Dates(sample, sample.units["hall"]).blocked(date(2026, 11, 27))] == []

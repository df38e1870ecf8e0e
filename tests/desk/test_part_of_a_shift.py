"""A part of a shift passes on: whoever keeps the rest serves on, and each is credited with their own time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import generator
from generator import ledger
from generator.check import Report, broken_chain, check
from generator.data.project import Project
from generator.data.records.roster import SeatKey
from generator.desk import revising, substitute
from generator.errors import Refused
from generator.problem.standing import ONE_TURN
from generator.reasons.moves import Move
from generator.render.views.view import month_view
from tests import tiny
from tests.desk.test_substitute import NOW, absence, published

DAY = date(2026, 11, 30)
KEY = SeatKey("d", DAY, "keeper")
SPEC: dict[str, Any] = {
    "people": {"甲": "a", "乙": "a", "丙": "b"},
    "duties": {
        "d": {"hours": {"from": "08:00", "to": "18:00"}, "seats": {"keeper": {"title": "值班员", "from": "all"}}}
    },
}
NUMBER = tiny.ids(SPEC)


def at(hour: int) -> datetime:
    return datetime(2026, 11, 30, hour)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return published(tmp_path, SPEC, {"2026-11-30": "甲"})


def report(project: Project) -> Report:
    [(problem, roster)] = ledger.months(project, project.units["u"])
    return check(problem, roster)


def accept(project: Project, moves: list[Move]) -> Project:
    revising.revise(project, report(project), moves, reason="请假", approved_by="", at=NOW)
    return generator.load(project.root)


def ask(project: Project, who: str, first: str, last: str) -> substitute.Case:
    [case] = substitute.substitute(project, project.units["u"], absence(NUMBER[who], first, last), NOW)
    return case


def test_only_the_time_of_the_absence_passes_on(project: Project) -> None:
    case = ask(project, "甲", "2026-11-30T14:00", "2026-11-30T18:00")
    assert case.places == ((KEY, NUMBER["甲"], (at(14), at(18))),)
    assert [option.moves for option in case.options] == [
        (Move(KEY, NUMBER["甲"], NUMBER[who], (at(14), at(18))),) for who in ("乙", "丙")
    ]


def test_whoever_stands_in_is_credited_with_that_time_and_the_holder_with_the_rest(project: Project) -> None:
    before = report(project)
    after = report(accept(project, [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))]))
    slot, seats = after.problem.by_key[KEY], after.problem.seats[KEY]
    assert ledger.credits(slot, seats, before.roster) == {NUMBER["甲"]: ONE_TURN}
    assert ledger.credits(slot, seats, after.roster) == {
        NUMBER["甲"]: ONE_TURN * 6 // 10,
        NUMBER["乙"]: ONE_TURN * 4 // 10,
    }
    total = sum(after.standing.burdens.values())
    assert total == sum(before.standing.burdens.values())
    assert not after.grave


def test_the_leave_of_the_part_is_kept_and_one_of_the_rest_is_not(project: Project) -> None:
    leave = project.root / "rosters/u/leave/away.yml"
    leave.parent.mkdir(exist_ok=True)

    def away(first: str, last: str) -> Project:
        said = f'person: "{NUMBER["甲"]}"\nkind: own\nfrom: 2026-11-30\nuntil: 2026-11-30\n'
        leave.write_text(f'{said}starts: "{first}"\nends: "{last}"\nstatus: approved\n', encoding="utf-8")
        return generator.load(project.root)

    again = accept(away("14:00", "18:00"), [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))])
    assert not report(again).grave
    away("13:00", "18:00")
    assert [b.rule for b in report(generator.load(project.root)).grave] == ["leave-respected"]


def test_a_stand_in_of_a_part_is_replaced_in_turn_and_the_holder_may_come_back(project: Project) -> None:
    again = accept(project, [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))])
    case = ask(again, "乙", "2026-11-30", "2026-11-30")
    assert case.places == ((KEY, NUMBER["乙"], (at(14), at(18))),)
    assert {option.moves[0].person for option in case.options} == {NUMBER["甲"], NUMBER["丙"]}
    third = accept(again, [Move(KEY, NUMBER["乙"], NUMBER["丙"], (at(16), at(18)))])
    roster = report(third).roster
    assert roster.in_parts(KEY) == (
        (NUMBER["甲"], NUMBER["丙"], at(16), at(18)),
        (NUMBER["甲"], NUMBER["乙"], at(14), at(16)),
    )
    home = accept(third, [Move(KEY, NUMBER["丙"], NUMBER["甲"], (at(16), at(18)))])
    assert report(home).roster.in_parts(KEY) == ((NUMBER["甲"], NUMBER["乙"], at(14), at(16)),)
    assert not broken_chain(home.units["u"])


def test_a_part_is_undone_by_a_further_revision_once_nothing_follows_it(project: Project) -> None:
    first = accept(project, [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))])
    second = accept(first, [Move(KEY, NUMBER["乙"], NUMBER["丙"], (at(14), at(18)))])
    files = second.units["u"].published["2026-11"].files
    with pytest.raises(Refused, match="后来又改过"):
        revising.inverse(files[1][1], report(second).roster)
    back = accept(second, revising.inverse(files[2][1], report(second).roster))
    assert report(back).roster == report(first).roster
    plain = accept(back, revising.inverse(files[1][1], report(back).roster))
    assert report(plain).roster == report(project).roster


def test_a_holder_who_gives_up_the_place_takes_the_parts_along(project: Project) -> None:
    again = accept(project, [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))])
    whole = accept(again, [Move(KEY, NUMBER["甲"], NUMBER["丙"])])
    assert report(whole).roster.who(KEY) == (NUMBER["丙"],)
    assert report(whole).roster.in_parts(KEY) == ()


def test_a_stand_in_of_a_part_is_on_no_other_duty_then(tmp_path: Path) -> None:
    other = {
        "hours": {"from": "15:00", "to": "16:00"},
        "on": ["mon"],
        "seats": {"one": {"title": "巡查员", "from": "all"}},
    }
    project = published(
        tmp_path, SPEC | {"duties": SPEC["duties"] | {"p": other}}, {"2026-11-30": {"d": "甲", "p": "乙"}}
    )
    late = ask(project, "甲", "2026-11-30T14:00", "2026-11-30T18:00")
    assert [option.moves[0].person for option in late.options] == [NUMBER["丙"]]
    early = ask(project, "甲", "2026-11-30T08:00", "2026-11-30T12:00")
    assert {option.moves[0].person for option in early.options} == {NUMBER["乙"], NUMBER["丙"]}


def test_the_part_of_a_night_after_midnight_is_of_the_next_day(tmp_path: Path) -> None:
    night = {"hours": {"from": "23:00", "to": "08:00"}, "seats": {"keeper": {"title": "值班员", "from": "all"}}}
    project = published(tmp_path, SPEC | {"duties": {"d": night}}, {"2026-11-29": "甲", "2026-11-30": "丙"})
    key, early = SeatKey("d", date(2026, 11, 29), "keeper"), (datetime(2026, 11, 30), at(8))
    case = ask(project, "甲", "2026-11-30", "2026-11-30")
    assert case.places == ((key, NUMBER["甲"], early),)
    first = accept(project, [Move(key, NUMBER["甲"], NUMBER["乙"], early)])
    assert report(first).roster.in_parts(key) == ((NUMBER["甲"], NUMBER["乙"], *early),)
    gone = absence(NUMBER["甲"], "2026-11-30", "2026-11-30")
    assert not substitute.substitute(first, first.units["u"], gone, NOW)
    [(_, second)] = first.units["u"].published["2026-11"].files[1:]
    back = accept(first, revising.inverse(second, report(first).roster))
    assert report(back).roster == report(project).roster


def test_pages_say_who_serves_from_when_to_when(project: Project) -> None:
    again = report(accept(project, [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))]))
    view = month_view(again, "staff", status="已发布", revision=1, fingerprint="")
    [seat] = view.days[-1].slots[0].seats
    assert [(p.name, p.hours, p.new) for p in seat.people] == [
        ("甲", "08:00–14:00", False),
        ("乙", "14:00–18:00", True),
    ]
    assert seat.gone == ()


def test_whoever_is_away_in_the_middle_is_shown_for_the_whole_shift(project: Project) -> None:
    again = report(accept(project, [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(10), at(12)))]))
    [seat] = month_view(again, "staff", status="已发布", revision=1, fingerprint="").days[-1].slots[0].seats
    assert [(p.name, p.hours) for p in seat.people] == [("甲", ""), ("乙", "10:00–12:00")]

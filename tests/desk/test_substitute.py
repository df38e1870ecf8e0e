"""Stand-ins, swaps and what follows: the fewest changes, by every rule, and nothing published is touched."""

from __future__ import annotations

from datetime import date, datetime
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

import generator
from generator import ledger
from generator.check import Report, broken_chain, check
from generator.cli import main
from generator.data.project import Project
from generator.data.records.roster import Roster, SeatKey
from generator.desk import revising, seeking, substitute, swapping
from generator.desk.replanning import replan, rest
from generator.desk.substitute import Absence
from generator.errors import Refused
from generator.office import publishing
from generator.reasons.moves import Move, difference, moved
from tests import tiny

NOW = datetime(2026, 11, 30, 7, 30)
DAYS = [f"2026-11-{day:02d}" for day in range(1, 31)]
KEEPER = {"title": "值班员", "from": "all"}


def published(root: Path, spec: dict[str, Any], held: dict[str, Any]) -> Project:
    """Publish November with these people on these days; the others keep what the planner gave them."""
    project = tiny.load(root, spec | {"days": ["2026-11-01", "2026-11-30"]})
    unit = project.units["u"]
    draft = generator.plan(project, unit, unit.period("2026-11"))
    number = tiny.ids(spec)
    duties = {name: dict(slots) for name, slots in draft.record.duties.items()}
    for day, said in held.items():
        for duty, who in said.items() if isinstance(said, dict) else [(next(iter(duties)), said)]:
            seat = next(iter(duties[duty][date.fromisoformat(day)]))
            duties[duty][date.fromisoformat(day)] = {seat: (number[who],)}
    record = draft.record.model_copy(update={"duties": duties})
    publishing.write_draft(publishing.draft_path(project, unit, unit.period("2026-11"), "plan"), record)
    generator.publish(project, unit, unit.period("2026-11"), on=date(2026, 10, 20))
    return generator.load(root)


def absence(who: str, first: str, last: str) -> Absence:
    return Absence(who, seeking.moment(first), seeking.moment(last, end=True))


def report(project: Project) -> Report:
    [(problem, roster)] = ledger.months(project, project.units["u"])
    return check(problem, roster)


def fewest(problem: Report) -> int:
    """The fewest changed places of any roster of the last days that breaks no rule and leaves no place empty."""
    keys = [key for key in problem.problem.seats if key.day >= date(2026, 11, 28)]
    choices = [[*combinations(problem.problem.people, problem.problem.seats[key].count)] for key in keys]
    best = 10**6
    for chosen in product(*choices):
        roster = Roster({**problem.roster.held, **dict(zip(keys, chosen, strict=True))})
        changed = sum(len(set(problem.roster.who(key)) - set(roster.who(key))) for key in keys)
        if changed < best and not any(b.forbidden for b in check(problem.problem, roster).breaches):
            best = changed
    return best


def test_one_who_is_free_stands_in_and_no_fewer_places_could_change(tmp_path: Path) -> None:
    spec = {"people": {"甲": "a", "乙": "a", "丙": "b"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    project = published(tmp_path, spec, {"2026-11-30": "甲"})
    number = tiny.ids(spec)
    [case] = substitute.substitute(project, project.units["u"], absence(number["甲"], "2026-11-30", "2026-11-30"), NOW)
    assert case.places == ((SeatKey("d", date(2026, 11, 30), "keeper"), number["甲"], None),)
    assert [option.preferences for option in case.options] == [("department",), ("rank",)]
    assert [option.moves[0].person for option in case.options] == [number["乙"], number["丙"]]
    assert {option.size for option in case.options} == {fewest(case.report)} == {1}


def test_what_has_ended_is_not_looked_at(tmp_path: Path) -> None:
    spec = {"people": {"甲": "a", "乙": "a"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    project = published(tmp_path, spec, dict.fromkeys(DAYS[-2:], "甲"))
    cases = substitute.substitute(project, project.units["u"], absence("2", *DAYS[-2:]), datetime(2026, 11, 30, 7))
    assert [[key.day.day for key, *_ in case.places] for case in cases] == [[30]]


def test_one_person_over_neighbouring_days_comes_before_two(tmp_path: Path) -> None:
    spec = {"people": {"甲": "a", "乙": "a", "丙": "b"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    project = published(tmp_path, spec, dict.fromkeys(DAYS[-3:], "甲"))
    number = tiny.ids(spec)
    [case] = substitute.substitute(
        project, project.units["u"], absence(number["甲"], DAYS[-3], DAYS[-1]), datetime(2026, 11, 28, 7)
    )
    first = [{move.person for move in option.moves} for option in case.options[:2]]
    assert first == [{number["乙"]}, {number["丙"]}]
    assert all(option.size == 3 for option in case.options)


CHAINED = {
    # only the trained may keep the desk; the one who is free is not
    "people": {
        "甲": {"department": "a", "qualifications": ["trained"]},
        "乙": {"department": "a", "qualifications": ["trained"]},
        "丙": "b",
    },
    "groups": {"all": {"title": "全体"}, "trained": {"title": "受训", "qualifications": ["trained"]}},
    "duties": {
        "desk": {"on": ["sat", "mon"], "seats": {"keeper": {"title": "导办员", "from": "trained"}}},
        "hall": {"on": ["sat", "mon"], "seats": {"keeper": KEEPER}},
    },
}


def test_where_nobody_can_simply_stand_in_a_chain_is_found_and_proven(tmp_path: Path) -> None:
    project = published(tmp_path, CHAINED, {"2026-11-30": {"desk": "甲", "hall": "乙"}})
    number, unit = tiny.ids(CHAINED), project.units["u"]
    [case] = substitute.substitute(project, unit, absence(number["甲"], "2026-11-30", "2026-11-30"), NOW)
    assert case.options == ()
    option = substitute.chain(case, NOW, 20)
    assert option is not None
    assert option.proven
    assert {(m.key.duty, m.holder, m.person) for m in option.moves} == {
        ("desk", number["甲"], number["乙"]),
        ("hall", number["乙"], number["丙"]),
    }
    assert option.change.breaches == frozenset()
    assert option.size == fewest(case.report) == 2


def test_a_revision_is_a_further_file_and_can_be_undone(tmp_path: Path) -> None:
    spec = {"people": {"甲": "a", "乙": "a", "丙": "b"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    project = published(tmp_path, spec, {"2026-11-30": "甲"})
    key = SeatKey("d", date(2026, 11, 30), "keeper")
    plan = (tmp_path / "rosters/u/published/2026-11/000-plan.yml").read_bytes()
    before = report(project)
    path = revising.revise(
        project, before, [Move(key, *before.roster.who(key), "1")], reason="病假", approved_by="2", at=NOW
    )
    assert path.name == "001-change.yml"
    project = generator.load(tmp_path)
    now = report(project)
    assert now.roster.who(key) == ("1",)
    assert not broken_chain(project.units["u"])
    history = project.units["u"].published["2026-11"]
    revising.revise(
        project, now, revising.inverse(history.files[1][1], now.roster), reason="撤销", approved_by="2", at=NOW
    )
    project = generator.load(tmp_path)
    assert report(project).roster == before.roster
    assert len(project.units["u"].published["2026-11"].files) == 3
    assert (tmp_path / "rosters/u/published/2026-11/000-plan.yml").read_bytes() == plan
    with pytest.raises(Refused, match="后来又改过"):
        revising.inverse(history.files[1][1], report(project).roster)


def test_who_served_is_credited_and_who_was_away_owes(tmp_path: Path) -> None:
    spec = {"people": {"甲": "a", "乙": "a", "丙": "b"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    project = published(tmp_path, spec, {"2026-11-30": "甲"})
    before = report(project)
    key = SeatKey("d", date(2026, 11, 30), "keeper")
    [holder] = before.roster.who(key)
    revising.revise(project, before, [Move(key, holder, "1")], reason="补办", approved_by="", at=NOW, as_served=True)
    after = report(generator.load(tmp_path))
    changes = {
        account.person: after.standing.balance(account) - before.standing.balance(account)
        for account in before.standing.shares
    }
    assert changes == {holder: ledger.ONE_TURN, "1": -ledger.ONE_TURN} | dict.fromkeys(set(changes) - {holder, "1"}, 0)


def test_a_change_against_a_rule_is_refused_unless_it_has_happened(tmp_path: Path) -> None:
    spec = {
        "people": {"甲": "a", "乙": {"department": "a", "role": "other"}, "丙": "b"},
        "duties": {"d": {"seats": {"keeper": KEEPER}}},
    }
    project = published(tmp_path, spec, {})
    before = report(project)
    key = SeatKey("d", date(2026, 11, 30), "keeper")
    move = Move(key, *before.roster.who(key), tiny.ids(spec)["乙"])
    with pytest.raises(Refused, match="乙不在11月30日（周一）值班值班员的人员范围内（本单位惯例）"):
        revising.revise(project, before, [move], reason="调整", approved_by="", at=NOW)
    assert not (tmp_path / "rosters/u/published/2026-11/001-change.yml").exists()
    revising.revise(project, before, [move], reason="补办", approved_by="", at=NOW, as_served=True)
    assert [b.rule for b in report(generator.load(tmp_path)).breaches if b.forbidden] == ["eligible"]


SWAPS = {"consent": ["other"], "within": "department", "notice": 24, "approver": "主管", "article": "§duty#gap"}


@pytest.mark.parametrize(
    ("pair", "by", "now", "said"),
    [
        (("甲", "乙"), "丁", NOW.replace(day=20), None),
        (("甲", "乙"), "丙", NOW.replace(day=20), "换班要经主管同意（《值班制度》第二条）"),
        (("甲", "乙"), "", NOW.replace(day=20), "换班要经主管同意（《值班制度》第二条）"),
        (("甲", "丙"), "丁", NOW.replace(day=20), "只有同一部门的人可以换班（《值班制度》第二条）"),
        (("甲", "乙"), "丁", NOW.replace(day=26, hour=9), "换班应提前 24 小时办妥（《值班制度》第二条）"),
        (("甲", "甲"), "丁", NOW.replace(day=20), "两个席位是同一个人的"),
    ],
)
def test_a_swap_is_refused_by_the_article_that_is_against_it(
    tmp_path: Path, pair: tuple[str, str], by: str, now: datetime, said: str | None
) -> None:
    spec = {
        "people": {"甲": "a", "乙": "a", "丙": "b", "丁": {"department": "b", "role": "other"}},
        "duties": {"d": {"seats": {"keeper": KEEPER}}},
        "unit": {"swaps": SWAPS},
    }
    project = published(tmp_path, spec, {"2026-11-27": pair[0], "2026-11-30": pair[1]})
    number = tiny.ids(spec) | {"": ""}
    turns = [
        (SeatKey("d", date(2026, 11, day), "keeper"), number[who]) for day, who in zip((27, 30), pair, strict=True)
    ]
    found = report(project)
    if said:
        with pytest.raises(Refused) as refused:
            swapping.swap(project, *(swapping.Turn(found, *turn) for turn in turns), number[by], now)
        assert said in str(refused.value)
        return
    swap = swapping.swap(project, *(swapping.Turn(found, *turn) for turn in turns), number[by], now)
    [(_, moves)] = swap.moves
    roster = moved(found.roster, moves)
    assert [roster.who(key) for key, _ in turns] == [(number[pair[1]],), (number[pair[0]],)]


def test_nobody_is_given_a_second_place_in_the_same_shift(tmp_path: Path) -> None:
    """On both days 乙 serves as well: whoever of 甲 and 乙 changed places would stand there twice."""
    seats = {"seats": {"keeper": KEEPER | {"count": 2}}}
    spec = {"people": {"甲": "a", "乙": "a", "丙": "b", "丁": "b"}, "duties": {"d": seats}, "unit": {"swaps": {}}}
    project = published(tmp_path, spec, {})
    number, found = tiny.ids(spec), report(project)
    one, other = (SeatKey("d", date(2026, 11, day), "keeper") for day in (27, 30))
    roster = found.roster.having(one, [number[who] for who in "甲乙"])
    found = check(found.problem, roster.having(other, [number[who] for who in "乙丙"]))
    turns = swapping.Turn(found, one, number["甲"]), swapping.Turn(found, other, number["丙"])
    [(_, moves)] = swapping.swap(project, *turns, "", NOW.replace(day=20)).moves
    assert moved(found.roster, moves).who(one) == tuple(sorted(number[who] for who in "乙丙"))
    turns = swapping.Turn(found, one, number["甲"]), swapping.Turn(found, other, number["乙"])
    with pytest.raises(Refused, match="乙本来就在11月27日（周五）值班值班员"):
        swapping.swap(project, *turns, "", NOW.replace(day=20))
    with pytest.raises(Refused, match="本来就在这个班，不能再占一席：乙在11月27日（周五）值班值班员"):
        revising.revise(project, found, [Move(one, number["甲"], number["乙"])], reason="换班", approved_by="", at=NOW)


def test_a_swap_across_two_months_is_checked_in_both_and_kept_in_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between two turns lie two days: who serves on 2 December cannot take a turn on the last of November."""
    spec = {
        "people": dict.fromkeys("甲乙丙丁戊己", "a"),
        "duties": {"d": {"seats": {"keeper": KEEPER}, "rules": [{"gap-between-turns": {"days": 2}}]}},
    }
    held = {f"2026-11-{day:02d}": "甲乙丙丁戊己"[day % 6] for day in range(1, 31)}
    project = published(tmp_path, spec, held)
    unit = project.units["u"]
    draft = generator.plan(project, unit, unit.period("2026-12"))
    number = tiny.ids(spec)
    keys = {date(2026, 12, day): {"keeper": (number["甲乙丙丁戊己"[(day + 30) % 6]],)} for day in range(1, 32)}
    record = draft.record.model_copy(update={"duties": {"d": keys}})
    publishing.write_draft(publishing.draft_path(project, unit, unit.period("2026-12"), "plan"), record)
    generator.publish(project, unit, unit.period("2026-12"), on=date(2026, 11, 20))
    assert not [b for p, r in ledger.months(generator.load(tmp_path), unit) for b in check(p, r).grave]
    asked = ["--root", str(tmp_path), "swap", "--today", "2026-11-20", "--accept"]
    assert main([*asked, "甲", "2026-11-30", "丙", "2026-12-07"]) == 1
    assert "丙2026-12-07 没有已公布的值班\n下一步：这个人前后 15 天的：" in (error := capsys.readouterr().err)
    assert "12月8日（周二）值班值班员" in error
    assert main([*asked, "甲", "2026-11-30", "丙", "2026-12-08"]) == 1
    assert "丙11月30日（周一）已排值班，又排在12月2日（周三）值班值班员，中间只隔 1 天" in capsys.readouterr().err
    assert len(generator.load(tmp_path).units["u"].published["2026-11"].files) == 1
    assert main([*asked, "甲", "2026-11-30", "丙", "2026-12-02"]) == 0
    unit = generator.load(tmp_path).units["u"]
    assert [len(history.files) for history in unit.published.values()] == [2, 2]
    assert not [b for p, r in ledger.months(generator.load(tmp_path), unit) for b in check(p, r).grave]
    assert not broken_chain(unit)


def test_the_rest_of_a_month_is_planned_again_with_the_fewest_changes(tmp_path: Path) -> None:
    """Somebody leaves for good: only that person's later turns change, and what has begun stands."""
    spec = {"people": {"甲": "a", "乙": "a", "丙": "b"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    project = published(tmp_path, spec, {DAYS[-1]: "甲", DAYS[-2]: "乙", DAYS[-3]: "甲", DAYS[0]: "甲"})
    number = tiny.ids(spec)
    people = tmp_path / "rosters/u/people.yml"
    text = people.read_text(encoding="utf-8")
    head, name, tail = text.partition("name: 甲")
    people.write_text(
        head + name + tail.replace("- from: '2020-01-01'", "- from: '2020-01-01'\n    until: '2026-11-27'", 1),
        encoding="utf-8",
    )
    project = generator.load(tmp_path)
    problem = report(project)
    now = datetime(2026, 11, 28, 7)
    again = replan(problem.problem, problem.roster, now)
    left = rest(problem.problem, problem.roster, now)
    assert {slot.day.day for slot in left.slots} == {28, 29, 30}
    assert {(move.key.day.day, move.holder) for move in again.moves} == {(28, number["甲"]), (30, number["甲"])}
    assert again.moves == tuple(difference(left.kept or Roster(), again.solution.roster))
    assert {level.name: level.value for level in again.solution.levels}["changes"] == 2
    assert all(level.proven for level in again.solution.levels)
    assert not again.report.grave


def test_who_is_called_in_order_is_passed_over_only_where_the_absence_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = {
        "people": {"甲": "a", "乙": "a", "丙": "b"},
        "duties": {"d": {"seats": {"leader": {"title": "组长", "appointed": ["甲", "乙"]}}}},
        "unit": {"leave_kinds": {"sick": {"title": "病假", "forgives": True}}, "leave_tiers": [{"approver": "组长"}]},
    }
    published(tmp_path, spec, {})
    asked = ["--root", str(tmp_path), "substitute", "--accept", "1", "--by", "丙", "--now", "2026-11-09T08:00"]
    assert main([*asked, "--absent", "甲", "--from", "2026-11-10"]) == 1
    error = capsys.readouterr().err
    assert "不在11月10日（周二）值班组长的人员范围内" in error
    assert f"先运行 zhiban leave request {tiny.ids(spec)['甲']} --unit u --kind 种类 --from 2026-11-10 --phone" in error
    assert len(generator.load(tmp_path).units["u"].published["2026-11"].files) == 1
    leave = f"person: '{tiny.ids(spec)['甲']}'\nkind: sick\nfrom: 2026-11-10\nuntil: 2026-11-10\nstatus: approved\n"
    (tmp_path / "rosters/u/leave").mkdir()
    (tmp_path / "rosters/u/leave/ill.yml").write_text(leave, encoding="utf-8")
    assert main([*asked, "--leave", "ill"]) == 0
    assert not report(generator.load(tmp_path)).grave


def test_what_is_over_needs_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = {"people": {"甲": "a", "乙": "a"}, "duties": {"d": {"seats": {"keeper": KEEPER}}}}
    published(tmp_path, spec, {"2026-11-10": "甲"})
    asked = ["--root", str(tmp_path), "substitute", "--absent", "甲", "--from", "2026-11-10T08:00"]
    asked += ["--until", "2026-11-10T10:00"]
    assert main([*asked, "--now", "2026-11-10T11:00"]) == 0
    assert "不用找人；别人已经替值了的，用 zhiban served 补办" in capsys.readouterr().out
    assert main([*asked, "--now", "2026-11-10T07:00"]) == 0
    assert "方案 1" in capsys.readouterr().out


def test_a_day_of_illness_takes_nobody_out_of_a_turn_of_a_month(tmp_path: Path) -> None:
    monthly = {"seats": {"writer": KEEPER}, "cycle": "month", "concurrent_with": ["d"]}
    spec = {"people": {"甲": "a", "乙": "a"}, "duties": {"d": {"seats": {"keeper": KEEPER}}, "m": monthly}}
    project = published(tmp_path, spec, {"2026-11-10": {"d": "甲"}, "2026-11-01": {"m": "甲"}})
    unit, ill = project.units["u"], tiny.ids(spec)["甲"]

    def vacant(last: str) -> set[str]:
        cases = substitute.substitute(project, unit, absence(ill, "2026-11-10", last), datetime(2026, 11, 9))
        return {place.key.duty for case in cases for place in case.places}

    assert vacant("2026-11-10") == {"d"}
    assert "m" in vacant("2026-11-27")

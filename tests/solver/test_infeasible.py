"""Impossible months: the reason is exactly minimal, and the menu holds the smallest repairs. The checker is the oracle.

Every roster of a tiny unit is enumerated, people outside the group, empty and shared seats included. What each roster
breaks, as the checker finds it, is a set of instances. Then a reason is right if every roster breaks some of it and,
for each of its instances, some roster breaks no other; and a set is a repair if some roster breaks nothing else.
"""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from ortools.sat.python import cp_model

from generator.check import check
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.reasons import impossible
from generator.rules import BY_NAME
from generator.rules.base import Instance
from generator.solver import reasons, repairs
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
TWO = {"members": {"title": "成员", "count": 2, "from": "all"}}


def away(department: str, *days: str, **more: Any) -> dict[str, Any]:
    return {"department": department, "leave": [{"from": day} for day in days], **more}


def unit(people: dict[str, Any], days: int, seats: dict[str, Any], *rules: Any, **more: Any) -> dict[str, Any]:
    """A unit with one duty on the first days of December."""
    duty = {"title": "值班", "seats": seats, "rules": list(rules)}
    return {"people": people, "days": ["2026-12-01", f"2026-12-0{days}"], "duties": {"d": duty}} | more


GAP = {"gap-between-turns": {"days": 2}}
OTHER = {"department": "a", "role": "other"}
SPECS: dict[str, dict[str, Any]] = {
    "everybody is on leave on one day": unit(
        {"甲": away("a", "2026-12-02"), "乙": away("b", "2026-12-02"), "丙": OTHER}, 2, KEEPER
    ),
    "the gap is too long for the number of people": unit({"甲": "a", "乙": "b"}, 3, KEEPER, GAP),
    "both appointed leaders are away": unit(
        {"甲": away("a", "2026-12-01"), "乙": away("b", "2026-12-01"), "丙": "a"},
        2,
        {"leader": {"title": "组长", "appointed": ["甲", "乙"]}},
    ),
    "the department due has nobody within the gap": unit(
        {"甲": "a", "乙": "b"},
        2,
        {"members": {"title": "成员", "from": "all", "turn": "departments"}},
        "departments-in-turn",
        {"gap-between-turns": {"days": 1}},
        before={"2026-11-30": ["甲"], "2026-11-29": ["甲"]},
    ),
    "duties overlap and people are too few": {
        "people": {"甲": "a", "乙": "b"},
        "days": ["2026-12-01", "2026-12-01"],
        "duties": {
            "d": {"seats": KEEPER},
            "e": {"seats": TWO, "hours": {"from": "17:00", "to": "20:00"}},
        },
    },
    "nobody belongs to the group": unit({"甲": OTHER, "乙": OTHER}, 2, KEEPER),
    "the gap reaches across the border of the month": unit(
        {"甲": "a", "乙": "b"}, 2, KEEPER, GAP, before={"2026-11-29": ["乙"], "2026-11-30": ["甲"]}
    ),
    "two causes at once": unit(
        {"甲": away("a", "2026-12-01", "2026-12-04"), "乙": away("b", "2026-12-01", "2026-12-04")}, 4, KEEPER
    ),
    "more are needed than there are": unit({"甲": "a", "乙": "b"}, 1, {"m": {**TWO["members"], "count": 4}}),
    "all are of the same department": unit({"甲": "a", "乙": "a", "丙": OTHER}, 1, TWO, "distinct-departments"),
    "one is away and the other is within the gap": unit(
        {"甲": away("a", "2026-12-02", "2026-12-03"), "乙": "b"}, 3, KEEPER, {"gap-between-turns": {"days": 1}}
    ),
}


def broken(problem: Problem, roster: Roster) -> frozenset[Instance]:
    """Give the instances that a roster breaks, from what the checker says of it."""
    found = set()
    for breach in check(problem, roster).breaches:
        key, slot = breach.key, problem.by_key[breach.key]
        if breach.level == "empty-seats":
            count, there = breach.figures["count"], breach.figures["there"]
            found |= {Instance("seat-filled", key, place=n) for n in range(there + 1, count + 1)}
        elif not breach.forbidden:
            continue
        elif breach.rule in ("departments-in-turn", "distinct-departments"):
            found.add(Instance(breach.rule, key, problem.department(breach.people[0], slot.day)))
        else:
            found.add(Instance(breach.rule, key, *breach.people))
    return frozenset(i for i in found if i.rule != "eligible" or not only_away(problem, i))


def only_away(problem: Problem, instance: Instance) -> bool:
    """Whether an appointed person would serve, were it not for the leave."""
    unit, (duty, day, seat) = problem.unit, instance.slot
    appointed = unit.duties[duty].versions[-1][1].seats[seat].appointed
    hours = problem.seats[instance.slot].arrive, problem.seats[instance.slot].leave
    there = [p for p in appointed if unit.people[p].serving(day) and (p == instance.person or not unit.away(p, *hours))]
    return bool(unit.away(instance.person, *hours)) and instance.person in there[: problem.seats[instance.slot].count]


def outcomes(problem: Problem) -> set[frozenset[Instance]]:
    """Give what each roster breaks."""
    groups = [
        [group for size in range(seats.count + 1) for group in combinations(problem.people, size)]
        for seats in problem.seats.values()
    ]
    return {broken(problem, Roster(dict(zip(problem.seats, chosen, strict=True)))) for chosen in product(*groups)}


def relaxable(problem: Problem, instance: Instance) -> bool:
    rule = BY_NAME[instance.rule]
    return bool(rule.mildness and rule.remedy(problem, instance))


@pytest.mark.parametrize("name", SPECS)
def test_the_reason_is_minimal(name: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS[name])
    every = outcomes(problem)
    found = reasons(problem)
    assert found.found
    assert not found.feasible
    assert not found.more
    for reason in found.found:
        core = frozenset(reason.instances)
        assert reason.minimal
        assert all(core & outcome for outcome in every), "some roster keeps all of it: it is no reason"
        for instance in core:
            assert any(core & outcome <= {instance} for outcome in every), f"{instance} is not needed"


@pytest.mark.parametrize("name", SPECS)
def test_the_menu_holds_the_smallest_repairs(name: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS[name])
    possible = {o for o in outcomes(problem) if all(relaxable(problem, i) for i in o)}
    menu = repairs(problem)
    assert menu.proven
    assert 1 <= len(menu.found) <= 5
    sizes = [len(repair.instances) for repair in menu.found]
    assert sizes == sorted(sizes)
    assert sizes[0] == min(map(len, possible))
    for repair in menu.found:
        given_up = frozenset(repair.instances)
        assert given_up in possible, "no roster does with this"
        assert not any(outcome < given_up for outcome in possible), "a part of it would do"
    assert len({repair.instances for repair in menu.found}) == len(menu.found)


@pytest.mark.parametrize("name", SPECS)
def test_every_sentence_says_its_article(name: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS[name])
    lines = [line for reason in reasons(problem).found for line in impossible.reason(problem, reason.instances)]
    lines += [impossible.repair(problem, repair.instances) for repair in repairs(problem).found]
    for line in lines:
        assert line.endswith("）")
        assert "《值班制度》" in line or "本单位惯例" in line
        assert "年休假" not in line


def test_two_causes_are_both_found(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS["two causes at once"])
    found = reasons(problem).found
    assert {i.slot.day.day for reason in found for i in reason.instances if i.place} == {1, 4}
    assert len(found) == 2
    assert all({i.slot.day.day for i in r.instances} == {1, 4} for r in repairs(problem).found)


def test_a_month_that_can_be_filled_has_no_reason(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, unit({"甲": "a", "乙": "b"}, 2, KEEPER, {"gap-between-turns": {"days": 1}}))
    assert reasons(problem).feasible
    assert repairs(problem).found == ()


def test_without_time_it_says_so(tmp_path: Path) -> None:
    found = reasons(tiny.problem(tmp_path, SPECS["everybody is on leave on one day"]), limit=0)
    assert not found.feasible
    assert found.more or not all(reason.minimal for reason in found.found)


def test_what_is_said(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS["everybody is on leave on one day"])
    (reason,) = reasons(problem).found
    assert impossible.reason(problem, reason.instances) == [
        "12月2日值班值班员应有 1 人（《值班制度》第一条）",
        "12月2日值班值班员只由人员范围内的人值，当日 2 人（本单位惯例）",
        "乙、甲12月2日当日不在岗（本单位惯例）",
    ]
    said = [impossible.repair(problem, repair.instances) for repair in repairs(problem).found]
    assert said[0] == "12月2日（周三）值班值班员空着，不排人（涉及《值班制度》第一条）"
    assert set(said[1:3]) == {
        "请甲当日到岗，值12月2日（周三）值班值班员（涉及本单位惯例）",
        "请乙当日到岗，值12月2日（周三）值班值班员（涉及本单位惯例）",
    }
    assert said[3:] == ["请不在本班次人员范围的丙值12月2日（周三）值班值班员（涉及本单位惯例）"]


def test_a_menu_says_once_what_every_repair_needs(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS["everybody is on leave on one day"])
    empty, *others = (repair.instances for repair in repairs(problem).found)
    assert [*impossible.menu(problem, [empty])] == [f"1. {impossible.repair(problem, empty)}——有席位空着，不是排满"]
    assert [*impossible.menu(problem, [(*others[0], *empty), (*others[0], *others[1])])] == [
        f"各种办法都要：{impossible.repair(problem, others[0])}",
        f"1. {impossible.repair(problem, empty)}——有席位空着，不是排满",
        f"2. {impossible.repair(problem, others[1])}",
    ]


def test_somebody_of_the_same_role_is_asked_before_others(tmp_path: Path) -> None:
    group = {"keeper": {"title": "值班员", "from": "few"}}
    away = {"department": "a", "role": "other", "leave": [{"from": "2026-12-01"}]}
    people = {"甲": away, "乙": {"department": "b"}, "丙": {"department": "b", "role": "other"}, "丁": "a"}
    spec = unit(people, 1, group) | {"groups": {"few": {"title": "少数人", "departments": ["a"], "roles": ["other"]}}}
    said = [
        impossible.repair(problem, r.instances)
        for problem in [tiny.problem(tmp_path, spec)]
        for r in repairs(problem).found
    ]
    assert [name for line in said if "不在本班次" in line for name in "乙丙丁" if f"的{name}值" in line] == ["丙", "丁"]


def test_a_group_that_is_too_small_is_said_with_its_size(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, SPECS["more are needed than there are"])
    (reason,) = reasons(problem).found
    assert impossible.reason(problem, reason.instances) == [
        "12月1日值班成员应有 4 人，人员范围内只有 2 人（《值班制度》第一条）"
    ]
    (repair, *_) = repairs(problem).found
    assert impossible.repair(problem, repair.instances) == (
        "12月1日（周二）值班成员第 3 席空着，不排人；12月1日（周二）值班成员第 4 席空着，不排人（涉及《值班制度》第一条）"
    )


def test_of_somebody_outside_the_group_it_is_not_said_that_they_are_away(tmp_path: Path) -> None:
    people = {"甲": away("a", "2026-12-01"), "丙": away("a", "2026-12-01", role="other")}
    problem = tiny.problem(tmp_path, unit(people, 1, KEEPER))
    (reason,) = reasons(problem).found
    assert not any("丙" in line for line in impossible.reason(problem, reason.instances))
    assert not any("丙" in impossible.repair(problem, repair.instances) for repair in repairs(problem).found)


@pytest.mark.parametrize("presolve", [True, False])
def test_at_most_one_honours_enforcement_literals(presolve: bool) -> None:
    model = cp_model.CpModel()
    one, other, enforced = (model.new_bool_var(name) for name in ("one", "other", "enforced"))
    model.add_at_most_one([one, other]).only_enforce_if(enforced)
    model.add_bool_and([one, other])
    solver = cp_model.CpSolver()
    solver.parameters.cp_model_presolve = presolve
    assert solver.solve(model) == cp_model.OPTIMAL
    assert not solver.boolean_value(enforced)
    model.add_assumptions([enforced])
    assert solver.solve(model) == cp_model.INFEASIBLE


def test_windows_that_may_not_be_left_are_part_of_the_reason(tmp_path: Path) -> None:
    """Two people, each alone at a window, and a duty that takes one of them away."""
    spec = unit({"甲": {"department": "a", "post": "w1"}, "乙": {"department": "a", "post": "w2"}}, 1, KEEPER)
    spec |= {"rules": ["window-covered"], "posts": [{"id": w, "title": w, "department": "a"} for w in ("w1", "w2")]}
    problem = tiny.problem(tmp_path, spec)
    (reason,) = reasons(problem).found
    assert {i.rule for i in reason.instances} == {"seat-filled", "window-covered"}
    assert reason.minimal
    said = impossible.reason(problem, reason.instances)
    assert any("w1不能没有人" in line for line in said)
    assert repairs(problem).found[0].instances[0].rule == "seat-filled"


def test_a_contract_that_is_in_the_way_is_named_with_its_article(tmp_path: Path) -> None:
    spec = unit({"甲": "a"}, 4, KEEPER, contract=[{"longest-work-run": {"days": "§duty.days_between"}}])
    problem = tiny.problem(tmp_path, spec)
    (found,) = reasons(problem, 20).found
    assert found.minimal
    said = impossible.reason(problem, found.instances)
    assert "连续上班天数上限：甲12月3日（《值班制度》第二条）" in said
    assert len([i for i in found.instances if i.place]) == 3
    menu = repairs(problem, 20)
    assert menu.proven
    assert {len(repair.instances) for repair in menu.found} == {1}
    assert all(i.rule == "seat-filled" for repair in menu.found for i in repair.instances)


def test_a_run_that_must_be_finished_fills_the_seats_beside_it(tmp_path: Path) -> None:
    """甲 is away on the second day and must not work a single day between two off: the third day cannot be 甲's."""
    contract = [{"shortest-work-run": {"days": 2}}]
    seat = {"d": {"seats": KEEPER, "on": ["tue", "wed", "thu"]}}
    problem = tiny.problem(tmp_path, unit({"甲": away("a", "2026-12-02")}, 5, KEEPER, contract=contract, duties=seat))
    (found,) = [r for r in reasons(problem, 20).found if any(i.rule == "shortest-work-run" for i in r.instances)]
    assert {i.slot.day.day for i in found.instances if i.place} == {3}

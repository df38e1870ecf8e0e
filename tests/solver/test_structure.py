"""What stands on facts accepts exactly the rosters that the checker accepts, whatever is known of the days before."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from generator.check import check
from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules.base import EMPTY_SEATS, levels
from generator.solver import solve
from generator.solver.linear import linear
from generator.solver.model import Model
from generator.solver.parts import components, opened
from generator.solver.posting import Posted, post
from generator.solver.prover import solve as prove
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
EARLY = {"seats": KEEPER, "hours": {"from": "06:00", "to": "14:00"}}
LATE = {"seats": KEEPER, "hours": {"from": "14:00", "to": "23:00"}}
RUNS = ["one-turn-a-day", {"longest-work-run": {"days": 3}}, {"shortest-work-run": {"days": 2}}]
REST = [*RUNS, {"shortest-rest-run": {"days": 2}}]
BEFORE: dict[str, dict[str, list[str]]] = {
    "nothing is known": {},
    "worked a day": {"2026-11-29": [], "2026-11-30": ["甲"]},
    "worked, since when is not known": {"2026-11-29": ["甲"], "2026-11-30": ["甲"]},
    "worked too long": {f"2026-11-{day}": ["甲"] for day in (27, 28, 29, 30)},
    "off for a day": {"2026-11-29": ["甲"], "2026-11-30": []},
    "off, since when is not known": {"2026-11-30": []},
    "already in a seat of the period": {"2026-12-03": ["甲"]},
}


def spec(contract: list[Any], before: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    known = {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-06"], "duties": {"d": {"seats": KEEPER}}}
    return known | {"contract": contract, "before": before or {}} | more


def compare(problem: Problem, posted: Posted) -> tuple[int, int]:
    """Fix every roster in a model; count those that the checker accepts and those that it does not."""
    whole = Model(opened(posted))
    accepted = refused = 0
    for chosen in product((False, True), repeat=len(problem.seats)):
        roster = Roster({key: problem.people * on for key, on in zip(problem.seats, chosen, strict=True)})
        sound = not any(breach.forbidden for breach in check(problem, roster).breaches)
        model = whole.cp.clone()
        for (key, person), variable in whole.variables.items():
            model.add(model.get_int_var_from_proto_index(variable.index) == (person in roster.who(key)))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        shut = any(person in roster.who(key) for key, person in posted.shut)
        assert (not shut and solver.solve(model) == cp_model.OPTIMAL) == sound, roster
        assert (not shut and posted.kept(roster)) == sound
        accepted, refused = accepted + sound, refused + (not sound)
    return accepted, refused


@pytest.mark.parametrize("known", BEFORE)
def test_runs_and_rests(known: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, spec(REST, BEFORE[known]))
    posted = post(problem)
    assert bool(posted.lives) == (known != "already in a seat of the period")
    assert all(compare(problem, posted))


@pytest.mark.parametrize("known", BEFORE)
def test_without_structure_the_rules_alone_say_the_same(known: str, tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, spec(REST, BEFORE[known]))
    posted = post(problem)
    posted.lives = []
    assert all(compare(problem, posted))


def test_weekends_successions_and_working_time(tmp_path: Path) -> None:
    contract = [*RUNS, {"weekends-worked": {"most": 0}}, {"working-time": {"least": 480, "most": 1500}}]
    contract.append({"forbidden-successions": {"late": ["early"]}})
    duties = {"early": EARLY, "late": LATE}
    before = {"2026-12-02": [], "2026-12-03": {"late": ["甲"]}}
    problem = tiny.problem(tmp_path, spec(contract, before, days=["2026-12-04", "2026-12-07"], duties=duties))
    posted = post(problem)
    carried = {rule for network in Model(opened(posted)).networks for rule, _ in network.carried}
    assert carried >= {"weekends-worked", "forbidden-successions"}
    assert "working-time" not in carried
    assert all(compare(problem, posted))


@st.composite
def contracts(draw: st.DrawFn) -> tuple[list[Any], dict[str, list[str]]]:
    contract: list[Any] = ["one-turn-a-day", {"longest-work-run": {"days": draw(st.integers(1, 4))}}]
    for rule, key, most in (
        ("shortest-work-run", "days", 3),
        ("shortest-rest-run", "days", 3),
        ("weekends-worked", "most", 1),
        ("working-time", "most", 2400),
    ):
        if draw(st.booleans()):
            contract.append({rule: {key: draw(st.integers(0, most))}})
    days = draw(st.integers(0, 4))
    return contract, {f"2026-11-{30 - n}": draw(st.sampled_from([[], ["甲"]])) for n in range(days)}


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(contracts())
def test_any_contract_after_any_past(drawn: tuple[list[Any], dict[str, list[str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        problem = tiny.problem(Path(folder), spec(*drawn))
    assert sum(compare(problem, post(problem))) == 2 ** len(problem.seats)


def two(days: list[str]) -> dict[str, Any]:
    seats = {"keeper": KEEPER["keeper"] | {"count": 2, "least": 0}}
    duty = {"seats": seats, "rules": [{"wanted-number": {"wanted": 2, "short": 7, "beyond": 2}}]}
    contract = [*REST, {"working-time": {"least": 1200}}]
    wishes = [{"person": "甲", "from": days[0], "want": "off", "weight": 3}]
    people = {"甲": "a", "乙": "a"}
    return spec(contract, people=people, days=days, duties={"d": duty}, wishes=wishes)


def test_the_plan_is_the_best_of_all_rosters(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, two(["2026-12-01", "2026-12-04"]))
    solution = solve(problem, 60)
    groups = [(), ("1",), ("2",), ("1", "2")]
    reports = [
        check(problem, Roster(dict(zip(problem.seats, chosen, strict=True))))
        for chosen in product(groups, repeat=len(problem.seats))
    ]
    sound = [r for r in reports if not any(b.forbidden for b in r.breaches)]
    assert all(level.proven for level in solution.levels)
    best = min(tuple(r.values[name] for name in levels(problem)) for r in sound)
    assert tuple(level.value for level in solution.levels) == best


def test_the_prover_finds_what_cp_sat_finds(tmp_path: Path) -> None:
    problem = tiny.problem(tmp_path, two(["2026-12-01", "2026-12-09"]))
    model = Model(opened(post(problem)))
    model.cp.minimize(model.objective("wishes"))
    solver = cp_model.CpSolver()
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    found = prove(linear(model.cp), 60)
    assert found.proven
    assert found.bound == solver.objective_value > 0
    report = check(problem, model.roster(dict(enumerate(found.values))))
    assert report.values["wishes"] == found.bound
    assert report.values[EMPTY_SEATS] == 0


def test_a_limit_that_concerns_nobody_is_read(tmp_path: Path) -> None:
    """Whoever could hold a seat, but for another rule, has no Boolean left: how many turns they have is no row."""
    model = Model(opened(post(tiny.problem(tmp_path, two(["2026-12-01", "2026-12-09"])))))
    before = linear(model.cp).rows
    model.cp.add_linear_constraint(0, 0, 1)
    assert linear(model.cp).rows == before
    model.cp.add_linear_constraint(0, 1, 2)
    *_, impossible = linear(model.cp).rows
    assert not impossible.kept({})


def test_a_life_is_never_divided(tmp_path: Path) -> None:
    """Nothing but the network joins the days of a person, and nothing at all joins two people."""
    problem = tiny.problem(tmp_path, spec(RUNS, people={"甲": "a", "乙": "a"}))
    posted = post(problem)
    posted.rows, posted.spreads, posted.penalties = [], [], defaultdict(list)
    parts = components(opened(posted))
    assert sorted(life.person for part in parts for life in part.lives) == sorted(problem.people)
    assert len(parts) == 2
    assert all(part.demanding for part in parts)


def test_people_under_a_contract_and_others_are_planned_side_by_side(tmp_path: Path) -> None:
    """One part is climbed, the other begins with nobody in a seat; what both hold is one roster."""
    groups = {"all": {"title": "全体"}, "bound": {"title": "甲组", "departments": ["a"]}}
    groups["free"] = {"title": "乙组", "departments": ["b"]}
    duties = {
        "bound": {"seats": {"keeper": {"title": "值班员", "from": "bound", "least": 0}}},
        "free": {"seats": {"keeper": {"title": "值班员", "from": "free"}}},
    }
    people = {"甲": "a", "乙": {"department": "b", "contract": ""}}
    contract = [*REST, {"working-time": {"least": 1200}}]
    problem = tiny.problem(tmp_path, spec(contract, people=people, groups=groups, duties=duties))
    parts = components(opened(post(problem)))
    assert {part.demanding for part in parts} == {True, False}
    solution = solve(problem, 60)
    report = check(problem, solution.roster)
    assert not any(breach.forbidden for breach in report.breaches)
    assert all(level.proven for level in solution.levels)
    assert {p for people in solution.roster.held.values() for p in people} == {"1", "2"}
    assert solution.levels[0].value == 0

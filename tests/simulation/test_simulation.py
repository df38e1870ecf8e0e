"""Three months of the two small units, and what the simulation's own checks say once something is spoiled."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

import generator
from generator import ledger
from generator.check import check
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster
from generator.desk import revising
from generator.problem.slots import Seats, Slot
from generator.problem.standing import ONE_TURN
from generator.reasons.moves import Move
from tests.simulation import books
from tests.simulation.__main__ import main
from tests.simulation.months import Outcome, run
from tests.simulation.sample import copy
from tests.simulation.table import table

UNITS = ("social-security", "logistics")
LAST = "2024-03"


@pytest.fixture(scope="module")
def simulated(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Outcome]]:
    folder = copy(root, tmp_path_factory.mktemp("simulated"))
    return folder, list(run(folder, UNITS, months=3, seed=1, limit=60))


@pytest.fixture
def folder(simulated: tuple[Path, list[Outcome]], tmp_path: Path) -> Path:
    """A copy that may be spoiled."""
    return shutil.copytree(simulated[0], tmp_path / "spoiled")


def audit(folder: Path, name: str = "logistics") -> list[str]:
    project = generator.load(folder)
    return books.audit(project, project.units[name]).faults


def test_the_books_are_right_after_every_month(simulated: tuple[Path, list[Outcome]]) -> None:
    _, outcomes = simulated
    assert [(o.period.name, o.unit) for o in outcomes] == [(f"2024-0{n}", unit) for n in (1, 2, 3) for unit in UNITS]
    assert not [fault for outcome in outcomes for fault in outcome.books.faults]
    assert all(outcome.proven for outcome in outcomes)
    assert not any(outcome.empty[1] for outcome in outcomes)
    assert max(max(outcome.planned.values()) for outcome in outcomes) <= ONE_TURN


def test_a_place_stays_empty_only_where_national_law_keeps_everybody_away(
    simulated: tuple[Path, list[Outcome]],
) -> None:
    """The Sunday after is worked: the telephone on the only day off would leave nobody a day of rest in the week."""
    [(key, said, reason)] = [place for outcome in simulated[1] for place in outcome.books.empty]
    assert (key.duty, key.day) == ("meeting-phone", date(2024, 2, 3))
    assert "应有 1 人，实排 0 人" in said
    assert reason == "4 人因“每周休息”不能排（《劳动法》第三十八条）"


def test_something_happens_in_these_months(simulated: tuple[Path, list[Outcome]]) -> None:
    events = sum((outcome.events for outcome in simulated[1]), Counter[str]())
    kinds = ("arrivals", "leave", "wishes", "bookings", "arranged", "sick", "swaps")
    assert all(events[kind] for kind in kinds), events


def test_the_table_names_every_unit_and_pool(simulated: tuple[Path, list[Outcome]]) -> None:
    folder, outcomes = simulated
    units = generator.load(folder).units
    said = table(units, outcomes)
    for name in UNITS:
        assert said.count(f"| {units[name].unit.short} |") == 1 + len(
            {h for o in outcomes if o.unit == name for h in o.books.spread}
        )
    assert "| 机关后勤服务中心 | 食堂班 | 平日 | 3 |" in said


def test_the_same_seed_gives_the_same_files(root: Path, tmp_path: Path, simulated: tuple[Path, list[Outcome]]) -> None:
    other = copy(root, tmp_path)
    list(run(other, UNITS[:1], months=1, seed=1, limit=60))
    for path in (other / "rosters" / UNITS[0]).rglob("2024-01/*.yml"):
        assert path.read_bytes() == (simulated[0] / path.relative_to(other)).read_bytes()


def test_the_copy_is_older_and_nothing_has_happened_in_it(root: Path, tmp_path: Path) -> None:
    project, sample = generator.load(copy(root, tmp_path)), generator.load(root)
    for name, unit in project.units.items():
        assert not any((unit.published, unit.leave, unit.wishes, unit.bookings, unit.arrangements, unit.periods))
        for duty, versions in unit.duties.items():
            newest = sample.units[name].duties[duty].versions[-1][0]
            assert versions.versions[-1][0] < date(2024, 1, 1)
            assert versions.versions[-1][0].weekday() == newest.weekday()
        assert {*unit.people} == {*sample.units[name].people}


def test_an_edited_record_is_noticed(folder: Path) -> None:
    plan = folder / "rosters/logistics/published/2024-02/000-plan.yml"
    lines = plan.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "crew: [" in line)
    plan.write_text("".join([*lines[:at], *lines[at + 1 :]]), encoding="utf-8")
    assert any("被改动过" in fault for fault in audit(folder))


def newest(project: Project) -> tuple[UnitData, ledger.Month]:
    unit = project.units["logistics"]
    return unit, next(pair for pair in ledger.months(project, unit) if pair[0].period.name == LAST)


def test_a_breach_is_noticed(folder: Path) -> None:
    """Somebody who cannot be there is recorded as having served: kept, and said."""
    project = generator.load(folder)
    _, (problem, roster) = newest(project)
    key = next(k for k, seats in problem.seats.items() if k.seat == "crew" and len(roster.who(k)) == seats.count)
    stranger = next(p for p in problem.people if p not in problem.seats[key].members)
    report, moves = check(problem, roster), [Move(key, roster.who(key)[0], stranger)]
    at = datetime.combine(key.day, datetime.min.time())
    revising.revise(project, report, moves, reason="补办", approved_by="", at=at, as_served=True)
    assert any("食堂班" in fault for fault in audit(folder))


def test_a_wish_that_came_after_the_plan_is_noticed(folder: Path) -> None:
    said = "person: '5019'\nfrom: 2024-03-05\nuntil: 2024-03-05\nwant: off\n"
    (folder / "rosters/logistics/wishes/late.yml").write_text(said, encoding="utf-8")
    assert audit(folder) == [f"{LAST}: wishes changed"]


def test_a_share_that_is_lost_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    divide = ledger.divide
    monkeypatch.setattr(ledger, "divide", lambda amount, *rest: divide(amount - 1, *rest))
    ledger.period_shares.cache_clear()
    faults = audit(folder)
    ledger.period_shares.cache_clear()
    assert any(": shares are " in fault for fault in faults)
    assert any(": balances are " in fault for fault in faults)


def test_a_turn_that_is_credited_twice_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    credits = ledger.credits

    def twice(slot: Slot, seats: Seats, roster: Roster) -> dict[str, int]:
        return {p: n * (2 if slot.duty == "canteen" else 1) for p, n in credits(slot, seats, roster).items()}

    monkeypatch.setattr(ledger, "credits", twice)
    faults = [fault for fault in audit(folder) if fault.startswith("canteen ordinary")]
    assert [fault.split(" are ")[0] for fault in faults] == ["canteen ordinary: burden", "canteen ordinary: balances"]


def test_a_balance_beyond_what_is_reported_is_noticed(folder: Path) -> None:
    project = generator.load(folder)
    unit, (problem, roster) = newest(project)
    report = check(problem, roster)
    spreads = [books.spread(p, r) for p, r in ledger.months(project, unit)]
    assert not books.beyond(report, spreads)
    assert books.beyond(report, [{heap: most // 2 for heap, most in own.items()} for own in spreads])


def test_the_help_has_an_example_and_bad_input_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "例子：\n  python -m tests.simulation --units" in capsys.readouterr().out
    assert main(["--units", "nix,hall"]) == 2
    assert "没有这个单位：nix" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--keep", str(tmp_path)])
    assert "已经存在，换一个名字" in capsys.readouterr().err


def test_a_month_is_told_on_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "table.md"
    assert main(["--units", "social-security", "--months", "1", "--out", str(out)]) == 0
    first, *rest = capsys.readouterr().out.splitlines(keepends=True)
    assert first.startswith("2024-01 social-security: ")
    assert "proven, spread 0.67" in first
    assert "".join(rest).rstrip() == out.read_text(encoding="utf-8").rstrip()

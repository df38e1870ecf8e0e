"""How much leave there is: by the year, by years of work, and as earned by turns; what is too much is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.cli import main
from generator.data.project import Project
from generator.data.units.leave import Leave
from generator.desk import leaving, revising
from generator.desk.allowance import Allowances, full_years
from generator.errors import InputErrors, Refused
from generator.reasons.moves import Move
from tests import tiny
from tests.desk.test_part_of_a_shift import KEY, SPEC, at
from tests.desk.test_part_of_a_shift import report as report_of
from tests.desk.test_substitute import NOW, published

KINDS: dict[str, Any] = {
    "annual": {"title": "年休假", "forgives": True, "by_years": [{"after": 1, "days": 5}, {"after": 10, "days": 10}]},
    "comp": {"title": "调休", "forgives": True, "earned": True},
}
UNIT = {"leave_kinds": KINDS, "leave_tiers": [{"approver": "主任"}]}
EARNING = SPEC | {"unit": UNIT, "duties": {"d": SPEC["duties"]["d"] | {"comp_days": 1}}}
NUMBER = tiny.ids(SPEC)


def leave(kind: str, first: str, last: str) -> Leave:
    return Leave.model_validate({"person": NUMBER["甲"], "kind": kind, "from": first, "until": last})


def working_since(project: Project, day: str) -> Project:
    path = project.root / "rosters/u/people.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: 甲\n", f"name: 甲\n  working_since: {day}\n"), encoding="utf-8")
    return generator.load(project.root)


@pytest.mark.parametrize(
    ("since", "day", "years"),
    [("2016-12-05", "2026-12-04", 9), ("2016-12-05", "2026-12-05", 10), ("2020-02-29", "2021-02-28", 0)],
)
def test_only_full_years_count(since: str, day: str, years: int) -> None:
    assert full_years(date.fromisoformat(since), date.fromisoformat(day)) == years


def test_annual_leave_grows_with_the_years_of_work_and_is_refused_beyond(tmp_path: Path) -> None:
    project = tiny.load(tmp_path, EARNING | {"days": ["2026-12-01", "2026-12-31"]})
    unit = project.units["u"]
    with pytest.raises(Refused, match="没有登记参加工作的时间，算不出天数；请管理员在"):
        leaving.request(project, unit, leave("annual", "2026-12-07", "2026-12-08"), date(2026, 12, 1))
    project = working_since(project, "2016-12-05")
    unit = project.units["u"]
    person = unit.people[NUMBER["甲"]]
    granted = [Allowances(project, unit).of(person, "annual", date(2026, 12, day)) for day in (4, 5)]
    assert [found.granted for found in granted if found] == [5, 10]
    with pytest.raises(Refused, match="年休假全年可休 5 天，已用 0 天，这次 6 天（本单位惯例）"):
        leaving.request(project, unit, leave("annual", "2026-12-01", "2026-12-08"), date(2026, 11, 20))
    leaving.request(project, unit, leave("annual", "2026-12-01", "2026-12-07"), date(2026, 11, 20))


def test_comp_time_is_earned_by_turns_that_are_over_also_by_parts_of_them(tmp_path: Path) -> None:
    project = published(tmp_path, EARNING, {"2026-11-30": "甲"})
    moves = [Move(KEY, NUMBER["甲"], NUMBER["乙"], (at(14), at(18)))]
    before = Allowances(project, project.units["u"]).of(
        project.units["u"].people[NUMBER["甲"]], "comp", date(2026, 12, 1)
    )
    revising.revise(project, report_of(project), moves, reason="请假", approved_by="", at=NOW)
    project = generator.load(project.root)
    unit = project.units["u"]
    counted = Allowances(project, unit)
    there = counted.of(unit.people[NUMBER["甲"]], "comp", date(2026, 11, 30))
    after = counted.of(unit.people[NUMBER["甲"]], "comp", date(2026, 12, 1))
    assert before
    assert there
    assert after
    assert before.granted == there.granted + 1
    assert after.granted == there.granted + Fraction(6, 10)
    with pytest.raises(Refused, match="调休累计可休"):
        leaving.request(project, unit, leave("comp", "2026-12-01", "2026-12-31"), date(2026, 11, 30))


def test_the_balance_is_printed_and_what_is_handed_over_is_said_on_approval(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = working_since(tiny.load(tmp_path, EARNING | {"days": ["2026-12-01", "2026-12-31"]}), "2010-01-01")
    root = ["--root", str(project.root)]
    asked = ["leave", "request", "甲", "--kind", "annual", "--from", "2026-12-01", "--today", "2026-11-20"]
    assert main([*root, *asked, "--handover", "12月1日 10:00 预约一件", "--cover", "乙"]) == 0
    assert main([*root, "leave", "approve", f"{NUMBER['甲']}-2026-12-01", "--by", "主任", "--today", "2026-11-20"]) == 0
    assert "移交乙：12月1日 10:00 预约一件" in capsys.readouterr().out
    assert main([*root, "leave", "balance", "--person", "甲", "--today", "2026-12-02"]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if "年休假" in line)
    assert row.split() == ["甲", "年休假", "10", "1", "0", "9", "本单位惯例"]


def test_a_session_of_study_names_people_who_are_there(tmp_path: Path) -> None:
    project = tiny.load(tmp_path, EARNING | {"days": ["2026-12-01", "2026-12-31"]})
    folder = project.root / "rosters/u/study"
    folder.mkdir()
    (folder / "2026-12-04.yml").write_text('title: 学习\nabsent: ["99"]\n', encoding="utf-8")
    (folder / "周五.yml").write_text("title: 学习\n", encoding="utf-8")
    with pytest.raises(InputErrors) as error:
        generator.load(project.root)
    assert "study/2026-12-04.yml:2:10: absent.第1项：没有人员“99”；编号见 people.yml" in str(error.value)
    assert "study/周五.yml:1:1" in str(error.value)

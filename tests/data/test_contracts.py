"""Contracts: what is wrong in them is said where it stands, and they bind by the day and the figure of the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.data.calendars.period import parse_period
from generator.errors import InputErrors
from tests import tiny


def spec(contract: list[Any], **more: Any) -> dict[str, Any]:
    known = {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-03"], "duties": {"early": {}, "late": {}}}
    return known | {"contract": contract} | more


@pytest.mark.parametrize(
    ("contract", "what", "where"),
    [
        (["longest-work-rn"], "没有规则“longest-work-rn”", "longest-work-rn"),
        (
            ["gap-between-turns"],
            "没有规则“gap-between-turns”",
            "gap-between-turns",
        ),  # that one binds a duty, not a person
        ([{"longest-work-run": {"day": 3}}], "没有规则参数“day”", "day: 3"),
        (["longest-work-run"], "缺少规则参数“days”", "longest-work-run"),
        ([{"longest-work-run": {"days": ["3"]}}], "写的是一个列表", "3"),
        ([{"longest-work-run": {"days": 3, "strength": "wish"}}], "这条规则不能是 wish", "strength: wish"),
        ([{"longest-work-run": {"days": "§duty.days"}}], "版没有参数“days”", "§duty.days"),
        ([{"turns-at-most": {"night": 3}}], "没有值班“night”", "night: 3"),
        ([{"turns-at-most": {"late": ["early"]}}], "写法不对", "early"),
        (["turns-at-most"], "没有写是哪种值班", "turns-at-most"),
        ([{"forbidden-successions": {"late": ["erly"]}}], "没有值班“erly”", "erly"),
        ([{"forbidden-successions": {"late": 3}}], "写法不对", "late: 3"),
    ],
)
def test_what_is_wrong_in_a_contract_is_said_where_it_stands(
    contract: list[Any], what: str, where: str, tmp_path: Path
) -> None:
    with pytest.raises(InputErrors) as caught:
        tiny.load(tmp_path, spec(contract))
    found = [fault for fault in caught.value.faults if what in fault.what]
    assert found, caught.value
    line = (tmp_path / "rosters/u/unit.yml").read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    assert where in line


def test_a_contract_that_nobody_wrote_is_named(tmp_path: Path) -> None:
    people = {"甲": {"department": "a", "contract": "fulll"}}
    with pytest.raises(InputErrors, match=r"没有用工安排“fulll”；最接近的是“full”"):
        tiny.load(tmp_path, spec(["one-turn-a-day"], people=people))


def test_a_contract_binds_from_its_day_by_the_figure_of_the_day(tmp_path: Path) -> None:
    rules = [{"longest-work-run": {"days": "§duty.days_between", "from": "2026-12-02"}}]
    root = tiny.write(tmp_path, spec(rules, people={"甲": "a", "乙": {"department": "a", "until": "2026-12-02"}}))
    amended = tiny.REGULATION.replace("days_between: {value: 2", "days_between: {value: 4")
    (root / "docs/regulations/duty/2026-12-03.md").write_text(amended, encoding="utf-8")
    project = generator.load(root)
    period = parse_period("2026-12")
    problem = generator.ledger.carry(project, project.units["u"], period)

    def days(person: str, day: int) -> int | None:
        bound = problem.bound(person, date(2026, 12, day), "longest-work-run")
        return bound.figures["days"] if bound else None

    assert [days("2", day) for day in (1, 2, 3)] == [None, 2, 4]
    assert [days("1", day) for day in (2, 3)] == [2, None]

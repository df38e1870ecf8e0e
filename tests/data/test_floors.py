"""National law is the floor: a local figure below it is named with its place, and never bound."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.cli import main
from generator.data.project import Project
from generator.errors import InputErrors
from generator.problem.slots import BoundRule
from generator.render.pages import regulations
from generator.render.views.gather import gather
from tests import tiny

KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
SPEC: dict[str, Any] = {
    "people": {"甲": "a", "乙": "a"},
    "days": ["2026-12-05", "2026-12-06"],
    "duties": {"d": {"seats": KEEPER}},
    "law": True,
}
BELOW = "低于《示例劳动法》第一条的 1 天，不能执行；按法律规定的 1 天执行"


def local(root: Path, rule: dict[str, Any] | None, parameters: str = "") -> Path:
    """A unit with a rule of its own, and a regulation with the figures."""
    tiny.write(root, SPEC | {"rules": [rule] if rule else []})
    kept = root / "docs/regulations/duty/2026-01-01.md"
    text = kept.read_text(encoding="utf-8")
    changed = text.replace("parameters:\n", f"parameters:\n{parameters}").replace(
        "每日 {{ on_duty }} 人。",
        "每日 {{ on_duty }} 人，每周休息 {{ rest }} 天。" if parameters else "每日 {{ on_duty }} 人。",
    )
    kept.write_text(changed, encoding="utf-8")
    return root


def rest(value: str, more: str = "") -> str:
    return f"  rest: {{value: {value}, unit: 天, article: staffing, label: 每周休息{more}}}\n"


def bound(project: Project) -> BoundRule:
    unit = project.units["u"]
    return tiny.derive(project, unit, unit.period("2026-12"), tiny.ledger.opening(unit)).rules["weekly-rest"]


def said(project: Project) -> list[str]:
    return [str(found.fault) for found in project.overruled]


def test_the_law_binds_a_unit_that_does_not_list_its_rules(tmp_path: Path) -> None:
    project = generator.load(local(tmp_path, None))
    assert said(project) == []
    assert bound(project).figures == {"days": 1}
    assert bound(project).citation.text == "《示例劳动法》第一条"


def test_a_local_parameter_below_the_law_is_named_and_not_bound(tmp_path: Path) -> None:
    project = generator.load(local(tmp_path, {"weekly-rest": {"days": "§duty.rest"}}, rest("0")))
    assert said(project) == [f"docs/regulations/duty/2026-01-01.md:7:17: 每周休息：本地规定的 0 天{BELOW}"]
    assert bound(project).figures == {"days": 1}
    assert bound(project).citation.text == "《示例劳动法》第一条"


def test_a_local_parameter_above_the_law_is_bound(tmp_path: Path) -> None:
    project = generator.load(local(tmp_path, {"weekly-rest": {"days": "§duty.rest"}}, rest("2")))
    assert said(project) == []
    assert bound(project).figures == {"days": 2}
    assert bound(project).citation.text == "《值班制度》第一条"


def test_a_literal_below_the_law_is_named_where_it_stands(tmp_path: Path) -> None:
    project = generator.load(local(tmp_path, {"weekly-rest": {"days": 0}}))
    (fault,) = said(project)
    line = (tmp_path / "rosters/u/unit.yml").read_text(encoding="utf-8").split("\n").index("    days: 0") + 1
    assert fault == f"rosters/u/unit.yml:{line}:11: rules.第1项.weekly-rest.days：本地规定的 0 {BELOW}"


def test_where_the_law_sets_the_most_a_larger_figure_is_below_it(tmp_path: Path) -> None:
    project = generator.load(local(tmp_path, {"night-work-protection": {"night_from": 23, "night_to": 7}}))
    (fault,) = said(project)
    assert "本地规定的 23 高于《示例劳动法》第二条的 22 时，不能执行" in fault
    unit = project.units["u"]
    made = tiny.derive(project, unit, unit.period("2026-12"), tiny.ledger.opening(unit))
    assert made.rules["night-work-protection"].figures == {"night_from": 22, "night_to": 7}
    assert all(slot.rules["night-work-protection"].figures["night_from"] == 22 for slot in made.slots)


def test_a_figure_that_no_rule_has_says_under_which_it_stands(tmp_path: Path) -> None:
    under = {value: rest(value, ", under: §law.overtime") for value in ("40", "36")}
    fault = said(generator.load(local(tmp_path, None, under["40"])))
    place = "docs/regulations/duty/2026-01-01.md:7:17: 每周休息："
    assert fault == [f"{place}本地规定的 40 天高于《示例劳动法》第三条的 36 小时，不能执行；按法律规定的 36 小时执行"]
    assert said(generator.load(local(tmp_path, None, under["36"]))) == []


def test_a_law_rules_from_the_day_it_takes_effect(tmp_path: Path) -> None:
    local(tmp_path, {"weekly-rest": {"days": "§duty.rest"}}, rest("1"))
    law = tmp_path / "docs/regulations/law/2026-01-01.md"
    law.rename(law.with_name("2026-11-01.md"))
    project = generator.load(tmp_path)
    regulations_, day = project.regulations, date(2026, 10, 31)
    assert regulations_.limit("weekly-rest", "days", day) is None
    assert not regulations_.binding(day)
    assert regulations_.binding(date(2026, 11, 1))["weekly-rest"]["days"].value == 1
    amended = (
        (law.with_name("2026-11-01.md"))
        .read_text(encoding="utf-8")
        .replace("{value: 1, unit: 天", "{value: 2, unit: 天")
    )
    law.with_name("2027-01-01.md").write_text(amended, encoding="utf-8")
    (fault,) = said(generator.load(tmp_path))
    assert "本地规定的 1 天低于《示例劳动法》第一条的 2 天" in fault


@pytest.mark.parametrize(
    ("pattern", "replacement", "what"),
    [
        ("rule: weekly-rest, figure", "rule: weekly-rst, figure", "没有规则“weekly-rst”；最接近的是“weekly-rest”"),
        ("figure: days", "figure: day", "没有规则参数“day”；最接近的是“days”"),
        ("figure: days", "figure: day", "没有给出规则参数“days”；在参数里写 floor"),
        ("binds: [weekly-rest, ", "binds: [rest-after, ", "没有适用于单位的这条规则"),
        ("nature: law\nissuer: 示例立法机关", "issuer: u", "只有国家法律（nature: law）的数字能限制别处"),
        ("value: 36", "value: 三十六", "是“三十六”，这里要整数"),
        ("at: most}}\n---", "at: below}}\n---", "应是 least、most"),
    ],
)
def test_faults_of_a_law(tmp_path: Path, pattern: str, replacement: str, what: str) -> None:
    tiny.write(tmp_path, SPEC)
    law = tmp_path / "docs/regulations/law/2026-01-01.md"
    text = law.read_text(encoding="utf-8")
    assert pattern in text
    law.write_text(text.replace(pattern, replacement), encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        generator.load(tmp_path)
    assert any(what in str(fault) for fault in caught.value.faults), caught.value


@pytest.mark.parametrize(
    ("under", "what"), [("§lau.overtime", "没有规章“lau”；"), ("§law.overtme", "“§law.overtme”不限制别处的数字")]
)
def test_a_figure_under_what_limits_nothing_is_a_fault(tmp_path: Path, under: str, what: str) -> None:
    with pytest.raises(InputErrors) as caught:
        generator.load(local(tmp_path, None, rest("40", f", under: {under}")))
    assert what in str(caught.value)


def test_check_names_it_and_is_not_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    local(tmp_path, {"weekly-rest": {"days": "§duty.rest"}}, rest("0"))
    assert main(["--root", str(tmp_path), "check"]) == 1
    assert f"⚠ docs/regulations/duty/2026-01-01.md:7:17: 每周休息：本地规定的 0 天{BELOW}" in capsys.readouterr().out
    local(tmp_path, {"weekly-rest": {"days": "§duty.rest"}}, rest("1"))
    assert main(["--root", str(tmp_path), "check"]) == 0
    assert "不能执行" not in capsys.readouterr().out


def test_the_pages_show_it_with_a_link_to_the_law(tmp_path: Path) -> None:
    project = generator.load(local(tmp_path, {"weekly-rest": {"days": "§duty.rest"}}, rest("0")))
    pages = regulations.pages(gather(project, "public", date(2026, 12, 1)))
    for page in ("regulations/duty/index.md", "regulations/duty/2026-01-01.md"):
        box = "▲ 不能执行。</strong> 每周休息 0 天，低于[《示例劳动法》第一条](../law/2026-01-01.md#rest)的 1 天"
        assert box in pages[page]
        assert pages[page].count("▲ 不能执行</strong></td>") == 1
    law = pages["regulations/law/index.md"]
    assert "不能执行。</strong>" not in law
    for text in ("制定机关", "示例立法机关", "国家法律法规", "<b>摘要</b>"):
        assert text in law
        assert text not in pages["regulations/duty/index.md"]

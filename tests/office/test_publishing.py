"""Drafts may be replaced; what is published is appended whole, chained, and never touched again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import generator
from generator import ledger
from generator.check import broken_chain, chain_head, mismatches
from generator.data.calendars.period import parse_period
from generator.data.records.roster import dump, fingerprint
from generator.errors import InputErrors, Refused
from generator.office import publishing
from tests import tiny

ON = date(2026, 10, 20)
SPEC = {
    "people": {"甲": "a", "乙": "a", "丙": "b"},
    "days": ["2026-11-01", "2026-11-30"],
    "duties": {"d": {"seats": {"keeper": {"title": "值班员", "from": "all"}}}},
}


def planned(root: Path, period: str) -> None:
    project = generator.load(root)
    unit = project.units["u"]
    draft = generator.plan(project, unit, parse_period(period))
    publishing.write_draft(publishing.draft_path(project, unit, parse_period(period), "plan"), draft.record)


def published(root: Path, period: str) -> Path:
    planned(root, period)
    project = generator.load(root)
    target, _ = generator.publish(project, project.units["u"], parse_period(period), on=ON)
    return target


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny.write(tmp_path, SPEC)


def test_publish_appends_a_chained_record(root: Path) -> None:
    first, second = published(root, "2026-11"), published(root, "2026-12")
    unit = generator.load(root).units["u"]
    assert [p.relative_to(root).as_posix() for p in (first, second)] == [
        "rosters/u/published/2026-11/000-plan.yml",
        "rosters/u/published/2026-12/000-plan.yml",
    ]
    assert unit.published["2026-11"].plan.previous == "none"
    assert unit.published["2026-12"].plan.previous == fingerprint(unit.published["2026-11"].plan)
    assert chain_head(unit) == unit.published["2026-12"].fingerprint
    assert broken_chain(unit) == []
    assert [f.name for f in first.parent.iterdir()] == ["000-plan.yml"]  # nothing half written beside it


def test_what_is_written_reads_back_the_same(root: Path) -> None:
    target = published(root, "2026-11")
    record = generator.load(root).units["u"].published["2026-11"].plan
    assert dump(record) == target.read_text(encoding="utf-8")


def test_publishing_again_is_refused_and_changes_nothing(root: Path) -> None:
    target = published(root, "2026-11")
    before = target.read_bytes()
    project = generator.load(root)
    with pytest.raises(Refused, match="发布过的不能覆盖") as refused:
        generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)
    assert refused.value.instead
    assert target.read_bytes() == before


def test_a_race_to_publish_is_lost_without_harm(root: Path) -> None:
    planned(root, "2026-11")
    project = generator.load(root)  # loaded before somebody else published
    target = published(root, "2026-11")
    before = target.read_bytes()
    with pytest.raises(Refused, match="已经存在"):
        generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)
    assert target.read_bytes() == before
    assert len(list(target.parent.iterdir())) == 1


def test_a_draft_that_breaks_a_rule_is_refused_with_sentences(root: Path) -> None:
    planned(root, "2026-11")
    draft = root / "rosters/u/drafts/2026-11/plan.yml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("keeper: [1]", "keeper: [1, 2]", 1), encoding="utf-8")
    project = generator.load(root)
    with pytest.raises(Refused, match="应有 1 人，实排 2 人"):
        generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)
    assert not (root / "rosters/u/published").exists()


def test_months_are_planned_in_sequence(root: Path) -> None:
    published(root, "2026-10")
    project = generator.load(root)
    with pytest.raises(Refused, match="2026年11月的排班表还没有发布"):
        generator.plan(project, project.units["u"], parse_period("2026-12"))


@pytest.mark.parametrize("harm", ["edit", "remove"])
def test_a_changed_or_lost_record_breaks_the_chain(root: Path, harm: str) -> None:
    first = published(root, "2026-10")
    published(root, "2026-11")
    if harm == "edit":
        text = first.read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if "keeper: [1]" in line)
        first.write_text(text.replace(line, line.replace("[1]", "[2]")), encoding="utf-8")
    else:
        first.unlink()
    (said,) = broken_chain(generator.load(root).units["u"])
    assert ("改动过" if harm == "edit" else "对不上") in said


def test_figures_that_a_record_claims_are_recomputed(root: Path) -> None:
    target = published(root, "2026-11")
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("name: wishes, value: 0", "name: wishes, value: 7"), encoding="utf-8")
    project = generator.load(root)
    ((problem, roster),) = ledger.months(project, project.units["u"])
    record = project.units["u"].published["2026-11"].plan
    assert mismatches(record, generator.check(problem, roster)) == ["记录的“意愿”是 7，复算是 0"]


def test_a_draft_changed_by_hand_is_measured_again(root: Path) -> None:
    planned(root, "2026-11")
    draft = root / "rosters/u/drafts/2026-11/plan.yml"
    text = draft.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "2026-11-01" in line)
    other = first.replace("[1]", "[3]") if "[1]" in first else first.replace("[2]", "[1]").replace("[3]", "[1]")
    draft.write_text(text.replace(first, other), encoding="utf-8")
    project = generator.load(root)
    generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)
    project = generator.load(root)
    record = project.units["u"].published["2026-11"].plan
    ((problem, roster),) = ledger.months(project, project.units["u"])
    assert mismatches(record, generator.check(problem, roster)) == []
    assert not all(level.proven for level in record.levels)


def test_empty_seats_are_published_only_when_that_is_said(root: Path) -> None:
    planned(root, "2026-11")
    draft = root / "rosters/u/drafts/2026-11/plan.yml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("keeper: [1]", "keeper: []", 1), encoding="utf-8")
    project = generator.load(root)
    with pytest.raises(Refused, match="1 处空缺"):
        generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)
    target, _ = generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON, allow_empty=True)
    assert target.is_file()


def test_a_draft_whose_inputs_changed_is_refused(root: Path) -> None:
    planned(root, "2026-11")
    leave = "person: 1\nkind: annual\nfrom: 2026-11-30\nuntil: 2026-11-30\nstatus: approved\n"
    (root / "rosters/u/leave").mkdir()
    (root / "rosters/u/leave/1.yml").write_text(leave, encoding="utf-8")
    project = generator.load(root)
    with pytest.raises(Refused, match="人员与请假有变化"):
        generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)


def test_an_edit_of_the_newest_record_is_noticed(root: Path) -> None:
    target = published(root, "2026-11")
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("keeper: [1]", "keeper: [2]", 1), encoding="utf-8")
    (said,) = broken_chain(generator.load(root).units["u"])
    assert "published/2026-11/000-plan.yml 发布以后被改动过" in said


def test_a_lost_month_between_others_is_not_planned_anew(root: Path) -> None:
    for month in ("2026-09", "2026-10", "2026-11"):
        published(root, month)
    (root / "rosters/u/published/2026-10/000-plan.yml").unlink()
    project = generator.load(root)
    with pytest.raises(Refused, match="缺少2026年10月的发布记录") as refused:
        list(ledger.months(project, project.units["u"]))
    assert "恢复" in refused.value.instead


def test_a_draft_cannot_be_named_into_another_folder(root: Path) -> None:
    project = generator.load(root)
    with pytest.raises(Refused, match="草稿的名字"):
        publishing.draft_path(project, project.units["u"], parse_period("2026-11"), "../../published/2026-11/000-plan")


def test_a_month_before_what_is_published_is_refused(root: Path) -> None:
    published(root, "2026-11")
    project = generator.load(root)
    with pytest.raises(Refused, match="不能再排更早的月份"):
        generator.plan(project, project.units["u"], parse_period("2026-10"))


def test_a_revision_changes_what_is_in_force(root: Path) -> None:
    target = published(root, "2026-11")
    first = fingerprint(generator.load(root).units["u"].published["2026-11"].plan)
    day = "{duty: d, day: 2026-11-02, seat: keeper, from: [1], to: [3], reason: leave}"
    text = f"format: 1\nunit: u\nperiod: 2026-11\nprevious: {first}\nchanges: [{day}]\n"
    (target.parent / "001-swap.yml").write_text(text, encoding="utf-8")
    history = generator.load(root).units["u"].published["2026-11"]
    key = next(k for k in history.roster.held if k.day.day == 2)
    assert history.roster.who(key) == ("3",)
    assert len(history.roster.held) == 30


def test_a_record_in_the_wrong_place_is_a_fault(root: Path) -> None:
    target = published(root, "2026-11")
    (target.parent.parent / "2026-12").mkdir()
    (target.parent.parent / "2026-12/000-plan.yml").write_bytes(target.read_bytes())
    with pytest.raises(InputErrors, match="写的是 u 2026-11"):
        generator.load(root)


def test_what_a_draft_claims_to_be_made_with_cannot_break_the_record(root: Path) -> None:
    planned(root, "2026-11")
    draft = root / "rosters/u/drafts/2026-11/plan.yml"
    lines = [
        line if not line.startswith("made:") else 'made: {note: "a, by: b"}'
        for line in draft.read_text("utf-8").splitlines()
    ]
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    project = generator.load(root)
    generator.publish(project, project.units["u"], parse_period("2026-11"), on=ON)
    assert generator.load(root).units["u"].published["2026-11"].plan.made == {"note": "a, by: b"}

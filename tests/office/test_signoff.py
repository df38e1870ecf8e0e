"""Signing off: steps in their turn, by whoever may, for one roster; nothing is published before it is issued."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generator
from generator.cli import main
from generator.data.calendars.period import parse_period
from generator.data.records.signoff import Step
from generator.errors import InputErrors, Refused
from generator.office import publishing, signoff
from generator.office.issuing import Act, sign
from tests import tiny

DECEMBER, ON = parse_period("2026-12"), date(2026, 11, 20)
SIGN_OFF: dict[str, Any] = {
    "since": "2026-12-01",
    "steps": {
        "draft": {"by": ["staff"]},
        "review": {"by": ["other"], "of": "b"},
        "issue": {"by": ["other"]},
        "notice": {"by": ["staff"]},
        "answer": {"by": ["other"]},
    },
    "notice_days": 5,
    "article": "§duty#staffing",
}
SPEC = {
    "people": {
        "甲": "a",
        "乙": "a",
        "丙": "b",
        "科长": {"department": "b", "role": "other"},
        "主任": {"department": "a", "role": "other"},
    },
    "days": ["2026-12-01", "2026-12-31"],
    "duties": {"d": {"seats": {"keeper": {"title": "值班员", "from": "all"}}}},
    "unit": {"sign_off": SIGN_OFF},
}
NUMBER = tiny.ids(SPEC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A unit that asks for signing off, with December planned."""
    tiny.write(tmp_path, SPEC)
    plan(tmp_path)
    return tmp_path


def plan(root: Path) -> None:
    project = generator.load(root)
    unit = project.units["u"]
    draft = generator.plan(project, unit, DECEMBER)
    publishing.write_draft(publishing.draft_path(project, unit, DECEMBER, "plan"), draft.record)


def taken(root: Path, step: Step, who: str, on: date = ON, **more: Any) -> Path:
    project = generator.load(root)
    unit = project.units["u"]
    history = unit.published.get(DECEMBER.name)
    record = history.plan if history else publishing.sound(project, unit, DECEMBER, "plan", allow_empty=True)[0]
    return sign(project, unit, DECEMBER, record, Act(step, NUMBER[who], on, **more))


def publish(root: Path) -> Path:
    project = generator.load(root)
    return generator.publish(project, project.units["u"], DECEMBER, on=ON)[0]


def issued(root: Path) -> None:
    for step, who in (("draft", "甲"), ("review", "科长"), ("issue", "主任")):
        taken(root, step, who)


def test_nothing_is_published_before_it_is_issued(root: Path) -> None:
    for step, who, title in (("draft", "甲", "拟稿"), ("review", "科长", "审核"), ("issue", "主任", "签发")):
        with pytest.raises(Refused, match=f"还没有签发：下一步是{title}") as refused:
            publish(root)
        assert f"--step {step}" in refused.value.instead
        taken(root, step, who)
    assert publish(root).is_file()
    assert list(signoff.faults(generator.load(root).units["u"])) == []


def test_a_unit_that_does_not_ask_publishes_as_before(tmp_path: Path) -> None:
    tiny.write(tmp_path, {**SPEC, "unit": {}})
    plan(tmp_path)
    assert publish(tmp_path).is_file()
    with pytest.raises(Refused, match="不需要签发"):
        taken(tmp_path, "draft", "甲")


def test_periods_before_the_article_holds_need_nothing(tmp_path: Path) -> None:
    later = {**SIGN_OFF, "since": "2027-01-01"}
    tiny.write(tmp_path, {**SPEC, "unit": {"sign_off": later}})
    plan(tmp_path)
    assert publish(tmp_path).is_file()


def test_each_step_is_a_file_of_its_own(root: Path) -> None:
    issued(root)
    names = sorted(path.name for path in (root / "rosters/u/sign-off/2026-12").iterdir())
    assert names == ["01-draft.yml", "02-review.yml", "03-issue.yml"]
    steps = generator.load(root).units["u"].signed["2026-12"]
    assert [(one.step, one.by, one.on) for one in steps] == [
        ("draft", NUMBER["甲"], ON),
        ("review", NUMBER["科长"], ON),
        ("issue", NUMBER["主任"], ON),
    ]
    assert len({one.roster for one in steps}) == 1


def test_the_wrong_order_and_the_wrong_person_are_refused_with_words(root: Path) -> None:
    with pytest.raises(Refused, match="还不能签发：先要拟稿"):
        taken(root, "issue", "主任")
    with pytest.raises(Refused, match="主任（a其他人员）不能拟稿") as refused:
        taken(root, "draft", "主任")
    assert refused.value.instead == "由工作人员办：" + "、".join(f"{name}（--by {NUMBER[name]}）" for name in "丙乙甲")
    taken(root, "draft", "甲")
    with pytest.raises(Refused, match="拟稿已经由甲在 2026-11-20 办过"):
        taken(root, "draft", "乙")
    with pytest.raises(Refused, match="主任（a其他人员）不能审核"):  # the role fits, the department does not
        taken(root, "review", "主任")
    with pytest.raises(Refused, match="前一步是 2026-11-20"):
        taken(root, "review", "科长", date(2026, 11, 19))
    assert len(list((root / "rosters/u/sign-off/2026-12").iterdir())) == 1


def test_a_step_for_one_draft_does_not_count_for_a_changed_one(root: Path) -> None:
    issued(root)
    draft = root / "rosters/u/drafts/2026-12/plan.yml"
    text = draft.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "2026-12-01" in line)
    holder = first.partition("[")[2].partition("]")[0]
    other = next(n for name, n in NUMBER.items() if n != holder and name in "甲乙丙")
    draft.write_text(text.replace(first, first.replace(f"[{holder}]", f"[{other}]")), encoding="utf-8")
    with pytest.raises(Refused, match="草稿在签署以后改过，原来的签署不算；下一步是拟稿"):
        publish(root)
    issued(root)
    assert publish(root).is_file()
    assert len(generator.load(root).units["u"].signed["2026-12"]) == 6


def test_objections_come_within_the_notice_and_are_answered(root: Path) -> None:
    issued(root)
    with pytest.raises(Refused, match="还没有公示"):
        taken(root, "objection", "乙", text="有意见")
    publish(root)
    taken(root, "notice", "丙")
    notice = generator.load(root).units["u"].signed["2026-12"][-1]
    assert notice.until == date(2026, 11, 25)  # five days after the 20th
    with pytest.raises(Refused, match="公示期到 2026-11-25 止"):
        taken(root, "objection", "乙", date(2026, 11, 26), text="晚了")
    with pytest.raises(Refused, match="异议没有内容"):
        taken(root, "objection", "乙", date(2026, 11, 25))
    taken(root, "objection", "乙", date(2026, 11, 25), text="=1+1 <b>&")
    unit = generator.load(root).units["u"]
    assert unit.signed["2026-12"][-1].text == "=1+1 <b>&"
    assert list(signoff.waiting(unit)) == ["示例单位 2026年12月：第 5 号异议（2026-11-25）还没有答复"]
    with pytest.raises(Refused, match="没有待答复的第 4 号异议"):
        taken(root, "answer", "主任", date(2026, 11, 26), text="已改", answers=4)
    taken(root, "answer", "主任", date(2026, 11, 26), text="已改", answers=5)
    assert list(signoff.waiting(generator.load(root).units["u"])) == []


def test_an_objection_without_an_answer_holds_back_publication(root: Path) -> None:
    issued(root)
    taken(root, "notice", "甲")
    taken(root, "objection", "丙", text="有意见")
    with pytest.raises(Refused, match="有异议没有答复：第 5 号"):
        publish(root)
    taken(root, "answer", "科长", text="不改", answers=5)
    assert publish(root).is_file()


def test_what_was_published_without_being_issued_is_a_fault(tmp_path: Path) -> None:
    tiny.write(tmp_path, {**SPEC, "unit": {}})
    plan(tmp_path)
    publish(tmp_path)
    tiny.write(tmp_path, SPEC)
    assert list(signoff.faults(generator.load(tmp_path).units["u"])) == [
        "示例单位 2026年12月：已经发布，没有签发的记录"
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": {"draft": {"by": ["staff"]}}}, "steps 里没有 issue"),
        ({"steps": {"issue": {"by": ["chief"]}}, "notice_days": None}, "没有岗位类别“chief”"),
        ({"steps": {"issue": {"by": ["staff"], "of": "x"}}, "notice_days": None}, "没有部门“x”"),
        ({"notice_days": None}, "要写 notice_days"),
        ({"notice_days": "§duty.nothing"}, "没有参数“nothing”"),
        ({"article": "§duty#nothing"}, "没有条文“nothing”"),
    ],
)
def test_what_a_unit_asks_for_is_checked(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    asked = {key: value for key, value in {**SIGN_OFF, **change}.items() if value is not None}
    with pytest.raises(InputErrors, match=said) as caught:
        tiny.load(tmp_path, {**SPEC, "unit": {"sign_off": asked}})
    assert all(fault.path.name == "unit.yml" and fault.line > 1 for fault in caught.value.faults)


def test_a_record_out_of_its_place_is_a_fault(root: Path) -> None:
    issued(root)
    folder = root / "rosters/u/sign-off/2026-12"
    (folder / "02-review.yml").unlink()
    text = (folder / "03-issue.yml").read_text(encoding="utf-8")
    (folder / "03-issue.yml").write_text(text.replace('by: "', 'by: "9'), encoding="utf-8")
    (folder.parent / "decem").mkdir()
    with pytest.raises(InputErrors) as caught:
        generator.load(root)
    said = "\n".join(map(str, caught.value.faults))
    assert "03-issue.yml:1:1: 03-issue.yml：这里应是第 02 份记录" in said
    assert "没有人员" in said
    assert "“decem”不是月份" in said


def test_the_command_tells_the_way_step_by_step(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["--root", str(root), "sign", "2026-12", "--today", str(ON)]
    assert main(call) == 0
    assert "下一步是拟稿" in capsys.readouterr().out
    assert main([*call, "--step", "draft"]) == 1
    assert "没有写明谁办的" in capsys.readouterr().err
    for step, who in (("draft", "甲"), ("review", "科长"), ("issue", "主任")):
        assert main([*call, "--step", step, "--by", who]) == 0
    assert "已经签发，可以发布：运行 zhiban publish 2026-12 --unit u" in capsys.readouterr().out
    assert main(["--root", str(root), "publish", "2026-12", "--today", str(ON)]) == 0
    assert main([*call, "--step", "notice", "--by", "乙"]) == 0
    assert "公示　乙　2026-11-20，公示期至 2026-11-25" in capsys.readouterr().out

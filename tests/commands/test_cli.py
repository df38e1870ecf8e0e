"""The commands as their users meet them: help with an example, Chinese errors, an exit status that says it."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.cli import main, parser, set_clock
from tests import tiny

VERBS = ["plan", "check", "verify", "ledger", "why", "publish", "site", "pages", "tomorrow"]
SPEC = {
    "people": {"甲": "a", "乙": "a", "丙": {"department": "b", "leave": [{"from": "2026-12-01"}]}},
    "days": ["2026-12-01", "2026-12-31"],
    "duties": {"d": {"title": "导办台值班", "on": "workdays"}},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny.write(tmp_path, SPEC)


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), *words, "--today", "2026-11-23"])


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert f"例子：\n  zhiban {verb}" in said
    assert "usage" not in said


def test_the_list_of_commands_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    said = capsys.readouterr().out
    assert all(verb in said for verb in VERBS)
    assert parser().prog == "zhiban"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plan", "2026-12", "--unti", "u"], "不认识：--unti"),
        (["plan", "--limit", "soon"], "“soon”不是大于 0 的秒数"),
        (["plan", "--today", "2026-02-30"], "这一天不存在"),
        (["verify"], "还缺少：文件"),
        (["why", "2026-12-01"], "还缺少：值班"),
        (["site", "--audience", "everybody"], "没有“everybody”这一项；可用的有：public、staff"),
        (["plna"], "没有“plna”这一项；最接近的是“plan”"),
    ],
)
def test_a_wrong_call_is_said_in_chinese(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert said in error
    assert "下一步：" in error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plan", "2026-13"], "“2026-13”不是月份"),
        (["plan", "2026-12", "--unit", "hall"], "没有单位“hall”"),
        (["plan", "2026-10"], "2026年10月已经过去"),
        (["plan", "2027-01"], "2027 年的放假安排待公布"),
        (["publish", "2026-12"], "没有草稿 rosters/u/drafts/2026-12/plan.yml"),
        (["verify", "nothing.yml"], "没有文件 nothing.yml"),
        (["why", "2026-12-01", "d"], "示例单位2026年12月没有排班表，也没有草稿"),
        (["why", "2026-12-01", "d", "--not", "戊"], "示例单位没有“戊”这个人"),
    ],
)
def test_every_refusal_says_what_to_do_next(
    root: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, *words) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "下一步：" in error
    assert "Traceback" not in error


def test_plan_verify_publish_check(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = root / "rosters/u/drafts/2026-12/plan.yml"
    assert run(root, "plan", "2026-12") == 0
    said = capsys.readouterr().out
    assert "已证明最优" in said
    assert "导办台值班 2026年12月" in said
    assert run(root, "verify", str(draft)) == 0
    assert run(root, "publish", "2026-12") == 0
    assert run(root, "verify", str(root / "rosters/u/published/2026-12/000-plan.yml")) == 0
    assert run(root, "check") == 0
    assert "2026年12月：23 个班次，全部符合" in capsys.readouterr().out
    assert run(root, "publish", "2026-12") == 1
    assert "发布过的不能覆盖" in capsys.readouterr().err


def test_the_ledger_is_printed_by_year(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "ledger") == 1
    assert "没有已发布的排班表可以统计" in capsys.readouterr().err
    assert run(root, "plan", "2026-12") == 0
    assert run(root, "publish", "2026-12") == 0
    capsys.readouterr()
    assert run(root, "ledger", "--year", "2026") == 0
    said = capsys.readouterr().out
    # 23 workdays among three people; one of them is on leave for a day that forgives
    assert "值班台账" in said
    assert "合计 应值 23.00 次，实值 23 次" in said
    assert run(root, "ledger", "--year", "2025") == 1


def test_leave_approved_after_publication_is_found_by_check(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "plan", "2026-12") == 0
    assert run(root, "publish", "2026-12") == 0
    record = (root / "rosters/u/published/2026-12/000-plan.yml").read_text(encoding="utf-8")
    person = record.split("2026-12-08: {keeper: [")[1][0]
    leave = f"person: {person}\nkind: annual\nfrom: 2026-12-08\nuntil: 2026-12-08\nstatus: approved\n"
    (root / "rosters/u/leave/new.yml").write_text(leave, encoding="utf-8")
    capsys.readouterr()
    assert run(root, "check") == 1
    said = capsys.readouterr().out
    assert "当日不在岗，却排在12月8日（周二）导办台值班值班员" in said
    assert "发布后有变化：人员与请假" in said


def test_an_empty_seat_is_named_with_its_reasons(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for person in "23":
        leave = f"person: {person}\nkind: annual\nfrom: 2026-12-01\nuntil: 2026-12-01\nstatus: approved\n"
        (root / f"rosters/u/leave/{person}-x.yml").write_text(leave, encoding="utf-8")
    assert run(root, "plan", "2026-12") == 1
    said = capsys.readouterr().out
    assert "12月1日（周二）导办台值班值班员应有 1 人，实排 0 人" in said
    assert "范围内 3 人" in said
    assert "3 人因“请假不排班”不能排" in said
    reasons, repairs = said.split("排不满的原因")[1].split("可以这样补救")
    assert "12月1日导办台值班值班员应有 1 人（《值班制度》第一条）" in reasons
    assert "丙、乙、甲12月1日当日不在岗（本单位惯例）" in reasons
    assert "1. 12月1日（周二）导办台值班值班员空着，不排人（涉及《值班制度》第一条）" in repairs
    assert "当日到岗，值12月1日（周二）导办台值班值班员（涉及本单位惯例）" in repairs
    assert "没有证明" not in repairs


def test_why_is_asked_of_the_draft_and_then_of_what_is_published(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "plan", "2026-12") == 0
    capsys.readouterr()
    assert run(root, "why", "2026-12-01", "导办台值班") == 0
    draft = capsys.readouterr().out
    assert "12月1日（周二）导办台值班值班员：" in draft
    assert "（草稿）" in draft
    assert "人员范围内其余 2 人（一人可有几条原因）：" in draft
    assert "1 人因“请假不排班”不能排（本单位惯例）" in draft
    assert "1 人可以排；只换这一席、其余不变，影响由小到大：" in draft
    assert run(root, "publish", "2026-12") == 0
    capsys.readouterr()
    assert run(root, "why", "2026-12-01", "d", "--seat", "keeper") == 0
    assert capsys.readouterr().out == draft.replace("（草稿）", "（已发布）")


def test_why_not_says_the_rule_and_never_the_kind_of_leave(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "plan", "2026-12") == 0
    capsys.readouterr()
    assert run(root, "why", "2026-12-01", "d", "--not", "丙") == 0
    said = capsys.readouterr().out
    assert "丙当日不在岗，却排在12月1日（周二）导办台值班值班员（本单位惯例）" in said
    assert "年休假" not in said


def test_why_of_a_draft_says_when_it_is_out_of_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "plan", "2026-12") == 0
    leave = "person: 3\nkind: annual\nfrom: 2026-12-01\nuntil: 2026-12-01\nstatus: approved\n"
    (root / "rosters/u/leave/new.yml").write_text(leave, encoding="utf-8")
    capsys.readouterr()
    assert run(root, "why", "2026-12-01", "d") == 0
    assert "（草稿，生成之后有变化：人员与请假）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-12-01", "夜班"], "可用的值班：d（导办台值班）"),
        (["2026-12-05", "d"], "2026-12-05 没有导办台值班"),
        (["2026-12-01", "d", "--seat", "组长"], "可用的席位：keeper（值班员）"),
        (["2026-12-01", "d", "--unit", "hall"], "没有单位“hall”"),
        (["2026-12-01", "d", "--not", "甲"], "有 2 个人叫“甲”：编号 3、9"),
    ],
)
def test_why_refuses_what_it_cannot_tell(
    root: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people = root / "rosters/u/people.yml"
    namesake = "- {id: 9, name: 甲, service: [{from: 2026-01-01, department: a, role: other}]}\n"
    people.write_text(people.read_text(encoding="utf-8") + namesake, encoding="utf-8")
    assert run(root, "plan", "2026-12") == 0
    capsys.readouterr()
    assert run(root, "why", *words) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "下一步：" in error


def test_a_month_that_can_be_filled_prints_no_reason(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "plan", "2026-12") == 0
    assert "排不满" not in capsys.readouterr().out


def test_missing_months_are_planned_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = root / "build"
    assert run(root, "plan", "--missing", "--out", str(out)) == 0
    first = {path: path.read_bytes() for path in sorted(out.rglob("*.yml"))}
    assert [path.name for path in first] == ["2026-11.yml", "2026-12.yml"]
    capsys.readouterr()
    assert run(root, "plan", "--missing", "--out", str(out)) == 0
    assert capsys.readouterr().out.count("资料没有变，沿用上次的草稿") == 2
    assert {path: path.read_bytes() for path in first} == first


def test_input_errors_stop_every_command_and_write_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "docs/regulations/duty")
    for words in (["plan", "2026-12"], ["check"], ["pages", "--out", str(root / "out")]):
        assert run(root, *words) == 1
        assert "rosters/u/duties/d/2026-01-01.yml:2:10: article：没有规章“duty”" in capsys.readouterr().err
    assert not (root / "rosters/u/drafts").exists()
    assert not (root / "out").exists()


def test_the_moment_of_a_command_is_that_of_the_clock(root: Path) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    before = datetime.now(zone).replace(tzinfo=None, second=0, microsecond=0)
    found = []
    for words in ([], ["--today", "2026-12-03"], ["--now", "2026-12-03T07:30"]):
        options = parser().parse_args(["--root", str(root), "check", *words])
        set_clock(options)
        found.append((options.today, options.now))
    assert before <= found[0][1] <= datetime.now(zone).replace(tzinfo=None)
    assert found[0][0] == found[0][1].date()
    assert found[1:] == [(date(2026, 12, 3), datetime(2026, 12, 3)), (date(2026, 12, 3), datetime(2026, 12, 3, 7, 30))]


def test_a_plan_names_the_leaves_that_wait_and_a_draft_changed_by_hand_is_no_fault(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leave = "person: '{}'\nkind: annual\nfrom: 2026-12-07\nuntil: 2026-12-09\n".format(tiny.ids(SPEC)["甲"])
    (root / "rosters/u/leave/asked.yml").write_text(leave, encoding="utf-8")
    assert run(root, "plan", "2026-12") == 0
    assert "待批准的请假：甲（asked）" in capsys.readouterr().out
    draft = root / "rosters/u/drafts/2026-12/plan.yml"
    text = draft.read_text(encoding="utf-8")
    now = text.split("2026-12-07: {keeper: [")[1][0]
    other = next(number for number in "12" if number != now)
    changed = text.replace(f"2026-12-07: {{keeper: [{now}", f"2026-12-07: {{keeper: [{other}")
    draft.write_text(changed, encoding="utf-8")
    run(root, "verify", str(draft))
    said = capsys.readouterr().out
    assert "草稿改动过：记录里有" in said
    assert "记录的" not in said

"""Every line of the table of cases, the days that lead to some of them, and any question against the slow way."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.data.calendars.calendar import Calendar
from generator.data.project import Project
from tests.deadlines import naive, table
from tests.deadlines.naive import Question

ROOT = Path(__file__).parents[2]
TABLE = table.read()
CASES = [case for part in TABLE.values() for case in part]


def named(case: Question) -> str:
    return f"{case['开始']} {case['期限']} {case.get('因为', '')}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_case_is_due_when_the_table_says(sample: Project, case: Question) -> None:
    assert table.shown(table.computed(sample.calendar, case)) == case["到期"]


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["到期"] != "未定" and not any(said.endswith("~") for said in case.get("补正", []))],
    ids=named,
)
def test_the_slow_way_says_so_too(case: Question) -> None:
    assert naive.answer(case) == case["到期"]


def test_the_table_is_large_and_its_hand_written_part_gives_reasons() -> None:
    assert len(CASES) >= 300
    assert len(TABLE["手工"]) >= 60
    assert all(case["因为"] for case in TABLE["手工"])
    assert len({str({k: v for k, v in case.items() if k != "因为"}) for case in TABLE["手工"]}) == len(TABLE["手工"])


def test_the_generated_part_is_what_the_slow_way_writes() -> None:
    text = (Path(table.__file__).parent / "cases.yml").read_text(encoding="utf-8")
    assert text.endswith(naive.written())


STEPS: list[tuple[Question, list[str]]] = [
    (
        {"开始": "2026-09-30", "期限": "3个工作日"},
        ["当日不计，次日起算", *["国庆节放假不计"] * 7, "工作日第 1 天", "工作日第 2 天", "国庆节调休上班日计入，第 3 天"],
    ),
    (
        {"开始": "2026-11-23", "期限": "2个工作日", "补正": ["2026-11-25~2026-11-27"], "方式": "重新计算"},
        ["当日不计，次日起算", "工作日第 1 天", "发出补正通知，当日起停计", "补正期间不计", "材料补齐，重新计算，当日不计，次日起算", "周末不计", "周末不计", "工作日第 1 天", "工作日第 2 天"],
    ),
    (
        {"开始": "2026-11-26", "期限": "1个工作日", "补正": ["2026-11-26~2026-11-27"], "方式": "补齐才受理"},
        ["材料没有补齐，尚未受理", "材料补齐，当日受理，当日不计，次日起算", "周末不计", "周末不计", "工作日第 1 天"],
    ),
    (
        {"开始": "2026-11-23", "期限": "1个工作日", "补正": ["2026-11-23~2026-11-24"], "不计": ["听证 2026-11-25~2026-11-25"]},
        ["发出补正通知，当日起停计", "材料补齐，当日不计，次日接着算", "听证期间不计", "工作日第 1 天"],
    ),
    (
        {"开始": "2026-11-27 11:20", "期限": "3小时", "开放": "社保"},
        ["11:20–11:30 计 10 分钟", "11:30–14:30 午间休息不计", "14:30–17:20 计 2 小时 50 分钟"],
    ),
    (
        {"开始": "2026-11-27 17:20", "期限": "30分钟", "开放": "大厅"},
        ["17:20–17:30 计 10 分钟", "17:30 以后已下班，不计", "周末，不计", "周末，不计", "08:30–08:50 计 20 分钟"],
    ),
    (
        {"开始": "2026-11-27 15:00", "期限": "24小时（连续，到期顺延）", "开放": "大厅"},
        ["15:00–24:00 连续计算 9 小时", "00:00–15:00 连续计算 15 小时", "周末，顺延", "周末，顺延", "08:30 上班，顺延到这时"],
    ),
    ({"开始": "2026-04-30", "期限": "每月10日前（含10日，遇休息日顺延）"}, ["周末，顺延", "顺延到这一天"]),
    ({"开始": "2026-09-30", "期限": "每月10日前（不含10日，遇休息日顺延）"}, ["不含10日", "10日的前一天"]),
    ({"开始": "2026-12-30", "期限": "2个工作日"}, ["当日不计，次日起算", "工作日第 1 天"]),
]  # fmt: skip
"""The last one is due beyond the calendar: what is known of the days until then is shown all the same."""


@pytest.mark.parametrize(("case", "why"), STEPS, ids=[named(case) for case, _ in STEPS])
def test_each_day_says_why_it_counts_or_not(sample: Project, case: Question, why: list[str]) -> None:
    steps = table.computed(sample.calendar, case).steps
    assert [step.why for step in steps] == why


def test_who_waits_is_told_what_is_left(sample: Project) -> None:
    case = {"开始": "2026-11-23", "期限": "5个工作日", "补正": ["2026-11-25~"]}
    assert table.computed(sample.calendar, case).said == "材料补齐以后再往下算；已计 1 天，还剩 4 天"


FIRST = date(2025, 1, 1)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    start = FIRST + timedelta(days=draw(st.integers(0, 729)))
    kind = draw(st.sampled_from(["days", "time", "month"]))
    shift = draw(st.sampled_from(["遇休息日顺延", "遇休息日不变", "遇休息日提前到前一个工作日"]))
    if kind == "month":
        day, included = draw(st.integers(1, 28)), draw(st.sampled_from(["含", "不含"]))
        return {"开始": str(start), "期限": f"每月{day}日前（{included}{day}日，{shift}）"}
    if kind == "time":
        how = draw(st.sampled_from(["", "（连续）", "（连续，到期顺延）"]))
        limit = f"{draw(st.integers(1, 30))}小时" if draw(st.booleans()) else f"{draw(st.integers(1, 700))}分钟"
        clock = f"{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}"
        return {"开始": f"{start} {clock}", "期限": limit + how, "开放": draw(st.sampled_from(list(naive.OPENING)))}
    unit = draw(st.sampled_from(["个工作日", f"天（{shift}）"]))
    said: dict[str, Any] = {"开始": str(start), "期限": f"{draw(st.integers(1, 40))}{unit}"}
    said["从"] = draw(st.sampled_from(["当日", "次日"]))
    said["方式"] = draw(st.sampled_from(list(table.MODES)))
    said["补正"] = [f"{a}~{b}" for a, b in draw(stretches(start))]
    said["不计"] = [f"听证 {a}~{b}" for a, b in draw(stretches(start))]
    return said


def stretches(start: date) -> st.SearchStrategy[list[tuple[date, date]]]:
    """Up to three stretches after a day, one after the other."""

    def laid(lengths: list[tuple[int, int]]) -> list[tuple[date, date]]:
        found, day = [], start
        for gap, length in lengths:
            first = day + timedelta(days=gap)
            day = first + timedelta(days=length)
            found.append((first, day))
            day += timedelta(days=1)
        return found

    return st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(laid)


@settings(max_examples=400)
@given(question=questions())
def test_any_question_is_answered_as_the_slow_way_does(question: Question) -> None:
    assert table.shown(table.computed(_calendar(), question)) == naive.answer(question)


@cache
def _calendar() -> Calendar:
    return generator.load(ROOT).calendar

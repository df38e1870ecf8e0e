"""Faults in the files of an agenda: each with its file and line, what is wrong and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.test_faults import edit, faults, project

__all__ = ["project"]

WEEKLY = "rosters/hall/agenda/weekly-meeting/2026-07-01.yml"
MONTHLY = "rosters/hall/agenda/monthly-meeting/2026-07-01.yml"
HANDOVER = "rosters/hall/agenda/desk-handover/2026-07-01.yml"
MEETINGS = "docs/regulations/work-meetings/2026-01-01.md"


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "what", "right"),
    [
        (WEEKLY, r"^title: .*$", "titel: 周例会", "没有这个键", "最接近的是“title”"),
        (WEEKLY, r"meeting(?=\n)", "meetings", "写的是“meetings”", "应是 meeting、filing"),
        (WEEKLY, r'"§work-meetings.week_day"', "friday", "each: week 不能写 on: friday", ""),
        (WEEKLY, r'"§work-meetings.week_day"', '"§work-meetings.month_day"', "看不出是哪一天", ""),
        (WEEKLY, r'"§work-meetings.week_day"', '"§work-meetings.weekday"', "没有参数“weekday”", "week_day"),
        (WEEKLY, r'"§work-meetings#weekly"', '"§work-meetings#weakly"', "没有条文“weakly”", "weekly"),
        (WEEKLY, r'"§work-meetings.moves"', '"§work-meetings.moves_to"', "看不出怎样办", ""),
        (WEEKLY, r'"§work-meetings.paper_copies"', '"§work-meetings.paper_by"', "这里要整数", ""),
        (WEEKLY, r"section-head(?=,)", "section-chief", "没有岗位类别“section-chief”", "section-head"),
        (
            MONTHLY,
            r"joins: weekly-meeting",
            "joins: weekly-meetings",
            "没有会议或期限“weekly-meetings”",
            "weekly-meeting",
        ),
        (HANDOVER, r"seat: keeper", "seat: keepers", "没有席位“keepers”", "keeper"),
        (HANDOVER, r"duty: consultation-desk", "duty: desk", "没有值班“desk”", ""),
        (HANDOVER, r"on: workdays", "on: 25", "each: day 不能写 on: 25", ""),
    ],
)
def test_a_fault_says_where_and_what_would_be_right(
    project: Path, file: str, pattern: str, replacement: str, what: str, right: str
) -> None:
    line, _ = edit(project / file, pattern, replacement)
    found = [fault for fault in faults(project) if fault.path.as_posix() == file and what in fault.what]
    assert [fault.line for fault in found] == [line]
    assert right in found[0].right + found[0].what


def test_words_of_an_article_that_say_nothing_are_a_fault_of_whoever_refers_to_them(project: Path) -> None:
    edit(project / MEETINGS, r"(?<=moves: \{value: )提前", "另行安排")
    found = {fault.path.as_posix() for fault in faults(project) if "另行安排" in fault.what}
    assert found == {WEEKLY, MONTHLY}


def test_a_file_whose_name_is_no_day_is_a_fault(project: Path) -> None:
    (project / WEEKLY).rename(project / "rosters/hall/agenda/weekly-meeting/july.yml")
    assert any("不是日期" in fault.what for fault in faults(project))


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("recurs: {each: week}", "写明 on"),
        ("recurs: {each: month, on: workday}", "第几个"),
        ("recurs: {each: day, on: every-day, every: 3}", "starting"),
        ("recurs: {each: festival, festivals: [圣诞]}", "没有节日“圣诞”"),
        ("recurs: {each: event}", "同时写"),
        ("recurs: {each: day, on: every-day, every: 0, starting: 2026-07-01}", "every: 0"),
        ("recurs: {each: day, on: '§work-meetings.month_day'}", "不能取自条文"),
        ("recurs: {each: quarter, month: 4, on: 1}", "没有第 4 个月"),
        ("recurs: {each: week, on: fri, ahead: {days: 1, weeks: 1}}", "提前多久"),
        ("recurs: {each: week, on: fri}\nby: '10:00'\nat: ['11:00']", "时间只写一种"),
        ("recurs: {each: week, on: fri}\nblocks: true", "blocks: true"),
    ],
)
def test_what_does_not_fit_together_is_a_fault(project: Path, said: str, what: str) -> None:
    folder = project / "rosters/hall/agenda/thing"
    folder.mkdir()
    (folder / "2026-07-01.yml").write_text(f"title: 一事\nkind: meeting\narticle: custom\n{said}\n", encoding="utf-8")
    (fault,) = faults(project)
    assert what in fault.what
    assert fault.line >= 4 or fault.what.startswith(("时间", "blocks"))

"""A unit's clocks are what its articles say: figures, choices and citations, as of a day; wrong words are faults."""

from __future__ import annotations

import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

import generator
from generator.data.project import Project
from generator.deadlines import Asked, Stretch, compute
from generator.deadlines.rules import TITLES, all_held, held, opening, turns
from generator.errors import InputErrors

DAY = date(2026, 11, 23)


def due(project: Project, unit: str, name: str, start: str) -> str:
    found = held(project, project.units[unit], name, date.fromisoformat(start[:10]))
    assert found
    answer = compute(found.rule, opening(project, project.units[unit]), Asked(datetime.fromisoformat(start)))
    return f"{answer.due}"[:16] if answer.due else answer.said


@pytest.mark.parametrize(
    ("unit", "name", "start", "expected"),
    [
        ("hall", "complaint", "2026-11-23", "2026-11-30"),  # five working days
        ("social-security", "complaint", "2026-11-23", "2026-11-26"),  # three
        ("hotline", "complaint", "2026-11-23", "2026-11-25"),  # two
        ("town", "complaint", "2026-11-23", "2026-11-24"),  # the same or the next day
        ("hall", "instant", "2026-11-23 17:20", "2026-11-24 08:50"),  # closes at 17:30
        ("town", "instant", "2026-11-23 17:20", "2026-11-23 17:50"),  # closes at 20:00
        ("town", "instant", "2026-11-28 19:50", "2026-11-29 08:50"),  # open at weekends
        ("hall", "denial", "2026-09-30", "2026-10-08"),
        ("hall", "denial-report", "2026-04-30", "2026-05-11"),  # 10 May is a Sunday
        ("town", "denial-report", "2026-04-30", "2026-05-11"),
        ("hall", "agency", "2026-11-27 15:00", "2026-11-30 08:30"),  # a Saturday waits for Monday
        ("town", "agency", "2026-11-27 15:00", "2026-11-28 15:00"),  # nights and days of rest are counted
        ("town", "report", "2026-09-30", "2026-10-08"),  # the 5th is moved on
        ("hotline", "report", "2026-09-30", "2026-09-30"),  # the 5th is moved ahead
        ("social-security", "aid", "2026-11-23", "2026-12-14"),  # three weeks
        ("hotline", "order-response", "2026-11-23 23:45", "2026-11-24 00:15"),  # round the clock
        ("hotline", "order-handling", "2026-11-23 22:00", "2026-11-24 02:00"),
        ("town", "special", "2026-12-30", "2027年的放假安排待公布，不能往下计算"),
    ],
)
def test_each_unit_counts_by_its_own_articles(sample: Project, unit: str, name: str, start: str, expected: str) -> None:
    assert due(sample, unit, name, start) == expected


def test_the_three_ways_of_a_supplement_are_the_articles_own(sample: Project) -> None:
    """From Wednesday to Friday papers are completed: the time goes on, begins again, or begins only then."""
    expected = {
        ("hall", "special"): "2026-12-01",  # 24 and 30 November, 1 December: three days
        ("social-security", "routine"): "2026-12-02",  # 30 November, 1 and 2 December: three days anew
        ("social-security", "aid"): "2026-12-18",  # accepted on the 27th, then three weeks
    }
    gap = Stretch(date(2026, 11, 25), date(2026, 11, 27))
    asked = Asked(datetime(2026, 11, 23), supplements=(gap,))
    for (unit, name), due in expected.items():
        found = held(sample, sample.units[unit], name, DAY)
        assert found
        assert str(compute(found.rule, opening(sample, sample.units[unit]), asked).due) == due


def test_a_clock_says_its_limit_how_it_counts_and_where_that_stands(sample: Project) -> None:
    found = held(sample, sample.units["hall"], "complaint", DAY)
    assert found
    assert (found.limit, found.how) == ("5 个工作日", ("从次日起算",))
    assert [citation.text for citation in found.citations] == ["《投诉处理制度》第五条"]
    promise = held(sample, sample.units["hall"], "promise", DAY)
    assert promise
    assert "专家评审" in promise.outside
    assert "《行政许可法》第八十二条" in [citation.text for citation in promise.citations]


def test_what_is_not_in_force_is_not_counted_by(sample: Project) -> None:
    """The hall's regulations begin with 2026."""
    assert held(sample, sample.units["hall"], "complaint", date(2025, 12, 31)) is None
    assert [day for day, _ in turns(sample, sample.units["hall"], "complaint")] == [date(2026, 1, 1)]
    assert not list(all_held(sample, sample.units["logistics"], DAY))


def test_every_clock_has_a_title(sample: Project) -> None:
    kept = {name for unit in sample.units.values() for name in unit.unit.clocks.kept()}
    assert kept == set(TITLES)


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    for folder in ("docs", "rosters"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("published", "drafts"))
    return tmp_path


def edit(file: Path, pattern: str, replacement: str) -> int:
    """Replace the first match; give its line."""
    text = file.read_text(encoding="utf-8")
    match = re.search(pattern, text)
    assert match, pattern
    file.write_text(text[: match.start()] + replacement + text[match.end() :], encoding="utf-8")
    return text[: match.start()].count("\n") + 1


def said(root: Path) -> str:
    with pytest.raises(InputErrors) as caught:
        generator.load(root)
    return str(caught.value)


def test_a_later_version_changes_the_clock_from_its_day(project: Path) -> None:
    folder = project / "docs/regulations/complaint-handling"
    text = (folder / "2026-01-01.md").read_text(encoding="utf-8")
    text = text.replace("complaint_reply: {value: 5", "complaint_reply: {value: 3").replace(
        "value: 次日", "value: 当日"
    )
    (folder / "2026-12-01.md").write_text(text, encoding="utf-8")
    amended = generator.load(project)
    assert due(amended, "hall", "complaint", "2026-11-23") == "2026-11-30"
    assert due(amended, "hall", "complaint", "2026-12-01") == "2026-12-03"
    assert len(turns(amended, amended.units["hall"], "complaint")) == 2


def test_wrong_clocks_are_all_named_at_once_with_their_lines(project: Path) -> None:
    hall, town = project / "rosters/hall/unit.yml", project / "rosters/town/unit.yml"
    expected = {
        edit(hall, r'"§case-limits.routine_days"', '"§case-limits.routine_day"'): "没有参数“routine_day”；最接近的是“routine_days”",
        edit(hall, r'(?<=complaint: \{days: )"§complaint-handling.complaint_reply"', '"§complaint-handling.reply_from"'): "这里要整数，单位是个工作日",
        edit(hall, r'(?<=time: )"§agency-service.agency_hours"', '"§agency-service.agents"'): "这里要整数，单位是分钟、小时之一",
    }  # fmt: skip
    border = edit(town, r', border: "§town-denial.report_border"', "")
    faults = said(project)
    for line, text in expected.items():
        assert re.search(rf"rosters/hall/unit.yml:{line}:\d+[^\n]*{re.escape(text)}", faults), (line, text, faults)
    assert re.search(rf"rosters/town/unit.yml:{border}:\d+[^\n]*这里要写明当日算不算、遇休息日怎样", faults), faults


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('denial: {days: 5, first_day: "§civil-code.first_day"}', "“5”不是条文参数；期限由规章规定"),
        ('denials: {days: "§denial-filing.denial_days"}', "没有这个键；最接近的是“denial”"),
        ('denial: {days: "§denial-filing.denial_days"}', "first_day：缺少这个必填项"),
    ],
)
def test_a_clock_is_a_known_one_and_refers_to_articles(project: Path, written: str, expected: str) -> None:
    line = edit(project / "rosters/hall/unit.yml", r"denial: \{days.*\}", written)
    faults = said(project)
    assert re.search(rf"rosters/hall/unit.yml:{line}:\d+[^\n]*{re.escape(expected)}", faults), faults


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "acceptance/2026-01-01.md",
            "value: 补正期间暂停，补齐后接着算",
            "value: 另行商定",
            "这里要“补正期间暂停，补齐后接着算”",
        ),
        (
            "complaint-handling/2026-01-01.md",
            "reply_from: {value: 次日",
            "reply_from: {value: 后天",
            "这里要“当日”、“次日”之一",
        ),
        ("denial-filing/2026-01-01.md", "每月10日前（含10日，遇休息日顺延）", "月初", "这里要“每月10日前”这样的日子"),
        ("denial-filing/2026-01-01.md", "（含10日", "（含5日", "前后应是同一天，括号里写的是5日"),
        ("denial-filing/2026-01-01.md", "每月10日前", "每月31日前", "（1日至28日）"),
        ("denial-filing/2026-01-01.md", "（含10日，遇休息日顺延）", "（含10日，看情况）", "后半句可用“遇休息日顺延”"),
        (
            "agency-service/2026-01-01.md",
            "value: 按连续的小时计算，到期在非工作日的顺延到上班以后",
            "value: 尽快",
            "这里要“按工作时间计算”",
        ),
    ],
)
def test_an_article_that_cannot_be_counted_by_says_so_where_it_is_used(
    project: Path, file: str, old: str, new: str, expected: str
) -> None:
    edit(project / "docs/regulations" / file, re.escape(old), new)
    faults = said(project)
    assert "rosters/hall/unit.yml:" in faults
    assert expected in faults

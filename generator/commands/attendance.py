"""Attendance on the command line: a sign-in sheet is taken in, a month is added up."""

from __future__ import annotations

from argparse import Namespace
from fractions import Fraction
from pathlib import Path

import generator
from generator.commands.arguments import Verb
from generator.data.calendars.period import parse_period
from generator.data.records.attendance import STATUSES
from generator.desk import attendance, counting
from generator.folders import outside_sites, write_whole
from generator.render.text.templating import month_day, spoken_day
from generator.rules.words import decimal
from generator.terminal import say, table

FOLDER = "private/attendance"


def add(verb: Verb) -> None:
    """Add the commands of attendance."""
    example = "zhiban attendance import 11月签到.xlsx --unit hall --month 2026-11"
    command = verb("attendance import", "导入一个月的签到记录（CSV 或 XLSX）", example, take_in)
    command.add_argument("file", type=Path, metavar="文件", help="有这几列：编号或姓名、日期、上班、下班")
    command.add_argument("--month", required=True, metavar="月份", help="月份，如 2026-11")
    command.add_argument("--replace", action="store_true", help="替换这个月已经导入的记录")
    command = verb("attendance summary", "汇总一个月的考勤", "zhiban attendance summary --month 2026-11", summary)
    command.add_argument("--month", required=True, metavar="月份", help="月份，如 2026-11")
    command.add_argument(
        "--out", type=Path, metavar="文件夹", help=f"写到哪个文件夹（默认 {FOLDER}）；不能是网站的文件夹"
    )


def take_in(options: Namespace) -> int:
    """Import a sign-in sheet, whole or not at all."""
    project = generator.load(options.root)
    unit, month = project.unit(options.unit), parse_period(options.month)
    path = attendance.take_in(project, unit, month, options.file.resolve(), options.today, replace=options.replace)
    days = attendance.read(project, unit, month).days
    people = {person for own in days.values() for person in own}
    say(f"已导入 {len(days)} 天、{len(people)} 人的签到：{path.relative_to(project.root)}")
    say("这是内部资料：仓库对外公开的，把 rosters/*/attendance/ 写进 .gitignore", "yellow")
    say(f"下一步：运行 zhiban attendance summary --month {month.name} --unit {unit.id}")
    return 0


def summary(options: Namespace) -> int:
    """Add up a month, print it and write it where no site is."""
    from generator.render.paper.attendance import files  # noqa: PLC0415 -- what writes workbooks is slow to import

    out = outside_sites(options.root, options.out or options.root / FOLDER)
    project = generator.load(options.root)
    unit, month = project.unit(options.unit), parse_period(options.month)
    made = counting.summary(project, unit, month, options.now)
    content = files(project, made)
    how = unit.unit.attendance
    titles = [getattr(how.titles, status) for status in STATUSES] if how else []
    table(
        f"{unit.unit.title} {month.title}考勤汇总（截至{spoken_day(made.through)}，计 {made.days} 个工作日）内部资料",
        ["姓名", "应出勤", "出勤", *titles, "请假", "外勤", "工时外值班"],
        [_line(row) for row in made.rows],
    )
    for row in made.rows:
        for day, text in sorted(row.details):
            say(f"· {row.person.name} {month_day(day)} {text}")
    for note in made.notes:
        say(f"⚠ {note}", "yellow")
    for ending, data in content.items():
        say(f"已写出：{write_whole(out / f'{unit.id}-{month.name}{ending}', data)}")
    say("内部资料，不要放到网站上")
    return 0


def _line(row: counting.Row) -> list[str]:
    """Give the row in short: the kinds of leave together, turns in times."""
    leave = sum(row.leave.values(), Fraction())
    amounts = [row.due, row.present, *(row.times[s] for s in STATUSES), leave, row.outside, Fraction(row.turns)]
    return [row.person.name, *(decimal(amount) if amount else "" for amount in amounts)]

"""Checking: all inputs, every published roster, one record, and the ledger."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

import generator
from generator import ledger as ledgers
from generator.check import Report, broken_chain, changed_inputs, mismatches
from generator.commands.arguments import Verb
from generator.data.records.roster import fold
from generator.data.regulations.citing import not_in_force
from generator.desk import attendance
from generator.desk.leavedesk import twice
from generator.errors import Refused
from generator.guides import inspection
from generator.office import drafts, filing, publishing, signoff
from generator.problem.standing import Account
from generator.site import portal
from generator.terminal import (
    print_balances,
    print_findings,
    print_ledger,
    print_overruled,
    say,
)

SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".et", ".ods", ".csv")
"""Endings of what table programs write; which of them can be read is said when it is opened."""


def add(verb: Verb) -> None:
    """Add the commands of checking."""
    command = verb("check", "核对全部资料和全部已发布的排班表", "zhiban check --portal", check)
    command.add_argument("--portal", action="store_true", help="还要核对网站能不能对外：主办单位、备案号、安全联系等")
    example = "zhiban verify rosters/hall/published/2026-11/000-plan.yml\n"
    example += "  zhiban verify 12月.xlsx --unit hall --period 2026-12"
    command = verb("verify", "核对一份排班记录，或手工做的值班表（XLSX）", example, verify)
    text = "记录文件（.yml），或 Excel、WPS 做的值班表（.xlsx）：日期和值班各在一边，格子里是姓名"
    command.add_argument("file", type=Path, metavar="文件", help=text)
    command.add_argument("--period", metavar="期间", help="手工做的表是哪个期间的，如 2026-12")
    command = verb("ledger", "看值班台账：应值、实值、差额", "zhiban ledger --year 2026", ledger)
    text = "只统计这一年的应值和实值；差额总是历年累计"
    command.add_argument("--year", type=int, metavar="年", help=text)


def check(options: Namespace) -> int:
    """Check all inputs and every published roster, or with ``--unit`` those of one unit."""
    project = generator.load(options.root)
    print_overruled(project)
    attendance.check(project)
    dead = not_in_force(project.root, project.regulations, options.today)
    for link in dead:
        say(f"✗ {link}", "red")
    sound = not project.overruled and not dead
    warnings = inspection.overlooked(project, options.today)
    for unit in [project.unit(options.unit)] if options.unit else project.units.values():
        reports: list[Report] = []
        for problem, roster in ledgers.months(project, unit):
            report = generator.check(problem, roster)
            reports.append(report)
            record = unit.published[problem.period.name].plan
            print_findings(report)
            faults = mismatches(record, report) if len(unit.published[problem.period.name].files) == 1 else []
            for fault in faults:
                say(f"✗ {problem.period.title}：{fault}", "red")
            changed = changed_inputs(record, problem)
            note = f"（发布后有变化：{'、'.join(changed)}）" if changed else ""
            say(f"{unit.unit.title} {problem.period.title}：{len(problem.slots)} 个班次，{_verdict(report)}{note}")
            sound = sound and not report.grave and not faults
        for fault in (*broken_chain(unit), *signoff.faults(unit), *filing.faults(unit)):
            say(f"✗ {fault}", "red")
            sound = False
        warnings += twice(unit)
        warnings += [*inspection.unstaffed(project, unit, reports, options.today), *signoff.waiting(unit)]
        warnings += filing.warnings(project, unit, {report.problem.period.name: report.problem for report in reports})
    if options.portal:
        warnings += portal.doubtful(project)
        for fault in portal.lacking(project, options.today):
            say(f"✗ {fault}", "red")
            sound = False
    for warning in warnings:
        say(f"！{warning}", "yellow")
    say("全部资料和已发布的排班表都符合规定" if sound else "有不符合项，见上")
    return 0 if sound else 1


def _verdict(report: Report) -> str:
    return f"{len(report.grave)} 处不符合" if report.grave else "全部符合"


def verify(options: Namespace) -> int:
    """Check one record file and recompute its figures, or a grid that somebody made by hand."""
    if options.file.suffix.lower() in SHEETS:
        from generator.commands import grids  # noqa: PLC0415 -- what reads workbooks is slow to import

        return grids.verify(options)
    project = generator.load(options.root)
    if not options.file.is_file():
        raise Refused(f"没有文件 {options.file}", "写明记录文件，如 rosters/hall/drafts/2026-12/plan.yml")
    record = publishing.read_whole(project, options.file.resolve())
    unit = project.unit(record.unit)
    period = unit.period(record.period)
    history = unit.published.get(period.name)
    files = [r for _, r in history.files] if history else []
    roster = fold([*files[: files.index(record)], record]) if record in files else fold([record])
    problem = ledgers.carry(project, unit, period, drafts.ahead(project, unit, period))
    report = generator.check(problem, roster)
    wrong = mismatches(record, report) if record.duties else []
    print_balances(report)
    print_findings(report)
    if record in files:
        for fault in wrong:
            say(f"✗ {fault}", "red")
    elif wrong:
        say(f"草稿改动过：记录里有 {len(wrong)} 项目标值是改动前的，发布时重新计算", "yellow")
    if changed := changed_inputs(record, problem):
        say(f"生成记录之后有变化：{'、'.join(changed)}", "yellow")
    say(f"\n{unit.unit.title} {period.title}：{len(problem.slots)} 个班次，{_verdict(report)}")
    return 1 if report.grave or (wrong and record in files) else 0


def ledger(options: Namespace) -> int:
    """Print turns due, turns served and the difference, by pool and class, over all that is published."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    due: Counter[Account] = Counter()
    served: Counter[Account] = Counter()
    standing = ledgers.opening(unit)
    for problem, roster in ledgers.months(project, unit):
        if options.year in (None, problem.period.first.year):
            due += ledgers.period_shares(problem)
            served += ledgers.period_burdens(problem, roster)
        standing = ledgers.close(problem, roster)
    if not due:
        raise Refused("没有已发布的排班表可以统计", "先用 zhiban publish 发布，或换一个 --year")
    print_ledger(unit, due, served, standing, options.year)
    return 0

"""The commands behind the names of ``zhiban``; each gives its exit status."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from datetime import date
from pathlib import Path

import generator
from generator import drafts, publishing
from generator import ledger as ledgers
from generator.check import Report, broken_chain, changed_inputs, mismatches
from generator.data.fingerprints import fingerprints
from generator.data.load import read_record
from generator.data.period import Period, month_of
from generator.data.project import Project, UnitData
from generator.data.reading import Faults
from generator.data.roster import Roster, fold
from generator.data.standing import Account
from generator.errors import Refused
from generator.folders import replace_folder
from generator.rules.base import level_titles
from generator.terminal import (
    console,
    print_balances,
    print_findings,
    print_impossible,
    print_ledger,
    print_levels,
    print_overruled,
    print_roster,
    progress,
    say,
)


def plan(options: Namespace) -> int:
    """Plan one month, or with ``--missing`` whatever the site lacks."""
    from generator.planning import plan as solve  # noqa: PLC0415 -- only this command needs the solver
    from generator.solver import reasons, repairs  # noqa: PLC0415

    project = generator.load(options.root)
    if options.missing:
        return _plan_missing(project, options)
    if options.out:
        raise Refused("--out 只和 --missing 一起用", "去掉 --out；草稿写在 rosters/单位/drafts 里")
    unit = project.unit(options.unit)
    period = unit.period(options.period) if options.period else _next_period(unit, options.today)
    if period.name in unit.published:
        raise Refused(f"{period.title}的排班表已经发布", "运行 zhiban check 核对；要排别的月份，写明月份")
    if period.last < options.today:
        raise Refused(f"{period.title}已经过去", "补排过去的月份时，用 --today 写明当时的日期")
    titles = level_titles(ledgers.carry(project, unit, period))
    with progress(period.title, titles) as show:
        draft = solve(project, unit, period, limit=options.limit, progress=show)
    target = publishing.draft_path(project, unit, period, options.name)
    replaced = target.is_file()
    publishing.write_draft(target, draft.record)
    print_roster(draft.report)
    print_balances(draft.report)
    print_levels(draft.report.problem, draft.record.levels, draft.solution.seconds)
    if draft.solution.interrupted:
        say("已按要求中止：留下的是到此为止最好的排法，离最优还差多少见上表的“值”和“下界”", "yellow")
    print_findings(draft.report)
    print_overruled(project)
    if any(breach.rule == "seat-filled" for breach in draft.report.grave):
        problem = draft.report.problem
        with console.status("正在找排不满的原因和补救办法"):
            found = reasons(problem, options.limit / 2), repairs(problem, options.limit / 2)
        print_impossible(problem, *found)
    say(f"\n草稿：{target.relative_to(project.root)}{'（替换了原来的同名草稿）' if replaced else ''}")
    name = "" if options.name == "plan" else f" --name {options.name}"
    say(f"下一步：核对后运行 zhiban publish {period.name} --unit {unit.id}{name}")
    return 1 if draft.report.grave else 0


def _next_period(unit: UnitData, today: date) -> Period:
    return unit.newest_month.next() if unit.newest_month else month_of(today)


def _plan_missing(project: Project, options: Namespace) -> int:
    from generator.planning import plan as solve  # noqa: PLC0415

    folder = (options.out or options.root / drafts.FOLDER).resolve()
    for unit in project.units.values():
        ahead: dict[Period, Roster] = {}
        for period in drafts.wanted(project.calendar, unit, options.today):
            target = drafts.path(folder, unit, period)
            problem = ledgers.carry(project, unit, period, ahead)
            kept = read_record(target, Faults(project.root)) if target.is_file() else None
            if kept is None or kept.inputs != fingerprints(problem):
                with progress(f"{unit.unit.short}{period.title}", level_titles(problem)) as show:
                    kept = solve(project, unit, period, limit=options.limit, progress=show, ahead=ahead).record
                publishing.write_draft(target, kept)
                say(f"{unit.unit.title} {period.title}：已排出草稿")
            else:
                say(f"{unit.unit.title} {period.title}：资料没有变，沿用上次的草稿")
            ahead[period] = fold([kept])
        if not project.calendar.announced(month_of(options.today).next().last):
            say(f"{unit.unit.title} {month_of(options.today).next().title}：放假安排待公布，暂不排班")
    return 0


def check(options: Namespace) -> int:
    """Check all inputs and every published roster."""
    project = generator.load(options.root)
    print_overruled(project)
    sound = not project.overruled
    for unit in project.units.values():
        for problem, roster in ledgers.months(project, unit):
            report = generator.check(problem, roster)
            record = unit.published[problem.period.name].plan
            print_findings(report)
            faults = mismatches(record, report) if len(unit.published[problem.period.name].files) == 1 else []
            for fault in faults:
                say(f"✗ {problem.period.title}：{fault}", "red")
            changed = changed_inputs(record, problem)
            note = f"（发布后有变化：{'、'.join(changed)}）" if changed else ""
            say(f"{unit.unit.title} {problem.period.title}：{len(problem.slots)} 个班次，{_verdict(report)}{note}")
            sound = sound and not report.grave and not faults
        for fault in broken_chain(unit):
            say(f"✗ {fault}", "red")
            sound = False
    say("全部资料和已发布的排班表都符合规定" if sound else "有不符合项，见上")
    return 0 if sound else 1


def _verdict(report: Report) -> str:
    return f"{len(report.grave)} 处不符合" if report.grave else "全部符合"


def verify(options: Namespace) -> int:
    """Check one record file and recompute its figures."""
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
    for fault in wrong:
        say(f"✗ {fault}", "red")
    if changed := changed_inputs(record, problem):
        say(f"生成记录之后有变化：{'、'.join(changed)}", "yellow")
    say(f"\n{unit.unit.title} {period.title}：{len(problem.slots)} 个班次，{_verdict(report)}")
    return 1 if report.grave or wrong else 0


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


def publish(options: Namespace) -> int:
    """Append a draft as the published plan."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    target, report = generator.publish(
        project, unit, period, options.name, on=options.today, allow_empty=options.allow_empty
    )
    print_findings(report)
    say(f"已发布：{target.relative_to(project.root)}")
    say("下一步：运行 zhiban site 更新网站；记录文件请一并存入版本库")
    return 0


def site(options: Namespace) -> int:
    """Build the site."""
    from generator.building import build  # noqa: PLC0415 -- MkDocs is slow to import

    target = options.out or options.root / ("site" if options.audience == "public" else "site-staff")
    with console.status("正在生成网站"):
        count = build(options.root, target.resolve(), options.audience, options.today, options.drafts)
    print_overruled(generator.load(options.root))
    say(f"网站已生成，{count} 个文件：{target}")
    say(f"下一步：运行 python -m http.server -d {target} 预览，或把整个文件夹放到网站服务器上")
    return 0


def pages(options: Namespace) -> int:
    """Write the generated pages and files to a folder."""
    from generator.render.gather import gather  # noqa: PLC0415
    from generator.render.site import pages as render  # noqa: PLC0415

    project = generator.load(options.root)
    kept = drafts.read(project, options.root / drafts.FOLDER) if options.drafts else {}
    folder: Path = options.out or options.root / drafts.FOLDER / f"pages-{options.audience}"
    files = render(gather(project, options.audience, options.today, kept))

    def make(fresh: Path) -> None:
        for name, content in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)

    count = replace_folder(options.root, folder, make)
    say(f"已写出 {count} 个页面和文件：{folder}")
    return 0

"""Planning and publishing: a draft, the roster in force, and the rest of it planned again."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from time import perf_counter

import generator
from generator import ledger as ledgers
from generator.commands.arguments import Verb, record, seconds
from generator.data.calendars.period import Period, month_of
from generator.data.files.reading import Faults
from generator.data.load import read_record
from generator.data.project import Project, UnitData
from generator.data.records.roster import Roster, fold
from generator.desk import seeking
from generator.errors import Refused
from generator.office import drafts, publishing, signoff
from generator.problem.fingerprints import fingerprints
from generator.rules.base import level_titles, name_of, seat_named
from generator.terminal import (
    console,
    print_balances,
    print_findings,
    print_impossible,
    print_levels,
    print_overruled,
    print_roster,
    progress,
    say,
)

INTERRUPTED = "已按要求中止：留下的是到此为止最好的排法，离最优还差多少见各层的“值”和“下界”"


def add(verb: Verb) -> None:
    """Add the commands of planning and publishing."""
    command = verb("plan", "排一个月的班，写成草稿", "zhiban plan 2026-12 --unit hall", plan)
    command.add_argument("period", nargs="?", metavar="月份", help="月份，如 2026-12；不写时排下一个没有发布的月份")
    command.add_argument("--limit", type=seconds, default=60.0, metavar="秒", help="最多用多少秒（默认 60）")
    command.add_argument("--name", metavar="名字", default="plan", help="草稿的名字，可以并存几份（默认 plan）")
    command.add_argument("--missing", action="store_true", help="排出各单位本月和下月还没有发布的班")
    command.add_argument("--out", type=Path, metavar="文件夹", help="配合 --missing：草稿写到这个文件夹")
    command = verb("publish", "把草稿发布为正式排班表，只增不改", "zhiban publish 2026-12 --unit hall", publish)
    command.add_argument("period", metavar="月份", help="月份，如 2026-12")
    command.add_argument("--name", metavar="名字", default="plan", help="草稿的名字（默认 plan）")
    command.add_argument("--allow-empty", action="store_true", help="有空缺也发布")
    text = "情况有较大变化时，重排余下的班次，改动最少"
    command = verb("replan", text, "zhiban replan 2026-12 --now 2026-12-10T08:00", replan)
    command.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    command.add_argument("--limit", type=seconds, default=60.0, metavar="秒", help="最多用多少秒（默认 60）")
    command.add_argument("--accept", action="store_true", help="记入排班表")
    command.add_argument("--by", default="", metavar="人", help="批准人")
    command.add_argument("--reason", default="调整", metavar="类别", help="原因类别（默认 调整）")


def plan(options: Namespace) -> int:
    """Plan one month, or with ``--missing`` whatever the site lacks."""
    from generator.office.planning import plan as solve  # noqa: PLC0415 -- only this command needs the solver
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
        say(INTERRUPTED, "yellow")
    print_findings(draft.report)
    print_overruled(project)
    if any(breach.rule == "seat-filled" for breach in draft.report.grave):
        problem = draft.report.problem
        with console.status("正在找排不满的原因和补救办法"):
            found = reasons(problem, options.limit / 2), repairs(problem, options.limit / 2)
        print_impossible(problem, *found)
    say(f"\n草稿：{target.relative_to(project.root)}{'（替换了原来的同名草稿）' if replaced else ''}")
    name = "" if options.name == "plan" else f" --name {options.name}"
    state = signoff.course(unit, period, draft.record)
    unsigned = state if state and not state.step("issue") else None
    empty = any(not breach.forbidden for breach in draft.report.grave)
    publish = (
        f"运行 zhiban publish {period.name} --unit {unit.id}{name}{'；空着发布的加上 --allow-empty' if empty else ''}"
    )
    follow = signoff.how(unit, period, unsigned, options.name) if unsigned else publish
    if waiting := _waiting(unit, period):
        say(
            f"待批准的请假：{'、'.join(waiting)}；批准后要重新排班，先办完再发布（zhiban leave list --unit {unit.id}）",
            "yellow",
        )
    say(f"下一步：核对后{follow}")
    return 1 if draft.report.grave else 0


def _waiting(unit: UnitData, period: Period) -> list[str]:
    """Name the leaves of a period that wait for a decision."""
    return [
        f"{unit.people[leave.person].name}（{name}）"
        for name, leave in sorted(unit.leave.items())
        if leave.status == "requested" and leave.from_ <= period.last and leave.until >= period.first
    ]


def _next_period(unit: UnitData, today: date) -> Period:
    return unit.newest_month.next() if unit.newest_month else month_of(today)


def _plan_missing(project: Project, options: Namespace) -> int:
    from generator.office.planning import plan as solve  # noqa: PLC0415

    folder = (options.out or options.root / drafts.FOLDER).resolve()
    for unit in project.units.values():
        ahead: dict[Period, Roster] = {}
        for period in drafts.wanted(project.calendar, unit, options.today):
            target = drafts.path(folder, unit, period)
            problem = ledgers.carry(project, unit, period, ahead)
            kept = read_record(target, Faults(project.root)) if target.is_file() else None
            if kept is None or kept.inputs != fingerprints(problem):
                began = perf_counter()
                with progress(f"{unit.unit.short}{period.title}", level_titles(problem)) as show:
                    draft = solve(project, unit, period, limit=options.limit, progress=show, ahead=ahead)
                kept = draft.record
                publishing.write_draft(target, kept)
                say(f"{unit.unit.title} {period.title}：已排出草稿（{perf_counter() - began:.1f} 秒）")
                if draft.solution.interrupted:
                    say(INTERRUPTED, "yellow")
            else:
                say(f"{unit.unit.title} {period.title}：资料没有变，沿用上次的草稿")
            ahead[period] = fold([kept])
        if not project.calendar.announced(month_of(options.today).next().last):
            say(f"{unit.unit.title} {month_of(options.today).next().title}：放假安排待公布，暂不排班")
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


def replan(options: Namespace) -> int:
    """Plan the rest of a published period again with the fewest changes, and with ``--accept`` record it."""
    from generator.desk import replanning  # noqa: PLC0415 -- only this command needs the solver

    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    report = seeking.period(project, unit, period)
    problem, roster = report.problem, report.roster
    with progress(f"{period.title}余下的班次", level_titles(replanning.rest(problem, roster, options.now))) as show:
        again = replanning.replan(problem, roster, options.now, limit=options.limit, progress=show)
    for move in again.moves:
        holder, person = (name_of(problem, p) if p else "【空缺】" for p in (move.holder, move.person))
        say(f"{seat_named(problem, move.key)}：{person}（原为{holder}）")
    print_levels(again.report.problem, again.solution.levels, again.solution.seconds)
    if again.solution.interrupted:
        say(INTERRUPTED, "yellow")
    print_findings(again.report)
    if not again.moves:
        say("不用改动")
    elif options.accept:
        record(project, report, again.moves, options)
    else:
        say(f"共改动 {len(again.moves)} 席；采用的，加上 --accept --by 批准人")
    return 1 if again.report.grave else 0

"""A roster in a workbook: written, read back, judged cell by cell, and recorded."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import generator
from generator.check import Report
from generator.commands.arguments import record
from generator.commands.grids import say_faults, say_skipped
from generator.data.files.reading import Faults
from generator.data.project import Project, UnitData
from generator.desk import leaving
from generator.errors import Refused
from generator.folders import outside_sites, write_whole
from generator.office import publishing
from generator.reasons.moves import difference
from generator.rules import Breach
from generator.terminal import say
from generator.workbook import judging, marks, merging
from generator.workbook.export import workbook
from generator.workbook.inputs import Inputs, Tables, write_wish
from generator.workbook.names import Names
from generator.workbook.opening import ENDING, open_tables
from generator.workbook.reading import Read, Reader
from generator.workbook.source import Source, source
from generator.workbook.tables import WANTS


def write(options: Namespace, folder: Path) -> int:
    """Write a workbook."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    out: Path = options.out or folder / f"{unit.id}-{period.name}{ENDING}"
    if out.suffix.lower() != ENDING:
        raise Refused(f"不能写成 {out.name}", f"文件名以 {ENDING} 结尾")
    out = outside_sites(options.root, out.parent) / out.name
    if out.exists():
        raise Refused(f"{out} 已经有了，里面可能有还没导入的改动", "换一个文件名，或先移走它")
    made = source(project, unit, period)
    write_whole(out, workbook(made, options.today))
    say(f"已写出{'草稿' if made.draft else '排班表'}：{out}")
    say("内部资料，不要放到网站上")
    say(f"下一步：在 Excel 或 WPS 里改好，运行 zhiban workbook import {_typed(out)}")
    return 0


def _typed(path: Path) -> Path:
    """Give a path as it is typed here: from this folder, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def take_in(options: Namespace) -> int:
    """Read a workbook back: say what differs and what is wrong, and with ``--accept`` record it."""
    project = generator.load(options.root)
    path: Path = options.file.resolve()
    sheets, hidden = open_tables(path)
    said = marks.marks(sheets)
    unit = project.unit(options.unit or said.get(marks.UNIT))
    if not (name := options.period or said.get(marks.PERIOD)):
        raise Refused(f"{path.name} 没有写明期间", "加上 --unit 和 --period；或用 zhiban verify 核对手工做的表")
    now = source(project, unit, unit.period(name))
    if not (mark := said.get(marks.MARK, "")):
        say("表里没有指纹，按现在的排班表对照", "yellow")
    base = merging.base(now, mark, path.name)
    problem, faults = now.report.problem, Faults(path.parent)
    held = (person for people in now.report.roster.held.values() for person in people)
    names = Names(unit, [*problem.people, *held], problem.period.first)
    read = Reader(problem, names, path, faults, base).tables(marks.grids(sheets))
    inputs = Tables(project, problem, names, path, faults).read(sheets, options.today)
    say_skipped(read, hidden)
    after = merging.merged(now, base, read, faults, path)
    say_faults(faults.found)
    changed = list(judging.differences(problem, names, read, now.report.roster, after))
    for one in changed:
        say(f"{one.where} {one.seat}：{one.before} → {one.after}")
    say(f"共 {len(changed)} 席有改动" if changed else "值班安排没有改动", "bold")
    report = generator.check(problem, after)
    fresh = _say_breaches(now, report, read)
    _say_inputs(unit, names, inputs)
    if options.accept:
        forbidden = any(breach.forbidden for breach in fresh) and not (options.served and not now.draft)
        if faults.found or forbidden:
            raise Refused(
                "还有不符合的地方，一处也没有写入", "改正以后再导入；已发布、已经这样值过的，加上 --served 补办"
            )
        _accept(project, now, report, inputs, options)
        return 0
    if changed or inputs.leave or inputs.wishes:
        say("没有写入。核对无误后加上 --accept --by 批准人 --reason 类别")
    return 1 if faults.found or fresh else 0


def _say_breaches(now: Source, report: Report, read: Read) -> list[Breach]:
    """Say every breach with its cell, those first that the edit brings, and give these."""
    before = set(now.report.grave)
    wrong = [b for b in report.grave if b.key not in read.unread]
    fresh = [b for b in wrong if b not in before]
    for breach in [*fresh, *(b for b in wrong if b in before)]:
        known = "（改动之前就有）" if breach in before else ""
        cause = None if known else now.report.roster
        say(f"✗ {judging.told(report, read, breach, cause)}{known}", "" if known else "red")
        for reason in judging.reasons(report, breach) if not known else ():
            say(f"    {reason}")
    for breach in (b for b in report.wishes if b not in set(now.report.wishes)):
        say(f"· {judging.told(report, read, breach)}", "yellow")
    say(f"改动带来 {len(fresh)} 处不符合" if fresh else "改动没有带来不符合规定的地方")
    return fresh


def _say_inputs(unit: UnitData, names: Names, inputs: Inputs) -> None:
    for leave in inputs.leave:
        kind = unit.unit.leave_kinds[leave.kind].title
        say(f"新的请假：{names.label(leave.person)} {leave.from_} 至 {leave.until} {kind}，登记后按规定批准")
    for wish in inputs.wishes:
        duty = unit.duties[wish.duty].versions[-1][1].title if wish.duty else "各种值班"
        want = WANTS[wish.want]
        say(f"新的意愿：{names.label(wish.person)} {wish.from_} 至 {wish.until} {duty} {want}")
    for line in inputs.by_hand:
        say(f"⚠ {line}", "yellow")


def _accept(project: Project, now: Source, report: Report, inputs: Inputs, options: Namespace) -> None:
    """Record the roster first, because that can still be refused; then leave and wishes, one record each."""
    unit = now.report.problem.unit
    moves = list(difference(now.report.roster, report.roster))
    if moves and not options.by:
        raise Refused("没有说明由谁批准", "加上 --by 写批准人的编号或姓名")
    if moves and now.draft:
        path = publishing.redraft(project, unit, now.record, report)
        say(f"已更新草稿：{path.relative_to(project.root)}")
    elif moves:
        record(project, now.report, moves, options)
    for leave in inputs.leave:
        path, ruling = leaving.request(project, unit, leave, options.today)
        say(f"已登记请假：{path.relative_to(project.root)}，由{ruling.tier.approver}批准（{ruling.article}）")
    for wish in inputs.wishes:
        say(f"已记下意愿：{write_wish(project, unit, wish).relative_to(project.root)}")
    if not (moves or inputs.leave or inputs.wishes):
        say("没有要记入的")

"""Stand-ins, swaps, what was arranged without us, and undoing: on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, time

import generator
from generator.check import Report, sentence
from generator.commands.arguments import Verb, day, end, moment, record, seconds
from generator.commands.leave import say_handover
from generator.commands.telling import balances, place_named, say_option
from generator.data.project import Project, UnitData
from generator.desk import revising, seeking, substitute, swapping
from generator.errors import Refused
from generator.reasons.moves import Move
from generator.reasons.nearby import nearby
from generator.rules.base import name_of, seat_named
from generator.terminal import (
    print_findings,
    say,
)


def add(verb: Verb) -> None:
    """Add the commands of stand-ins and swaps."""
    example = "zhiban substitute --absent 1005 --from 2026-12-03"
    command = verb("substitute", "有人不能值班时，找谁代班", example, substitutes)
    command.add_argument("--leave", metavar="编号", help="按一次请假找；或者用下面几项")
    command.add_argument("--absent", metavar="人", help="不能值班的人")
    command.add_argument("--from", dest="from_", type=moment, metavar="时间", help="从何时起，如 2026-12-03T08:00")
    command.add_argument("--until", type=end, metavar="时间", help="到何时止；不写时到当天为止")
    command.add_argument("--duty", metavar="值班", help="只找这一种值班的这一席")
    command.add_argument("--whole", action="store_true", help="只缺一段的，也整班换人（不写时只换缺的那一段）")
    command.add_argument("--most", type=int, default=5, metavar="个数", help="最多给几个方案（默认 5）")
    command.add_argument("--limit", type=seconds, default=30.0, metavar="秒", help="连环调整最多找多少秒（默认 30）")
    command.add_argument("--accept", type=int, metavar="方案", help="采用第几个方案，记入排班表")
    command.add_argument("--by", metavar="人", help="批准人")
    text = f"原因类别：{'、'.join(revising.REASONS)}（默认 请假）"
    command.add_argument("--reason", default="请假", metavar="类别", help=text)
    example = "zhiban served 2026-12-03 邵一鸣 --instead-of 沈禾"
    command = verb("served", "补办：自行商量好、已经值过的，照实记下", example, served)
    command.add_argument("date", type=day, metavar="日期", help="哪一天")
    command.add_argument("person", metavar="人", help="实际值班的人")
    command.add_argument("--instead-of", required=True, metavar="人", help="原来排的人")
    command.add_argument("--duty", metavar="值班", default="", help="哪一种值班")
    command.add_argument("--by", default="", metavar="人", help="确认的人")
    example = "zhiban swap 沈禾 2026-12-03 邵一鸣 2026-12-11 --duty 导办台值班"
    command = verb("swap", "两个人换班", example, swap)
    command.add_argument("person", metavar="人", help="编号或姓名")
    command.add_argument("date", type=day, metavar="日期", help="这个人原来哪一天值")
    command.add_argument("other", metavar="另一人", help="编号或姓名")
    command.add_argument("other_date", type=day, metavar="日期", help="另一人原来哪一天值")
    command.add_argument("--duty", default="", metavar="值班", help="哪一种值班")
    command.add_argument("--other-duty", default="", metavar="值班", help="另一人的是哪一种值班；不写时相同")
    command.add_argument("--by", default="", metavar="人", help="同意的人")
    command.add_argument("--accept", action="store_true", help="记入排班表")
    example = "zhiban undo 2026-12 001-change --by 1001"
    command = verb("undo", "撤销一次变更（另记一次，不删原来的）", example, undo)
    command.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    command.add_argument("revision", nargs="?", default="", metavar="变更", help="哪一次；不写时是最后一次")
    command.add_argument("--by", default="", metavar="人", help="批准人")


def substitutes(options: Namespace) -> int:
    """Find stand-ins for an absence, and with ``--accept`` record one."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    absence = _absence(project, unit, options)
    cases = substitute.substitute(project, unit, absence, options.now, options.most)
    who = unit.people[absence.person].name
    if not cases:
        say(f"{who}这段时间没有已公布、还没结束的值班，不用找人；别人已经替值了的，用 zhiban served 补办")
        return 0
    if options.accept and len(cases) > 1:
        raise Refused(f"涉及 {len(cases)} 个期间，一次只能采用一个", "用 --duty 和 --from、--until 分期间办理")
    if options.leave:
        say_handover(unit, unit.leave[options.leave])
    for case in cases:
        problem = case.report.problem
        places = "、".join(place_named(problem, place.key, place.part) for place in case.places)
        say(f"{who}不能值：{places}（{problem.period.title}）", "bold")
        found = case.options or _chained(case, options)
        for number, option in enumerate(found, 1):
            say_option(case.report, option, number)
        if options.accept:
            _accept(project, case.report, found, options)
    return 0


def _absence(project: Project, unit: UnitData, options: Namespace) -> substitute.Absence:
    if options.leave:
        if options.leave not in unit.leave:
            raise Refused(f"没有请假记录“{options.leave}”", f"运行 zhiban leave list --unit {unit.id} 查看编号")
        leave = unit.leave[options.leave]
        return substitute.Absence(leave.person, leave.start, leave.end, whole=options.whole)
    if not (options.absent and options.from_):
        raise Refused("没有说明谁不能值", "用 --leave 写请假编号，或用 --absent 和 --from 写人和时间")
    who = seeking.person(unit, options.absent)
    end = options.until or datetime.combine(options.from_.date(), time(23, 59))
    key = None
    if options.duty:
        [(_, key, _)] = seeking.turns(project, unit, [(who, options.from_.date(), options.duty)])
    return substitute.Absence(who, options.from_, end, key, options.whole)


def _chained(case: substitute.Case, options: Namespace) -> Sequence[substitute.Option]:
    say("没有人能直接顶上，正在找连环调整的办法")
    option = substitute.chain(case, options.now, options.limit)
    if option is None:
        names = "、".join(seat_named(case.report.problem, place.key) for place in case.places)
        raise Refused(f"没有办法补上{names}，各条规定都守住的排法里它只能空着", "运行 zhiban why 看每个人为什么不能值")
    return [option]


def _accept(project: Project, report: Report, found: Sequence[substitute.Option], options: Namespace) -> None:
    if not 1 <= options.accept <= len(found):
        raise Refused(f"没有方案 {options.accept}", f"可用的方案：1 至 {len(found)}")
    if not options.by:
        raise Refused("没有说明由谁批准", "加上 --by 写批准人的编号或姓名")
    moves = found[options.accept - 1].moves
    if not options.leave:
        report = _as_recorded(project, report, moves, options)
    record(project, report, moves, options)


def _as_recorded(project: Project, thought: Report, moves: Sequence[Move], options: Namespace) -> Report:
    """Give the period as it is without the absence that was only thought of.

    Where the order says who is called (appointed, in turn), only somebody whose absence is recorded is passed over.
    """
    unit = project.unit(options.unit)
    report = seeking.period(project, unit, thought.problem.period)
    if broken := nearby(report).changes(moves).breaches:
        who, span = seeking.person(unit, options.absent), f"--from {_written(options.from_)}"
        span += f" --until {_written(options.until)}" if options.until else ""
        said = "\n".join(sentence(report.problem, breach) for breach in broken)
        raise Refused(
            f"这一席按次序轮到谁就是谁，{unit.people[who].name}登记了请假或外出才能跳过；没有登记的：\n{said}",
            f"先运行 zhiban leave request {who} --unit {unit.id} --kind 种类 {span} --phone 并批准，"
            "再用 --leave 编号 代替 --absent",
        )
    return report


def _written(at: datetime) -> str:
    """Write a moment as it is typed; the first and the last of a day are the day."""
    return f"{at:%Y-%m-%d}" if at.time() in (time(), time(23, 59)) else f"{at:%Y-%m-%dT%H:%M}"


def served(options: Namespace) -> int:
    """Record what people arranged themselves: who really served (补办)."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    day = options.date
    holder, person = seeking.person(unit, options.instead_of), seeking.person(unit, options.person)
    [(report, key, _)] = seeking.turns(project, unit, [(holder, day, options.duty)])
    options.served, options.reason = True, "补办"
    moves = [Move(key, holder, person)]
    for line in balances(report, moves):
        say(line)
    record(project, report, moves, options)
    project = generator.load(options.root)
    again = seeking.period(project, project.unit(options.unit), report.problem.period)
    print_findings(again)
    return 1 if again.grave else 0


def swap(options: Namespace) -> int:
    """Let two people change places, and with ``--accept`` record it."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    wanted = [(options.person, options.date, options.duty)]
    wanted += [(options.other, options.other_date, options.other_duty or options.duty)]
    one, other = seeking.turns(project, unit, [(seeking.person(unit, p), d, kind) for p, d, kind in wanted])
    by = seeking.person(unit, options.by) if options.by else ""
    found = swapping.swap(project, swapping.Turn(*one), swapping.Turn(*other), by, options.now)
    for report, moves in found.moves:
        for move in moves:
            person, holder = (name_of(report.problem, who) for who in (move.person, move.holder))
            say(f"{seat_named(report.problem, move.key)}：{person}（原为{holder}）")
    say(f"各项规定都守住；{found.approver}（{found.article}）")
    if not options.accept:
        say("确定换班的，加上 --accept")
        return 0
    options.reason = "换班"
    for report, moves in found.moves:
        project = generator.load(options.root)  # with what was recorded just before
        record(project, seeking.period(project, project.unit(options.unit), report.problem.period), moves, options)
    return 0


def undo(options: Namespace) -> int:
    """Undo a revision by a further one."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    history = unit.published.get(period.name)
    files = dict(history.files[1:]) if history else {}
    name = options.revision or next(reversed(files), "")
    if name.removesuffix(".yml") + ".yml" not in files:
        raise Refused(f"{period.title}没有变更“{name}”", f"可以撤销的：{'、'.join(files) or '没有'}")
    revision = files[name.removesuffix(".yml") + ".yml"]
    report = seeking.period(project, unit, period)
    options.reason = "撤销"
    record(project, report, revising.inverse(revision, report.roster), options)
    return 0

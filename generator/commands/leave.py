"""Leave on the command line: asked for, decided on, reported back from, listed."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, time

from pydantic import ValidationError

import generator
from generator import ledger as ledgers
from generator.commands.arguments import Verb, end, moment
from generator.data.project import Project, UnitData
from generator.data.units.leave import TITLES, Leave
from generator.desk import leaving, seeking
from generator.desk.allowance import Allowances
from generator.desk.leavedesk import Ruling
from generator.errors import Refused
from generator.render.text.templating import spoken_day
from generator.rules.base import seat_named
from generator.rules.words import decimal
from generator.terminal import say, table


def add(verb: Verb) -> None:
    """Add the commands of leave."""
    example = "zhiban leave request 1003 --kind sick --from 2026-12-14"
    command = verb("leave request", "登记一次请假或外出", example, request)
    command.add_argument("person", metavar="人", help="编号或姓名")
    command.add_argument("--kind", required=True, metavar="种类", help="请假种类，见 unit.yml 的 leave_kinds")
    text = "从何时起，如 2026-12-14 或 2026-12-14T13:30"
    command.add_argument("--from", dest="from_", type=moment, required=True, metavar="时间", help=text)
    command.add_argument("--until", type=end, metavar="时间", help="到何时止；不写时到当天为止")
    command.add_argument("--cover", metavar="人", help="顶岗的人（单人窗口必须写）")
    text = "移交给顶岗人的在办件或预约，可以写几次；不在任何页面显示"
    command.add_argument("--handover", action="append", default=[], metavar="文字", help=text)
    command.add_argument("--phone", action="store_true", help="紧急情况先电话报告，手续后补")
    command.add_argument("--reason", default="", metavar="文字", help="事由；不在任何页面显示")
    command = verb("leave approve", "批准一次请假", "zhiban leave approve 1003-2026-12-14 --by 1001", approve)
    command.add_argument("leave", metavar="编号", help="请假编号，如 1003-2026-12-14")
    command.add_argument("--by", required=True, metavar="人", help="批准人的编号或姓名")
    command.add_argument("--refuse", action="store_true", help="不予批准")
    command = verb("leave cancel", "撤回请假，或者销假", "zhiban leave cancel 1003-2026-12-14", cancel)
    command.add_argument("leave", metavar="编号", help="请假编号，如 1003-2026-12-14")
    command = verb("leave balance", "看年休假、调休等还有多少", "zhiban leave balance --person 1003", balance)
    command.add_argument("--person", metavar="人", help="只看一个人；编号或姓名")
    command = verb("leave list", "列出请假和外出，提示应销假的", "zhiban leave list --unit hall", listing)
    command.add_argument("--all", action="store_true", help="连同已经过去的")


def request(options: Namespace) -> int:
    """Record that somebody asks for leave, and say who decides."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    start, end = options.from_, options.until or datetime.combine(options.from_.date(), time(23, 59))
    said = {
        "person": seeking.person(unit, options.person),
        "kind": options.kind,
        "from": start.date(),
        "until": end.date(),
        "starts": None if start.time() == time() else start.time(),
        "ends": None if end.time() == time(23, 59) else end.time(),
        "cover": seeking.person(unit, options.cover) if options.cover else "",
        "handover": options.handover,
        "by_phone": options.phone,
        "reason": options.reason,
    }
    try:
        leave = Leave.model_validate(said)
    except ValidationError as error:
        wrong = "；".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
        raise Refused(wrong, "核对起止时间") from None
    path, ruling = leaving.request(project, unit, leave, options.today)
    say(f"已登记：{path.relative_to(project.root)}（{path.stem}）")
    _say_ruling(ruling, by_phone=leave.by_phone)
    if held := _places(project, unit, leave):
        say(f"这段时间已公布的值班：{held}")
        say(f"批准后运行 zhiban substitute --leave {path.stem} --unit {unit.id} 找人代班")
    return 0


def _say_ruling(ruling: Ruling, *, by_phone: bool) -> None:
    tier = ruling.tier
    say(
        f"共 {round(float(ruling.hours), 1):g} 小时（{float(ruling.workdays):.2g} 个工作日），"
        f"由{tier.approver}批准（{ruling.article}）"
    )
    if tier.formalities:
        say(f"手续{'（已电话报告，事后补办）' if by_phone else ''}：{tier.formalities}")


def _places(project: Project, unit: UnitData, leave: Leave) -> str:
    """Name the published turns that fall into a leave."""
    return "、".join(
        seat_named(problem, key)
        for problem, roster in ledgers.months(project, unit)
        for key, seats in problem.seats.items()
        if leave.person in roster.who(key) and leave.keeps_from(seats.arrive, seats.leave)
    )


def approve(options: Namespace) -> int:
    """Approve a leave, or refuse it."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    by = options.by if options.by not in {p.name for p in unit.people.values()} else seeking.person(unit, options.by)
    decide = leaving.refuse if options.refuse else leaving.approve
    leave = decide(project, unit, options.leave, by, options.today)
    say(f"{options.leave}：{TITLES[leave.status]}")
    if leave.counts:
        say_handover(unit, leave)
        if held := _places(project, unit, leave):
            say(f"这段时间已公布的值班：{held}")
            say(f"下一步：运行 zhiban substitute --leave {options.leave} --unit {unit.id} 找人代班")
    return 0


def say_handover(unit: UnitData, leave: Leave) -> None:
    """Say what passes to whoever stands in."""
    cover = unit.people[leave.cover].name if leave.cover in unit.people else "顶岗人"
    for matter in leave.handover:
        say(f"移交{cover}：{matter}")


def balance(options: Namespace) -> int:
    """Print how much leave there is of every kind that has a limit. Internal: it is on no page."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    chosen = [seeking.person(unit, options.person)] if options.person else sorted(unit.people)
    rows, allowances = [], Allowances(project, unit)
    for person in (unit.people[p] for p in chosen if unit.people[p].serving(options.today)):
        for name, kind in unit.unit.leave_kinds.items():
            has = allowances.of(person, name, options.today)
            if has and (has.granted or has.taken or has.asked or options.person):
                amounts = [decimal(amount) for amount in (has.granted, has.taken, has.asked, has.left)]
                rows.append([person.name, kind.title, *amounts, has.unknown or has.article])
    title = f"{unit.unit.title} 假期余额（{spoken_day(options.today)}，工作日）内部资料"
    table(title, ["姓名", "种类", "可休", "已用", "待批", "余", "依据"], rows)
    return 0


def cancel(options: Namespace) -> int:
    """Withdraw a leave, or report back from it."""
    project = generator.load(options.root)
    leave = leaving.cancel(project, project.unit(options.unit), options.leave, options.today)
    say(f"{options.leave}：{TITLES[leave.status]}")
    return 0


def listing(options: Namespace) -> int:
    """List leave; reasons are not shown."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    overdue = leaving.open_entries(unit, options.today)
    for name, leave in sorted(unit.leave.items(), key=lambda item: (item[1].from_, item[0])):
        if leave.end < datetime.combine(options.today, time()) and name not in overdue and not options.all:
            continue
        person, kind = unit.people[leave.person].name, unit.unit.leave_kinds[leave.kind].title
        mark = "　▲ 应销假或补手续" if name in overdue else ""
        cover = f"　顶岗：{unit.people[leave.cover].name}" if leave.cover in unit.people else ""
        say(f"{name}　{person}　{kind}　{_span(leave)}　{TITLES[leave.status]}{cover}{mark}")
    return 1 if overdue else 0


def _span(leave: Leave) -> str:
    starts = f" {leave.starts:%H:%M}" if leave.starts else ""
    ends = f" {leave.ends:%H:%M}" if leave.ends else ""
    return f"{leave.from_}{starts} 至 {leave.until}{ends}"

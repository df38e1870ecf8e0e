"""The daily commands: leave, stand-ins, swaps, what was arranged without us, and planning the rest again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, time

import generator
from generator import leaving, ledger, revising, seeking, substitute, swapping
from generator.check import Report
from generator.data.leave import TITLES, Leave
from generator.data.project import Project, UnitData
from generator.data.roster import SeatKey
from generator.data.standing import ONE_TURN, Account
from generator.data.unit import PREFERENCES
from generator.errors import Refused
from generator.leavedesk import Ruling
from generator.nearby import Change, Move
from generator.rules.base import level_titles, name_of, seat_named
from generator.terminal import print_findings, print_levels, progress, say


def now_of(options: Namespace) -> datetime:
    """The moment of the command: that of ``--now``, or the start of ``--today``."""
    return options.now or datetime.combine(options.today, time())


def leave_request(options: Namespace) -> int:
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
        "by_phone": options.phone,
        "reason": options.reason,
    }
    try:
        leave = Leave.model_validate(said)
    except ValueError as error:
        raise Refused(str(error).splitlines()[2].strip().removeprefix("Value error, "), "核对起止时间") from None
    path, ruling = leaving.request(project, unit, leave, options.today)
    say(f"已登记：{path.relative_to(project.root)}（{path.stem}）")
    _say_ruling(ruling)
    _say_places(project, unit, leave, path.stem)
    return 0


def _say_ruling(ruling: Ruling) -> None:
    tier = ruling.tier
    say(
        f"共 {float(ruling.hours):g} 小时（{float(ruling.workdays):.2g} 个工作日），"
        f"由{tier.approver}批准（{ruling.article}）"
    )
    if tier.formalities:
        say(f"手续：{tier.formalities}")


def _say_places(project: Project, unit: UnitData, leave: Leave, name: str) -> None:
    """Say which published turns fall into a leave."""
    held = [
        seat_named(problem, key)
        for problem, roster in ledger.months(project, unit)
        for key, seats in problem.seats.items()
        if leave.person in roster.who(key) and leave.meets(seats.arrive, seats.leave)
    ]
    if held:
        say(f"这段时间已公布的值班：{'、'.join(held)}")
        say(f"批准后运行 zhiban substitute --leave {name} --unit {unit.id} 找人代班")


def leave_approve(options: Namespace) -> int:
    """Approve a leave, or refuse it."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    by = options.by if options.by not in {p.name for p in unit.people.values()} else seeking.person(unit, options.by)
    decide = leaving.refuse if options.refuse else leaving.approve
    leave = decide(project, unit, options.leave, by, options.today)
    say(f"{options.leave}：{TITLES[leave.status]}")
    if leave.counts:
        _say_places(project, unit, leave, options.leave)
    return 0


def leave_cancel(options: Namespace) -> int:
    """Withdraw a leave, or report back from it."""
    project = generator.load(options.root)
    leave = leaving.cancel(project, project.unit(options.unit), options.leave, options.today)
    say(f"{options.leave}：{TITLES[leave.status]}")
    return 0


def leave_list(options: Namespace) -> int:
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


def substitutes(options: Namespace) -> int:
    """Find stand-ins for an absence, and with ``--accept`` record one."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    absence = _absence(project, unit, options)
    cases = substitute.substitute(project, unit, absence, now_of(options), options.most)
    who = unit.people[absence.person].name
    if not cases:
        say(f"{who}这段时间没有已公布、还没结束的值班，不用找人")
        return 0
    if options.accept and len(cases) > 1:
        raise Refused(f"涉及 {len(cases)} 个期间，一次只能采用一个", "用 --duty 和 --from、--until 分期间办理")
    for case in cases:
        problem = case.report.problem
        say(
            f"{who}不能值：{'、'.join(seat_named(problem, key) for key, _ in case.places)}（{problem.period.title}）",
            "bold",
        )
        found = case.options or _chained(case, options)
        for number, option in enumerate(found, 1):
            _say_option(case.report, option, number)
        if options.accept:
            _accept(project, case.report, found, options)
    return 0


def _absence(project: Project, unit: UnitData, options: Namespace) -> substitute.Absence:
    if options.leave:
        if options.leave not in unit.leave:
            raise Refused(f"没有请假记录“{options.leave}”", f"运行 zhiban leave list --unit {unit.id} 查看编号")
        leave = unit.leave[options.leave]
        return substitute.Absence(leave.person, leave.start, leave.end)
    if not (options.absent and options.from_):
        raise Refused("没有说明谁不能值", "用 --leave 写请假编号，或用 --absent 和 --from 写人和时间")
    who = seeking.person(unit, options.absent)
    end = options.until or datetime.combine(options.from_.date(), time(23, 59))
    key = None
    if options.duty:
        day = options.from_.date()
        _, key = seeking.turn(project, unit, who, day, seeking.duty(unit, options.duty, day))
    return substitute.Absence(who, options.from_, end, key)


def _chained(case: substitute.Case, options: Namespace) -> Sequence[substitute.Option]:
    say("没有人能直接顶上，正在找连环调整的办法")
    option = substitute.chain(case, now_of(options), options.limit)
    if option is None:
        names = "、".join(seat_named(case.report.problem, key) for key, _ in case.places)
        raise Refused(f"没有办法补上{names}，各条规定都守住的排法里它只能空着", "运行 zhiban why 看每个人为什么不能值")
    return [option]


def _say_option(report: Report, option: substitute.Option, number: int) -> None:
    problem = report.problem
    proof = "已证明最少" if option.proven else "目前找到的最少"
    say(f"方案 {number}：改动 {option.size} 席（{proof}）")
    for move, why in zip(option.moves, option.preferences, strict=True):
        seat = seat_named(problem, move.key)
        if move.person:
            holder = f"（原为{name_of(problem, move.holder)}）" if move.holder else ""
            say(f"  {seat}：{name_of(problem, move.person)}{holder}，{PREFERENCES[why]}")
        else:
            say(f"  {seat}：不补人（这一席可以空着）")
    for line in balances(report, option.moves):
        say(f"  {line}")
    worse = _levels(report, option.change)
    say(f"  守住的规定：{'、'.join(_articles(report, option.moves))}{f'；{worse}' if worse else ''}")


def balances(report: Report, moves: Sequence[Move]) -> list[str]:
    """Say what the balances of those concerned become."""
    problem, standing = report.problem, report.standing
    changed: dict[Account, int] = {}
    for move in moves:
        slot = problem.by_key[move.key]
        for who, turns in ((move.holder, 1), (move.person, -1)) if problem.seats[move.key].owed else ():
            if who:
                account = Account(slot.pool, slot.burden, who)
                changed[account] = changed.get(account, 0) + turns * slot.weight
    return [
        f"{name_of(problem, account.person)} {problem.unit.unit.pools[account.pool]}（{account.burden}）差额 "
        f"{standing.balance(account) / ONE_TURN:+.2f} → {standing.balance(account) / ONE_TURN + turns:+.2f}"
        for account, turns in changed.items()
        if turns
    ]


def _articles(report: Report, moves: Sequence[Move]) -> list[str]:
    slots = [report.problem.by_key[move.key] for move in moves]
    cited = [c.text for slot in slots for c in (slot.citation, *(rule.citation for rule in slot.rules.values()))]
    return list(dict.fromkeys(cited))


def _levels(report: Report, change: Change) -> str:
    titles = level_titles(report.problem)
    worse = [
        titles[name] for name, value in change.values.items() if value > 0 and name in ("empty-seats", "turn-order")
    ]
    return f"{'、'.join(worse)}会变差" if worse else ""


def _accept(project: Project, report: Report, found: Sequence[substitute.Option], options: Namespace) -> None:
    if not 1 <= options.accept <= len(found):
        raise Refused(f"没有方案 {options.accept}", f"可用的方案：1 至 {len(found)}")
    if not options.by:
        raise Refused("没有说明由谁批准", "加上 --by 写批准人的编号或姓名")
    _record(project, report, found[options.accept - 1].moves, options)


def _record(project: Project, report: Report, moves: Sequence[Move], options: Namespace) -> None:
    by = seeking.person(report.problem.unit, options.by) if options.by else ""
    path = revising.revise(
        project,
        report,
        moves,
        reason=options.reason,
        approved_by=by,
        at=now_of(options),
        as_served=getattr(options, "served", False),
    )
    say(f"已记入：{path.relative_to(project.root)}")
    say("下一步：运行 zhiban site 更新网站；记录文件请一并存入版本库")


def served(options: Namespace) -> int:
    """Record what people arranged themselves: who really served (补办)."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    day = options.date
    kind = seeking.duty(unit, options.duty, day) if options.duty else ""
    holder, person = seeking.person(unit, options.instead_of), seeking.person(unit, options.person)
    report, key = seeking.turn(project, unit, holder, day, kind)
    options.served, options.reason = True, "补办"
    moves = [Move(key, holder, person)]
    for line in balances(report, moves):
        say(line)
    _record(project, report, moves, options)
    again = seeking.turn(
        generator.load(options.root), generator.load(options.root).unit(unit.id), person, day, key.duty
    )[0]
    print_findings(again)
    return 1 if again.grave else 0


def swap(options: Namespace) -> int:
    """Let two people change places, and with ``--accept`` record it."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    report, one = _turn(project, unit, options.person, options.date, options.duty)
    other_report, other = _turn(project, unit, options.other, options.other_date, options.other_duty or options.duty)
    if report.problem.period != other_report.problem.period:
        raise Refused("两个班不在同一个期间", "分两次用 zhiban substitute 办理，每个期间一次")
    by = seeking.person(unit, options.by) if options.by else ""
    found = swapping.swap(project, report, one, other, by, now_of(options))
    for move in found.moves:
        say(
            f"{seat_named(report.problem, move.key)}：{name_of(report.problem, move.person)}"
            f"（原为{name_of(report.problem, move.holder)}）"
        )
    say(f"各项规定都守住；{found.approver}（{found.article}）")
    if options.accept:
        options.reason = "换班"
        _record(project, report, found.moves, options)
    else:
        say("确定换班的，加上 --accept")
    return 0


def _turn(project: Project, unit: UnitData, said: str, day: object, duty: str) -> tuple[Report, tuple[SeatKey, str]]:
    who = seeking.person(unit, said)
    report, key = seeking.turn(project, unit, who, day, seeking.duty(unit, duty, day) if duty else "")  # type: ignore[arg-type]
    return report, (key, who)


def undo(options: Namespace) -> int:
    """Undo a revision by a further one."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    history = unit.published.get(period.name)
    files = dict(history.files[1:]) if history else {}
    name = options.revision or next(reversed(files), "")
    if name.removesuffix(".yml") + ".yml" not in files:
        raise Refused(f"{period.title}没有更改“{name}”", f"可以撤销的：{'、'.join(files) or '没有'}")
    record = files[name.removesuffix(".yml") + ".yml"]
    report = next(
        generator.check(problem, roster) for problem, roster in ledger.months(project, unit) if problem.period == period
    )
    options.reason = "撤销"
    _record(project, report, revising.inverse(record, report.roster), options)
    return 0


def replan(options: Namespace) -> int:
    """Plan the rest of a published period again with the fewest changes, and with ``--accept`` record it."""
    from generator import replanning  # noqa: PLC0415 -- only this command needs the solver

    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    found = [pair for pair in ledger.months(project, unit) if pair[0].period == period]
    if not found:
        raise Refused(f"{period.title}还没有发布", f"先运行 zhiban plan {period.name} --unit {unit.id}")
    problem, roster = found[0]
    with progress(f"{period.title}余下的班次", level_titles(replanning.rest(problem, roster, now_of(options)))) as show:
        again = replanning.replan(problem, roster, now_of(options), limit=options.limit, progress=show)
    for move in again.moves:
        person = name_of(problem, move.person) if move.person else "【空缺】"
        say(
            f"{seat_named(problem, move.key)}：{person}（原为{name_of(problem, move.holder) if move.holder else '空缺'}）"
        )
    print_levels(again.report.problem, again.solution.levels, again.solution.seconds)
    print_findings(again.report)
    if not again.moves:
        say("不用改动")
    elif options.accept:
        _record(project, generator.check(problem, roster), again.moves, options)
    else:
        say(f"共改动 {len(again.moves)} 席；采用的，加上 --accept --by 批准人")
    return 1 if again.report.grave else 0

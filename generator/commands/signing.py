"""Signing off on the command line: a step is taken, or it is said how far a roster has come."""

from __future__ import annotations

from argparse import Namespace

import generator
from generator.commands.arguments import Verb
from generator.data.records.signoff import TITLES
from generator.desk import seeking
from generator.errors import Refused
from generator.office import publishing
from generator.office.issuing import Act, sign
from generator.office.signoff import Course, course, how
from generator.terminal import say


def add(verb: Verb) -> None:
    """Add the command."""
    example = "zhiban sign 2026-12 --unit social-security --step review --by 2017"
    command = verb("sign", "记下排班表的拟稿、审核、签发、公示、异议和答复；不写 --step 时看办到哪一步", example, run)
    command.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    steps = "，".join(f"{step} {title}" for step, title in TITLES.items())
    command.add_argument("--step", choices=tuple(TITLES), metavar="步骤", help=steps)
    command.add_argument("--by", default="", metavar="人", help="谁办的：姓名或编号")
    command.add_argument("--name", default="plan", metavar="名字", help="签的是哪份草稿（默认 plan）")
    command.add_argument("--text", default="", metavar="内容", help="异议或答复的内容")
    command.add_argument("--answers", type=int, metavar="号", help="答复的是第几号异议")


def run(options: Namespace) -> int:
    """Record a step, or say how far the roster has come."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    history = unit.published.get(period.name)
    if history:
        record = history.plan
    else:
        record, _ = publishing.sound(project, unit, period, options.name, allow_empty=True)
    if options.step:
        if not options.by:
            raise Refused("没有写明谁办的", "加上 --by 姓名或编号")
        by = seeking.person(unit, options.by)
        act = Act(options.step, by, options.today, options.text.strip(), options.answers)
        path = sign(project, unit, period, record, act, "" if history else options.name)
        say(f"已记入：{path.relative_to(project.root)}")
        unit = generator.load(options.root).unit(unit.id)
    state = course(unit, period, record)
    if state is None:
        say(f"{unit.unit.title}的{period.title}排班表不需要签发")
        return 0
    for number, signed in state.taken:
        until = f"，公示期至 {signed.until}" if signed.until else ""
        to = f"（第 {signed.answers} 号）" if signed.answers else ""
        said = f"：{signed.text}" if signed.text else ""
        say(f"{number:02d} {TITLES[signed.step]}{to}　{unit.people[signed.by].name}　{signed.on}{until}{said}")
    if state.void:
        say(f"另有 {len(state.void)} 步是对改动以前的草稿办的，不算", "yellow")
    say(_next(state, f"zhiban publish {period.name} --unit {unit.id}", how(unit, period, state), bool(history)))
    return 0


def _next(state: Course, publish: str, further: str, published: bool) -> str:
    if state.due and (published or not state.step("issue")):
        return f"下一步是{TITLES[state.due]}：{further}"
    if state.open_objections:
        return "下一步：答复异议"
    if not published:
        return f"已经签发，可以发布：运行 {publish}"
    return "各步都已办完"

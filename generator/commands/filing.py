"""Filing upward on the command line: the superior's sheet, the record that it was sent, and what is due."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

import generator
from generator.commands.arguments import Verb, day
from generator.data.project import Project, UnitData
from generator.desk import seeking
from generator.errors import Refused
from generator.folders import outside_sites, write_whole
from generator.office import filing
from generator.terminal import say, table

FOLDER = "private/filing"


def add(verb: Verb) -> None:
    """Add the command."""
    text = "节假日值班报备：填上级的表，记下已报；发布后有变更的只报变更"
    command = verb("file", text, "zhiban file 2026-国庆 --unit hall --filled-by 1054 --signed-by 1002", run)
    command.add_argument("period", nargs="?", metavar="期间", help="专门期间的名字，如 2026-国庆")
    command.add_argument(
        "--out", type=Path, metavar="文件夹", help=f"写到哪个文件夹（默认 {FOLDER}）；不能是网站的文件夹"
    )
    command.add_argument("--filled-by", default="", metavar="人", help="填表人")
    command.add_argument("--signed-by", default="", metavar="人", help="审签人")
    command.add_argument("--full", action="store_true", help="报过以后也出全表，不只出变更")
    command.add_argument("--sent", action="store_true", help="记下已经报出；要写 --by")
    command.add_argument("--by", default="", metavar="人", help="谁报的")
    command.add_argument("--on", type=day, metavar="日期", help="哪一天报的；不写时是今天")
    command.add_argument("--revision", type=int, metavar="次", help="报的是第几次变更后的表；不写时是最新的")
    command.add_argument("--due", action="store_true", help="列出要报备的节假日、期限和办到哪一步")


def run(options: Namespace) -> int:
    """Do one of the three."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    if options.due:
        return _due(project, unit, options.today)
    if not options.period:
        raise Refused("没有写明哪个节假日", "写期间的名字，如 zhiban file 2026-国庆；要看有哪些，加 --due")
    return _sent(project, unit, options) if options.sent else _sheet(project, unit, options)


def _due(project: Project, unit: UnitData, today: date) -> int:
    how = filing.asked(unit)
    found = filing.standings(project, unit, filing.problems(project, unit))
    rows = [
        [
            own.period.title,
            f"{own.due}（{own.article.text}）",
            own.state + (f"（{len(own.before)} 处）" if own.before else "，已过期限" if _late(own, today) else ""),
            str(own.filed[-1].on) if own.filed else "",
        ]
        for own in found
    ]
    table(f"{unit.unit.title}　报：{how.to}", ["节假日", "最迟", "情况", "最近一次报出"], rows)
    return 0


def _late(own: filing.Standing, today: date) -> bool:
    return not own.filed and own.due < today


def _sent(project: Project, unit: UnitData, options: Namespace) -> int:
    if not options.by:
        raise Refused("没有写明谁报的", "加上 --by 姓名或编号")
    by, on = seeking.person(unit, options.by), options.on or options.today
    path = filing.mark_sent(project, unit, unit.period(options.period), by, on, options.revision)
    say(f"已记入：{path.relative_to(project.root)}")
    say("下一步：记录文件请一并存入版本库")
    return 0


def _sheet(project: Project, unit: UnitData, options: Namespace) -> int:
    from generator.documents.filing import Signatures, sheet, unknown  # noqa: PLC0415 -- slow to import

    out = outside_sites(options.root, options.out or options.root / FOLDER)
    period = unit.period(options.period)
    own = filing.standing(project, unit, period)
    if own.state == "未发布":
        raise Refused(f"{period.title}的排班表还没有发布", f"先运行 zhiban publish {period.name} --unit {unit.id}")
    if own.state == "已报备" and not options.full:
        raise Refused(f"{period.title}已经在 {own.filed[-1].on} 报备，此后没有变更", "要再出一份全表的，加上 --full")
    changes = own.state == "变更未报备" and not options.full
    filled, signed = (seeking.person(unit, said) if said else "" for said in (options.filled_by, options.signed_by))
    ending, content = sheet(
        project, unit, own, Signatures(filled, signed, options.on or options.today), changes=changes
    )
    name = f"{unit.id}-{period.name}-{'变更' if changes else ''}报备{ending}"
    say(f"已写出：{write_whole(out / name, content)}")
    if lacking := unknown(unit, own):
        say(f"⚠ 没有登记手机号：{'、'.join(lacking)}", "yellow")
    say("内部资料，含手机号码，不要放到网站上")
    say(f"下一步：报出后运行 zhiban file {period.name} --unit {unit.id} --sent --by 人 --on 日期")
    return 0

"""The command ``zhiban``: parse, call a verb, print. Exit status 0: done and in order; 1: not; 2: called wrongly."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import generator
from generator import asking, commands, daily, revising, seeking
from generator.data.fields import parse_day
from generator.errors import ZhibanError
from generator.terminal import complain

ZONE = ZoneInfo("Asia/Shanghai")


class Parser(argparse.ArgumentParser):
    """argparse in Chinese: headings, help and errors."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_usage(self) -> str:
        """Head the usage line in Chinese."""
        return super().format_usage().replace("usage:", "用法：")

    def format_help(self) -> str:
        """Head the help in Chinese."""
        return super().format_help().replace("usage:", "用法：")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and how to get help."""
        for pattern, chinese in _CHINESE:
            message = re.sub(pattern, chinese, message)
        complain(f"{message}\n下一步：运行 {self.prog} --help 看用法和例子")
        sys.exit(2)


_CHINESE = (
    (r"the following arguments are required: (.*)", r"还缺少：\1"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1 没有 \2 这一项；可用：\3"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)


def _day(text: str) -> date:
    try:
        day: date = parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return day


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的秒数")
    return value


def _moment(text: str) -> datetime:
    try:
        return seeking.moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _end(text: str) -> datetime:
    try:
        return seeking.moment(text, end=True)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _daily(verb: Callable[..., Parser]) -> None:
    """Add the commands of every day: leave, stand-ins, swaps."""
    for name, run, text, example in (
        (
            "request",
            daily.leave_request,
            "登记一次请假或外出",
            "zhiban leave request 1003 --kind sick --from 2026-12-14",
        ),
        ("approve", daily.leave_approve, "批准一次请假", "zhiban leave approve 1003-2026-12-14 --by 1001"),
        ("cancel", daily.leave_cancel, "撤回请假，或者销假", "zhiban leave cancel 1003-2026-12-14"),
        ("list", daily.leave_list, "列出请假和外出，提示应销假的", "zhiban leave list --unit hall"),
    ):
        command = verb(f"leave {name}", text, example, run)
        if name == "request":
            command.add_argument("person", metavar="人", help="编号或姓名")
            command.add_argument("--kind", required=True, metavar="种类", help="请假种类，见 unit.yml 的 leave_kinds")
            command.add_argument("--from", dest="from_", type=_moment, required=True, metavar="时间", help="从何时起")
            command.add_argument("--until", type=_end, metavar="时间", help="到何时止；不写时到当天为止")
            command.add_argument("--cover", metavar="人", help="顶岗的人（单人窗口必须写）")
            command.add_argument("--phone", action="store_true", help="紧急情况先电话报告，手续后补")
            command.add_argument("--reason", default="", metavar="文字", help="事由；不在任何页面显示")
        elif name == "list":
            command.add_argument("--all", action="store_true", help="连同已经过去的")
        else:
            command.add_argument("leave", metavar="编号", help="请假编号，如 1003-2026-12-14")
        if name == "approve":
            command.add_argument("--by", required=True, metavar="人", help="批准人的编号或姓名")
            command.add_argument("--refuse", action="store_true", help="不予批准")
    sub = verb(
        "substitute", "有人不能值班时，找谁代班", "zhiban substitute --absent 1022 --from 2026-12-03", daily.substitutes
    )
    sub.add_argument("--leave", metavar="编号", help="按一次请假找；或者用下面几项")
    sub.add_argument("--absent", metavar="人", help="不能值班的人")
    sub.add_argument("--from", dest="from_", type=_moment, metavar="时间", help="从何时起，如 2026-12-03T08:00")
    sub.add_argument("--until", type=_end, metavar="时间", help="到何时止；不写时到当天为止")
    sub.add_argument("--duty", metavar="值班", help="只找这一种值班的这一席")
    sub.add_argument("--most", type=int, default=5, metavar="个数", help="最多给几个方案（默认 5）")
    sub.add_argument("--limit", type=_seconds, default=30.0, metavar="秒", help="连环调整最多找多少秒（默认 30）")
    sub.add_argument("--accept", type=int, metavar="方案", help="采用第几个方案，记入排班表")
    sub.add_argument("--by", metavar="人", help="批准人")
    sub.add_argument(
        "--reason", default="请假", metavar="类别", help=f"原因类别：{'、'.join(revising.REASONS)}（默认 请假）"
    )
    done = verb(
        "served",
        "补办：自行商量好、已经值过的，照实记下",
        "zhiban served 2026-12-03 沈禾 --instead-of 1022",
        daily.served,
    )
    done.add_argument("date", type=_day, metavar="日期", help="哪一天")
    done.add_argument("person", metavar="人", help="实际值班的人")
    done.add_argument("--instead-of", required=True, metavar="人", help="原来排的人")
    done.add_argument("--duty", metavar="值班", default="", help="哪一种值班")
    done.add_argument("--by", default="", metavar="人", help="确认的人")
    swap = verb("swap", "两个人换班", "zhiban swap 沈禾 2026-12-03 邵一鸣 2026-12-08 --duty 导办台值班", daily.swap)
    swap.add_argument("person", metavar="人", help="编号或姓名")
    swap.add_argument("date", type=_day, metavar="日期", help="这个人原来哪一天值")
    swap.add_argument("other", metavar="另一人", help="编号或姓名")
    swap.add_argument("other_date", type=_day, metavar="日期", help="另一人原来哪一天值")
    swap.add_argument("--duty", default="", metavar="值班", help="哪一种值班")
    swap.add_argument("--other-duty", default="", metavar="值班", help="另一人的是哪一种值班；不写时相同")
    swap.add_argument("--by", default="", metavar="人", help="同意的人")
    swap.add_argument("--accept", action="store_true", help="记入排班表")
    undo = verb("undo", "撤销一次更改（另记一次，不删原来的）", "zhiban undo 2026-12 001-change --by 1001", daily.undo)
    undo.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    undo.add_argument("revision", nargs="?", default="", metavar="更改", help="哪一次；不写时是最后一次")
    undo.add_argument("--by", default="", metavar="人", help="批准人")
    again = verb(
        "replan",
        "情况有较大变化时，重排余下的班次，改动最少",
        "zhiban replan 2026-12 --now 2026-12-10T08:00",
        daily.replan,
    )
    again.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    again.add_argument("--limit", type=_seconds, default=60.0, metavar="秒", help="最多用多少秒（默认 60）")
    again.add_argument("--accept", action="store_true", help="记入排班表")
    again.add_argument("--by", default="", metavar="人", help="批准人")
    again.add_argument("--reason", default="调整", metavar="类别", help="原因类别（默认 调整）")


def parser() -> Parser:
    """Give the parser of all commands."""
    top = Parser(prog="zhiban", description="值班：规章定人数和时间，排班表随之而来。")
    top.add_argument("--root", type=Path, metavar="文件夹", help="项目文件夹；不写时从当前文件夹向上找")
    verbs = top.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)

    groups: dict[str, object] = {"": verbs}

    def verb(name: str, text: str, example: str, run: Callable[[argparse.Namespace], int] | None = None) -> Parser:
        group, _, own = name.rpartition(" ")
        if group not in groups:
            heading = verbs.add_parser(group, help="请假、外出、销假", description="请假、外出、销假")
            groups[group] = heading.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)
        command: Parser = groups[group].add_parser(  # type: ignore[attr-defined]
            own, help=text, description=text, epilog=f"例子：\n  {example}"
        )
        command.set_defaults(run=run or getattr(commands, name))
        if run:
            command.add_argument("--now", type=_moment, metavar="时间", help="把这一刻当作现在，如 2026-12-01T07:30")
            if name != "why":
                command.add_argument("--unit", metavar="单位", help="单位；只有一个单位时可以不写")
        command.add_argument(
            "--today",
            type=_day,
            default=datetime.now(ZONE).date(),
            metavar="日期",
            help="把这一天当作今天，如 2026-12-01",
        )
        return command

    plan = verb("plan", "排一个月的班，写成草稿", "zhiban plan 2026-12 --unit hall")
    plan.add_argument("period", nargs="?", metavar="月份", help="月份，如 2026-12；不写时排下一个没有发布的月份")
    plan.add_argument("--unit", metavar="单位", help="单位；只有一个单位时可以不写")
    plan.add_argument("--limit", type=_seconds, default=60.0, metavar="秒", help="最多用多少秒（默认 60）")
    plan.add_argument("--name", metavar="名字", default="plan", help="草稿的名字，可以并存几份（默认 plan）")
    plan.add_argument("--missing", action="store_true", help="排出各单位本月和下月还没有发布的班")
    plan.add_argument("--out", type=Path, metavar="文件夹", help="配合 --missing：草稿写到这个文件夹")
    verb("check", "核对全部资料和全部已发布的排班表", "zhiban check")
    verify = verb("verify", "核对一份排班记录", "zhiban verify rosters/hall/published/2026-11/000-plan.yml")
    verify.add_argument("file", type=Path, metavar="文件", help="记录文件")
    ledger = verb("ledger", "看值班台账：应值、实值、差额", "zhiban ledger --year 2026")
    ledger.add_argument("--unit", metavar="单位", help="单位；只有一个单位时可以不写")
    ledger.add_argument("--year", type=int, metavar="年", help="只统计这一年的应值和实值；差额总是历年累计")
    why = verb(
        "why",
        "说明某一天为什么由这个人值、为什么不是别人",
        "zhiban why 2026-12-01 值班组 --seat 组长 --not 1004",
        asking.why,
    )
    why.add_argument("date", type=_day, metavar="日期", help="哪一天，如 2026-12-01")
    why.add_argument("duty", metavar="值班", help="哪一种值班，写名称或编号")
    why.add_argument("--seat", metavar="席位", help="哪个席位；不写时逐个说明")
    why.add_argument(
        "--not", dest="not_", metavar="人", help="问为什么不是这个人，写编号或姓名；不写时说明范围内的所有人"
    )
    why.add_argument("--unit", metavar="单位", help="单位；只有一个单位时可以不写")
    _daily(verb)
    publish = verb("publish", "把草稿发布为正式排班表，只增不改", "zhiban publish 2026-12 --unit hall")
    publish.add_argument("period", metavar="月份", help="月份，如 2026-12")
    publish.add_argument("--unit", metavar="单位", help="单位；只有一个单位时可以不写")
    publish.add_argument("--name", metavar="名字", default="plan", help="草稿的名字（默认 plan）")
    publish.add_argument("--allow-empty", action="store_true", help="有空缺也发布")
    for name, text, example in (
        ("site", "生成网站", "zhiban site --audience staff"),
        ("pages", "把生成的页面和 PDF 写到文件夹，供别的网站程序使用", "zhiban pages --out build/pages"),
    ):
        command = verb(name, text, example)
        command.add_argument("--audience", choices=("public", "staff"), default="public", help="给谁看")
        command.add_argument("--drafts", action="store_true", help="没有发布的月份显示 build 里的草稿")
        command.add_argument("--out", type=Path, metavar="文件夹", help="写到哪个文件夹")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser().print_help()
        return 2
    options = parser().parse_args(given)
    try:
        options.root = (options.root or generator.find_root(Path.cwd())).resolve()
        status: int = options.run(options)
    except ZhibanError as error:
        complain(str(error))
        return 1
    except OSError as error:
        complain(
            f"读写文件出错：{error.filename or ''} {error.strerror or error}\n下一步：检查文件是否被占用、磁盘和权限"
        )
        return 1
    except KeyboardInterrupt:
        complain("已中止，没有写入任何文件")
        return 130
    return status

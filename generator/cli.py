"""The command ``zhiban``: parse, call a verb, print. Exit status 0: done and in order; 1: not; 2: called wrongly."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import generator
from generator import asking, commands
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


def parser() -> Parser:
    """Give the parser of all commands."""
    top = Parser(prog="zhiban", description="值班：规章定人数和时间，排班表随之而来。")
    top.add_argument("--root", type=Path, metavar="文件夹", help="项目文件夹；不写时从当前文件夹向上找")
    verbs = top.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)

    def verb(name: str, text: str, example: str) -> Parser:
        command: Parser = verbs.add_parser(name, help=text, description=text, epilog=f"例子：\n  {example}")
        command.set_defaults(run=getattr(asking if name == "why" else commands, name))
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
        "why", "说明某一天为什么由这个人值、为什么不是别人", "zhiban why 2026-12-01 值班组 --seat 组长 --not 1004"
    )
    why.add_argument("date", type=_day, metavar="日期", help="哪一天，如 2026-12-01")
    why.add_argument("duty", metavar="值班", help="哪一种值班，写名称或编号")
    why.add_argument("--seat", metavar="席位", help="哪个席位；不写时逐个说明")
    why.add_argument(
        "--not", dest="not_", metavar="人", help="问为什么不是这个人，写编号或姓名；不写时说明范围内的所有人"
    )
    why.add_argument("--unit", metavar="单位", help="单位；只有一个单位时可以不写")
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

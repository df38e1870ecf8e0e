"""The command ``zhiban``: parse, call a verb, print. Exit status 0: done and in order; 1: not; 2: called wrongly."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import generator
from generator.commands import (
    agenda,
    amending,
    asking,
    attendance,
    checking,
    documents,
    filing,
    forms,
    guides,
    leave,
    output,
    planning,
    posts,
    serving,
    signing,
    standins,
    tomorrow,
    workbook,
)
from generator.commands.arguments import day, moment
from generator.data.files.schema import nearest
from generator.errors import ZhibanError
from generator.terminal import complain

ZONE = ZoneInfo("Asia/Shanghai")
GROUPS = {
    "leave": "请假、外出、销假",
    "attendance": "考勤：导入签到记录，按月汇总",
    "guides": "办事指南：打印告知单和补正通知书，与平台的实施清单对照",
    "workbook": "工作簿：在 Excel、WPS 里改排班表",
}


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
        message = re.sub(r"没有 '(.*)' 这一项；可用：(.*)", _nearest, message)
        complain(f"{message}\n下一步：运行 {self.prog} --help 看用法和例子")
        sys.exit(2)


def _nearest(found: re.Match[str]) -> str:
    """Say of something that there is not what is nearest, else all there is."""
    known = re.findall("'([^']+)'", found[2])
    return f"没有“{found[1]}”这一项；{nearest(found[1], known)}".rstrip("；")


_CHINESE = (
    (r"the following arguments are required: (.*)", r"还缺少：\1"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1 没有 \2 这一项；可用：\3"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)


MODULES = (
    planning,
    signing,
    checking,
    agenda,
    asking,
    leave,
    standins,
    tomorrow,
    attendance,
    forms,
    filing,
    amending,
    guides,
    documents,
    workbook,
    posts,
    output,
    serving,
)


def parser() -> Parser:
    """Give the parser of all commands."""
    top = Parser(prog="zhiban", description="值班：规章定人数和时间，排班表随之而来。")
    top.add_argument("--root", type=Path, metavar="文件夹", help="项目文件夹；不写时从当前文件夹向上找")
    groups: dict[str, Any] = {"": top.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)}

    def verb(name: str, text: str, example: str, run: object) -> Parser:
        group, _, own = name.rpartition(" ")
        if group not in groups:
            heading = groups[""].add_parser(group, help=GROUPS[group], description=GROUPS[group])
            groups[group] = heading.add_subparsers(title="命令", metavar="命令", required=True, parser_class=Parser)
        command: Parser = groups[group].add_parser(own, help=text, description=text, epilog=f"例子：\n  {example}")
        command.set_defaults(run=run)
        command.add_argument("--today", type=day, metavar="日期", help="把这一天当作今天，如 2026-12-01")
        command.add_argument("--now", type=moment, metavar="时间", help="把这一刻当作现在，如 2026-12-01T07:30")
        command.add_argument("--unit", metavar="单位", help="单位；不写时是唯一的或主要的单位")
        return command

    for module in MODULES:
        module.add(verb)
    return top


def set_clock(options: argparse.Namespace) -> None:
    """Fill in the moment and the day: what is not said follows from the other, or else from the clock."""
    if options.now is None:
        clock = datetime.now(ZONE).replace(second=0, microsecond=0, tzinfo=None)
        options.now = datetime.combine(options.today, time()) if options.today else clock
    options.today = options.today or options.now.date()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser().print_help()
        return 2
    options = parser().parse_args(given)
    set_clock(options)
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

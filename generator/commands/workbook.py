"""Rosters in Excel and WPS: the commands by which they go out and come in again."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from generator.commands.arguments import Verb
from generator.desk import revising

FOLDER = "private/workbook"


def add(verb: Verb) -> None:
    """Add the commands of workbooks."""
    example = "zhiban workbook export 2026-12 --unit hall --out private/12月值班表.xlsx"
    command = verb("workbook export", "把排班表写成 Excel、WPS 都能改的工作簿", example, write)
    command.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    text = f"写到哪个文件（默认在 {FOLDER}/）；不能在网站的文件夹里"
    command.add_argument("--out", type=Path, metavar="文件", help=text)
    example = "zhiban workbook import 12月值班表.xlsx --accept --by 1054 --reason 调整"
    command = verb("workbook import", "读回改过的工作簿：列出改动和不符合规定的格子", example, take_in)
    command.add_argument(
        "file", type=Path, metavar="文件", help="由 zhiban workbook export 写出、在 Excel 或 WPS 里改过的"
    )
    command.add_argument("--period", metavar="期间", help="“说明”表已删去时写明期间")
    command.add_argument("--accept", action="store_true", help="记入：已发布的记一次变更，草稿更新草稿")
    command.add_argument("--by", default="", metavar="人", help="批准人")
    reasons = f"原因类别：{'、'.join(revising.REASONS)}（默认 调整）"
    command.add_argument("--reason", default="调整", metavar="类别", help=reasons)
    command.add_argument("--served", action="store_true", help="已经这样值过的，照实补办，不符合规定也记下")


def write(options: Namespace) -> int:
    """Write a workbook."""
    from generator.commands import editing  # noqa: PLC0415 -- what handles workbooks is slow to import

    return editing.write(options, options.root / FOLDER)


def take_in(options: Namespace) -> int:
    """Read a workbook back."""
    from generator.commands import editing  # noqa: PLC0415

    return editing.take_in(options)

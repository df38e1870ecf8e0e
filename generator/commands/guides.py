"""Guides on the command line: the notices that are printed of them."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from pathlib import Path

import generator
from generator.commands.arguments import Verb
from generator.data.guides import GuidePage
from generator.data.project import Project
from generator.data.schema import nearest
from generator.errors import Refused
from generator.folders import write_whole
from generator.terminal import say


def add(verb: Verb) -> None:
    """Add the commands of guides."""
    example = "zhiban guides notice food-permit --large --out 告知单.pdf"
    command = verb("guides notice", "打印一次性告知单", example, notice)
    command.add_argument("guide", metavar="事项", help="事项的编号，即 docs/guides 里的文件名")
    command.add_argument("--large", action="store_true", help="大字版")
    command.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪个 PDF 文件")
    example = "zhiban guides supplement food-permit --missing 2,4 --out 补正.pdf"
    command = verb("guides supplement", "打印补正材料通知书", example, supplement)
    command.add_argument("guide", metavar="事项", help="事项的编号，即 docs/guides 里的文件名")
    text = "缺哪几份材料：办事指南材料表里的号数，用逗号分开"
    command.add_argument("--missing", type=numbers, required=True, metavar="号数", help=text)
    command.add_argument("--large", action="store_true", help="大字版")
    command.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪个 PDF 文件")


def numbers(text: str) -> tuple[int, ...]:
    """Read ``2,4``, with commas of either width."""
    parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")]
    if not all(part.isdecimal() for part in parts):
        raise ArgumentTypeError(f"“{text}”不是号数；应写成 2,4 这样")
    return tuple(map(int, parts))


def guide_of(project: Project, name: str) -> GuidePage:
    """Give a guide by id.

    Raises
    ------
    Refused
        If there is none.
    """
    if name not in project.guides:
        right = nearest(name, project.guides) or "编号是 docs/guides 里的文件名"
        raise Refused(f"没有办事指南“{name}”", right)
    return project.guides[name]


def notice(options: Namespace) -> int:
    """Write the notice of all that an item needs."""
    from generator.render import gather, slips  # noqa: PLC0415 -- what prints is slow to import

    project = generator.load(options.root)
    page = guide_of(project, options.guide)
    return _write(options.out, slips.notice(gather.bare(project, options.today), page, large=options.large))


def supplement(options: Namespace) -> int:
    """Write the notice of the materials that are missing."""
    from generator.render import gather, slips  # noqa: PLC0415

    project = generator.load(options.root)
    page = guide_of(project, options.guide)
    return _write(
        options.out, slips.supplement(gather.bare(project, options.today), page, options.missing, large=options.large)
    )


def _write(out: Path, content: bytes) -> int:
    say(f"已写出：{write_whole(out, content)}")
    return 0

"""Guides on the command line: the notices printed of them, and the platform's items beside them."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from pathlib import Path

import generator
from generator.commands.arguments import Verb
from generator.data.files.schema import nearest
from generator.data.guides.exports import read_export
from generator.data.guides.guide import GuidePage
from generator.data.project import Project
from generator.errors import Refused
from generator.folders import write_whole
from generator.guides import comparing, importing
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
    example = "zhiban guides compare 实施清单.xlsx"
    command = verb("guides compare", "把平台导出的实施清单与本站的办事指南逐项对照", example, compare)
    command.add_argument("file", type=Path, metavar="文件", help="平台导出的 .xlsx 或 .csv")
    example = "zhiban guides import 实施清单.xlsx --out build/guides"
    command = verb("guides import", "把本站还没有的事项写成办事指南，不覆盖已有的文件", example, take_in)
    command.add_argument("file", type=Path, metavar="文件", help="平台导出的 .xlsx 或 .csv")
    command.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪个文件夹")


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
    from generator.render.pages import slips  # noqa: PLC0415 -- what prints is slow to import
    from generator.render.views import gather  # noqa: PLC0415 -- what prints is slow to import

    project = generator.load(options.root)
    page = guide_of(project, options.guide)
    return _write(options.out, slips.notice(gather.bare(project, options.today), page, large=options.large))


def supplement(options: Namespace) -> int:
    """Write the notice of the materials that are missing."""
    from generator.render.pages import slips  # noqa: PLC0415
    from generator.render.views import gather  # noqa: PLC0415

    project = generator.load(options.root)
    page = guide_of(project, options.guide)
    return _write(
        options.out, slips.supplement(gather.bare(project, options.today), page, options.missing, large=options.large)
    )


def compare(options: Namespace) -> int:
    """Print every difference between the platform's items and the site's guides, by item and element."""
    project = generator.load(options.root)
    items = read_export(options.file, options.root)
    found = comparing.compare(project, items, options.today)
    by_item: dict[str, list[comparing.Difference]] = {}
    for one in (one for one in found if not one.absent):
        by_item.setdefault(one.title, []).append(one)
    for title, own in by_item.items():
        say(f"{title}（{f'docs/guides/{own[0].guide}.md' if own[0].guide else '本站没有'}）", "bold")
        for one in own:
            say(f"  {one}")
    if absent := [one.title for one in found if one.absent]:
        say(f"本站有、平台的文件里没有的 {len(absent)} 个事项：{'、'.join(absent)}")
    count = len(found) - len(absent)
    said = f"{len(by_item)} 个有不一致，共 {count} 处" if count else "与本站一致"
    say(f"平台的文件里有 {len(items)} 个事项，{said}")
    return 1 if found else 0


def take_in(options: Namespace) -> int:
    """Write guides for the platform's items that the site does not have."""
    project = generator.load(options.root)
    made = importing.take_in(project, read_export(options.file, options.root), options.out, options.today)
    for path, lacking in made:
        say(f"已写出：{path}{f'；还缺 {len(lacking)} 个要素，写在文件开头' if lacking else ''}")
    if not made:
        say("平台的事项本站都已经有了，没有写文件")
    else:
        say("下一步：补齐要素，放到 docs/guides 里，运行 zhiban check")
    return 0


def _write(out: Path, content: bytes) -> int:
    say(f"已写出：{write_whole(out, content)}")
    return 0

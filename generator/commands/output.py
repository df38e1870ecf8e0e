"""Writing the site, or its pages for another program."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

import generator
from generator.commands.arguments import Verb
from generator.data.project import Project
from generator.folders import replace_folder, write_whole
from generator.office import drafts
from generator.render.text.rare import rare_names
from generator.site.carrying import START, packed
from generator.terminal import (
    console,
    print_overruled,
    say,
)


def add(verb: Verb) -> None:
    """Add the commands that write pages."""
    for name, text, example, run in (
        ("site", "生成网站", "zhiban site --audience staff", site),
        ("pages", "把生成的页面和 PDF 写到文件夹，供别的网站程序使用", "zhiban pages --out build/pages", pages),
    ):
        command = verb(name, text, example, run)
        command.add_argument("--audience", choices=("public", "staff"), default="public", help="给谁看")
        command.add_argument("--drafts", action="store_true", help="没有发布的月份显示 build 里的草稿")
        command.add_argument("--out", type=Path, metavar="文件夹", help="写到哪个文件夹")
        if name == "site":
            text = "做成离线副本：不用服务器和网络，拷到 U 盘上打开；另打一个 ZIP 压缩包"
            command.add_argument("--offline", action="store_true", help=text)


def site(options: Namespace) -> int:
    """Build the site."""
    from generator.site.building import build  # noqa: PLC0415 -- MkDocs is slow to import

    name = ("site" if options.audience == "public" else "site-staff") + "-offline" * options.offline
    target: Path = options.out or options.root / name
    said = (options.audience, options.today, options.drafts)
    with console.status("正在生成网站"):
        count = build(options.root, target.resolve(), *said, offline=options.offline)
    project = generator.load(options.root)
    print_overruled(project)
    _notes(project)
    if options.offline:
        return _carry(target.resolve(), count, options.today)
    say(f"网站已生成，{count} 个文件：{target}")
    say(f"下一步：运行 python -m http.server -d {target} 预览，或把整个文件夹放到网站服务器上")
    return 0


def _carry(folder: Path, count: int, today: date) -> int:
    """Pack a copy to carry, and say how it is used."""
    pack = write_whole(folder.with_name(f"{folder.name}.zip"), packed(folder, today))
    say(f"离线副本已生成，{count} 个文件：{folder}")
    say(f"压缩包 {pack.stat().st_size / 1_000_000:.1f} 兆字节：{pack}")
    say(f"下一步：把压缩包拷到 U 盘，在别的电脑上全部解压，打开“{START}”")
    return 0


def pages(options: Namespace) -> int:
    """Write the generated pages and files to a folder."""
    from generator.render.site import pages as render  # noqa: PLC0415
    from generator.render.views.gather import gather  # noqa: PLC0415

    project = generator.load(options.root)
    kept = drafts.read(project, options.root / drafts.FOLDER) if options.drafts else {}
    folder: Path = options.out or options.root / drafts.FOLDER / f"pages-{options.audience}"
    files = render(gather(project, options.audience, options.today, kept))

    def make(fresh: Path) -> None:
        for name, content in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)

    count = replace_folder(options.root, folder, make)
    _notes(project)
    say(f"已写出 {count} 个页面和文件：{folder}")
    return 0


def _notes(project: Project) -> None:
    """Say what is worth a look on what was printed."""
    for line in rare_names(project):
        say(f"⚠ {line}", "yellow")
    if not project.address:
        say("· 值班表上没有印二维码：rosters/center.yml 的 site_url 是空的")

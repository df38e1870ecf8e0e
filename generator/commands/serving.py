"""A finished site: what is wrong with it, what it weighs, and how a server is told to serve it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import generator
from generator.commands.arguments import Verb
from generator.errors import Refused
from generator.render.text.finishing import policy_of_site
from generator.site import finished
from generator.site.servers import SERVERS, sample
from generator.terminal import say, table

AUDIENCE = "内部版"
"""The banner of the staff's build, by which it is known."""


def add(verb: Verb) -> None:
    """Add the commands that look at a finished site."""
    text = "检查生成好的网站：链接、位置、站外请求、安全策略和首页大小"
    command = verb("measure", text, "zhiban measure site", measure)
    command.add_argument("site", type=Path, metavar="文件夹", help="zhiban site 生成的文件夹")
    command.add_argument("--allow", action="append", default=[], metavar="主机", help="可以链接到的站外主机；可写多次")
    text = "给出网页服务器的配置样本：安全策略、压缩、缓存"
    command = verb("server", text, "zhiban server nginx site > zhiban.conf", server)
    command.add_argument("server", choices=tuple(SERVERS), metavar="服务器", help="、".join(SERVERS))
    command.add_argument("site", type=Path, metavar="文件夹", help="zhiban site 生成的文件夹")


def measure(options: Namespace) -> int:
    """Look at every file of a finished site; print faults and weights."""
    folder = _folder(options.site)
    address = generator.load(options.root).center.address_for(_audience(folder))
    site = finished.Finished(folder, address, options.allow)
    faults = site.faults()
    for fault in faults:
        say(f"✗ {fault}", "red")
    page, search = site.weight(), site.search_weight()
    parts = {"首页和它的样式、脚本、图标": page, "搜索（索引在第一次搜索时取）": search, "合计": page | search}
    rows = [(title, str(len(own)), f"{sum(own.values()) / 1000:.0f}") for title, own in parts.items()]
    table("首页压缩后的大小", ("内容", "文件", "千字节"), rows)
    heavy = sum((page | search).values()) > finished.HEAVY
    if heavy:
        say(f"✗ 首页超过 {finished.HEAVY // 1000} 千字节；减少首页的内容或缩小搜索索引", "red")
    say(f"{len(site.pages)} 个网页，{len(site.files)} 个文件，{len(faults)} 处不对")
    return 1 if faults or heavy else 0


def server(options: Namespace) -> int:
    """Print the sample of a server for a finished site."""
    folder = _folder(options.site)
    audience = _audience(folder)
    address = generator.load(options.root).center.address_for(audience)
    print(sample(options.server, folder, address, policy_of_site(folder), staff=audience == "staff"), end="")  # noqa: T201
    return 0


def _folder(path: Path) -> Path:
    if not (path / "index.html").is_file():
        raise Refused(f"{path} 不是生成好的网站", "先运行 zhiban site，再写明生成的文件夹，如 site")
    return path.resolve()


def _audience(folder: Path) -> str:
    return "staff" if AUDIENCE in (folder / "index.html").read_text(encoding="utf-8") else "public"

"""What is wrong with a finished site, read as a browser gets it: dead links, dead anchors, other hosts, weight.

Every file is looked at, not only what the site's generator knows of: written HTML, the files of the days ahead, the
site map, feeds and style sheets. Nothing is asked of the network.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.render.text.finishing import hashes, policy_in

LINKS = {"href", "src", "data-zb-live", "poster", "action", "data"}
"""Attributes that lead somewhere."""
ASIDE = ("mailto:", "tel:", "data:", "sms:")
"""What opens another program, or holds what it leads to."""
ROOT_PAGE = "404.html"
"""The one page that a server shows under any address: its links have to begin at the host."""
HEAVY = 300_000
"""Bytes that the first page with all it loads may weigh, compressed."""
CARRIED = "assets/carried.js"
"""Loaded by the pages of a copy that is opened from a file: there a link to a folder shows its files and no page."""
SEARCH = ("assets/search.js", "search/search_index.json", "search/pages.js")
"""What the search fetches: the first two behind every page, the last, its index, with the first question."""


@dataclass
class Html(HTMLParser):
    """The links, the ids and the loaded files of one page."""

    text: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, is called and loads."""
        said = {name: value or "" for name, value in attrs}
        self.links += [value for name, value in said.items() if name in LINKS and (name != "data" or tag == "object")]
        self.ids += [said[name] for name in ("id",) if name in said]
        self.ids += [said["name"]] if tag == "a" and "name" in said else []
        loaded = tag in ("script", "img") or (tag == "link" and said.get("rel") in ("stylesheet", "icon"))
        self.loads += [value for name, value in said.items() if loaded and name in ("src", "href")]


class Finished:
    """A finished site in its folder; ``address`` is where it will be served, ``allowed`` hosts may be linked to."""

    def __init__(self, folder: Path, address: str = "", allowed: Iterable[str] = ()) -> None:
        self.folder, self.address, self.allowed = folder, address, frozenset(allowed)
        self.base = urlsplit(address).path or "/"
        self.files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        self.pages = {name: Html(self._text(name)) for name in sorted(self.files) if name.endswith(".html")}
        self.carried = any(CARRIED in link for page in self.pages.values() for link in page.loads)
        self._ids = {name: frozenset(page.ids) for name, page in self.pages.items()}

    def _text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def faults(self) -> list[str]:
        """Name every fault with the file in which it stands."""
        found = [f"{name}：{why}" for name, link in self._links() if (why := self._dead(name, link))]
        for name, page in self.pages.items():
            twice = [one for one, times in Counter(page.ids).items() if times > 1]
            found += [f"{name}：同一个 id 出现多次：{'、'.join(twice)}"] if twice else []
            found += [f"{name}：{why}" for why in self._open(name)]
        return sorted(set(found))

    def _links(self) -> Iterator[tuple[str, str]]:
        """Yield every link of every file with the file in which it stands."""
        for name, page in self.pages.items():
            yield from ((name, link) for link in page.links)
        for name in sorted(self.files):
            if name.endswith("/days.json"):
                days = json.loads(self._text(name))["days"].values()
                parts = (part for day in days for part in day.values() if isinstance(part, str))
                yield from ((name, link) for part in parts for link in Html(part).links)
            elif name.endswith(".css"):
                yield from ((name, link) for link in re.findall(r"url\(['\"]?([^)'\"]+)", self._text(name)))
            elif name.endswith(".atom") and not self.carried:  # nobody subscribes to a file
                yield from ((name, link) for link in re.findall(r'<link [^>]*href="([^"]*)"', self._text(name)))
            elif name == "sitemap.xml":
                yield from ((name, link) for link in re.findall(r"<loc>([^<]*)</loc>", self._text(name)))

    def _dead(self, name: str, link: str) -> str:
        """Say why a link of a file leads nowhere, or where it must not lead; empty where it is sound."""
        link = link.strip()
        if link.lower().startswith(ASIDE):
            return ""
        if self.address and link.startswith(self.address):
            if self.carried:
                return ""  # to the site that is served
            link, name = link.removeprefix(self.address), ""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            outside = parts.hostname and parts.scheme in ("http", "https") and parts.hostname in self.allowed
            return "" if outside else f"指向站外：{link}"
        path = unquote(parts.path)
        if path.startswith("/"):
            if name != ROOT_PAGE or not path.startswith(self.base):
                return f"链接从网站根目录写起，网站放到子目录下就失效：{link}"
            path, name = path.removeprefix(self.base), ""
        return self._missing(name, path, unquote(parts.fragment), link)

    def _missing(self, name: str, path: str, anchor: str, link: str) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name or "."
        if target.startswith(".."):
            return f"链接指到网站外面：{link}"
        if target not in self.files and not self.carried:
            target = posixpath.normpath(f"{target}/index.html")
        if target not in self.files:
            return f"链接没有着落：{link}"
        known = self._ids.get(target)
        return f"网页里没有这个位置：{link}" if anchor and known is not None and anchor not in known else ""

    def _open(self, name: str) -> Iterator[str]:
        """Say in what a page's policy does not allow what stands in the page."""
        text = self.pages[name].text
        said = policy_in(text)
        if not said:
            yield "没有内容安全策略"
        scripts, styles = hashes(text)
        if any(one not in said for one in scripts | styles):
            yield "内容安全策略没有列出页内脚本或样式的摘要"
        if re.search(r"<[^>]+ (?:style|on[a-z]+)=\"", re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)):
            yield "有内容安全策略不允许的 style 或 on… 属性"

    def weight(self, name: str = "index.html") -> dict[str, int]:
        """Give the compressed size of a page and of everything that it loads, in bytes by file."""
        found = {name: self._packed(name)}
        for link in self.pages[name].loads:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(urlsplit(link).path)))
            if path in self.files:
                found[path] = self._packed(path)
        return found

    def search_weight(self) -> dict[str, int]:
        """Give the compressed size of what a first question on the first page fetches besides, in bytes by file."""
        return {name: self._packed(name) for name in SEARCH if name in self.files}

    def _packed(self, name: str) -> int:
        return len(gzip.compress((self.folder / name).read_bytes(), 9, mtime=0))

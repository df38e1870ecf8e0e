"""Pages that people write and that generated ones show or list: the home page's prose and the notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.data.files.fields import Day
from generator.data.files.reading import Faults, front_matter
from generator.data.files.schema import Record, typed


class Head(Record, extra="ignore"):
    """What is read of a page's front matter; further keys are the theme's."""

    title: str


class NoticeHead(Head, extra="ignore"):
    """A notice also bears a date."""

    date: Day


@dataclass(frozen=True)
class Notice:
    """One notice: where it stands, what it is called and when it was given."""

    page: str
    title: str
    day: date


@dataclass(frozen=True)
class Prose:
    """The home page's title, its first paragraph, what follows, and the notices, newest first."""

    title: str
    lead: str
    rest: str
    notices: tuple[Notice, ...]


def read_prose(root: Path, faults: Faults) -> Prose:
    """Read the home page's prose and the notices; report what lacks its title or date."""
    docs = root / "docs"
    title = lead = rest = ""
    if (docs / "index.md").is_file():
        document, body, _ = front_matter(docs / "index.md", faults)
        head = typed(document, Head) if document else None
        title = head.title if head else ""
        lead, _, rest = body.strip().partition("\n\n")
    else:
        faults.add(docs / "index.md", 1, 1, "index.md", "缺少首页", "新建这个文件，写上标题和一段介绍")
    notices = [notice for path in sorted((docs / "notices").glob("*.md")) if (notice := _notice(path, docs, faults))]
    newest_first = sorted(notices, key=lambda n: (n.day, n.page), reverse=True)
    return Prose(title, lead, rest.strip(), tuple(newest_first))


def _notice(path: Path, docs: Path, faults: Faults) -> Notice | None:
    if path.name == "index.md":
        faults.add(path, 1, 1, path.name, "公告目录是自动生成的，不要手写", "删除这个文件")
        return None
    document, _, _ = front_matter(path, faults)
    head = typed(document, NoticeHead) if document else None
    return Notice(path.relative_to(docs).as_posix(), head.title, head.date) if head else None

"""Links between regulations (``[[attendance#leave]]``): their targets exist, and are in force when the text is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from generator.data.files.reading import Faults
from generator.data.files.schema import nearest
from generator.data.regulations.articles import LINK
from generator.data.regulations.references import KnownRegulations
from generator.data.regulations.register import Register
from generator.data.regulations.resolve import Regulations
from generator.data.regulations.versions import DRAFT, Regulation
from generator.errors import Fault


@dataclass(frozen=True)
class Link:
    """A link as it is written in a page of docs/."""

    path: Path
    line: int
    column: int
    to: str
    article: str

    @property
    def written(self) -> str:
        """The link without its own words."""
        return f"[[{self.to}{f'#{self.article}' if self.article else ''}]]"


def links(root: Path) -> Iterator[Link]:
    """Yield every link of every Markdown page of docs/."""
    for path in sorted((root / "docs").rglob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"), 1):
            for match in LINK.finditer(line):
                yield Link(path, number, match.start() + 1, match["to"].strip(), (match["article"] or "").strip())


def check_targets(root: Path, kept: KnownRegulations, register: Register, faults: Faults) -> None:
    """Report links to regulations and articles that are nowhere, and amendments that nobody ordered."""
    for version in (v for regulation in kept.values() if regulation for v in regulation.texts):
        if (order := version.head.amended_by) and order not in kept:
            faults.add(root / version.path, 1, 1, "amended_by", f"没有规章“{order}”", nearest(order, kept))
    for link in links(root):
        target = kept.get(link.to)
        if link.to in register.uncollected and not link.article:
            continue
        if link.to not in kept and link.to not in register.renamed:
            right = nearest(link.to, [*kept, *register.uncollected])
            faults.add(link.path, link.line, link.column, link.written, f"没有规章“{link.to}”", right)
        elif target and link.article and not _known(target, link.article):
            right = nearest(link.article, target.texts[-1].articles)
            what = f"《{target.texts[-1].head.title}》没有条文“{link.article}”"
            faults.add(link.path, link.line, link.column, link.written, what, right)


def not_in_force(root: Path, regulations: Regulations, today: date) -> list[Fault]:
    """Give the links whose target is repealed, ended or not yet in force while the text that links is."""
    found = []
    for link in links(root):
        target = regulations.by_id.get(link.to)
        day = _day(link.path, regulations, today)
        version = target.in_force(day) if target else None
        if target is None or (version and (not link.article or version.knows(link.article))):
            continue
        status = target.status(target.texts[-1], day) if version is None else "没有这一条"
        path = PurePosixPath(link.path.relative_to(root).as_posix())
        what = f"{day} 《{target.texts[-1].head.title}》{status}"
        found.append(Fault(path, link.line, link.column, link.written, what, "改成当日现行有效的规章，或者删去链接"))
    return found


def _known(target: Regulation, article: str) -> bool:
    return any(version.knows(article) for version in target.texts)


def _day(path: Path, regulations: Regulations, today: date) -> date:
    """Give the day nearest to today on which a text is in force; today for what is no version."""
    regulation = regulations.by_id.get(path.parent.name) if path.parent.parent.name == "regulations" else None
    if regulation is None or path.stem.endswith(".repeal"):
        return today
    if path.stem == DRAFT:
        return max(today, regulation.draft.effective) if regulation.draft and regulation.draft.head.effective else today
    version = next(v for v in regulation.versions if v.path.name == path.name)
    return max(version.effective, min(today, regulation.until(version) or today))

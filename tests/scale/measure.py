"""What a build takes and gives: time, memory, files, bytes; and the bounds that the product keeps."""

from __future__ import annotations

import gzip
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.site.building import build

SECONDS = 180
"""For 30 units, 300 guides, 200 versions of regulations and 24 months, on two cores."""
SITE = 300_000_000
INDEX = 5_000_000
PAGE = 100_000
"""Bytes: of the whole site, of the index of the search, and of the heaviest page as it is sent, compressed."""


@dataclass(frozen=True)
class Figures:
    """Seconds by the clock and of the processor, with its children; bytes; ``heaviest`` is the heaviest page."""

    wall: float
    processor: float
    memory: int
    files: int
    pages: int
    size: int
    index: int
    index_sent: int
    heaviest: str
    page_sent: int

    def lines(self) -> Iterator[tuple[str, str]]:
        """Give the figures as they are printed."""
        yield "build, seconds by the clock", f"{self.wall:.0f}"
        yield "build, seconds of the processor", f"{self.processor:.0f}"
        yield "memory at most, MB", f"{self.memory / 1e6:.0f}"
        yield "files", f"{self.files}"
        yield "pages", f"{self.pages}"
        yield "site, MB", f"{self.size / 1e6:.0f}"
        yield "index of the search, kB", f"{self.index / 1e3:.0f}"
        yield "index of the search compressed, kB", f"{self.index_sent / 1e3:.0f}"
        yield f"heaviest page compressed, kB ({self.heaviest})", f"{self.page_sent / 1e3:.0f}"


def measured(root: Path, audience: Literal["public", "staff"], today: date) -> Figures:
    """Build the site of a project into its folder ``site`` and measure it."""
    start, before = time.monotonic(), _processor()
    site = root / "site"
    count = build(root, site, audience, today, drafts=False)
    wall, spent = time.monotonic() - start, _processor() - before
    pages = list(site.rglob("*.html"))
    heaviest = max(pages, key=lambda path: path.stat().st_size)
    index = (site / "search/pages.js").read_bytes()
    return Figures(
        wall=wall,
        processor=spent,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        files=count,
        pages=len(pages),
        size=sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
        index=len(index),
        index_sent=len(gzip.compress(index)),
        heaviest=heaviest.relative_to(site).as_posix(),
        page_sent=len(gzip.compress(heaviest.read_bytes())),
    )


def _processor() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def passed(figures: Figures) -> list[str]:
    """Name the bounds that a build passes. A build has one thread: on a calm machine its seconds are those of the clock."""
    bounds = (
        ("seconds of the processor", figures.processor, SECONDS),
        ("bytes of the site", figures.size, SITE),
        ("bytes of the search's index", figures.index, INDEX),
        ("bytes of the heaviest page", figures.page_sent, PAGE),
    )
    return [f"{what}: {value:.0f}, at most {most}" for what, value, most in bounds if value > most]

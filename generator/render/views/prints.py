"""What leads from paper to the live page: the short fingerprint, the QR code that carries it, and all earlier states.

Whoever holds a sheet against the page sees at once whether a later change has superseded it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import segno

from generator.data.records.roster import History, fingerprint
from generator.render.views.changes import RevisionView

SHORT = 12
"""Hexadecimal digits of a fingerprint that a sheet shows: enough to tell two sheets apart by eye."""


@dataclass(frozen=True)
class PrintView:
    """One state of a published roster: its short fingerprint, and the number of the newest change if it is superseded.

    ``since``: the day of that change, where it is recorded; ``duties``: those that later changes touched, as far as the
    audience may see them. All are empty for the state in force.
    """

    short: str
    by: int = 0
    since: date | None = None
    duties: tuple[str, ...] = ()


def short(mark: str) -> str:
    """Give the digits of a fingerprint that are shown on paper."""
    return mark.removeprefix("sha256:")[:SHORT]


def prints(history: History, revisions: Sequence[RevisionView]) -> tuple[PrintView, ...]:
    """Give all states of a period, oldest first; the last is in force."""
    last = len(history.files) - 1
    newest = history.files[-1][1].published
    return tuple(
        PrintView(
            short(fingerprint(record)),
            last if number < last else 0,
            newest if number < last else None,
            tuple(dict.fromkeys(x.title for one in revisions if one.change.number > number for x in one.lines)),
        )
        for number, (_, record) in enumerate(history.files)
    )


@lru_cache(maxsize=64)
def code(address: str) -> str:
    """Give the QR code of an address as SVG: of middling error correction, with two modules of white around it."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue().decode().strip()

"""Filing upward (报备): to whom the rosters of holidays are reported, and the reports that were sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.data.files.fields import Citable, Day, Figure
from generator.data.files.names import Read, known
from generator.data.files.reading import Document
from generator.data.files.schema import Record
from generator.data.records.entries import Entry


class Filing(Record):
    """How the roster of every named period that begins on ``since`` or later is reported to the superior.

    ``leaders``: the seats whose holders lead (带班领导); everybody else of the period is on duty (值班人员).
    ``ahead``: days before the first day by which it is to be there.
    """

    to: Annotated[str, Field(min_length=1)]
    since: Day
    leaders: Annotated[tuple[str, ...], Field(min_length=1)]
    ahead: Figure
    article: Citable = None


class Filed(Entry):
    """One report that was sent: what it said (the fingerprint of the newest record by then), when, and by whom."""

    on: Day
    record: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]


def check_leaders(document: Document, filing: Filing, read: Read) -> None:
    """Report seats that no duty of the unit has; from the trees, so that no other fault hides these."""
    trees = [duty.tree for versions in read.duties.values() for _, duty in versions]
    seats = {seat for tree in trees if isinstance(tree, dict) for seat in _keys(tree.get("seats"))}
    for i, seat in enumerate(filing.leaders):
        known(document, ("filing", "leaders", i), seat, seats, "席位")


def _keys(tree: object) -> list[str]:
    return list(tree) if isinstance(tree, dict) else []

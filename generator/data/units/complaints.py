"""Whom one complains to: ``complaints:`` of unit.yml. When an answer is due is the clock ``complaint``."""

from __future__ import annotations

from generator.data.files.names import Read, known
from generator.data.files.reading import Document
from generator.data.files.schema import Record
from generator.data.units.clocks import Clocks, Held


class Complaints(Record):
    """Who receives complaints, as the article says it, and the window where that is; else it is the unit's address."""

    receiver: Held
    window: str = ""


def check_complaints(document: Document, complaints: Complaints, clocks: Clocks, read: Read) -> None:
    """Report a window that is not there, and complaints of which nobody knows when they are answered."""
    if complaints.window:
        known(document, ("complaints", "window"), complaints.window, read.ids("posts.yml"), "窗口")
    if clocks.complaint is None:
        document.fault(("complaints",), "没有写多久答复", "在 clocks 里写 complaint，引用规定答复期限的参数")

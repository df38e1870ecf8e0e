"""Whom one complains to: ``complaints:`` of unit.yml. When an answer is due is the clock ``complaint``."""

from __future__ import annotations

from generator.data.files.schema import Record
from generator.data.units.clocks import Held


class Complaints(Record):
    """Who receives complaints, as the article says it, and the window where that is; else it is the unit's address."""

    receiver: Held
    window: str = ""

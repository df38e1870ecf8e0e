"""Entering a record of a period as its next numbered file, whole and never in the place of another."""

from __future__ import annotations

import json
from pathlib import Path

from generator.data.records.entries import Entry
from generator.folders import write_whole


def enter(root: Path, entry: Entry, folder: str, number: int, name: str = "") -> Path:
    """Write the record as ``rosters/<unit>/<folder>/<period>/<number>-<name>.yml``.

    Raises
    ------
    Refused
        If a file of that name is there.
    """
    said = json.loads(entry.model_dump_json(exclude_none=True))
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value != ""]
    own = root / "rosters" / entry.unit / folder / entry.period
    return write_whole(own / f"{number:02d}{name and f'-{name}'}.yml", "\n".join(lines) + "\n", new=True)

"""The desk at which a simulated month is worked on: the project as loaded, and its files.

Loading everything again for each record would cost more than all planning, so a record that was just appended is read back
alone; at the end of each month the whole project is loaded anew, and what was kept meanwhile must be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import yaml

import generator
from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import History
from generator.data.units.leave import Leave
from generator.office import publishing


@dataclass
class Desk:
    """A simulated project: its folder, what was loaded from it, the month that is worked on, and the seed of chance."""

    root: Path
    project: Project
    period: Period
    seed: int

    def load(self) -> None:
        """Load everything anew."""
        self.project = generator.load(self.root)

    def unit(self, name: str) -> UnitData:
        """Give a unit as it is now."""
        return self.project.units[name]

    def chance(self, unit: str, what: str) -> Random:
        """Give chance for one kind of event of a unit in this month, whichever other units are simulated."""
        return Random(f"{self.seed}/{unit}/{self.period.name}/{what}")

    def folder(self, unit: str, *parts: str) -> Path:
        """Give a folder of a unit, or a file in it."""
        return self.root.joinpath("rosters", unit, *parts)

    def write(self, path: Path, record: Mapping[str, object]) -> None:
        """Write a record of something that happened; each has a file of its own."""
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            yaml.safe_dump(dict(record), file, allow_unicode=True, sort_keys=False)

    def knows(self, unit: str, leave: Mapping[str, Leave]) -> None:
        """Let nothing be known but these leaves, until everything is loaded anew."""
        self._take(replace(self.unit(unit), leave=leave))

    def read_back(self, unit: str, path: Path) -> None:
        """Take a record that was just appended into what is loaded."""
        own, period = self.unit(unit), self.unit(unit).period(path.parent.name)
        files = own.published[period.name].files if period.name in own.published else ()
        record = publishing.read_whole(self.project, path)
        history = History(period, (*files, (path.name, record)))
        self._take(replace(own, published={**own.published, period.name: history}))

    def _take(self, unit: UnitData) -> None:
        self.project = replace(self.project, units={**self.project.units, unit.id: unit})

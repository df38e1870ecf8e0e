"""The roster that a workbook shows: what is published, else a draft; with what it was when a workbook was made."""

from __future__ import annotations

from dataclasses import dataclass

from generator.check import Report, check
from generator.data.calendars.period import Period
from generator.data.files.reading import Faults
from generator.data.load import read_record
from generator.data.project import Project, UnitData
from generator.data.records.roster import History, Published, Roster, fingerprint, fold
from generator.errors import InputErrors, Refused
from generator.ledger import carry
from generator.office import drafts, publishing


@dataclass(frozen=True)
class Source:
    """A period's roster, checked, and the record in which it stands; ``history`` is None for a draft."""

    report: Report
    record: Published
    name: str
    history: History | None

    @property
    def draft(self) -> bool:
        """Whether nothing is published yet."""
        return self.history is None

    @property
    def mark(self) -> str:
        """The fingerprint by which a workbook knows the roster from which it was made."""
        return fingerprint(self.record)

    def when(self, mark: str) -> Roster | None:
        """Give the roster as it was at a fingerprint; None where that is not one of its records."""
        files = [record for _, record in self.history.files] if self.history else [self.record]
        marks = [fingerprint(record) for record in files]
        return fold(files[: marks.index(mark) + 1]) if mark in marks else None


def source(project: Project, unit: UnitData, period: Period) -> Source:
    """Find the roster of a period.

    Raises
    ------
    Refused
        If it is neither published nor drafted.
    InputErrors
        If the draft cannot be read.
    """
    if history := unit.published.get(period.name):
        name, record = history.files[-1]
        return Source(check(carry(project, unit, period), history.roster), record, name, history)
    faults = Faults(project.root)
    places = (
        publishing.draft_path(project, unit, period, "plan"),
        drafts.path(project.root / drafts.FOLDER, unit, period),
    )
    draft = next((read_record(place, faults) for place in places if place.is_file()), None)
    if faults.found:
        raise InputErrors(faults.found)
    if draft is None:
        raise Refused(
            f"{unit.unit.title}{period.title}没有排班表，也没有草稿",
            f"运行 zhiban plan {period.name} --unit {unit.id}",
        )
    problem = carry(project, unit, period, drafts.ahead(project, unit, period))
    return Source(check(problem, fold([draft])), draft, "草稿", None)

"""Which articles are executed: the duties and rules that a version of an article governs, and whether it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from generator.check import Report
from generator.data.files.fields import ArticleRef
from generator.data.regulations.resolve import Citation
from generator.problem.slots import Slot
from generator.rules import BY_NAME, Breach

ArticleVersion: TypeAlias = tuple[ArticleRef, date]
"""An article and the day from which its version applies: a slot is bound by the version of its own day."""

DutyKey: TypeAlias = tuple[str, str]
"""Ids of a unit and of one of its duties."""


@dataclass
class Executed:
    """What became of one version of an article in one duty, in all rosters looked at."""

    title: str
    rules: set[str] = field(default_factory=set)  # titles
    slots: int = 0
    breaches: list[tuple[Report, Breach]] = field(default_factory=list)


def executed(reports: Iterable[Report]) -> dict[ArticleVersion, dict[DutyKey, Executed]]:
    """Gather, for every article version that a duty, a figure or a rule cites, the slots it bound and its breaches.

    Duties are kept apart, so that a page can leave out those that its audience may not see.
    """
    found: dict[ArticleVersion, dict[DutyKey, Executed]] = {}
    for report in reports:
        unit = report.problem.unit.id
        for slot in report.problem.slots:
            for version, rules in _cited(slot).items():
                entry = found.setdefault(version, {}).setdefault((unit, slot.duty), Executed(slot.title))
                entry.rules |= rules
                entry.slots += 1
        for breach in report.grave:
            ref, effective = breach.citation.ref, breach.citation.effective
            if ref and effective and (bound := found.get((ref, effective), {}).get((unit, breach.key.duty))):
                bound.breaches.append((report, breach))
    return found


def _cited(slot: Slot) -> dict[ArticleVersion, set[str]]:
    cited: dict[ArticleVersion, set[str]] = {}
    for citation, rule in _citations(slot):
        if citation.ref and citation.effective:
            cited.setdefault((citation.ref, citation.effective), set()).update({rule} if rule else ())
    return cited


def _citations(slot: Slot) -> Iterator[tuple[Citation, str]]:
    yield slot.citation, ""
    yield slot.hours_citation, ""
    for seats in slot.seats:
        yield seats.citation, BY_NAME["seat-filled"].title
    for task in slot.tasks:
        yield task.citation, ""
    for rule in slot.rules.values():
        yield rule.citation, BY_NAME[rule.name].title

"""The agenda of a unit between two days: meetings, filings, inspections, handovers, each with its reason and article.

Pure, and never a guess: what depends on a year whose calendar is not out, or on a day that the unit sets apart and has
not set yet, is ``Open``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from generator.agenda.handovers import Handovers
from generator.agenda.occurrences import Agenda, Due, Occurrence, merged
from generator.data.agenda import choices
from generator.data.agenda.series import Paper, Series
from generator.data.calendars.spans import Span
from generator.data.files.fields import ParameterRef
from generator.data.project import Project, UnitData
from generator.data.regulations.resolve import Regulations
from generator.days.dates import Dates, Open, Time
from generator.days.opening import hours_of
from generator.days.recurring import Nominal
from generator.days.rounds import ordinal
from generator.errors import Refused

EVERYBODY = ("public", "staff", "restricted")


@dataclass(frozen=True)
class Maker:
    """A unit's agenda in the making."""

    project: Project
    unit: UnitData

    @property
    def law(self) -> Regulations:
        """All regulations."""
        return self.project.regulations

    @cached_property
    def handovers(self) -> Handovers:
        """Who hands over to whom."""
        return Handovers(self.project, self.unit)

    def agenda(self, first: date, last: date, audiences: Sequence[str]) -> Agenda:
        """Give what these audiences may see of what happens from the first to the last day."""
        found: list[Occurrence] = []
        pending: dict[tuple[str, str, str], Open] = {}
        for series in self.unit.agenda:
            for item in self.series(series, first, last):
                if item.series.audience not in audiences:
                    continue
                if isinstance(item, Occurrence):
                    found.append(item)
                else:
                    own = (item.id, item.state, item.why)
                    before = pending.get(own)
                    pending[own] = replace(item, nominals=(*before.nominals, *item.nominals)) if before else item
        found = merged(found, self.law)
        return Agenda(tuple(sorted(found, key=lambda own: (own.day, own.spans[0][0], own.id))), tuple(pending.values()))

    def series(self, name: str, first: date, last: date) -> Iterator[Occurrence | Open]:
        """Yield what comes of one series."""
        for found in Dates(self.project, self.unit).of(name, first, last):
            yield found if isinstance(found, Open) else self._occurrence(name, found)

    def _occurrence(self, name: str, time_: Time) -> Occurrence:
        series, nominal, settled = time_.series, time_.nominal, time_.settled
        number, day = time_.number, settled.day
        version = self.law.by_id[series.article.regulation].in_force(day) if series.article else None
        article = series.article if version else None
        texts = self.law.by_id[article.regulation].versions if article else ()
        begun = self.unit.agenda[name].versions[number][0]
        return Occurrence(
            id=name,
            series=series,
            period=nominal.period,
            day=day,
            first=min(nominal.first, day),
            nominal=nominal.day,
            about=nominal.about,
            held=settled.held,
            why=settled.why,
            moved_by=settled.citation,
            citation=self.law.cite(article, day),
            spans=self._spans(series, day),
            clocked=bool(series.hours or series.by or series.at),
            papers=tuple(self._paper(series, paper, day) for paper in series.papers),
            subject=_turn(series, nominal),
            hands=self.handovers.of(series.serving, day) if series.serving else None,
            blocks=choices.choice(self.law, "blocks", series.blocks, day),
            times=self.law.figure(series.times, day, int),
            sequence=number + (texts.index(version) if version else 0),
            since=max(begun, version.effective) if version else begun,
        )

    def _spans(self, series: Series, day: date) -> tuple[Span, ...]:
        def moment(value: time | ParameterRef) -> datetime:
            return datetime.combine(day, self.law.figure(value, day, time))

        if series.hours:
            return ((moment(series.hours.from_), moment(series.hours.to)),)
        moments = [moment(clock) for clock in series.at] or ([moment(series.by)] if series.by else [])
        return tuple((at, at) for at in moments) or ((self._end_of(day),) * 2,)

    def _end_of(self, day: date) -> datetime:
        """The moment at which a day's work ends: when the unit closes."""
        try:
            return hours_of(self.project, self.unit, day)[1]
        except Refused:
            return datetime.combine(day, time(23, 59))

    def _paper(self, series: Series, paper: Paper, day: date) -> Due:
        on = day - timedelta(days=self.law.figure(paper.days_before, day, int))
        at = datetime.combine(on, self.law.figure(paper.by, day, time))
        article = paper.article or series.article
        return Due(paper.title, at, self.law.cite(article, day), paper.to, self.law.figure(paper.copies, day, int))


def _turn(series: Series, nominal: Nominal) -> str:
    """Name whose turn it is in the period."""
    turn, each = series.in_turn, series.recurs.each
    if turn is None:
        return ""
    at = (ordinal(each, nominal.start) - ordinal(each, turn.starting)) // nominal.every
    return turn.names[at % len(turn.names)]


def agenda(project: Project, unit: UnitData, first: date, last: date, audiences: Sequence[str] = EVERYBODY) -> Agenda:
    """Give the agenda of a unit from the first to the last day; ``audiences``: only series that are for one of them."""
    return Maker(project, unit).agenda(first, last, audiences)

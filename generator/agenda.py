"""The agenda of a unit between two days: meetings, filings, inspections, handovers, each with its reason and article.

Pure, and never a guess: what depends on a year whose calendar is not out, or on a day that the unit sets apart and has
not set yet, is ``Open``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from generator.data import choices
from generator.data.agenda import Paper, Series
from generator.data.calendar import Calendar
from generator.data.fields import ParameterRef
from generator.data.opening import hours_of
from generator.data.project import Project, UnitData
from generator.data.resolve import Regulations
from generator.data.spans import Span
from generator.errors import Refused
from generator.handovers import Handovers
from generator.moving import Mover, Settled
from generator.occurrences import Agenda, Blocked, Due, Occurrence, Open, merged, participants
from generator.recurring import Nominal, Reader
from generator.rounds import ordinal

REACH = timedelta(days=45)
"""How far outside the days asked for a nominal day is looked for; no break is as long."""
FAR = timedelta(days=400)
"""How far ahead what is due before something is looked for."""
EVERYBODY = ("public", "staff", "restricted")
BREAK = timedelta(days=10)
"""No break of the calendar is longer: what is due before one lies within so many days of it."""


@dataclass(frozen=True)
class Maker:
    """A unit's agenda in the making."""

    project: Project
    unit: UnitData

    @property
    def law(self) -> Regulations:
        """All regulations."""
        return self.project.regulations

    @property
    def calendar(self) -> Calendar:
        """The official calendar."""
        return self.project.calendar

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
        versions = self.unit.agenda[name].versions
        for number, (effective, series) in enumerate(versions):
            after = versions[number + 1][0] if number + 1 < len(versions) else date.max
            ends = min(after - timedelta(days=1), series.until or date.max)
            for nominal in self._nominals(series, first, last, effective):
                if nominal.start > ends or nominal.end < effective:
                    continue
                item = self._settle(name, number, series, nominal, effective)
                if isinstance(item, Open):
                    early = BREAK if series.recurs.each == "holiday" or series.recurs.ahead else timedelta()
                    near = nominal.unknown or first - BREAK <= nominal.day <= last + BREAK
                    if near and nominal.start <= last + early and nominal.end >= first:
                        yield item
                elif item and first <= item.day <= last and effective <= nominal.day <= ends:
                    yield item

    def _nominals(self, series: Series, first: date, last: date, effective: date) -> Iterator[Nominal]:
        recurs, reader = series.recurs, Reader(self.law, self.calendar)
        begin, end = first - REACH, last + (FAR if series.recurs.ahead else REACH)
        if recurs.each != "event":
            yield from reader.nominals(recurs, begin, end, effective)
            return
        for other in self.series(recurs.of, begin, end):
            if isinstance(other, Open):
                yield from (Nominal.open(f"{day}", day, day, other.why) for day in other.nominals)
            elif other.held:
                yield reader.before(recurs, other.period, other.day, max(other.day, effective))

    def _in_force(self, series: Series, day: date) -> bool:
        """Whether its article is in force: a trial ends, a repeal ends it, and with it what it demanded."""
        regulation = self.law.by_id.get(series.article.regulation) if series.article else None
        return regulation is None or regulation.in_force(day) is not None

    def _settle(
        self, name: str, number: int, series: Series, nominal: Nominal, effective: date
    ) -> Occurrence | Open | None:
        """Give what becomes of a nominal day; nothing where the article is not in force any more."""
        as_of = max(nominal.start, effective)
        if not self._in_force(series, as_of):
            return None
        if nominal.unknown:
            state = "日期待定" if series.recurs.dates is not None else "待公布"
            return Open(name, series, state, _reason(nominal.why), (nominal.day,))
        try:
            settled = Mover(self.law, self.calendar, series, as_of).settle(nominal)
        except Refused as refused:
            return Open(name, series, "待公布", _reason(refused.why), (nominal.day,))
        in_force = self._in_force(series, settled.day)
        return self._occurrence(name, number, series, nominal, settled) if in_force else None

    def _occurrence(self, name: str, number: int, series: Series, nominal: Nominal, settled: Settled) -> Occurrence:
        day = settled.day
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


def _reason(why: str) -> str:
    """Give the reason without the day, so that the same is said of every time in a month: 2027 年的放假安排待公布."""
    return why.partition("，")[0]


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


def blocked(project: Project, unit: UnitData, day: date) -> tuple[Blocked, ...]:
    """Give who cannot be on a duty on a day, when, and because of what."""
    return tuple(
        Blocked(own.title, frozenset(participants(unit, own.series, day)), span)
        for own in agenda(project, unit, day, day).on(day)
        if own.blocks
        for span in own.spans
    )

"""On which days the series of a unit's agenda take place, and who cannot be on a duty meanwhile.

Never a guess: what depends on a year whose calendar is not out, or on a day that the unit sets apart and has not set
yet, is ``Open``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.data.agenda import choices
from generator.data.agenda.series import Series
from generator.data.calendars.spans import Span
from generator.data.project import Project, UnitData
from generator.days.membership import Members
from generator.days.moving import Mover, Settled
from generator.days.recurring import Nominal, Reader
from generator.errors import Refused

REACH = timedelta(days=45)
"""How far outside the days asked for a nominal day is looked for; no break is as long."""
FAR = timedelta(days=400)
"""How far ahead what is due before something is looked for."""
BREAK = timedelta(days=10)
"""No break of the calendar is longer: what is due before one lies within so many days of it."""


@dataclass(frozen=True)
class Open:
    """A series whose day is not known yet: ``state`` 待公布 or 日期待定, the days first thought of, and why."""

    id: str
    series: Series
    state: str
    why: str
    nominals: tuple[date, ...] = ()


@dataclass(frozen=True)
class Time:
    """One time that a series comes round: the version of the series by its number, and the day with its reason."""

    number: int
    series: Series
    nominal: Nominal
    settled: Settled


@dataclass(frozen=True)
class Blocked:
    """People who cannot be on a duty in a span, because of what takes place then."""

    title: str
    people: frozenset[str]
    span: Span


@dataclass(frozen=True)
class Dates:
    """The days of a unit's series."""

    project: Project
    unit: UnitData

    def of(self, name: str, first: date, last: date) -> Iterator[Time | Open]:
        """Yield what comes of one series from the first to the last day."""
        versions = self.unit.agenda[name].versions
        for number, (effective, series) in enumerate(versions):
            after = versions[number + 1][0] if number + 1 < len(versions) else date.max
            ends = min(after - timedelta(days=1), series.until or date.max)
            for nominal in self._nominals(series, first, last, effective):
                if nominal.start > ends or nominal.end < effective:
                    continue
                found = self._settle(name, number, series, nominal, effective)
                if isinstance(found, Open):
                    early = BREAK if series.recurs.each == "holiday" or series.recurs.ahead else timedelta()
                    near = nominal.unknown or first - BREAK <= nominal.day <= last + BREAK
                    if near and nominal.start <= last + early and nominal.end >= first:
                        yield found
                elif found and first <= found.settled.day <= last and effective <= nominal.day <= ends:
                    yield found

    def held(self, name: str, day: date) -> bool:
        """Whether a series takes place on a day."""
        return any(isinstance(found, Time) and found.settled.held for found in self.of(name, day, day))

    def _nominals(self, series: Series, first: date, last: date, effective: date) -> Iterator[Nominal]:
        recurs, reader = series.recurs, Reader(self.project.regulations, self.project.calendar)
        begin, end = first - REACH, last + (FAR if series.recurs.ahead else REACH)
        if recurs.each != "event":
            yield from reader.nominals(recurs, begin, end, effective)
            return
        for other in self.of(recurs.of, begin, end):
            if isinstance(other, Open):
                yield from (Nominal.open(f"{day}", day, day, other.why) for day in other.nominals)
            elif other.settled.held:
                day = other.settled.day
                yield reader.before(recurs, other.nominal.period, day, max(day, effective))

    def _in_force(self, series: Series, day: date) -> bool:
        """Whether its article is in force: a trial ends, a repeal ends it, and with it what it demanded."""
        law = self.project.regulations
        return series.article is None or law.by_id[series.article.regulation].in_force(day) is not None

    def _settle(self, name: str, number: int, series: Series, nominal: Nominal, effective: date) -> Time | Open | None:
        """Give what becomes of a nominal day; nothing where the article is not in force any more."""
        as_of = max(nominal.start, effective)
        if not self._in_force(series, as_of):
            return None
        if nominal.unknown:
            state = "日期待定" if series.recurs.dates is not None else "待公布"
            return Open(name, series, state, _reason(nominal.why), (nominal.day,))
        try:
            settled = Mover(self.project.regulations, self.project.calendar, series, as_of).settle(nominal)
        except Refused as refused:
            return Open(name, series, "待公布", _reason(refused.why), (nominal.day,))
        return Time(number, series, nominal, settled) if self._in_force(series, settled.day) else None

    def blocked(self, day: date) -> Iterator[Blocked]:
        """Yield who cannot be on a duty on a day, when, and because of what."""
        law = self.project.regulations
        for name, versions in self.unit.agenda.items():
            series = versions.on(day)
            if series and series.hours and choices.choice(law, "blocks", series.blocks, day) and self.held(name, day):
                start, end = (law.figure(at, day, time) for at in (series.hours.from_, series.hours.to))
                span = datetime.combine(day, start), datetime.combine(day, end)
                yield Blocked(series.title, frozenset(participants(self.unit, series, day)), span)


def _reason(why: str) -> str:
    """Give the reason without the day, so that the same is said of every time in a month: 2027 年的放假安排待公布."""
    return why.partition("，")[0]


def participants(unit: UnitData, series: Series, day: date) -> tuple[str, ...]:
    """Give the ids of those who take part on a day, whoever is away."""
    who, members = series.who, Members(unit)
    grouped = {p.id for group in who.groups for p in members.of(group, day)}
    found = []
    for person in unit.people.values():
        service = person.serving(day)
        by_service = bool(
            service
            and (who.roles or who.departments)
            and (not who.roles or service.role in who.roles)
            and (not who.departments or service.department in who.departments)
        )
        if service and (who.everybody or by_service or person.id in grouped or person.id in who.people):
            found.append(person.id)
    return tuple(found)

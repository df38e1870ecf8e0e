"""What a month's attendance adds up to (考勤汇总): from sign-ins, leave, and the turns that were served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from generator import ledger
from generator.data.calendars.period import Period
from generator.data.calendars.spans import Span, length, part, without
from generator.data.files.fields import ParameterRef
from generator.data.project import Project, UnitData
from generator.data.records.attendance import STATUSES, Signed, Status
from generator.data.units.people import Person, Service
from generator.days.opening import hours_of, opens
from generator.desk import attendance
from generator.errors import Refused
from generator.problem.stretches import stretches
from generator.rules.base import spoken
from generator.rules.words import decimal

HALF = Fraction(1, 2)


@dataclass
class Row:
    """What a month adds up to for one person; days are parts of a working day.

    ``due``: to be there, after leave; ``present``: there, or at work ``outside``. ``times`` counts the statuses, of
    ``absent`` the days. ``leave`` is by kind. ``turns`` went beyond the hours of work by ``extra``. ``measures`` are
    in the order of the unit. ``details`` say what is behind the counts.
    """

    person: Person
    service: Service
    due: Fraction = Fraction()
    outside: Fraction = Fraction()
    times: dict[Status, Fraction] = field(default_factory=lambda: dict.fromkeys(STATUSES, Fraction()))
    leave: dict[str, Fraction] = field(default_factory=dict)
    turns: int = 0
    extra: timedelta = timedelta()
    measures: tuple[Fraction, ...] = ()
    details: list[tuple[date, str]] = field(default_factory=list)

    @property
    def present(self) -> Fraction:
        """Days at work, in the house or outside."""
        return self.due - self.times["absent"]


@dataclass(frozen=True)
class Summary:
    """The attendance of a month up to a day, over so many days: a row a person, and what to look at."""

    unit: UnitData
    month: Period
    through: date
    days: int
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def summary(project: Project, unit: UnitData, month: Period, now: datetime) -> Summary:
    """Count a month; of one that is not over, the days that are.

    Raises
    ------
    InputErrors
        With all faults of the month's record.
    Refused
        If the unit does not say how it counts, the month has no record or no day of it is over.
    """
    return _Counting(project, unit, month, now).summary()


class _Counting:
    """Counts one month of a unit."""

    def __init__(self, project: Project, unit: UnitData, month: Period, now: datetime) -> None:
        if unit.unit.attendance is None:
            raise Refused(f"{unit.unit.title}没有写明怎样计算考勤", f"在 rosters/{unit.id}/unit.yml 里写 attendance")
        self.project, self.unit, self.month, self.now = project, unit, month, now
        self.how = unit.unit.attendance
        self.signs = attendance.read(project, unit, month).days
        every = {day: self._hours(day) for day in month.days() if self._open(day)}
        self.over = {day: hours for day, hours in every.items() if hours[1] <= now}
        if not self.over:
            raise Refused(f"{month.title}还没有一个过完的工作日", "过了第一个工作日再汇总，或用 --today 写明日期")
        self.rows: dict[str, Row] = {}

    def summary(self) -> Summary:
        """Count everything."""
        silent = [day for day in self.over if not self.signs.get(day)]
        counted = {day: hours for day, hours in self.over.items() if day not in silent}
        for person in self.unit.people.values():
            for day, hours in counted.items():
                service = person.serving(day)
                if service and self._signs_in(service):
                    self._day(self._row(person, service), day, hours)
        for served, extra in self._turns():
            row = self._row(self.unit.people[served])
            row.turns, row.extra = row.turns + 1, row.extra + extra
        self._study()
        departments = [*self.unit.unit.departments]
        for row in self.rows.values():
            row.measures = tuple(self._measure(row, n) for n in range(len(self.how.measures)))
        rows = sorted(self.rows.values(), key=lambda r: (departments.index(r.service.department), r.person.id))
        notes = tuple(map(_unrecorded, silent))
        return Summary(self.unit, self.month, max(self.over), len(counted), tuple(rows), notes)

    def _row(self, person: Person, service: Service | None = None) -> Row:
        """Give the person's row, with the latest service of the month."""
        last = service or next(s for s in reversed(person.service) if s.from_ <= self.month.last)
        row = self.rows.setdefault(person.id, Row(person, last))
        row.service = service or row.service
        return row

    def _signs_in(self, service: Service) -> bool:
        return service.role in self.how.roles if self.how.roles else not service.duty_only

    def _open(self, day: date) -> bool:
        return opens(self.unit.unit.hours.on, day, self.project.calendar)

    def _hours(self, day: date) -> Span:
        law, own = self.project.regulations, self.how.hours
        if own is None:
            return hours_of(self.project, self.unit, day)
        first, last = law.figure(own.from_, day, time), law.figure(own.to, day, time)
        return datetime.combine(day, first), datetime.combine(day, last)

    def _figure(self, figure: int | ParameterRef, day: date) -> int:
        return self.project.regulations.figure(figure, day, int)

    def _day(self, row: Row, day: date, hours: Span) -> None:
        """Count one day of one person."""
        left, due, kinds = [hours], Fraction(1), self.unit.unit.leave_kinds
        own = (x for x in self.unit.leave.values() if x.person == row.person.id and x.counts and x.meets(*hours))
        for leave in sorted(own, key=lambda x: (x.start, x.kind)):
            before, left = left, without(left, [(leave.start, leave.end)])
            share = part(before, hours) - part(left, hours)
            if kinds[leave.kind].present:
                row.outside += share
            else:
                due -= share
                row.leave[leave.kind] = row.leave.get(leave.kind, Fraction()) + share
        row.due += due
        signed = self.signs[day].get(row.person.id)
        if not left and signed:
            row.details.append((day, f"请假或外勤，但有打卡（{_clocks(signed)}），请核对"))
        if left:
            self._signed(row, day, (left[0][0], left[-1][1]), signed, part(left, hours))

    def _signed(self, row: Row, day: date, due: Span, signed: Signed | None, share: Fraction) -> None:
        """Compare when somebody came and went with when that was due; ``share`` is how much of the day it is."""
        names = self.how.titles
        if signed is None:
            row.times["absent"] += share
            row.details.append((day, f"{names.absent} {decimal(share)} 天：没有打卡"))
            return
        late = self._minutes(signed.in_, due[0], 1)
        early = self._minutes(signed.out, due[1], -1)
        half, absent = self.how.half_day_after, Fraction()
        sides: tuple[tuple[Status, str, int | None, int | ParameterRef], ...] = (
            ("late", "上班", late, self.how.late_after),
            ("early", "下班", early, self.how.early_before),
        )
        for status, side, minutes, grace in sides:
            if minutes is None:
                row.times["missing"] += 1
                row.details.append((day, f"{names.missing}：{side}没有打卡"))
            elif half is not None and minutes > self._figure(half, day):
                absent += HALF
                row.details.append((day, f"{names.absent}半天：{getattr(names, status)} {minutes} 分钟"))
            elif minutes > self._figure(grace, day):
                row.times[status] += 1
                row.details.append((day, f"{getattr(names, status)} {minutes} 分钟（{_clocks(signed)}）"))
        row.times["absent"] += min(absent, share)

    @staticmethod
    def _minutes(clock: time | None, due: datetime, sign: int) -> int | None:
        """Give how many minutes too late (sign 1) or too early (-1) it was; None where nobody signed."""
        if clock is None:
            return None
        return max(0, sign * ((datetime.combine(due.date(), clock) - due) // timedelta(minutes=1)))

    def _study(self) -> None:
        """Count the sessions of study that somebody missed without leave, by the unit's figure of half days."""
        for day, session in sorted(self.unit.study.items()):
            away = HALF * self._figure(self.how.study_half_days, day)
            for person in session.absent if day in self.over and away else ():
                if person in self.rows and not self.unit.away(person, *self.over[day]):
                    row = self.rows[person]
                    row.times["absent"] += away
                    row.details.append(
                        (day, f"{self.how.titles.absent} {decimal(away)} 天：没有请假，缺席{session.title}")
                    )

    def _turns(self) -> Iterator[tuple[str, timedelta]]:
        """Yield who served a turn that went beyond the hours of work, and by how long; turns that are over only."""
        for problem, roster in ledger.months(self.project, self.unit):
            for slot in problem.slots:
                days = [day for day in slot.days if self.month.first <= day <= self.month.last]
                for seat in slot.seats if days else ():
                    for person, own in stretches(roster, seat):
                        spans = [slot.on(day, own.starts, own.ends) for day in days]
                        extra = sum((self._beyond(span) for span in spans if span[1] <= self.now), timedelta())
                        yield from [(person, extra)] if extra else ()

    def _beyond(self, span: Span) -> timedelta:
        days = {moment.date() for moment in span if self._announced_open(moment.date())}
        return length(without([span], [self._hours(day) for day in sorted(days)]))

    def _announced_open(self, day: date) -> bool:
        return self.project.calendar.announced(day) and self._open(day)

    def _measure(self, row: Row, number: int) -> Fraction:
        per = self.how.measures[number].per.items()
        return sum((row.times[status] * Fraction(self._figure(f, self.month.last)) for status, f in per), Fraction())


def _clocks(signed: Signed) -> str:
    return "—".join(f"{clock:%H:%M}" if clock else "缺" for clock in (signed.in_, signed.out))


def _unrecorded(day: date) -> str:
    return f"{spoken(day)}没有任何人的打卡记录，这一天没有计入；不是停用考勤机的，补齐后用 --replace 重新导入"

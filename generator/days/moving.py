"""What becomes of a nominal day: it is moved off days on which nobody works, stays, or is not held; and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.data.agenda import choices
from generator.data.agenda.series import Series
from generator.data.calendars.calendar import Calendar, DayKind, days
from generator.data.regulations.resolve import Citation, Regulations
from generator.days.recurring import Nominal


@dataclass(frozen=True)
class Settled:
    """The day on which it is held, or would have been (``held`` False); the sentence why it is not the nominal one."""

    day: date
    held: bool = True
    why: str = ""
    citation: Citation | None = None


@dataclass(frozen=True)
class Mover:
    """The choices of one version of a series, as of a day.

    Raises
    ------
    Refused
        From ``settle``, if the calendar of a day is not out and the answer depends on it.
    """

    law: Regulations
    calendar: Calendar
    series: Series
    as_of: date

    def settle(self, nominal: Nominal) -> Settled:
        """Give the day on which it is held."""
        series = self.series
        day = nominal.day
        if not choices.choice(self.law, "included", series.included, self.as_of):
            day -= timedelta(days=1)
        made_up = self._made_up(nominal, day)
        if made_up:
            why = f"当周{said(made_up)}调休上班，{said(day)}改到这一天"
            return Settled(made_up, True, why, self._cite(series.make_up))
        shift = choices.choice(self.law, "shift", series.shift, self.as_of)
        if shift == "stays" or not self._off(day):
            return Settled(day)
        reason = f"原定{said(day)}，{self.calendar.label(day) or '休息日'}"
        cited = self._cite(series.shift)
        if shift == "skip":
            return Settled(day, False, f"{reason}，不举行", cited)
        if shift == "later":
            later = day
            while not self.calendar.kind(later).worked:
                later += timedelta(days=1)
            return Settled(later, True, f"{reason}，顺延到下一个工作日", cited)
        earlier, words = self._before(day)
        stays = choices.choice(self.law, "no_workday", series.no_workday, self.as_of) == "skip"
        if series.recurs.each == "week" and earlier < nominal.start and stays:
            return Settled(day, False, f"{reason}，这一周没有更早的工作日，不举行", self._cite(series.no_workday))
        return Settled(earlier, True, f"{reason}，提前到{words}", cited)

    def _off(self, day: date) -> bool:
        """Whether nobody works on the day, of those days off that count for this series."""
        if self.calendar.kind(day).worked:
            return False
        which = choices.choice(self.law, "shift_on", self.series.shift_on, self.as_of)
        return which == "rest-days" or self.calendar.holiday(day) is not None

    def _before(self, day: date) -> tuple[date, str]:
        """Give the day before the days off: the last working day, or simply the day before the break."""
        holiday = self.calendar.holiday(day)
        if holiday and choices.choice(self.law, "shift_to", self.series.shift_to, self.as_of) == "day":
            return holiday.off.from_ - timedelta(days=1), "放假的前一天"
        while not self.calendar.kind(day).worked:
            day -= timedelta(days=1)
        return day, "放假以前的最后一个工作日" if holiday else "前一个工作日"

    def _made_up(self, nominal: Nominal, day: date) -> date | None:
        """Give the make-up working day later in the same week that takes it over."""
        weekly = self.series.recurs.each == "week"
        if not weekly or choices.choice(self.law, "make_up", self.series.make_up, self.as_of) == "stays":
            return None
        later = [d for d in days(day + timedelta(days=1), nominal.end) if self.calendar.kind(d) is DayKind.MAKE_UP]
        return later[-1] if later else None

    def _cite(self, value: object) -> Citation:
        return self.law.cite_figure(value, self.as_of, self.series.article)


def said(day: date) -> str:
    """Say a day as people do: 9月25日（周五）."""
    return f"{day.month}月{day.day}日（周{choices.WEEKDAYS[day.weekday()]}）"

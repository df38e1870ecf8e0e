"""What takes place: one time of a series with its day, its reason and its article; who takes part; what is merged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from generator.agenda.handovers import Handing
from generator.data.agenda import choices
from generator.data.agenda.series import Series
from generator.data.calendars.spans import Span
from generator.data.regulations.resolve import Citation, Regulations
from generator.days.dates import Open


@dataclass(frozen=True)
class Due:
    """Something that is due by a moment: its title, to whom, in how many copies."""

    title: str
    at: datetime
    citation: Citation
    to: str = ""
    copies: int = 0


@dataclass(frozen=True)
class Occurrence:
    """One time that a series takes place, or is not held because of the days off (``held``).

    ``about``: the day that it is about, where it is due ahead. ``spans``: its hours; of a filing its end twice.
    ``clocked``: whether an hour is said, or it is the end of the day. ``joined``: titles of what is held together with
    it. ``sequence`` grows with every version of the series and of its article; ``since`` is the newest one's first day.
    """

    id: str
    series: Series
    period: str
    day: date
    first: date
    nominal: date
    about: date
    held: bool
    why: str
    moved_by: Citation | None
    citation: Citation
    spans: tuple[Span, ...]
    clocked: bool
    papers: tuple[Due, ...] = ()
    subject: str = ""
    joined: tuple[str, ...] = ()
    hands: Handing | None = None
    blocks: bool = False
    times: int = 1
    sequence: int = 0
    since: date = date.min

    @property
    def title(self) -> str:
        """The title, with whose turn it is."""
        return f"{self.series.title}（{self.subject}）" if self.subject else self.series.title

    @property
    def daily(self) -> bool:
        """Whether it belongs to what happens every day or every working day."""
        return self.series.recurs.each == "day" and self.series.recurs.every == 1


@dataclass(frozen=True)
class Agenda:
    """What happens between two days, in order of time, and what is still open."""

    occurrences: tuple[Occurrence, ...]
    open: tuple[Open, ...]

    def on(self, day: date) -> tuple[Occurrence, ...]:
        """Give what is held on a day."""
        return tuple(found for found in self.occurrences if found.day == day and found.held)


def merged(found: list[Occurrence], law: Regulations) -> list[Occurrence]:
    """Hold together what falls on one day and is to be held together (G-03); what is held apart says so."""
    gone: set[tuple[str, str]] = set()
    result = []
    for own in found:
        others = [o for o in found if own.series.joins == o.id and o.day == own.day and o.held and own.held]
        for other in others:
            together = choices.choice(law, "together", own.series.together, own.day)
            cited = law.cite_figure(own.series.together, own.day, own.series.article)
            if together == "merge":
                gone.add((other.id, other.period))
                own = replace(own, joined=(*own.joined, other.title))
            words = f"与同日的{other.series.title}{'合并召开' if together == 'merge' else '分别召开'}"
            own = replace(own, why="；".join(filter(None, (own.why, words))), moved_by=own.moved_by or cited)
        result.append(own)
    return [own for own in result if (own.id, own.period) not in gone]

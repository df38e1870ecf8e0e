"""What an audience may see of a roster: the allow list. Pages, postings and sheets are made from these views alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from generator.check import Report, sentence
from generator.data.records.roster import SeatKey
from generator.data.regulations.resolve import Citation
from generator.data.units.unit import Output
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot
from generator.render.views.changes import ChangeView, RevisionView, change_view, revisions
from generator.render.views.links.rosters import live
from generator.render.views.persons import SEEN_BY, PersonView, Viewer, person_view, serving
from generator.render.views.prints import PrintView, prints, short
from generator.render.views.signing import UNSIGNED, SignView
from generator.render.views.tasks import TaskView, tasks_of
from generator.render.views.trails import Trail, trails
from generator.rules import BY_NAME


@dataclass(frozen=True)
class HoursView:
    """When to arrive, to start, to end and to leave; ``overnight``: the end is on the day after."""

    arrive: time
    starts: time
    ends: time
    leave: time
    overnight: bool = False


@dataclass(frozen=True)
class SeatView:
    """The seats of one name in one slot; ``empty`` counts those that nobody holds.

    ``id`` tells seats of the same title apart; ``hours`` are there where they are not those of the slot; ``appointed``:
    nobody's turn, but that of named people. ``gone``: who was to serve by the plan, for staff; ``changes``: the
    revisions that made the difference. ``occasion``: the booking that they serve.
    """

    title: str
    people: tuple[PersonView, ...]
    empty: int
    id: str = ""
    hours: HoursView | None = None
    appointed: bool = False
    gone: tuple[PersonView, ...] = ()
    changes: tuple[ChangeView, ...] = ()
    occasion: str = ""


@dataclass(frozen=True)
class SlotView:
    """One duty on one day, or in one week, fortnight or month; ``note``: why it is arranged otherwise than usual."""

    duty: str
    title: str
    day: date
    days: tuple[date, ...]  # its open days: one, or those of its stretch
    arrive: time
    starts: time
    ends: time
    leave: time
    place: str
    phone: str
    seats: tuple[SeatView, ...]
    citations: tuple[Citation, ...]  # composition, hours, figures: each once
    overnight: bool = False  # its end is on the day after
    cycle: Literal["day", "week", "fortnight", "month"] = "day"
    note: str = ""
    tasks: tuple[TaskView, ...] = ()

    @property
    def lasting(self) -> bool:
        """Whether it goes on over several days, as a turn of a week does."""
        return self.cycle != "day" or len(self.days) > 1

    @property
    def hours(self) -> HoursView:
        """The hours of the duty; a seat may have its own."""
        return HoursView(self.arrive, self.starts, self.ends, self.leave, self.overnight)


@dataclass(frozen=True)
class DayView:
    """One day; ``label`` names it where it is out of the ordinary, ``worked`` says whether it is a working day."""

    day: date
    worked: bool
    kind: str
    label: str
    slots: tuple[SlotView, ...]


@dataclass(frozen=True)
class MonthView:
    """A period of a unit as an audience sees it."""

    unit: str
    unit_title: str
    sample: bool
    period: str  # 2026-12
    title: str  # 2026年12月
    status: Literal["已发布", "草稿"]
    revision: int
    fingerprint: str
    draw: str  # the seed of the draw, so that anyone can repeat it
    duties: dict[str, str]  # id -> title, those that the audience may see
    days: tuple[DayView, ...]
    breaches: tuple[str, ...]  # sentences; for staff only
    named: bool = False  # a span of its own, whose days are shown with their lunar dates
    revised: date | None = None  # the day of the last revision
    revisions: tuple[RevisionView, ...] = ()  # in order; to the public without people and reasons
    signed: SignView = UNSIGNED
    live: str = ""  # the address of its page on the web; empty where the site has none
    prints: tuple[PrintView, ...] = ()  # its states, oldest first
    running: tuple[SlotView, ...] = ()  # turns of an earlier period that go on in this one; counted there
    parts: tuple[MonthView, ...] = ()  # of days that are cut out: the periods to which they belong

    @property
    def short(self) -> str:
        """The fingerprint as paper shows it."""
        return short(self.fingerprint)

    def slots(self, duty: str) -> tuple[SlotView, ...]:
        """Give all slots of a duty, in order of days."""
        return tuple(slot for day in self.days for slot in day.slots if slot.duty == duty)


def month_view(
    report: Report,
    viewer: Viewer,
    *,
    status: Literal["已发布", "草稿"],
    revision: int,
    fingerprint: str,
    output: Output = "page",
) -> MonthView:
    """Make the view of a checked roster for an audience, with names in the form that the output has."""
    problem, unit = report.problem, report.problem.unit
    order = [*unit.unit.pools]
    visible = [slot for slot in problem.slots if slot.audience in SEEN_BY[viewer]]
    visible.sort(key=lambda slot: (order.index(slot.pool), slot.duty, slot.day))
    history = unit.published.get(problem.period.name) if status == "已发布" else None
    trail = trails(history)
    slots = [_slot(report, slot, viewer, trail, output) for slot in visible]
    staff = viewer != "public"
    told = revisions(report, viewer) if history else ()
    hidden = {slot.duty for slot in problem.slots} - {slot.duty for slot in visible}
    return MonthView(
        unit=unit.id,
        unit_title=unit.unit.title,
        sample=unit.unit.sample,
        period=problem.period.name,
        title=problem.period.title,
        status=status,
        revision=revision,
        fingerprint=fingerprint,
        draw=problem.seed,
        duties={slot.duty: slot.title for slot in visible},
        days=tuple(_day(problem, day, slots) for day in problem.period.days()),
        breaches=tuple(sentence(problem, b) for b in report.grave if b.key.duty not in hidden) if staff else (),
        named=not problem.period.month,
        revised=history.files[-1][1].published if history and revision else None,
        revisions=told,
        live=live(problem.project.address, unit.id, problem.period.name),
        prints=prints(history, told) if history else (),
    )


def _day(problem: Problem, day: date, slots: list[SlotView]) -> DayView:
    calendar = problem.project.calendar
    kind = calendar.kind(day)
    own = tuple(slot for slot in slots if slot.day == day)
    return DayView(day, kind.worked, kind.value, calendar.label(day), own)


def _slot(report: Report, slot: Slot, viewer: Viewer, trail: Mapping[SeatKey, Trail], output: Output) -> SlotView:
    figures = (seats.citation for seats in slot.seats)
    rules = (rule.citation for rule in slot.rules.values() if BY_NAME[rule.name].scope == "duty")
    tasks = (task.citation for task in slot.tasks)
    cited = dict.fromkeys((slot.citation, slot.hours_citation, *figures, *tasks, *rules))
    duty = report.problem.unit.duty(slot.duty, slot.day)
    return SlotView(
        duty=slot.duty,
        title=slot.title,
        day=slot.day,
        days=slot.days,
        arrive=slot.arrive.time(),
        starts=slot.starts.time(),
        ends=slot.ends.time(),
        leave=slot.leave.time(),
        place=slot.place,
        phone=slot.phone,
        seats=tuple(_seat(report, slot, seats, viewer, trail.get(seats.key), output) for seats in slot.seats),
        citations=_ordered(report.problem, [c for c in cited if c.ref]),
        overnight=slot.ends.date() > slot.days[-1],
        cycle=duty.cycle if duty else "day",
        note=slot.note,
        tasks=tasks_of(slot),
    )


def _ordered(problem: Problem, cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """Put articles of one regulation in the order in which they stand there."""
    regulations = [*dict.fromkeys(c.ref.regulation for c in cited if c.ref)]

    def place(citation: Citation) -> tuple[int, int]:
        assert citation.ref
        versions = problem.project.regulations.by_id[citation.ref.regulation].versions
        articles = next((v.articles for v in versions if v.effective == citation.effective), {})
        return regulations.index(citation.ref.regulation), [*articles].index(citation.ref.article)

    return tuple(sorted(cited, key=place))


def _seat(report: Report, slot: Slot, seats: Seats, viewer: Viewer, trail: Trail | None, output: Output) -> SeatView:
    unit, day = report.problem.unit, seats.key.day
    new = trail.new if trail else ()
    gone = trail.gone if trail and viewer != "public" else ()
    arrive, starts, ends, leave = own = (seats.arrive, seats.starts, seats.ends, seats.leave)
    overnight = ends.date() > slot.days[-1]
    hours = HoursView(arrive.time(), starts.time(), ends.time(), leave.time(), overnight)
    usual = own == (slot.arrive, slot.starts, slot.ends, slot.leave)
    return SeatView(
        title=seats.title,
        people=serving(unit, report.roster, seats, viewer, new, output),
        empty=max(0, seats.least - len(report.roster.who(seats.key))),
        id=seats.key.seat,
        hours=None if usual else hours,
        appointed=seats.fixed,
        gone=tuple(person_view(unit, p, day, viewer) for p in gone),
        changes=tuple(dict.fromkeys(change_view(unit, step, viewer) for step in trail.telling)) if trail else (),
        occasion=seats.occasion,
    )

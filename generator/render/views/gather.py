"""Everything that pages are made from, gathered and checked once per build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from generator import ledger
from generator.check import Report, broken_chain, check
from generator.data.calendars.period import Period
from generator.data.files.fields import ArticleRef
from generator.data.project import Project, UnitData
from generator.data.records.roster import Published, fingerprint, fold
from generator.data.regulations.citing import not_in_force
from generator.data.units.unit import Output
from generator.errors import InputErrors, Refused
from generator.regulations.executed import ArticleVersion, DutyKey, Executed, executed
from generator.render.views.away import AwayView, board
from generator.render.views.balances import PoolView, pools
from generator.render.views.feeds import Feed, feeds
from generator.render.views.going_on import going_on
from generator.render.views.persons import Viewer
from generator.render.views.scheduled import ScheduledView, scheduled
from generator.render.views.shifts import Shifts, ShiftView, shift_views
from generator.render.views.signing import sign_view
from generator.render.views.view import MonthView, SlotView, month_view
from generator.render.views.whys import WhySlot, whys
from generator.render.views.windows import GapView, Presence, gaps

Drafts = Mapping[str, tuple[Published, ...]]
"""Per unit the drafts to show where nothing is published, in order of periods."""
OTHERS: tuple[Output, ...] = ("posting", "feed", "board")
"""Outputs that may have another form of names than pages."""
Shown = tuple[tuple[MonthView, ...], Shifts]
"""The periods of a unit, and the tables of its shifts."""


@dataclass(frozen=True)
class Site:
    """What one build shows to one audience as of one day. Published rosters were re-checked on the way."""

    project: Project
    viewer: Viewer
    today: date
    months: Mapping[str, tuple[MonthView, ...]]  # by unit, by their days; published and drafts
    executed: Mapping[ArticleVersion, Mapping[DutyKey, Executed]]  # over the published rosters of all units
    ledgers: Mapping[str, tuple[PoolView, ...]] = field(default_factory=dict)  # by unit, after what is published
    whys: Mapping[tuple[str, str], tuple[WhySlot, ...]] = field(default_factory=dict)  # by unit and period, for staff
    away: Mapping[str, tuple[AwayView, ...]] = field(default_factory=dict)  # by unit, for staff
    gaps: Mapping[str, tuple[GapView, ...]] = field(default_factory=dict)  # by unit
    feeds: Mapping[str, tuple[Feed, ...]] = field(default_factory=dict)  # by unit
    scheduled: Mapping[ArticleRef, tuple[ScheduledView, ...]] = field(default_factory=dict)  # what goes by an article
    shifts: Mapping[tuple[str, str], tuple[ShiftView, ...]] = field(default_factory=dict)  # by unit and month
    expired: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)  # by unit, no longer public, newest first
    forms: Mapping[Output, Site] = field(default_factory=dict)  # the same where an output has another form of names
    offline: bool = False  # a copy that is opened from a file

    def within(self, output: Output) -> Site:
        """Give the build with names in the form that they have in an output."""
        return self.forms.get(output, self)

    def internal(self, unit: str) -> bool:
        """Whether a unit has rosters and the audience may see none of them."""
        return bool(self.months[unit]) and not any(month.duties for month in self.months[unit])

    def titled(self, unit: str, title: str) -> str:
        """Put the unit before a page's title where the site has several."""
        several = len(self.project.units) > 1
        return f"{self.project.units[unit].unit.short}{title}" if several else title

    def slots(self, unit: str, day: date) -> tuple[SlotView, ...]:
        """Everything that is on in a unit on a day, whatever period it belongs to."""
        every = (slot for month in self.months[unit] for own in month.days for slot in own.slots)
        return tuple(slot for slot in every if day in slot.days)

    def month(self, unit: str, day: date) -> MonthView | None:
        """Give the month of a unit that holds a day; a named span is none."""
        own = (m for m in self.months[unit] if not m.named and m.days[0].day <= day <= m.days[-1].day)
        return next(own, None)


def bare(project: Project, today: date) -> Site:
    """Give a build without rosters: what is printed of guides needs none."""
    return Site(project, "public", today, dict.fromkeys(project.units, ()), {})


def gather(
    project: Project, viewer: Viewer, today: date, drafts: Drafts | None = None, *, offline: bool = False
) -> Site:
    """Check every published roster, and the drafts that go beyond them, and make the views of one audience."""
    if dead := not_in_force(project.root, project.regulations, today):
        raise InputErrors(dead)
    months: dict[str, tuple[MonthView, ...]] = {}
    ledgers: dict[str, tuple[PoolView, ...]] = {}
    answers: dict[tuple[str, str], tuple[WhySlot, ...]] = {}
    away: dict[str, tuple[AwayView, ...]] = {}
    windows: dict[str, tuple[GapView, ...]] = {}
    calendars: dict[str, tuple[Feed, ...]] = {}
    shifts: dict[tuple[str, str], tuple[ShiftView, ...]] = {}
    expired: dict[str, tuple[Period, ...]] = {}
    other: dict[Output, list[tuple[Presence, Shown]]] = {}
    published: list[Report] = []
    for unit in project.units.values():
        _refuse_edited(unit)
        reports = list(_reports(unit, project, (drafts or {}).get(unit.id, ())))
        own = [report for report, draft in reports if draft is None]
        published += own
        by_day = sorted(reports, key=lambda pair: pair[0].problem.period)
        since = project.center.kept_from(today) if viewer == "public" else date.min
        kept = [pair for pair in by_day if pair[0].problem.period.last >= since]
        gone = [report.problem.period for report, _ in by_day if report.problem.period.last < since]
        expired[unit.id] = tuple(reversed(gone))
        months[unit.id], tables = _views(unit, kept, viewer, "page")
        shifts |= tables
        presence = Presence(project, unit, own)
        windows[unit.id] = gaps(presence, viewer, today)
        for output in OTHERS if viewer == "public" else ():
            if getattr(unit.unit.public_names, output) != unit.unit.public_names.page:
                other.setdefault(output, []).append((presence, _views(unit, kept, viewer, output)))
        away[unit.id] = board(presence, [report for report, _ in reports], viewer, today) if viewer == "staff" else ()
        calendars[unit.id] = feeds(own, viewer, today)
        ledgers[unit.id] = pools(own or [report for report, _ in reports], viewer)
        for report, _ in reports if viewer == "staff" else ():
            if found := whys(report, today):
                answers[unit.id, report.problem.period.name] = found
    done, dated = executed(published), scheduled(project, viewer, today)
    site = Site(
        project, viewer, today, months, done, ledgers, answers, away, windows, calendars, dated, shifts, expired
    )
    site = replace(site, offline=offline)
    return replace(site, forms={output: _formed(site, output, own) for output, own in other.items()})


def within(
    project: Project, unit: UnitData, viewer: Viewer, span: tuple[date, date], drafts: tuple[Published, ...] = ()
) -> tuple[tuple[Report, MonthView], ...]:
    """Check the rosters of a unit that touch some days, and make their views for paper.

    Raises
    ------
    Refused
        If a published record was edited.
    """
    _refuse_edited(unit)
    first, last = span
    since = first - timedelta(days=1)  # a turn of the period that ends there may go on
    reports = [*_reports(unit, project, drafts, lambda p: p.first <= last and since <= p.last)]
    views = going_on([view_of(report, draft, viewer, "posting") for report, draft in reports])
    pairs = zip((report for report, _ in reports), views, strict=True)
    return tuple((report, view) for report, view in pairs if first <= report.problem.period.last)


def _refuse_edited(unit: UnitData) -> None:
    if broken := broken_chain(unit):
        raise Refused(broken[0], "恢复以后再生成；被改动的值班表不上网，也不打印")


def _reports(
    unit: UnitData, project: Project, drafts: tuple[Published, ...], wanted: Callable[[Period], bool] = lambda _: True
) -> Iterator[tuple[Report, Published | None]]:
    """Yield the report of every month that is wanted; with it its draft where it is not published."""
    ahead = {unit.period(d.period): d for d in drafts if d.period not in unit.published}
    for problem, roster in ledger.months(project, unit, {p: fold([d]) for p, d in ahead.items()}):
        if wanted(problem.period):
            yield check(problem, roster), ahead.get(problem.period)


def _views(unit: UnitData, kept: Sequence[tuple[Report, Published | None]], viewer: Viewer, output: Output) -> Shown:
    """Make the views of a unit's periods and of its shift tables for one output."""
    months = going_on([view_of(report, draft, viewer, output) for report, draft in kept])
    return months, shift_views(unit, [report for report, _ in kept], months, viewer, output)


def _formed(site: Site, output: Output, units: Sequence[tuple[Presence, Shown]]) -> Site:
    """Put the views of an output in the place of those for pages, in the units where names differ."""
    months, shifts, windows = dict(site.months), dict(site.shifts), dict(site.gaps)
    for presence, (own, tables) in units:
        unit = presence.unit.id
        months[unit], windows[unit] = own, gaps(presence, site.viewer, site.today, output)
        shifts |= tables
    return replace(site, months=months, shifts=shifts, gaps=windows)


def view_of(report: Report, draft: Published | None, viewer: Viewer, output: Output = "page") -> MonthView:
    """Make the view of a period, published or as a draft."""
    unit, period = report.problem.unit, report.problem.period
    if draft is not None:
        mark = fingerprint(draft)
        view = month_view(report, viewer, status="草稿", revision=0, fingerprint=mark, output=output)
        return replace(view, signed=sign_view(unit, period, draft, viewer))
    history = unit.published[period.name]
    revision, mark = len(history.files) - 1, history.fingerprint
    view = month_view(report, viewer, status="已发布", revision=revision, fingerprint=mark, output=output)
    return replace(view, signed=sign_view(unit, period, history.plan, viewer))

"""Pages of the rosters: the units, the months of each, one month, and the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from generator.data.period import Period, month_of
from generator.data.project import UnitData
from generator.data.resolve import Citation
from generator.errors import Refused
from generator.render import links
from generator.render.escape import front_matter
from generator.render.gather import Site
from generator.render.templating import render
from generator.render.today import todays
from generator.render.view import BalanceView, DayView, MonthView, SlotView

SATURDAY = 5
EVEN = 0.005
"""Balances are shown to two decimals; what rounds to nothing is even."""

OTHER_MONTHS = 0.3
"""Weight of other months than today's in the search, which would otherwise find the same duties in each of them."""


@dataclass(frozen=True)
class Span:
    """Hours of a duty, from the first day in the month on which they are so."""

    first: date
    arrive: time
    starts: time
    ends: time
    leave: time


@dataclass(frozen=True)
class DutyTable:
    """One duty's month in full."""

    id: str
    title: str
    places: tuple[str, ...]
    phones: tuple[str, ...]
    spans: tuple[Span, ...]
    seats: tuple[str, ...]  # titles, in the order in which they first stand
    citations: tuple[Citation, ...]
    slots: tuple[SlotView, ...]


@dataclass(frozen=True)
class Gap:
    """A month that could stand in the list and does not, with the reason."""

    period: Period
    state: str
    why: str


def pages(site: Site) -> dict[str, str | bytes]:
    """Give all pages of the rosters."""
    head = front_matter("今日值班", "今天谁值班、大厅开放到几点，以及每个月的值班表。", hide=["toc"])
    to = links.From(links.ROSTERS)
    result: dict[str, str | bytes] = {
        links.ROSTERS: render("rosters.md.j2", head=head, to=to, links=links, todays=todays(site), viewer=site.viewer)
    }
    for unit in site.project.units.values():
        result[links.unit_page(unit.id)] = _unit(site, unit)
        result[links.balances_page(unit.id)] = _balances(site, unit)
        for month in site.months[unit.id]:
            result[links.month_page(unit.id, month.period)] = _month(site, month)
    return result


def _unit(site: Site, unit: UnitData) -> str:
    months = site.months[unit.id]
    return render(
        "rosters-unit.md.j2",
        head=front_matter(f"{unit.unit.short}值班表", f"{unit.unit.title}每个月的值班表。", hide=["toc"]),
        to=links.From(links.unit_page(unit.id)),
        links=links,
        unit=unit.unit,
        unit_id=unit.id,
        months=tuple(reversed(months)),
        gaps=_gaps(site, months),
        current=month_of(site.today).name,
    )


def _gaps(site: Site, months: tuple[MonthView, ...]) -> tuple[Gap, ...]:
    """Name this month and the next, later first, where there is no roster of them."""
    this, shown = month_of(site.today), {month.period for month in months}
    gaps = []
    for period in (this.next(), this):
        if period.name not in shown:
            out = site.project.calendar.announced(period.first)
            why = "" if out else f"{period.first.year}年放假安排尚未公布，公布以后再排"
            gaps.append(Gap(period, "未发布" if out else "待公布", why))
    return tuple(gaps)


def _month(site: Site, month: MonthView) -> str:
    months = site.months[month.unit]
    at = months.index(month)
    title = f"{month.title}值班表"
    search = {} if month.period == month_of(site.today).name else {"search": {"boost": OTHER_MONTHS}}
    return render(
        "roster-month.md.j2",
        head=front_matter(title, f"{month.unit_title}{title}", hide=["toc"], **search),
        to=links.From(links.month_page(month.unit, month.period)),
        links=links,
        month=month,
        weeks=weeks(month.days),
        quiet_weekends=not any(day.slots for day in month.days if day.day.weekday() >= SATURDAY),
        duties=[_duty(month, duty) for duty in month.duties],
        today=site.today,
        viewer=site.viewer,
        earlier=months[at - 1] if at > 0 else None,
        later=months[at + 1] if at + 1 < len(months) else None,
    )


def weeks(days: tuple[DayView, ...]) -> list[list[DayView | None]]:
    """Lay days out from Monday to Sunday; None fills the first and the last week."""
    cells: list[DayView | None] = [None] * days[0].day.weekday() + list(days)
    cells += [None] * (-len(cells) % 7)
    return [cells[i : i + 7] for i in range(0, len(cells), 7)]


def _duty(month: MonthView, duty: str) -> DutyTable:
    slots = month.slots(duty)
    spans: dict[tuple[time, ...], Span] = {}
    for slot in slots:
        hours = (slot.arrive, slot.starts, slot.ends, slot.leave)
        spans.setdefault(hours, Span(slot.day, *hours))
    return DutyTable(
        id=duty,
        title=month.duties[duty],
        places=tuple(dict.fromkeys(slot.place for slot in slots if slot.place)),
        phones=tuple(dict.fromkeys(slot.phone for slot in slots if slot.phone)),
        spans=tuple(spans.values()),
        seats=tuple(dict.fromkeys(seat.title for slot in slots for seat in slot.seats)),
        citations=tuple(dict.fromkeys(citation for slot in slots for citation in slot.citations)),
        slots=slots,
    )


def _balances(site: Site, unit: UnitData) -> str:
    """Show the ledger after the last published month; before the first one, after the last draft."""
    months = site.months[unit.id]
    shown = [month for month in months if month.status == "已发布"] or [*months]
    return render(
        "balances.md.j2",
        head=front_matter("值班台账", f"{unit.unit.title}各项轮值的应值、已值和差额。", hide=["toc"]),
        to=links.From(links.balances_page(unit.id)),
        links=links,
        unit=unit.unit,
        month=shown[-1] if shown else None,
        article=_fair_share(site, unit),
        viewer=site.viewer,
        owed=owed,
        bar=bar,
    )


def _fair_share(site: Site, unit: UnitData) -> Citation:
    """Cite the article by which the unit divides turns; the custom where there is none or none in force."""
    article = next((use.article for use in unit.unit.rules if use.name == "fair-share"), None)
    try:
        return site.project.regulations.cite(article, site.today)
    except Refused:
        return Citation()


def owed(balance: float) -> str:
    """Say a balance in the clerk's words: 少值 0.47 次."""
    if abs(balance) < EVEN:
        return "持平"
    return f"{'少值' if balance > 0 else '多值'} {abs(balance):.2f} 次"


def bar(balance: float, rows: tuple[BalanceView, ...]) -> tuple[float, float]:
    """Give start and width, in percent of the drawing, of a bar that leaves the middle: served more to the left."""
    widest = max([1.0, *(abs(row.balance) for row in rows)])
    width = 50 * abs(balance) / widest
    return round(50 - width if balance < 0 else 50, 2), round(width, 2)


def month_title(month: MonthView) -> str:
    """Name a month in the navigation; a draft says so."""
    return month.title if month.status == "已发布" else f"{month.title}（草稿）"

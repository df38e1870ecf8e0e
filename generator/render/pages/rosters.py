"""Pages of the rosters: today, the list of a unit's periods, and the ledger; the periods are in ``months.py``."""

from __future__ import annotations

from dataclasses import dataclass

from generator.data.calendars.period import Period, month_of
from generator.data.project import UnitData
from generator.data.regulations.resolve import Citation
from generator.render.pages import agenda_pages, months
from generator.render.pages.today import todays
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.balances import BalanceView, Ends
from generator.render.views.gather import Site
from generator.render.views.view import MonthView
from generator.render.views.windows import cited

EVEN = 0.005
"""Balances are shown to two decimals; what rounds to nothing is even."""


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
        links.ROSTERS: render("rosters.md.j2", head=head, to=to, links=links, todays=todays(site), site=site)
    }
    for unit in site.project.units.values():
        result[links.rosters.unit_page(unit.id)] = _unit(site, unit)
        if not site.internal(unit.id):
            result[links.rosters.balances_page(unit.id)] = _balances(site, unit)
    return result | months.pages(site)


def _unit(site: Site, unit: UnitData) -> str:
    own = site.months[unit.id]
    return render(
        "rosters-unit.md.j2",
        head=front_matter(f"{unit.unit.short}值班表", f"{unit.unit.title}每个月的值班表。", hide=["toc"]),
        to=links.From(links.rosters.unit_page(unit.id)),
        links=links,
        unit=unit.unit,
        unit_id=unit.id,
        viewer=site.viewer,
        months=tuple(reversed(own)),
        expired=bool(site.expired.get(unit.id)),
        kept=site.project.center.public_months,
        gaps=_gaps(site, own),
        internal=site.internal(unit.id),
        current=month_of(site.today).name,
        agenda=agenda_pages.title(site) if agenda_pages.has_agenda(site, unit) else "",
    )


def _gaps(site: Site, own: tuple[MonthView, ...]) -> tuple[Gap, ...]:
    """Name this month and the next, later first, where there is no roster of them."""
    this, shown = month_of(site.today), {month.period for month in own}
    gaps = []
    for period in (this.next(), this):
        if period.name not in shown:
            out = site.project.calendar.announced(period.first)
            why = "" if out else f"{period.first.year}年放假安排尚未公布，公布以后再排"
            gaps.append(Gap(period, "未发布" if out else "待公布", why))
    return tuple(gaps)


def _balances(site: Site, unit: UnitData) -> str:
    """Show the ledger after the last published period; before the first one, after the last draft."""
    own = site.months[unit.id]
    own = tuple(month for month in own if not month.named) or own
    shown = [month for month in own if month.status == "已发布"] or [*own]
    title = site.titled(unit.id, "值班台账")
    return render(
        "balances.md.j2",
        title=title,
        head=front_matter(title, f"{unit.unit.title}各项轮值的应值、实值和差额。"),
        to=links.From(links.rosters.balances_page(unit.id)),
        links=links,
        unit=unit.unit,
        month=shown[-1] if shown else None,
        pools=site.ledgers.get(unit.id, ()),
        article=_fair_share(site, unit),
        viewer=site.viewer,
        owed=owed,
        bar=bar,
        height=height,
    )


def _fair_share(site: Site, unit: UnitData) -> Citation:
    """Cite the article by which the unit divides turns; the custom where there is none or none in force."""
    article = next((use.article for use in unit.unit.rules if use.name == "fair-share"), None)
    return cited(site.project, article, site.today)


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


def height(balance: float, course: tuple[Ends, ...]) -> float:
    """Give the place of a balance in a drawing of the course, from 5 at the top over 55 for nothing to 105."""
    widest = max([1.0, *(max(abs(one.smallest), abs(one.largest)) for one in course)])
    return round(55 - 50 * balance / widest, 1)


def month_title(month: MonthView) -> str:
    """Name a month in the navigation; a draft says so."""
    return month.title if month.status == "已发布" else f"{month.title}（草稿）"

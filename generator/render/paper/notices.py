"""What was changed after the plan, for staff: a page a period with all revisions, and a notice to print for each."""

from __future__ import annotations

from collections.abc import Iterator, Set

from generator.data.project import Project
from generator.data.regulations.resolve import Citation
from generator.render.paper import amendments
from generator.render.paper.postings import printed
from generator.render.paper.sheets import Words, head
from generator.render.text.escape import front_matter
from generator.render.text.templating import TEMPLATES, clock, month_day, render, spoken_day, weekday
from generator.render.views import links
from generator.render.views.changes import ChangeView, LineView
from generator.render.views.gather import Site
from generator.render.views.shapes import stretch, week_of
from generator.render.views.view import HoursView, MonthView
from generator.render.views.windows import cited

TEMPLATE = TEMPLATES / "postings" / "notice.typ"
SWAP = "换班"
STANDING_IN = ("请假", "病假", "公务", "离岗")
"""Reasons for which somebody stands in for another; the others only change the roster."""


def periods(site: Site) -> Set[tuple[str, str]]:
    """Give the unit and period of every roster that was changed in a way that this audience reads about."""
    staff = site.viewer == "staff"
    return {(unit, m.period) for unit, months in site.months.items() for m in months if staff and m.revisions}


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the page of changes of every period that was changed."""
    return {links.rosters.changes_page(month.unit, month.period): _page(site, month) for month in _changed(site)}


def files(site: Site) -> dict[str, bytes]:
    """Give the notice of every change."""
    return {
        links.rosters.notice(month.unit, month.period, number): printed(
            TEMPLATE, words(site.project, month, number), f"{month.title}第 {number} 次变更的通知"
        )
        for month in _changed(site)
        for number in dict.fromkeys(one.change.number for one in month.revisions)
    }


def _changed(site: Site) -> Iterator[MonthView]:
    shown = periods(site)
    return (m for months in site.months.values() for m in months if (m.unit, m.period) in shown)


def _page(site: Site, month: MonthView) -> str:
    title = site.titled(month.unit, f"{month.title}值班表：变更记录")
    return render(
        "roster-changes.md.j2",
        title=title,
        head=front_matter(title, f"{month.title}值班表发布以后的变更。", search={"exclude": True}),
        to=links.From(links.rosters.changes_page(month.unit, month.period)),
        links=links,
        month=month,
        stretch=stretch,
        title_of=title_of,
    )


def words(project: Project, month: MonthView, number: int) -> Words:
    """Give the words of a notice. The reason stays on the page of changes: paper is passed on and put up."""
    own = [one for one in month.revisions if one.change.number == number]
    change = own[0].change
    moment = f"{spoken_day(change.on)} {change.clock}".rstrip()
    facts = {"变更时间": moment, "批准": change.approved_by, "变更": f"第 {number} 次"}
    article = _article(project, month, change)
    version = f"{spoken_day(article.effective)}起施行的版本" if article.effective else ""
    return {
        **head(month, title_of(change)),
        "record": [month.status, f"第 {number} 次变更 {change.on}", f"抽签编号 {month.draw}"],
        "facts": [{"label": k, "values": [{"days": "", "value": v}]} for k, v in facts.items() if v],
        "lines": [_line(month, line) for one in own for line in one.lines],
        "basis": [{"articles": article.text, "version": version}],
    }


def title_of(change: ChangeView) -> str:
    """Name the notice of a change by what it is."""
    if change.reason == SWAP:
        return "换班通知"
    return "代班通知" if change.reason in STANDING_IN else "值班变更通知"


def _article(project: Project, month: MonthView, change: ChangeView) -> Citation:
    unit = project.units[month.unit].unit
    rule = unit.swaps if change.reason == SWAP and unit.swaps else unit.substitution
    return cited(project, rule.article, change.on)


def _line(month: MonthView, line: LineView) -> Words:
    slot = next(slot for slot in month.slots(line.duty) if slot.day == line.day)
    seat = next((seat for seat in slot.seats if seat.id == line.seat_id), None)
    weekly = slot.lasting
    return {
        "day": week_of(slot)[0] if weekly else month_day(slot.day),
        "weekday": week_of(slot)[1] if weekly else weekday(slot.day),
        "duty": f"{line.title} {line.seat} {seat.occasion if seat else ''}".strip(),
        "hours": f"只代 {line.part}" if line.part else _hours((seat and seat.hours) or slot.hours),
        "place": slot.place,
        "before": amendments.names(line.before) or "—",
        "after": amendments.names(line.after) or "不补人",
    }


def _hours(hours: HoursView) -> str:
    ending = f"{'次日' if hours.overnight else ''}{clock(hours.leave)}"
    return f"{clock(hours.arrive)} 到岗，{ending} 离岗"

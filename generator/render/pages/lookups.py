"""Other ways to look at a period: week by week, by window, and for staff by person with all that a turn needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.data.calendars.calendar import days
from generator.render.pages.holders import by_person, by_post, turns
from generator.render.pages.months import recent, rows, week_from
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.shapes import monday, stretch
from generator.render.views.view import MonthView


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the pages of this month, the one before and all ahead; older ones are found in their month."""
    return {path: made(site, month) for path, made, month in _looks(site)}


def paths(site: Site) -> list[str]:
    """Give where these pages stand."""
    return [path for path, _, _ in _looks(site)]


def _looks(site: Site) -> Iterator[tuple[str, Callable[[Site, MonthView], str], MonthView]]:
    for month in shown(site):
        yield links.rosters.weeks_page(month.unit, month.period), _weeks, month
        if site.project.units[month.unit].posts:
            yield links.rosters.posts_page(month.unit, month.period), _posts, month
        if site.viewer == "staff":
            yield links.rosters.people_page(month.unit, month.period), _people, month


def shown(site: Site) -> list[MonthView]:
    """Give the periods that have such pages: those with something to show, from last month on."""
    since = recent(site.today)
    every = (month for own in site.months.values() for month in own)
    return [m for m in every if m.duties and not m.named and m.days[-1].day >= since]


def _weeks(site: Site, month: MonthView) -> str:
    first, last = monday(month.days[0].day), month.days[-1].day
    every = (week_from(site, month, day) for day in days(first, last) if day.weekday() == 0)
    weeks = [(own, rows(site, month, own)) for own in every if own]
    return _page(site, month, links.rosters.weeks_page, "roster-weeks.md.j2", "逐周", weeks=weeks, stretch=stretch)


def _posts(site: Site, month: MonthView) -> str:
    unit = site.project.units[month.unit]
    order = [post.title for post in unit.posts.values()]
    phones = {post.title: post.phone for post in unit.posts.values()}
    own = by_post(turns(site.months[month.unit], month), order)
    return _page(
        site, month, links.rosters.posts_page, "roster-turns.md.j2", "按窗口", holders=own, phones=phones, persons=False
    )


def _people(site: Site, month: MonthView) -> str:
    own = by_person(turns(site.months[month.unit], month))
    return _page(
        site, month, links.rosters.people_page, "roster-turns.md.j2", "按人", holders=own, phones={}, persons=True
    )


def _page(
    site: Site, month: MonthView, link: Callable[[str, str], str], template: str, name: str, **more: object
) -> str:
    own = [other for other in shown(site) if other.unit == month.unit]
    at, near = own.index(month), [(other.title, link(other.unit, other.period)) for other in own]
    title = site.titled(month.unit, f"{month.title}值班表（{name}）")
    return render(
        template,
        head=front_matter(
            title,
            f"{month.unit_title}{month.title}的值班，{name}",
            hide=["navigation", "toc"],
            search={"exclude": True},
        ),
        title=title,
        to=links.From(link(month.unit, month.period)),
        links=links,
        month=month,
        today=site.today,
        viewer=site.viewer,
        posts=bool(site.project.units[month.unit].posts),
        earlier=near[at - 1] if at else None,
        later=near[at + 1] if at + 1 < len(near) else None,
        **more,
    )

"""Pages of who is away, for staff, and of windows whose people are away, for everybody, with a sign for each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from generator.data.project import UnitData
from generator.render.paper.postings import printed
from generator.render.paper.sheets import Words
from generator.render.text.escape import front_matter
from generator.render.text.templating import TEMPLATES, clock, month_day, render, spoken_day, weekday
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.windows import AHEAD, GapView

TEMPLATE = TEMPLATES / "postings" / "sign.typ"


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the page of windows of every unit that has any, and to staff the board."""
    found: dict[str, str | bytes] = {}
    for unit in site.project.units.values():
        if unit.posts:
            found[links.rosters.windows_page(unit.id)] = _windows(site, unit)
        if site.viewer == "staff":
            found[links.rosters.whereabouts_page(unit.id)] = _board(site, unit)
    return found


def files(site: Site) -> dict[str, bytes]:
    """Give the signs."""
    return {
        links.rosters.sign(unit, gap): printed(TEMPLATE, words(site.project.units[unit], gap), f"{gap.title}的告示牌")
        for unit, gaps in site.gaps.items()
        for gap in gaps
    }


def _windows(site: Site, unit: UnitData) -> str:
    own, title = site.gaps.get(unit.id, ()), site.titled(unit.id, "窗口暂离")
    return render(
        "windows.md.j2",
        title=title,
        head=front_matter(title, f"{unit.unit.title}哪个窗口的人员暂离、何时返回、请到哪里办。", hide=["toc"]),
        to=links.From(links.rosters.windows_page(unit.id)),
        links=links,
        unit=unit,
        gaps=own,
        today=site.today,
        last=site.today + timedelta(days=AHEAD),
        moment=moment,
    )


def _board(site: Site, unit: UnitData) -> str:
    title = site.titled(unit.id, "去向牌")
    return render(
        "whereabouts.md.j2",
        title=title,
        head=front_matter(title, f"{unit.unit.title}今天和近几天谁不在、何时返回、由谁顶岗。", hide=["toc"]),
        to=links.From(links.rosters.whereabouts_page(unit.id)),
        links=links,
        unit=unit,
        away=site.away.get(unit.id, ()),
        today=site.today,
        last=site.today + timedelta(days=AHEAD),
        moment=moment,
    )


def moment(at: datetime | None, day: date) -> str:
    """Say a moment as of a day: the hour alone where it is the same, else with its day."""
    if at is None:
        return "另行通知"
    return clock(at.time()) if at.date() == day else f"{month_day(at.date())}（{weekday(at.date())}）{clock(at.time())}"


def words(unit: UnitData, gap: GapView) -> Words:
    """Give the words of a window's sign."""
    name = gap.proxy.name if gap.proxy else ""
    if gap.at:
        ask, instead = "请到", gap.at
    elif gap.proxy:
        ask, instead = "请稍候", f"由{name or '代理人员'}在本窗口办理"
    else:
        ask, instead = "返回以前", "请到咨询台询问" if not unit.unit.phone else f"请拨打 {unit.unit.phone}"
    version = f"{spoken_day(gap.citation.effective)}起施行的版本" if gap.citation.effective else ""
    return {
        "unit": unit.unit.title,
        "title": gap.title,
        "period": f"{month_day(gap.day)} {weekday(gap.day)}",
        "sample": unit.unit.sample,
        "draft": False,
        "state": "本窗口人员暂离",
        "from": f"{clock(gap.start.time())} 起",
        "back-label": "返回时间",
        "back": moment(gap.back, gap.day),
        "ask": ask,
        "instead": instead,
        "who": f"代理人　{name}" if gap.at and name else "",
        "phone": gap.at_phone if gap.at else "",
        "basis": f"{gap.citation.text}{f'（{version}）' if version else ''}",
    }

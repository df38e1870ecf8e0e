"""The whole site as a mapping from path to text or bytes, and its navigation."""

from __future__ import annotations

from typing import TypeAlias

from markupsafe import escape

from generator.data.project import UnitData
from generator.data.versions import Regulation, Version
from generator.render import guides, home, links, notices, postings, regulations, rosters, subscriptions, whereabouts
from generator.render.gather import Site
from generator.render.templating import spoken_day

Pages = dict[str, str | bytes]
Item: TypeAlias = dict[str, "str | Nav"]
Nav: TypeAlias = list[str | Item]


def pages(site: Site) -> Pages:
    """Give every generated page (Markdown) and file (PDF) of a build."""
    return {
        **home.pages(site),
        **rosters.pages(site),
        **regulations.pages(site),
        **guides.pages(site),
        **postings.files(site),
        **notices.pages(site),
        **subscriptions.pages(site),
        **subscriptions.files(site),
        **whereabouts.pages(site),
        **whereabouts.files(site),
        **notices.files(site),
    }


def nav(site: Site) -> Nav:
    """Give the navigation, as ``mkdocs.yml`` would write it; the theme prints titles raw, so they are escaped."""
    guided = sorted(site.project.guides.values(), key=lambda guide: guide.id)
    return [
        {"首页": links.HOME},
        {"办事指南": [links.GUIDES, *(_item(g.elements.title, f"guides/{g.id}.md") for g in guided)]},
        {
            "今日值班": [
                links.ROSTERS,
                *(_unit(site, unit) for unit in site.project.units.values()),
                {"表格下载": links.FORMS},
            ]
        },
        {"规章制度": [links.REGULATIONS, *(_regulation(site, r) for r in site.project.regulations.by_id.values())]},
        {"公告": [links.NOTICES, *(_item(n.title, n.page) for n in site.project.prose.notices)]},
        {"关于": links.ABOUT},
    ]


def _item(title: str, target: str | Nav) -> Item:
    return {str(escape(title)): target}


def _unit(site: Site, unit: UnitData) -> Item:
    months = [_item(rosters.month_title(m), _month(site, unit.id, m.period)) for m in reversed(site.months[unit.id])]
    rest: Nav = [{"窗口暂离": links.windows_page(unit.id)}, {"订阅日历": links.calendars_page(unit.id)}]
    rest += [{"值班台账": links.balances_page(unit.id)}]
    rest += [{"去向牌": links.whereabouts_page(unit.id)}] if site.viewer == "staff" else []
    return _item(unit.unit.short, [links.unit_page(unit.id), *months, *rest])


def _month(site: Site, unit: str, period: str) -> str | Nav:
    page = links.month_page(unit, period)
    below: Nav = [{"为什么是他／她": links.why_page(unit, period)}] if (unit, period) in site.whys else []
    below += [{"变更记录": links.changes_page(unit, period)}] if (unit, period) in notices.periods(site) else []
    return [page, *below] if below else page


def _regulation(site: Site, regulation: Regulation) -> Item:
    """The regulation's own page with its versions below it, newest first."""
    versions: Nav = [
        {_named(site, regulation, text): regulations.version_page(text)} for text in reversed(regulation.texts)
    ]
    return _item(
        regulations.shown_version(regulation, site.today).head.title, [links.regulation_page(regulation.id), *versions]
    )


def _named(site: Site, regulation: Regulation, text: Version) -> str:
    return regulation.status(text, site.today) if text.draft else f"{spoken_day(text.effective)}起施行"

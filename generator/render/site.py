"""The whole site as a mapping from path to text or bytes, and its navigation."""

from __future__ import annotations

from markupsafe import escape

from generator.data.project import UnitData
from generator.render.machines import agenda_feed, catalogue, machine, roster_data, subscriptions
from generator.render.pages import (
    agenda_pages,
    ahead,
    board,
    case_types,
    center_pages,
    deadlines,
    finder,
    formpages,
    guides,
    home,
    issuers,
    journeys,
    lookups,
    regulations,
    rosters,
    slips,
    topics,
    whereabouts,
)
from generator.render.pages.center_pages import Item, Nav
from generator.render.pages.entries import version_page
from generator.render.pages.months import expired
from generator.render.paper import notices, postings, shift_sheets
from generator.render.views import links
from generator.render.views.citations import linked
from generator.render.views.gather import Site

Pages = dict[str, str | bytes]


def pages(site: Site) -> Pages:
    """Give every generated page (Markdown) and file (PDF) of a build."""
    written: Pages = {
        **home.pages(site),
        **rosters.pages(site),
        **lookups.pages(site),
        **regulations.pages(site),
        **topics.pages(site),
        **issuers.pages(site),
        **guides.pages(site),
        **deadlines.pages(site),
        **finder.pages(site),
        **case_types.pages(site),
        **journeys.pages(site),
        **slips.pages(site),
        **formpages.pages(site),
        **center_pages.pages(site, nav(site)),
    }
    known = site.project.regulations
    return {
        **{
            page: linked(content, page, known, site.today) if isinstance(content, str) else content
            for page, content in written.items()
        },
        **center_pages.files(site),
        **ahead.files(site),
        **board.files(site),
        **machine.files(site),
        **catalogue.files(site),
        **roster_data.files(site.within("feed")),
        **slips.files(site),
        **postings.files(site.within("posting")),
        **formpages.files(site),
        **shift_sheets.files(site.within("posting")),
        **notices.pages(site),
        **subscriptions.pages(site),
        **subscriptions.files(site),
        **whereabouts.pages(site),
        **whereabouts.files(site.within("posting")),
        **agenda_pages.pages(site),
        **agenda_feed.files(site),
        **notices.files(site),
    }


def nav(site: Site) -> Nav:
    """Give the navigation, as ``mkdocs.yml`` would write it; the theme prints titles raw, so they are escaped."""
    return [
        {"首页": links.HOME},
        {"办事指南": _guides(site)},
        {
            "今日值班": [
                links.ROSTERS,
                *(_unit(site, unit) for unit in site.project.units.values()),
            ]
        },
        {"规章制度": _regulations(site)},
        {"表格下载": [links.FORMS, {"值班表": links.rosters.SHEETS}]},
        {"公告": [links.NOTICES, *(_item(n.title, n.page) for n in site.project.prose.notices)]},
        {"关于": _about(site)},
    ]


def unlisted(site: Site) -> set[str]:
    """Give the pages that the navigation leaves out: versions, slips and the staff's door are reached from others."""
    known = site.project.regulations
    versions = [version_page(v) for r in known.by_id.values() for v in r.texts]
    moved = [links.regulation_page(old) for old in known.register.renamed]
    ticks = [links.Slips(guide).tick for guide in site.project.guides]
    gone = [links.rosters.month_page(unit, period.name) for unit, period in expired(site)]
    closed = [
        links.rosters.month_page(unit, m.period)
        for unit, own in site.months.items()
        if site.internal(unit)
        for m in own
    ]
    return {
        *versions,
        *map(links.changes_of, versions),
        *moved,
        *ticks,
        *gone,
        *closed,
        *lookups.paths(site),
        links.DOOR,
    }


def _item(title: str, target: str | Nav) -> Item:
    return {str(escape(title)): target}


def _unit(site: Site, unit: UnitData) -> Item:
    internal = site.internal(unit.id)
    own = () if internal else reversed(site.months[unit.id])
    months = [_item(rosters.month_title(m), _month(site, unit.id, m.period)) for m in own]
    rest: Nav = [{"窗口暂离": links.rosters.windows_page(unit.id)}] if unit.posts else []
    rest += [{"订阅日历": links.rosters.calendars_page(unit.id)}] if subscriptions.has_calendars(site, unit) else []
    rest += [] if internal else [{"值班台账": links.rosters.balances_page(unit.id)}]
    if agenda_pages.has_agenda(site, unit):
        meetings: Nav = [
            _item(month.title, links.rosters.agenda_page(unit.id, month.name)) for month in agenda_pages.months(site)
        ]
        rest += [_item(agenda_pages.title(site), meetings)]
    rest += [{"去向牌": links.rosters.whereabouts_page(unit.id)}] if site.viewer == "staff" else []
    return _item(unit.unit.short, [links.rosters.unit_page(unit.id), *months, *rest])


def _month(site: Site, unit: str, period: str) -> str | Nav:
    page = links.rosters.month_page(unit, period)
    below: Nav = [{"为什么是他／她": links.rosters.why_page(unit, period)}] if (unit, period) in site.whys else []
    below += [{"变更记录": links.rosters.changes_page(unit, period)}] if (unit, period) in notices.periods(site) else []
    return [page, *below] if below else page


def _about(site: Site) -> Nav:
    elsewhere: Nav = [{"不在本中心办的事": links.ELSEWHERE}] if site.project.center.elsewhere else []
    return [links.ABOUT, {"联系我们": links.CONTACT}, *elsewhere, {"网站地图": links.MAP}]


def _guides(site: Site) -> Nav:
    """The list, the journeys and the case types, then the guides of each department."""
    together: Nav = [_item(journey.title, journey.page) for journey in site.project.journeys.values()]
    first: Nav = [{"一件事": together}] if together else []
    first += [{"办件类型": links.CASE_TYPES}]
    by_department: Nav = [
        _item(group.name, [_item(page.elements.title, links.guide_page(page.id)) for page in group.guides])
        for group in finder.by_department(site)
    ]
    return [links.GUIDES, {"期限计算": links.DEADLINES}, *first, *by_department]


def _regulations(site: Site) -> Nav:
    """The register, the topics, and the regulations by issuer; versions are reached from their regulation.

    A regulation's page is the index of its own folder, which the theme would take for the head of its issuer's part:
    each part therefore begins with a page of its own.
    """
    register = site.project.regulations.register
    about: Nav = [_item(topic.title, links.topic_page(name)) for name, topic in register.topics.items()]
    by_topic: Nav = [{"按主题": [links.TOPICS, *about]}] if about else []
    by_issuer: Nav = [
        _item(view.title, [view.page, *(_item(t.title, links.regulation_page(t.id)) for t in view.texts)])
        for view in issuers.issuers(site)
    ]
    return [links.REGULATIONS, *by_topic, *by_issuer]

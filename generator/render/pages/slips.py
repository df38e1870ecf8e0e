"""What is printed of a guide: the notice of all that is needed (一次性告知单), and that of what is missing (补正)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.data.guides.guide import GuidePage, settled
from generator.data.guides.parts import Material
from generator.data.project import UnitData
from generator.errors import Refused
from generator.render.pages import large_print
from generator.render.paper.postings import printed
from generator.render.text.escape import front_matter
from generator.render.text.templating import TEMPLATES, render, spoken_day
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.office_hours import opening_hours
from generator.render.views.places import phone_of, place_of

TEMPLATE = TEMPLATES / "postings" / "one-time-notice.typ"
NOTICE = "一次性告知单"
SUPPLEMENT = "补正材料通知书"
NOTICE_BY = ("one-time-notice", ("content", "slip"))
SUPPLEMENT_BY = ("acceptance", ("supplement", "slip", "clock"))
"""The topic of the regulation by which a unit gives such a notice, and the article where it says so."""


def pages(site: Site) -> dict[str, str]:
    """Give for each guide the page on which materials are ticked and the notices printed."""
    return {links.Slips(page.id).tick: _tick(site, page) for page in site.project.guides.values()}


def files(site: Site) -> dict[str, bytes]:
    """Give for each guide its notice, in normal print, and with all of the guide in large print."""
    found: dict[str, bytes] = {}
    for page in site.project.guides.values():
        slips = links.Slips(page.id)
        found[slips.notice], found[slips.large] = notice(site, page), notice(site, page, large=True)
    return found


def notice(site: Site, page: GuidePage, *, large: bool = False) -> bytes:
    """Give the notice of everything that an item needs, with a box to tick before each material, as PDF.

    In large print it says what the guide says besides, so that nobody has to read that in small type elsewhere.
    """
    guide = page.elements
    everything = range(1, len(guide.materials) + 1)
    said = {
        **_head(site, page, NOTICE, large),
        "heading": f"要带的材料（共 {len(guide.materials)} 份，备齐一份勾一份）",
        "materials": list(_materials(guide.materials, everything)),
        "parts": [
            {"title": "先看符不符合条件", "lines": [f"· {text}" for text in guide.conditions]},
            {"title": "怎么办", "lines": [" → ".join(f"{step.step}（{step.takes}）" for step in guide.procedure)]},
            {"title": "什么情况办不了", "lines": [f"· {text}" for text in guide.refusal]},
            *(large_print.parts(site, guide) if large else ()),
        ],
        "sign": ["告知人", "办事人签收", "日期"],
        "basis": _basis(site, site.project.units[guide.unit], NOTICE_BY, "本单一式两份，办事人和窗口各存一份。"),
    }
    return printed(TEMPLATE, said, f"“{guide.title}”的{NOTICE}")


def supplement(site: Site, page: GuidePage, missing: Collection[int], *, large: bool = False) -> bytes:
    """Give the notice of the materials that are missing, by their numbers in the guide, as PDF.

    Raises
    ------
    Refused
        If nothing is missing, or a number is none of the guide's.
    """
    guide = page.elements
    known = range(1, len(guide.materials) + 1)
    if wrong := sorted(set(missing) - set(known)):
        listed = "；".join(f"{i} {material.name}" for i, material in enumerate(guide.materials, 1))
        raise Refused(f"“{guide.title}”没有第 {'、'.join(map(str, wrong))} 份材料", f"可用的号数：{listed}")
    if not missing:
        raise Refused("没有写明缺哪几份材料", "用 --missing 写号数，如 --missing 2,4")
    said = {
        **_head(site, page, SUPPLEMENT, large),
        "heading": f"请补正下列 {len(set(missing))} 份材料",
        "materials": list(_materials(guide.materials, sorted(set(missing)))),
        "parts": [
            {"title": "申请人", "lines": ["姓名或者名称：＿＿＿＿＿＿＿＿＿＿＿＿　收件日期：＿＿＿＿年＿＿月＿＿日"]},
            {"title": "补到哪里、找谁", "lines": [_where(site, page)]},
            {"title": "补正期间怎样计时", "lines": [_clock(site, page)]},
            {"title": "说明", "lines": ["需要补正的全部内容已经写在上面，补齐以后不再要求其他材料。"]},
        ],
        "sign": ["经办人（盖章处：示例）", "申请人签收", "日期"],
        "basis": _basis(site, site.project.units[guide.unit], SUPPLEMENT_BY, "本通知一式两份，申请人和窗口各存一份。"),
    }
    return printed(TEMPLATE, said, f"“{guide.title}”的{SUPPLEMENT}")


def _head(site: Site, page: GuidePage, title: str, large: bool) -> dict[str, Any]:
    guide = page.elements
    unit = site.project.units[guide.unit]
    hours = opening_hours(site, unit)
    limit = settled(guide.promised_limit, site.project.regulations, site.today)
    facts = {
        "在哪办": place_of(guide, unit),
        "什么时候": f"{hours.days} {hours.clocks}" if hours else "办公时间待公布",
        "要多久": f"{limit}（{guide.class_}）",
        "多少钱": guide.fee.amount,
        "电话": phone_of(guide, unit) or "待公布",
        "地址": unit.unit.address or unit.unit.title,
    }
    return {
        "unit": unit.unit.title,
        "title": title,
        "item": guide.title,
        "period": "",
        "sample": unit.unit.sample,
        "draft": False,
        "large": large,
        "edition": f"第 {guide.version} 版　核对于{spoken_day(guide.checked)}",
        "facts": [{"label": label, "value": value} for label, value in facts.items()],
    }


def _materials(materials: tuple[Material, ...], numbers: Collection[int]) -> Iterator[dict[str, str]]:
    for number in numbers:
        material = materials[number - 1]
        notes = [
            "主件" if material.main else "",
            "" if material.required else f"{material.needed}：{material.when}",
            material.source,
            f"空白表：{material.blank}" if material.blank else "",
        ]
        yield {
            "number": str(number),
            "name": material.name,
            "form": f"{material.form} {material.copies} 份",
            "note": "；".join(filter(None, notes)),
        }


def _where(site: Site, page: GuidePage) -> str:
    unit = site.project.units[page.elements.unit]
    return f"{place_of(page.elements, unit)}，电话 {phone_of(page.elements, unit)}，可以当面、邮寄或者请代办员补交。"


def _clock(site: Site, page: GuidePage) -> str:
    """Say how the time of supplementing counts, as the unit's own regulation has it."""
    for regulation in site.project.regulations.by_id.values():
        version = regulation.in_force(site.today)
        parameter = version.head.parameters.get("supplement_clock") if version else None
        if version and parameter and version.head.issuer == page.elements.unit:
            return f"{parameter.value}（{version.cite(parameter.article)}）。剩余办理时限：＿＿＿＿"
    return "以窗口书面告知为准。剩余办理时限：＿＿＿＿"


def _basis(site: Site, unit: UnitData, by: tuple[str, tuple[str, ...]], kept: str) -> str:
    """Cite the article by which a unit gives a notice; where it has no regulation about it only say what is kept."""
    topic, names = by
    for regulation in site.project.regulations.by_id.values():
        version = regulation.in_force(site.today)
        if version is None or version.head.issuer != unit.id or topic not in version.head.topics:
            continue
        if article := next((name for name in names if name in version.articles), ""):
            return f"依据：{version.cite(article)}。{kept}"
    return kept


def _tick(site: Site, page: GuidePage) -> str:
    guide = page.elements
    head = _head(site, page, NOTICE, large=False)
    slips = links.Slips(page.id)
    return render(
        "guide-slip.md.j2",
        head=front_matter(
            f"{NOTICE}：{guide.title}", f"{guide.title}要带的材料，可以勾选和打印。", search={"exclude": True}
        ),
        to=links.From(slips.tick),
        guide_page=links.guide_page(page.id),
        slips=slips,
        guide=guide,
        unit=head["unit"],
        facts=head["facts"],
        materials=list(_materials(guide.materials, range(1, len(guide.materials) + 1))),
        where=_where(site, page),
        clock=_clock(site, page),
        notice=_basis(site, site.project.units[guide.unit], NOTICE_BY, ""),
        supplement=_basis(site, site.project.units[guide.unit], SUPPLEMENT_BY, ""),
    )

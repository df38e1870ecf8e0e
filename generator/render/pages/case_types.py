"""The page that explains case types （办件类型）, with the figures that each body's own articles set."""

from __future__ import annotations

from dataclasses import dataclass

from generator.data.files.fields import ArticleRef
from generator.data.regulations.resolve import Citation
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.gather import Site


@dataclass(frozen=True)
class Said:
    """A figure as a body's article says it."""

    body: str
    amount: str
    citation: Citation


CASES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "consultation",
        "咨询件",
        "只问不办的。耐心解答到听明白为止，不设时限；当时答不了的留下联系方式，问清以后回复。",
        (),
    ),
    ("instant", "即办件", "事情简单、材料齐全，当场就能办结的。", ("instant_minutes",)),
    (
        "promise",
        "承诺件",
        "材料齐全，需要审查、核查或者会商的。受理时告诉办结日期，不超过办事指南写明的承诺时限。",
        (),
    ),
    (
        "supplement",
        "补正件",
        "申请合法，材料不齐或者不合要求的。一次书面告知全部需要补正的内容。",
        ("supplement_days", "supplement_clock"),
    ),
    ("returned", "退回件", "不符合法律规定，或者缺少主件、无法收件的。退回时逐条说明原因和去处。", ()),
    ("routine", "一般事项", "不能当场办结、但不需要核查的。", ("routine_days",)),
    ("special", "特殊事项", "当时办不了、要核查会商或者上报的。到期办不完的说明原因和新的期限。", ("special_days",)),
    ("same-day", "非当场办结", "当天办不完的，一律开收件凭证，写明事项、材料、时间和受理人。", ()),
    ("forwarded", "上报件", "要由上级部门决定的。工作人员帮助转送和催办，时限按上级部门公布的计算。", ()),
    ("joint", "联办件", "涉及几个部门的。由首先受理的部门牵头，一次收件、内部流转、一个窗口出件。", ()),
    ("appointment", "预约件", "事先约好时间来办的，按约定的时间接待。", ("answer_days", "hold_minutes")),
    ("agency", "代办件", "委托工作人员代办的，自愿、免费。接受委托以后按时送交承办部门。", ("agency_hours",)),
    ("client-limit", "约定期限的事项", "办事人自己提出什么时候要的。能做到的按约定办，确实做不到的当场说明。", ()),
    ("superior", "交办事项", "上级和领导交办的，严格按交办的期限办结和报告。", ()),
    (
        "denied",
        "否定件",
        "不予受理、不予办理的。先报备，再书面告知理由、依据和救济途径。",
        ("denial_days", "denial_report_day"),
    ),
    ("delayed", "超期件", "因故不能按期办结的。到期以前书面告知原因、新的期限和批准人。", ()),
    ("petition", "信访件", "反映情况、提出意见的来信来访，登记后按信访的规定转办和答复。", ()),
    (
        "complaint",
        "投诉件",
        "对工作人员或者窗口不满意的。投诉内容保密，按时答复。",
        ("complaint_receiver", "complaint_reply"),
    ),
    ("order", "工单", "报修、上门等要派人去做的。接单后先响应，再处理。", ("order_response", "order_handling")),
    ("heating", "供热报修", "供热季的报修电话。派单处理，退回的工单重新派出，修好以后回访。", ()),
    (
        "after-sales",
        "售后服务",
        "分为有偿、合同、免费和内务四类，登记后派单到人；当天没有派出的，次日最先派出。",
        ("classes", "next_day"),
    ),
)
"""Anchor, name, what it is, and the parameters in which bodies set its figures."""

TOPICS = {
    *("time-limits", "acceptance", "one-time-notice", "appointment", "agency"),
    *("denial-filing", "complaint-handling", "work-orders", "after-sales"),
}
"""What a regulation has to be about, so that its parameter of that name is the one meant."""


def pages(site: Site) -> dict[str, str]:
    """Give the page of case types."""
    cases = [(anchor, name, text, list(_figures(site, names))) for anchor, name, text, names in CASES]
    guides = site.project.guides.values()
    return {
        links.CASE_TYPES: render(
            "case-types.md.j2",
            head=front_matter("办件类型", "即办件、承诺件、上报件、联办件等各是什么意思，多长时间办结。"),
            to=links.From(links.CASE_TYPES),
            links=links,
            cases=cases,
            examples={
                name: [g for g in guides if name == g.elements.class_ or name in g.elements.tags]
                for _, name, _, _ in CASES
            },
        )
    }


def _figures(site: Site, names: tuple[str, ...]) -> list[tuple[str, list[Said]]]:
    """Give what bodies say of each parameter today, under its label."""
    found: list[tuple[str, list[Said]]] = []
    law = site.project.regulations
    for name in names:
        said, label = [], name
        for regulation in law.by_id.values():
            version = regulation.in_force(site.today)
            unit = site.project.units.get(version.head.issuer) if version else None
            if version is None or unit is None or not TOPICS & set(version.head.topics):
                continue
            if name not in version.head.parameters:
                continue
            parameter = version.head.parameters[name]
            label = parameter.label or label
            amount = f"{parameter.value} {parameter.unit}".strip()
            ref = ArticleRef(regulation.id, parameter.article)
            said.append(Said(unit.unit.title, amount, law.cite(ref, site.today)))
        if said:
            found.append((label, said))
    return found

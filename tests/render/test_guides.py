"""Guide pages: five facts first, then every mandatory element in its order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from generator.data.guides.guide import GuidePage
from generator.data.guides.parts import Basis, Fee, Material, Result, Step
from generator.data.project import Project
from generator.data.regulations.versions import Regulation
from generator.render.machines import catalogue, machine
from generator.render.pages import case_types, finder, guides, journeys, regulations, slips, topics
from generator.render.pages.guides import split_prose
from generator.render.views import links
from generator.render.views.gather import Site
from tests.render.pages import NASTY, Page, broken_links

TODAY = date(2026, 11, 23)
OWN = "guides/food-permit.md"


def build(project: Project, today: date = TODAY) -> Site:
    return Site(project, "public", today, dict.fromkeys(project.units, ()), {})


def alone(project: Project, unit: str = "hall") -> Project:
    """The project with one guide, which is the hall's."""
    return replace(
        project,
        units={unit: project.units[unit]},
        guides={"food-permit": project.guides["food-permit"]},
        journeys={},
    )


def page(project: Project, today: date = TODAY) -> Page:
    return Page(guides.pages(build(alone(project), today))[OWN])


def card(project: Project, today: date = TODAY) -> str:
    """Give the card's words; between a heading and what it heads stands nothing that is seen."""
    return re.sub(r"(在哪办|什么时候|要多久|多少钱|带什么) ", r"\1", page(project, today).having("zb-facts")[0])


def test_the_card_says_where_when_how_long_how_much_and_what_to_bring(sample: Project) -> None:
    said = card(sample)
    assert "在哪办5号食品经营许可窗口青禾县示例路1号（虚构地址）" in said
    assert "什么时候工作日 08:30–17:30周末、法定节假日和调休休息日不办公，调休上班日照常办公" in said
    assert "要多久5 个工作日承诺办结时限，法定为 10 个工作日" in said
    assert "多少钱不收费" in said
    assert "带什么7 份材料，其中 3 份必需 食品经营许可申请书" in said
    assert said.count("视情况") == 3
    assert said.count("可以后补") == 1


def test_the_elements_stand_in_the_mandatory_order_each_with_its_anchor(sample: Project) -> None:
    found = page(sample)
    order = [
        *("basics", "legal-basis", "audience", "conditions", "materials", "samples", "procedure", "limits", "result"),
        *("fee", "place", "phone", "ways", "care", "refusal", "remedies", "complaints", "faq"),
    ]
    assert [i for i in found.ids if i in order] == order
    assert found.having("zb-checked") == [
        "第 3 版，2026年7月1日起施行；由市场监管窗口负责解释。最后核对：2026年11月2日 数据文件（JSON）"
    ]


def test_the_eleven_elements_that_inspectors_count_stand_on_every_guide(sample: Project) -> None:
    for path, text in guides.pages(build(sample)).items():
        found = Page(text)
        said = " ".join(found.text.split())
        facts = found.having("zb-facts")[0]
        own = sample.guides[path.removeprefix("guides/").removesuffix(".md")].elements
        assert all(label in facts for label in ("在哪办", "什么时候", "要多久", "多少钱", "带什么")), path
        assert own.title in said
        sections = {"legal-basis", "conditions", "materials", "place", "phone", "procedure", "limits", "result", "fee"}
        assert sections <= set(found.ids), path
        assert [t for t in (own.fee.amount, own.result.name, *(m.name for m in own.materials)) if t not in said] == []
        assert "待公布" not in facts, path
        assert any(link.startswith("tel:000000") for link in found.links), path


def test_what_an_inspector_would_also_ask_is_there(sample: Project) -> None:
    said = re.sub(r"\n(?! )", "", page(sample).text)
    for words in (
        *("示例-JB-SCJG-0001", "示例-SS-HALL-SCJG-0001", "行政许可", "到场次数1 次", "窗口、网上、邮寄", "主件"),
        *("听证：20 个工作日", "时间另行书面告知", "填写样本", "不是真证", "行政复议", "行政诉讼", "好差评"),
        *("办不成事，找3号“办不成事”反映窗口", "电子证照", "容缺", "可以提前电话预约", "免费代办"),
    ):
        assert words in said, words
    assert page(sample).having("zb-sample")[0].startswith("食品经营许可申请书，示例，照此填写")


def test_a_limit_may_be_an_articles_figure_and_cites_it(sample: Project) -> None:
    found = Page(guides.pages(build(sample))["guides/agency-request.md"])
    assert "承诺办结时限：24 小时（依据《代办服务制度》第四条）" in " ".join(found.text.split())
    assert "../regulations/agency-service/index.md#deliver" in found.links


def test_a_basis_of_our_own_is_linked_and_says_when_it_does_not_hold(sample: Project) -> None:
    basis = Basis.model_validate({"regulation": "§case-limits#promise"})
    assert guides.basis_view(build(sample), basis).status == "现行有效"
    law = sample.regulations.by_id["case-limits"]
    ended = Regulation(law.id, law.versions, date(2026, 11, 1), law.draft)
    known = replace(sample.regulations, by_id={**sample.regulations.by_id, law.id: ended})
    assert guides.basis_view(build(replace(sample, regulations=known)), basis).status == "已废止"


def test_the_deadline_of_today_is_linked(sample: Project) -> None:
    assert "../deadlines.md?limit=5&unit=%E5%B7%A5%E4%BD%9C%E6%97%A5" in page(sample).links


def test_telephones_can_be_dialled(sample: Project) -> None:
    found = page(sample)
    assert {"tel:00000002005", "tel:12345"} <= set(found.links)
    assert "000-0000-2005（5号食品经营许可窗口）" in found.text


def test_the_materials_are_a_table_whose_cells_name_their_column(sample: Project) -> None:
    found = page(sample)
    assert found.tags.count("caption") == 3  # the materials, a filled form, the result
    assert "要带的材料，共 7 份" in found.text
    assert "缺主件的不能收件" in found.text
    for column in ("名称", "形式", "份数", "来源", "是否必需"):
        assert found.html.count(f'data-label="{column}"') == 7


def test_one_state_of_a_material_has_one_name_everywhere(sample: Project) -> None:
    whole = build(sample)
    everything = {**guides.pages(whole), **journeys.pages(whole)}
    assert not [path for path, text in everything.items() if ">非必要<" in text or ">容缺<" in text]
    assert Page(everything[OWN]).html.count(">视情况<") == 6  # three materials, in the card and in the table
    rows = Page(everything["journeys/open-restaurant.md"]).html.split("<tr>")
    [catalogue_row] = [row for row in rows if "食品安全事故处置制度目录清单" in row]
    assert ">可以后补<" in catalogue_row


def test_a_limit_that_no_law_gives_is_called_the_bodys_own(sample: Project) -> None:
    found = guides.pages(build(sample))
    own, lawful = Page(found["guides/failed-matter.md"]).text, Page(found[OWN]).text
    assert "本单位规定为 5 个工作日" in own
    assert "法定办结时限" not in own
    assert "法定为" not in own
    assert "法定为 10 个工作日" in lawful


def test_the_two_figures_of_one_matter_explain_each_other(sample: Project) -> None:
    whole = build(sample)
    journey = Page(journeys.pages(whole)["journeys/open-restaurant.md"])
    guide = Page(guides.pages(whole)["guides/restaurant-one-thing.md"])
    for page_ in (journey, guide):
        said = " ".join(page_.having("zb-facts")[0].split())
        assert "6 个工作日" in said
        assert "合计 5 个工作日加 50 分钟" in said
    assert "../guides/restaurant-one-thing.md" in journey.links
    assert "../journeys/open-restaurant.md#stages" in guide.links
    assert "一个窗口一次受理的交 6 份" in " ".join(journey.having("zb-facts")[0].split())


def test_hours_follow_the_article_of_the_day_and_cite_it(sample: Project) -> None:
    assert "依据《政务服务时间规定》第二条" in page(sample).text
    assert "../regulations/hall-hours/index.md#hours" in page(sample).links
    assert "什么时候办公时间待公布" in card(sample, date(2025, 12, 31))  # the article holds from 2026-01-01


def test_prose_before_the_first_heading_is_the_introduction_and_the_rest_the_questions() -> None:
    assert split_prose("说明。\n\n## 常见问题\n\n### 问\n\n答") == ("说明。", "## 常见问题 {: #faq }\n\n### 问\n\n答")
    assert split_prose("只有一段。") == ("", "## 常见问题 {: #faq }\n\n只有一段。")
    assert split_prose("") == ("", "")


def test_texts_of_front_matter_are_shown_as_they_are_written(sample: Project) -> None:
    """Every text is the same nasty one; only the prose below the front matter is Markdown."""
    old = sample.guides["food-permit"]
    texts = dict.fromkeys(("title", "base_code", "local_code", "interpreter", "appointment", "agency"), NASTY)
    lists = dict.fromkeys(("also", "conditions", "care", "refusal", "remedies"), (NASTY, NASTY))
    elements = old.elements.model_copy(
        update={
            **texts,
            **lists,
            "audience": old.elements.audience.model_copy(update={"who": NASTY}),
            "legal_basis": (Basis(law=NASTY, article=NASTY, version=NASTY),),
            "materials": (Material(name=NASTY, form="原件", copies=1, source=NASTY, blank=NASTY, fill={NASTY: NASTY}),),
            "procedure": (Step(step=NASTY, detail=NASTY, by=NASTY, takes=NASTY),),
            "result": Result(name=NASTY, delivery=(NASTY,), validity=NASTY, sample={NASTY: NASTY}),
            "fee": Fee(amount=NASTY, basis=NASTY, reductions=NASTY),
        }
    )
    hall = sample.units["hall"]
    posts = {**hall.posts, "w05": hall.posts["w05"].model_copy(update={"title": NASTY, "phone": NASTY})}
    unit = hall.unit.model_copy(update={"title": NASTY, "address": NASTY, "departments": {"market": NASTY}})
    units = {"hall": replace(hall, posts=posts, unit=unit)}
    project = replace(sample, units=units, guides={"food-permit": GuidePage("food-permit", elements, "")}, journeys={})
    whole = build(project)
    for path, text in {**guides.pages(whole), **finder.pages(whole), **slips.pages(whole)}.items():
        found = Page(text)
        assert NASTY in found.text, path
        assert not {"script", "em", "code"} & set(found.tags), path
        assert "x.md" not in found.links, path
        assert "<" not in found.head["title"], path
    assert page(project).text.count(NASTY) > 30


def test_hours_by_custom_cite_no_article(sample: Project) -> None:
    hall = sample.units["hall"]
    fixed = {"open": "09:00", "close": "17:00", "on": "every-day"}
    hours = type(hall.unit.hours).model_validate(fixed)
    units = {"hall": replace(hall, unit=hall.unit.model_copy(update={"hours": hours}))}
    found = page(replace(sample, units=units))
    assert "每天 09:00–17:00周末和节假日照常办公" in found.having("zb-facts")[0]
    assert not any("hall-hours/index.md#hours" in link for link in found.links)


def test_every_link_leads_to_a_page_and_an_anchor(sample: Project) -> None:
    whole = build(sample)
    made = {**regulations.pages(whole), **topics.pages(whole)}
    for part in (guides, finder, case_types, journeys, slips):
        made |= part.pages(whole)
    made |= {"rosters/hall/windows.md": "---\ntitle: 窗口暂离\n---\n", "deadlines.md": "---\ntitle: 期限计算\n---\n"}
    made |= {links.ELSEWHERE: "---\ntitle: 不在本中心办的事\n---\n"}
    papers = {p for g in sample.guides for p in (links.Slips(g).notice, links.Slips(g).large)}
    assert broken_links(made, {*machine.files(whole), *catalogue.files(whole), *papers}) == []

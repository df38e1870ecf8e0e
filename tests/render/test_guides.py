"""Guide pages: five facts first, then every mandatory element in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.data.calendar import Calendar, Year
from generator.data.guides import Fee, GuidePage, Material, Step
from generator.data.project import Project
from generator.render import guides, machine, regulations, topics
from generator.render.gather import Site
from generator.render.guides import next_holiday, split_prose
from tests.render.pages import NASTY, Page, broken_links

TODAY = date(2026, 11, 23)
OWN = "guides/food-permit.md"


def build(project: Project, today: date = TODAY) -> Site:
    return Site(project, "public", today, dict.fromkeys(project.units, ()), {})


def page(project: Project, today: date = TODAY) -> Page:
    return Page(guides.pages(build(project, today))[OWN])


def card(project: Project, today: date = TODAY) -> str:
    return page(project, today).having("zb-facts")[0]


def test_the_card_says_where_when_how_long_how_much_and_what_to_bring(sample: Project) -> None:
    said = card(sample)
    assert "在哪办5号食品经营许可窗口青禾县示例路1号（虚构地址）" in said
    assert "什么时候工作日 08:30–17:30周末、法定节假日和调休休息日不办公，调休上班日照常办公" in said
    assert "要多久5 个工作日承诺办结时限，法定为 10 个工作日" in said
    assert "多少钱不收费" in said
    assert "带什么7 份材料，其中 4 份必需 食品经营许可申请书" in said
    assert said.count("视情况") == 3


def test_the_elements_stand_in_the_mandatory_order_each_with_its_anchor(sample: Project) -> None:
    found = page(sample)
    order = [
        *("basics", "legal-basis", "audience", "conditions", "materials", "procedure", "limits", "result", "fee"),
        *("place", "phone", "refusal", "remedies", "complaints", "faq"),
    ]
    assert [i for i in found.ids if i in order] == order
    assert found.having("zb-checked") == ["最后核对：2026年11月2日"]
    assert found.text.rstrip().endswith("最后核对：2026年11月2日")


def test_telephones_can_be_dialled(sample: Project) -> None:
    found = page(sample)
    assert {"tel:00000002005", "tel:12345"} <= set(found.links)
    assert "000-0000-2005（5号食品经营许可窗口）" in found.text


def test_the_materials_are_a_table_whose_cells_name_their_column(sample: Project) -> None:
    found = page(sample)
    assert found.tags.count("caption") == 1
    assert "办理“食品经营许可（新办）”要带的材料，共 7 份" in found.text
    for column in ("名称", "形式", "份数", "来源", "是否必需"):
        assert found.html.count(f'data-label="{column}"') == 7


def test_hours_follow_the_article_of_the_day_and_cite_it(sample: Project) -> None:
    assert "依据《政务服务时间规定》第二条" in page(sample).text
    assert "../regulations/hall-hours/index.md#hours" in page(sample).links
    assert "什么时候办公时间待公布" in card(sample, date(2025, 12, 31))  # the article holds from 2026-01-01


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 24), "2026年中秋节：9月25日至9月27日放假"),
        (date(2026, 10, 7), "2026年国庆节：10月1日至10月7日放假，9月20日、10月10日调休上班"),
        (date(2026, 10, 8), "2027年放假安排待公布"),
        (date(2027, 3, 1), "2027年放假安排待公布"),
    ],
)
def test_the_next_days_off_are_those_of_the_notice_or_not_yet_known(sample: Project, today: date, said: str) -> None:
    assert next_holiday(sample.calendar, today) == said


def test_the_next_days_off_may_be_those_of_the_next_year(sample: Project) -> None:
    new_year = {"name": "元旦", "statutory": ["2027-01-01"], "off": {"from": "2027-01-01", "until": "2027-01-01"}}
    out = Year.model_validate({"year": "2027", "status": "announced", "notice": "示例", "holidays": [new_year]})
    calendar = Calendar({**sample.calendar.years, 2027: out})
    assert next_holiday(calendar, TODAY) == "2027年元旦：1月1日放假"


def test_prose_before_the_first_heading_is_the_introduction_and_the_rest_the_questions() -> None:
    assert split_prose("说明。\n\n## 常见问题\n\n### 问\n\n答") == ("说明。", "## 常见问题 {: #faq }\n\n### 问\n\n答")
    assert split_prose("只有一段。") == ("", "## 常见问题 {: #faq }\n\n只有一段。")
    assert split_prose("") == ("", "")


def test_the_list_is_by_department_with_class_and_promise(sample: Project) -> None:
    found = Page(guides.pages(build(sample))["guides/index.md"])
    assert "hall-market" in found.ids
    assert found.having("zb-guides") == ["食品经营许可（新办） 承诺件 承诺 5 个工作日办结"]
    assert found.links == ["food-permit.md"]
    none = Page(guides.pages(build(replace(sample, guides={})))["guides/index.md"])
    assert none.having("zb-box") == ["办事指南尚未发布。到大厅后请先到导办台询问。"]


def test_texts_of_front_matter_are_shown_as_they_are_written(sample: Project) -> None:
    """Every text is the same nasty one; only the prose below the front matter is Markdown."""
    old = sample.guides["food-permit"]
    texts = dict.fromkeys(("title", "code", "audience", "result"), NASTY)
    lists = dict.fromkeys(("legal_basis", "conditions", "refusal", "remedies"), (NASTY, NASTY))
    elements = old.elements.model_copy(
        update={
            **texts,
            **lists,
            "materials": (Material(name=NASTY, form=NASTY, copies=1, source=NASTY),),
            "procedure": (Step(step=NASTY, detail=NASTY),),
            "fee": Fee(amount=NASTY, basis=NASTY),
        }
    )
    hall = sample.units["hall"]
    posts = {**hall.posts, "w05": hall.posts["w05"].model_copy(update={"title": NASTY, "phone": NASTY})}
    unit = hall.unit.model_copy(update={"title": NASTY, "address": NASTY, "departments": {"market": NASTY}})
    units = {"hall": replace(hall, posts=posts, unit=unit)}
    project = replace(sample, units=units, guides={"food-permit": GuidePage("food-permit", elements, "")})
    for path, text in guides.pages(build(project)).items():
        found = Page(text)
        assert NASTY in found.text, path
        assert not {"script", "em", "code"} & set(found.tags), path
        assert "x.md" not in found.links, path
        assert "<" not in found.head["title"], path
    assert page(project).text.count(NASTY) > 20


def test_hours_by_custom_cite_no_article(sample: Project) -> None:
    hall = sample.units["hall"]
    fixed = {"open": "09:00", "close": "17:00", "on": "every-day"}
    hours = type(hall.unit.hours).model_validate(fixed)
    units = {"hall": replace(hall, unit=hall.unit.model_copy(update={"hours": hours}))}
    found = page(replace(sample, units=units))
    assert "每天 09:00–17:00节假日照常办公" in found.having("zb-facts")[0]
    assert not any("hall-hours/index.md#hours" in link for link in found.links)


def test_every_link_leads_to_a_page_and_an_anchor(sample: Project) -> None:
    whole = build(sample)
    made = {**guides.pages(whole), **regulations.pages(whole), **topics.pages(whole)}
    assert broken_links(made, set(machine.files(whole))) == []

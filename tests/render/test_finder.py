"""Guides are found by every way people look for them; journeys carry each material once; case types have figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.data.guides import spelling
from generator.data.guides.journeys import gathered, separate, total
from generator.data.guides.parts import Limit
from generator.data.project import Project
from generator.render.pages import case_types, finder, journeys
from generator.render.views.gather import Site, bare
from tests.render.pages import Page, spoken

TODAY = date(2026, 11, 23)
CLASSES = {
    *(
        "咨询件",
        "补正件",
        "退回件",
        "即办件",
        "承诺件",
        "信访件",
        "上报件",
        "联办件",
        "一般事项",
        "特殊事项",
        "交办事项",
    ),
    *("约定期限的事项", "预约件", "代办件", "否定件", "超期件", "投诉件", "工单", "供热报修", "售后服务", "非当场办结"),
}


@pytest.fixture(scope="module")
def site(sample: Project) -> Site:
    return bare(sample, TODAY)


def test_the_sample_has_guides_of_every_kind(site: Site) -> None:
    found = site.project.guides.values()
    assert len(found) >= 40
    assert sum(guide.elements.unit == "town" for guide in found) >= 6
    assert {guide.elements.unit for guide in found} == {"hall", "town", "social-security", "hotline"}
    departments = {guide.elements.department for guide in found if guide.elements.unit == "hall"}
    assert departments == set(site.project.units["hall"].unit.departments)
    posts = {guide.elements.post for guide in found if guide.elements.unit == "hall"}
    assert posts == set(site.project.units["hall"].posts)
    kinds = {"行政许可", "行政确认", "行政给付", "其他行政权力", "公共服务"}
    assert {guide.elements.type for guide in found} == kinds
    tags = {"上报件", "联办件", "预约件", "代办件", "容缺件", "工单", "非当场办结"}
    assert {tag for guide in found for tag in guide.elements.tags} == tags


def test_a_sample_cannot_be_taken_for_the_real_thing(site: Site) -> None:
    for guide in site.project.guides.values():
        assert guide.elements.base_code.startswith("示例-"), guide.id
        assert guide.elements.local_code.startswith("示例-"), guide.id
        assert "示例" in guide.body, guide.id
        assert "zwfw.example" in guide.elements.online or not guide.elements.online


def test_the_list_carries_every_value_by_which_a_guide_is_chosen(site: Site) -> None:
    page = Page(finder.pages(site)["guides/index.md"])
    row = next(line for line in page.html.splitlines() if ">食品经营许可（新办）</a>" in line and "<li" in line)
    for words in (
        'data-zb-who="企业和单位"',
        'data-zb-event="经营许可|开办企业"',
        'data-zb-department="政务服务中心：市场监管"',
        'data-zb-window="政务服务中心5号食品经营许可窗口"',
        'data-zb-class="承诺件"',
        'data-zb-span="5 个工作日以内"',
        'data-zb-fee="不收费"',
        "spjyxk",
        "shipinjingyingxuke",
        "餐饮许可",
    ):
        assert words in row, words


def test_without_script_the_guides_stand_in_groups_with_anchors(site: Site) -> None:
    page = Page(finder.pages(site)["guides/index.md"])
    assert "hall-market" in page.ids
    anchors = {link[1:] for link in page.links if link.startswith("#")}
    assert anchors <= set(page.ids)
    assert {"hall-market", "town-reception", "event-1", "who-1", "who-2", "span-1", "fee-1"} <= anchors
    assert page.links.count("food-permit.md") >= 5  # the list, and each way of looking
    none = Page(finder.pages(replace(site, project=replace(site.project, guides={}, journeys={})))["guides/index.md"])
    assert none.having("zb-box") == ["办事指南尚未发布。到大厅后请先到导办台询问。"]


@pytest.mark.parametrize(
    ("value", "unit", "span"),
    [
        (30, "分钟", "当天"),
        (24, "小时", "当天"),
        (1, "工作日", "当天"),
        (3, "工作日", "3 天以内"),
        (5, "工作日", "5 个工作日以内"),
        (10, "自然日", "10 个工作日以内"),
        (11, "工作日", "10 个工作日以上"),
    ],
)
def test_limits_are_looked_for_by_span(value: int, unit: str, span: str) -> None:
    assert finder.span_of(Limit.model_validate({"value": value, "unit": unit})) == span


def test_names_are_typed_in_pinyin_and_by_initials(site: Site) -> None:
    assert spelling.spelling("食品经营许可（新办）") == "shipinjingyingxuke"
    words = spelling.words(site.project.guides["house-transfer"].elements).split()
    assert {"二手房过户", "esfgh", "ershoufangguohu", "购房安家", "联办件"} <= set(words)


def test_synonyms_of_the_field_lead_to_the_guide(site: Site) -> None:
    for word, guide in (("餐饮许可", "food-permit"), ("开办餐馆", "food-permit"), ("餐饮许可", "restaurant-one-thing")):
        assert word in site.project.guides[guide].elements.also, guide


def test_a_journey_needs_each_material_once(site: Site) -> None:
    journey = site.project.journeys["open-restaurant"]
    found = {m.name: m for m in gathered(journey, site.project.guides)}
    assert separate(journey, site.project.guides) == sum(
        len(site.project.guides[item].elements.materials) for item in journey.ids
    )
    assert found["营业执照"].made_by == "个体工商户设立登记"  # the first stage's result is brought by nobody
    assert found["代理人身份证件"].copies == 2  # a copy each for the licence and for the permit
    assert found["授权委托书"].copies == 1  # one original is shown to both
    assert len([m for m in found.values() if not m.made_by]) == 13


def test_a_journey_takes_its_longest_item_in_each_stage(site: Site) -> None:
    project = site.project
    said = total(project.journeys["open-restaurant"], project.guides, project.regulations, TODAY)
    assert said == "5 个工作日加 50 分钟"  # 30 minutes, then 5 working days, then 20 minutes
    home = total(project.journeys["buy-home"], project.guides, project.regulations, TODAY)
    assert home == "6 个工作日加 15 分钟"  # 15 minutes, then 3 working days, then 3 (not 1) side by side


def test_the_page_of_a_journey_links_its_items_in_order(site: Site) -> None:
    page = Page(journeys.pages(site)["journeys/open-restaurant.md"])
    items = [f"../guides/{item}.md" for item in site.project.journeys["open-restaurant"].ids]
    assert [link for link in page.links if link in items] == items
    assert "下列材料由前面的事项产生，不用再交：营业执照（个体工商户设立登记）" in page.text
    assert "13 份材料，分开办要" in page.having("zb-facts")[0]


def test_every_case_type_is_explained_with_the_figures_of_each_body(site: Site) -> None:
    assert {name for _, name, _, _ in case_types.CASES} == CLASSES
    page = Page(case_types.pages(site)["guides/case-types.md"])
    said = " ".join(page.text.split())
    for unit, regulation, figure in (
        ("hall", "case-limits", "instant_minutes"),
        ("town", "town-limits", "special_days"),
        ("hotline", "hotline-orders", "order_handling"),
        ("social-security", "social-security-complaints", "complaint_reply"),
    ):
        body = site.project.units[unit].unit.title
        assert f"{body}：{spoken(site.project, regulation, figure)}" in said, regulation
    assert "职工公寓" not in said  # a parameter of that name in a regulation about something else

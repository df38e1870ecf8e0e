"""Articles on their pages: figures in their sentences, permanent anchors, and what became of each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from generator.data.project import Project
from generator.render.views.gather import Site
from tests.render.pages import Months, site, without_one_member
from tests.render.regulation_pages import AFTER, BEFORE, NEW, OLD, OWN, regulation_pages


def test_figures_stand_in_bold_with_their_source_and_clock_times_without_a_unit(
    project: Project, months: Months
) -> None:
    page = regulation_pages(site(project, months, BEFORE))[OWN]
    assert page.having("zb-figure") == ["2", "08:00", "18:00", "5"]
    assert page.titles[:2] == ["参数 on_duty：每日在岗成员人数，2 人", "参数 from：值班开始时间，08:00"]
    assert "{{" not in page.text


def test_a_day_of_the_year_is_said_in_words(project: Project, months: Months) -> None:
    page = regulation_pages(site(project, months, BEFORE))["regulations/hotline-shifts/index.md"]
    assert page.having("zb-figure")[:2] == ["11月15日", "3月15日"]
    assert page.titles[0] == "参数 season_from：采暖季开始，11月15日"


def test_articles_keep_their_permanent_anchors(project: Project, months: Months) -> None:
    found = regulation_pages(site(project, months, BEFORE))
    for path in (OWN, OLD, NEW):
        assert {"purpose", "composition", "hours", "turns", "effect"} <= set(found[path].ids)
    assert found[OWN].having("zb-number")[:2] == ["第一条", "第二条"]


def test_a_version_counts_only_the_slots_that_it_bound(project: Project, months: Months) -> None:
    """November 2026 has 21 working days; December 23."""
    found = regulation_pages(site(project, months, BEFORE))
    said = (
        "✓ 本条约束 1 类值班（值班组）；规则：同班不同部门、必有人值；已发布的 {} 个班次全部符合。 政务服务中心值班表"
    )
    assert found[OLD].having("zb-executed")[0] == said.format(21)
    assert found[NEW].having("zb-executed")[0] == said.format(23)


def test_an_article_of_all_duties_names_them(project: Project, months: Months) -> None:
    """Both duties on 21 + 23 working days: 88 slots."""
    page = regulation_pages(site(project, months, BEFORE))["regulations/duty-fairness/index.md"]
    assert "本条约束 2 类值班（导办台值班、值班组）；规则：必有人值；已发布的 88 个班次全部符合。" in page.text


def test_the_public_reads_how_many_breaches_and_the_staff_reads_which(project: Project, months: Months) -> None:
    broken = without_one_member(months, date(2026, 11, 10))
    public, staff = (regulation_pages(site(project, broken, BEFORE, viewer))[OWN] for viewer in ("public", "staff"))
    for page in (public, staff):
        [box] = page.having("zb-executed--breached")
        assert box.startswith("▲ 不符合项 1 处。 本条约束 1 类值班（值班组）")
        assert "已发布的 21 个班次中有 1 处不符合。" in box
    sentence = "11月10日（周二）值班组成员应有 2 人，实排 1 人（《值班组制度》第二条）"
    assert sentence in staff.text
    assert "实排" not in public.text


def test_a_breach_counts_for_the_version_of_its_day(project: Project, months: Months) -> None:
    found = regulation_pages(site(project, without_one_member(months, AFTER), AFTER))
    assert not found[OLD].having("zb-executed--breached")
    assert len(found[NEW].having("zb-executed--breached")) == 1


def test_many_breaches_are_counted_in_full_and_told_in_part(project: Project, months: Months) -> None:
    """Seven days from Monday 2 November hold 5 working days, the next two 2: 7 breaches, 5 told."""
    days = [date(2026, 11, 2) + timedelta(n) for n in range(9)]
    page = regulation_pages(site(project, without_one_member(months, *days), BEFORE, "staff"))[OWN]
    [box] = page.having("zb-executed--breached")
    assert box.startswith("▲ 不符合项 7 处。")
    assert box.count("实排 1 人") == 5
    assert box.endswith("另有 2 处，见值班表")


def test_the_public_learns_nothing_of_duties_that_it_may_not_see(project: Project, months: Months) -> None:
    whole = site(project, months, BEFORE)
    hidden = {"hall": tuple(replace(m, duties={"consultation-desk": "导办台值班"}) for m in whole.months["hall"])}
    found = regulation_pages(replace(whole, months=hidden))
    assert not found[OWN].having("zb-executed")
    fairness = found["regulations/duty-fairness/index.md"]
    assert "值班（导办台值班）；规则：必有人值；已发布的 44 个班次" in fairness.text


def test_without_rosters_no_article_is_executed(project: Project) -> None:
    empty = Site(project, "public", BEFORE, {"hall": ()}, {})
    found = regulation_pages(empty)
    assert not any(page.having("zb-executed") for page in found.values())
    assert "rosters" not in " ".join(link for page in found.values() for link in page.links)

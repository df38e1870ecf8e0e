"""Regulation pages: the status on a day, the figures in their sentences, and what became of every article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.data.project import Project
from generator.data.regulations.resolve import Regulations
from generator.render.machines import machine
from generator.render.pages import regulations, topics
from generator.render.views.gather import Site
from tests.render.pages import NASTY, Months, broken_links, site, without_one_member
from tests.render.regulation_pages import AFTER, BEFORE, NEW, OLD, OWN, regulation_pages


def test_before_the_amendment_two_are_in_force_and_three_are_announced(project: Project, months: Months) -> None:
    page = regulation_pages(site(project, months, BEFORE))[OWN]
    assert page.having("zb-status")[0] == "现行有效"
    assert "每日在岗成员不少于 2 人" in page.text
    assert "施行2026年2月1日起，至2026年11月30日止" in page.having("zb-entry")[0]
    [box] = page.having("zb-box")
    assert box.startswith("新版本尚未生效。 2026年12月1日起施行新版本（青政服〔2026〕21号）：第二条每日在岗成员由")
    assert "每日在岗成员人数：2 人 → 3 人（第二条）" in box


def test_on_its_day_three_are_in_force_and_nothing_is_announced(project: Project, months: Months) -> None:
    page = regulation_pages(site(project, months, AFTER))[OWN]
    assert page.having("zb-status")[0] == "现行有效"
    assert "每日在岗成员不少于 3 人" in page.text
    assert "青政服〔2026〕21号" in page.having("zb-entry")[0]
    assert not page.having("zb-box")


@pytest.mark.parametrize(("today", "old", "new"), [(BEFORE, "现行有效", "尚未生效"), (AFTER, "已修改", "现行有效")])
def test_every_version_stays_at_its_address_with_the_status_of_the_day(
    project: Project, months: Months, today: date, old: str, new: str
) -> None:
    found = regulation_pages(site(project, months, today))
    assert (found[OLD].having("zb-status")[0], found[NEW].having("zb-status")[0]) == (old, new)
    assert found[OWN].having("zb-status")[1:] == [new, old]  # the list of versions, newest first
    assert "不少于 2 人" in found[OLD].text
    assert "不少于 3 人" in found[NEW].text
    assert found[OLD].head["search"] == found[NEW].head["search"] == {"exclude": True}
    assert found[OWN].head["search"] == {"names": ["政务服务中心值班组制度"]}  # as people say whose it is


def test_a_version_says_which_one_holds_today_and_what_it_changed(project: Project, months: Months) -> None:
    [box] = regulation_pages(site(project, months, BEFORE))[NEW].having("zb-box")
    assert "这个版本尚未生效。 截至2026年11月23日，现行有效的是2026年2月1日起施行的版本：《值班组制度》。" in box
    assert "每日在岗成员人数：2 人 → 3 人（第二条）" in box
    [box] = regulation_pages(site(project, months, AFTER))[OLD].having("zb-box")
    assert box == "这是旧版本。 截至2026年12月1日，现行有效的是2026年12月1日起施行的版本：《值班组制度》。"


def test_neighbouring_versions_are_linked(project: Project, months: Months) -> None:
    found = regulation_pages(site(project, months, AFTER))
    assert {"2026-12-01.md", "index.md#zb_versions"} <= set(found[OLD].links)
    assert "上一版" not in found[OLD].text
    assert "下一版" not in found[NEW].text


def test_the_register_lists_number_dates_status_and_what_is_executed(project: Project, months: Months) -> None:
    page = regulation_pages(site(project, months, BEFORE))["regulations/index.md"]
    text = " ".join(page.text.split())
    assert f"共 {len(project.regulations.by_id)} 项，状态截至2026年11月23日。" in text
    assert (
        "2026年12月1日起施行新版本 尚未生效 青禾县政务服务中心（示例）青政服〔2026〕3号 2026-02-01 现行有效 ✓ 3 条全部符合"
        in text
    )
    broken = site(project, without_one_member(months, date(2026, 11, 10)), BEFORE)
    found = regulation_pages(broken)["regulations/index.md"]
    assert found.having("zb-breached") == ["▲ 1 项共 1 处不符合", "▲ 1 处不符合"]
    assert "duty-group/index.md#composition" in found.links
    assert "zb-breached" not in page.html


def test_before_its_first_version_a_regulation_is_not_in_force(project: Project) -> None:
    page = regulation_pages(Site(project, "public", date(2026, 1, 15), {"hall": ()}, {}))[OWN]
    assert page.having("zb-status")[0] == "尚未生效"
    assert "不少于 2 人" in page.text
    assert page.having("zb-box")[0].startswith("新版本尚未生效。 2026年12月1日起施行")
    assert page.having("zb-box")[1] == "尚未生效。 本制度2026年2月1日起施行，此前没有现行有效的版本。"


@pytest.mark.parametrize(
    ("today", "status", "said"),
    [
        (date(2027, 2, 1), "现行有效", "即将废止。 本制度执行至2027年2月28日止，2027年3月1日起废止。"),
        (date(2027, 3, 1), "已废止", "已废止。 本制度自2027年3月1日起不再执行，以下是最后一个版本。"),
    ],
)
def test_a_repeal_is_announced_and_then_stated(project: Project, today: date, status: str, said: str) -> None:
    known = project.regulations.by_id
    ending = replace(known["duty-group"], repealed=date(2027, 3, 1))
    project = replace(project, regulations=Regulations({**known, "duty-group": ending}))
    page = regulation_pages(Site(project, "public", today, {"hall": ()}, {}))[OWN]
    assert page.having("zb-status")[0] == status
    assert page.having("zb-box") == [said]
    assert "2027年3月1日起废止" in page.having("zb-versions")[0]


def nasty(project: Project, **also: Any) -> Project:
    """The sample with one regulation whose every text from front matter tries to be HTML and Markdown."""
    regulation = project.regulations.by_id["duty-group"]
    versions = []
    for version in regulation.versions:
        texts = dict.fromkeys(("title", "number", "summary", "changes", "issuer"), NASTY)
        parameters = {
            name: p.model_copy(update={"label": NASTY, "unit": NASTY, "value": f"{version.effective} {NASTY}"})
            for name, p in version.head.parameters.items()
        }
        head = version.head.model_copy(update={**texts, "parameters": parameters, **also})
        versions.append(replace(version, head=head))
    changed = replace(regulation, versions=tuple(versions))
    return replace(project, regulations=Regulations({"duty-group": changed}))


def test_texts_of_front_matter_are_shown_as_they_are_written(project: Project) -> None:
    found = regulation_pages(Site(nasty(project), "public", BEFORE, {"hall": ()}, {}))
    for path, page in found.items():
        assert NASTY in page.text, path
        assert not {"script", "em", "code"} & set(page.tags), path
        assert "x.md" not in page.links, path
        assert "<" not in page.head["title"], path
    assert found[OWN].text.count(NASTY) > 10
    assert all(title.endswith(f"2026-02-01 {NASTY} {NASTY}") for title in found[OWN].titles)


def test_every_link_leads_to_a_page_and_an_anchor(project: Project, months: Months) -> None:
    for today in (BEFORE, AFTER):
        whole = site(project, months, today)
        made = {**regulations.pages(whole), **topics.pages(whole)}
        assert broken_links(made, {"rosters/hall/index.md", *machine.files(whole)}) == []

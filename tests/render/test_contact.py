"""How to reach the centre: hours and holidays, complaints, and what is handled elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.data.calendars.calendar import Calendar, Year
from generator.data.project import Project
from generator.render.pages import center_pages
from generator.render.pages.today import today_view
from generator.render.views import links
from generator.render.views.complaints import complaint_views
from generator.render.views.gather import Site
from generator.render.views.office_hours import coming_holidays
from tests.render.pages import Page

TODAY, NEW_YEAR = date(2026, 11, 25), date(2027, 1, 1)


def build(project: Project, today: date = TODAY) -> Site:
    return Site(project, "public", today, dict.fromkeys(project.units, ()), {})


def page(project: Project, path: str = links.CONTACT) -> Page:
    return Page(str(center_pages.pages(build(project), [])[path]))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            date(2026, 8, 10),
            ["2026年中秋节：9月25日至9月27日放假", "2026年国庆节：10月1日至10月7日放假，9月20日、10月10日调休上班"],
        ),
        (date(2026, 7, 1), ["2026年中秋节：9月25日至9月27日放假"]),  # the next one, however far
        (date(2026, 10, 7), ["2026年国庆节：10月1日至10月7日放假，9月20日、10月10日调休上班"]),
        (date(2026, 10, 8), ["2027年元旦：1月1日放假，前后怎样调休待公布"]),
        (date(2027, 1, 4), ["2027年其他放假安排待公布"]),
        (date(2027, 4, 25), ["2027年其他放假安排待公布", "2027年劳动节：5月1日至5月2日放假，前后怎样调休待公布"]),
        (date(2031, 5, 6), ["2031年放假安排待公布"]),
    ],
)
def test_holidays_are_those_of_the_notice_or_of_the_law_and_never_guessed(
    sample: Project, today: date, said: list[str]
) -> None:
    assert coming_holidays(sample.calendar, today) == said


def test_a_notice_that_is_out_says_more_than_the_law(sample: Project) -> None:
    new_year = {"name": "元旦", "statutory": ["2027-01-01"], "off": {"from": "2027-01-01", "until": "2027-01-03"}}
    fixed = {"元旦": ["2027-01-01"]}
    out = {"year": "2027", "status": "announced", "notice": "示例", "holidays": [new_year], "fixed": fixed}
    calendar = Calendar({**sample.calendar.years, 2027: Year.model_validate(out)})
    assert coming_holidays(calendar, TODAY) == ["2027年元旦：1月1日至1月3日放假"]
    assert calendar.fixed(NEW_YEAR) == ""


def test_new_years_day_closes_the_hall_and_not_the_hotline_though_no_notice_is_out(sample: Project) -> None:
    views = {name: today_view(build(sample, NEW_YEAR), sample.units[name]) for name in ("hall", "hotline", "town")}
    assert (views["hall"].state, views["hall"].why, views["hall"].next_open) == ("closed", "元旦放假", None)
    assert (views["hotline"].state, views["town"].state) == ("open", "open")
    after = today_view(build(sample, date(2027, 1, 4)), sample.units["hall"])
    assert after.state == "pending"


def test_the_page_says_the_hours_of_a_week_and_the_coming_holidays(sample: Project) -> None:
    text = page(sample).text
    assert "工作日 08:30–17:30" in text
    assert "每天 昼夜" in text
    assert text.count("2027年元旦：1月1日放假，前后怎样调休待公布。") == 3  # the bodies that close
    assert text.count("周末和节假日照常办公。") == 2


def test_a_unit_may_be_open_on_some_weekdays_alone(sample: Project) -> None:
    held = sample.units["hall"]
    hours = held.unit.hours.model_copy(update={"on": ("mon", "wed")})
    units = {**sample.units, "hall": replace(held, unit=held.unit.model_copy(update={"hours": hours}))}
    project = replace(sample, units=units)
    assert "每周一、周三 08:30–17:30" in page(project).text
    assert today_view(build(project, NEW_YEAR), units["hall"]).state == "closed"


def test_complaints_have_a_place_a_telephone_and_a_limit_by_their_article(sample: Project) -> None:
    found = page(sample)
    assert "3号“办不成事”反映窗口，青禾县示例路1号（虚构地址）" in found.text
    assert "督查科受理（《投诉处理制度》第三条）" in found.text
    assert "tel:00000002003" in found.links
    assert "../deadlines.md?unit=hall&what=complaint" in found.links
    assert "../regulations/complaint-handling/2026-01-01.md#reply" in found.links
    assert "../forms/complaint-form.pdf" in found.links
    assert "12345" in found.text


def test_the_limit_of_an_answer_is_the_articles(sample: Project) -> None:
    """Before the regulation is in force nothing is said of complaints."""
    hall = [sample.units["hall"]]
    [view] = complaint_views(sample, hall, TODAY)
    law = sample.regulations.version("complaint-handling", TODAY).head.parameters["complaint_reply"]
    assert view.limit == f"{law.value} {law.unit}"
    assert not list(complaint_views(sample, hall, date(2025, 12, 31)))


def test_what_is_handled_elsewhere_has_a_page_where_the_centre_says_it(sample: Project) -> None:
    found = page(sample, links.ELSEWHERE)
    assert "住房公积金管理机构" in found.text
    assert "公积金" in found.head["search"]["names"]
    without = replace(sample, center=sample.center.model_copy(update={"elsewhere": ()}))
    pages = center_pages.pages(build(without), [])
    assert links.ELSEWHERE not in pages
    assert "不在本中心办的事" not in str(pages[links.CONTACT])

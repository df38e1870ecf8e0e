"""Topics compare what bodies say; links between regulations hold; every version is there for machines too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import cast
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.data.project import Project
from generator.data.regulations.citing import not_in_force
from generator.data.regulations.versions import Regulation
from generator.render.machines import machine
from generator.render.pages import regulations, topics
from generator.render.site import unlisted
from generator.render.text import atom
from generator.render.views import links
from generator.render.views.citations import cited_by, linked
from generator.render.views.gather import Site
from tests.render.pages import Page

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def site(sample: Project) -> Site:
    return Site(sample, "public", TODAY, dict.fromkeys(sample.units, ()), {})


def test_every_topic_has_texts_and_every_compared_figure_is_given_by_somebody(site: Site) -> None:
    register = site.project.regulations.register
    assert len(register.topics) == 70
    views = {name: topics.topic_view(site, name, topic) for name, topic in register.topics.items()}
    assert [name for name, view in views.items() if not view.texts] == []
    wanted = {(name, label) for name, topic in register.topics.items() for label in topic.compares.values()}
    assert {(name, row.label) for name, view in views.items() for row in view.compared} == wanted


def test_bodies_differ_in_when_a_complaint_is_answered(site: Site) -> None:
    page = Page(topics.pages(site)["topics/complaint-handling.md"])
    text = " ".join(page.text.split())
    assert "青禾镇便民服务中心（示例） 1 个工作日《投诉处理制度》第三条" in text.replace(" 《", "《")
    assert "青禾县政务服务中心（示例） 5 个工作日《投诉处理制度》第五条" in text.replace(" 《", "《")
    assert "../regulations/town-complaints/index.md#reply" in page.links
    assert page.tags.count("li") == 5  # a text, an item: one of each body, and the shift leads of the town
    assert "1 个工作日" in cast(str, page.head["description"])  # what the search shows at once


def test_links_are_said_in_words_and_lead_to_the_article(site: Site) -> None:
    known = site.project.regulations
    said = linked(
        "见[[attendance#cover]]、[[hall-hours]]、[[attendance#cover|顶岗]]和[[fire-rules]]。",
        "about/index.md",
        known,
        TODAY,
    )
    assert said == (
        "见[《考勤与请销假制度》第十一条](../regulations/attendance/index.md#cover)、"
        "[《政务服务时间规定》](../regulations/hall-hours/index.md)、"
        "[顶岗](../regulations/attendance/index.md#cover)和《消防管理规定》（未收录）。"
    )


def test_a_link_to_what_is_not_in_force_is_a_fault(project: Project) -> None:
    assert not_in_force(project.root, project.regulations, TODAY) == []
    ended = replace(project.regulations.by_id["agency-service"], repealed=date(2026, 11, 1))
    known = replace(project.regulations, by_id={**project.regulations.by_id, "agency-service": ended})
    [fault] = not_in_force(project.root, known, TODAY)
    assert "[[agency-service]]：2026-11-24 《代办服务制度》已废止；改成当日现行有效的规章" in str(fault)
    assert str(fault).startswith("docs/regulations/caring-service/2026-01-01.md:")


def test_articles_know_who_cites_them(project: Project) -> None:
    assert [one.title for one in cited_by(project, TODAY)["duty-group", "record"]] == ["窗口服务规范"]


def test_a_trial_ends_with_its_term(project: Project) -> None:
    trial = project.regulations.by_id["logistics-vehicles"]
    [version] = trial.versions
    assert [trial.status(version, day) for day in (date(2027, 6, 30), date(2027, 7, 1))] == ["现行有效", "已失效"]
    assert trial.in_force(date(2027, 7, 1)) is None
    assert trial.until(version) == date(2027, 6, 30)


def texts(project: Project) -> list[tuple[Regulation, str]]:
    return [(r, f"regulations/{r.id}/{v.path.stem}") for r in project.regulations.by_id.values() for v in r.texts]


def test_every_version_is_there_as_json_by_the_schema(site: Site) -> None:
    files = machine.files(site)
    schema = json.loads(files[machine.SCHEMA])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for regulation, path in texts(site.project):
        record = json.loads(files[f"{path}.json"])
        validator.validate(record)
        assert record["id"] == regulation.id
        assert "{{" not in files[f"{path}.json"].decode()
        assert "[[" not in files[f"{path}.json"].decode()
    with pytest.raises(Exception, match="parameters"):
        validator.validate({key: value for key, value in record.items() if key != "parameters"})


def test_every_version_is_there_as_akoma_ntoso(site: Site) -> None:
    files = machine.files(site)
    space = {"a": machine.AKN}
    for regulation, path in texts(site.project):
        root = ElementTree.fromstring(files[f"{path}.akn.xml"])
        version = next(v for v in regulation.texts if path.endswith(v.path.stem))
        found = [a.get("eId") for a in root.findall(".//a:article", space)]
        assert found == [f"art_{name}" for name in version.articles]
        assert root.find(".//a:FRBRWork/a:FRBRnumber", space).get("value") == version.head.number  # type: ignore[union-attr]


def test_the_feed_tells_the_newest_first_and_each_only_once(site: Site) -> None:
    space = {"a": atom.ATOM}
    entries = ElementTree.fromstring(machine.files(site)[links.REGULATION_FEED]).findall("a:entry", space)
    days = [entry.findtext("a:updated", namespaces=space) or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    ids = [entry.findtext("a:id", namespaces=space) for entry in entries]
    assert len(set(ids)) == len(ids) == atom.NEWEST
    assert "投诉处理制度（征求意见稿）" in [entry.findtext("a:title", namespaces=space) for entry in entries]


def test_no_old_version_is_searched(site: Site) -> None:
    made = {path: Page(text) for path, text in regulations.pages(site).items()}
    old = [path for path, page in made.items() if page.head.get("search") == {"exclude": True}]
    assert {*old} == unlisted(site) & {*made}  # old versions, what they changed, and addresses that lead on

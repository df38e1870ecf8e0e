"""Guides for machines: one catalogue that keeps its schema, and linked data beside each guide."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.data.project import Project
from generator.render.machines import catalogue
from generator.render.views.gather import bare

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(sample: Project) -> Files:
    return catalogue.files(bare(sample, date(2026, 11, 23)))


def read(files: Files, path: str) -> Any:
    return json.loads(files[path])


def test_the_catalogue_keeps_its_schema(sample: Project, files: Files) -> None:
    schema = read(files, catalogue.SCHEMA)
    Draft202012Validator.check_schema(schema)
    found = read(files, "guides/catalogue.json")
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(found)
    assert {guide["id"] for guide in found["guides"]} == set(sample.guides)
    assert {journey["id"] for journey in found["journeys"]} == set(sample.journeys)
    assert found["sample"] is True


def test_the_schema_refuses_a_guide_that_lacks_an_element(files: Files) -> None:
    validator = Draft202012Validator(read(files, catalogue.SCHEMA))
    found = read(files, "guides/catalogue.json")
    for element in ("legal_basis", "conditions", "materials", "procedure", "promised_limit", "result", "fee", "phone"):
        broken = {**found, "guides": [{k: v for k, v in found["guides"][0].items() if k != element}]}
        assert not validator.is_valid(broken), element


def test_figures_of_articles_are_filled_in(files: Files) -> None:
    by_id = {guide["id"]: guide for guide in read(files, "guides/catalogue.json")["guides"]}
    assert by_id["agency-request"]["promised_limit"] == {"value": 24, "unit": "小时", "text": "24 小时"}
    assert by_id["agency-request"]["legal_basis"][0]["text"] == "《代办服务制度》第二条"
    assert by_id["food-permit"]["window"] == "w05"
    assert by_id["town-elderly-card"]["window"] == ""


def test_each_guide_is_a_government_service_and_a_public_service(sample: Project, files: Files) -> None:
    for guide in sample.guides.values():
        said = read(files, f"guides/{guide.id}.jsonld")
        assert said["@type"] == ["GovernmentService", "cpsv:PublicService"]
        assert said["name"] == guide.elements.title
        assert len(said["cpsv:hasInput"]) == len(guide.elements.materials)
        assert said["availableChannel"]["servicePhone"]["telephone"].startswith("000-0000-")
    food = read(files, "guides/food-permit.jsonld")
    assert food["cv:processingTime"] == "P5D"
    assert food["availableChannel"]["processingTime"] == "P5D"
    assert food["hoursAvailable"]["description"] == "工作日 08:30–17:30"
    assert read(files, "guides/insurance-record.jsonld")["cv:processingTime"] == "PT10M"

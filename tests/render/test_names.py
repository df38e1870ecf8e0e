"""Names as the unit's policy gives them to each output, and rosters that are no longer public."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

import generator
from generator.data.project import Project
from generator.data.units.unit import PublicNames
from generator.errors import InputErrors
from generator.render import site
from generator.render.machines import roster_data, subscriptions
from generator.render.pages import rosters
from generator.render.paper import postings
from generator.render.views import links
from generator.render.views.gather import Site, gather
from tests import tiny
from tests.render.pages import alone

TODAY = date(2026, 11, 23)
NAME, MASKED = "袁柏川", "袁＊＊"
SPEC = {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-02"], "duties": {}}


def built(project: Project, names: PublicNames, viewer: str = "public", months: int | None = None) -> Site:
    """The hall alone with this policy."""
    hall = project.units["hall"]
    hall = replace(hall, unit=hall.unit.model_copy(update={"public_names": names}))
    center = project.center.model_copy(update={"public_months": months})
    return gather(replace(alone(project, hall), center=center), viewer, TODAY)  # type: ignore[arg-type]


def in_outputs(build: Site) -> dict[str, str]:
    """The month's page, the sheet of a duty, and its calendar with the month as CSV."""
    month = next(m for m in build.months["hall"] if m.period == "2026-11")
    sheet = next(m for m in build.within("posting").months["hall"] if m.period == "2026-11")
    pdf = PdfReader(io.BytesIO(postings.posting(sheet, "duty-group")))
    calendar = (
        subscriptions.files(build)[links.rosters.duty_calendar("hall", "duty-group")].decode().replace("\r\n ", "")
    )
    page = str(rosters.pages(build)[links.rosters.month_page("hall", month.period)])
    calendar += roster_data.sheet(
        next(m for m in build.within("feed").months["hall"] if m.period == "2026-11")
    ).decode()
    return {"page": page, "posting": "".join(p.extract_text() for p in pdf.pages), "feed": calendar}


def test_each_output_has_its_own_form(sample: Project) -> None:
    said = in_outputs(built(sample, PublicNames(page="masked", posting="full", feed="none")))
    assert [NAME in said[output] for output in ("page", "posting", "feed")] == [False, True, False]
    assert [MASKED in said[output] for output in ("page", "posting", "feed")] == [True, False, False]


def test_staff_read_names_in_full_everywhere(sample: Project) -> None:
    said = in_outputs(built(sample, PublicNames(), "staff"))
    assert all(NAME in text for text in said.values())


def test_one_form_holds_for_all_outputs_and_nothing_said_means_none(tmp_path: Path) -> None:
    masked = tiny.load(tmp_path / "1", SPEC | {"unit": {"public_names": "masked"}}).units["u"].unit
    assert masked.public_names == PublicNames(page="masked", posting="masked", feed="masked", board="masked")
    one = tiny.load(tmp_path / "2", SPEC | {"unit": {"public_names": {"page": "full"}}}).units["u"].unit
    assert one.public_names == PublicNames(page="full", posting="none", feed="none", board="none")


def test_a_form_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        tiny.load(tmp_path, SPEC | {"unit": {"public_names": {"page": "half", "wall": "full"}}})
    assert "public_names.page：写的是“half”；应是 full、masked、none" in str(caught.value)
    assert "public_names.wall：没有这个键" in str(caught.value)


def test_a_roster_is_public_for_so_many_months(sample: Project) -> None:
    build = built(sample, PublicNames(page="full", posting="full"), months=2)
    periods = [month.period for month in build.months["hall"]]
    assert periods[0] == "2026-09"
    assert [period.name for period in build.expired["hall"]] == ["2026-08", "2026-07"]
    pages = site.pages(build)
    assert not [path for path in pages if path.startswith("rosters/hall/2026-07/") and not path.endswith("index.md")]
    said = str(pages[links.rosters.month_page("hall", "2026-07")])
    assert "已过公开期限" in said
    assert "以前 2 个月" in said
    assert not [p.name for p in sample.units["hall"].people.values() if p.name in said]
    assert links.rosters.month_page("hall", "2026-07") in site.unlisted(build)


def test_staff_keep_every_roster(sample: Project) -> None:
    build = built(sample, PublicNames(), "staff", months=0)
    assert build.months["hall"][0].period == "2026-07"
    assert build.expired["hall"] == ()


def test_a_sample_of_the_centre_keeps_three_months(sample: Project) -> None:
    assert generator.load(sample.root).center.public_months == 3

"""From paper to the live page: the code, the short fingerprint, and what supersedes a sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import segno

from generator.data.calendars.period import parse_period
from generator.data.files.reading import Faults
from generator.data.records.roster import Change, History, Published
from generator.data.site.address import site_address
from generator.render.paper import cuts
from generator.render.paper.sheets import head
from generator.render.views.changes import ChangeView, LineView, RevisionView
from generator.render.views.prints import code, prints
from tests.render.test_postings import month, slot

LIVE = "https://example.org/rosters/hall/2026-12/"


def test_a_code_is_that_of_its_address():
    """The drawing of segno with the whole matrix: as many dark modules as the code has, each one unit high."""
    svg = code(f"{LIVE}?print=3f9a0c117be2")
    matrix = segno.make_qr(f"{LIVE}?print=3f9a0c117be2", error="m").matrix
    wide = len(matrix) + 4
    assert f'width="{wide}"' in svg
    drawn = sum(int(run) for run in re.findall(r"h(\d+)", svg))
    assert drawn == sum(map(sum, matrix))


def test_a_published_sheet_has_a_code_and_a_draft_none():
    view = replace(month([slot(date(2026, 12, 1))]), live=LIVE)
    assert [one["title"] for one in head(view, "值班表")["codes"]] == [""]
    assert head(replace(view, status="草稿"), "值班表")["codes"] == []
    assert head(replace(view, live=""), "值班表")["codes"] == []


def test_a_week_in_two_months_has_the_fingerprint_and_the_code_of_each():
    november = replace(
        month([slot(date(2026, 11, 30))], last=30),
        fingerprint="sha256:aaaaaaaaaaaaaaaa",
        live="https://example.org/11/",
    )
    december = replace(
        month([slot(date(2026, 12, 1))]), fingerprint="sha256:bbbbbbbbbbbbbbbb", live="https://example.org/12/"
    )
    words = head(cuts.week([november, december], date(2026, 11, 30)), "值班表")
    assert [one["title"] for one in words["codes"]] == ["2026年11月", "2026年12月"]
    assert {"指纹 aaaaaaaaaaaa", "指纹 bbbbbbbbbbbb"} <= set(words["record"])


def revision(number: int, duty: str) -> RevisionView:
    day = date(2026, 12, 7)
    return RevisionView(ChangeView(number, day), (LineView(duty, duty, day, (day,)),))


def test_each_earlier_state_names_the_newest_change_and_what_was_touched_since():
    change = Change.model_validate(
        {"duty": "a", "day": "2026-12-07", "seat": "s", "from": (), "to": (), "reason": "病假"}
    )
    plan = Published(format="1", unit="hall", period="2026-12", previous="none", published=date(2026, 11, 20))
    later = [plan.model_copy(update={"changes": (change,), "published": date(2026, 12, n)}) for n in (1, 2)]
    history = History(parse_period("2026-12"), tuple((str(n), record) for n, record in enumerate([plan, *later])))
    first, second, last = prints(history, [revision(1, "甲班"), revision(2, "乙班")])
    assert (first.by, first.since, first.duties) == (2, date(2026, 12, 2), ("甲班", "乙班"))
    assert (second.by, second.duties) == (2, ("乙班",))
    assert (last.by, last.since, last.duties) == (0, None, ())
    assert len({one.short for one in (first, second, last)}) == 3


@pytest.mark.parametrize(
    ("files", "address"),
    [
        ({"mkdocs.yml": 'site_url: ""\n'}, ""),
        ({"mkdocs.yml": "x: !ENV [A, b]\nsite_url: https://a.cn/b\n"}, "https://a.cn/b/"),
        (
            {"mkdocs.yml": "site_url: https://a.cn/\n", "rosters/center.yml": "site_url: https://c.cn\n"},
            "https://c.cn/",
        ),
        ({"mkdocs.yml": "site_url: https://a.cn/\n", "rosters/center.yml": "title: 中心\n"}, "https://a.cn/"),
        ({}, ""),
    ],
)
def test_the_address_stands_in_one_of_two_files(tmp_path: Path, files: dict[str, str], address: str):
    (tmp_path / "rosters").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    faults = Faults(tmp_path)
    assert site_address(tmp_path, faults) == address
    assert not faults.found


def test_what_is_no_address_is_a_fault_with_its_line(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("site_name: a\nsite_url: 中心网站\n", encoding="utf-8")
    faults = Faults(tmp_path)
    assert site_address(tmp_path, faults) == ""
    (fault,) = faults.found
    assert "mkdocs.yml:2" in str(fault)
    assert "“中心网站”不是网址" in str(fault)

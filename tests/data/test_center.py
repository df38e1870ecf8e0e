"""The centre's own file: what it says, what it lacks, and how long it keeps rosters public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import generator
from generator.cli import main
from generator.data.project import Project
from generator.data.site.center import FILE, Center
from generator.errors import InputErrors
from generator.site import portal
from tests import tiny

SPEC = {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-02"], "duties": {}}
TODAY = date(2026, 11, 23)


def with_center(folder: Path, text: str) -> Project:
    """A tiny project with this file of the centre."""
    root = tiny.write(folder, SPEC)
    (root / FILE).write_text(text, encoding="utf-8")
    return generator.load(root)


def test_without_a_file_everything_is_named(tmp_path: Path) -> None:
    project = tiny.load(tmp_path, SPEC)
    said = "\n".join(portal.lacking(project, TODAY))
    for word in (
        "网站名称",
        "主办单位",
        "网站标识码",
        "ICP 备案号",
        "公安备案号",
        "找错",
        "联系电话",
        "网站地址",
        "安全联系人",
        "公开几个月",
    ):
        assert word in said
    assert said.count("\n") + 1 == len(project.center.wanting) == 11


def test_an_empty_field_is_named_by_its_key(sample: Project) -> None:
    assert portal.lacking(sample, TODAY) == []
    empty = replace(sample, center=sample.center.model_copy(update={"icp": ""}))
    assert portal.lacking(empty, TODAY) == [f"{FILE} 没有写ICP 备案号（icp）；请填写"]


def test_an_address_of_a_sample_is_told(sample: Project) -> None:
    assert portal.doubtful(sample) == [f"{FILE} 网站地址 zwfw.qinghe.example 是示例，不能对外"]


def test_whoever_is_to_be_told_of_a_weakness_is_told_so_for_a_time(sample: Project) -> None:
    assert portal.lacking(sample, date(2027, 6, 29)) == []
    (said,) = portal.lacking(sample, date(2027, 6, 30))
    assert "有效期 2027-06-30 已到" in said


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (
            "site_url: zwfw.example",
            "rosters/center.yml:1:11: site_url：“zwfw.example”不是网站地址；应以 https:// 开头、以 / 结尾",
        ),
        ("mistakes: 打电话", "rosters/center.yml:1:11: mistakes：“打电话”不能当链接"),
        ("security: {contact: 'mailto:a@b.example'}", "security.expires：缺少这个必填项"),
        ("icb: x", "rosters/center.yml:1:1: icb：没有这个键；最接近的是“icp”"),
        ("public_months: -1", "rosters/center.yml:1:16: public_months：写的是“-1”；数值太小"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, line: str, what: str) -> None:
    with pytest.raises(InputErrors) as caught:
        with_center(tmp_path, f"{line}\n")
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("months", "today", "first"),
    [
        (3, date(2026, 11, 23), date(2026, 8, 1)),
        (0, date(2026, 11, 23), date(2026, 11, 1)),
        (2, date(2027, 1, 31), date(2026, 11, 1)),
    ],
)
def test_so_many_months_before_this_one_stay_public(months: int, today: date, first: date) -> None:
    assert Center(public_months=months).kept_from(today) == first


def test_all_stay_public_where_nothing_is_said() -> None:
    assert Center().kept_from(TODAY) == date.min


def test_the_staffs_site_has_its_own_address() -> None:
    center = Center(site_url="https://a.example/", staff_url="https://b.example/x")
    assert (center.address_for("public"), center.address_for("staff")) == ("https://a.example/", "https://b.example/x/")
    assert Center().address_for("staff") == ""


def test_the_command_says_what_is_missing_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_center(tmp_path, "title: 中心\n")
    assert main(["--root", str(tmp_path), "check", "--today", "2026-11-23"]) == 0
    assert main(["--root", str(tmp_path), "check", "--portal", "--today", "2026-11-23"]) == 1
    said = capsys.readouterr()
    assert "没有写公安备案号（police）" in said.out + said.err

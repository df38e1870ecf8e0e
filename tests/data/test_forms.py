"""Forms as they are read: what cites nothing, fills nothing or has no place is named with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import generator
from generator.data.files.fields import ArticleRef
from generator.data.forms.uses import FILLS, USES
from generator.data.project import Project
from generator.errors import InputErrors
from tests import tiny

SPEC = {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-02"], "duties": {"d": {"article": "§duty#staffing"}}}
SOUND = """title: 值班记录
kind: 表
use: duty
units: [u]
from: 2026-01-01
source: ["§duty#staffing"]
filled: {from: duty, duty: d}
parts:
  - fields:
      - {label: 日期, type: date, fill: date}
      - {label: 电话, contact: true}
  - table: {columns: [{label: 姓名, fill: name}, {label: 事项}]}
  - sign: [值班人]
"""


def load(root: Path, text: str) -> Project:
    project = tiny.load(root, SPEC)
    folder = project.root / "docs/forms"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "record.yml").write_text(text, encoding="utf-8")
    return generator.load(project.root)


def test_a_form_is_read_with_its_types(tmp_path: Path) -> None:
    form = load(tmp_path, SOUND).forms["record"]
    assert form.source == (ArticleRef("duty", "staffing"),)
    assert form.audience == "staff"  # where nothing is said
    assert [cell.label for cell in form.cells] == ["日期", "电话"]
    assert form.register is not None
    assert [column.label for column in form.register.columns] == ["姓名", "事项"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("§duty#staffing", "§duty#stafing", "record.yml:6:10: source.第1项：《值班制度》"),
        ("§duty#staffing", "§dutty#staffing", "record.yml:6:10: source.第1项：没有规章“dutty”；最接近的是“duty”"),
        ('["§duty#staffing"]', "[custom]", "record.yml:6:10: source.第1项：要写依据的条文"),
        ("2026-01-01", "2025-01-01", "2025-01-01 起规章“duty”没有现行有效的版本"),
        ("units: [u]", "units: [v]", "record.yml:4:9: units.第1项：没有单位“v”"),
        ("duty: d}", "duty: e}", "record.yml:7:28: filled.duty：没有值班“e”"),
        (", duty: d}", "}", "record.yml:7:9: filled：从值班表填写的写明 duty"),
        ("fill: date", "fill: dates", "fill：没有填写内容“dates”；最接近的是“date”"),
        ("fill: name", "fill: reason", "record.yml:12:41: parts.第2项.table.columns.第1项.fill：没有填写内容“reason”"),
        ("contact: true", "contact: true, fill: phone", "“电话”：个人联系方式只留空格，由本人填写"),
        ("type: date,", "type: choice,", "“日期”：选项（options）与 type: choice 要同时写"),
        ("type: date,", "type: date, unit: 天,", "“日期”：单位（unit）只用于 type: number"),
        (
            "- sign: [值班人]",
            "- {sign: [值班人], text: 句子}",
            "每一部分只写 fields、table、checks、text、sign 中的一种",
        ),
        ("kind: 表", "kinds: 表", "record.yml:2:1: kinds：没有这个键；最接近的是“kind”"),
        ("kind: 表", "kind: 表\nlayout: sign", "牌和证只写一组 fields"),
        ("kind: 表", "kind: 表\ncopies: [存根, 交本人]", "一页几联的，登记的行数（rows）要写明"),
    ],
)
def test_what_is_wrong_with_a_form_is_said_with_its_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in SOUND
    with pytest.raises(InputErrors) as error:
        load(tmp_path, SOUND.replace(old, new))
    assert said in str(error.value)


def test_all_faults_of_all_forms_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as error:
        load(tmp_path, SOUND.replace("§duty#staffing", "§duty#x").replace("units: [u]", "units: [v]"))
    assert len(error.value.faults) >= 2


def test_a_form_that_cites_what_is_repealed_is_a_fault(tmp_path: Path) -> None:
    project = load(tmp_path, SOUND)
    (project.root / "docs/regulations/duty/2027-03-01.repeal.md").write_text("", encoding="utf-8")
    with pytest.raises(InputErrors) as error:
        generator.load(project.root)
    assert "docs/forms/record.yml:6:10: source.第1项：规章“duty”2027-03-01 起废止" in str(error.value)


def test_the_sample_declares_its_forms_for_every_use(sample: Project, root: Path) -> None:
    """As many forms as files, every use has some, and each of the three records fills some."""
    assert sorted(sample.forms) == sorted(p.stem for p in (root / "docs/forms").iterdir())
    assert len(sample.forms) >= 90
    assert {form.use for form in sample.forms.values()} == set(USES)
    assert {form.filled.from_ for form in sample.forms.values() if form.filled} == set(FILLS)


def test_titles_tell_forms_apart(sample: Project) -> None:
    titles = [form.title for form in sample.forms.values()]
    assert len(set(titles)) == len(titles)


def test_contact_fields_of_citizens_are_never_filled(sample: Project) -> None:
    contacts = [c for form in sample.forms.values() for c in form.cells if c.contact]
    assert len(contacts) > 5
    assert not [c.label for c in contacts if c.fill]


def test_a_missing_article_in_the_sample_stops_the_load(root: Path, tmp_path: Path) -> None:
    for name in ("docs", "rosters"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("published", "drafts"))
    (tmp_path / "mkdocs.yml").touch()
    path = tmp_path / "docs/forms/duty-record.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("duty-group#record", "duty-group#records"), encoding="utf-8"
    )
    with pytest.raises(InputErrors) as error:
        generator.load(tmp_path)
    assert "docs/forms/duty-record.yml:6:10: source.第1项：" in str(error.value)
    assert "最接近的是“record”" in str(error.value)

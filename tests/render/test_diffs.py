"""What a version changed: added, removed, moved and reworded articles, and the figures in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator
from generator.data.project import Project
from generator.errors import InputErrors
from generator.render.pages.diffs import compare, differences
from tests import tiny

OLD = """---
title: 值守制度
issuer: u
number: 示例〔2026〕2号
published: 2026-01-01
parameters:
  people: {value: 2, unit: 人, article: who}
---
## 第一条 人数 {#who}
每天 {{ people }} 人值守。

## 第二条 时间 {#hours}
上午八点开始。

## 第三条 旧规定 {#old}
旧的做法。

## 第四条 施行 {#effect}
自公布之日起施行。
"""
NEW = """---
title: 值守制度
issuer: u
number: 示例〔2026〕9号
published: 2026-05-01
editorial: [hours]
formerly: {begin: hours}
parameters:
  people: {value: 3, unit: 人, article: who}
---
## 第一条 人数 {#who}
每天 {{ people }} 人值守。

## 第二条 报告 {#report}
当日报告，见[[duty#gap]]。

## 第三条 时间 {#hours}
上午八时开始。

## 第四条 施行 {#effect}
自公布之日起施行。
"""


def project(root: Path, old: str = OLD, new: str = NEW) -> Project:
    made = tiny.load(root, {"people": {"甲": "a"}, "days": ["2026-12-01", "2026-12-02"], "duties": {"d": {}}})
    folder = made.root / "docs/regulations/watch"
    folder.mkdir()
    (folder / "2026-01-01.md").write_text(old, encoding="utf-8")
    (folder / "2026-06-01.md").write_text(new, encoding="utf-8")
    return generator.load(made.root)


def test_each_article_is_compared_under_its_permanent_id(tmp_path: Path) -> None:
    known = project(tmp_path).regulations
    before, after = known.by_id["watch"].versions
    found = {diff.id: diff for diff in differences(before, after, known, date(2026, 12, 1))}
    assert {name: diff.word for name, diff in found.items()} == {
        "who": "修改",
        "report": "新增",
        "hours": "修改（文字调整）",
        "old": "删除",
    }
    assert found["who"].pieces == (("same", "每天 "), ("gone", "2"), ("new", "3"), ("same", " 人值守。"))
    assert found["report"].pieces == (("new", "当日报告，见《值班制度》第二条。"),)
    assert (found["hours"].before, found["hours"].after) == ("第二条 时间", "第三条 时间")
    assert "effect" not in found


@given(st.text("甲乙丙1234。\n", max_size=60), st.text("甲乙丙1234。\n", max_size=60))
def test_both_texts_can_be_read_off_a_comparison(before: str, after: str) -> None:
    pieces = list(compare(before, after))
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("上午八时开始。", "上午八时开始，每天 4 人值守。", ""),  # another article has no figure of its own
        (
            "每天 {{ people }} 人值守。",
            "每天 {{ people }} 人值守，其中 1 人带班。",
            "本条的参数“people”是 3，这里写的是 1",
        ),
        ("每天 {{ people }} 人值守。", "每天 {{ people }} 人值守 {{。", "双花括号没有配成对"),
        ("见[[duty#gap]]。", "见[[duty#gape]]。", "《值班制度》没有条文“gape”；最接近的是“gap”"),
        ("见[[duty#gap]]。", "见[[dutty]]。", "没有规章“dutty”；最接近的是“duty”"),
        ("editorial: [hours]", "editorial: [hour]", "没有条文“hour”；最接近的是“hours”"),
        ("editorial: [hours]", "nature: trial", "试行的规章写明试行到哪一天"),
        ("editorial: [hours]", "nature: consultation", "征求意见稿还没有施行日期"),
        ("editorial: [hours]", "effective: 2026-06-01", "施行日期由文件名决定"),
        ("editorial: [hours]", "topics: [nothing]", "没有主题“nothing”"),
        ("title: 值守制度", "amended_by: dutty\ntitle: 值守制度", "没有规章“dutty”；最接近的是“duty”"),
    ],
)
def test_each_seeded_fault_is_found_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in NEW
    text = NEW.replace(old, new)
    if not said:
        project(tmp_path, new=text)
        return
    with pytest.raises(InputErrors) as error:
        project(tmp_path, new=text)
    faulty = next(n for n, line in enumerate(text.split("\n"), 1) if new.split("\n", maxsplit=1)[0] in line)
    assert said in str(error.value)
    assert f"docs/regulations/watch/2026-06-01.md:{1 if 'amended_by' in new else faulty}:" in str(error.value)


def test_no_two_texts_begin_on_one_day(tmp_path: Path) -> None:
    made = project(tmp_path)
    folder = made.root / "docs/regulations/watch"
    (folder / "draft.md").write_text(NEW.replace("number:", "effective: 2026-06-01\nnumber:"), encoding="utf-8")
    (folder / "2026-01-01.repeal.md").write_text("", encoding="utf-8")
    with pytest.raises(InputErrors) as error:
        generator.load(made.root)
    assert "docs/regulations/watch/draft.md:1:1: effective：2026-06-01 已经有一个版本" in str(error.value)
    assert "2026-01-01.repeal.md：2026-01-01 也是一个版本的施行日期" in str(error.value)

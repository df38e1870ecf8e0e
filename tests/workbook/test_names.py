"""Names as people write them, and names that look like something else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.data.project import UnitData
from generator.workbook.names import Names
from tests import tiny

PEOPLE = [
    "张三",
    "张 三",
    "李四",
    "欧阳明",
    "Anna Lee",
    "李/五",
    "甲、乙",
    "=1+1",
    "-丙",
    "@丁",
    "无",
    "2",
    "阿依·古丽",
    "王(六)",
    "辛\x07",
]
SPEC = {"people": {name: "b" if name == "张 三" else "a" for name in PEOPLE}, "duties": {}, "departments": ["a", "b"]}
NUMBER = tiny.ids(SPEC)


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> UnitData:
    return tiny.load(tmp_path_factory.mktemp("unit"), SPEC).units["u"]


@pytest.fixture(scope="module")
def names(unit: UnitData) -> Names:
    return Names(unit, unit.people, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("李四", ["李四"]),
        ("李　四", ["李四"]),
        (" 李 四 ", ["李四"]),
        ("李四、欧阳明", ["李四", "欧阳明"]),
        ("李四,欧阳明", ["李四", "欧阳明"]),
        ("李四，欧阳明；", ["李四", "欧阳明"]),
        ("李四/欧阳明", ["李四", "欧阳明"]),
        ("李四\n欧阳明\n", ["李四", "欧阳明"]),
        ("李四\r\n欧阳明", ["李四", "欧阳明"]),
        ("李四 欧阳明", ["李四", "欧阳明"]),
        ("李　四　欧阳明", ["李四", "欧阳明"]),
        ("Anna Lee、李四", ["Anna Lee", "李四"]),
        ("ＡｎｎａＬｅｅ", ["Anna Lee"]),
        ("阿依•古丽", ["阿依·古丽"]),
        ("李/五", ["李/五"]),
        (f"李四（{NUMBER['李四']}）", ["李四"]),
        (f"张三({NUMBER['张三']})", ["张三"]),
        ("张三（b）", ["张 三"]),
        (NUMBER["李四"], ["李四"]),
        ("—", []),
        ("  ", []),
        ("/", []),
        ("无", []),
        ("【空缺】", []),
    ],
)
def test_names_are_read_as_they_are_meant(names: Names, text: str, meant: list[str]) -> None:
    assert names.read(text) == ([NUMBER[name] for name in meant], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("张三", f"张三（{NUMBER['张三']}）是a的"),
        ("张三", f"张 三（{NUMBER['张 三']}）是b的"),
        ("李肆", "没有这个人"),
        ("李四、李四", "写了两遍"),
        (f"欧阳明（{NUMBER['李四']}）", f"编号 {NUMBER['李四']} 是李四，不是欧阳明"),
        ("李四（上午）", "括号里的“上午”读不懂"),
    ],
)
def test_what_means_nobody_is_said(names: Names, text: str, said: str) -> None:
    wrong = names.read(text)[1]
    assert said in "".join(f"{misread.what}{misread.right}" for misread in wrong), wrong


@given(st.lists(st.sampled_from(PEOPLE), unique=True))
def test_whoever_is_written_is_read_back(names: Names, people: list[str]) -> None:
    """Whatever a name looks like: a formula, an id, two names, nothing."""
    ids = [NUMBER[name] for name in people]
    found, wrong = names.read(names.said(ids))
    assert (sorted(found), wrong) == (sorted(ids), [])

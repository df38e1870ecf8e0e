"""A guide that lacks an element fails the build by name, and so does one that says what cannot be."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import generator
from generator.data.guides.guide import INSPECTED, Guide
from generator.data.guides.parts import Limit
from generator.errors import Fault, InputErrors

FOOD, TOWN, JOURNEY = "docs/guides/food-permit.md", "docs/guides/town-elderly-card.md", "docs/journeys/newborn.md"
TOWNS = [p.name for p in (Path(__file__).parents[2] / "docs/guides").glob("town-*.md")]
Broken = Callable[..., tuple[Fault, ...]]


@pytest.fixture(scope="module")
def copied(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample's inputs, to break and mend."""
    there = tmp_path_factory.mktemp("guides")
    for folder in ("docs", "rosters"):
        shutil.copytree(root / folder, there / folder, ignore=shutil.ignore_patterns("published", "drafts"))
    return there


@pytest.fixture
def broken(copied: Path) -> Broken:
    """Give the faults after one replacement in one file, which is undone."""

    def faults(file: str, pattern: str, replacement: str) -> tuple[Fault, ...]:
        path = copied / file
        whole = path.read_text(encoding="utf-8")
        changed, count = re.subn(pattern, replacement, whole, count=1, flags=re.MULTILINE)
        assert count == 1, pattern
        path.write_text(changed, encoding="utf-8")
        try:
            generator.load(copied)
        except InputErrors as error:
            return error.faults
        finally:
            path.write_text(whole, encoding="utf-8")
        return ()

    return faults


def block(key: str) -> str:
    """The pattern of a key of the front matter with everything below it."""
    return rf"^{key}:.*\n(?:[ ]+.*\n)*"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("title", "事项名称"),
        ("base_code", "基本编码"),
        ("local_code", "实施编码"),
        ("type", "事项类型"),
        ("class", "办件类型"),
        ("version", "版本"),
        ("effective", "施行日期"),
        ("checked", "核对日期"),
        ("interpreter", "解释机关"),
        ("legal_basis", "设定依据"),
        ("audience", "服务对象"),
        ("conditions", "申请条件"),
        ("materials", "办理材料"),
        ("procedure", "办理流程"),
        ("statutory_limit", "法定办结时限"),
        ("promised_limit", "承诺时限"),
        ("visits", "到现场次数"),
        ("result", "办理结果"),
        ("fee", "收费标准"),
        ("channels", "办理渠道"),
        ("care", "特殊群体服务"),
        ("supervision", "监督投诉"),
        ("refusal", "不予办理的情形"),
        ("remedies", "法律救济"),
        ("post", "办理地点"),
    ],
)
def test_a_guide_that_lacks_an_element_fails_by_its_name(broken: Broken, key: str, name: str) -> None:
    found = broken(FOOD, block(key), "")
    assert [(str(f.path), f.what) for f in found] == [(FOOD, f"缺少这个必填项（{name}）")]


def test_the_elements_that_inspectors_count_are_demanded_by_their_names(broken: Broken) -> None:
    """Hours are the unit's own and demanded there; a telephone must be the window's or the unit's."""
    demanded = {info.title for info in Guide.model_fields.values()}
    assert {*INSPECTED} - demanded == {"办理时间", "联系电话"}
    assert [f.what for f in broken("rosters/hall/unit.yml", r"^hours: .*", "")] == ["缺少这个必填项"]
    found = broken("rosters/town/unit.yml", r"^phone: .*", 'phone: ""')
    assert {str(f.path) for f in found} == {f"docs/guides/{name}" for name in TOWNS}
    assert {f.what for f in found} == {"窗口和单位都没有写联系电话"}


def test_a_figure_that_changes_later_is_compared_from_then_on(copied: Path, broken: Broken) -> None:
    """An instant case takes 30 minutes; from 2027 on the next version would allow 90, the law an hour."""
    folder = copied / "docs/regulations/case-limits"
    text = (folder / "2026-01-01.md").read_text(encoding="utf-8")
    limits = 'promised_limit: {value: "§case-limits.instant_minutes", unit: 分钟}'
    change = (r"^statutory_limit: .*\npromised_limit: .*", f"statutory_limit: {{value: 1, unit: 小时}}\n{limits}")
    assert broken(FOOD, *change) == ()
    later = folder / "2027-01-01.md"
    later.write_text(text.replace("{value: 30, unit: 分钟", "{value: 90, unit: 分钟"), encoding="utf-8")
    found = broken(FOOD, *change)
    later.unlink()
    assert any("承诺时限 90 分钟 长于法定时限 1 小时" in fault.what for fault in found)


@pytest.mark.parametrize("key", ["legal_basis", "conditions", "materials", "procedure", "refusal", "remedies"])
def test_an_element_that_is_there_but_empty_is_lacking_too(broken: Broken, key: str) -> None:
    (fault,) = broken(FOOD, block(key), f"{key}: []\n")
    assert fault.right == "不能是空的"


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "what"),
    [
        (FOOD, r"^post: w05", "post: w99", "没有窗口“w99”"),
        (FOOD, r"^post: w05", "post: w06", None),  # another window of the same department
        (FOOD, r"^post: w05", "post: w08", "这个窗口属于“social-security”，不属于“market”"),
        (FOOD, r"^post: w05", "post: w05\ncounter: 服务台", "写了窗口，又写了服务台"),
        (TOWN, r"^counter: .*\n", "", "这个单位没有编号的窗口，缺少办理地点"),
        (FOOD, r"window: w03", "window: w98", "没有窗口“w98”"),
        (FOOD, r"^department: market", "department: marke", "没有部门“marke”"),
        (FOOD, r"(?<=- name: )营业执照", "其他相关材料", "“其他相关材料”没有说清要带什么"),
        (FOOD, r"    main: true\n    fill", "    fill", None),  # the second material still is a main document
        (FOOD, r"    when: 受理时缺少的.*\n", "", "不是必要材料，没有写明什么时候需要（容缺）"),
        (FOOD, r"^tags: .*", "tags: [上报件]", "标了上报件，没有写 forwarded_to"),
        (FOOD, r"^tags: .*", "tags: [联办件]", "标了联办件，没有写 joint"),
        (FOOD, r"^agency: .*\n", "", "标了代办件，没有写 agency"),
        (FOOD, r"^appointment: .*\n", "", "标了预约件，没有写 appointment"),
        (TOWN, r"need: 容缺", "need: 非必要", "标了容缺件，没有一份材料可以容缺"),
        (FOOD, r"^online: .*", "online: https://zwfw.gov.cn/x", "不是站内的相对地址"),
        (FOOD, r"§case-limits#promise", "§case-limits#promis", "《限时办结制度》没有条文“promis”"),
        (FOOD, r"§case-limits#promise", "§case-limit#promise", "没有规章“case-limit”"),
        (FOOD, r", version: 2021年修正", "", "写明 law、article 和 version"),
        (FOOD, r"^checked: .*", "checked: 2026-06-30", "核对日期 2026-06-30 早于施行日期 2026-07-01"),
        (FOOD, r"示例-SS-HALL-SCJG-0001", "示例-SS-HALL-SCJG-0011", "实施编码与"),
        (FOOD, r"^life_events: .*", "life_events: [开店]", "写的是“开店”"),
        (FOOD, r"^class: 承诺件", "class: 即办件", "即办件的承诺时限是 5 个工作日"),
        (FOOD, r"^promised_limit: .*", "promised_limit: {value: 11, unit: 工作日}", "长于法定时限 10 个工作日"),
        (FOOD, r"^promised_limit: .*", "promised_limit: {value: 15, unit: 自然日}", "（单位不同，按最长的情形折算）"),
        (
            FOOD,
            r"^promised_limit: .*",
            'promised_limit: {value: "§case-limits.special_days", unit: 自然日}',
            "个工作日”，这里的单位是自然日",
        ),
        (
            FOOD,
            r"^promised_limit: .*",
            'promised_limit: {value: "§case-limits.special_day", unit: 工作日}',
            "没有参数“special_day”",
        ),
        (JOURNEY, "birth-registration", "birth-registratio", "没有办事指南“birth-registratio”"),
        (JOURNEY, "birth-registration", "town-birth-notice", "“town-birth-notice”写了两次"),
        (JOURNEY, "^unit: hall", "unit: hal", "没有单位“hal”"),
    ],
)
def test_what_cannot_be_is_said(broken: Broken, file: str, pattern: str, replacement: str, what: str | None) -> None:
    found = broken(file, pattern, replacement)
    assert (found == ()) if what is None else any(what in fault.what for fault in found), found


@pytest.mark.parametrize("need", ["非必要", "容缺"])
def test_a_main_document_is_always_needed(broken: Broken, need: str) -> None:
    faults = broken(FOOD, r"(?<=    main: true\n)    fill", f"    need: {need}\n    when: 有的提交\n    fill")
    assert any(f"主件标成了{need}；缺主件的不能收件" in fault.what for fault in faults)


def test_a_journey_names_the_guide_that_takes_it_all(broken: Broken) -> None:
    (fault,) = broken("docs/journeys/open-restaurant.md", "together: restaurant-one-thing", "together: restaurant")
    assert "没有办事指南“restaurant”" in fault.what


def test_a_guide_without_a_main_document_is_a_fault(broken: Broken) -> None:
    (fault,) = broken(TOWN, r", main: true|\n    main: true", "")
    assert fault.what == "没有标明哪一份是主件"


def limit(value: int, unit: str) -> Limit:
    return Limit.model_validate({"value": value, "unit": unit})


@pytest.mark.parametrize(
    ("promised", "statutory", "longer"),
    [
        ((5, "工作日"), (10, "工作日"), False),
        ((10, "工作日"), (10, "工作日"), False),
        ((60, "分钟"), (1, "小时"), False),
        ((61, "分钟"), (1, "小时"), True),
        ((24, "小时"), (1, "自然日"), False),
        ((30, "分钟"), (1, "工作日"), False),
        ((5, "工作日"), (7, "自然日"), False),  # a week
        ((5, "工作日"), (6, "自然日"), True),
        ((6, "工作日"), (14, "自然日"), False),  # two weeks
        ((10, "自然日"), (10, "工作日"), False),
        ((11, "自然日"), (10, "工作日"), True),  # perhaps not, but it cannot be relied on
    ],
)
def test_limits_compare_across_units(promised: tuple[int, str], statutory: tuple[int, str], longer: bool) -> None:
    assert limit(*promised).longer_than(limit(*statutory)) is longer

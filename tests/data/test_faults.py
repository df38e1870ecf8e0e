"""Bad input: every fault of every file in one run, each with its position, its name and what would be right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import generator
from generator.errors import Fault, InputErrors


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A copy of the sample's inputs, to break."""
    for folder in ("docs", "rosters"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("published", "drafts"))
    return tmp_path


def edit(file: Path, pattern: str, replacement: str) -> tuple[int, int]:
    """Replace the first match and give the line and column where the replacement stands."""
    text = file.read_text(encoding="utf-8")
    match = re.search(pattern, text, flags=re.MULTILINE)
    assert match, pattern
    file.write_text(text[: match.start()] + replacement + text[match.end() :], encoding="utf-8")
    before = text[: match.start()]
    return before.count("\n") + 1, match.start() - (before.rfind("\n") + 1) + 1


def faults(root: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputErrors) as caught:
        generator.load(root)
    return caught.value.faults


def first(folder: Path) -> Path:
    return sorted(folder.glob("*.yml"))[0]


SHIFTS = "docs/regulations/hotline-shifts/2026-10-15.md"
GROUP, DESK = "rosters/hall/duties/duty-group/2026-02-01.yml", "rosters/hall/duties/consultation-desk/2026-01-01.yml"


def test_ten_different_errors_are_ten_positions(project: Path) -> None:
    unit = project / "rosters/hall/unit.yml"
    expected = {
        ("unknown key", edit(unit, r"public_names(?=: full)", "public_name")),
        ("missing person", edit(project / GROUP, r"9?1004(?=\])", "9004")),
        ("unknown parameter", edit(project / GROUP, r'"§duty-group.on_duty"', '"§duty-group.on_dutty"')),
        ("unknown article", edit(project / DESK, r'"§consultation-desk#keeper"', '"§consultation-desk#keper"')),
        ("wrong type", edit(project / DESK, r"4(?=, article: custom)", "four")),
        ("impossible date", edit(project / "rosters/calendar/2026.yml", r"2026-10-01(?=,)", "2026-13-01")),
        ("unknown department", edit(project / "rosters/hall/posts.yml", r"market(?=,)", "markt")),
        ("unknown window", edit(project / "docs/guides/food-permit.md", r"(?<=post: )\w+", "w99")),
        (
            "unknown placeholder",
            edit(next(project.glob("docs/regulations/duty-group/2026-02*")), r"\{\{ to ", "{{ too "),
        ),
    }
    leave = first(project / "rosters/hall/leave")
    expected.add(("unknown kind of leave", edit(leave, r"(?<=kind: )\w+", "holliday")))
    found = {(fault.line, fault.column) for fault in faults(project)}
    assert {position for _, position in expected} <= found
    assert len(expected) == 10


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "what", "right"),
    [
        ("rosters/hall/unit.yml", "^short: .*$", "short: 甲\nshort: 乙", "键重复，第 3 行已经写过", "请只留一处"),
        ("rosters/hall/unit.yml", "^short: .*$", "shrt: 甲", "没有这个键", "最接近的是“short”"),
        ("rosters/hall/unit.yml", "^short: .*\n", "", "缺少这个必填项", ""),
        (
            "rosters/hall/unit.yml",
            "^public_names: .*$",
            "public_names: half",
            "写的是“half”",
            "应是 full、masked、none",
        ),
        ("rosters/hall/unit.yml", "^pools:$", "pools: [", "YAML 写法有误", "请检查缩进、冒号后的空格和引号"),
        ("rosters/hall/people.yml", "until: 2026-10-31", "until: 2026-02-30", "“2026-02-30”这一天不存在", ""),
        ("rosters/hall/people.yml", "proportion: 1/2", "proportion: 3/2", "在岗比例应大于 0、不超过 1", ""),
        ("rosters/hall/people.yml", "^- id: 1002", "- id: 1001", "编号“1001”与第 1 项重复", "每项用自己的编号"),
        (
            "rosters/hall/unit.yml",
            "of: supervision, approver",
            "of: supervisio, approver",
            "没有部门“supervisio”",
            "supervision",
        ),
        ("rosters/hall/unit.yml", "kinds: .training., by", "kinds: [trainin], by", "没有这一项“trainin”", "“training”"),
        (GROUP, "from: duty-members", "from: duty-member", "没有人员范围“duty-member”", "最接近的是“duty-members”"),
        (GROUP, "from: duty-members,", "", "由谁来值要写明一种", ""),
        (GROUP, "pool: day-duty", "pool: night-duty", "没有公平池“night-duty”", "最接近的是“day-duty”"),
        (GROUP, "gap-between-turns", "gap-between-turn", "没有规则“gap-between-turn”", "最接近的是“gap-between-turns”"),
        (GROUP, "{days: 2, ", "{day: 2, ", "没有规则参数“day”", "最接近的是“days”"),
        (GROUP, "§duty-group.arrive_early", "§duty-group.from", "参数“from”是“08:00”，这里要整数", ""),
        (GROUP, "§duty-group.from", "§duty-group.on_duty", "参数“on_duty”是“2”，这里要 08:30 这样的时刻", ""),
        (GROUP, "§duty-group#composition", "§duty-grup#composition", "没有规章“duty-grup”", "最接近的是“duty-group”"),
        (DESK, "on: workdays", "on: &days workdays\nplace: *days", "键重复", ""),
        (DESK, "days: 4", "days: -4", "数值太小", ""),
        ("docs/guides/food-permit.md", "^---\n", "", "缺少开头的说明部分", "第一行写 ---"),
        (
            "docs/guides/food-permit.md",
            r"(?<=- \{name: )[^,]+",
            "法律法规规定的其他材料",
            "没有说清要带什么",
            "逐项写明材料名称",
        ),
        ("docs/guides/food-permit.md", r"(?<=promised_limit: \{value: )\d+", "99", "长于法定时限", "应不超过法定时限"),
        (
            "docs/regulations/hall-hours/2026-01-01.md",
            "issuer: hall",
            "issuer: hal",
            "没有单位“hal”",
            "最接近的是“hall”",
        ),
        (
            "rosters/calendar/2026.yml",
            "2026-02-14",
            "2026-02-13",
            "2026-02-13 本来就是工作日",
            "调休上班日应是周六或周日",
        ),
        (
            "rosters/calendar/2026.yml",
            "eve: 2026-02-16",
            "eve: 2026-02-13",
            "2026-02-13 不在放假期间内，也不是放假的前一天",
            "",
        ),
        (
            "rosters/calendar/2026.yml",
            "^    off: (?=.from: 2026-01-01)",
            "    eve: 2025-12-31\n    off: ",
            "2025-12-31 不在 2026 年",
            "",
        ),
        ("rosters/calendar/2027.yml", "2027-05-02", "2026-05-02", "2026-05-02 不在 2027 年", ""),
        ("rosters/hall/unit.yml", "  complaint: {days.*\n", "", "没有写多久答复", "在 clocks 里写 complaint"),
        ("rosters/hall/unit.yml", "window: w03", "window: w30", "没有窗口“w30”", "最接近的是"),
        (SHIFTS, '"11-15"', '"11-31"', "“11-31”不是每年的某一天", "应写成 11-15 这样"),
        (SHIFTS, '"11-15"', "11月15日", "“11月15日”不是每年的某一天", "应写成 11-15 这样"),
    ],
)
def test_each_kind_of_fault(project: Path, file: str, pattern: str, replacement: str, what: str, right: str) -> None:
    edit(project / file, pattern, replacement)
    found = [f for f in faults(project) if f.path.as_posix() == file]
    assert any(what in f"{f.what}；{f.right}" and right in f.right for f in found), [str(f) for f in found]


@pytest.mark.parametrize(
    ("service", "what"),
    [
        (
            "[{from: 2026-01-01, department: general, role: director}, {from: 2026-05-01, department: general, role: director}]",
            "重叠",
        ),
        (
            "[{from: 2026-01-01, until: 2026-03-31, department: general, role: director}, {from: 2026-05-01, department: general, role: director}]",
            "空档",
        ),
    ],
)
def test_dated_entries_neither_overlap_nor_leave_a_gap(project: Path, service: str, what: str) -> None:
    people = project / "rosters/hall/people.yml"
    people.write_text(people.read_text(encoding="utf-8") + f"- id: 1999\n  name: 示例\n  service: {service}\n", "utf-8")
    (found,) = faults(project)
    assert what in found.what
    assert found.name == "示例.service.第2项.from"


def test_a_missing_file_hides_no_other_fault_and_blames_nobody(project: Path) -> None:
    (project / "rosters/hall/people.yml").unlink()
    edit(project / "rosters/hall/unit.yml", r"public_names(?=: full)", "public_name")
    assert {fault.name for fault in faults(project)} == {"people.yml", "public_name"}


def test_a_unit_without_its_file_is_one_fault(project: Path) -> None:
    (project / "rosters/hall/unit.yml").unlink()
    assert {fault.name for fault in faults(project)} == {"unit.yml"}


def test_there_is_one_main_unit(project: Path) -> None:
    town = project / "rosters/town/unit.yml"
    town.write_text(town.read_text(encoding="utf-8") + "main: true\n", encoding="utf-8")
    [fault] = faults(project)
    assert (fault.path.parent.name, fault.what) == ("town", "主要的单位只能有一个")


def test_a_fault_hides_no_other_in_the_same_record(project: Path) -> None:
    leave = "person: 林晓\nkind: holiday\nfrom: 2026-12-07\nuntil: 2026-12-08\nstatus: 已批准\n"
    (project / "rosters/hall/leave/new.yml").write_text(leave, encoding="utf-8")
    assert [fault.name for fault in faults(project)] == ["person", "kind", "status"]


def test_a_broken_regulation_does_not_blame_those_who_cite_it(project: Path) -> None:
    for version in project.glob("docs/regulations/duty-group/*.md"):
        edit(version, "^number: .*\n", "")
    assert {fault.name for fault in faults(project)} == {"number"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("person：1017\nkind: annual\n", "冒号要用半角的 : ，后面空一格"),
        ("person: 1017\n\tkind: annual\n", "缩进要用空格，不能用制表符"),
        ("person:1017\nkind: annual\n", "冒号后面要空一格"),
        ("steps: [{status: approved， on: 2026-12-01}]\n", "花括号、方括号里的各项用半角的逗号 , 分开"),
        ("person: 骆春和\nkind: annual\nfrom: 2026-12-01\nuntil: 2026-12-01\nstatus: approved\n", "请写编号：1012"),
    ],
)
def test_the_usual_slips_are_told_how_to_mend(project: Path, text: str, right: str) -> None:
    (project / "rosters/hall/leave/new.yml").write_text(text, encoding="utf-8")
    assert right in {fault.right for fault in faults(project)}


@pytest.mark.parametrize("name", ["new.yml.txt", "new.yaml", "new.YML", "folder/new.yml"])
def test_a_file_that_would_be_passed_over_is_a_fault(project: Path, name: str) -> None:
    target = project / "rosters/hall/leave" / name
    target.parent.mkdir(exist_ok=True)
    target.write_text("person: 9999\n", encoding="utf-8")
    (found,) = faults(project)
    assert found.what == "这个文件不会被读取"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: [b", b"- 1\n- 2", b"", b"a: &x 1\nb: *x", b"a: \x01"])
def test_no_file_ever_gives_a_traceback(project: Path, content: bytes) -> None:
    kept: list[Callable[[], Path]] = [
        lambda: project / "rosters/hall/unit.yml",
        lambda: project / "rosters/hall/people.yml",
        lambda: first(project / "rosters/hall/leave"),
        lambda: project / "rosters/calendar/2026.yml",
        lambda: project / GROUP,
        lambda: project / "docs/guides/food-permit.md",
        lambda: next(project.glob("docs/regulations/duty-group/2026-02*")),
    ]
    for file in kept:
        before = file().read_bytes()
        file().write_bytes(content)
        assert all(fault.line >= 1 and fault.what for fault in faults(project)), file()
        file().write_bytes(before)
    generator.load(project)

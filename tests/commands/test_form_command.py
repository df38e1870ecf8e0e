"""The command that prints forms: what stands in a filled one, and where it may not be written."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.cli import main
from generator.commands.forms import MARK
from generator.data.forms.uses import FILLS, ROWS
from generator.data.project import Project
from generator.desk.sign_ins import read_signs
from generator.errors import Refused
from generator.render.paper import filled
from tests import amended

TODAY = ["--today", "2026-11-23"]
DAY = date(2026, 11, 24)


def form(root: Path, *arguments: object) -> int:
    return main(["--root", str(root), "form", *map(str, arguments), *TODAY])


def text(path: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).replace("\u200b", "").split())


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with changes of November, which stand in five further records."""
    folder = tmp_path_factory.mktemp("forms")
    for name in ("docs", "rosters", "templates"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("drafts"))
    shutil.copy(root / "mkdocs.yml", folder)
    amended.revise(folder)
    return folder


def test_the_list_names_every_form(root: Path, sample: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert form(root, "--list") == 0
    said = capsys.readouterr().out
    assert all(name in said for name in sample.forms)


def test_the_duty_record_names_who_is_on_duty_and_who_comes_next(root: Path, tmp_path: Path) -> None:
    """As in rosters/hall/published/2026-11: Monday the 23rd, then Tuesday the 24th."""
    assert form(root, "duty-record", "--date", "2026-11-23", "--out", tmp_path / "a.pdf") == 0
    said = text(tmp_path / "a.pdf")
    for word in (
        "2026年11月23日周一",
        "组长袁柏川",
        "邹佩玉、薛子衿",
        "08:00—18:00",
        "接班人员",
        MARK.replace("\u3000", ""),
    ):
        assert word in said


def test_the_desk_book_passes_over_the_weekend(sample: Project) -> None:
    """After Friday 27 November comes Monday the 30th."""
    values = filled.of_duty(sample, sample.units["hall"], "consultation-desk", date(2026, 11, 27))
    [keeper] = sample.units["hall"].published["2026-11"].plan.duties["consultation-desk"][date(2026, 11, 30)]["keeper"]
    assert values.cells["next-people"] == sample.units["hall"].people[keeper].name
    assert values.cells["next-date"] == "2026年11月30日 周一"


def test_who_comes_next_is_left_blank_while_the_month_is_not_published(sample: Project) -> None:
    """A later span that is published already does not make its people the next ones."""
    hall = sample.units["hall"]
    last = max(hall.published["2026-11"].plan.duties["consultation-desk"])
    assert filled.of_duty(sample, hall, "consultation-desk", last).cells["next-people"] == ""
    without = replace(hall, published={name: h for name, h in hall.published.items() if name != "2026-10"})
    assert not filled._published_to(without, date(2026, 9, 30), date(2026, 11, 2))
    assert filled._published_to(hall, date(2026, 9, 30), date(2026, 11, 2))


def test_a_week_is_found_by_any_of_its_days(sample: Project) -> None:
    hall = sample.units["hall"]
    monday, friday = (filled.of_duty(sample, hall, "weekly-duty", date(2026, 11, day)) for day in (23, 27))
    assert monday == friday
    assert monday.cells["date"] == "2026年11月23日至11月27日"
    assert {row["seat"] for row in monday.rows} == {"带班领导", "窗口首席代表", "记录员"}


def test_a_day_without_a_published_duty_is_refused(sample: Project) -> None:
    with pytest.raises(Refused, match="2026年11月28日没有已发布的“值班组”"):
        filled.of_duty(sample, sample.units["hall"], "duty-group", date(2026, 11, 28))


def test_records_give_what_forms_may_ask_for(copy: Path) -> None:
    """The names that declarations are checked against are those that the records give, no more and no fewer."""
    project, _ = amended.november(copy)
    hall = project.units["hall"]
    duty = filled.of_duty(project, hall, "duty-group", DAY)
    assert {name for name in duty.cells if not name.startswith("seat.")} == set(FILLS["duty"])
    assert all(set(row) == set(ROWS["duty"]) for row in duty.rows)
    leave = filled.of_leave(project, hall, "1022-2026-11-25")
    assert (set(leave.cells), leave.rows) == (set(FILLS["leave"]), ())
    change = filled.of_change(project, hall, "2026-11", 1)
    assert set(change.cells) == set(FILLS["change"])
    assert all(set(row) == set(ROWS["change"]) for row in change.rows)


def test_a_substitution_is_filed_with_who_goes_who_comes_and_why(copy: Path, tmp_path: Path) -> None:
    project, _ = amended.november(copy)
    gone = project.units["hall"].people["1022"].name
    assert form(copy, "swap-filing", "--unit", "hall", "--change", "2026-11/1", "--out", tmp_path / "a.pdf") == 0
    said = text(tmp_path / "a.pdf")
    for word in ("代班", gone, "病假", amended.APPROVER, "2026年11月25日周三", "第1次", "看病"):
        assert (word in said) == (word != "看病"), word  # the category, never the reason
    swap = filled.of_change(project, project.units["hall"], "2026-11", 2)
    assert swap.cells["kind"] == "换班"
    assert len(swap.rows) == 2
    assert swap.rows[0]["before"] == swap.rows[1]["after"]


def test_the_leave_slip_holds_the_record_and_names_who_decides(copy: Path, tmp_path: Path) -> None:
    assert form(copy, "leave-slip", "--leave", "1022-2026-11-25", "--out", tmp_path / "a.pdf") == 0
    said = text(tmp_path / "a.pdf")
    for word in ("病假", "2026年11月25日周三", "1个工作日", "示例：看病", "窗口首席代表（《考勤与请销假制度》第四条）"):
        assert word in said


def test_the_sign_of_a_window_says_when_somebody_is_back_and_not_why(copy: Path, tmp_path: Path) -> None:
    assert form(copy, "whereabouts-sign", "--leave", "1023-2026-11-25", "--out", tmp_path / "a.pdf") == 0
    said = text(tmp_path / "a.pdf")
    assert "11月25日（周三）16:00" in said
    assert "2026年11月25日14:00" in said
    for word in ("家事", "事假", MARK[:4]):
        assert word not in said


@pytest.mark.parametrize(
    "arguments", [("leave-slip", "--leave", "1022-2026-11-25"), ("duty-record", "--date", "2026-11-23")]
)
@pytest.mark.parametrize("place", ["site/forms", "site-staff", "docs/forms", "other-site/forms"])
def test_nothing_is_written_where_a_site_is_or_is_made(
    arguments: tuple[str, ...], place: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "other-site").mkdir(exist_ok=True)
    (copy / "other-site/index.html").touch()
    out = copy / place / "a.pdf"
    assert form(copy, *arguments, "--out", out) == 1
    assert "不能写到这里" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("duty-recod",), "没有表格“duty-recod”\n下一步：最接近的是“duty-record”"),
        (("leave-slip", "--date", "2026-11-23"), "《请假单》不能从 --date 填写\n下一步：这张表用 --leave 填写"),
        (("sign-in-sheet", "--date", "2026-11-23"), "《签到表》不能从 --date 填写\n下一步：这张表只印空白的"),
        (("leave-slip", "--leave", "9"), "没有请假记录“9”"),
        (("swap-filing", "--change", "1"), "“1”不是值班表的变更"),
        (("swap-filing", "--change", "2026-11/9"), "2026-11 没有第 9 次变更\n下一步：这一期共有 5 次变更"),
        (("leave-slip", "--unit", "town"), "青禾镇便民服务中心（示例）不用《请假单》\n下一步：用这张表的单位：hall"),
        (("desk-plate", "--out", "a.csv"), "《值班桌牌》没有登记表，不能写成 CSV"),
        (("desk-plate", "--out", "a.docx"), "不能写成 a.docx"),
    ],
)
def test_what_cannot_be_printed_is_said(
    arguments: tuple[str, ...], said: str, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = [tmp_path / a if a.startswith("a.") else a for a in arguments]
    assert form(copy, *moved) == 1
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_head_of_the_punch_sheet_is_what_the_import_reads(root: Path, sample: Project, tmp_path: Path) -> None:
    path = tmp_path / "punch.csv"
    assert form(root, "punch-sheet", "--out", path) == 0
    hall = sample.units["hall"]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["1005", hall.people["1005"].name, "2026-11-02", "08:25", "17:35"])
    signed = read_signs(path, hall, hall.period("2026-11"), date(2026, 11, 23), root)
    assert set(signed[date(2026, 11, 2)]) == {"1005"}


def test_a_restricted_blank_says_so(root: Path, tmp_path: Path) -> None:
    assert form(root, "self-criticism", "--out", tmp_path / "a.pdf") == 0
    assert "内部资料" in text(tmp_path / "a.pdf")


def test_a_receipt_lists_what_the_guide_asks_for_and_when_it_is_due(root: Path, tmp_path: Path) -> None:
    """Five working days from Monday the 23rd of November, the day itself not counted: Monday the 30th."""
    assert form(root, "acceptance-receipt", "--guide", "food-permit", "--out", tmp_path / "a.pdf") == 0
    said = text(tmp_path / "a.pdf")
    for word in ("食品经营许可（新办）", "营业执照", "5号食品经营许可窗口", "2026年11月23日周一", "2026年11月30日周一"):
        assert word in said, word
    assert "".join(MARK.split()) not in said


@pytest.mark.parametrize(("unit", "due"), [("hall", "2026年11月30日周一"), ("town", "2026年11月24日周二")])
def test_a_complaint_is_answered_within_the_days_of_the_unit(unit: str, due: str, root: Path, tmp_path: Path) -> None:
    """The hall has five working days, the town centre the next one."""
    assert form(root, "complaint-sheet", "--complaint", "--unit", unit, "--out", tmp_path / "a.pdf") == 0
    assert due in text(tmp_path / "a.pdf")

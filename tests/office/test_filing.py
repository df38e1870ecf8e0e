"""Filing upward: the superior's sheet holds the roster, later changes are filed by themselves, and nothing else has mobiles."""

from __future__ import annotations

import runpy
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

import generator
from generator.cli import main
from generator.data.project import Project, UnitData
from generator.documents import filing as sheets
from generator.documents.templates import SHIPPED
from generator.documents.workbooks import fill
from generator.errors import InputErrors, Refused
from generator.office import filing

ON = date(2026, 9, 22)
BY = sheets.Signatures("1054", "1002", ON)
HOSTILE = "=HYPERLINK(1)"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The sample, with nothing filed yet."""
    for name in ("docs", "rosters"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("drafts", "filings"))
    shutil.copy(root / "mkdocs.yml", tmp_path)
    return tmp_path


def standing(root: Path) -> tuple[Project, UnitData, filing.Standing]:
    project = generator.load(root)
    hall = project.units["hall"]
    return project, hall, filing.standing(project, hall, hall.period("2026-国庆"))


def swapped(root: Path) -> None:
    call = ["swap", "1055", "2026-10-05", "1054", "2026-10-06", "--duty", "节假日值班", "--today", "2026-09-21"]
    assert main(["--root", str(root), *call, "--by", "1054", "--accept"]) == 0


def cells(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows()]


def test_the_sheet_is_the_roster_with_mobiles(copy: Path) -> None:
    project, hall, own = standing(copy)
    assert (own.state, own.due) == ("未报备", date(2026, 9, 24))  # seven days before 1 October
    ending, content = sheets.sheet(project, hall, own, BY, changes=False)
    rows = cells(content)
    assert ending == ".xlsx"
    assert rows[0][0] == "2026年国庆节值班报备表"
    assert rows[2] == ["日期", "星期", "带班领导", "职务", "手机", "值班人员", "职务", "手机", "值班电话"]
    held = hall.published["2026-国庆"].roster.held
    for row, day in zip(rows[3:10], range(1, 8), strict=True):
        of = {
            key.seat: [hall.people[p] for p in people] for key, people in held.items() if key.day == date(2026, 10, day)
        }
        assert row[:3] == [f"10月{day}日", f"周{'四五六日一二三'[day - 1]}", of["director"][0].name]
        assert row[4] == of["director"][0].mobile
        assert row[5].split("\n") == [person.name for person in of["officers"]]
        assert row[7].split("\n") == [person.mobile for person in of["officers"]]
        assert row[8] == "000-0000-3300"
    assert rows[10][0] == "填表人：霍承砚　　　　审签人：卢静楠　　　　2026年9月22日"
    assert len(rows) == 12


def test_a_later_change_is_filed_with_before_and_after_only(copy: Path) -> None:
    call = ["--root", str(copy), "file", "2026-国庆", "--sent", "--by", "霍承砚"]
    assert main([*call, "--on", "2026-09-20"]) == 0
    assert standing(copy)[2].state == "已报备"
    swapped(copy)
    project, hall, own = standing(copy)
    assert own.state == "变更未报备"
    _, content = sheets.sheet(project, hall, own, BY, changes=True)
    rows = cells(content)
    assert rows[0][0] == "2026年国庆节值班变更报备表"
    assert [(row[0], row[2], row[3], row[5]) for row in rows[3:-2]] == [
        ("10月5日", "蓝亦舟", "霍承砚", hall.people["1054"].mobile),
        ("10月6日", "霍承砚", "蓝亦舟", hall.people["1055"].mobile),
    ]
    [note] = [w for w in filing.warnings(project, hall, filing.problems(project, hall)) if "国庆" in w]
    assert "2 处变更还没有报备" in note
    assert main([*call, "--on", "2026-09-22"]) == 0
    project, hall, own = standing(copy)
    assert own.state == "已报备"
    names = [path.name for path in sorted((copy / "rosters/hall/filings/2026-国庆").iterdir())]
    assert names == ["01.yml", "02.yml"]
    assert [filed.on.day for filed in own.filed] == [20, 22]


def test_a_change_while_the_sheet_was_under_way_is_still_to_be_filed(copy: Path) -> None:
    swapped(copy)
    call = ["--root", str(copy), "file", "2026-国庆", "--sent", "--by", "1054", "--on", "2026-09-22"]
    assert main([*call, "--revision", "0"]) == 0  # what was sent was made before the swap
    assert standing(copy)[2].state == "变更未报备"


def test_what_cannot_be_marked_is_refused_with_words(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["--root", str(copy), "file"]
    for more, said in (
        (["2026-国庆", "--sent"], "没有写明谁报的"),
        (["2026-国庆", "--sent", "--by", "1054", "--on", "2026-08-01"], "还没有这份排班表"),
        (["2026-国庆", "--sent", "--by", "1054", "--on", "2026-09-20", "--revision", "3"], "没有第 3 次变更"),
        (["2026-11"], "不用报备"),
        ([], "没有写明哪个节假日"),
        (["--due", "--unit", "town"], "没有写明向谁报备"),
    ):
        assert main([*call, *more]) == 1
        assert said in capsys.readouterr().err
    assert main([*call, "2026-国庆", "--sent", "--by", "1054", "--on", "2026-09-20"]) == 0
    assert main([*call, "2026-国庆", "--sent", "--by", "1054", "--on", "2026-09-21"]) == 1
    assert "此后没有变更" in capsys.readouterr().err
    assert main([*call, "--due", "--today", "2026-09-23"]) == 0
    out = capsys.readouterr().out
    assert "未报备，已过期限" in out  # 中秋, due on 18 September
    assert "2026-09-24（本单位惯例）" in out


def test_check_warns_and_stays_green(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "check", "--today", "2026-11-23"]) == 0
    assert "2026年国庆节：还没有报备，最迟 2026-09-24" in capsys.readouterr().out


def test_no_site_is_a_place_for_the_sheet(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["--root", str(copy), "file", "2026-国庆", "--today", "2026-09-20"]
    for place in ("site", "site-staff/a", "rosters/hall", "docs"):
        assert main([*call, "--out", str(copy / place)]) == 1
        assert "不能写到这里" in capsys.readouterr().err
    assert main(call) == 0
    [written] = (copy / "private/filing").iterdir()
    assert written.name == "hall-2026-国庆-报备.xlsx"


def test_a_report_on_a_roster_that_is_not_there_is_said(copy: Path) -> None:
    folder = copy / "rosters/hall/filings/2026-国庆"
    folder.mkdir(parents=True)
    text = f"unit: hall\nperiod: 2026-国庆\nby: '1054'\non: 2026-09-20\nrecord: sha256:{'0' * 64}\n"
    (folder / "01.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="说的不是现有的排班表"):
        standing(copy)
    assert len(list(filing.faults(generator.load(copy).units["hall"]))) == 1
    (folder / "01.yml").write_text(text.replace("1054", "9999").replace("hall", "town"), encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        generator.load(copy)
    said = "\n".join(map(str, caught.value.faults))
    assert "01.yml:3:5: by：没有人员“9999”" in said
    assert "写的是 town 2026-国庆" in said


def test_the_seats_that_lead_are_seats_of_the_unit(copy: Path) -> None:
    path = copy / "rosters/hall/unit.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("leaders: [director]", "leaders: [directr]"), encoding="utf-8"
    )
    with pytest.raises(InputErrors, match="没有席位“directr”；最接近的是“director”"):
        generator.load(copy)


def test_a_name_never_becomes_a_formula(copy: Path) -> None:
    project, hall, own = standing(copy)
    people = {i: p.model_copy(update={"name": f"{HOSTILE}\x01", "mobile": "+86"}) for i, p in hall.people.items()}
    _, content = sheets.sheet(project, replace(hall, people=people), own, BY, changes=False)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    cell = sheet["C4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{HOSTILE} ", "s", True)
    assert (sheet["E4"].value, sheet["E4"].data_type) == ("+86", "s")


def test_a_placeholder_that_is_not_known_is_named_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    book = load_workbook(SHIPPED / "filing.xlsx")
    book.worksheets[0]["C4"] = "{{ row.leader }}"
    book.save(path)
    with pytest.raises(Refused, match=r"C4 格里没有可以填的“row\.leader”") as refused:
        fill(path, {"title": "", "unit": "", "to": "", "revision": ""}, [{"leaders": "甲", "day": "", "weekday": ""}])
    assert "row.leaders" in refused.value.instead
    path.write_bytes(b"no workbook")
    with pytest.raises(Refused, match="不是 Excel 工作簿"):
        fill(path, {}, [])


def test_a_unit_may_have_a_word_template(copy: Path) -> None:
    folder = copy / "rosters/hall/templates"
    folder.mkdir()
    own = docx.Document()
    own.add_paragraph("{{ title }}")
    table = own.add_table(3, 2)
    for row, texts in zip(
        table.rows,
        (["{%tr for row in rows %}"], ["{{ row.leaders }}", "{{ row.officer_mobiles }}"], ["{%tr endfor %}"]),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    own.save(str(folder / "filing.docx"))
    project, hall, known = standing(copy)
    ending, content = sheets.sheet(project, hall, known, BY, changes=False)
    made = docx.Document(BytesIO(content))
    assert ending == ".docx"
    assert [row.cells[0].text for row in made.tables[0].rows] == [
        "黎望舒",
        "纪允成",
        "祁远舟",
        "黎望舒",
        "蓝亦舟",
        "霍承砚",
        "卢静楠",
    ]


def test_the_templates_are_what_their_script_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(SHIPPED / "make_filing.py"))
    for name, columns, about in made["SHEETS"]:
        made["make"](tmp_path / name, columns, about)
        assert cells((tmp_path / name).read_bytes()) == cells((SHIPPED / name).read_bytes())

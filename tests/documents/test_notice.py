"""The notice: laid out as GB/T 9704 asks, its annex equal to the roster, and no text from data ever markup."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn

import generator
from generator.cli import main
from generator.data.project import Project
from generator.desk import seeking
from generator.documents.notice import chinese, notice
from generator.documents.templates import SHIPPED
from generator.errors import Refused
from generator.render.views.gather import view_of
from generator.render.views.view import MonthView
from tests import tiny

ON = date(2026, 9, 1)
HOSTILE = '=1+1</w:t><w:br/>{{ 7 * 7 }}{% raw %}&amp;"<b>'


@pytest.fixture(scope="module")
def holiday(sample: Project) -> MonthView:
    hall = sample.units["hall"]
    return view_of(seeking.period(sample, hall, hall.period("2026-国庆")), None, "staff")


@pytest.fixture(scope="module")
def made(sample: Project, holiday: MonthView) -> Any:
    return docx.Document(BytesIO(notice(sample, holiday, [], "各部门", ON)))


def style_of(made: Any, text: str) -> Any:
    [paragraph] = [p for p in made.paragraphs if p.text.startswith(text)]
    return paragraph.style


def font(style: Any) -> tuple[str, float]:
    return style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt


def test_the_page_is_laid_out_as_the_standard_asks(made: Any) -> None:
    [section] = made.sections
    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in (*page, *margins)] == [210, 297, 37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    # 225 mm of text are 12756 twentieths of a point: 22 lines of 579, and no 23rd; 156 mm are 442.2 points.
    assert 22 * int(grid.get(qn("w:linePitch"))) <= 12756 < 23 * int(grid.get(qn("w:linePitch")))
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert 28 * pitch == pytest.approx(442.2, abs=0.2)
    body = style_of(made, "根据")
    assert body.paragraph_format.line_spacing_rule is WD_LINE_SPACING.EXACTLY
    assert body.paragraph_format.line_spacing.pt * 20 == 579
    spacing = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert 28 * (16 + spacing / 20) < 442.2 < 29 * (16 + spacing / 20)


def test_fonts_and_sizes_are_those_of_the_standard(made: Any) -> None:
    assert font(style_of(made, "关于公布2026年国庆节值班表的通知")) == ("方正小标宋简体", 22)
    assert font(style_of(made, "根据")) == ("仿宋", 16)
    assert font(style_of(made, "一、")) == ("黑体", 16)
    assert font(style_of(made, "（一）")) == ("楷体", 16)
    fonts = next(p for p in made.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml").blob.decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="小标宋体,华文中宋,宋体"/>' in fonts


def test_page_numbers_stand_outside_alternating(made: Any) -> None:
    [section] = made.sections
    assert made.settings.odd_and_even_pages_header_footer
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        [paragraph] = footer.paragraphs
        assert paragraph.style.paragraph_format.alignment == side
        assert font(paragraph.style) == ("宋体", 14)
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml


def test_the_parts_stand_in_their_order(made: Any) -> None:
    texts = [p.text for p in made.paragraphs if p.text]
    assert texts[0] == "示例〔2026〕　号"
    starts = [
        "关于公布2026年国庆节值班表的通知",
        "各部门：",
        "根据《节假日值班制度》",
        "一、",
        "（一）节假日值班",
        "值班时间：08:30—次日08:30",
    ]
    starts += [
        "二、",
        "值班人员",
        "值班表",
        "特此通知。",
        "附件：2026年国庆节假日值班表",
        "青禾县政务服务中心（示例）",
        "2026年9月1日",
        "附件",
        "2026年国庆节假日值班表",
    ]
    assert [text[: len(start)] for text, start in zip(texts[1:], starts, strict=True)] == starts
    assert style_of(made, "2026年9月1日").paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    [mark] = [p for p in made.paragraphs if p.text == "附件"]
    assert mark.style.paragraph_format.page_break_before


def test_the_annexed_table_is_the_roster(sample: Project, made: Any) -> None:
    hall = sample.units["hall"]
    [table] = made.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["日期", "星期", "带班领导", "值班员"]
    held = sorted(hall.published["2026-国庆"].roster.held.items())
    names = {(key.day, key.seat): "、".join(hall.people[p].name for p in people) for key, people in held}
    days = sorted({day for day, _ in names})
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        (f"{day.month}月{day.day}日", names[day, "director"], names[day, "officers"]) for day in days
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_several_duties_are_several_annexes(sample: Project) -> None:
    hall = sample.units["hall"]
    month = view_of(seeking.period(sample, hall, hall.period("2026-11")), None, "staff")
    made = docx.Document(BytesIO(notice(sample, month, ["值班组", "weekly-duty"], "各部门", ON)))
    texts = [p.text for p in made.paragraphs]
    assert {"附件：1. 2026年11月值班组值班表", "2. 2026年11月周值班表", "附件1", "附件2"} <= set(texts)
    assert [len(table.rows) for table in made.tables] == [
        22,
        6,
    ]  # 21 working days; the weeks of 2, 9, 16, 23 and 30 November
    with pytest.raises(Refused, match="没有值班“guard”"):  # restricted: not even named
        notice(sample, month, ["guard"], "各部门", ON)


def test_no_mobile_number_is_in_a_notice(sample: Project, holiday: MonthView) -> None:
    content = docx.Document(BytesIO(notice(sample, holiday, [], "各部门", ON)))
    text = content._element.xml
    assert not [p.mobile for p in sample.units["hall"].people.values() if p.mobile and p.mobile in text]


def test_text_from_data_stays_text(sample: Project, holiday: MonthView) -> None:
    title = f"{HOSTILE}\x01\x0b值班"
    hostile = replace(holiday, duties={"holiday-duty": title}, unit_title=HOSTILE)
    made = docx.Document(BytesIO(notice(sample, hostile, [], HOSTILE, ON)))
    texts = [p.text for p in made.paragraphs]
    assert f"{HOSTILE}：" in texts
    assert HOSTILE in texts
    assert f"（一）{HOSTILE}  值班" in texts


def test_a_unit_changes_the_template(sample: Project, holiday: MonthView, tmp_path: Path) -> None:
    own = tmp_path / "rosters/hall/templates/notice.docx"
    own.parent.mkdir(parents=True)
    changed = docx.Document(str(SHIPPED / "notice.docx"))
    for paragraph in list(changed.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    changed.tables[0]._tbl.getparent().remove(changed.tables[0]._tbl)
    changed.add_paragraph("本单位自己的版式：{{ title }}")
    changed.save(str(own))
    moved = replace(sample, root=tmp_path)
    made = docx.Document(BytesIO(notice(moved, holiday, [], "各部门", ON)))
    assert [p.text for p in made.paragraphs] == ["本单位自己的版式：关于公布2026年国庆节值班表的通知"]
    for wrong, said in (
        ("{{ titel }}", "titel"),
        ("{{ title.__class__.__mro__ }}", "占位符不对"),
        ("{% for x %}", "占位符不对"),
    ):
        changed.paragraphs[0].text = wrong
        changed.save(str(own))
        with pytest.raises(Refused, match=said) as refused:
            notice(moved, holiday, [], "各部门", ON)
        assert "title、to、unit" in refused.value.instead
    own.write_bytes(b"no document")
    with pytest.raises(Refused, match="不是 Word 文档"):
        notice(moved, holiday, [], "各部门", ON)


def test_the_template_is_what_its_script_makes(tmp_path: Path) -> None:
    runpy.run_path(str(SHIPPED / "make_notice.py"))["make"](tmp_path / "notice.docx")
    kept, made = (
        {str(p.partname): p.blob for p in docx.Document(str(path)).part.package.iter_parts()}
        for path in (SHIPPED / "notice.docx", tmp_path / "notice.docx")
    )
    assert kept == made


def test_headings_count_in_chinese() -> None:
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21)] == ["一", "九", "十", "十一", "二十", "二十一"]


def test_a_draft_is_marked_for_those_who_sign_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = {"people": {"甲": "a", "乙": "a"}, "days": ["2026-12-01", "2026-12-31"], "duties": {"d": {}}}
    root = tiny.write(tmp_path / "p", spec)
    assert main(["--root", str(root), "plan", "2026-12", "--today", "2026-11-20"]) == 0
    call = ["--root", str(root), "notice", "2026-12", "--today", "2026-11-20", "--out"]
    assert main([*call, str(tmp_path / "a.docx")]) == 0
    made = docx.Document(str(tmp_path / "a.docx"))
    assert "关于公布2026年12月值班表的通知\n（送审稿）" in [p.text for p in made.paragraphs]
    assert len(made.tables[0].rows) == 32
    assert main([*call, str(tmp_path / "a.doc")]) == 1
    assert main([*call, str(root / "site/a.docx")]) == 1
    said = capsys.readouterr().err
    assert "a.doc 不是 .docx" in said
    assert "内部资料不能写到这里" in said
    assert generator.load(root).units["u"].published == {}

"""Make ``notice.docx`` in this folder: the notice in the layout of GB/T 9704-2012, with its placeholders.

Run it with ``python templates/documents/make_notice.py`` after a change here. The file may as well be edited in Word or
WPS: placeholders are ``{{ name }}``; ``{%p … %}``, ``{%tr … %}`` and ``{%tc … %}`` repeat paragraphs, rows and cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TWO, THREE, FOUR, SMALL_FOUR = Pt(22), Pt(16), Pt(14), Pt(12)  # 二号、三号、四号、小四
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
LINES, CHARACTERS = 22, 28  # to a page, to a line
LINE = int((297 - 37 - 35) / 25.4 * 72 * 20 / LINES)  # twentieths of a point: 579
PITCH = (210 - 28 - 26) / 25.4 * 72 / CHARACTERS  # points to a character: 15.79
CLOSER = -5  # twentieths of a point between characters of size three, so that 28 of them stand on a line
ROW = Mm(7)  # the least height of a row
FOOT = Mm(23)  # the page number stands 7 mm below the text

SONG, TITLE, FANG, HEI, KAI = "宋体", "方正小标宋简体", "仿宋", "黑体", "楷体"
INSTEAD = {  # where a font is missing, the next of these is taken
    TITLE: "小标宋体,华文中宋,宋体",
    FANG: "仿宋_GB2312,FangSong,华文仿宋",
    HEI: "SimHei,华文黑体",
    KAI: "楷体_GB2312,KaiTi,华文楷体",
    SONG: "SimSun,Songti SC",
}
LATIN = "Times New Roman"
HERE = Path(__file__).parent


def fonts(properties: Any, chinese: str, latin: str = LATIN) -> None:
    """Set the fonts of a style or run: the Chinese one, and that of digits and letters."""
    own = properties.get_or_add_rFonts()
    for key in list(own.attrib):
        del own.attrib[key]
    for key, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        own.set(qn(f"w:{key}"), name)


def indent(style: Any, **hundredths: int) -> None:
    """Indent by hundredths of a character: ``firstLineChars``, ``leftChars``, ``rightChars``, ``hangingChars``."""
    own = style.element.get_or_add_pPr().get_or_add_ind()
    for key, value in hundredths.items():
        own.set(qn(f"w:{key}"), str(value))
        own.set(qn(f"w:{key.removesuffix('Chars')}"), str(round(value / 100 * PITCH * 20)))


def value(tag: str, said: object) -> Any:
    """Make an element that holds one value."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), str(said))
    return element


def style(document: Any, name: str, chinese: str, size: Any, align: Any = None, *, lines: float = 1) -> Any:
    """Add a style whose lines and characters are those of the grid.

    They are set by themselves and do not snap to the grid, because office programs disagree on what snapping does.
    """
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    made.quick_style = True
    made.font.size = size
    fonts(made.element.get_or_add_rPr(), chinese)
    if size == THREE:
        made.element.rPr.insert_element_before(value("w:spacing", CLOSER), "w:sz", "w:szCs")
    made.element.get_or_add_pPr().append(value("w:snapToGrid", 0))
    made.paragraph_format.alignment = align
    made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    made.paragraph_format.line_spacing = Pt(LINE * lines / 20)
    return made


def page(document: Any) -> None:
    """Lay out the page: paper, margins, the grid of lines and characters, page numbers outside."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = TOP, BOTTOM, LEFT, RIGHT
    section.footer_distance = FOOT
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE))
    grid.set(qn("w:charSpace"), str(round((PITCH - 16) * 4096)))
    document.settings.odd_and_even_pages_header_footer = True
    odd, even = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    for footer, align, side in ((section.footer, odd, "rightChars"), (section.even_page_footer, even, "leftChars")):
        paragraph = footer.paragraphs[0]
        paragraph.style = style(document, f"页码（{'单' if align is odd else '双'}页）", SONG, FOUR, align)
        fonts(paragraph.style.element.get_or_add_rPr(), SONG, SONG)
        indent(paragraph.style, **{side: 100})
        paragraph.add_run("— ")
        number(paragraph)
        paragraph.add_run(" —")


def number(paragraph: Any) -> None:
    """Add the field that counts pages."""
    for kind in ("begin", "PAGE", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText" if kind == "PAGE" else "w:t")
            mark.text = kind
        run._r.append(mark)


def styles(document: Any) -> None:
    """Add the styles; each can be changed in the office program."""
    normal = document.styles["Normal"]
    normal.font.size = THREE
    fonts(normal.element.get_or_add_rPr(), FANG)
    normal.paragraph_format.space_after = Pt(0)
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    style(document, "公文字号", FANG, THREE, centre)
    style(document, "公文标题", TITLE, TWO, centre, lines=1.2)
    style(document, "主送机关", FANG, THREE)
    indent(style(document, "公文正文", FANG, THREE, WD_ALIGN_PARAGRAPH.JUSTIFY), firstLineChars=200)
    for name, chinese, level in (("公文一级标题", HEI, 0), ("公文二级标题", KAI, 1)):
        heading = style(document, name, chinese, THREE)
        indent(heading, firstLineChars=200)
        heading.paragraph_format.keep_with_next = True
        heading.element.get_or_add_pPr().append(value("w:outlineLvl", level))
    indent(style(document, "附件说明", FANG, THREE), leftChars=500, hangingChars=300)
    indent(style(document, "附件说明（续）", FANG, THREE), leftChars=500)
    indent(style(document, "发文机关署名", FANG, THREE, right), rightChars=200)
    indent(style(document, "成文日期", FANG, THREE, right), rightChars=400)
    mark = style(document, "附件标记", HEI, THREE)
    mark.paragraph_format.page_break_before = True
    style(document, "附件标题", TITLE, TWO, centre, lines=1.2)
    for name, chinese in (("表头", HEI), ("表格文字", FANG)):
        cell = style(document, name, chinese, SMALL_FOUR, centre)
        cell.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def body(document: Any) -> None:
    """Write the text with its placeholders."""
    together = False
    for name, text in (
        ("公文字号", "{{ number }}"),
        ("公文正文", ""),
        ("公文正文", ""),
        ("公文标题", "{{ title }}"),
        ("公文正文", ""),
        ("主送机关", "{{ to }}："),
        ("公文正文", "{{ basis }}，现将{{ period }}值班安排通知如下，请遵照执行。"),
        ("公文一级标题", "一、值班安排"),
        ("公文正文", "{%p for duty in duties %}"),
        ("公文二级标题", "（{{ duty.order }}）{{ duty.title }}"),
        ("公文正文", "{{ duty.facts }}。依据：{{ duty.basis }}。"),
        ("公文正文", "{%p endfor %}"),
        ("公文一级标题", "二、有关要求"),
        ("公文正文", "值班人员按时到岗，在岗期间保持通信畅通。因故不能值班的，按照{{ swaps }}办理。"),
        ("公文正文", "值班表有变更的，以最近公布的为准。"),
        ("公文正文", "{%p if until %}"),
        ("公文一级标题", "三、公示"),
        ("公文正文", "本值班表公示至{{ until }}。有异议的，按照{{ sign_off }}提出。"),
        ("公文正文", "{%p endif %}"),
        ("公文正文", "特此通知。"),
        ("公文正文", ""),
        ("公文正文", "{%p for line in attachments %}"),
        ("公文正文", "{%p if loop.first %}"),
        ("附件说明", "附件：{{ line }}"),
        ("公文正文", "{%p else %}"),
        ("附件说明（续）", "{{ line }}"),
        ("公文正文", "{%p endif %}"),
        ("公文正文", "{%p endfor %}"),
        ("公文正文", ""),
        ("公文正文", ""),
        ("发文机关署名", "{{ unit }}"),
        ("成文日期", "{{ date }}"),
        ("公文正文", "{%p for annex in annexes %}"),
        ("附件标记", "{{ annex.mark }}"),
        ("公文正文", ""),
        ("附件标题", "{{ annex.title }}"),
        ("公文正文", ""),
    ):
        paragraph = document.add_paragraph(text, name)
        together = name != "成文日期" and (together or text == "特此通知。")  # the date never stands alone on a page
        paragraph.paragraph_format.keep_with_next = together or None
    table(
        document,
        ("日期", "星期", "{%tc for head in annex.heads %}", "{{ head }}", "{%tc endfor %}"),
        ("{{ row.day }}", "{{ row.weekday }}", "{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"),
    )
    document.add_paragraph("{%p endfor %}", "公文正文")


def table(document: Any, heads: Sequence[str], row: Sequence[str]) -> None:
    """Add the roster: a head that is repeated on every page, and a row for each slot."""
    made = document.add_table(4, len(heads), "Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = True
    lines = (heads, ("{%tr for row in annex.rows %}",), row, ("{%tr endfor %}",))
    for place, (own, texts) in enumerate(zip(made.rows, lines, strict=True)):
        for cell, text in zip(own.cells, texts, strict=False):
            cell.paragraphs[0].style = document.styles["表头" if place == 0 else "表格文字"]
            cell.paragraphs[0].add_run(text)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        own.height = ROW
        properties = own._tr.get_or_add_trPr()
        for tag in ("w:cantSplit", *(["w:tblHeader"] if place == 0 else [])):
            properties.append(OxmlElement(tag))
    width = made._tbl.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")


def font_table(document: Any) -> None:
    """Name the fonts that are taken where one is missing."""
    part = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    kept = part.blob.decode()
    own = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        f'<w:pitch w:val="variable"/></w:font>'
        for name, others in INSTEAD.items()
    )
    part._blob = kept.replace("</w:fonts>", f"{own}</w:fonts>").encode()


def make(target: Path) -> None:
    """Write the template."""
    document = Document()
    for name in ("author", "comments", "title"):
        setattr(document.core_properties, name, "")
    document.core_properties.created = document.core_properties.modified = datetime(2026, 11, 1)  # noqa: DTZ001
    styles(document)
    page(document)
    body(document)
    font_table(document)
    document.save(str(target))


if __name__ == "__main__":
    make(HERE / "notice.docx")

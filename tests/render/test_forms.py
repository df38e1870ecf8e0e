"""Forms on paper, read back from the PDF: every label stands on the page, nothing runs off it, registers fill it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.data.files.fields import ArticleRef
from generator.data.forms.form import TWELFTHS, Cell, Form
from generator.data.project import Project
from generator.errors import Refused
from generator.render.pages import formpages
from generator.render.paper import forms
from generator.render.paper.forms import Values
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.persons import Viewer
from tests.render.pages import Page

TODAY = date(2026, 11, 23)
A4 = {(595, 842), (842, 595)}
RECORD = ArticleRef("duty-group", "record")


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def read(pdf: bytes) -> list[str]:
    """The text of every page, without the spaces that depend on the layout."""
    return [squeezed(page.extract_text()) for page in reader(pdf).pages]


def labels(form: Form) -> Iterator[str]:
    """Everything that a form prints whatever is filled in, but a plate's first label: its value is the name itself."""
    yield from (cell.label for cell in (form.cells[1:] if form.layout == "plate" else form.cells))
    yield from (option for cell in form.cells for option in cell.options)
    for part in form.parts:
        yield from part.sign or ()
        yield from part.checks.items if part.checks else ()
        yield from (column.label for column in part.table.columns) if part.table else ()
        yield from part.table.items if part.table else ()


def runs_off(pdf: bytes) -> list[str]:
    """Give the texts that begin or end beyond the page; a Chinese letter is one em wide."""
    found: list[str] = []
    for page in reader(pdf).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def visit(text: str, cm: Any, tm: Any, _font: Any, size: float, w: float = width, h: float = height) -> None:
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            upright = cm[0] * tm[0] > 0
            end = x + size * sum("一" <= letter <= "鿿" for letter in text.strip()) if upright else x
            if text.strip() and not (0 <= x <= end <= w + 1 and 0 <= y <= h):
                found.append(text)

        page.extract_text(visitor_text=visit)
    return found


def printed(sample: Project, said: dict[str, Any], values: Values = forms.EMPTY) -> bytes:
    """Print a form that is made up for a test."""
    made = Form.model_validate(
        {"title": "试验表", "kind": "表", "use": "duty", "from": "2026-07-01", "source": [RECORD], "units": ["hall"]}
        | said
    )
    project = replace(sample, forms={"x": made})
    return forms.pdf(project, "x", forms.words(project, "x", TODAY, "hall", values))


def test_every_form_stands_on_one_a4_page_with_all_its_labels(sample: Project) -> None:
    for name, form in sample.forms.items():
        pdf = forms.blank(sample, name, TODAY)
        [text] = read(pdf)
        [page] = reader(pdf).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) in A4, name
        missing = [label for label in labels(form) if squeezed(label) not in text]
        assert not missing, (name, missing)
        times = max(1, len(form.copies))
        assert all(text.count(squeezed(label)) >= times for label in labels(form)), name
        assert all(copy in text for copy in form.copies), name
        assert not runs_off(pdf), name
        assert "示例" in text, name
        assert "依据：《" in text, name
        assert form.layout == "plate" or form.title in text, name


def test_no_form_could_be_taken_for_a_document_with_number_or_seal(sample: Project) -> None:
    for name in sample.forms:
        [text] = read(forms.blank(sample, name, TODAY))
        assert not {"盖章", "公章", "文号", "发文字号", "〔"} & {
            w for w in ("盖章", "公章", "文号", "发文字号", "〔") if w in text
        }, name


def test_a_form_cites_its_articles_as_of_the_day(sample: Project) -> None:
    assert list(forms.basis(sample, sample.forms["duty-record"], TODAY)) == [
        "《值班组制度》第七条、第六条（2026年2月1日起施行的版本）"
    ]
    assert list(forms.basis(sample, sample.forms["duty-record"], date(2026, 12, 2))) == [
        "《值班组制度》第七条、第六条（2026年12月1日起施行的版本）"
    ]


def test_a_unit_is_shown_its_own_articles(sample: Project) -> None:
    form = sample.forms["supplement-notice"]
    assert len(list(forms.basis(sample, form, TODAY))) == 2
    assert list(forms.basis(sample, form, TODAY, "town")) == ["《一次性告知制度》第三条（2026年1月1日起施行的版本）"]
    [text] = read(forms.blank(sample, "supplement-notice", TODAY, "town"))
    assert "青禾镇便民服务中心（示例）" in text
    assert "（单位名称）" in read(forms.blank(sample, "supplement-notice", TODAY))[0]


def test_a_form_that_is_handed_in_says_where_and_when_it_is_answered(sample: Project) -> None:
    [text] = read(forms.blank(sample, "complaint-form", TODAY, "hall"))
    assert "交到3号“办不成事”反映窗口" in text
    assert "000-0000-2003" in text
    assert "5个工作日内答复（《投诉处理制度》第五条）" in text
    assert "社会保险服务中心：" not in text
    [shared] = read(forms.blank(sample, "complaint-form", TODAY))
    assert "社会保险服务中心：交到" in shared
    assert "投诉单，2026年1月1日版式" in shared
    assert "complaint-form" not in shared


def test_printing_again_gives_the_same_bytes(sample: Project) -> None:
    first = forms.blank(sample, "leave-slip", TODAY)
    forms._printed.cache_clear()
    assert forms.blank(sample, "leave-slip", TODAY) == first


def test_cells_are_put_into_lines_of_twelve_twelfths() -> None:
    """A half and a third are 10 twelfths: the third takes what is left; a full one does not fit beside them."""
    cells = [Cell(label="甲", width="half"), Cell(label="乙", width="third"), Cell(label="丙")]
    assert [[span for _, span in line] for line in forms.lines(cells)] == [[6, 6], [12]]
    quarters = [Cell(label=str(n), width="quarter") for n in range(5)]
    assert [[span for _, span in line] for line in forms.lines(quarters)] == [[3, 3, 3, 3], [12]]


def test_an_open_register_fills_its_page(sample: Project) -> None:
    """Rows are 8 mm high and about 240 mm of a page are left for them: about thirty."""
    columns = [{"label": "事项"}, {"label": "结果"}]
    [text] = read(printed(sample, {"parts": [{"table": {"columns": columns, "numbered": True}}]}))
    assert "序号事项结果123" in text
    assert 25 < max(n for n in range(1, 60) if "".join(map(str, range(1, n + 1))) in text) < 33


def test_a_register_longer_than_a_page_repeats_its_head(sample: Project) -> None:
    columns = [{"label": "日期", "fill": "date"}, {"label": "原值班人员", "fill": "before"}]
    rows = tuple({"date": f"12月{n}日", "before": f"第{n}人"} for n in range(1, 81))
    said = {"filled": {"from": "change"}, "parts": [{"table": {"columns": columns, "numbered": True}}]}
    pages = read(printed(sample, said, Values({}, rows)))
    assert len(pages) > 1
    assert all("原值班人员" in page for page in pages)
    assert all(f"第{i}页共{len(pages)}页" in page for i, page in enumerate(pages, 1))
    assert all(f"第{n}人" in "".join(pages) for n in range(1, 81))


def test_copies_that_do_not_fit_one_page_have_one_each(sample: Project) -> None:
    cells = [{"label": f"第{n}项", "lines": 3} for n in range(8)]
    said = {"copies": ["存根", "交本人"], "parts": [{"fields": cells}]}
    pages = read(printed(sample, said))
    assert len(pages) == 2
    assert ["存根" in page for page in pages] == [True, False]
    assert all("第7项" in page for page in pages)


def test_a_chosen_option_and_values_are_printed(sample: Project) -> None:
    cells = [
        {"label": "种类", "type": "choice", "options": ["年休假", "病假"], "fill": "kind"},
        {"label": "姓名", "fill": "person"},
        {"label": "电话", "contact": True, "hint": "本人填写"},
    ]
    said = {"filled": {"from": "leave"}, "parts": [{"fields": cells}]}
    blank = printed(sample, said)
    filled = printed(sample, said, Values({"kind": "病假", "person": "石砚"}))
    assert "石砚" in read(filled)[0]
    assert "本人填写" in read(filled)[0]
    assert len(filled) != len(blank)  # the tick is drawn


def test_a_letter_that_the_font_lacks_is_refused_by_name(sample: Project) -> None:
    with pytest.raises(Refused, match="表格《试验表》有各款字体都不能打印的字"):
        printed(sample, {"parts": [{"fields": [{"label": "姓名𪚥"}]}]})


LABEL = st.text("姓名事项办理窗口（）、第一二三abcXYZ-019", min_size=1, max_size=40).map(str.strip).filter(bool)
CELL = st.builds(
    lambda label, width, lines, hint: {"label": label, "width": width, "lines": lines, "hint": hint},
    LABEL,
    st.sampled_from(sorted(TWELFTHS)),
    st.integers(1, 4),
    st.one_of(st.just(""), LABEL),
)
COLUMNS = st.lists(
    st.builds(lambda label, width: {"label": label, "width": width}, LABEL, st.integers(3, 12)), min_size=2, max_size=8
)
PART = st.one_of(
    st.lists(CELL, min_size=1, max_size=8).map(lambda cells: {"fields": cells}),
    COLUMNS.map(lambda columns: {"table": {"columns": columns, "numbered": True, "rows": 3}}),
    st.lists(LABEL, min_size=1, max_size=6).map(lambda items: {"checks": {"items": items}}),
    st.lists(LABEL, min_size=1, max_size=5).map(lambda people: {"sign": people}),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(PART, min_size=1, max_size=4), title=LABEL.filter(lambda t: len(t) > 1), flipped=st.booleans())
def test_whatever_the_labels_nothing_is_lost_or_runs_off(
    sample: Project, parts: list[dict[str, Any]], title: str, flipped: bool
) -> None:
    said = {"title": title, "parts": parts, "size": "A4-landscape" if flipped else "A4"}
    made = Form.model_validate({"kind": "表", "use": "duty", "from": "2026-07-01", "source": [RECORD]} | said)
    pdf = printed(sample, said)
    assert not runs_off(pdf)
    letters = sorted("".join(read(pdf)))
    wanted = sorted("".join(squeezed(label) for label in labels(made)))
    for letter in set(wanted):  # cells that stand side by side are read line by line, so that letters are counted
        assert letters.count(letter) >= wanted.count(letter)


def site(sample: Project, viewer: Viewer) -> Site:
    return Site(sample, viewer, TODAY, dict.fromkeys(sample.units, ()), {})


@pytest.mark.parametrize("viewer", ["public", "staff"])
def test_the_page_lists_every_form_of_the_audience_once(sample: Project, viewer: Viewer) -> None:
    build = site(sample, viewer)
    page = Page(formpages.pages(build)[links.FORMS])
    seen = ("public",) if viewer == "public" else ("public", "staff")
    wanted = sorted(name for name, form in sample.forms.items() if form.audience in seen)
    assert sorted(link.removesuffix(".pdf") for link in page.links if link.endswith(".pdf")) == wanted
    assert sorted(formpages.files(build)) == sorted(links.form(name) for name in wanted)
    assert 0 < len(wanted) < len(sample.forms)


def test_the_public_page_names_no_form_of_the_staff(sample: Project) -> None:
    text = Page(formpages.pages(site(sample, "public"))[links.FORMS]).text
    assert "投诉单" in text
    assert "请假单" not in text
    assert "内部" not in text


def test_the_size_on_the_page_is_that_of_the_file(sample: Project) -> None:
    build = site(sample, "public")
    size = round(len(formpages.files(build)[links.form("complaint-form")]) / 1024)
    assert f"投诉单 PDF，{size} KB" in " ".join(Page(formpages.pages(build)[links.FORMS]).text.split())

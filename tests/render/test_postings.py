"""The sheet on the wall: read back from the PDF, as a person with a copier would."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pypdf
import pytest
import typst

from generator.data.files.fields import ArticleRef
from generator.data.regulations.resolve import Citation
from generator.errors import Refused
from generator.render.paper.overviews import all_duties
from generator.render.paper.postings import TEMPLATE, overview, posting
from generator.render.paper.sheets import sheet
from generator.render.text import fonts
from generator.render.views.persons import PersonView
from generator.render.views.view import DayView, HoursView, MonthView, SeatView, SlotView

DEPARTMENTS = ("综合科", "政务协调科", "市场监管", "公安户政")
SHORT_NAMES = ("王芳", "李建国", "欧阳若水", "严培之")
LONG_NAMES = ("阿卜杜拉·买买提", "古丽娜尔·艾山江", "迪丽热巴·吐尔逊", "卡德尔·库尔班江")
CITATIONS = (
    Citation(ArticleRef("duty", "composition"), date(2026, 12, 1), "《值班制度》第二条"),
    Citation(ArticleRef("duty", "hours"), date(2026, 12, 1), "《值班制度》第三条"),
)


def people(names: Sequence[str]) -> tuple[PersonView, ...]:
    return tuple(PersonView(name, DEPARTMENTS[i % 4], "窗口") for i, name in enumerate(names))


def slot(day: date, names: Sequence[str] = SHORT_NAMES, empty: int = 0) -> SlotView:
    """One leader and the rest members, 8 to 18, arriving 15 minutes early."""
    return SlotView(
        duty="group",
        title="值班组",
        day=day,
        days=(day,),
        arrive=time(7, 45),
        starts=time(8),
        ends=time(18),
        leave=time(18),
        place="一楼值班室",
        phone="000-0000-3100",
        seats=(SeatView("组长", people(names)[:1], 0), SeatView("成员", people(names)[1:], empty)),
        citations=CITATIONS,
    )


def month(
    slots: Sequence[SlotView], off: dict[date, str] | None = None, made_up: Sequence[date] = (), last: int = 31
) -> MonthView:
    """December 2026 (or another 31-day month of the slots) with these slots, days off and make-up days."""
    first = slots[0].day.replace(day=1)
    days = [first + timedelta(n) for n in range(last)]
    held = {day: tuple(s for s in slots if s.day == day) for day in days}

    def view(day: date) -> DayView:
        if day in made_up:
            return DayView(day, True, "调休上班日", "元旦调休上班", held[day])
        if off and day in off:
            return DayView(day, False, "法定节假日", off[day], held[day])
        return DayView(day, day.weekday() < 5, "工作日" if day.weekday() < 5 else "周末", "", held[day])

    return MonthView(
        unit="hall",
        unit_title="青禾县政务服务中心（示例）",
        sample=True,
        period=f"{first:%Y-%m}",
        title=f"{first.year}年{first.month}月",
        status="已发布",
        revision=0,
        fingerprint="sha256:3f9a0c117be2d4e8",
        draw="hall/2026-12",
        duties={"group": "值班组"},
        days=tuple(map(view, days)),
        breaches=(),
    )


def workdays(year: int = 2026, number: int = 12) -> list[date]:
    """December 2026 has 23 days from Monday to Friday: 1–4, 7–11, 14–18, 21–25 and 28–31."""
    return [day for n in range(1, 32) if (day := date(year, number, n)).weekday() < 5]


def full(names: Sequence[str] = SHORT_NAMES) -> MonthView:
    return month([slot(day, names) for day in workdays()])


def read(pdf: bytes) -> list[str]:
    """The text of every page, without the spaces that depend on the layout."""
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_only_a_span_of_its_own_shows_lunar_dates():
    span = replace(full(), named=True)
    for made, lunar in ((span, {"冬月初一", "冬月廿三"}), (full(), set())):
        marks = {row["mark"] for row in sheet(made, "group")["rows"] if row["kind"] == "slot"}
        assert lunar <= marks
        assert lunar or marks == {""}
    assert "冬月初一" in read(posting(span, "group"))[0]


def test_the_sheet_says_who_when_where_and_by_which_article():
    (text,) = read(posting(full(), "group"))
    for word in (
        *SHORT_NAMES,
        *DEPARTMENTS,
        "青禾县政务服务中心（示例）",
        "值班组值班表",
        "2026年12月",
        "12月31日",
        "周四",
        "08:00—18:00",
        "到岗",
        "07:45",
        "一楼值班室",
        "000-0000-3100",
        "依据：",
        "《值班制度》第二条、第三条（2026年12月1日起施行的版本）",
        "签发",
        "盖章",
        "已发布",
        "初版",
        "2026年12月1日—31日",
        "指纹3f9a0c117be2",
    ):
        assert word in text, word
    assert "3f9a0c117be2d" not in text
    assert "草稿" not in text
    assert "页" not in text  # one page needs no number


@pytest.mark.parametrize("names", [SHORT_NAMES, LONG_NAMES], ids=["2–4 characters", "8 characters"])
def test_a_month_of_23_slots_with_4_people_is_one_page(names):
    pages = read(posting(full(names), "group"))
    assert len(workdays()) == 23
    assert len(pages) == 1
    assert all(pages[0].count(name) == 23 for name in names)


def test_two_renderings_are_the_same_bytes():
    assert posting(full(), "group") == posting(full(), "group")


def test_all_fonts_are_inside_the_pdf():
    reader = pypdf.PdfReader(io.BytesIO(posting(full(), "group")))
    used = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert used
    for font in used:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())
        assert "NotoSansSC" in inner["/BaseFont"]


def test_an_emptied_seat_is_shown_empty():
    slots = [slot(day) for day in workdays()]
    slots[4] = slot(slots[4].day, SHORT_NAMES[:3], empty=1)
    (text,) = read(posting(month(slots), "group"))
    assert text.count("空缺") == 1
    assert text.count(SHORT_NAMES[3]) == 22
    (text,) = read(posting(full(), "group"))
    assert "空缺" not in text


def test_a_character_that_the_font_lacks_is_refused_with_the_name_that_holds_it():
    rare = slot(date(2026, 12, 1), ("王芳", "李𧒽", "欧阳若水", "严培之"))
    with pytest.raises(Refused, match=r"2026年12月.*值班组.*姓名“李𧒽”中的“𧒽”（U\+274BD）") as refused:
        posting(month([rare]), "group")
    assert "档案" in refused.value.instead
    odd = replace(slot(date(2026, 12, 1)), place="𧒽岗值班室")
    with pytest.raises(Refused, match=r"地点或电话“𧒽岗值班室”中的“𧒽”"):
        posting(month([odd]), "group")


def test_a_missing_font_is_refused(monkeypatch):
    fonts.font_file.cache_clear()
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_package")
    with pytest.raises(Refused, match="没有找到打印用的字体 Noto Sans SC"):
        fonts.font_file()
    monkeypatch.undo()
    assert fonts.font_file().is_file()


def test_a_complaint_of_typst_is_refused(monkeypatch):
    complaining = typst.compile_with_warnings(b'#set text(font: "Nowhere")')
    monkeypatch.setattr(typst, "compile_with_warnings", lambda *_, **__: complaining)
    with pytest.raises(Refused, match="2026年12月“值班组”的值班表没有排好版：unknown font") as refused:
        posting(full(), "group")
    assert "make venv" in refused.value.instead


def test_the_words_of_the_templates_are_in_the_font():
    for template in sorted(Path(TEMPLATE).parent.glob("*.typ")):
        assert not fonts.missing(template.read_text("utf-8").replace("\n", "")), template.name


def test_text_is_never_code():
    trap = "#panic()$x$*_`@<a>\\"
    traps = month([replace(slot(date(2026, 12, 1), (trap, *SHORT_NAMES[1:])), place=trap)])
    (text,) = read(posting(traps, "group"))
    assert text.count(trap) == 2


def test_a_draft_and_the_sample_say_so_and_the_real_thing_does_not():
    (text,) = read(posting(replace(full(), status="草稿", revision=2), "group"))
    assert text.count("草稿") == 3  # beside the title, across the sheet, in the last line
    assert "第2次变更" in text
    real = replace(full(), sample=False, unit_title="某县政务服务中心")
    (text,) = read(posting(real, "group"))
    assert "示例" not in text
    assert "草稿" not in text


def test_named_days_off_stand_in_one_row_and_make_up_days_are_marked():
    october = [date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 12)]
    off = {date(2026, 10, n): "国庆节放假" for n in range(1, 8)}
    view = month([slot(day) for day in october], off, made_up=[date(2026, 10, 10)])
    rows = sheet(view, "group")["rows"]
    assert [row.get("text") or row["day"] for row in rows] == [
        "10月1日—7日　国庆节放假",
        "10月8日",
        "10月9日",
        "10月10日",
        "10月12日",
    ]
    assert [row["new-week"] for row in rows] == [False, False, False, False, True]  # the 12th is a Monday
    assert [row.get("mark", "") for row in rows] == ["", "", "", "调休上班", ""]
    (text,) = read(posting(view, "group"))
    assert "10月1日—7日国庆节放假" in text
    assert text.count("调休上班") == 1


def test_a_duty_on_a_named_day_off_stands_shaded_under_the_name_of_the_days():
    """The 1st is a Thursday; the 2nd is in its week, the 5th begins the next."""
    off = {date(2026, 10, n): "国庆节放假" for n in range(1, 8)}
    rows = sheet(month([slot(date(2026, 10, n)) for n in (2, 5, 8)], off), "group")["rows"]
    assert [(row.get("text") or row["day"], row.get("rest"), row["new-week"]) for row in rows] == [
        ("10月1日—7日　国庆节放假", None, False),
        ("10月2日", True, False),
        ("10月5日", True, True),
        ("10月8日", False, False),
    ]


def test_what_changes_within_the_month_is_shown_with_its_days():
    """A new number from the 15th; on the 2nd and the 4th people come at 8:15. Slots stand on 1–4 and 14–16."""
    slots = [slot(date(2026, 12, n)) for n in (1, 2, 3, 4, 14, 15, 16)]
    slots = [replace(s, phone="000-0000-3999") if s.day.day >= 15 else s for s in slots]
    slots = [replace(s, arrive=time(8, 15)) if s.day.day in (2, 4) else s for s in slots]
    facts = {fact["label"]: fact["values"] for fact in sheet(month(slots), "group")["facts"]}
    assert facts["值班电话"] == [
        {"days": "12月1日—14日", "value": "000-0000-3100"},
        {"days": "12月15日—16日", "value": "000-0000-3999"},
    ]
    assert facts["到岗"] == [
        {"days": "12月1日、3日、14日—16日", "value": "07:45"},
        {"days": "12月2日、4日", "value": "08:15"},
    ]
    assert facts["离岗"] == [{"days": "", "value": "18:00"}]
    (text,) = read(posting(month(slots), "group"))
    assert "000-0000-3999" in text


def test_seats_added_within_the_month_leave_the_earlier_cells_without_a_seat():
    slots = [slot(date(2026, 12, 1), SHORT_NAMES[:3]), slot(date(2026, 12, 2))]
    content = sheet(month(slots), "group")
    assert content["seats"] == [
        {"title": "组长", "places": 1, "hours": []},
        {"title": "成员", "places": 3, "hours": []},
    ]
    assert content["rows"][0]["cells"][1][2] is None
    assert len(read(posting(month(slots), "group"))) == 1


def test_where_names_are_not_public_the_post_stands():
    view = full()
    nameless = SeatView("成员", (PersonView("", "税务", "19号综合办税窗口"),), 0)
    view = month([replace(slot(date(2026, 12, 1)), seats=(nameless,))])
    (text,) = read(posting(view, "group"))
    assert "19号综合办税窗口" in text
    assert "税务" in text


def test_several_pages_repeat_the_head_row_and_count_themselves():
    """Two slots on each of 31 days, 4 long names each: 62 rows are more than a page holds."""
    slots = [slot(date(2026, 12, n), LONG_NAMES) for n in range(1, 32) for _ in "ab"]
    pages = read(posting(month(slots), "group"))
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert f"值班组值班表2026年12月第{number}页共{len(pages)}页" in text
        assert "日期星期组长成员" in text
        assert "示例" in text
    assert "签发" in pages[-1]


def test_every_day_with_4_people_is_still_one_page():
    slots = [slot(date(2026, 12, n)) for n in range(1, 32)]
    assert len(read(posting(month(slots), "group"))) == 1


def test_an_unknown_duty_is_refused():
    with pytest.raises(Refused, match="没有“night”这个班次"):
        posting(full(), "night")


def test_rules_without_an_article_are_the_units_own_custom():
    view = month([replace(slot(date(2026, 12, 1)), citations=())])
    assert sheet(view, "group")["basis"] == [{"articles": "本单位惯例", "version": ""}]


# Every kind of duty


def outside(pdf: bytes) -> list[str]:
    """Words that begin or end beyond the margin of 10 mm; a Chinese character is as wide as its size."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        edge, wide, high = 10 / 25.4 * 72, float(page.mediabox.width), float(page.mediabox.height)

        def look(text, cm, tm, _font, size, edge=edge, wide=wide, high=high):
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            end = x + size * abs(cm[0] * tm[0] or 1) * sum(1 if ord(c) > 0x2E80 else 0.3 for c in text.strip())
            upright = not (tm[1] or cm[1])  # the watermark lies across the page
            inside = edge <= x <= end <= wide - edge + 1 and edge / 2 <= y <= high - edge  # a page's number stands low
            if text.strip() and upright and not inside:
                found.append(text.strip())

        page.extract_text(visitor_text=look)
    return found


def seated(day: date, *seats: SeatView, duty: str = "group", title: str = "值班组", **more) -> SlotView:
    return replace(slot(day), seats=seats, duty=duty, title=title, **more)


def several(slots: Sequence[SlotView]) -> MonthView:
    """A month of several duties."""
    return replace(month(slots), duties={s.duty: s.title for s in slots})


def test_nothing_stands_outside_the_margins_and_the_look_would_find_it():
    assert not outside(posting(full(LONG_NAMES), "group"))
    code = (
        b'#set page("a4", margin: 11mm)\n#place(dx: 180mm, text(20pt, font: "Noto Sans SC")[\xe5\x80\xbc\xe7\x8f\xad])'
    )
    beyond, _ = typst.compile_with_warnings(code, font_paths=[fonts.font_file().parent], ignore_system_fonts=True)
    assert outside(beyond)


def test_two_seats_of_one_title_have_a_column_each():
    """Morning and afternoon are both called 值班员: two columns with their hours, each with its own person."""
    early, late = HoursView(time(8), time(8), time(12), time(12)), HoursView(time(12), time(12), time(18), time(18))
    day = people(("王芳", "李建国"))
    seats = (SeatView("值班员", day[:1], 0, "am", early), SeatView("值班员", day[1:], 0, "pm", late))
    view = month([seated(d, *seats) for d in workdays()])
    content = sheet(view, "group")
    assert content["seats"] == [
        {"title": "值班员", "places": 1, "hours": ["08:00—12:00"]},
        {"title": "值班员", "places": 1, "hours": ["12:00—18:00"]},
    ]
    assert [[it["name"] for it in cell] for cell in content["rows"][0]["cells"]] == [["王芳"], ["李建国"]]
    assert [fact["label"] for fact in content["facts"]] == ["值班时间", "地点", "值班电话"]  # no one arrival for all
    pdf = posting(view, "group")
    (text,) = read(pdf)
    assert "值班员08:00—12:00值班员12:00—18:00" in text
    assert text.count("李建国") == 23
    assert not outside(pdf)


def test_a_weekly_duty_is_a_table_of_weeks():
    monday = date(2026, 12, 7)
    weeks = [[monday + timedelta(7 * w + n) for n in range(5)] for w in range(3)]
    view = month([seated(w[0], *slot(w[0]).seats, days=tuple(w)) for w in weeks])
    rows = sheet(view, "group")["rows"]
    assert [(row["day"], row["weekday"]) for row in rows] == [
        ("12月7日—11日", "周一至周五"),
        ("12月14日—18日", "周一至周五"),
        ("12月21日—25日", "周一至周五"),
    ]
    pdf = posting(view, "group")
    assert "12月14日—18日周一至周五" in read(pdf)[0]
    assert not outside(pdf)


def test_appointed_people_who_stay_on_have_one_row():
    seat = SeatView("值班负责人", people(("王芳",)), 0, "head", None, True)
    (row,) = sheet(month([seated(d, seat) for d in workdays() if d.weekday() < 3]), "group")["rows"]
    assert (row["day"], row["weekday"]) == ("12月1日—30日", "周一、周二、周三")


@pytest.mark.parametrize(
    ("duty", "title"),
    [
        ("值班组", "值班组值班表"),
        ("周值班", "周值班表"),
        ("领导坐班", "领导坐班表"),
        ("卫生值日", "卫生值日表"),
        ("安保与机房", "安保与机房安排表"),
        ("负责人值班（股长）", "负责人值班表（股长）"),
        ("轮值表", "轮值表"),
    ],
)
def test_a_sheet_is_called_a_table(duty, title):
    assert sheet(replace(full(), duties={"group": duty}), "group")["title"] == title


def test_sixty_seats_stand_in_lines_on_every_day_of_a_month():
    """More places than columns can hold: names follow each other, every one of them printed, over several pages."""
    crowd = [f"{'欧阳司马上官'[n % 6]}{'甲乙丙丁戊己庚辛壬癸'[n // 6]}{'子丑寅卯辰巳'[n % 6]}" for n in range(60)]
    view = month([seated(date(2026, 12, n), SeatView("成员", people(crowd), 0)) for n in range(1, 32)])
    pdf = posting(view, "group")
    pages = read(pdf)
    assert len(pages) > 1
    assert all("".join(pages).count(name) == 31 for name in crowd)
    assert not outside(pdf)


def test_an_end_on_the_next_day_is_said():
    view = month([replace(slot(date(2026, 12, 1)), overnight=True, ends=time(8), leave=time(8))])
    facts = {fact["label"]: fact["values"][0]["value"] for fact in sheet(view, "group")["facts"]}
    assert (facts["值班时间"], facts["离岗"]) == ("08:00—次日08:00", "次日08:00")


# The sheet of all duties


def eleven(names: Sequence[str]) -> MonthView:
    """Eleven duties: a weekly one, an appointed one, and nine of every day with one to four seats."""
    slots = []
    for day in workdays():
        for n in range(9):
            kinds = [SeatView(f"席位{i}", people(names)[: 1 + n % 2], 0, f"s{i}") for i in range(1 + n % 4)]
            slots.append(seated(day, *kinds, duty=f"duty{n}", title=f"第{n}种值班"))
        if day.weekday() < 3:
            seat = SeatView("负责人", people(names)[:1], 0, "head", None, True)
            slots.append(seated(day, seat, duty="head", title="负责人值班（股长）"))
    for monday in (date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28)):
        days = tuple(day for n in range(5) if (day := monday + timedelta(n)).month == 12)
        slots.append(
            seated(monday, SeatView("带班领导", people(names)[1:2], 0), duty="week", title="周值班", days=days)
        )
    return several(slots)


@pytest.mark.parametrize("names", [SHORT_NAMES, LONG_NAMES], ids=["2–4 characters", "8 characters"])
def test_eleven_duties_stand_on_one_sheet_without_overflow(names):
    view = eleven(names)
    assert len(view.duties) == 11
    pdf = overview(view)
    assert not outside(pdf)
    text = "".join(read(pdf))
    for title in view.duties.values():
        assert title in text
    assert text.count(names[0]) == 23 * 21 + 1  # 21 seats a day over nine duties, and the one who is appointed
    assert 4 <= text.count("带班领导") < 4 + len(read(pdf))  # once more where a page begins within a week
    assert "负责人值班（股长）周一、周二、周三" in text


def test_the_sheet_of_all_names_days_off_and_empty_seats():
    off = {date(2026, 10, n): "国庆节放假" for n in range(1, 8)}
    first = seated(date(2026, 10, 8), SeatView("值班员", (), 1), duty="desk", title="导办台")
    content = all_duties(
        replace(month([first, slot(date(2026, 10, 8))], off), duties={"desk": "导办台", "group": "值班组"})
    )
    assert [row.get("text") or row["day"] for row in content["rows"]] == ["10月1日—7日　国庆节放假", "10月8日"]
    assert content["rows"][1]["cells"][0] == [{"empty": True}]
    view = replace(month([first, slot(date(2026, 10, 8))], off), duties={"desk": "导办台", "group": "值班组"})
    assert "空缺" in read(overview(view))[0]

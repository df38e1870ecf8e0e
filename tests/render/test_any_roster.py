"""Rosters nobody thought of on paper: every name read back, nothing beyond the margins, one page where that is enough."""

import io
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.render.paper import cuts, doors, weeks
from generator.render.paper.overviews import all_duties
from generator.render.paper.postings import FOLDER, OVERVIEW, TEMPLATE, Paper, overview, posting, printed
from generator.render.paper.sheets import Words, sheet
from generator.render.text import fonts
from generator.render.views.changes import ChangeView
from generator.render.views.persons import PersonView
from generator.render.views.view import MonthView, SeatView, SlotView
from tests.render.test_postings import month, outside, several, slot

HAN = "王李张欧阳司马上官诸葛若水芳建国明远书瑶予安禾砚舟棠晓䶮𫖯𠮷"
UYGHUR = ("阿卜杜拉·买买提", "古丽娜尔·艾山江", "迪丽热巴·吐尔逊", "努尔艾合买提·阿卜杜热西提江")
NAMES = st.one_of(st.text(st.sampled_from(HAN), min_size=2, max_size=15), st.sampled_from(UYGHUR))
TRAPS = st.sampled_from(
    ("#sys.exit()", "$x$", "a\\b", "[甲", "@乙", "*丙*", "//丁", "<戊>", "../../etc", "_己_", '"庚"')
)
DEPARTMENTS = st.text(st.sampled_from("综合政务协调市场监管公安户自然资源科"), min_size=2, max_size=12)
CHANGE = ChangeView(1, date(2026, 12, 2), "07:30", "病假", "某某")


@dataclass(frozen=True)
class Drawn:
    """A month of 28 to 31 days with one duty: people in seats of several kinds, changes, an arrangement, empty seats."""

    names: list[str]
    departments: list[str]
    kinds: int = 1
    last: int = 31
    daily: bool = True
    holiday: bool = False
    empty: int = 0
    changed: int = 0  # on how many days somebody stands in

    @property
    def view(self) -> MonthView:
        """The month; each day turns the same people on."""
        days = [date(2026, 12, n) for n in range(1, self.last + 1)]
        slots = [self._slot(day) for day in days if self.daily or day.weekday() < 5]
        off = {date(2026, 12, 25): "元旦放假"} if self.holiday else None
        return month(slots, off, last=self.last)

    def _slot(self, day: date) -> SlotView:
        turn = day.day % len(self.names)
        people = tuple(
            PersonView(name, self.departments[n % len(self.departments)], "窗口")
            for n, name in enumerate(self.names[turn:] + self.names[:turn])
        )
        share = max(1, len(people) // self.kinds)
        seats = []
        for n in range(self.kinds):
            own = people[n * share : (n + 1) * share] if n < self.kinds - 1 else people[n * share :]
            seats.append(self._seat(n, own, day) if own else SeatView(f"席位{n + 1}", (), 1, f"s{n}"))
        return replace(slot(day), seats=tuple(seats), note="年终集中办理" if self.changed and day.day == 9 else "")

    def _seat(self, n: int, own: tuple[PersonView, ...], day: date) -> SeatView:
        new = day.day <= self.changed
        own = (replace(own[0], new=new), *own[1:])
        gone, changes = (own[-1:], (CHANGE,)) if new else ((), ())
        return SeatView(f"席位{n + 1}", own, self.empty if day.day == 5 else 0, f"s{n}", gone=gone, changes=changes)


def rosters(names: st.SearchStrategy[str] = NAMES, most: int = 60, kinds: int = 4) -> st.SearchStrategy[Drawn]:
    return st.builds(
        Drawn,
        names=st.lists(names, min_size=1, max_size=most, unique=True),
        departments=st.lists(DEPARTMENTS, min_size=1, max_size=12),
        kinds=st.integers(1, kinds),
        last=st.integers(28, 31),
        daily=st.booleans(),
        holiday=st.booleans(),
        empty=st.integers(0, 2),
        changed=st.integers(0, 10),
    )


def text(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def look(pdf: bytes, view: MonthView, head: str) -> None:
    """Every name as often as it serves, nothing outside, and on several pages the head and their number."""
    pages = text(pdf)
    held = Counter(
        "".join(person.name.split())
        for day in view.days
        for one in day.slots
        for seat in one.seats
        for person in (*seat.people, *seat.gone[: 1 if seat.people else 0])
    )
    # A name may be part of another, so at least as often; a break within a name is none in the text.
    said = "".join(re.sub(r"第\d+页共\d+页", "", page) for page in pages)
    for name, times in held.items():
        assert said.count(name) >= times, name
    assert not outside(pdf)
    assert ".notdef" not in pdf.decode("latin-1")
    for n, page in enumerate(pages, 1):
        assert (f"第{n}页共{len(pages)}页" in page) == (len(pages) > 1)
        assert head in page or n == len(pages) > 1


QUICK = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=25, suppress_health_check=QUICK)
@given(rosters())
def test_any_month_of_a_duty_stands_on_paper_whole(drawn: Drawn) -> None:
    view = drawn.view
    pdf = posting(view, "group")
    look(pdf, view, "日期")
    assert pdf == posting(view, "group")


@settings(max_examples=12, suppress_health_check=QUICK)
@given(rosters(st.text(st.sampled_from(HAN[:20]), min_size=2, max_size=4), most=4, kinds=1))
def test_a_month_of_four_people_a_day_is_one_page(drawn: Drawn) -> None:
    short = [department[:5] for department in drawn.departments]
    plain = replace(drawn, departments=short, empty=0, changed=0)
    assert len(text(posting(plain.view, "group"))) == 1


@settings(max_examples=8, suppress_health_check=QUICK)
@given(rosters(most=30), st.sampled_from(("a4", "a3")))
def test_any_week_and_day_stand_on_paper_whole(drawn: Drawn, paper: Paper) -> None:
    view = drawn.view
    week, day = cuts.week([view], date(2026, 12, 7)), cuts.day([view], date(2026, 12, 7))
    made = (
        ("month", weeks.one_duty(week, "group"), week, "日期"),
        ("week", weeks.all_duties(week), week, "值班"),
        ("day", doors.words(day, "group"), day, ""),
        ("day", doors.words(day), day, ""),
    )
    for template, content, shown, head in made:
        look(printed(FOLDER / f"{template}.typ", content, "试印", paper=paper), shown, head)


@settings(max_examples=6, suppress_health_check=QUICK)
@given(st.lists(rosters(most=6), min_size=2, max_size=5))
def test_any_duties_stand_on_one_sheet_whole(all_drawn: list[Drawn]) -> None:
    slots = [
        replace(one, duty=f"d{n}", title=f"第{n}种值班")
        for n, drawn in enumerate(all_drawn)
        for day in drawn.view.days
        for one in day.slots
    ]
    view = several(slots)
    look(overview(view), view, "日期")


@settings(max_examples=6, suppress_health_check=QUICK)
@given(rosters(TRAPS, most=4, kinds=2))
def test_hostile_names_are_text_in_every_layout(drawn: Drawn) -> None:
    view = drawn.view
    look(posting(view, "group"), view, "日期")
    day = cuts.day([view], date(2026, 12, 7))
    look(printed(FOLDER / "day.typ", doors.words(day), "试印"), day, "")


def letters(content: Words) -> list[str]:
    return [one.character for one in fonts.rare(content, {})]


def test_a_rare_character_is_drawn_by_the_next_font_and_told() -> None:
    view = month([slot(date(2026, 12, 1), ("王𠮷", "李䶮", "欧阳𫖯", "严培之"))])
    assert letters(sheet(view, "group")) == ["𠮷"]  # 䶮 and 𫖯 are in the first font
    pdf = posting(view, "group")
    used = {
        str(font.get_object()["/BaseFont"])
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("NotoSansJP" in name for name in used)
    assert "王𠮷" in text(pdf)[0]


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_paper_is_as_large_as_is_asked(paper: Paper) -> None:
    view = month([slot(date(2026, 12, n)) for n in (1, 2, 3)])
    for template, content in ((TEMPLATE, sheet(view, "group")), (OVERVIEW, all_duties(view))):
        (page,) = pypdf.PdfReader(io.BytesIO(printed(template, content, "试印", paper=paper))).pages
        sides = sorted(round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
        assert sides == ([297, 420] if paper == "a3" else [210, 297])


def test_what_is_shaded_or_marked_survives_a_copier(tmp_path) -> None:
    """Postings hold no colour at all: as grey the picture is the same, so nothing is told by colour."""
    view = month([slot(date(2026, 12, n)) for n in range(1, 32)], {date(2026, 12, 25): "元旦放假"})
    (tmp_path / "a.pdf").write_bytes(posting(view, "group"))
    subprocess.run(["pdftoppm", "-r", "40", tmp_path / "a.pdf", tmp_path / "a"], check=True)
    pixels = next(tmp_path.glob("a-*.ppm")).read_bytes().split(b"\n", 3)[3]
    assert all(pixels[n] == pixels[n + 1] == pixels[n + 2] for n in range(0, len(pixels), 3))
    assert {226, 0} <= set(pixels)  # shaded days and ink

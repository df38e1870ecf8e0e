"""What pages, sheets, boards and calendars show of changes and absences, to the public and to staff."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pypdf
import pytest

import generator
from generator.data.project import Project
from generator.data.records.roster import SeatKey
from generator.data.units.unit import NameForm, PublicNames
from generator.desk.revising import REASONS
from generator.render.paper import notices
from generator.render.paper.sheets import sheet
from generator.render.site import pages
from generator.render.views import links
from generator.render.views.gather import Site, gather
from generator.render.views.trails import trails
from generator.render.views.view import SeatView
from tests import amended
from tests.render import calendars
from tests.render.pages import Page, alone

TODAY = date(2026, 11, 24)
KEY = SeatKey("duty-group", date(2026, 11, 25), "members")
Made = tuple[Site, Mapping[str, str | bytes]]


@pytest.fixture(scope="module")
def changed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("amended")
    for name in ("docs", "rosters"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("drafts"))
    amended.revise(folder)
    return generator.load(folder)


@pytest.fixture(scope="module")
def public(changed: Project) -> Made:
    site = gather(changed, "public", TODAY)
    return site, pages(site)


@pytest.fixture(scope="module")
def staff(changed: Project) -> Made:
    site = gather(changed, "staff", TODAY)
    return site, pages(site)


def names(project: Project, people: tuple[str, ...]) -> list[str]:
    return [project.units["hall"].people[p].name for p in people]


def seat(site: Site, key: SeatKey = KEY) -> SeatView:
    month = next(m for m in site.months["hall"] if m.period == amended.PERIOD)
    slot = next(s for s in month.slots(key.duty) if s.day == key.day)
    return next(s for s in slot.seats if s.id == key.seat)


def page(made: Made, path: str) -> Page:
    return Page(str(made[1][path]))


def pdf(made: Made, path: str) -> str:
    content = made[1][path]
    assert isinstance(content, bytes)
    return "".join("".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_trail_tells_who_went_and_came_and_forgets_what_was_undone(changed: Project) -> None:
    found = trails(changed.units["hall"].published[amended.PERIOD])
    trail = found[KEY]
    assert trail.gone == ("1022",)
    assert len(trail.new) == 1
    assert [step.number for step in trail.telling] == [1]
    undone = [t for key, t in found.items() if key.duty == "cleaning"]
    assert len(undone) == 2
    for trail in undone:
        assert (trail.gone, trail.new, trail.telling) == ((), (), ())
        assert [step.number for step in trail.steps] == [3, 4]
        assert len(trail.ever) == 2


def test_staff_see_who_was_to_serve_why_when_and_by_whom_and_the_public_only_that_it_changed(
    public: Made, staff: Made, changed: Project
) -> None:
    new = names(changed, trails(changed.units["hall"].published[amended.PERIOD])[KEY].new)
    inside, outside = seat(staff[0]), seat(public[0])
    assert [p.name for p in inside.gone] == ["廖可欣"]
    (change,) = inside.changes
    assert (change.number, change.clock, change.reason, change.approved_by) == (1, "08:00", "病假", amended.APPROVER)
    assert outside.gone == ()
    assert [(c.clock, c.reason, c.approved_by) for c in outside.changes] == [("", "", "")]
    for shown in (inside, outside):
        assert [p.name for p in shown.people if p.new] == new
    path = links.rosters.month_page("hall", amended.PERIOD)
    assert page(staff, path).html.count("<del>廖可欣</del>") == 2  # this week's table and the duty's own
    assert f"病假，{amended.APPROVER}批准" in page(staff, path).text
    assert "<del>" not in page(public, path).html
    assert len(page(public, path).having("zb-adjusted")) > 2


def test_the_public_month_names_the_days_and_duties_that_changed(public: Made) -> None:
    (said,) = page(public, links.rosters.month_page("hall", amended.PERIOD)).having("zb-changed")
    assert "11月25日 值班组" in said
    assert "导办台值班" in said
    assert "保安" not in said
    other = page(public, links.rosters.month_page("hall", "2026-10"))
    assert other.having("zb-changed") == other.having("zb-adjusted") == []


def test_no_reason_approver_or_notice_is_public(public: Made, staff: Made) -> None:
    """Two categories are words that a roster also uses otherwise: 已调整, and the hour of 离岗."""
    found = {path: p for path, p in public[1].items() if path.startswith(("rosters/", "forms/", "index"))}
    for path, content in found.items():
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
        text += pdf(public, path) if path.endswith(".pdf") else ""
        text = text.replace("换班计划", "")  # the plan of rest days is called so
        for word in (amended.APPROVER, *set(REASONS) - {"调整", "离岗"}, "看病", "家事", "事假"):
            assert word not in text, (path, word)
    assert not [path for path in found if path.endswith(("changes.md", "change.pdf", "whereabouts.md"))]
    assert not [path for path in found if "/people/" in path]
    assert amended.APPROVER in str(staff[1][links.rosters.changes_page("hall", amended.PERIOD)])


def test_staff_read_all_changes_in_order_but_not_those_of_a_restricted_duty(staff: Made) -> None:
    found = page(staff, links.rosters.changes_page("hall", amended.PERIOD))
    assert [t for t in found.ids if t.startswith("change-")] == ["change-1", "change-2", "change-3", "change-4"]
    assert found.text.index("原因\n病假") < found.text.index("原因\n换班") < found.text.index("原因\n撤销")
    assert "第 5 次变更后（2026年11月23日）" in found.text
    for path, content in staff[1].items():
        if path.startswith("rosters/") and isinstance(content, str):
            assert "保安员" not in content, path


def test_a_notice_says_who_serves_for_whom_and_not_why(staff: Made) -> None:
    said = pdf(staff, links.rosters.notice("hall", amended.PERIOD, 1))
    for word in ("代班通知", "11月25日", "值班组成员", "廖可欣", amended.APPROVER, "07:55到岗", "示例", "签发"):
        assert word in said, word
    assert "第1次变更2026-11-23" in said
    assert "病假" not in said
    assert "换班通知" in pdf(staff, links.rosters.notice("hall", amended.PERIOD, 2))
    assert "值班变更通知" in pdf(staff, links.rosters.notice("hall", amended.PERIOD, 4))
    assert links.rosters.notice("hall", amended.PERIOD, 5) not in staff[1]


def test_every_reason_for_standing_in_is_one_of_the_categories() -> None:
    assert {*notices.STANDING_IN, notices.SWAP} <= set(REASONS)


def test_a_sheet_shows_the_change_and_its_number(public: Made, staff: Made) -> None:
    path = links.rosters.posting("hall", amended.PERIOD, "duty-group")
    inside, outside = pdf(staff, path), pdf(public, path)
    for said in (inside, outside):
        assert "第5次变更2026-11-23" in said
        assert said.count("已调整") == 1
    assert "原廖可欣" in inside
    assert f"病假，{amended.APPROVER}批准：11月25日成员" in inside
    assert "原廖可欣" not in outside
    assert len(pypdf.PdfReader(io.BytesIO(bytes(staff[1][path]))).pages) == 1  # type: ignore[arg-type]
    assert pdf(staff, links.rosters.overview("hall", amended.PERIOD)).count("已调整") == 3


def test_an_emptied_place_is_marked_too(staff: Made) -> None:
    month = next(m for m in staff[0].months["hall"] if m.period == amended.PERIOD)
    emptied = replace(seat(staff[0]), people=(), empty=2)
    days = tuple(
        replace(
            day, slots=tuple(_with(slot, emptied) if (slot.duty, slot.day) == KEY[:2] else slot for slot in day.slots)
        )
        for day in month.days
    )
    rows = sheet(replace(month, days=days), "duty-group")["rows"]
    (row,) = [r for r in rows if r.get("day") == "11月25日"]
    assert row["cells"][1] == [{"empty": True, "mark": "已调整", "gone": ["廖可欣"]}, {"empty": True}]


def _with(slot, emptied: SeatView):
    return replace(slot, seats=tuple(emptied if s.id == emptied.id else s for s in slot.seats))


def test_the_board_says_who_is_away_until_when_and_whom_to_ask_but_never_why(staff: Made, changed: Project) -> None:
    away = {one.person.name: one for one in staff[0].away["hall"]}
    sick, out = away["廖可欣"], away["梁守田"]
    assert (sick.first, sick.last, sick.starts, sick.ends) == (date(2026, 11, 25),) * 2 + ("", "")
    assert sick.back == datetime(2026, 11, 26, 8, 30)
    assert [(s.day, s.title) for s in sick.stand_ins] == [(date(2026, 11, 25), "值班组")]
    assert (out.starts, out.ends, out.back) == ("14:00", "16:00", datetime(2026, 11, 25, 16))
    assert (sick.how, out.how) == ("同窗口", "代理")
    assert [p.name for p in out.cover] == names(changed, ("1020",))
    said = page(staff, links.rosters.whereabouts_page("hall")).text
    assert "11月25日 14:00 至 16:00" in " ".join(said.split())
    for kind in changed.units["hall"].unit.leave_kinds.values():
        assert kind.title not in said
    guards = [p.name for p in changed.units["hall"].people.values() if p.service[-1].role in ("guard", "operator")]
    assert guards
    assert not [name for name in guards if name in said]


@pytest.mark.parametrize("form", get_args(NameForm))
def test_a_window_whose_only_person_is_out_says_when_and_where(changed: Project, form: str) -> None:
    unit = changed.units["hall"]
    named = replace(unit, unit=unit.unit.model_copy(update={"public_names": PublicNames(page=form)}))
    site = gather(alone(changed, named), "public", TODAY)
    (gap,) = [g for g in site.gaps["hall"] if g.window == "w07" and g.start.hour == 14]
    assert (gap.start, gap.end, gap.back) == tuple(datetime(2026, 11, 25, h) for h in (14, 16, 16))
    assert gap.at == "5号食品经营许可窗口"  # the first proxy, 1022, is away all day: the next one answers
    assert gap.proxy
    assert gap.proxy.name == {"full": "傅采薇", "masked": "傅＊＊", "none": ""}[form]


def test_a_sign_can_be_read_from_afar_and_says_no_reason(public: Made) -> None:
    (path,) = [p for p in public[1] if p.endswith("2026-11-25-1400-w07.pdf")]
    said = pdf(public, path)
    for word in (
        "7号药品医疗器械窗口",
        "本窗口人员暂离",
        "返回时间16:00",
        "请到5号食品经营许可窗口",
        "000-0000-2005",
        "示例",
    ):
        assert word in said, word
    listed = page(public, links.rosters.windows_page("hall")).text
    assert "请到5号食品经营许可窗口" in listed
    assert "梁守田" not in said + listed


def test_a_turn_that_passes_on_moves_in_the_calendars(staff: Made, changed: Project) -> None:
    (taken,) = trails(changed.units["hall"].published[amended.PERIOD])[KEY].new
    lost, got = (event(staff, links.rosters.person_calendar("hall", p)) for p in ("1022", taken))
    assert (lost["STATUS"], lost["SEQUENCE"]) == ("CANCELLED", "1")
    assert (got["STATUS"], got["SEQUENCE"]) == ("CONFIRMED", "1")
    assert lost["UID"] != got["UID"]
    assert lost["DTSTAMP"] == "20261123T000000Z"  # 08:00 in Shanghai
    assert lost["DTSTART;TZID=Asia/Shanghai"] == "20261125T075500"


def event(made: Made, path: str, day: str = "20261125", title: str = "值班组") -> dict[str, str]:
    content = made[1][path]
    assert isinstance(content, bytes)
    (found,) = [
        e.values
        for e in calendars.read(content).all("VEVENT")
        if e.values["DTSTART;TZID=Asia/Shanghai"].startswith(day) and e.values["SUMMARY"].startswith(title)
    ]
    return found


def test_a_turn_that_came_back_is_confirmed_again_under_its_old_identity(staff: Made, changed: Project) -> None:
    found = trails(changed.units["hall"].published[amended.PERIOD])
    (key, trail), *_ = [(k, t) for k, t in found.items() if k.duty == "cleaning"]
    (holder,), day = trail.now, f"{key.day:%Y%m%d}"
    other = next(p for p in trail.ever if p != holder)
    back, gone = (event(staff, links.rosters.person_calendar("hall", p), day, "卫生值日 晚间") for p in (holder, other))
    assert [(e["STATUS"], e["SEQUENCE"]) for e in (back, gone)] == [("CONFIRMED", "4"), ("CANCELLED", "4")]


def test_identities_are_unique_and_stay(root: Path, public: Made, staff: Made) -> None:
    path = links.rosters.duty_calendar("hall", "duty-group")
    before = gather(generator.load(root), "public", TODAY)
    old = {e.uid: e for feed in before.feeds["hall"] if feed.duty == "duty-group" for e in feed.events}
    new = {e.uid: e for feed in public[0].feeds["hall"] if feed.duty == "duty-group" for e in feed.events}
    assert old.keys() == new.keys()
    moved = [uid for uid in old if old[uid] != new[uid]]
    assert [(old[uid].sequence, new[uid].sequence) for uid in moved] == [(0, 1)]
    assert "廖可欣" in old[moved[0]].text
    assert "廖可欣" not in event(public, path)["DESCRIPTION"]
    assert event(public, path)["DTSTAMP"] == "20261122T160000Z"  # the day alone: midnight in Shanghai
    for own in staff[0].feeds["hall"]:
        assert len({e.uid for e in own.events}) == len(own.events)


def test_every_calendar_can_be_read_and_restricted_duties_have_none(public: Made, staff: Made) -> None:
    counts = []
    for made in (public, staff):
        files = {path: content for path, content in made[1].items() if path.endswith(".ics")}
        counts.append(sum("/calendars/" in path for path in files))
        for path, content in files.items():
            assert isinstance(content, bytes)
            text = str(calendars.read(content))
            assert "保安" not in text, path
            assert "机房" not in text, path
        assert links.rosters.duty_calendar("hall", "guard") not in files
    shown = {(unit, duty) for unit, own in public[0].months.items() for month in own for duty in month.duties}
    assert counts[0] == len(shown)
    assert counts[1] > counts[0] + 40

"""The emergency sheet: who is where on the next open day, who may stand in by every rule, and where it may be written."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from struct import unpack

import pytest
from pypdf import PdfReader

from generator import ledger
from generator.check import check
from generator.cli import main
from generator.data.project import Project
from generator.data.units.unit import PREFERENCES
from generator.desk.substitute import preference
from generator.desk.tomorrow import Sheet, next_open, sheet
from generator.desk.windows import windows
from generator.errors import Refused
from generator.folders import MARK, outside_sites
from generator.reasons.moves import Move
from generator.reasons.nearby import nearby
from generator.render.paper.tomorrow import files, words
from tests import tiny

DAY = date(2026, 11, 24)
EVENING = datetime(2026, 11, 23, 18)


@pytest.fixture(scope="module")
def hall(sample: Project) -> Sheet:
    return sheet(sample, sample.units["hall"], DAY, EVENING)


def test_the_next_open_day_passes_over_days_off(sample: Project) -> None:
    hall = sample.units["hall"]
    assert next_open(sample, hall, date(2026, 9, 30)) == date(2026, 10, 8)
    assert next_open(sample, hall, date(2026, 11, 23)) == DAY
    assert next_open(sample, hall, date(2026, 11, 27)) == date(2026, 11, 30)


def test_every_stand_in_keeps_every_rule_and_the_order_of_the_unit(sample: Project, hall: Sheet) -> None:
    """Asked of the rules directly: whoever is named may serve, and nobody who would come before is passed over."""
    found = {seat.title: seat for seat in hall.critical}
    [report] = [check(p, r) for p, r in ledger.months(sample, hall.unit) if p.period.name == "2026-11"]
    [slot] = [slot for slot in report.problem.slots if slot.duty == "consultation-desk" and slot.day == DAY]
    [seats] = slot.seats
    [holder] = report.roster.who(seats.key)
    fits = {
        person: preference(report, Move(seats.key, holder, person))
        for person in seats.candidates
        if person != holder and not nearby(report).change(seats.key, holder, person).breaches
    }
    order = hall.unit.unit.substitution.order
    named = found["导办台值班 值班员"].stand_ins
    ranks = sorted(order.index(why) for why in fits.values())[:3]
    assert len(named) == min(3, len(fits)) > 0
    assert [PREFERENCES[order[rank]] for rank in ranks] == [who.why for who in named]
    assert {who.name for who in named} <= {hall.unit.people[person].name for person in fits}


def test_critical_are_required_seats_of_public_duties_appointed_ones_and_windows_with_one_person(hall: Sheet) -> None:
    titles = [seat.title for seat in hall.critical]
    assert "值班组 组长" in titles
    assert titles.count("值班组 成员") == 2
    assert "7号药品医疗器械窗口" in titles
    assert not [title for title in titles if title.startswith(("卫生值日", "备班", "领导坐班", "安保", "1号"))]
    assert {post.title for post in hall.unit.posts.values() if post.staff == 1} <= set(titles)


def test_the_next_of_the_appointed_takes_an_appointed_seat(hall: Sheet) -> None:
    [leader] = [seat for seat in hall.critical if seat.title == "值班组 组长"]
    assert [(who.name, who.why) for who in leader.stand_ins] == [("纪允成", "指定的接替人")]


def test_whoever_stands_by_for_a_window_comes_first_there(hall: Sheet) -> None:
    [ready] = [duty for duty in hall.duties if duty.standby]
    [held] = [seat for seat in ready.seats if seat.title.startswith("7号")]
    [window] = [seat for seat in hall.critical if seat.title.startswith("7号")]
    assert [(who.name, who.why) for who in window.stand_ins[:1]] == [(held.people[0], "备班人员")]


def test_telephones_are_those_of_the_office(hall: Sheet) -> None:
    offices = {hall.unit.unit.phone} | {post.phone for post in hall.unit.posts.values()}
    mobiles = {person.mobile for person in hall.unit.people.values()}
    named = {who.phone for seat in hall.critical for who in seat.stand_ins}
    assert named <= offices
    assert len(named) > 5
    assert not mobiles & set(re.findall(r"\d{3}-\d{4}-\d{4}", str(words(hall, EVENING))))


def test_the_sheet_is_one_page_and_the_picture_as_wide_as_a_phone(hall: Sheet) -> None:
    made = files(hall, EVENING)
    [page] = PdfReader(BytesIO(made[".pdf"])).pages
    text = re.sub(r"\s", "", page.extract_text())
    for seat in hall.critical:
        assert re.sub(r"\s", "", seat.title) in text
        assert all(who.name in text and who.phone in text for who in seat.stand_ins)
    assert all(there.name in text for window in hall.windows for there in window.people)
    assert made[".png"].startswith(b"\x89PNG")
    width, height = unpack(">II", made[".png"][16:24])
    assert width == 1080
    assert height > width


def test_only_what_the_staff_may_see_stands_there(hall: Sheet) -> None:
    said = str(words(hall, EVENING))
    assert hall.left_out == ("安保与机房",)
    assert "安保" not in said
    assert "佟守安" not in said
    assert "外勤" not in said


def test_a_day_on_which_the_unit_is_closed_has_its_duties_and_no_windows(sample: Project) -> None:
    closed = sheet(sample, sample.units["hall"], date(2026, 10, 3), datetime(2026, 9, 30, 18))
    assert closed.hours is None
    assert closed.windows == ()
    assert [duty.title for duty in closed.duties] == ["节假日值班"]
    assert len(words(closed, EVENING)["notes"]) == 1


def test_a_unit_that_the_public_sees_no_duty_of_names_stand_ins_for_those_of_the_staff(sample: Project) -> None:
    night = sheet(sample, sample.units["hotline"], date(2026, 11, 26), datetime(2026, 11, 25, 18))
    assert {seat.title.split()[0] for seat in night.critical} >= {"早班", "中班", "夜班"}
    assert any(seat.stand_ins for seat in night.critical)


WINDOW = {"id": "w1", "title": "1号窗口", "department": "a", "staff": 1}


def at_window(root: Path, leave: list[dict[str, str]], proxies: list[str]) -> list[tuple[str, str]]:
    """Who is at the window of 甲, with the capacity and the time; a time with no name is uncovered."""
    people = {"甲": {"department": "a", "post": "w1", "leave": leave}, "乙": "a", "丙": "a"}
    number = tiny.ids({"people": people})
    posts = [{**WINDOW, "proxies": [number[name] for name in proxies]}]
    unit = tiny.load(root, {"people": people, "posts": posts, "duties": {}}).units["u"]
    [window] = windows(unit, DAY, (datetime(2026, 11, 24, 8, 30), datetime(2026, 11, 24, 17, 30)), [])
    there = [(who.name + who.part, span) for who in window.people for span in who.spans]
    return [(name, f"{a:%H:%M}—{b:%H:%M}") for name, (a, b) in [*there, *(("", gap) for gap in window.uncovered)]]


def test_a_proxy_is_named_for_the_time_in_which_nobody_of_the_window_is_there(tmp_path: Path) -> None:
    afternoon = [{"from": "2026-11-24", "starts": "14:00"}]
    assert at_window(tmp_path / "a", [], ["丙"]) == [("甲", "08:30—17:30")]
    assert at_window(tmp_path / "b", afternoon, ["丙"]) == [("甲", "08:30—14:00"), ("丙代理", "14:00—17:30")]


def test_a_window_that_nobody_can_hold_is_said_to_be_empty(tmp_path: Path) -> None:
    assert at_window(tmp_path, [{"from": "2026-11-24", "ends": "10:00"}], []) == [
        ("甲", "10:00—17:30"),
        ("", "08:30—10:00"),
    ]


def test_the_command_writes_both_and_a_site_is_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--root", str(root), "tomorrow", "--unit", "hall", "--today", "2026-11-23", "--out"]
    assert main([*call, str(tmp_path / "sheet")]) == 0
    assert sorted(p.name for p in (tmp_path / "sheet").iterdir()) == ["hall-2026-11-24.pdf", "hall-2026-11-24.png"]
    said = capsys.readouterr().out
    assert "值班组 组长 袁柏川：纪允成 000-0000-3000（指定的接替人）" in said
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "index.html").touch()
    assert main([*call, str(tmp_path / "web" / "inner")]) == 1
    assert "内部资料不能写到这里" in capsys.readouterr().err
    assert not (tmp_path / "web" / "inner").exists()


def test_no_site_is_a_place_for_what_is_restricted(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / MARK).touch()
    for place in ("site", "site-staff/sub", "made", "made/deep/er", "docs/x", "rosters", "templates", "."):
        with pytest.raises(Refused):
            outside_sites(tmp_path, tmp_path / place)
    for place in ("private/attendance", "build/tomorrow", "other"):
        assert outside_sites(tmp_path, tmp_path / place) == tmp_path / place


def test_a_link_into_a_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "private").symlink_to(tmp_path / "site")
    with pytest.raises(Refused):
        outside_sites(tmp_path, tmp_path / "private/attendance")

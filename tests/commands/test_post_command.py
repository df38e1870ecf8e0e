"""The commands that print postings and make pictures: every layout, for whom each is, and where it may not be written."""

from __future__ import annotations

import re
import shutil
import struct
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.cli import main
from generator.data.site import address
from tests import amended

TODAY = ["--today", "2026-11-23"]
SITE = "https://example.org/zhiban"


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with changes of November, an address on the web, and somebody whose name is a Typst command."""
    folder = tmp_path_factory.mktemp("posts")
    for name in ("docs", "rosters", "templates"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("drafts"))
    shutil.copy(root / "mkdocs.yml", folder)
    center = folder / "rosters/center.yml"
    center.write_text(re.sub("^site_url: .*", f"site_url: {SITE}/", center.read_text("utf-8"), flags=re.M), "utf-8")
    people = folder / "rosters/hall/people.yml"
    text = people.read_text(encoding="utf-8")
    assert "name: 石砚\n" in text
    people.write_text(text.replace("name: 石砚\n", 'name: "#panic(1)$@[𠮷"\n'), encoding="utf-8")
    amended.revise(folder)
    return folder


def run(root: Path, *arguments: object) -> int:
    return main(["--root", str(root), *map(str, arguments), *TODAY])


def text(path: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


WEEK, DAY, DUTY = ("--week", "2026-11-23"), ("--day", "2026-11-25"), ("--duty", "duty-group")
LAYOUTS = {
    "a month of a duty": (("2026-11", *DUTY), ("值班组值班表", "11月30日", "签发", "盖章")),
    "a month of all": (("2026-11",), ("值班总表", "领导坐班", "签发")),
    "a week of a duty": ((*WEEK, *DUTY), ("值班组值班表", "2026年11月23日—29日", "11月27日")),
    "a week of all": (WEEK, ("一周值班表", "大厅值班", "周五")),
    "a day of all": (DAY, ("当日值班", "2026年11月25日周三", "导办台值班")),
    "a door": ((*DAY, *DUTY), ("值班组", "08:00—18:00", "一楼大厅值班室")),
    "plates": ((*WEEK, "--duty", "weekly-duty", "--plate"), ("带班领导", "沿虚线对折", "11月23日—27日")),
    "a person": (("2026-11", "--person", "1033"), ("个人值班单", "#panic(1)$@[𠮷", "内部资料", "到岗")),
    "a change": (("2026-11", "--change", "1"), ("代班通知", "第1次变更")),
    "a rest schedule": (("2026-11", "--unit", "town", "--table", "shifts", "--audience", "staff"), ("排休表", "休")),
    "shifts by days": (
        ("2026-11", "--unit", "town", "--table", "shifts", "--days", "--audience", "staff"),
        ("（逐日）", "11月30日"),
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_printed_in_the_sample_s_own_words(copy: Path, tmp_path: Path, name: str) -> None:
    arguments, words = LAYOUTS[name]
    out = tmp_path / "a.pdf"
    assert run(copy, "post", *arguments, "--out", out) == 0
    said = text(out)
    assert "示例" in said
    assert all(word in said for word in words), said


def test_the_list_shows_every_layout_and_its_duties(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "post", "--list") == 0
    said = capsys.readouterr().out
    assert all(word in said for word in ("门牌", "桌牌", "排休表", "个人值班单", "--plate", "duty-group", "管理人员"))


def test_a_rare_character_is_told_with_its_font(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "post", "2026-11", "--person", "1033", "--out", tmp_path / "a.pdf") == 0
    assert "中的“𠮷”（U+20BB7）由字体 Noto Sans JP 补印" in capsys.readouterr().out


def test_without_an_address_there_is_no_code_and_it_is_said_once(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "FILES", ("mkdocs.yml",))  # which says none
    assert run(copy, "post", "2026-11", *DUTY, "--out", tmp_path / "a.pdf") == 0
    assert capsys.readouterr().out.count("没有印二维码") == 1
    assert "扫码" not in text(tmp_path / "a.pdf")


def test_a_sheet_leads_to_its_live_page(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "post", "2026-11", *DUTY, "--out", tmp_path / "a.pdf") == 0
    assert "没有印二维码" not in capsys.readouterr().out
    assert "扫码核对" in text(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-11", "--duty", "nobody"), "没有“nobody”这个班次"),
        (("2026-11", "--duty", "standby"), "--audience staff"),
        (("2026-11", "--duty", "guard", "--audience", "staff"), "--audience restricted"),
        (("2026-12",), "没有2026年12月的值班表"),
        ((), "没有说明印哪一期的"),
        (("--week", "2026-11-24"), "写这一周的周一：2026-11-23"),
        (("--day", "2027-05-01"), "没有值班表"),
        (("2026-11", "--day", "2026-10-20"), "2026-10-20 不在2026年11月里"),
        (("2026-11", "--person", "林小"), "没有“林小”这个人"),
        (("2026-11", "--person", "1033", "--audience", "public"), "内部资料"),
        (("2026-11", "--person", "1033", *DUTY), "--duty、--person 不能一起写"),
        (("2026-11", "--table", "x"), "没有班次表“x”"),
        (("2026-11", "--change", "9"), "没有第 9 次变更的通知"),
        ((*WEEK, "--plate"), "桌牌按班次印"),
        ((*WEEK, *DUTY, "--plate", "--paper", "a3"), "不写 --paper"),
        (("2026-11", *DUTY, "--out", "x.png"), "文件名以 .pdf 结尾"),
        (("2026-11", "--days"), "--days 只用于班次表"),
    ],
)
def test_what_cannot_be_printed_says_what_can(
    copy: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(copy, "post", *arguments) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "下一步" in error


INTERNAL = (
    ("post", "2026-11", "--person", "1033"),
    ("post", "2026-11", *DUTY, "--audience", "staff"),
    ("post", "2026-11", "--change", "1"),
    ("picture", "2026-11", "--person", "1033"),
    ("picture", "--tomorrow"),
)


@pytest.mark.parametrize("arguments", INTERNAL, ids=" ".join)
def test_what_is_internal_never_lies_in_a_site(
    copy: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out = copy / f"site/a.{'pdf' if arguments[0] == 'post' else 'png'}"
    assert run(copy, *arguments, "--out", out) == 1
    assert "网站的文件夹" in capsys.readouterr().err
    assert not out.exists()


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG, from its first chunk."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


PICTURES = (("2026-11", *DUTY), ("2026-11", "--person", "1033"), DAY, (*DAY, *DUTY), ("--tomorrow",))


@pytest.mark.parametrize("arguments", PICTURES, ids=" ".join)
def test_a_picture_is_as_wide_as_a_telephone(copy: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(copy, "picture", *arguments, "--out", tmp_path / "a.png") == 0
    assert size(tmp_path / "a.png")[0] == 1080


def test_a_picture_of_all_duties_of_a_month_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "picture", "2026-11") == 1
    assert "--duty" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("2026-12",), ("--week", "2026-12-07")], ids=" ".join)
def test_a_sheet_on_which_nothing_would_stand_is_refused(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    asked = ("post", *arguments, "--unit", "logistics", "--out", tmp_path / "a.pdf")
    assert run(copy, *asked) == 1
    assert "没有对公众公开的值班\n下一步：加上 --audience staff" in capsys.readouterr().err
    assert run(copy, *asked, "--audience", "staff") == 0

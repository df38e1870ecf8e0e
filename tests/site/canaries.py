"""Canaries: a word that nothing else says, in every field that not everybody may see, and who may read it.

The table is the whole of it: what the field is, the word, where it is put, and whether staff may find it. No word of
the table may stand in any byte of the public site; one that staff may read has to be found in theirs, so that a
field that is lost, or an edit that misses, does not pass for one that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Put = Callable[[str], str]
"""Puts a word into the text of a file."""


@dataclass(frozen=True)
class Canary:
    """One field: its name, the words by which it is known, where they are put, and who may read them."""

    field: str
    words: tuple[str, ...]
    file: str  # may hold *: then every file of the kind
    put: Put
    staff: bool = False
    printed: bool = True  # whether a scan of compressed bytes may look for it too

    def plant(self, root: Path) -> None:
        """Put the word into its files."""
        paths = sorted(root.glob(self.file))
        assert paths, self.file
        for path in paths:
            text = path.read_text(encoding="utf-8")
            changed = self.put(text)
            assert changed != text, (self.field, path.name)
            path.write_text(changed, encoding="utf-8")


def line(pattern: str, new: str, count: int = 0) -> Put:
    """Replace what a pattern finds; nothing said, everywhere."""
    return lambda text: re.sub(pattern, new, text, count=count, flags=re.MULTILINE)


def end(added: str) -> Put:
    """Add lines at the end."""
    return lambda text: f"{text.rstrip()}\n{added}\n"


LEAVE, GUARD = "rosters/hall/leave/*.yml", "rosters/hall/duties/guard/*.yml"
CLEANING, MEETING = "rosters/hall/duties/cleaning/*.yml", "rosters/hall/agenda/monthly-meeting/*.yml"
HALL, TOWN = "rosters/hall/people.yml", "rosters/town/people.yml"
EXEMPT = r"(exemptions:\n    - \{from: 2026-08-15, until: )2026-12-31"
HELD = r"\1  held: [{from: 2026-11-01, until: 2026-11-30, by: 金丝雀借用单位, hours: {from: '05:00', to: '05:30'}}]\n"

CANARIES = (
    Canary(
        "mobile number",
        ("199-8765-4321", "19987654321"),
        "rosters/*/people.yml",
        line(r"mobile: .*", 'mobile: "199-8765-4321"'),
    ),
    Canary(
        "first day of the working life",
        ("1971-03-09", "1971年3月9日"),
        HALL,
        line(r"working_since: .*", "working_since: 1971-03-09"),
    ),
    Canary("end of an exemption", ("2031-07-19", "2031年7月19日"), HALL, line(EXEMPT, r"\g<1>2031-07-19")),
    Canary("the body that has somebody", ("金丝雀借用单位",), HALL, line(r"(- id: 1032\n)", HELD)),
    Canary(
        "name where the policy masks it", ("金丝雀甲员",), TOWN, line(r"name: 葛云舒", "name: 金丝雀甲员"), staff=True
    ),
    Canary(
        "name where the policy shows none",
        ("金丝雀乙员",),
        "rosters/hotline/people.yml",
        line(r"name: 管竹青", "name: 金丝雀乙员"),
        staff=True,
    ),
    Canary(
        "reason for leave",
        ("金丝雀私事缘由",),
        LEAVE,
        lambda t: end("reason: 金丝雀私事缘由")(line(r"^reason:.*\n?", "")(t)),
    ),
    Canary(
        "cases that a leave hands over",
        ("金丝雀移交件",),
        LEAVE,
        lambda t: end("handover: [金丝雀移交件]")(line(r"^handover:.*\n(  - .*\n)*", "")(t)),
    ),
    Canary("kind of leave", ("金丝雀假别",), "rosters/hall/unit.yml", line(r"title: 病假", "title: 金丝雀假别")),
    Canary("duty of the staff", ("金丝雀保洁",), CLEANING, line(r"^title: .*", "title: 金丝雀保洁值日"), staff=True),
    Canary(
        "place of a duty of the staff",
        ("金丝雀保洁间",),
        CLEANING,
        line(r"^place: .*", "place: 金丝雀保洁间"),
        staff=True,
    ),
    Canary(
        "seat of a duty of the staff",
        ("金丝雀晨扫",),
        CLEANING,
        line(r"title: 晨间值日", "title: 金丝雀晨扫"),
        staff=True,
    ),
    Canary("restricted duty", ("金丝雀门岗",), GUARD, line(r"^title: .*", "title: 金丝雀门岗值守")),
    Canary("place of a restricted duty", ("金丝雀岗亭",), GUARD, line(r"^place: .*", "place: 金丝雀岗亭")),
    Canary("telephone of a restricted duty", ("999-0000-3160",), GUARD, line(r"^phone: .*", 'phone: "999-0000-3160"')),
    Canary("seat of a restricted duty", ("金丝雀开门岗",), GUARD, line(r"title: 开门班保安员", "title: 金丝雀开门岗")),
    Canary("meeting of the staff", ("金丝雀例会",), MEETING, line(r"^title: .*", "title: 金丝雀例会"), staff=True),
    Canary("place of a meeting", ("金丝雀会议室",), MEETING, line(r"^place: .*", "place: 金丝雀会议室"), staff=True),
    Canary(
        "paper for a meeting",
        ("金丝雀汇报",),
        MEETING,
        line(r"title: 重要事项书面汇报", "title: 金丝雀汇报"),
        staff=True,
    ),
    Canary(
        "restricted meeting",
        ("金丝雀密会",),
        "rosters/hall/agenda/security-check/*.yml",
        line(r"^title: .*", "title: 金丝雀密会\naudience: restricted"),
    ),
    Canary(
        "booking of a duty of the staff",
        ("金丝雀接待",),
        "rosters/logistics/bookings/2026-12-02-gov-310.yml",
        line(r"^title: .*", "title: 金丝雀接待"),
        staff=True,
    ),
    Canary(
        "form of the staff",
        ("金丝雀内部表",),
        "docs/forms/archive-lending.yml",
        line(r"^title: .*", "title: 金丝雀内部表"),
        staff=True,
    ),
    Canary(
        "restricted form",
        ("金丝雀检查书",),
        "docs/forms/self-criticism.yml",
        line(r"^title: .*", "title: 金丝雀检查书"),
    ),
    Canary("contract", ("金丝雀用工",), "rosters/hotline/unit.yml", line(r"title: 轮班话务员", "title: 金丝雀用工")),
)
"""Fields of files that a person keeps. What commands write (a sign-in sheet, a revision) is planted in ``conftest.py``."""

"""Sign-in sheets: from the rows that a machine or a clerk wrote to the sign-ins of a month; all faults at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal, NamedTuple

from generator.data.calendars.period import Period
from generator.data.files.grids import Line, read_grid
from generator.data.files.reading import Faults
from generator.data.files.schema import nearest
from generator.data.project import UnitData
from generator.data.records.attendance import Signed
from generator.errors import InputErrors, Refused

Column = Literal["id", "name", "day", "in", "out"]
NAMES: Mapping[Column, tuple[str, ...]] = {
    "id": ("编号", "人员编号", "员工编号", "工号", "id"),
    "name": ("姓名", "员工姓名", "人员姓名", "名字", "name"),
    "day": ("日期", "考勤日期", "打卡日期", "签到日期", "date"),
    "in": ("上班", "上班时间", "上班打卡", "上班打卡时间", "上班签到", "签到", "签到时间", "到岗", "到岗时间", "in"),
    "out": ("下班", "下班时间", "下班打卡", "下班打卡时间", "下班签退", "签退", "签退时间", "离岗", "离岗时间", "out"),
}
HEAD = 10
"""Rows in which the heads of the columns are looked for; titles and dates may stand above them."""

NOTHING = ("-", "--", "—", "——", "/", "无", "未打卡", "缺卡", "缺打卡", "未签到", "未签退")
"""What stands for no sign-in."""

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*(00:00(:00)?|[（(]?(星期|周).[）)]?)?")
_CLOCK = re.compile(
    r"(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+)?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})([:：]\d{2})?"
)


class _Found(NamedTuple):
    person: str
    day: date
    signed: Signed | None


def read_signs(path: Path, unit: UnitData, month: Period, today: date, root: Path) -> dict[date, dict[str, Signed]]:
    """Read the sign-ins of a month.

    Raises
    ------
    InputErrors
        With all faults of the file.
    Refused
        If it cannot be read as a table with the columns that are needed.
    """
    lines = read_grid(path)
    reader = _Reader(path, unit, month, today, Faults(root))
    at, columns = _columns(path, lines)
    found: dict[tuple[date, str], int] = {}
    days: dict[date, dict[str, Signed]] = {}
    for line in lines[at + 1 :]:
        read = reader.row(line, columns) if any(line.cell(c) is not None for c in columns.values()) else None
        if read is None:
            continue
        if (before := found.setdefault((read.day, read.person), line.number)) != line.number:
            reader.fault(line, columns["day"], f"与第 {before} 行是同一个人、同一天", "每人每天只留一行")
        elif read.signed:
            days.setdefault(read.day, {})[read.person] = read.signed
    if reader.faults.found:
        raise InputErrors(reader.faults.found)
    if not days:
        raise Refused(f"{path.name} 里没有{month.title}的签到记录", "核对文件和 --month")
    return {day: dict(sorted(own.items())) for day, own in sorted(days.items())}


def _columns(path: Path, lines: Sequence[Line]) -> tuple[int, dict[Column, int]]:
    """Find the row with the heads of the columns, and where each column is."""
    for at, line in enumerate(lines[:HEAD]):
        heads = [re.sub(r"[\s　]|[（(].*", "", str(cell or "")).lower() for cell in line.cells]
        places = {name: [i for i, head in enumerate(heads) if head in known] for name, known in NAMES.items()}
        if not places["day"] or not (places["id"] or places["name"]):
            continue
        twice = [NAMES[name][0] for name, own in places.items() if len(own) > 1]
        lacking = [NAMES[name][0] for name in ("in", "out") if not places[name]]
        if twice or lacking:
            what = [f"“{name}”有好几列" for name in twice] + [f"没有“{name}”一列" for name in lacking]
            raise Refused(
                f"{path.name} 第 {line.number} 行的表头{'，'.join(what)}", "一天打几次卡的，只留最早和最晚两次"
            )
        return at, {name: own[0] for name, own in places.items() if own}
    raise Refused(
        f"{path.name} 前 {HEAD} 行里没有找到表头", "要有这几列：编号或姓名、日期、上班、下班（签到、签退也可以）"
    )


class _Reader:
    """Reads rows of one file and collects their faults."""

    def __init__(self, path: Path, unit: UnitData, month: Period, today: date, faults: Faults) -> None:
        self.path, self.unit, self.month, self.today, self.faults = path, unit, month, today, faults
        self.said = ""

    def fault(self, line: Line, column: int, what: str, right: str = "") -> None:
        """Report a fault of a cell, with the name that the row gives the person."""
        name = f"{line.where(column)} {self.said}".strip()
        self.faults.add(self.path, line.number, column + 1, name, what, right)

    def row(self, line: Line, columns: Mapping[Column, int]) -> _Found | None:
        """Read a row; None where there is a fault."""
        before = len(self.faults.found)
        cells = {name: line.cell(column) for name, column in columns.items()}
        self.said = _text(cells.get("name") or cells.get("id"))
        person = self._person(line, columns, _text(cells.get("id")), _text(cells.get("name")))
        day = self._day(line, columns["day"], cells["day"])
        starts = self._clock(line, columns["in"], cells["in"], day)
        ends = self._clock(line, columns["out"], cells["out"], day)
        if person and day and self.unit.people[person].serving(day) is None:
            self.fault(
                line, columns["day"], f"{day} 这一天不在本单位任职", "核对 people.yml 里的任职起止，或删去这一行"
            )
        if starts and ends and ends <= starts:
            self.fault(
                line, columns["out"], f"下班 {ends:%H:%M} 不晚于上班 {starts:%H:%M}", "核对两个时刻，用 24 小时制"
            )
        if len(self.faults.found) > before or not day:
            return None
        return _Found(person, day, Signed.model_validate({"in": starts, "out": ends}) if starts or ends else None)

    def _person(self, line: Line, columns: Mapping[Column, int], known: str, name: str) -> str:
        """Give the person's id; where both id and name are written they have to agree."""
        people = self.unit.people
        column = columns["id"] if known else columns.get("name", columns.get("id", 0))
        named = [p.id for p in people.values() if p.name == name]
        if known in people and name not in ("", people[known].name):
            self.fault(line, column, f"编号 {known} 是{people[known].name}，不是{name}", "核对编号和姓名")
        elif known in people:
            return known
        elif known:
            right = f"{name}的编号是 {'、'.join(named)}" if named else nearest(known, people)
            self.fault(line, column, f"没有编号“{known}”", right)
        elif not name:
            self.fault(line, column, "没有写是谁", "填上编号或姓名")
        elif len(named) == 1:
            return named[0]
        elif named:
            self.fault(line, column, f"有 {len(named)} 个人叫“{name}”", f"加一列编号：{'、'.join(named)}")
        else:
            self.fault(line, column, f"没有人员“{name}”", nearest(name, [p.name for p in people.values()]))
        return ""

    def _day(self, line: Line, column: int, said: object) -> date | None:
        day = said.date() if isinstance(said, datetime) else said if isinstance(said, date) else _day(_text(said))
        if day is None:
            self.fault(line, column, f"日期“{_text(said)}”认不出来", "写成 2026-11-02 这样")
        elif not self.month.first <= day <= self.month.last:
            self.fault(line, column, f"{day} 不在{self.month.title}", "删去别的月份的行，或改 --month")
        elif day > self.today:
            self.fault(line, column, f"{day} 还没有到", "核对日期")
        else:
            return day
        return None

    def _clock(self, line: Line, column: int, said: object, day: date | None) -> time | None:
        """Read a time of day, to the minute; nothing, or a word for nothing, is None."""
        if said is None or said in NOTHING:
            return None
        if isinstance(said, datetime | time):
            at, own = said.replace(second=0, microsecond=0), said.date() if isinstance(said, datetime) else None
            clock = at.time() if isinstance(at, datetime) else at
        elif (match := _CLOCK.fullmatch(_text(said))) and int(match["hour"]) < 24 and int(match["minute"]) < 60:  # noqa: PLR2004
            clock, own = time(int(match["hour"]), int(match["minute"])), _day((match["day"] or "").strip())
        else:
            self.fault(line, column, f"时刻“{_text(said)}”认不出来", "写成 08:25 这样；没有打卡的留空")
            return None
        if own and day and own != day:
            self.fault(line, column, f"时刻写的是 {own}，这一行是 {day}", "每行只写当天的时刻")
        return clock


def _text(cell: object) -> str:
    """Give a cell as text; whole numbers without a point."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else "" if cell is None else str(cell)


def _day(text: str) -> date | None:
    """Read a day in the ways in which it is written; None if it is none."""
    match = _DATE.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    try:
        return date(*(int(match[n]) for n in (1, 2, 3))) if match else None
    except ValueError:
        return None

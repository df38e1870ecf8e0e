"""Leave and wishes that were added in a workbook, and people who were changed in it.

What is new becomes one record a line. What exists is never written back, because its file has comments and dated
stretches that a table cannot hold: the difference is told, to be made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from generator.data.files.schema import nearest
from generator.data.project import Project, UnitData
from generator.data.units.leave import Leave, Wish
from generator.desk.leavedesk import Desk
from generator.errors import Refused
from generator.folders import write_whole
from generator.workbook import tables
from generator.workbook.lines import Line, Lines, text
from generator.workbook.opening import Table
from generator.workbook.text import bare, plain


@dataclass(frozen=True)
class Inputs:
    """What was added, and what was changed and has to be made by hand."""

    leave: tuple[Leave, ...] = ()
    wishes: tuple[Wish, ...] = ()
    by_hand: tuple[str, ...] = ()


class Tables(Lines):
    """Reads the tables beside the roster; faults are collected with their cells."""

    def read(self, sheets: Sequence[Table], today: date) -> Inputs:
        """Read what is there of people, leave and wishes."""
        by_name = {table.name: table for table in sheets}
        leave, wishes, by_hand = [], [], []
        if table := by_name.get(tables.PEOPLE):
            by_hand += list(self._people(table))
        unit = self.unit
        for line in self.lines(by_name.get(tables.LEAVE), tables.LEAVE_HEADS):
            if text(line, "记录"):
                by_hand += list(self._old_leave(line))
            elif (asked := self._leave(line)) and self._granted(unit, asked, line, today):
                leave.append(asked)
                unit = replace(unit, leave={**unit.leave, f"\0{len(leave)}": asked})
        for line in self.lines(by_name.get(tables.WISHES), tables.WISH_HEADS):
            if text(line, "记录"):
                by_hand += list(self._old_wish(line))
            elif wish := self._wish(line):
                wishes.append(wish)
        return Inputs(tuple(leave), tuple(wishes), tuple(by_hand))

    def _leave(self, line: Line) -> Leave | None:
        before = len(self.faults.found)
        person, days = self.person(line), self.days(line)
        kinds = {plain(kind.title): name for name, kind in self.unit.unit.leave_kinds.items()}
        said = plain(text(line, "种类"))
        if said not in kinds:
            known = [kind.title for kind in self.unit.unit.leave_kinds.values()]
            self.fault(line, "种类", f"没有请假种类“{said}”", nearest(said, known) or f"可用的有：{'、'.join(known)}")
        starts, ends = self.clock(line, "几点起"), self.clock(line, "几点止")
        cover = self.person(line, "顶岗人") if text(line, "顶岗人") else ""
        if len(self.faults.found) > before or days is None:
            return None
        known_as = {"person": person, "kind": kinds[said], "from": days[0], "until": days[1], "cover": cover}
        try:
            return Leave.model_validate(known_as | {"starts": starts, "ends": ends})
        except ValueError:
            self.fault(line, "几点止", f"结束时刻 {ends} 不晚于开始时刻 {starts}", "核对两个时刻")
            return None

    def _granted(self, unit: UnitData, leave: Leave, line: Line, today: date) -> bool:
        """Whether the regulation lets the leave be asked for; what it holds against it is a fault of the line."""
        desk = Desk(self.project, unit)
        try:
            desk.ruling(leave)
            against = desk.refusals(leave, today)
        except Refused as error:
            against = [error.why]
        for said in against:
            self.fault(line, "姓名", said, "按所说办理后再申请")
        return not against

    def _wish(self, line: Line) -> Wish | None:
        before = len(self.faults.found)
        person, days = self.person(line), self.days(line)
        wants = {said: want for want, said in tables.WANTS.items()}
        want, duty = plain(text(line, "意愿")), text(line, "值班").strip()
        if want not in wants:
            self.fault(line, "意愿", f"写的是“{want}”", f"应是{'或'.join(wants)}")
        known = {bare(slot.title): slot.duty for slot in self.problem.slots}
        if duty and bare(duty) not in known:
            self.fault(line, "值班", f"没有值班“{duty}”", nearest(duty, {s.title for s in self.problem.slots}))
        if len(self.faults.found) > before or days is None:
            return None
        said = {"person": person, "from": days[0], "until": days[1], "want": wants[want]}
        return Wish.model_validate(said | ({"duty": known[bare(duty)]} if duty else {}))

    def _old_leave(self, line: Line) -> Iterator[str]:
        name = text(line, "记录").strip()
        if name not in self.unit.leave:
            self.fault(line, "记录", f"没有请假记录“{name}”", "新的请假，“记录”一格留空")
            return
        own, days = self.unit.leave[name], self.days(line)
        if days and days != (own.from_, own.until):
            yield (
                f"请假 {name} 在表里改成了 {days[0]} 至 {days[1]}：请改 rosters/{self.unit.id}/leave/{name}.yml，"
                f"或用 zhiban leave cancel 销假"
            )

    def _old_wish(self, line: Line) -> Iterator[str]:
        name = text(line, "记录").strip()
        if name not in self.unit.wishes:
            self.fault(line, "记录", f"没有意愿记录“{name}”", "新的意愿，“记录”一格留空")
            return
        own, days = self.unit.wishes[name], self.days(line)
        said = plain(text(line, "意愿"))
        if (days and days != (own.from_, own.until)) or said != tables.WANTS[own.want]:
            yield f"意愿 {name} 在表里改过：请改 rosters/{self.unit.id}/wishes/{name}.yml"

    def _people(self, table: Table) -> Iterator[str]:
        """Say which people were changed, added or taken out."""
        known = {
            str(row[0]): dict(zip(tables.PEOPLE_HEADS, map(str, row), strict=True))
            for row in tables.people(self.problem)
        }
        seen = set()
        for line in self.lines(table, tables.PEOPLE_HEADS):
            person = text(line, "编号").strip()
            seen.add(person)
            if person not in known:
                name = text(line, "姓名").strip()
                yield f"人员表多了{name}（编号 {person or '没有写'}）：新到的人请在 people.yml 里加一项"
                continue
            for head, was in known[person].items():
                if head in line and plain(now := text(line, head)) != plain(was):
                    yield (
                        f"{known[person]['姓名']}（{person}）的{head}在表里是“{now}”，资料里是“{was or '空'}”："
                        "请在 people.yml 里改，调动的加一段 service"
                    )
        if seen:
            for person in sorted(known.keys() - seen):
                yield f"人员表少了{known[person]['姓名']}（{person}）：离开的请在 people.yml 里给 service 写上 until"


def write_wish(project: Project, unit: UnitData, wish: Wish) -> Path:
    """Write a wish as a record of its own."""
    folder = project.root / "rosters" / unit.id / "wishes"
    name = f"{wish.person}-{wish.from_}"
    free = next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if not (folder / f"{n}.yml").exists())
    kept = wish.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return write_whole(folder / f"{free}.yml", yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), new=True)

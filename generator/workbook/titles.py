"""Heads of columns, read as duties and seats: by their titles, their ids, and the ways in which people shorten them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.data.files.schema import nearest
from generator.problem.problem import Problem
from generator.workbook.names import Names, nothing
from generator.workbook.seats import kind_of, titles
from generator.workbook.text import bare, plain

_BESIDE = {
    *(
        "日期",
        "星期",
        "周几",
        "节日",
        "备注",
        "起止",
        "时间",
        "时段",
        "序号",
        "农历",
        "地点",
        "电话",
        "值班电话",
        "手机",
    ),
    *(
        "联系电话",
        "说明",
        "场次",
        "会议",
        "活动",
        "部门",
        "科室",
        "编号",
        "工号",
        "单位",
        "职务",
        "合计",
        "签到",
        "签名",
    ),
}
"""Heads of columns in which nobody's turn stands."""

_GENERAL = {*("人员", "姓名", "值班人员", "值班人", "值班员", "当班人员", "名单", "人")}
"""Heads that mean whoever serves, where the duty is named elsewhere."""

_ENDINGS = re.compile(r"(值班表|排班表|安排表|值班安排|安排|值班|班次|表)$")


class Meaning(NamedTuple):
    """What a column holds: a kind of seat of a duty, all seats of a duty, or the turns of a person."""

    duty: str = ""
    kind: str = ""
    person: str = ""


class Titles:
    """The words for the duties and seats of a period."""

    def __init__(self, problem: Problem, names: Names) -> None:
        self.problem, self.names = problem, names
        self.duties: dict[str, set[str]] = {}
        self.seats: dict[str, set[Meaning]] = {}
        self.both: dict[str, set[Meaning]] = {}
        shown = titles(problem)
        for slot in problem.slots:
            for seats in slot.seats:
                kind = kind_of(problem, seats)
                meaning = Meaning(slot.duty, kind)
                overs = [slot.title, slot.duty, shown[slot.duty, kind][0]]
                own = [seats.title, kind, shown[slot.duty, kind][1]]
                for over in overs:
                    self.duties.setdefault(bare(over), set()).add(slot.duty)
                for title in own:
                    self.seats.setdefault(bare(title), set()).add(meaning)
                for over, title in ((o, t) for o in overs for t in own):
                    self.both.setdefault(bare(over + title), set()).add(meaning)
        self.loose: dict[str, set[str]] = {}
        for title, duties in self.duties.items():
            for short in (_ENDINGS.sub("", title), f"{title}值班", title.removesuffix("班")):
                self.loose.setdefault(short, set()).update(duties)

    def duty(self, text: str) -> set[str]:
        """Give the duties that a text means: by their whole title, else shortened."""
        same = bare(text)
        return self.duties.get(same) or self.loose.get(same) or self.loose.get(_ENDINGS.sub("", same)) or set[str]()

    def mentioned(self, texts: Iterable[str]) -> set[str]:
        """Give the duties whose title stands somewhere in a text, such as the title of a sheet; the longest first."""
        said = [bare(text) for text in texts]
        found = {title: own for title, own in self.duties.items() if any(title in text for text in said)}
        longest = [t for t in found if not any(t != other and t in other for other in found)]
        return {duty for title in longest for duty in found[title]}

    def column(self, heads: Sequence[str], around: set[str]) -> set[Meaning]:
        """Give what the heads of a column mean, from the top down; several where that cannot be told apart.

        ``around``: the duties of which the sheet as a whole speaks.
        """
        heads = [head for head in heads if bare(head)]
        if not heads:
            return set()
        last = heads[-1]
        short = re.sub(r"[\d一二三]$", "", bare(last)) if bare(last) not in self.seats else bare(last)
        above = next((d for head in reversed(heads[:-1]) if (d := self.duty(head))), set[str]())
        for same in dict.fromkeys((bare(last), short)):
            if (own := self.seats.get(same, set())) and (fit := {m for m in own if m.duty in above}):
                return fit
            if (found := self.both.get(same)) and not above - {m.duty for m in found}:
                return found
            if same in self.duties:
                return {Meaning(duty) for duty in self.duties[same]}
            if own and not above:
                return {m for m in own if m.duty in around} or own
        if above and (short in _GENERAL or self.names.by_name.get(plain(last))):
            return {Meaning(duty) for duty in above}
        ending = next((word for word in sorted(_GENERAL, key=len, reverse=True) if short.endswith(word)), "")
        if duties := self.duty(short) or self.duty(short.removesuffix(ending)):
            return {Meaning(duty) for duty in duties}
        return {Meaning(duty) for duty in around} if short in _GENERAL else set()

    def person(self, heads: Sequence[str]) -> Meaning | None:
        """Give the person whom the heads name, where a line is a person's."""
        for head in reversed(heads):
            if bare(head) and not nothing(head):
                found, wrong = self.names.read(head)
                if len(found) == 1 and not wrong:
                    return Meaning(person=found[0])
        return None

    def beside(self, head: str) -> bool:
        """Whether nobody's turn stands below a head."""
        same = bare(head)
        return not same or same in _BESIDE or same.isdigit()

    def right(self, head: str) -> str:
        """Say which title a head may have meant."""
        known = {slot.title for slot in self.problem.slots} | {s.title for s in self.problem.seats.values()}
        near = nearest(head, known) or f"可用的值班：{'、'.join(dict.fromkeys(s.title for s in self.problem.slots))}"
        return f"{near}；不是值班的，把表头写成“备注”"

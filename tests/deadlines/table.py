"""The table of cases as rules and questions, for Python and for the script of the site."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from generator.data.calendars.calendar import Calendar
from generator.data.regulations.clock_words import FirstDay, Hours, Shift, Supplement, read_border
from generator.deadlines import Answer, Asked, DayRule, MonthRule, Opening, Rule, Stretch, TimeRule, compute
from generator.deadlines.answer import Spans
from tests.deadlines.naive import OPENING, Question

MODES = {"接着算": Supplement.PAUSE, "重新计算": Supplement.RESTART, "补齐才受理": Supplement.UNSTARTED}
SHIFTS = {"": Shift.STAY, "不变": Shift.STAY, "顺延": Shift.LATER, "提前到前一个工作日": Shift.EARLIER}
HOURS = {"": Hours.OPEN, "连续": Hours.RUNNING, "连续，到期顺延": Hours.DEFERRED}
LIMIT = re.compile(r"(?P<number>\d+)(?P<unit>个工作日|天|分钟|小时)(?:（(?P<how>.*)）)?")
MONTHLY = re.compile(r"每月(?P<day>\d+)日前（(?P<border>.*)）")


def read() -> dict[str, list[Question]]:
    """The table, every cell as it is written."""
    text = (Path(__file__).parent / "cases.yml").read_text(encoding="utf-8")
    found: dict[str, list[Question]] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def rule(case: Question) -> Rule:
    if monthly := MONTHLY.fullmatch(case["期限"]):
        border = read_border(monthly["border"])
        return MonthRule(int(monthly["day"]), border.included, border.shift)
    limit = LIMIT.fullmatch(case["期限"])
    assert limit, case["期限"]
    number, unit, how = int(limit["number"]), limit["unit"], limit["how"] or ""
    if unit in ("分钟", "小时"):
        return TimeRule(number * (60 if unit == "小时" else 1), HOURS[how])
    first = FirstDay.SAME if case.get("从") == "当日" else FirstDay.NEXT
    return DayRule(
        number, unit == "个工作日", first, SHIFTS[how.removeprefix("遇休息日")], MODES[case.get("方式", "接着算")]
    )


def asked(case: Question) -> Asked:
    supplements = tuple(_stretch(said) for said in case.get("补正", []))
    outside = tuple(_stretch(said.split(" ")[1], said.split(" ")[0]) for said in case.get("不计", []))
    return Asked(datetime.fromisoformat(case["开始"]), supplements, outside)


def _stretch(said: str, name: str = "") -> Stretch:
    first, until = said.split("~")
    return Stretch(date.fromisoformat(first), date.fromisoformat(until) if until else None, name)


def opening(calendar: Calendar, where: str) -> Opening:
    rest, written = OPENING[where]
    spans = tuple((_minute(a), _minute(b)) for a, b in written)

    def of(day: date) -> Spans:
        return spans if rest or calendar.kind(day).worked else ()

    return Opening(calendar, of)


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def computed(calendar: Calendar, case: Question) -> Answer:
    return compute(rule(case), opening(calendar, case.get("开放", "大厅")), asked(case))


def shown(answer: Answer) -> str:
    """An answer as the column 到期 writes it."""
    if answer.state == "due":
        return f"{answer.due:%Y-%m-%d %H:%M}" if isinstance(answer.due, datetime) else str(answer.due)
    pending = "没有收录" if "没有收录" in answer.said else "待公布"
    return "未定" if answer.state == "waiting" else pending


def for_script(answer: Answer) -> dict[str, Any]:
    """An answer as the script gives it."""
    due = (
        answer.due.isoformat(timespec="minutes") if isinstance(answer.due, datetime) else str(answer.due or "") or None
    )
    steps = [{**asdict(step), "day": str(step.day)} for step in answer.steps]
    return {"state": answer.state, "due": due, "said": answer.said, "steps": steps}


def asked_of_script(asked: Asked) -> dict[str, Any]:
    def stretches(given: tuple[Stretch, ...]) -> list[dict[str, Any]]:
        return [{"first": str(s.first), "until": s.until and str(s.until), "name": s.name} for s in given]

    start = asked.start.isoformat(timespec="minutes")
    return {"start": start, "supplements": stretches(asked.supplements), "outside": stretches(asked.outside)}

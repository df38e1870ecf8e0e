"""The same questions answered the slow way, from another list of days off: lists of all days, or minutes, that count.

It shares nothing with ``generator.deadlines``. ``python -m tests.deadlines.naive`` writes the families of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import chinese_calendar

YEARS = (2024, 2025, 2026)
EVERY = [date(2024, 1, 1) + timedelta(days=i) for i in range(366 + 365 + 365)]
LONGER = [date(2024, 1, 1) + timedelta(days=i) for i in range(5 * 365 + 1)]
OPENING = {
    "大厅": (False, [("08:30", "17:30")]),
    "社保": (False, [("08:30", "11:30"), ("14:30", "17:30")]),
    "镇": (True, [("08:30", "20:00")]),
    "热线": (True, [("00:00", "24:00")]),
}
"""Whether it is open on days of rest, and from when to when."""

Question = dict[str, Any]


def worked(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def answer(question: Question) -> str:
    """Give the column 到期."""
    limit = question["期限"]
    if limit.startswith("每月"):
        return _month(limit, day_of(question["开始"]))
    if "小时" in limit or "分钟" in limit:
        return _time(question)
    return _days(question)


def day_of(text: str) -> date:
    return date.fromisoformat(text[:10])


def _days(question: Question) -> str:
    length = int(re.match(r"\d+", question["期限"])[0])  # type: ignore[index]
    working, start = "个工作日" in question["期限"].split("（")[0], day_of(question["开始"])
    supplements = [_ends(s) for s in question.get("补正", [])]
    outside = {d for s in question.get("不计", []) for d in _between(*_ends(s.split(" ")[1]))}
    mode = question.get("方式", "接着算")
    if start.year not in YEARS:
        return "没有收录" if start.year < YEARS[0] else "待公布"

    def list_from(first: date, skipped: set[date]) -> list[date]:
        begun = first if question.get("从") == "当日" else first + timedelta(days=1)
        return [
            d for d in (EVERY if working else LONGER) if d >= begun and d not in skipped and (not working or worked(d))
        ]

    if mode == "补齐才受理" and supplements:
        found = list_from(max(end for _, end in supplements), outside)
    elif mode == "重新计算":
        gaps = {d for s in supplements for d in _between(*s)}
        found = list_from(start, outside | gaps)
        for first, end in sorted(supplements):
            if len([d for d in found if d < first]) >= length:
                break
            later = {d for s in supplements if s[0] > end for d in _between(*s)}
            found = list_from(end, outside | later)
    else:
        found = list_from(start, outside | {d for s in supplements for d in _between(*s)})
    if len(found) < length:
        return "待公布"
    last = found[length - 1]
    return str(last) if working else _moved(last, question["期限"])


def _ends(text: str) -> tuple[date, date]:
    first, end = text.split("~")
    return date.fromisoformat(first), date.fromisoformat(end)


def _between(first: date, end: date) -> set[date]:
    return {d for d in LONGER if first <= d <= end}


def _moved(day: date, words: str) -> str:
    if "顺延" in words:
        later = [d for d in EVERY if d >= day and worked(d)]
        return str(later[0]) if later and day in EVERY else "待公布"
    if "提前" in words:
        return str([d for d in EVERY if d <= day and worked(d)][-1]) if day in EVERY else "待公布"
    return str(day)


def _month(words: str, of: date) -> str:
    named = (of.replace(day=1) + timedelta(days=40)).replace(day=int(re.search(r"\d+", words)[0]))  # type: ignore[index]
    return _moved(named - timedelta(days=1) if "不含" in words else named, words)


def _time(question: Question) -> str:
    amount = int(re.match(r"\d+", question["期限"])[0])  # type: ignore[index]
    minutes = amount * 60 if "小时" in question["期限"] else amount
    start = datetime.fromisoformat(question["开始"])
    open_minutes = _open_from(question["开放"], start.date())
    if "连续" not in question["期限"]:
        for count, minute in enumerate((m for m in open_minutes if m >= start), 1):
            if count == minutes:
                return f"{minute + timedelta(minutes=1):%Y-%m-%d %H:%M}"
        return "待公布"
    due = start + timedelta(minutes=minutes)
    rest, _ = OPENING[question["开放"]]
    if "顺延" in question["期限"] and not (due.date() in EVERY and (rest or worked(due.date()))):
        later = next((m for m in open_minutes if m > due), None)
        return f"{later:%Y-%m-%d %H:%M}" if later else "待公布"
    return f"{due:%Y-%m-%d %H:%M}"


def _open_from(where: str, first: date) -> Iterator[datetime]:
    rest, spans = OPENING[where]
    for day in (d for d in EVERY if d >= first and (rest or worked(d))):
        for begin, end in spans:
            midnight = datetime.combine(day, datetime.min.time())
            (h1, m1), (h2, m2) = (map(int, text.split(":")) for text in (begin, end))
            yield from (midnight + timedelta(minutes=m) for m in range(h1 * 60 + m1, h2 * 60 + m2))


def families() -> dict[str, list[Question]]:
    """The questions of the generated part of the table, by family."""

    def from_days(first: str, last: str, **more: Any) -> list[Question]:
        return [{"开始": str(d), **more} for d in EVERY if first <= str(d) <= last]

    def moments(days: list[str], clocks: list[str], limit: str, where: str) -> list[Question]:
        return [{"开始": f"{d} {c}", "期限": limit, "开放": where} for d in days for c in clocks]

    gaps = ["2026-02-11~2026-02-13", "2026-02-13~2026-02-24", "2026-02-17~2026-02-20", "2026-02-24~2026-02-28"]
    gaps += ["2026-02-14~2026-02-14", "2026-02-12~2026-03-02"]
    months = [f"{year}-{month:02d}-15" for year in (2025, 2026) for month in range(1, 13)]
    return {
        "2026年国庆节前后每一天，5个工作日": from_days("2026-09-17", "2026-10-12", 期限="5个工作日"),
        "2026年春节前后每一天，3个工作日": from_days("2026-02-08", "2026-03-01", 期限="3个工作日"),
        "2025年国庆节前后每一天，1个工作日": from_days("2025-09-25", "2025-10-12", 期限="1个工作日"),
        "2025年春节前后每一天，当日起算": from_days("2025-01-20", "2025-02-09", 期限="2个工作日", 从="当日"),
        "2026年劳动节前后每一天，5个工作日": from_days("2026-04-25", "2026-05-10", 期限="5个工作日"),
        "2026年底每一天，3个工作日": from_days("2026-12-22", "2026-12-31", 期限="3个工作日"),
        "每月15日受理，20个工作日": [{"开始": m, "期限": "20个工作日"} for m in months],
        "春节前后补正，三种方式": [
            {"开始": "2026-02-10", "期限": "5个工作日", "补正": [gap], "方式": mode}
            for mode in ("接着算", "重新计算", "补齐才受理")
            for gap in gaps
        ],
        "春节前后听证": [{"开始": "2026-02-10", "期限": "5个工作日", "不计": [f"听证 {gap}"]} for gap in gaps],
        "即办件，大厅，30分钟": moments(
            ["2026-02-14", "2026-09-30", "2026-10-09", "2026-11-28"],
            ["08:00", "08:31", "12:00", "17:05", "17:29"],
            "30分钟",
            "大厅",
        ),
        "即办件，社保，30分钟": moments(
            ["2026-02-13", "2026-02-23", "2026-11-27"], ["11:05", "11:29", "13:00", "14:29", "17:25"], "30分钟", "社保"
        ),
        "工单，热线，4小时": moments(
            ["2026-02-16", "2026-12-31"], ["00:00", "12:00", "19:59", "20:00", "20:01"], "4小时", "热线"
        ),
        "代办，24小时，到期顺延": moments(
            ["2026-02-13", "2026-02-14", "2026-02-27", "2026-09-30", "2026-11-27"],
            ["08:30", "14:00", "17:30"],
            "24小时（连续，到期顺延）",
            "大厅",
        ),
        "每月10日前，顺延": [{"开始": m, "期限": "每月10日前（含10日，遇休息日顺延）"} for m in months],
        "每月5日前，提前": [{"开始": m, "期限": "每月5日前（含5日，遇休息日提前到前一个工作日）"} for m in months],
    }


def written() -> str:
    """The generated part of the table as it stands in the file."""
    lines = ["推算:"]
    for title, questions in families().items():
        lines.append(f"  # {title}")
        for question in questions:
            said = {**question, "到期": answer(question)}
            cells = (f"{k}: {'[' + ', '.join(v) + ']' if isinstance(v, list) else v}" for k, v in said.items())
            lines.append(f"  - {{{', '.join(cells)}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(written(), end="")

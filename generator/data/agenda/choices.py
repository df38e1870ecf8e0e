"""Choices that an article makes in words: the word is looked for in the value of its parameter.

``"§work-meetings.moves"`` may read 提前, ``"§denial-filing.denial_report_day"`` 每月10日前（含10日，遇休息日顺延）: the
sentence that people read is what the calendar goes by. Of the words of a choice the first that is found counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from generator.data.files.fields import ParameterRef
from generator.data.regulations.resolve import Regulations
from generator.errors import Refused

T = TypeVar("T")
Words = Sequence[tuple[str, T]]

CHOICES: Mapping[str, Words[object]] = {
    "shift": (
        ("提前", "earlier"),
        ("顺延", "later"),
        ("照常", "stays"),
        ("不变", "stays"),
        ("不", "skip"),
        ("取消", "skip"),
    ),
    "shift_on": (("休息日", "rest-days"), ("周末", "rest-days"), ("节假日", "holidays")),
    "shift_to": (("工作日", "workday"), ("前一天", "day")),
    "no_workday": (("不", "skip"), ("提前", "move")),
    "make_up": (("调休上班日", "moves"), ("仍", "stays")),
    "included": (("不含", False), ("含", True)),
    "together": (("合并", "merge"), ("分别", "both")),
    "blocks": (("不排值班", True), ("代理", False), ("补学", False)),
    "counted": (("周", "week"), ("天", "days"), ("逐日", "days")),
}
"""By the key of the schema: what an article may say, and what that means."""

WEEKDAYS = "一二三四五六日"
_NUMBERS = "零一二三四五六七八九"
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*日(?!内)")
_NTH = re.compile(rf"第\s*(?P<n>\d{{1,2}}|[一二三四五])\s*个\s*(?:周(?P<day>[{WEEKDAYS}])|工作日)")


def found(value: str, words: Words[T]) -> T | None:
    """Give what the first of the words means that stands in a value; None where none does."""
    return next((meaning for word, meaning in words if word in value), None)


def expected(words: Words[object]) -> str:
    """Say which words an article may use."""
    return f"要写明{'、'.join(dict.fromkeys(f'“{word}”' for word, _ in words))}之一"


def weekday_in(value: str) -> int | None:
    """Read the weekday of 周五 or 周五下午: 4; None where none is named, or more than one."""
    named = re.findall(f"周([{WEEKDAYS}])", value)
    return WEEKDAYS.index(named[0]) if len(named) == 1 else None


def day_in(value: str) -> int | None:
    """Read the day of the month of 25 or 每月10日前（含10日）."""
    named = [value] if value.isdecimal() else _DAY.findall(value)
    return int(named[0]) if named and len({*named}) == 1 else None


def nth_in(value: str) -> tuple[int, int | None] | None:
    """Read 第3个工作日 or 第三个周三: which one, and the weekday where one is named."""
    match = _NTH.search(value)
    if match is None:
        return None
    number = int(match["n"]) if match["n"].isdecimal() else _NUMBERS.index(match["n"])
    return number, WEEKDAYS.index(match["day"]) if match["day"] else None


def named_day(value: str) -> str:
    """Read 第一周, 最后一个工作日 or 月底 as the schema says it; empty where it is none of them."""
    words = (("第一周", "first-week"), ("最后一个工作日", "last-workday"), ("月底", "last-day"))
    return found(value, words) or ""


def choice(law: Regulations, key: str, value: T | ParameterRef, day: date) -> T:
    """Give a choice as of a day: the literal itself, or what the article's words mean.

    Raises
    ------
    Refused
        If the regulation is not in force, or its words name no choice.
    """
    if not isinstance(value, ParameterRef):
        return value
    words: Words[T] = CHOICES[key]  # type: ignore[assignment]
    meant = found(text(law, value, day), words)
    if meant is None:
        raise Refused(f"{value} 里看不出怎样办", expected(words))
    return meant


def text(law: Regulations, ref: ParameterRef, day: date) -> str:
    """Give the value of a parameter as it is written, in the version of a day."""
    return law.version(ref.regulation, day).head.parameters[ref.name].value

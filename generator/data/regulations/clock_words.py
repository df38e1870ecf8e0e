"""The words in which articles say how to count, and how they are read.

A choice is said in the words of the field (``次日``, ``遇休息日顺延``); an article that says it otherwise is a fault
that names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from generator.data.regulations.versions import Parameter

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Read = Callable[[Parameter], T]
"""Reads a parameter; raises ValueError with what would be right."""


class FirstDay(StrEnum):
    """The day with which counting begins: that of the acceptance itself, or the one after it."""

    SAME = "same"
    NEXT = "next"


class Supplement(StrEnum):
    """What the time does while papers are completed: it stands still, begins anew, or has not begun."""

    PAUSE = "pause"
    RESTART = "restart"
    UNSTARTED = "unstarted"


class Shift(StrEnum):
    """What happens to a last day that is a day of rest: it stays, or moves to a working day after or before it."""

    STAY = "stay"
    LATER = "later"
    EARLIER = "earlier"


class Hours(StrEnum):
    """How hours run: while the unit is open; on end; or on end, but due while it is worked."""

    OPEN = "open"
    RUNNING = "running"
    DEFERRED = "deferred"


class Days(NamedTuple):
    """So many days, working days or all of them."""

    number: int
    working: bool


class Monthly(NamedTuple):
    """The day of the month before which something is due."""

    day: int
    border: str


class Border(NamedTuple):
    """Whether the named day is still in time, and what happens when it is a day of rest."""

    day: int
    included: bool
    shift: Shift


FIRST: Mapping[str, FirstDay] = {"当日": FirstDay.SAME, "次日": FirstDay.NEXT}
SUPPLEMENT: Mapping[str, Supplement] = {
    "补正期间暂停，补齐后接着算": Supplement.PAUSE,
    "补正期间顺延，补齐后接着算": Supplement.PAUSE,
    "自收到补正之日起重新计算": Supplement.RESTART,
    "补齐后才受理，自受理之日起计算": Supplement.UNSTARTED,
    "材料补齐后才正式受理，期限自正式受理起算": Supplement.UNSTARTED,
}
SHIFT: Mapping[str, Shift] = {
    "遇休息日顺延": Shift.LATER,
    "遇休息日顺延到下一个工作日": Shift.LATER,
    "遇休息日提前到前一个工作日": Shift.EARLIER,
    "遇休息日不变": Shift.STAY,
}
HOURS: Mapping[str, Hours] = {
    "按工作时间计算": Hours.OPEN,
    "按连续的小时计算": Hours.RUNNING,
    "自接受委托时起连续计算，夜间和休息日不扣除": Hours.RUNNING,
    "按连续的小时计算，到期在非工作日的顺延到上班以后": Hours.DEFERRED,
}
_MEASURES = {"个工作日": True, "天": False, "日": False, "个自然日": False}
_MONTHLY = re.compile(r"[每次]月(?P<day>[1-9]|1\d|2[0-8])日前(?:（(?P<border>.*)）)?")
_BORDER = re.compile(r"(?P<included>不?含)(?P<day>\d+)日，(?P<shift>.+)")


def read_days(parameter: Parameter) -> Days:
    """Read ``5`` with the unit 个工作日, or 天 for days of every kind."""
    if not parameter.value.isdecimal() or int(parameter.value) < 1 or parameter.unit not in _MEASURES:
        raise ValueError(f"这里要整数，单位是{'、'.join(_MEASURES)}之一")
    return Days(int(parameter.value), _MEASURES[parameter.unit])


def read_minutes(parameter: Parameter) -> int:
    """Read ``30`` with the unit 分钟, or ``24`` with 小时."""
    scale = {"分钟": 1, "小时": 60}.get(parameter.unit)
    if not parameter.value.isdecimal() or int(parameter.value) < 1 or scale is None:
        raise ValueError("这里要整数，单位是分钟、小时之一")
    return int(parameter.value) * scale


def read_monthly(parameter: Parameter) -> Monthly:
    """Read ``每月10日前`` or ``次月10日前``, with the border in brackets where no parameter of its own says it."""
    if (match := _MONTHLY.fullmatch(parameter.value)) is None:
        raise ValueError("这里要“每月10日前”这样的日子（1日至28日），后面可以写“（含10日，遇休息日顺延）”")
    return Monthly(int(match["day"]), match["border"] or "")


def read_border(said: str) -> Border:
    """Read ``含10日，遇休息日顺延``."""
    if (match := _BORDER.fullmatch(said)) is None or match["shift"] not in SHIFT:
        raise ValueError(f"这里要写明当日算不算、遇休息日怎样，如“含10日，遇休息日顺延”；后半句可用{_listed(SHIFT)}")
    return Border(int(match["day"]), match["included"] == "含", SHIFT[match["shift"]])


def read_names(parameter: Parameter) -> tuple[str, ...]:
    """Read ``听证、检验、检测和鉴定``."""
    return tuple(filter(None, re.split(r"[、和]", parameter.value)))


def read_choice(words: Mapping[str, E]) -> Read[E]:
    """Give the reader of a choice that is said in fixed words."""

    def read(parameter: Parameter) -> E:
        if parameter.value not in words:
            raise ValueError(f"这里要{_listed(words)}之一")
        return words[parameter.value]

    return read


READERS: Mapping[str, Read[object]] = {
    "days": read_days,
    "time": read_minutes,
    "first_day": read_choice(FIRST),
    "rest": read_choice(SHIFT),
    "supplement": read_choice(SUPPLEMENT),
    "outside": read_names,
    "count": read_choice(HOURS),
    "day": read_monthly,
    "border": lambda parameter: read_border(parameter.value),
}
"""How each key of a clock is read; what cannot be read raises ValueError with what would be right."""


def misread(key: str, parameter: Parameter, beside: object) -> str:
    """Say what is wrong with a parameter under a key of a clock (empty: nothing); ``beside``: the clock as written."""
    try:
        found = READERS[key](parameter)
        if isinstance(found, Monthly) and (found.border or not (isinstance(beside, dict) and "border" in beside)):
            border = read_border(found.border)
            if border.day != found.day:
                return f"前后应是同一天，括号里写的是{border.day}日"
    except ValueError as error:
        return str(error)
    return ""


def _listed(words: Mapping[str, object]) -> str:
    return "、".join(f"“{word}”" for word in words)

"""The lunar date of a day, as postings for the holidays show it beside the weekday."""

from __future__ import annotations

from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate


def lunar(day: date) -> str:
    """Say the lunar date: 八月十五, 闰六月初一; the last day of the lunar year is 除夕.

    Raises
    ------
    ValueError
        If the day lies outside the library's years, 1900 to 2100.
    """
    found, next_day = LunarDate.from_solar(day), LunarDate.from_solar(day + timedelta(days=1))
    if next_day.year != found.year:
        return "除夕"
    return f"{found.cn_leap}{found.cn_month}月{found.cn_day}"

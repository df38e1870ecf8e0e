"""Festivals and commemorative days by their names: their lunar or solar day of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from borax.calendars.lunardate import LunarDate


class Feast(NamedTuple):
    """Month and day, of the lunar year or of the solar one."""

    month: int
    day: int
    lunar: bool = True

    def on(self, year: int) -> date:
        """Give its day in a year. A lunar year lies mostly within the solar one of the same number."""
        if not self.lunar:
            return date(year, self.month, self.day)
        found: date = LunarDate(year, self.month, self.day).to_solar_date()
        return found


FESTIVALS: Mapping[str, Feast] = {
    "春节": Feast(1, 1),
    "元宵": Feast(1, 15),
    "端午": Feast(5, 5),
    "七夕": Feast(7, 7),
    "中秋": Feast(8, 15),
    "重阳": Feast(9, 9),
    "元旦": Feast(1, 1, lunar=False),
    "学雷锋": Feast(3, 5, lunar=False),
    "妇女节": Feast(3, 8, lunar=False),
    "劳动节": Feast(5, 1, lunar=False),
    "青年节": Feast(5, 4, lunar=False),
    "儿童节": Feast(6, 1, lunar=False),
    "建党": Feast(7, 1, lunar=False),
    "建军": Feast(8, 1, lunar=False),
    "国庆": Feast(10, 1, lunar=False),
}


def named_in(text: str) -> tuple[str, ...]:
    """Give the festivals that a text names: 元宵、端午和建军纪念日."""
    return tuple(name for name in FESTIVALS if name in text)

"""Jinja2 as the pages use it: everything that comes from data is escaped."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.render.text.escape import dialled, plain
from generator.render.text.lunar import lunar

TEMPLATES = Path(__file__).parents[3] / "templates"
WEEKDAYS = "一二三四五六日"


@cache
def environment() -> Environment:
    """Give the one environment: autoescaping, undefined names are errors."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {"day": spoken_day, "month_day": month_day, "weekday": weekday, "clock": clock, "plain": plain}
    env.filters |= {"lunar": lunar, "lines": lines, "dialled": dialled}
    return env


def lines(text: str) -> Markup:
    """Show text as it is written, with its line ends."""
    return Markup("<br>").join(plain(line) for line in re.split(r"\n+", text))


def render(template: str, **context: object) -> str:
    """Render a template of ``templates/pages``."""
    return environment().get_template(template).render(**context)


def spoken_day(day: date) -> str:
    """Say a date in full: 2026年12月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_day(day: date) -> str:
    """Say a date within its year: 12月1日."""
    return f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """Say the day of the week: 周二."""
    return f"周{WEEKDAYS[day.weekday()]}"


def clock(moment: time) -> str:
    """Say a clock time: 08:30."""
    return f"{moment:%H:%M}"

"""Articles and parameters as of a date: the figure, and the sentence that cites where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from generator.data.fields import ArticleRef, ParameterRef, parse_clock
from generator.data.regulations import Regulation, Version
from generator.errors import Refused

T = TypeVar("T", int, time)
CUSTOM = "本单位惯例"


@dataclass(frozen=True, order=True)
class Citation:
    """Where a rule comes from: an article of a version, or the centre's own custom (``ref`` None)."""

    ref: ArticleRef | None = None
    effective: date | None = None
    text: str = CUSTOM


def parse_value(version: Version, name: str, kind: type[object]) -> tuple[int | time | None, str]:
    """Read a parameter's value as a whole number (int) or a clock time (str); returns value and fault."""
    parameter = version.head.parameters[name]
    where = f"《{version.head.title}》{version.effective} 版的参数“{name}”"
    if kind is int:
        whole = parameter.value.isdecimal()
        return (int(parameter.value), "") if whole else (None, f"{where}是“{parameter.value}”，这里要整数")
    try:
        clock: time = parse_clock(parameter.value)
    except ValueError:
        return None, f"{where}是“{parameter.value}”，这里要 08:30 这样的时刻"
    return clock, ""


@dataclass(frozen=True)
class Regulations:
    """All regulations, asked as of a date."""

    by_id: Mapping[str, Regulation]

    def version(self, regulation: str, day: date) -> Version:
        """Give the version in force.

        Raises
        ------
        Refused
            If no version is in force on the day.
        """
        version = self.by_id[regulation].in_force(day)
        if version is None:
            raise Refused(f"{day} 规章“{regulation}”没有现行有效的版本", "核对该规章各版本的施行日期")
        return version

    def figure(self, value: T | ParameterRef, day: date, kind: type[T]) -> T:
        """Give a figure: the literal itself, or the parameter's value in the version of the day."""
        if not isinstance(value, ParameterRef):
            return value
        version = self.version(value.regulation, day)
        found, fault = parse_value(version, value.name, kind)
        if fault or not isinstance(found, kind):
            raise Refused(fault, "改正规章的参数或引用它的文件")
        return found

    def cite(self, article: ArticleRef | None, day: date) -> Citation:
        """Cite an article as of a day; None is the centre's custom."""
        if article is None:
            return Citation()
        version = self.version(article.regulation, day)
        return Citation(article, version.effective, version.cite(article.article))

    def cite_figure(self, value: object, day: date, otherwise: ArticleRef | None) -> Citation:
        """Cite the article in whose sentence a figure stands, else the article of whoever uses it."""
        if isinstance(value, ParameterRef):
            parameter = self.version(value.regulation, day).head.parameters[value.name]
            return self.cite(ArticleRef(value.regulation, parameter.article), day)
        return self.cite(otherwise, day)

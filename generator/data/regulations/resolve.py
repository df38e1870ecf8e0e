"""Articles and parameters as of a date: the figure, and the sentence that cites where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import TypeVar

from generator.data.files.fields import ArticleRef, MonthDay, ParameterRef, parse_clock, parse_month_day
from generator.data.regulations.register import Register
from generator.data.regulations.versions import Parameter, Regulation, Version
from generator.errors import Refused

T = TypeVar("T", int, time, MonthDay)
CUSTOM = "本单位惯例"


@dataclass(frozen=True, order=True)
class Citation:
    """Where a rule comes from: an article of a version, or the centre's own custom (``ref`` None)."""

    ref: ArticleRef | None = None
    effective: date | None = None
    text: str = CUSTOM


@dataclass(frozen=True)
class Limit:
    """What national law allows for a figure: ``least`` says whether as much at least, else at most."""

    value: int
    unit: str
    least: bool
    citation: Citation

    @property
    def amount(self) -> str:
        """Say the figure with its unit: 1 天."""
        return f"{self.value} {self.unit}".strip()

    def allows(self, value: int) -> bool:
        """Whether a local figure keeps to the law."""
        return value >= self.value if self.least else value <= self.value


def parse_value(version: Version, name: str, kind: type[object]) -> tuple[int | time | MonthDay | None, str]:
    """Read a parameter's value as a whole number, a time of day or a day of every year; gives value and fault."""
    parameter = version.head.parameters[name]
    where = f"《{version.head.title}》{version.effective} 版的参数“{name}”"
    if kind is int:
        whole = parameter.value.isdecimal()
        return (int(parameter.value), "") if whole else (None, f"{where}是“{parameter.value}”，这里要整数")
    read, wanted = (parse_month_day, "11-15 这样的日期") if kind is MonthDay else (parse_clock, "08:30 这样的时刻")
    try:
        return read(parameter.value), ""
    except ValueError:
        return None, f"{where}是“{parameter.value}”，这里要 {wanted}"


@dataclass(frozen=True)
class Regulations:
    """All regulations, asked as of a date."""

    by_id: Mapping[str, Regulation]
    register: Register = field(default_factory=Register)

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

    @cached_property
    def laws(self) -> tuple[Regulation, ...]:
        """The regulations that are national law."""
        return tuple(r for r in self.by_id.values() if r.texts[-1].head.law)

    @cached_property
    def _by_day(self) -> dict[date, tuple[tuple[Parameter, Limit], ...]]:
        return {}

    def _limits(self, day: date) -> tuple[tuple[Parameter, Limit], ...]:
        if day not in self._by_day:
            self._by_day[day] = tuple(self._read_limits(day))
        return self._by_day[day]

    def _read_limits(self, day: date) -> Iterator[tuple[Parameter, Limit]]:
        """Yield the figures by which the laws in force limit local ones, each with its parameter."""
        for version in filter(None, (law.in_force(day) for law in self.laws)):
            for name, parameter in version.head.parameters.items():
                value, _ = parse_value(version, name, int)
                if parameter.floor and isinstance(value, int):
                    article = self.cite(ArticleRef(version.regulation, parameter.article), day)
                    least = parameter.floor.at == "least"
                    yield parameter, Limit(value, parameter.unit, least, article)

    def limit(self, rule: str, figure: str, day: date) -> Limit | None:
        """Give the strictest limit that the laws in force set to a figure of a rule; None where they set none."""
        found = [
            limit
            for parameter, limit in self._limits(day)
            if parameter.floor and (parameter.floor.rule, parameter.floor.figure) == (rule, figure)
        ]
        return max(found, key=lambda limit: limit.value if limit.least else -limit.value, default=None)

    def limit_of(self, law: ParameterRef, day: date) -> Limit | None:
        """Give the limit that a figure of a law sets to local parameters under it; None where it is not in force."""
        version = self.by_id[law.regulation].in_force(day)
        own = version.head.parameters.get(law.name) if version else None
        return next((limit for parameter, limit in self._limits(day) if parameter is own), None)

    def binding(self, day: date) -> dict[str, dict[str, Limit]]:
        """Give the rules by which the laws in force bind every unit, with the figures that they set."""
        bound: dict[str, dict[str, Limit]] = {}
        for version in filter(None, (law.in_force(day) for law in self.laws)):
            for rule in version.head.binds:
                floors = [p.floor for p in version.head.parameters.values() if p.floor and p.floor.rule == rule]
                limits = {floor.figure: self.limit(rule, floor.figure, day) for floor in floors}
                bound[rule] = {figure: limit for figure, limit in limits.items() if limit}
        return bound

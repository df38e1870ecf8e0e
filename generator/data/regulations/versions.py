"""What a regulation is: its versions with their figures and articles, and which of them is in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from generator.data.files.fields import Day, ParameterRef, parse_month_day, parse_reference
from generator.data.files.schema import Record
from generator.data.regulations.articles import Article

DRAFT = "draft"
"""The name of the file that holds the next version as it is proposed."""


MONTH_DAY = "月日"
"""The unit of a parameter that is a day of every year: its value 11-15 is said as 11月15日."""


class Floor(Record):
    """How a figure of national law limits local ones: they are ``at`` least or at most as much.

    It limits the ``figure`` of a ``rule``; where no rule has the figure, the local parameters that stand ``under`` it.
    """

    at: Literal["least", "most"]
    rule: str = ""
    figure: str = ""


class Parameter(Record):
    """A figure of an article: what it is, its unit, and the article in whose sentence it stands.

    ``compares``: the name under which topics compare it, where that is not its own. ``custom``: the body has set the
    figure for itself, where the practice that it follows names none; its page says so.

    ``floor``: in a law, what it limits. ``under``: in a local regulation, the figure of a law that limits this one.
    """

    value: str
    article: str
    unit: str = ""
    label: str = ""
    compares: str = ""
    custom: bool = False
    floor: Floor | None = None
    under: Annotated[ParameterRef | None, BeforeValidator(parse_reference)] = None

    @property
    def said(self) -> str:
        """The value as its sentence says it."""
        if self.unit != MONTH_DAY:
            return self.value
        month, day = parse_month_day(self.value)
        return f"{month}月{day}日"


class Head(Record):
    """The front matter of a version.

    ``nature``: a ``law`` is national: its issuer is a body of the state, written by name, and ``binds`` are the rules
    by which it binds every unit, whether the unit lists them or not. A ``trial`` ends with the day ``expires``; a
    ``consultation`` is a draft on which everybody may comment until a day. ``effective`` stands in a draft only: the
    day that is proposed. ``editorial`` are articles whose change alters nothing; ``amended_by`` is the regulation that
    ordered this version; ``formerly`` gives the new id of an article for each one under which it was known.
    """

    title: str
    nature: Literal["formal", "trial", "consultation", "law"] = "formal"
    issuer: str
    number: str
    published: Day
    effective: Day | None = None
    expires: Day | None = None
    comments_until: Day | None = None
    owner: str = ""
    interpreter: str = ""
    review: Day | None = None
    applies_to: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    summary: str = ""
    parameters: dict[str, Parameter] = {}
    changes: str = ""
    editorial: tuple[str, ...] = ()
    amended_by: str = ""
    formerly: dict[str, str] = {}
    binds: tuple[str, ...] = ()

    @property
    def law(self) -> bool:
        """Whether the text is national law."""
        return self.nature == "law"


@dataclass(frozen=True)
class Version:
    """One version of a regulation; its parameters and articles never change again. ``places``: line and column.

    A ``draft`` has the day that is proposed, or ``date.max``.
    """

    regulation: str
    effective: date
    head: Head
    introduction: str
    articles: Mapping[str, Article]
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)
    draft: bool = False

    def cite(self, article: str) -> str:
        """Cite an article as people do: 《值班组制度》第二条."""
        found = self.articles[article]
        return f"《{self.head.title}》{found.number or found.heading}"

    def knows(self, article: str) -> bool:
        """Whether an article stands here, under its id or one it had before."""
        return article in self.articles or article in self.head.formerly

    @property
    def path(self) -> Path:
        """The file of the version, from the project's folder."""
        return Path("docs/regulations") / self.regulation / f"{DRAFT if self.draft else self.effective}.md"


@dataclass(frozen=True)
class Regulation:
    """All versions of one regulation, oldest first, the day from which it is repealed, and the draft of the next.

    One that is only proposed has no version yet.
    """

    id: str
    versions: tuple[Version, ...]
    repealed: date | None = None
    draft: Version | None = None

    @property
    def texts(self) -> tuple[Version, ...]:
        """The versions and the draft."""
        return (*self.versions, *([self.draft] if self.draft else []))

    def in_force(self, day: date) -> Version | None:
        """Give the version in force on a day, or None before the first one, after repeal and after a trial's end."""
        if self.repealed and day >= self.repealed:
            return None
        begun = self._begun(day)
        return None if begun and begun.head.expires and day > begun.head.expires else begun

    def until(self, version: Version) -> date | None:
        """Give the last day of a version, or None while it is open."""
        later = [v.effective for v in self.versions if v.effective > version.effective]
        end = min([*later, *([self.repealed] if self.repealed else [])], default=None)
        last = end - timedelta(days=1) if end else None
        return min(filter(None, (last, version.head.expires)), default=None)

    def during(self, first: date, last: date | None) -> list[Version]:
        """Give the versions that hold on some day from ``first`` until before ``last``."""
        ended = [v for v in self.versions if (end := self.until(v)) is not None and end < first]
        return [v for v in self.versions if v not in ended and (last is None or v.effective < last)]

    def status(self, version: Version, today: date) -> str:
        """Compute the status: 草案, 征求意见稿, 尚未生效, 现行有效, 已修改, 已废止 or 已失效 (its term ran out)."""
        if version.draft:
            return "征求意见稿" if version.head.nature == "consultation" else "草案"
        if version.effective > today:
            return "尚未生效"
        if self.in_force(today) is version:
            return "现行有效"
        if self.repealed and today >= self.repealed:
            return "已废止"
        return "已失效" if version is self._begun(today) else "已修改"

    def _begun(self, day: date) -> Version | None:
        """Give the newest version that has begun, whether or not its term has run out."""
        return next((v for v in reversed(self.versions) if v.effective <= day), None)

"""References to articles and parameters (``§``): their targets exist, and in every version that holds meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from generator.data.files.fields import ArticleRef, MonthDay, ParameterRef, parse_article, parse_reference
from generator.data.files.reading import Document, Place, step_into
from generator.data.files.schema import nearest
from generator.data.regulations.clock_words import READERS, misread
from generator.data.regulations.resolve import parse_value
from generator.data.regulations.versions import Regulation, Version

KnownRegulations = Mapping[str, Regulation | None]
"""By id; None where a regulation is there but could not be read, so that its readers are not blamed for it."""

Span = tuple[date, date | None]
"""First day, and the day after the last; None while open."""

KINDS: Mapping[str | int, type[object]] = {
    **dict.fromkeys(("from", "to", "open", "close", "at"), time),
    **dict.fromkeys(("begins", "ends"), MonthDay),
}
"""Keys whose figure is a time of day, or a day of every year; all other figures are whole numbers."""

WORDS = ("receiver",)
"""Keys whose parameter is said in words: any value will do."""


def value_fault(place: Place, version: Version, name: str) -> str:
    """Say what is wrong with a figure: words, a time of day or a day where the key says so, else a whole number."""
    if place[-1] in WORDS:
        return ""
    return parse_value(version, name, KINDS.get(place[-1], int))[1]


Reader = Callable[[Place, Version, str], str]
"""Says what is wrong with the value of a parameter that is used at a place; empty where it can be read."""


def check_references(document: Document, span: Span, regulations: KnownRegulations, read: Reader = value_fault) -> None:
    """Check every ``§`` of a file as written: target and value exist in each version that holds during the span."""
    for place, text in document.strings():
        if not text.startswith("§"):
            continue
        try:
            ref = parse_article(text) if "#" in text else parse_reference(text)
        except ValueError:
            continue  # its own schema has reported it
        regulation = regulations.get(ref.regulation)
        first = max(span[0], _binds_from(document, place))
        if ref.regulation not in regulations:
            document.fault(place, f"没有规章“{ref.regulation}”", nearest(ref.regulation, regulations))
        elif regulation is not None and regulation.in_force(first) is None:
            document.fault(place, f"{first} 起规章“{ref.regulation}”没有现行有效的版本", "请核对施行日期")
        elif regulation is not None:
            if regulation.repealed and (span[1] is None or regulation.repealed < span[1]):
                what = f"规章“{ref.regulation}”{regulation.repealed} 起废止，这里还在引用"
                document.fault(place, what, "从那天起改用现行的规章：新建一个施行日期的文件")
            for version in regulation.during(first, span[1]):
                _target(document, place, ref, version, read)


def _binds_from(document: Document, place: Place) -> date:
    """Give the first day on which something binds: the ``from`` of a rule's use, the ``since`` of what is around it."""
    node, first = document.tree, date.min
    use = place.index("rules") + 3 if "rules" in place else 0
    for depth, step in enumerate(place, 1):
        node = step_into(node, step)
        stated = node.get("from" if depth == use else "since") if isinstance(node, dict) else None
        try:
            first = max(first, date.fromisoformat(str(stated)))
        except ValueError:  # none, or its own schema has reported it
            continue
    return first


def _target(document: Document, place: Place, ref: ArticleRef | ParameterRef, version: Version, read: Reader) -> None:
    article = isinstance(ref, ArticleRef)
    known = version.articles if isinstance(ref, ArticleRef) else version.head.parameters
    name, what = (ref.article, "条文") if isinstance(ref, ArticleRef) else (ref.name, "参数")
    if name not in known:
        document.fault(place, f"《{version.head.title}》{version.effective} 版没有{what}“{name}”", nearest(name, known))
    elif not article and place[0] == "clocks":
        _clock(document, place, version, name)
    elif not article and (fault := read(place, version, name)):
        document.fault(place, fault)


def _clock(document: Document, place: Place, version: Version, name: str) -> None:
    """A parameter of a clock says how to count in words that can be counted by."""
    beside: Any = document.tree
    for step in place[:-1]:
        beside = step_into(beside, step)
    parameter = version.head.parameters[name]
    if place[-1] in READERS and (right := misread(str(place[-1]), parameter, beside)):
        said = f"{parameter.value} {parameter.unit}".strip()
        document.fault(place, f"《{version.head.title}》{version.effective} 版的参数“{name}”是“{said}”", right)

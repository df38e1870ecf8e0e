"""What one file says about another: people, posts, groups, pools, articles and parameters must exist, in time.

The names are taken from the trees as written, so that a fault in one record never hides the faults of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from generator.data.duties import Duty
from generator.data.fields import ArticleRef, ParameterRef
from generator.data.guides import Guide
from generator.data.leave import Leave, Wish
from generator.data.people import Person, check_dated
from generator.data.reading import Document, Place, nearest
from generator.data.regulations import Regulation
from generator.data.resolve import parse_value
from generator.data.unit import Opening, Post, Rules, Unit


@dataclass(frozen=True)
class KnownRule:
    """What the data layer has to know of a rule: its figures, the strengths it allows, and where it may be used."""

    figures: frozenset[str]
    strengths: frozenset[str]
    scope: str  # "unit" or "duty"


KnownRules = Mapping[str, KnownRule]
Typed = tuple[Document, BaseModel]


@dataclass
class Read:
    """What was read of one unit, typed or not."""

    trees: dict[str, Document] = field(default_factory=dict)  # unit.yml, people.yml, posts.yml as written
    records: list[tuple[str, Document, Place, BaseModel]] = field(default_factory=list)
    duties: dict[str, list[tuple[date, Document, Duty]]] = field(default_factory=dict)

    def names(self, key: str) -> frozenset[str]:
        """The keys of a mapping of unit.yml, as written."""
        tree = self.trees["unit.yml"].tree if "unit.yml" in self.trees else None
        part = tree.get(key) if isinstance(tree, dict) else None
        return frozenset(part) if isinstance(part, dict) else frozenset()

    def ids(self, file: str) -> list[str]:
        """The ids of a list file, as written."""
        tree = self.trees[file].tree if file in self.trees else None
        return [str(x["id"]) for x in tree if isinstance(x, dict) and "id" in x] if isinstance(tree, list) else []


def check_unit(read: Read, regulations: Mapping[str, Regulation], rules: KnownRules) -> None:
    """Report everything in a unit's files that refers to nothing."""
    for file in ("people.yml", "posts.yml"):
        _unique(read, file)
    for _, document, place, record in read.records:
        match record:
            case Unit():
                _unit(document, record, read, regulations, rules)
            case Person():
                _person(document, place, record, read)
            case Post():
                _known(document, (*place, "department"), record.department, read.names("departments"), "部门")
            case Leave():
                _known(document, ("person",), record.person, read.ids("people.yml"), "人员")
                _known(document, ("kind",), record.kind, read.names("leave_kinds"), "请假种类")
            case Wish():
                _known(document, ("person",), record.person, read.ids("people.yml"), "人员")
                if record.duty:
                    _known(document, ("duty",), record.duty, read.duties, "值班")
            case Opening():
                _opening(document, record, read)
    for versions in read.duties.values():
        ordered = sorted(versions, key=lambda version: version[0])
        for i, (effective, document, duty) in enumerate(ordered):
            until = ordered[i + 1][0] if i + 1 < len(ordered) else None
            _duty(document, duty, (effective, until), read, regulations, rules)


def check_guide(document: Document, guide: Guide, units: Mapping[str, Read]) -> None:
    """Report a guide whose unit, department or window does not exist."""
    _known(document, ("unit",), guide.unit, units, "单位")
    if guide.unit in units:
        unit = units[guide.unit]
        _known(document, ("department",), guide.department, unit.names("departments"), "部门")
        _known(document, ("post",), guide.post, unit.ids("posts.yml"), "窗口")


def _known(document: Document, place: Place, name: str, known: Iterable[str], what: str) -> None:
    known = set(known)
    if name not in known:
        document.fault(place, f"没有{what}“{name}”", nearest(name, known))


def _unique(read: Read, file: str) -> None:
    seen: dict[str, int] = {}
    tree = read.trees[file].tree if file in read.trees else None
    for i, item in enumerate(tree if isinstance(tree, list) else []):
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str) and name in seen:
            read.trees[file].fault((i, "id"), f"编号“{name}”与第 {seen[name] + 1} 项重复", "每项用自己的编号")
        elif isinstance(name, str):
            seen[name] = i


def _unit(document: Document, unit: Unit, read: Read, regulations: Mapping[str, Regulation], rules: KnownRules) -> None:
    for name, group in unit.groups.items():
        for key in ("departments", "roles", "qualifications"):
            for i, item in enumerate(getattr(group, key)):
                _known(document, ("groups", name, key, i), item, read.names(key), "这一项")
    now = (date.max, None)
    _references(document, ("hours",), unit.hours, now, regulations)
    _rules(document, ("rules",), unit.rules, now, regulations, rules, "unit")


def _person(document: Document, place: Place, person: Person, read: Read) -> None:
    check_dated(document, (*place, "service"), person.service, gaps=True)
    for i, service in enumerate(person.service):
        here = (*place, "service", i)
        _known(document, (*here, "department"), service.department, read.names("departments"), "部门")
        _known(document, (*here, "role"), service.role, read.names("roles"), "岗位类别")
        if service.post:
            _known(document, (*here, "post"), service.post, read.ids("posts.yml"), "窗口")
    for i, held in enumerate(person.qualifications):
        _known(document, (*place, "qualifications", i, "name"), held.name, read.names("qualifications"), "资格")


def _opening(document: Document, opening: Opening, read: Read) -> None:
    for pool, balances in opening.balances.items():
        _known(document, ("balances", pool), pool, read.names("pools"), "公平池")
        for person in balances:
            _known(document, ("balances", pool, person), person, read.ids("people.yml"), "人员")
        if sum(balances.values()) != 0:
            document.fault(("balances", pool), f"期初结余合计是 {sum(balances.values())}", "同一池内各人合计应为 0")


Span = tuple[date, date | None]


def _duty(
    document: Document,
    duty: Duty,
    span: Span,
    read: Read,
    regulations: Mapping[str, Regulation],
    rules: KnownRules,
) -> None:
    _known(document, ("burden", "pool"), duty.burden.pool, read.names("pools"), "公平池")
    _references(document, (), duty, span, regulations)
    _references(document, ("hours",), duty.hours, span, regulations)
    for name, seat in duty.seats.items():
        here = ("seats", name)
        _references(document, here, seat, span, regulations)
        for i, person in enumerate(seat.appointed):
            _known(document, (*here, "appointed", i), person, read.ids("people.yml"), "人员")
        if seat.from_:
            _known(document, (*here, "from"), seat.from_, read.names("groups"), "人员范围")
    _rules(document, ("rules",), duty.rules, span, regulations, rules, "duty")


def _rules(
    document: Document,
    place: Place,
    uses: Rules,
    span: Span,
    regulations: Mapping[str, Regulation],
    rules: KnownRules,
    scope: str,
) -> None:
    for i, use in enumerate(uses):
        here = (*place, i)
        known = {name for name, rule in rules.items() if rule.scope == scope}
        _known(document, here, use.name, known, "规则")
        if use.name not in known:
            continue
        rule, here = rules[use.name], (*here, use.name)
        for figure in use.figures:
            _known(document, (*here, figure), figure, rule.figures, "规则参数")
        for figure in sorted(rule.figures - set(use.figures)):
            document.fault(here, f"缺少规则参数“{figure}”")
        if use.strength and use.strength not in rule.strengths:
            document.fault((*here, "strength"), f"这条规则不能是 {use.strength}", f"可用：{'、'.join(rule.strengths)}")
        _references(document, here, use, span, regulations)
        for figure, value in use.figures.items():
            if isinstance(value, ParameterRef):
                _reference(document, (*here, figure), value, span, regulations, int)


def _references(
    document: Document, place: Place, record: BaseModel, span: Span, regulations: Mapping[str, Regulation]
) -> None:
    """Check every reference among a record's own fields."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, ArticleRef | ParameterRef):
            kind = str if name in ("from_", "to", "open", "close") else int
            _reference(document, (*place, info.alias or name), value, span, regulations, kind)


def _reference(
    document: Document,
    place: Place,
    ref: ArticleRef | ParameterRef,
    span: Span,
    regulations: Mapping[str, Regulation],
    kind: type[Any],
) -> None:
    """The regulation exists, is in force throughout the span, and each of its versions then has the target."""
    regulation = regulations.get(ref.regulation)
    if regulation is None:
        document.fault(place, f"没有规章“{ref.regulation}”", nearest(ref.regulation, regulations))
        return
    first, last = span
    if regulation.in_force(first) is None:
        document.fault(place, f"{first} 起规章“{ref.regulation}”没有现行有效的版本", "请核对施行日期")
        return
    for version in regulation.versions:
        ends = regulation.until(version)
        if (ends is not None and ends < first) or (last is not None and version.effective >= last):
            continue
        known = version.articles if isinstance(ref, ArticleRef) else version.head.parameters
        name = ref.article if isinstance(ref, ArticleRef) else ref.name
        what = "条文" if isinstance(ref, ArticleRef) else "参数"
        if name not in known:
            document.fault(
                place,
                f"《{version.head.title}》{version.effective} 版没有{what}“{name}”",
                nearest(name, known),
            )
        elif isinstance(ref, ParameterRef) and (fault := parse_value(version, name, kind)[1]):
            document.fault(place, fault)

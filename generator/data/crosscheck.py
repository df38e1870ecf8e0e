"""What one file says about another: people, posts, groups, pools, articles and parameters must exist, in time.

The names are taken from the trees as written, so that a fault in one record never hides the faults of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import BaseModel

from generator.data.attendance import Study
from generator.data.duties import Duty
from generator.data.guides import Guide
from generator.data.leave import Leave, Wish
from generator.data.people import Person, check_dated
from generator.data.period import NamedPeriod
from generator.data.reading import Document, Place, Tree
from generator.data.references import KnownRegulations, check_references
from generator.data.schema import nearest
from generator.data.unit import Opening, Post, Rules, RuleUse, Unit


@dataclass(frozen=True)
class KnownRule:
    """What the data layer has to know of a rule: its figures, the strengths it allows, and where it may be used.

    ``of_duties``: instead of figures of its own it has one figure, or one list, for each duty that it names.
    """

    figures: frozenset[str]
    optional: frozenset[str]
    strengths: frozenset[str]
    scope: str  # "unit", "duty" or "person"
    of_duties: Literal["", "figure", "list"] = ""


KnownRules = Mapping[str, KnownRule]


@dataclass
class Read:
    """What was read of one unit, typed or not."""

    trees: dict[str, Document] = field(default_factory=dict)  # unit.yml, people.yml, posts.yml as written
    records: list[tuple[Document, Place, BaseModel]] = field(default_factory=list)
    duties: dict[str, list[tuple[date, Document]]] = field(default_factory=dict)

    def names(self, key: str) -> frozenset[str] | None:
        """The keys of a mapping of unit.yml, as written; None where it cannot be read."""
        tree = self.trees["unit.yml"].tree if "unit.yml" in self.trees else None
        part = tree.get(key, {}) if isinstance(tree, dict) else None
        return frozenset(part) if isinstance(part, dict) else None

    def people(self) -> list[dict[str, Tree]]:
        """The people as written."""
        tree = self.trees["people.yml"].tree if "people.yml" in self.trees else None
        return [p for p in tree if isinstance(p, dict)] if isinstance(tree, list) else []

    def ids(self, file: str) -> list[str] | None:
        """The ids of a list file, as written; None where it cannot be read, so that nobody else is blamed for it."""
        tree = self.trees[file].tree if file in self.trees else None
        return [str(x["id"]) for x in tree if isinstance(x, dict) and "id" in x] if isinstance(tree, list) else None


def check_unit(read: Read, regulations: KnownRegulations, rules: KnownRules) -> None:
    """Report everything in a unit's files that refers to nothing."""
    for file in ("people.yml", "posts.yml"):
        _unique(read, file)
    if "unit.yml" in read.trees:
        first = min((day for versions in read.duties.values() for day, _ in versions), default=date.max)
        check_references(read.trees["unit.yml"], (first, None), regulations)
    for document, place, record in read.records:
        _record(document, place, record, read, rules)
    for versions in read.duties.values():
        ordered = sorted(versions, key=lambda version: version[0])
        for i, (effective, document) in enumerate(ordered):
            until = ordered[i + 1][0] if i + 1 < len(ordered) else None
            check_references(document, (effective, until), regulations)


def _record(document: Document, place: Place, record: BaseModel, read: Read, rules: KnownRules) -> None:
    match record:
        case Unit():
            _groups(document, record, read)
            _tiers(document, record, read)
            for i, role in enumerate(record.attendance.roles if record.attendance else ()):
                _known(document, ("attendance", "roles", i), role, read.names("roles"), "岗位类别")
            _rules(document, ("rules",), record.rules, rules, "unit", read)
            for name, contract in record.contracts.items():
                _rules(document, ("contracts", name, "rules"), contract.rules, rules, "person", read)
        case Duty():
            _duty(document, record, read)
            _rules(document, ("rules",), record.rules, rules, "duty", read)
        case Person():
            _person(document, place, record, read)
        case Post():
            _known(document, (*place, "department"), record.department, read.names("departments"), "部门")
            for i, proxy in enumerate(record.proxies):
                _person_known(document, (*place, "proxies", i), proxy, read)
        case Leave() | Study() | Wish():
            _entry(document, record, read)
        case NamedPeriod():
            for i, duty in enumerate(record.duties):
                _known(document, ("duties", i), duty, read.duties, "值班")
            if record.until < record.from_:
                document.fault(("until",), f"结束日 {record.until} 早于开始日 {record.from_}")
        case Opening():
            _opening(document, record, read)


def check_guide(document: Document, guide: Guide, units: Mapping[str, Read]) -> None:
    """Report a guide whose unit, department or window does not exist."""
    _known(document, ("unit",), guide.unit, units, "单位")
    if guide.unit in units:
        unit = units[guide.unit]
        _known(document, ("department",), guide.department, unit.names("departments"), "部门")
        _known(document, ("post",), guide.post, unit.ids("posts.yml"), "窗口")


def _person_known(document: Document, place: Place, person: str, read: Read) -> None:
    """A person is known by id; somebody who is written by name is told the id."""
    ids = read.ids("people.yml")
    if ids is not None and person not in ids:
        named = [str(p["id"]) for p in read.people() if p.get("name") == person and "id" in p]
        right = f"请写编号：{'、'.join(named)}" if named else "编号见 people.yml"
        document.fault(place, f"没有人员“{person}”", right)


def _known(document: Document, place: Place, name: str, known: Iterable[str] | None, what: str) -> None:
    if known is not None and name not in (known := set(known)):
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


def _entry(document: Document, record: Leave | Study | Wish, read: Read) -> None:
    """Look at what people are said to do or to want: at leave, sessions of study and wishes."""
    match record:
        case Leave():
            _person_known(document, ("person",), record.person, read)
            if record.cover:
                _person_known(document, ("cover",), record.cover, read)
            _known(document, ("kind",), record.kind, read.names("leave_kinds"), "请假种类")
        case Study():
            for i, person in enumerate(record.absent):
                _person_known(document, ("absent", i), person, read)
        case Wish():
            _person_known(document, ("person",), record.person, read)
            if record.duty:
                _known(document, ("duty",), record.duty, read.duties, "值班")


def _groups(document: Document, unit: Unit, read: Read) -> None:
    for name, group in unit.groups.items():
        for key in ("departments", "roles", "qualifications"):
            for i, item in enumerate(getattr(group, key)):
                _known(document, ("groups", name, key, i), item, read.names(key), "这一项")


def _tiers(document: Document, unit: Unit, read: Read) -> None:
    for i, tier in enumerate(unit.leave_tiers):
        here = ("leave_tiers", i)
        for key, names, of in (
            ("roles", tier.roles, "roles"),
            ("by", tier.by, "roles"),
            ("kinds", tier.kinds, "leave_kinds"),
        ):
            for j, name in enumerate(names):
                _known(document, (*here, key, j), name, read.names(of), "这一项")
        if tier.of:
            _known(document, (*here, "of"), tier.of, read.names("departments"), "部门")
    for j, name in enumerate(unit.swaps.consent if unit.swaps else ()):
        _known(document, ("swaps", "consent", j), name, read.names("roles"), "岗位类别")


def _person(document: Document, place: Place, person: Person, read: Read) -> None:
    check_dated(document, (*place, "service"), person.service, gaps=True)
    for i, service in enumerate(person.service):
        here = (*place, "service", i)
        _known(document, (*here, "department"), service.department, read.names("departments"), "部门")
        _known(document, (*here, "role"), service.role, read.names("roles"), "岗位类别")
        if service.post:
            _known(document, (*here, "post"), service.post, read.ids("posts.yml"), "窗口")
        if service.contract:
            _known(document, (*here, "contract"), service.contract, read.names("contracts"), "用工安排")
    for i, exemption in enumerate(person.exemptions):
        for j, duty in enumerate(exemption.duties):
            _known(document, (*place, "exemptions", i, "duties", j), duty, read.duties, "值班")
    for i, held in enumerate(person.qualifications):
        _known(document, (*place, "qualifications", i, "name"), held.name, read.names("qualifications"), "资格")


def _opening(document: Document, opening: Opening, read: Read) -> None:
    for pool, balances in opening.balances.items():
        _known(document, ("balances", pool), pool, read.names("pools"), "公平池")
        for person in balances:
            _person_known(document, ("balances", pool, person), person, read)
        if sum(balances.values()) != 0:
            document.fault(("balances", pool), f"期初差额合计是 {sum(balances.values())}", "同一池内各人合计应为 0")


def _duty(document: Document, duty: Duty, read: Read) -> None:
    _known(document, ("burden", "pool"), duty.burden.pool, read.names("pools"), "公平池")
    for i, other in enumerate(duty.concurrent_with):
        _known(document, ("concurrent_with", i), other, read.duties, "值班")
    for name, seat in duty.seats.items():
        here = ("seats", name)
        for i, person in enumerate(seat.appointed):
            _person_known(document, (*here, "appointed", i), person, read)
        for i, person in enumerate(seat.order):
            _person_known(document, (*here, "order", i), person, read)
        if seat.from_:
            _known(document, (*here, "from"), seat.from_, read.names("groups"), "人员范围")


def _rules(document: Document, place: Place, uses: Rules, rules: KnownRules, scope: str, read: Read) -> None:
    known = {name for name, rule in rules.items() if rule.scope == scope}
    for i, use in enumerate(uses):
        here = (*place, i, use.name)
        _known(document, here, use.name, known, "规则")
        if use.name not in known:
            continue
        rule = rules[use.name]
        if use.strength and use.strength not in rule.strengths:
            document.fault((*here, "strength"), f"这条规则不能是 {use.strength}", f"可用：{'、'.join(rule.strengths)}")
        if rule.of_duties:
            _of_duties(document, here, use, rule.of_duties, read)
            continue
        for figure in (*use.figures, *use.lists):
            _known(document, (*here, figure), figure, rule.figures | rule.optional, "规则参数")
            if figure in use.lists:
                document.fault((*here, figure), "写的是一个列表", "应是一个数或条文参数")
        for figure in sorted(rule.figures - set(use.figures)):
            document.fault(here, f"缺少规则参数“{figure}”")


def _of_duties(document: Document, here: Place, use: RuleUse, kind: str, read: Read) -> None:
    """A rule that says something of each duty it names: a figure, or the list of other duties."""
    wrong, right = (
        (use.lists, "应是一个数或条文参数") if kind == "figure" else (use.figures, "应是值班的列表，如 [day]")
    )
    for duty in (*use.figures, *use.lists):
        _known(document, (*here, duty), duty, read.duties, "值班")
    for duty in wrong:
        document.fault((*here, duty), "写法不对", right)
    for duty, others in use.lists.items() if kind == "list" else ():
        for i, other in enumerate(others):
            _known(document, (*here, duty, i), other, read.duties, "值班")
    if not use.figures and not use.lists:
        document.fault(here, "没有写是哪种值班", right)

"""Local figures that national law does not allow: found wherever they are used, said with file and line.

Nothing is refused because of them: ``binding.py`` puts the law's figure in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.data.duties.duty import Duty
from generator.data.files.fields import ParameterRef
from generator.data.files.names import KnownRules, Read
from generator.data.files.reading import Document, Faults, Place
from generator.data.files.schema import nearest
from generator.data.regulations.references import KnownRegulations
from generator.data.regulations.resolve import Limit, Regulations, parse_value
from generator.data.regulations.versions import Parameter, Version
from generator.data.units.unit import RuleUse, Unit
from generator.errors import Fault

Where = tuple[str, date, str]
"""A regulation, the effective date of a version, and a parameter."""


@dataclass(frozen=True)
class Overruled:
    """A local figure that is not executed, with the law's in its place; ``where`` is None for one in a rule's use."""

    fault: Fault
    limit: Limit
    where: Where | None = None


class _Use(NamedTuple):
    """A figure where a rule is used, and the days on which it is."""

    document: Document
    place: Place
    rule: RuleUse
    figure: str
    first: date
    last: date


def check_floors(root: Path, kept: KnownRegulations, rules: KnownRules, faults: Faults) -> None:
    """Report what a law limits that no rule has, limits outside of laws, and figures under what limits nothing."""
    for version in (v for regulation in kept.values() if regulation for v in regulation.texts):
        path = root / version.path
        for name, parameter in version.head.parameters.items():
            for what, right in _misfits(version, name, parameter, kept, rules):
                faults.add(path, *version.places[name], name, what, right)
        floors = {(p.floor.rule, p.floor.figure) for p in version.head.parameters.values() if p.floor}
        units = {name for name, rule in rules.items() if rule.scope == "unit"}
        for rule in version.head.binds:
            if rule not in units:
                faults.add(path, 1, 1, f"binds.{rule}", "没有适用于单位的这条规则", nearest(rule, units))
            elif lacking := [figure for figure in sorted(rules[rule].figures) if (rule, figure) not in floors]:
                faults.add(path, 1, 1, f"binds.{rule}", f"没有给出规则参数“{'”“'.join(lacking)}”", "在参数里写 floor")


def _misfits(
    version: Version, name: str, parameter: Parameter, kept: KnownRegulations, rules: KnownRules
) -> Iterator[tuple[str, str]]:
    floor, under = parameter.floor, parameter.under
    if (floor or under) and (fault := parse_value(version, name, int)[1]):
        yield fault, ""
    if floor and not version.head.law:
        yield "只有国家法律（nature: law）的数字能限制别处", "本单位的制度用 under 指明受哪个数字限制"
    if floor and floor.rule and floor.rule not in rules:
        yield f"没有规则“{floor.rule}”", nearest(floor.rule, rules)
    elif floor and floor.rule and floor.figure not in (known := rules[floor.rule].figures | rules[floor.rule].optional):
        yield f"没有规则参数“{floor.figure}”", nearest(floor.figure, known)
    if under and under.regulation not in kept:
        yield f"没有规章“{under.regulation}”", nearest(under.regulation, kept)
    elif under and (law := kept[under.regulation]):
        named = [v.head.parameters.get(under.name) for v in law.versions]
        if not any(p and p.floor for p in named):
            yield f"“{under}”不限制别处的数字", "写成国家法律中带 floor 的参数"


def overruled(read: Mapping[str, Read], regulations: Regulations) -> tuple[Overruled, ...]:
    """Give every local figure that the law does not allow on some day, once for each place where it is written."""
    found = [*_parameters(regulations), *(o for part in read.values() for o in _used(part, regulations))]
    return tuple({o.fault: o for o in sorted(found, key=lambda o: o.fault)}.values())


def _parameters(regulations: Regulations) -> Iterator[Overruled]:
    """Look at the local parameters that say themselves under which figure of a law they stand."""
    for regulation in regulations.by_id.values():
        for version in regulation.versions:
            last = regulation.until(version) or date.max
            for name, parameter in version.head.parameters.items():
                for day in _changes(regulations, version.effective, last) if parameter.under else ():
                    limit = regulations.limit_of(parameter.under, day) if parameter.under else None
                    if limit and not limit.allows(int(parameter.value)):
                        yield _overruled(version, name, limit)


def _used(read: Read, regulations: Regulations) -> Iterator[Overruled]:
    """Look at every figure of every rule that a unit or a duty uses."""
    for use in _uses(read):
        value = use.rule.figures[use.figure]
        for day in _changes(regulations, use.first, use.last):
            limit = regulations.limit(use.rule.name, use.figure, day)
            repealed = isinstance(value, ParameterRef) and regulations.by_id[value.regulation].in_force(day) is None
            if limit is None or repealed or limit.allows(regulations.figure(value, day, int)):
                continue
            if isinstance(value, ParameterRef):
                yield _overruled(regulations.version(value.regulation, day), value.name, limit)
            else:
                path = use.document.path.relative_to(use.document.faults.root)
                at = use.document.values[use.place]
                yield Overruled(_fault(path, at, use.document.name(use.place), str(value), limit), limit)


def _uses(read: Read) -> Iterator[_Use]:
    begins = {id(document): day for versions in read.duties.values() for day, document in versions}
    ends = {
        id(document): min((later for later, _ in versions if later > day), default=date.max)
        for versions in read.duties.values()
        for day, document in versions
    }
    earliest = min(begins.values(), default=date.max)
    for document, _, record in read.records:
        if isinstance(record, Unit | Duty):
            for i, rule in enumerate(record.rules):
                first = max(rule.from_, begins.get(id(document), earliest))
                for figure in rule.figures:
                    place = ("rules", i, rule.name, figure)
                    yield _Use(document, place, rule, figure, first, ends.get(id(document), date.max))


def _changes(regulations: Regulations, first: date, last: date) -> list[date]:
    """Give the first of the days, and every later one before the last on which a version begins."""
    starts = {v.effective for regulation in regulations.by_id.values() for v in regulation.versions}
    return [first, *sorted(day for day in starts if first < day < last)] if first < last else []


def _overruled(version: Version, name: str, limit: Limit) -> Overruled:
    parameter = version.head.parameters[name]
    said = f"{parameter.value} {parameter.unit}".strip()
    fault = _fault(version.path, version.places[name], parameter.label or name, said, limit)
    return Overruled(fault, limit, (version.regulation, version.effective, name))


def _fault(path: Path, at: tuple[int, int], name: str, said: str, limit: Limit) -> Fault:
    compared = "低于" if limit.least else "高于"
    local, lawful = (f"{amount} " if amount[-1:].isdigit() else amount for amount in (said, limit.amount))
    what = f"本地规定的 {local}{compared}{limit.citation.text}的 {limit.amount}，不能执行"
    return Fault(PurePosixPath(path.as_posix()), *at, name, what, f"按法律规定的 {lawful}执行")

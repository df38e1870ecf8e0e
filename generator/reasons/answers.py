"""Why this person and why not another, in sentences: the same for the command and for the pages of the staff."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import Report
from generator.data.records.roster import SeatKey
from generator.problem.problem import Problem
from generator.reasons.explain import Instead, alternatives, asked, difference, instead, why_not
from generator.rules.base import name_of


def others(report: Report, key: SeatKey) -> list[str]:
    """Give those of whom it makes sense to ask why they do not hold a seat."""
    return [p for p in asked(report.problem, key) if p not in report.roster.who(key)]


def about(report: Report, key: SeatKey, person: str) -> list[str]:
    """Say why one person does not hold a seat; first, where there is something to compare, what would be changed."""
    name = named(report.problem, person)
    if person in report.roster.who(key):
        return [f"{name}就排在这个席位上"]
    found = instead(report, key, person)
    reasons = why_not(report, found, key)
    if person not in asked(report.problem, key):
        return reasons
    return [f"{changed(report, found)}，其余不变：", *(f"  {reason}" for reason in reasons)]


def everybody(report: Report, key: SeatKey) -> Iterator[str]:
    """Say for the rest of the group how many each rule excludes, then who could serve."""
    rest = others(report, key)
    if not rest:
        yield "人员范围内没有别人"
        return
    excluded, free = alternatives(report, key)
    yield f"人员范围内其余 {len(rest)} 人（一人可有几条原因）："
    yield from (f"  {line}" for line in excluded)
    if free:
        yield f"  {len(free)} 人可以排；只换这一席、其余不变，影响由小到大："
    yield from (f"    {changed(report, found)}：{difference(report, found)}" for found in free)


def changed(report: Report, found: Instead) -> str:
    """Say which change of one seat is thought of."""
    name = named(report.problem, found.person)
    return f"把{named(report.problem, found.holder)}换成{name}" if found.holder else f"由{name}补上空缺"


def named(problem: Problem, person: str) -> str:
    """Give a person's name, with the id where several have that name."""
    name = name_of(problem, person)
    shared = sum(other.name == name for other in problem.unit.people.values()) > 1
    return f"{name}（编号 {person}）" if shared else name

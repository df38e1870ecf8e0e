"""Why this person, why not that one, and why a seat is empty: asked of the checker, never of the solver.

What is said may be read by all staff: a rule's sentence names no private reason, and of somebody outside the group of
a seat only that is said. Only the one seat is changed in thought: what a chain of exchanges could do is not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.check import Report, sentence
from generator.data.records.roster import SeatKey
from generator.problem.problem import Problem
from generator.reasons.nearby import nearby
from generator.rules import BY_NAME, Breach
from generator.rules.base import DRAW, level_titles, levels, name_of, shown

OUTSIDE = "不在本班次人员范围"


@dataclass(frozen=True)
class Instead:
    """What would follow if one person served in a seat, the rest unchanged.

    ``holder`` is whose place the person would take, empty where a seat is free. ``breaches`` are the forbidden things
    that would arise; ``changes`` is what every level would change by, most important first.
    """

    person: str
    holder: str
    breaches: tuple[Breach, ...]
    changes: tuple[int, ...] = ()


def asked(problem: Problem, key: SeatKey) -> tuple[str, ...]:
    """Give those of whom it makes sense to ask why not they: the group of a seat, or all who are appointed to it."""
    duty = problem.unit.duty(key.duty, problem.by_key[key].day)
    appointed = duty.seats[key.seat].appointed if duty else ()
    people, seats = problem.unit.people, problem.seats[key]
    there = (p for p in appointed if people[p].serving(key.day) and p not in seats.protected)
    return tuple(there) if appointed else seats.members


def instead(report: Report, key: SeatKey, person: str) -> Instead:
    """Put a person into a free place, or into that of each holder in turn; give what would follow at best."""
    holders = report.roster.who(key)
    if len(holders) < report.problem.seats[key].count:
        holders = ("",)
    tried = [_tried(report, key, holder, person) for holder in holders]
    free = [t for t in tried if not t.breaches]
    return min(free, key=lambda t: t.changes) if free else min(tried, key=lambda t: len(t.breaches))


def _tried(report: Report, key: SeatKey, holder: str, person: str) -> Instead:
    near = nearby(report)
    change = near.change(key, holder, person)
    breaches = tuple(sorted(change.breaches, key=lambda b: (b.rule, b.key, b.people)))
    return Instead(person, holder, breaches, tuple(change.values.get(level, 0) for level in near.levels))


def why_not(report: Report, found: Instead, key: SeatKey) -> list[str]:
    """Say why a person does not hold a seat: the rules that exclude, or the first level that would change."""
    problem = report.problem
    if found.person not in asked(problem, key):
        return [f"{name_of(problem, found.person)}{OUTSIDE}"]
    if found.breaches:
        return [_said(problem, breach) for breach in _telling(found.breaches)]
    return [difference(report, found)]


def _telling(breaches: Sequence[Breach]) -> list[Breach]:
    """Leave out what only follows: an appointed person who is away counts as outside the group for that reason."""
    away = {(b.key, b.people) for b in breaches if b.rule == "leave-respected"}
    return [b for b in breaches if b.rule != "eligible" or (b.key, b.people) not in away]


def _said(problem: Problem, breach: Breach) -> str:
    if breach.rule == "eligible" and problem.seats[breach.key].fixed:
        return (
            f"本席位由指定的人依次担任，排在{name_of(problem, breach.people[0])}之前的人在岗（{breach.citation.text}）"
        )
    return sentence(problem, breach)


def difference(report: Report, found: Instead) -> str:
    """Say the first level that would change, and by how much."""
    problem = report.problem
    place = next((i for i, change in enumerate(found.changes) if change), None)
    if place is None:
        return "没有规则不许，各层目标也不变"
    name = levels(problem)[place]
    if name == DRAW:
        return f"没有规则不许，其余各层目标也都一样，由抽签决定（种子 {problem.seed}，可以复算）"
    now, then = (shown(name, value) for value in (report.values[name], report.values[name] + found.changes[place]))
    better = "，反而更好：这份排班表不是最好的" if found.changes[place] < 0 else ""
    changed = f"由 {now} 变为 {then}".replace("次 变", "次变")
    if now == then:  # less than the figures shown can tell
        changed = f"在 {now}上略{'减' if better else '增'}"
    return f"没有规则不许，但{level_titles(problem)[name]}{changed}{better}"


def alternatives(report: Report, key: SeatKey) -> tuple[list[str], list[Instead]]:
    """Look at everybody asked who does not hold the seat.

    Gives how many each rule keeps away, without names, and those whom none does, the least worse first.
    """
    others = [p for p in asked(report.problem, key) if p not in report.roster.who(key)]
    found = [instead(report, key, person) for person in others]
    free = sorted((f for f in found if not f.breaches), key=lambda f: (f.changes, f.person))
    return list(_tally(report.problem, (f.breaches for f in found))), free


def _tally(problem: Problem, kept: Iterable[Sequence[Breach]]) -> Iterator[str]:
    count = Counter(
        pair for breaches in kept for pair in {(_title(problem, b), b.citation.text) for b in _telling(breaches)}
    )
    for (title, article), n in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        yield f"{n} 人因“{title}”不能排（{article}）"


def _title(problem: Problem, breach: Breach) -> str:
    ordered = breach.rule == "eligible" and problem.seats[breach.key].fixed
    return "指定的人依次担任" if ordered else BY_NAME[breach.rule].title


def why_empty(report: Report, key: SeatKey) -> list[str]:
    """Say why a seat stayed empty: how many of those in its group each rule keeps away, with the article.

    Reasons of single people are private and are not given.
    """
    if not (members := asked(report.problem, key)):
        return ["当日没有人在本席位的人员范围内"]
    there = report.roster.who(key)
    arising = [_tried(report, key, "", p).breaches for p in members if p not in there]
    free = sum(not breaches for breaches in arising)
    said = [f"范围内 {len(members)} 人", *_tally(report.problem, arising)]
    return [*said, *([f"{free} 人可以直接补上"] if free else [])]

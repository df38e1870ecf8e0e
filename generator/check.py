"""The checker: verifies a roster from the files alone, and recomputes every figure. It knows nothing of the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator import ledger
from generator.data.project import UnitData
from generator.data.records.roster import GENESIS, Published, Roster, SeatKey, fingerprint
from generator.errors import RuleError
from generator.problem.fingerprints import fingerprints
from generator.problem.problem import Problem
from generator.problem.standing import Standing
from generator.rules import BY_NAME, RULES, Breach
from generator.rules.base import EMPTY_SEATS, SHORT, UNCOVERED, level_titles


@dataclass(frozen=True, eq=False)
class Report:
    """What the checker found: breaches, the value on every level, and the standing after the period.

    Two reports are the same only if they are one: whoever asks more of a report may keep the answers by it.
    """

    problem: Problem
    roster: Roster
    breaches: tuple[Breach, ...]
    values: Counter[str]
    standing: Standing

    @property
    def grave(self) -> tuple[Breach, ...]:
        """What makes the roster not right: forbidden things, and seats left empty."""
        return tuple(b for b in self.breaches if b.forbidden or b.level in (EMPTY_SEATS, UNCOVERED, SHORT))

    @property
    def wishes(self) -> tuple[Breach, ...]:
        """What could not be had, without making the roster wrong."""
        return tuple(b for b in self.breaches if b not in self.grave)


def check(problem: Problem, roster: Roster) -> Report:
    """Check a roster against every rule.

    Raises
    ------
    RuleError
        If a rule raises.
    """
    breaches: list[Breach] = []
    values: Counter[str] = Counter()
    for rule in RULES:
        try:
            found = list(rule.check(problem, roster))
            values.update(rule.weigh(problem, roster, found))
        except Exception as error:
            raise RuleError(f"规则“{rule.title}”（{rule.name}）核对时出错：{error}") from error
        breaches += found
    return Report(problem, roster, tuple(once(problem, breaches)), values, ledger.close(problem, roster))


def once(problem: Problem, breaches: Iterable[Breach]) -> list[Breach]:
    """Say once what two rules say in the same words: of somebody outside a group no rule says why."""
    breaches = sorted(breaches, key=lambda b: (b.key.day, b.key, b.rule, b.people))
    first: dict[tuple[SeatKey, str], Breach] = {}
    for breach in breaches:
        if breach.forbidden:
            first.setdefault((breach.key, sentence(problem, breach)), breach)
    return [b for b in breaches if not b.forbidden or b is first[b.key, sentence(problem, b)]]


def sentence(problem: Problem, breach: Breach) -> str:
    """Say a breach in one sentence with its article."""
    return f"{BY_NAME[breach.rule].explain(problem, breach)}（{breach.citation.text}）"


def mismatches(record: Published, report: Report) -> list[str]:
    """Compare the figures that a plan claims with those recomputed; empty where its inputs changed since."""
    if record.inputs != fingerprints(report.problem):
        return []
    titles = level_titles(report.problem)
    return [
        f"记录的“{titles.get(level.name, level.name)}”是 {level.value}，复算是 {report.values[level.name]}"
        for level in record.levels
        if level.value != report.values[level.name]
    ]


def changed_inputs(record: Published, problem: Problem) -> list[str]:
    """Name the parts of the problem that are no longer what the plan was made from."""
    now = fingerprints(problem)
    return [PARTS[part] for part, value in sorted(record.inputs.items()) if now.get(part) != value]


PARTS = {"slots": "班次与条文参数", "people": "人员与请假", "wishes": "意愿", "history": "此前的值班记录"}


def chain_head(unit: UnitData) -> str:
    """Give the fingerprint of the unit's newest record, which the next one must name as its ``previous``."""
    named = {record.previous for history in unit.published.values() for _, record in history.files}
    heads = [
        mark
        for history in unit.published.values()
        for _, record in history.files
        if (mark := fingerprint(record)) not in named
    ]
    return heads[0] if len(heads) == 1 else GENESIS


def broken_chain(unit: UnitData) -> list[str]:
    """Follow the chain of records from the first; say which file was changed, lost or put in later."""
    files = [
        (f"published/{history.period.name}/{name}", record)
        for history in unit.published.values()
        for name, record in history.files
    ]
    if edited := [name for name, record in files if record.seal != fingerprint(record)]:
        return [f"{unit.unit.title}的发布记录 {'、'.join(edited)} 发布以后被改动过；请从备份或版本库恢复"]
    following = {record.previous: (name, record.seal) for name, record in files}
    mark, seen, last = GENESIS, 0, ""
    while mark in following and seen <= len(files):
        (last, mark), seen = following[mark], seen + 1
    if seen == len(files):
        return []
    after = f"在 {last} 之后" if last else "从第一份起"
    return [f"{unit.unit.title}的发布记录{after}对不上：有文件缺失或插入；请从备份或版本库恢复"]

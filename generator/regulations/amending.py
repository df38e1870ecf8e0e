"""Amending (修订): the next version opened from the one in force, and what it would break before it takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import ledger
from generator.check import Report, check, sentence
from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import Published, Roster, fold
from generator.data.regulations.resolve import Regulations
from generator.data.regulations.versions import DRAFT, Regulation, Version
from generator.errors import Refused
from generator.folders import write_whole
from generator.rules import Breach

OF_ONE_VERSION = ("effective", "expires", "nature", "comments_until", "editorial", "amended_by", "formerly", "changes")
"""Keys of the front matter that the next version does not take over."""

TO_COME = "待编号"
"""The number of a draft, until it is given one."""


@dataclass(frozen=True)
class Effect:
    """What a draft changes in one period: breaches that it brings by article, and those that it ends."""

    period: Period
    planned: bool  # a draft roster, not yet published
    slots: int  # on or after the day from which the draft is to hold
    new: tuple[tuple[str, tuple[str, ...]], ...]  # the article, and the sentences
    ended: int


def amend(project: Project, name: str, effective: date, today: date) -> Path:
    """Open the next version of a regulation: the text in force as a draft that says when it is to take effect.

    Raises
    ------
    Refused
        If there is no such regulation, none of it is in force, a draft is open already, or the day is taken.
    """
    regulation = _regulation(project, name)
    version = regulation.in_force(today)
    if version is None:
        raise Refused(f"“{name}”今天没有现行有效的版本", "新建的规章直接写 <施行日期>.md")
    target = project.root / "docs/regulations" / name / f"{DRAFT}.md"
    if target.exists():
        raise Refused(
            f"《{version.head.title}》已经有一份草案：{target.relative_to(project.root)}", "改好它，或者先删除它"
        )
    if effective <= today:
        raise Refused(f"施行日期 {effective} 不在今天以后", "先公布，后施行；写一个以后的日子")
    if any(v.effective == effective for v in regulation.versions):
        raise Refused(f"《{version.head.title}》已经有 {effective} 起施行的版本", "换一个施行日期")
    text = (project.root / version.path).read_text(encoding="utf-8-sig")
    return write_whole(target, _opened(text, effective, today), new=True)


def _opened(text: str, effective: date, today: date) -> str:
    """Give the text with the front matter of a draft; everything else stays letter by letter."""
    _, head, body = re.split(r"(?m)^---[ \t]*$", text, maxsplit=2)
    dropped = (
        r"(?m)^(effective|expires|nature|comments_until|editorial|amended_by|formerly|changes):.*\n(?:[ \t]+.*\n)*"
    )
    kept = re.sub(dropped, "", head)
    kept = re.sub(r"(?m)^number:.*$", f"number: {TO_COME}", kept)
    opened = f"published: {today}\neffective: {effective}\nchanges: 待写明：哪一条怎样修改。"
    kept = re.sub(r"(?m)^published:.*$", opened, kept)
    return f"---{kept}---{body}"


def impact(
    project: Project, name: str, plans: Iterable[tuple[UnitData, Published]], effective: date | None = None
) -> dict[str, tuple[Effect, ...]]:
    """Give what a draft would change in every published and planned roster, by unit; nothing is changed by it.

    Parameters
    ----------
    plans
        Rosters that are planned and not published.
    effective
        The day from which to think of the draft as in force; nothing said: the one that it proposes.

    Raises
    ------
    Refused
        If there is no draft, or no day.
    """
    regulation = _regulation(project, name)
    draft = regulation.draft
    if draft is None:
        raise Refused(f"“{name}”没有草案", f"先运行 zhiban amend {name} --effective <日期>")
    day = effective or draft.head.effective
    if day is None:
        raise Refused(f"“{name}”的草案没有写施行日期", "在草案里写 effective，或者用 --effective 写明")
    version = replace(draft, effective=day, draft=False)
    thought = replace(project, regulations=_with(project.regulations, regulation, version))
    ahead: dict[str, list[Published]] = {}
    for unit, plan in plans:
        ahead.setdefault(unit.id, []).append(plan)
    return {
        unit.id: tuple(_effects(project, thought, unit, ahead.get(unit.id, []), day)) for unit in project.units.values()
    }


def _with(regulations: Regulations, regulation: Regulation, version: Version) -> Regulations:
    """Think of a draft as in force: versions that begin later give way to it."""
    before = tuple(v for v in regulation.versions if v.effective < version.effective)
    changed = replace(regulation, versions=(*before, version), draft=None)
    return replace(regulations, by_id={**regulations.by_id, regulation.id: changed})


def _effects(project: Project, thought: Project, unit: UnitData, plans: list[Published], day: date) -> Iterator[Effect]:
    ahead = {unit.period(plan.period): fold([plan]) for plan in plans if plan.period not in unit.published}
    pairs = zip(_reports(project, unit, ahead), _reports(thought, unit, ahead), strict=True)
    for now, then in pairs:
        slots = [slot for slot in then.problem.slots if slot.day >= day]
        if not slots:
            continue
        new = [b for b in then.grave if _said(then, b) not in {_said(now, b) for b in now.grave}]
        ended = [b for b in now.grave if _said(now, b) not in {_said(then, b) for b in then.grave}]
        by_article: dict[str, list[str]] = {}
        for breach in new:
            by_article.setdefault(breach.citation.text, []).append(_said(then, breach))
        planned = then.problem.period.name not in unit.published
        found = tuple((article, tuple(said)) for article, said in by_article.items())
        yield Effect(then.problem.period, planned, len(slots), found, len(ended))


def _reports(project: Project, unit: UnitData, ahead: dict[Period, Roster]) -> list[Report]:
    return [check(problem, roster) for problem, roster in ledger.months(project, unit, ahead)]


def _said(report: Report, breach: Breach) -> str:
    return sentence(report.problem, breach)


def _regulation(project: Project, name: str) -> Regulation:
    found = project.regulations.by_id.get(name)
    if found is None:
        raise Refused(f"没有规章“{name}”", f"可用的：{'、'.join(project.regulations.by_id)}")
    return found

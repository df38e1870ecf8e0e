"""Writing records: drafts may be replaced, what is published is appended whole or not at all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.check import Report, broken_chain, chain_head, changed_inputs, check, sentence
from generator.data.calendars.period import Period
from generator.data.files.reading import Faults
from generator.data.load import read_record
from generator.data.project import Project, UnitData
from generator.data.records.roster import Level, Published, dump, fingerprint, fold
from generator.errors import InputErrors, Refused
from generator.folders import write_whole
from generator.ledger import carry
from generator.office.signoff import refuse_unissued


def draft_path(project: Project, unit: UnitData, period: Period, name: str) -> Path:
    """Give the file of a draft; its name is a plain word."""
    if not re.fullmatch(r"[\w-]+", name):
        raise Refused(f"草稿的名字“{name}”不行", "名字只用字母、数字、汉字和连字符，如 --name b")
    return project.root / "rosters" / unit.id / "drafts" / period.name / f"{name}.yml"


def write_draft(path: Path, record: Published) -> None:
    """Write a draft, whole; an earlier draft of the same name is replaced."""
    write_whole(path, dump(record))


def redraft(project: Project, unit: UnitData, record: Published, report: Report) -> Path:
    """Write a draft that was changed by hand as the unit's own, with its levels measured again."""
    duties = {duty: {day: dict(seats) for day, seats in slots.items()} for duty, slots in record.duties.items()}
    for key, people in report.roster.held.items():
        duties.setdefault(key.duty, {}).setdefault(key.day, {})[key.seat] = people
    changed = record.model_copy(update={"duties": duties, "levels": _measured(record, report)})
    path = draft_path(project, unit, report.problem.period, "plan")
    write_draft(path, changed)
    return path


def publish(
    project: Project, unit: UnitData, period: Period, name: str = "plan", *, on: date, allow_empty: bool = False
) -> tuple[Path, Report]:
    """Append a draft to the unit's published records as the plan of the period.

    A draft may have been changed by hand: its levels are measured again, and only what still holds stays proven.

    Raises
    ------
    Refused
        If the period is published already, there is no such draft, its inputs have changed since, the checker finds
        something forbidden, seats are empty and ``allow_empty`` is not said, the unit asks for an issue (签发) that is
        missing, or the chain of records is broken.
    InputErrors
        If the draft cannot be read.
    """
    if period.name in unit.published:
        raise Refused(
            f"{period.title}的排班表已经发布，发布过的不能覆盖",
            f"运行 zhiban verify rosters/{unit.id}/published/{period.name}/000-plan.yml 核对",
        )
    record, report = sound(project, unit, period, name, allow_empty=allow_empty)
    refuse_unissued(unit, period, record, name)
    record = record.model_copy(update={"levels": _measured(record, report)})
    return append(project, unit, record, "000-plan", on), report


def sound(
    project: Project, unit: UnitData, period: Period, name: str, *, allow_empty: bool
) -> tuple[Published, Report]:
    """Give a draft that may be published as far as rules and inputs go, with its report.

    Raises
    ------
    Refused
        If there is no such draft, its inputs have changed since, the checker finds something forbidden, or seats are
        empty and ``allow_empty`` is not said.
    """
    record = _draft(project, unit, period, name)
    report = check(carry(project, unit, period), fold([record]))
    again = f"运行 zhiban plan {period.name} --unit {unit.id} 重新排班"
    if changed := changed_inputs(record, report.problem):
        raise Refused(f"排出草稿以后，{'、'.join(changed)}有变化", again)
    if forbidden := [b for b in report.breaches if b.forbidden]:
        said = "\n".join(sentence(report.problem, b) for b in forbidden)
        raise Refused(f"草稿有 {len(forbidden)} 处不符合规定：\n{said}", f"改正后再发布，或{again}")
    if report.grave and not allow_empty:
        said = "\n".join(sentence(report.problem, b) for b in report.grave)
        raise Refused(f"草稿有 {len(report.grave)} 处空缺：\n{said}", f"{again}；确定空着发布的，加上 --allow-empty")
    return record, report


def append(project: Project, unit: UnitData, record: Published, name: str, on: date) -> Path:
    """Append a record file to the chain of the unit: dated, sealed, whole, and never in the place of another.

    Raises
    ------
    Refused
        If a file of that name is there, or the chain of records is broken.
    """
    if broken := broken_chain(unit):
        raise Refused(broken[0], "恢复发布记录后再发布")
    record = record.model_copy(update={"previous": chain_head(unit), "published": on})
    record = record.model_copy(update={"seal": fingerprint(record)})
    target = project.root / "rosters" / unit.id / "published" / record.period / f"{name}.yml"
    return write_whole(target, dump(record), new=True)


def _draft(project: Project, unit: UnitData, period: Period, name: str) -> Published:
    draft = draft_path(project, unit, period, name)
    if not draft.is_file():
        raise Refused(
            f"没有草稿 {draft.relative_to(project.root)}", f"先运行 zhiban plan {period.name} --unit {unit.id}"
        )
    record = read_whole(project, draft)
    if (record.unit, record.period) != (unit.id, period.name):
        raise Refused(f"草稿写的是 {record.unit} {record.period}", "用 zhiban plan 重新生成草稿")
    return record


def _measured(record: Published, report: Report) -> tuple[Level, ...]:
    """Give the levels as measured now; where a value is not the planned one, the proof is void and the bound stays."""
    return tuple(
        level
        if level.value == (now := report.values[level.name])
        else level.model_copy(update={"value": now, "proven": False})
        for level in record.levels
    )


def read_whole(project: Project, path: Path) -> Published:
    """Read one record file.

    Raises
    ------
    InputErrors
        If anything in it is not right.
    """
    faults = Faults(project.root)
    record = read_record(path, faults)
    if record is None or faults.found:
        raise InputErrors(faults.found)
    return record

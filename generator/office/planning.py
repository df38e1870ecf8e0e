"""Planning: a draft is a proposal, checked before anybody sees it, and may be replaced by the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from generator.check import Report, chain_head, check
from generator.data.calendars.period import Period
from generator.data.project import Project, UnitData
from generator.data.records.roster import FORMAT, Published, Roster
from generator.errors import RuleError
from generator.ledger import carry
from generator.problem.fingerprints import fingerprints
from generator.solver import Progress, Solution, solve


@dataclass(frozen=True)
class Draft:
    """A proposed roster: the record to write, the solver's levels, and the checker's report."""

    record: Published
    solution: Solution
    report: Report


def plan(
    project: Project,
    unit: UnitData,
    period: Period,
    *,
    limit: float = 60,
    progress: Progress | None = None,
    ahead: Mapping[Period, Roster] | None = None,
) -> Draft:
    """Plan a period of a unit.

    Parameters
    ----------
    limit
        Seconds for all levels together.
    ahead
        Rosters of earlier periods that are not published yet.

    Raises
    ------
    Refused
        If the period cannot be planned now.
    RuleError
        If the checker finds a forbidden thing in what the solver made: then one of them is wrong.
    """
    problem = carry(project, unit, period, ahead)
    solution = solve(problem, limit, progress)
    report = check(problem, solution.roster)
    if wrong := [b for b in report.breaches if b.forbidden]:
        raise RuleError(f"求解与核对不一致，没有写入草稿：{wrong[0].rule} {wrong[0].key}")
    duties: dict[str, dict[object, dict[str, tuple[str, ...]]]] = {}
    for key in problem.seats:
        duties.setdefault(key.duty, {}).setdefault(key.day, {})[key.seat] = solution.roster.who(key)
    record = Published.model_validate(
        {
            "format": str(FORMAT),
            "unit": unit.id,
            "period": period.name,
            "previous": chain_head(unit),
            "inputs": fingerprints(problem),
            "made": {"zhiban": version("zhiban"), "ortools": version("ortools"), "draw": problem.seed},
            "levels": solution.levels,
            "duties": duties,
        }
    )
    return Draft(record, solution, report)

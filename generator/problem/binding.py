"""Rules as they bind on a day: their figures and articles as of that day, and never less than national law."""

from __future__ import annotations

from datetime import date

from generator.data.duties.duty import Duty
from generator.data.project import Project, UnitData
from generator.data.units.unit import RuleUse
from generator.problem.slots import BoundRule


def bind(project: Project, use: RuleUse, day: date, duty: Duty | None) -> BoundRule:
    """Bind a rule by its figures of a day; one that national law does not allow gives way to the law's."""
    law = project.regulations
    figures = {name: law.figure(value, day, int) for name, value in sorted(use.figures.items())}
    article = use.article if use.cited or duty is None else duty.article
    first = next(iter(use.figures.values()), None)
    limits = {name: law.limit(use.name, name, day) for name in figures}
    broken = {name: limit for name, limit in limits.items() if limit and not limit.allows(figures[name])}
    citation = next((limit.citation for limit in broken.values()), law.cite_figure(first, day, article))
    figures |= {name: limit.value for name, limit in broken.items()}
    cited = {name: law.cite_figure(value, day, article) for name, value in use.figures.items()}
    cited |= {name: limit.citation for name, limit in broken.items()}
    return BoundRule(use.name, use.strength, use.weight, figures, citation, use.lists, cited)


def unit_rules(project: Project, unit: UnitData, day: date) -> dict[str, BoundRule]:
    """Give the rules of the unit on a day, and before them those by which national law binds every unit."""
    rules = {
        name: BoundRule(name, None, 1, {k: x.value for k, x in limits.items()}, next(iter(limits.values())).citation)
        for name, limits in project.regulations.binding(day).items()
    }
    return rules | {use.name: bind(project, use, day, None) for use in unit.unit.rules if use.from_ <= day}

"""The model of a period: what the facts of the rules make possible first, then what every rule posts."""

from __future__ import annotations

from generator.data.problem import Problem
from generator.errors import RuleError
from generator.rules import RULES
from generator.solver import structure
from generator.solver.posting import CpPosting


def build(problem: Problem) -> CpPosting:
    """Post every rule.

    Raises
    ------
    RuleError
        If a rule raises: it is named, and the run stops.
    """
    posting = CpPosting()
    structure.build(problem, posting)
    for rule in RULES:
        try:
            rule.post(problem, posting)
        except Exception as error:
            raise RuleError(f"规则“{rule.title}”（{rule.name}）出错，本次没有写入任何文件：{error}") from error
    return posting

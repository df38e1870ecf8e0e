"""Words for a month that cannot be filled: its reasons and its repairs, each rule's own sentence with its article."""

from __future__ import annotations

from collections.abc import Sequence

from generator.problem.problem import Problem
from generator.rules import BY_NAME
from generator.rules.base import Instance

MOST = 4
"""Steps of a repair that are said one by one; of the rest only how many there are."""


def reason(problem: Problem, instances: Sequence[Instance]) -> list[str]:
    """Say demands that cannot all be kept: one sentence for each rule and kind of seat."""
    together: dict[tuple[str, str, str, str], list[Instance]] = {}
    for i in instances:
        article = BY_NAME[i.rule].cite(problem, i.slot, i.person).text
        together.setdefault((i.rule, i.slot.duty, i.slot.seat, article), []).append(i)
    return [f"{BY_NAME[rule].demand(problem, own)}（{article}）" for (rule, _, _, article), own in together.items()]


def repair(problem: Problem, instances: Sequence[Instance]) -> str:
    """Say what to do, and which articles it touches."""
    steps = [BY_NAME[i.rule].remedy(problem, i) for i in instances[:MOST]]
    steps += [f"还有 {len(instances) - MOST} 处同样要放宽"] if len(instances) > MOST else []
    articles = dict.fromkeys(BY_NAME[i.rule].cite(problem, i.slot, i.person).text for i in instances)
    return f"{'；'.join(steps)}（涉及{'、'.join(articles)}）"

"""Words for a month that cannot be filled: its reasons and its repairs, each rule's own sentence with its article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.problem.problem import Problem
from generator.rules import BY_NAME
from generator.rules.base import Instance

MOST = 8
"""Steps that are said one by one; of the rest only how many there are."""


def reason(problem: Problem, instances: Sequence[Instance]) -> list[str]:
    """Say demands that cannot all be kept: one sentence for each rule and kind of seat."""
    together: dict[tuple[str, str, str, str], list[Instance]] = {}
    for i in instances:
        article = BY_NAME[i.rule].cite(problem, i.slot, i.person).text
        together.setdefault((i.rule, i.slot.duty, i.slot.seat, article), []).append(i)
    return [f"{BY_NAME[rule].demand(problem, own)}（{article}）" for (rule, _, _, article), own in together.items()]


def menu(problem: Problem, repairs: Sequence[Collection[Instance]]) -> Iterator[str]:
    """Say what every repair needs, then each with what sets it apart, and which articles it touches."""
    common = [i for i in repairs[0] if len(repairs) > 1 and all(i in own for own in repairs)] if repairs else []
    if common:
        yield f"各种办法都要：{_marked(problem, common)}"
    for number, instances in enumerate(repairs, 1):
        yield f"{number}. {_marked(problem, [i for i in instances if i not in common])}"


def _marked(problem: Problem, instances: Sequence[Instance]) -> str:
    empty = any(i.rule == "seat-filled" for i in instances)
    return f"{repair(problem, instances)}{'——有席位空着，不是排满' if empty else ''}"


def repair(problem: Problem, instances: Sequence[Instance]) -> str:
    """Say what to do, and which articles it touches."""
    steps = [BY_NAME[i.rule].remedy(problem, i) for i in instances[:MOST]]
    steps += [f"另有 {len(instances) - MOST} 处"] if len(instances) > MOST else []
    articles = dict.fromkeys(BY_NAME[i.rule].cite(problem, i.slot, i.person).text for i in instances)
    return f"{'；'.join(steps)}（涉及{'、'.join(articles)}）"

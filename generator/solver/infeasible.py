"""Why a month cannot be filled, and the least that would have to give way.

A model of its own, in which every seat must be filled and nothing is weighed. Every constraint belongs to an instance
of a rule. A *reason* is a set of instances that cannot all be kept, minimal by inclusion; a *repair* is a set of
instances that, no longer insisted on, lets every seat be filled. Everything found is confirmed by solving again
without assumptions.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from generator.problem.problem import Problem
from generator.rules import BY_NAME, RULES
from generator.rules.base import Instance
from generator.solver import trials
from generator.solver.demands import Demands

MOST_REASONS = 3
SECONDS_FOR_MORE = 5.0  # for each reason after the first, which is the one that matters


@dataclass(frozen=True)
class Reason:
    """Instances that cannot all be kept; ``minimal``: without any one of them the others can."""

    instances: tuple[Instance, ...]
    minimal: bool


@dataclass(frozen=True)
class Reasons:
    """Reasons of which no two share a seat.

    ``feasible``: every seat can be filled after all; ``more``: others may remain, because the time was up or because
    there are more than are worth saying.
    """

    found: tuple[Reason, ...]
    feasible: bool = False
    more: bool = False


def reasons(problem: Problem, limit: float = 20) -> Reasons:
    """Find why a month cannot be filled, within a limit of seconds."""
    demands = Demands(problem)
    deadline = time.monotonic() + limit
    found: list[Reason] = []
    left = sorted(demands.public)  # the same month is to be explained in the same words
    while len(found) < MOST_REASONS:
        until = deadline if not found else min(deadline, time.monotonic() + SECONDS_FOR_MORE)
        possible = trials.possible(demands, left, until)
        if possible is not False:
            return Reasons(tuple(found), feasible=not found and possible is True, more=possible is None)
        reason = _reason(demands, left, until)
        if found and not reason.minimal:
            return Reasons(tuple(found), more=True)
        found.append(reason)
        seats = {i.slot for i in reason.instances if i.place}
        left = [i for i in left if not (i.place and i.slot in seats)]
    return Reasons(tuple(found), more=trials.possible(demands, left, time.monotonic() + 1) is not True)


def _reason(demands: Demands, instances: Sequence[Instance], deadline: float) -> Reason:
    """Narrow down by rule and duty, then to few seats, then by instance; at last by deletion, one after the other."""
    by_group: dict[tuple[str, str], list[Instance]] = {}
    for instance in instances:
        by_group.setdefault((instance.rule, instance.slot.duty), []).append(instance)
    core = [i for group in trials.core(demands, [*by_group.values()], deadline) for i in group]
    core, _ = _shrunk(demands, core, [i for i in core if i.place], deadline)
    core = [i for [i] in trials.core(demands, [[i] for i in demands.relevant(core)], deadline)]
    core, minimal = _shrunk(demands, core, core, deadline)
    return Reason(tuple(sorted(core, key=lambda i: (not i.place, i.slot, i.rule, i.person))), minimal)


def _shrunk(
    demands: Demands, core: Sequence[Instance], some: Sequence[Instance], deadline: float
) -> tuple[list[Instance], bool]:
    """Leave out those of some that are not needed, many at once first; give what is left, and whether all was tried."""
    kept, size, told = list(core), len(some), True
    while size:
        size = -(-size // 4)
        left = sorted(set(some) & set(kept), key=lambda i: (_telling(i), i))
        alike = demands.alike(kept)
        needed: set[object] = set()
        for start in range(0, len(left), size):
            one = left[start]
            like = (one.rule, one.slot, alike.get(one.person, one))
            if size == 1 and like in needed:
                continue
            rest = [i for i in kept if i not in left[start : start + size]]
            possible = trials.possible(demands, rest, deadline)
            if possible is False:
                kept = rest
                needed.clear()
                alike = demands.alike(kept) if size == 1 else alike
            elif possible is None and (size == 1 or time.monotonic() > deadline):
                told = False
            elif size == 1:
                needed.add(like)
            if time.monotonic() > deadline:
                return kept, False
        size = size if size > 1 else 0
    return kept, told


def _telling(instance: Instance) -> tuple[bool, float, int]:
    """Sort instances so that those are left out first that would tell a reader least, or tell what is private.

    Seats go first and the later ones before the earlier, because few seats make a short reason. Who is outside the
    group goes last: of such a person nothing else may be said. A rule that is never relaxed goes just before.
    """
    outside = max(rule.mildness for rule in RULES)
    day = instance.slot.day.toordinal()
    return not instance.place, BY_NAME[instance.rule].mildness or outside - 0.5, -day if instance.place else day

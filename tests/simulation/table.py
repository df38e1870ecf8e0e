"""What was simulated, as a table in Markdown: by unit, pool and class the largest balances beside the theoretical limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean, median

from generator.data.project import UnitData
from generator.problem.standing import ONE_TURN
from tests.simulation.months import Outcome

LIMIT = 1
"""Below one turn per person, pool and class, where unavailability is known in advance."""

COLUMNS = ("unit", "months", "proven", "seconds a month (median; most)", "arrivals", "leave", "sick", "stand-ins")
COLUMNS += ("planned again", "swaps", "empty seats", "uncovered")


def table(units: Mapping[str, UnitData], outcomes: Sequence[Outcome]) -> str:
    """Give the two tables: units, and pools."""
    return "\n".join([*_units(units, outcomes), "", *_pools(units, outcomes)]) + "\n"


def _units(units: Mapping[str, UnitData], outcomes: Sequence[Outcome]) -> list[str]:
    lines = [
        f"| {' | '.join(COLUMNS)} |",
        "|---" + "|--:" * (len(COLUMNS) - 1) + "|",
    ]
    for name, unit in units.items():
        own = [outcome for outcome in outcomes if outcome.unit == name]
        if own:
            events: Counter[str] = sum((outcome.events for outcome in own), Counter())
            seconds = [outcome.seconds for outcome in own]
            counts = [events[k] for k in ("arrivals", "leave", "sick", "substitutions", "planned again", "swaps")]
            counts += [sum(outcome.empty[i] for outcome in own) for i in (0, 1)]
            proven = sum(outcome.proven for outcome in own)
            said = " | ".join(map(str, counts))
            time = f"{median(seconds):.1f}; {max(seconds):.1f}"
            lines.append(f"| {unit.unit.short} | {len(own)} | {proven} | {time} | {said} |")
    return lines


def _pools(units: Mapping[str, UnitData], outcomes: Sequence[Outcome]) -> list[str]:
    lines = [
        "| unit | pool | class | months | largest as planned | largest at a month's end | its mean | limit | within |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, unit in units.items():
        own = [outcome for outcome in outcomes if outcome.unit == name]
        heaps = {heap for outcome in own for heap in outcome.books.spread}
        pools = list(unit.unit.pools)
        for pool, burden in sorted(heaps, key=lambda heap: (pools.index(heap[0]), heap[1].name)):
            ends = [o.books.spread[pool, burden] / ONE_TURN for o in own if (pool, burden) in o.books.spread]
            planned = max(o.planned.get((pool, burden), 0) / ONE_TURN for o in own)
            within = sum(end <= LIMIT for end in ends)
            figures = f"{len(ends)} | {planned:.2f} | {max(ends):.2f} | {fmean(ends):.2f} | {LIMIT:.2f} | {within}"
            lines.append(f"| {unit.unit.short} | {unit.unit.pools[pool]} | {burden.value} | {figures} |")
    return lines

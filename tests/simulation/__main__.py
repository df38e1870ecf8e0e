"""Simulate months of the sample, print them as they come, and the table at the end.

    python -m tests.simulation --months 36 [--units hall,town] [--seed 1] [--limit 60] [--out table.md] [--keep FOLDER]

The exit status is 1 where the books of any month are not right. ``--keep`` leaves the simulated project in a folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import generator
from generator.data.standing import ONE_TURN
from tests.simulation.months import Outcome, run
from tests.simulation.sample import copy
from tests.simulation.table import table

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Run the simulation."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        root = copy(ROOT, options.keep or Path(folder))
        units = generator.load(root).units
        names = options.units.split(",") if options.units else list(units)
        if unknown := {*names} - {*units}:
            sys.exit(f"no such unit: {', '.join(sorted(unknown))}; there are {', '.join(units)}")
        outcomes: list[Outcome] = []
        for outcome in run(root, names, options.months, options.seed, options.limit):
            outcomes.append(outcome)
            _say(outcome)
            if options.out:
                options.out.write_text(table(units, outcomes), encoding="utf-8")
    print(table(units, outcomes))
    return 1 if any(outcome.books.faults for outcome in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__.splitlines()[0])
    parser.add_argument("--months", type=int, default=36, help="from January 2024 on, 36 at most")
    parser.add_argument("--units", default="", help="only these, divided by commas")
    parser.add_argument("--seed", type=int, default=1, help="of all chance")
    parser.add_argument("--limit", type=float, default=60, help="seconds for planning a month of a unit")
    parser.add_argument("--out", type=Path, help="file for the table, written anew after every month")
    parser.add_argument("--keep", type=Path, help="folder (not there yet) in which the simulated project stays")
    return parser.parse_args()


def _say(outcome: Outcome) -> None:
    """Print one month of a unit on one line, and what is wrong with it below."""
    worst = max(outcome.books.spread.values(), default=0) / ONE_TURN
    planned = max(outcome.planned.values(), default=0) / ONE_TURN
    events = ", ".join(f"{n} {what}" for what, n in outcome.events.items() if n)
    proven = f"NOT proven: {outcome.unproven[0]} and after" if outcome.unproven else "proven"
    said = f"{outcome.period.name} {outcome.unit}: {outcome.seconds:.1f} s, {proven}"
    print(f"{said}, spread {planned:.2f} -> {worst:.2f}, empty {outcome.empty}; {events}", flush=True)
    for _, sentence, reason in outcome.books.empty:
        print(f"  EMPTY {sentence}: {reason}", flush=True)
    for fault in outcome.books.faults:
        print(f"  FAULT {fault}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

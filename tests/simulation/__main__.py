"""Simulate months of the sample, print them as they come, and the tables at the end.

The exit status is 1 where the books of any month are not right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import generator
from generator.cli import Parser
from generator.commands.arguments import seconds
from generator.problem.standing import ONE_TURN
from generator.terminal import complain
from tests.simulation.months import Outcome, run
from tests.simulation.sample import copy
from tests.simulation.table import table

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the simulation."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        root = copy(ROOT, options.keep or Path(folder))
        units = generator.load(root).units
        names = options.units.split(",") if options.units else list(units)
        if unknown := {*names} - {*units}:
            complain(f"没有这个单位：{'、'.join(sorted(unknown))}\n下一步：从样例的单位里选：{'、'.join(units)}")
            return 2
        outcomes: list[Outcome] = []
        for outcome in run(root, names, options.months, options.seed, options.limit):
            outcomes.append(outcome)
            _say(outcome)
            if options.out:
                options.out.write_text(table(units, outcomes), encoding="utf-8")
    print(table(units, outcomes))
    return 1 if any(outcome.books.faults for outcome in outcomes) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = Parser(
        prog="python -m tests.simulation",
        description="在样例的副本里逐月模拟请假、意愿、预约、生病、顶班、换班和人员进出，每月排班、发布、核对。",
        epilog="例子：\n  python -m tests.simulation --units logistics,town --months 12 --limit 30 --out 结果.md",
    )
    add = parser.add_argument
    add("--months", metavar="月数", type=int, choices=range(1, 37), default=36, help="从2024年1月起几个月，最多 36")
    add("--units", metavar="单位", default="", help="只模拟这些单位，用逗号隔开；不写时是全部")
    add("--seed", metavar="种子", type=int, default=1, help="随机数的种子；不写时是 1")
    add("--limit", metavar="秒", type=seconds, default=60, help="每月排班的时限；不写时是 60")
    add("--out", metavar="文件", type=Path, help="结果表写到这里，每月更新")
    add("--keep", metavar="文件夹", type=_absent, help="模拟的项目留在这个还不存在的文件夹里；不写时不保留")
    return parser.parse_args(arguments)


def _absent(text: str) -> Path:
    if (path := Path(text)).exists():
        raise argparse.ArgumentTypeError(f"{text} 已经存在，换一个名字")
    return path


def _say(outcome: Outcome) -> None:
    """Print one month of a unit on one line, and what is wrong with it below."""
    worst = max(outcome.books.spread.values(), default=0) / ONE_TURN
    planned = max(outcome.planned.values(), default=0) / ONE_TURN
    events = ", ".join(f"{n} {what}" for what, n in outcome.events.items() if n)
    proven = f"NOT proven: {outcome.unproven[0]} and after" if outcome.unproven else "proven"
    said = f"{outcome.period.name} {outcome.unit}: {outcome.seconds:.1f} s, {proven}"
    print(f"{said}, spread {planned:.2f} -> {worst:.2f}, empty {outcome.empty}; {events}", flush=True)
    for _, sentence, reason in outcome.books.empty:
        print(f"  EMPTY {sentence}: {reason}".rstrip(": "), flush=True)
    for fault in outcome.books.faults:
        print(f"  FAULT {fault}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Ctrl-C in a month without contracts: the best roster so far is kept, and it is said that the search was ended."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
from pathlib import Path
from generator import ledger
from generator.check import check
from generator.data.load import load
from generator.rules import KNOWN
from generator.solver import solve

project = load(Path.cwd(), KNOWN)
problem, _ = list(ledger.months(project, project.units["hall"]))[-1]
solution = solve(problem, 600, lambda *_: print("found", flush=True))
assert solution.interrupted
assert any(solution.roster.held.values())
assert any(not level.proven for level in solution.levels)
assert all(level.bound <= level.value for level in solution.levels)
report = check(problem, solution.roster)
assert not [breach for breach in report.breaches if breach.forbidden]
assert all(report.values[level.name] == level.value for level in solution.levels)
print("kept")
"""


def test_an_interrupt_keeps_the_best_so_far() -> None:
    child = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    assert child.stdout.readline() == "found\n"
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    assert child.communicate()[0].splitlines()[-1] == "kept"
    assert child.returncode == 0

"""The benchmark's reader against its own definition, written out here again without the project's rules."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from generator.check import check
from generator.data.records.roster import Roster, SeatKey
from generator.errors import Refused
from generator.rules.base import WISHES
from generator.solver import solve
from tests.benchmarks import curtois

TINY = Path(__file__).parent / "Tiny.txt"
GRID = {"A": "EE  LL ", "B": " EEE   ", "C": "LL LL  ", "D": "   EEE "}  # of the persons' days, nothing is a day off


def value(instance: curtois.Instance, grid: dict[str, str]) -> int:
    """The benchmark's sum of penalties."""
    parts = instance.sections
    total = sum(int(w) for p, n, s, w in parts["SHIFT_ON_REQUESTS"] if grid[p][int(n)] != s)
    total += sum(int(w) for p, n, s, w in parts["SHIFT_OFF_REQUESTS"] if grid[p][int(n)] == s)
    for n, shift, wanted, under, over in parts["COVER"]:
        there = sum(row[int(n)] == shift for row in grid.values())
        total += max(0, int(wanted) - there) * int(under) + max(0, there - int(wanted)) * int(over)
    return total


def broken(instance: curtois.Instance, grid: dict[str, str]) -> set[str]:
    """The people for whom something forbidden is planned."""
    found = set()
    minutes = {row[0]: int(row[1]) for row in instance.sections["SHIFTS"]}
    follow = {row[0]: row[2].split("|") for row in instance.sections["SHIFTS"]}
    off = {row[0]: [*map(int, row[1:])] for row in instance.sections["DAYS_OFF"]}
    for person, turns, *figures in instance.sections["STAFF"]:
        most, least, longest, shortest, rest, weekends = map(int, figures)
        row = grid[person]
        runs = [(on, len([*own])) for on, own in groupby(shift != " " for shift in row)]
        worked = sum(minutes[shift] for shift in row.strip().replace(" ", ""))
        wrong = [
            not least <= worked <= most,
            any(row.count(shift) > int(n) for shift, n in (limit.split("=") for limit in turns.split("|"))),
            any(on and length > longest for on, length in runs),
            any(length < (shortest if on else rest) for on, length in runs[1:-1]),
            sum(row[n : n + 2] != "  " for n in range(5, len(row), 7)) > weekends,
            any(two in follow.get(one, ()) for one, two in pairwise(row)),
            any(row[n] != " " for n in off.get(person, ())),
        ]
        found |= {person} if any(wrong) else set()
    return found


def roster(made: curtois.Problem, grid: dict[str, str]) -> Roster:
    held = {
        key: tuple(p for p, row in grid.items() if row[(key.day - curtois.MONDAY).days] == key.duty)
        for key in made.seats
    }
    return Roster(held)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"A": "EE EE  "},  # a day off between, where two are due
        {"A": "EEE EE "},  # works on the day that is to be free
        {"A": "LE  EE "},  # a late turn before an early one
        {"A": "EE     "},  # too few minutes
        {"B": " EEL   "},  # a shift that is not for B
        {"B": "    EEE"},  # on a weekend, of which B has none
        {"B": "EEEE   "},  # too many days in a row
        {"C": "EEE LL "},  # too many early turns
        {"C": "L LL L "},  # runs of a single day inside
        {"D": " EEEEE "},  # too long, too many minutes
    ],
)
def test_the_rules_say_what_the_benchmark_says(change: dict[str, str]) -> None:
    instance = curtois.read(TINY)
    made, grid = curtois.problem(instance), GRID | change
    report = check(made, roster(made, grid))
    assert {p for b in report.breaches if b.forbidden for p in b.people} == broken(instance, grid)
    assert bool(broken(instance, grid)) == bool(change)
    assert report.values[WISHES] == value(instance, grid)


def test_what_is_planned_is_proven_and_keeps_the_definition(tmp_path: Path) -> None:
    row = curtois.run(TINY, 60, tmp_path)
    with (tmp_path / "Tiny.csv").open(encoding="utf-8") as file:
        heads, *rows = csv.reader(file)
    assert heads == ["", *map(str, range(7))]
    grid = {name: "".join(shift or " " for shift in own) for name, *own in rows}
    instance = curtois.read(TINY)
    assert not broken(instance, grid)
    assert (row["proven"], row["value"], row["checked"]) == (True, value(instance, grid), str(row["value"]))
    assert row["value"] <= value(instance, GRID)


def test_a_roster_is_read_from_both_forms(tmp_path: Path) -> None:
    made = curtois.problem(curtois.read(TINY))
    (tmp_path / "r.json").write_text(json.dumps({"A,1": "E", "C,1": "L"}), encoding="utf-8")
    (tmp_path / "r.csv").write_text(",0,1\nA,,E\nC,,L\n", encoding="utf-8")
    read = [curtois.roster(made, tmp_path / name) for name in ("r.json", "r.csv")]
    assert read[0] == read[1]
    assert read[0].who(SeatKey("L", curtois.day(1), "staff")) == ("C",)


def test_people_whom_nothing_can_satisfy_are_refused(tmp_path: Path) -> None:
    impossible = tmp_path / "Tiny.txt"
    impossible.write_text(TINY.read_text(encoding="utf-8").replace("2400,1440,3,2,2,0", "2400,2400,3,2,2,0"), "utf-8")
    with pytest.raises(Refused, match="没有一种排法"):
        solve(curtois.problem(curtois.read(impossible)), 60, last=WISHES)


DONE_BEFORE = 3


def test_an_interrupt_keeps_the_best_so_far(tmp_path: Path) -> None:
    """Copies of the tiny unit side by side: more of them, until there is too much to prove before the interrupt."""
    assert any(_interrupted(tmp_path, copies) for copies in (12, 24, 48))


def _interrupted(tmp_path: Path, copies: int) -> bool:
    """Interrupt a search; say whether it came in time, and then the best so far was kept with an honest gap."""
    program = (
        "import sys, time; from pathlib import Path; from tests.benchmarks import curtois as c;"
        "from generator.solver import solve; from generator.check import check\n"
        f"made = c.problem(c.read(Path({str(tmp_path / 'Wide.txt')!r})))\n"
        "solution = solve(made, 300, lambda *_: print('found', flush=True), last='wishes')\n"
        "level = solution.levels[-1]\n"
        "assert level.bound <= level.value, level\n"
        f"if not solution.interrupted or level.proven: sys.exit({DONE_BEFORE})\n"  # the proof came with the interrupt
        "report = check(made, solution.roster)\n"
        "assert not [b for b in report.breaches if b.forbidden]\n"
        "assert report.values['wishes'] == level.value\n"
        "print('kept')\n"
    )
    (tmp_path / "Wide.txt").write_text(_wide(TINY.read_text(encoding="utf-8"), copies, 5), encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "found\n"
    time.sleep(0.2)
    child.send_signal(signal.SIGINT)
    said = child.communicate()[0].splitlines()
    assert child.returncode in (0, DONE_BEFORE)
    assert child.returncode == DONE_BEFORE or said[-1] == "kept"
    return child.returncode == 0


def _wide(text: str, copies: int, weeks: int) -> str:
    """Repeat the people, and the cover of the week; twice as many people in each slot leave much to choose."""
    head, staff = text.split("SECTION_STAFF")
    people, rest = staff.split("SECTION_DAYS_OFF")
    rows = [line for line in people.splitlines() if line and not line.startswith("#")]
    people = "\n".join(
        f"{name}{n},{figures}" for n in range(copies) for name, figures in (r.split(",", 1) for r in rows)
    )
    people = people.replace("2400,", f"{2400 * weeks},").replace("1920,", f"{1920 * weeks},")
    cover = [line.split(",") for line in rest.split("SECTION_COVER")[1].splitlines() if line and line[0] != "#"]
    days = "\n".join(
        f"{7 * week + int(n)},{shift},{int(wanted) * copies + (week * 7 + int(n)) % 3},{under},{over}"
        for week in range(weeks)
        for n, shift, wanted, under, over in cover
    )
    sections = "\n".join(f"SECTION_{name}" for name in ("DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS"))
    return f"{head.replace(chr(10) + '7' + chr(10), f'{chr(10)}{7 * weeks}{chr(10)}')}SECTION_STAFF\n{people}\n{sections}\nSECTION_COVER\n{days}\n"

"""The shift-scheduling benchmark of Curtois and Qu (2014), read through the project's own rules and planned by its solver.

    python -m tests.benchmarks.curtois PATH… [--seconds 60] [--solutions DIR] [--json FILE]
    python -m tests.benchmarks.curtois --check ROSTER INSTANCE

PATH is an instance in the benchmark's text format, or a folder of them. Every person becomes one under a contract,
every kind of shift a duty; cover becomes the wanted number of each slot and requests become wishes, all on one level,
so that this level is the benchmark's sum of penalties. The days before and after the horizon are unknown here, which
is what the benchmark assumes. A roster is a CSV grid, a row a person and a column a day, or ``{"person,day": shift}``.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator.check import Report, check
from generator.data.calendars.calendar import Calendar, Year
from generator.data.calendars.period import Period
from generator.data.duties.duty import Duty
from generator.data.project import DutyVersions, Project, UnitData
from generator.data.records.roster import Roster, SeatKey
from generator.data.regulations.resolve import Citation, Regulations
from generator.data.site.prose import Prose
from generator.data.units.leave import Leave, Wish
from generator.data.units.people import Person
from generator.data.units.unit import Unit
from generator.errors import ZhibanError
from generator.problem.derive import derive
from generator.problem.problem import Problem
from generator.problem.slots import BoundRule
from generator.problem.standing import Standing
from generator.rules.base import WISHES
from generator.solver import solve

MONDAY = date(2029, 1, 1)  # a Monday from which 52 weeks stay within one year
MARGIN = 2.0  # of the seconds given: for the checker, and for what a busy machine adds to the last search
YEAR = Year(year=2029, status="announced", notice="示例")


@dataclass(frozen=True)
class Instance:
    """An instance as written: the rows of each section, comments left out."""

    name: str
    sections: Mapping[str, list[list[str]]]

    @property
    def days(self) -> int:
        """Days of the horizon; the first is a Monday."""
        return int(self.sections["HORIZON"][0][0])


def read(path: Path) -> Instance:
    """Read an instance."""
    sections: dict[str, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.startswith("SECTION_"):
            rows = sections.setdefault(line.strip().removeprefix("SECTION_"), [])
        elif line.strip() and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split(",")])
    return Instance(path.stem, sections)


def day(number: str | int) -> date:
    """Give the date of a day of the horizon."""
    return MONDAY + timedelta(days=int(number))


def problem(instance: Instance) -> Problem:
    """Make the project's own problem of an instance."""
    period = Period(MONDAY, day(instance.days - 1), "2029-01", instance.name)
    project = Project(Path(), Calendar({2029: YEAR}), Regulations({}), {}, {}, Prose("", "", "", ()))
    made = derive(project, _unit(instance), period, Standing())
    cover = {(shift, day(n)): list(map(int, figures)) for n, shift, *figures in instance.sections["COVER"]}
    slots = []
    for slot in made.slots:
        if (slot.duty, slot.day) in cover:
            figures = dict(zip(("wanted", "short", "beyond"), cover[slot.duty, slot.day], strict=True))
            slot = replace(slot, rules={"wanted-number": BoundRule("wanted-number", "wish", 1, figures, Citation())})
        slots.append(slot)
    return replace(made, slots=tuple(slots))


def _unit(instance: Instance) -> UnitData:
    sections = instance.sections
    forbidden: dict[str, list[str]] = {row[0]: row[2].split("|") for row in sections["SHIFTS"] if row[2]}
    contracts = {row[0]: {"title": row[0], "rules": [*_rules(row, forbidden)]} for row in sections["STAFF"]}
    unit = {
        "title": instance.name,
        "short": instance.name,
        "hours": {"open": "00:00", "close": "23:59"},
        "departments": {"staff": "staff"},
        "roles": {"staff": "staff"},
        "groups": {"staff": {"title": "staff"}},
        "pools": {"pool": "pool"},
        "leave_kinds": {"off": {"title": "off", "forgives": False}},
        "contracts": contracts,
    }
    shifts = [row[0] for row in sections["SHIFTS"]]
    duties = {row[0]: _duty(row[0], int(row[1]), shifts, len(contracts)) for row in sections["SHIFTS"]}
    return UnitData(
        instance.name,
        Unit.model_validate(unit),
        {row[0]: _person(row[0]) for row in sorted(sections["STAFF"])},
        {},
        {shift: DutyVersions(shift, ((MONDAY, Duty.model_validate(duty)),)) for shift, duty in duties.items()},
        {f"{who}-{n}": _leave(who, n) for who, *numbers in sections["DAYS_OFF"] for n in numbers},
        {f"{i}": wish for i, wish in enumerate(_wishes(sections))},
        None,
        {},
        {},
    )


def _rules(row: list[str], forbidden: Mapping[str, list[str]]) -> Iterator[str | dict[str, Any]]:
    """Say a row of the staff section as the rules of a contract."""
    _, turns, most, least, longest, shortest, rest, weekends = row
    yield "one-turn-a-day"
    yield {"turns-at-most": dict(limit.split("=") for limit in turns.split("|"))}
    yield {"working-time": {"least": least, "most": most}}
    yield {"longest-work-run": {"days": longest}}
    yield {"shortest-work-run": {"days": shortest}}
    yield {"shortest-rest-run": {"days": rest}}
    yield {"weekends-worked": {"most": weekends}}
    if forbidden:
        yield {"forbidden-successions": dict(forbidden)}


def _duty(shift: str, minutes: int, shifts: list[str], people: int) -> dict[str, Any]:
    """A duty that begins at midnight: the benchmark knows no hours, so that only its own rules part two shifts."""
    return {
        "title": shift,
        "article": "custom",
        "on": "every-day",
        "hours": {"from": "00:00", "to": f"{minutes // 60 % 24:02}:{minutes % 60:02}"},
        "concurrent_with": shifts,
        "seats": {"staff": {"title": "", "from": "staff", "count": str(people), "least": "0"}},
        "burden": {"pool": "pool"},
    }


def _person(name: str) -> Person:
    service = {"from": MONDAY, "department": "staff", "role": "staff", "contract": name}
    return Person.model_validate({"id": name, "name": name, "service": [service]})


def _leave(who: str, number: str) -> Leave:
    dates = {"from": day(number), "until": day(number)}
    return Leave.model_validate({"person": who, "kind": "off", "status": "approved", **dates})


def _wishes(sections: Mapping[str, list[list[str]]]) -> Iterator[Wish]:
    for want in ("on", "off"):
        for who, number, shift, weight in sections[f"SHIFT_{want.upper()}_REQUESTS"]:
            dates = {"from": day(number), "until": day(number)}
            yield Wish.model_validate({"person": who, "duty": shift, "want": want, "weight": weight, **dates})


def roster(made: Problem, path: Path) -> Roster:
    """Read a roster: a CSV grid, or a JSON mapping of "person,day" to shifts."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        turns = [(*where.rsplit(",", 1), shift) for where, shift in json.loads(text).items()]
    else:
        heads, *rows = csv.reader(text.splitlines())
        turns = [(row[0], n, shift) for row in rows for n, shift in zip(heads[1:], row[1:], strict=True) if shift]
    held: dict[SeatKey, list[str]] = {key: [] for key in made.seats}
    for who, number, shift in turns:
        held.setdefault(SeatKey(shift, day(number), "staff"), []).append(who)
    return Roster({key: tuple(sorted(people)) for key, people in held.items()})


def grid(made: Problem, planned: Roster) -> list[list[str]]:
    """Give a roster as a table: a head of days, then a row a person."""
    days = made.period.days()
    shift = {(who, key.day): key.duty for key, people in planned.held.items() for who in people}
    return [["", *map(str, range(len(days)))], *([p, *(shift.get((p, d), "") for d in days)] for p in made.people)]


def verdict(report: Report) -> str:
    """Say the value that the checker finds, or what is forbidden."""
    wrong = [breach for breach in report.breaches if breach.forbidden]
    return f"{len(wrong)} forbidden, first {wrong[0].rule} {wrong[0].people}" if wrong else str(report.values[WISHES])


def run(path: Path, seconds: float, solutions: Path | None) -> dict[str, Any]:
    """Plan one instance and give its row of the table; the seconds are all there are, reading included."""
    began = time.monotonic()
    made = problem(read(path))
    row: dict[str, Any] = {"instance": path.stem, "value": None, "bound": None, "proven": False, "checked": ""}
    try:
        solution = solve(made, seconds - MARGIN - (time.monotonic() - began), last=WISHES)
    except ZhibanError as error:
        return row | {"seconds": round(time.monotonic() - began, 1), "error": str(error)}
    level = solution.levels[-1]
    row |= {"value": level.value, "bound": level.bound, "proven": level.proven}
    row["seconds"] = round(time.monotonic() - began, 1)
    row["checked"] = verdict(check(made, solution.roster))
    if solutions:
        solutions.mkdir(parents=True, exist_ok=True)
        with (solutions / f"{path.stem}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(grid(made, solution.roster))
    return row


def main() -> int:
    """Run the command; exit status 1 where a roster is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--check", type=Path, metavar="ROSTER", help="value a roster of the one instance, plan nothing")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--solutions", type=Path, metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    paths = [file for path in options.paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    if options.check:
        made = problem(read(paths[0]))
        report = check(made, roster(made, options.check))
        print(verdict(report))
        return int(any(breach.forbidden for breach in report.breaches))
    rows = []
    for path in paths:
        rows.append(run(path, options.seconds, options.solutions))
        print(json.dumps(rows[-1], ensure_ascii=False), flush=True)
        if options.json:
            options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(any(row["checked"] != str(row["value"]) for row in rows))


if __name__ == "__main__":
    sys.exit(main())

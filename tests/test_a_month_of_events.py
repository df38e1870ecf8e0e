"""December at the hall, as it comes: sickness, overlapping leaves, swaps, a resignation, a changed calendar.

Everything goes through the commands. At the end every rule is kept, no record is lost, and the ledger adds up by hand.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import generator
from generator import ledger
from generator.check import broken_chain, check
from generator.cli import main
from generator.data.records.roster import SeatKey
from generator.problem.standing import ONE_TURN
from generator.reasons.moves import Move
from generator.reasons.nearby import nearby

HEAD = {"market": "1019", "social-security": "1024"}
SUPERVISION, DEPUTY = "1054", "1002"


class Month:
    """A copy of the sample in which December is published, and what is done to it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys
        self.events, self.records = 0, 1
        self.refused: list[str] = []

    def do(self, said: str, *, refused: bool = False, records: int = 0) -> str:
        """Run a command; ``records`` says how many record files it appends."""
        before = len(self.refused)
        told = self._run(said, records)
        assert (len(self.refused) > before) == refused, (said, told)
        return told

    def tried(self, said: str, *, records: int = 0) -> bool:
        """Run a command that may be refused; say whether it was done."""
        before = len(self.refused)
        self._run(said, records)
        return len(self.refused) == before

    def _run(self, said: str, records: int) -> str:
        self.events += 1
        status = main(["--root", str(self.root), *said.split()])
        told = self._capsys.readouterr()
        self.records += 0 if status else records
        self.refused += [told.err] if status else []
        return told.out + told.err

    def who(self, day: str, duty: str, seat: str) -> list[str]:
        """Read who holds a seat, from the files alone."""
        return folded(self.root)[SeatKey(duty, date.fromisoformat(day), seat)]

    def absent(self, person: str, first: str, kind: str = "sick", until: str = "") -> None:
        """Let a person be away: asked for by telephone, approved, and the first stand-in taken wherever one is needed."""
        end = f"--until {until}" if until else ""
        said = self.do(f"leave request {person} --kind {kind} --from {first} {end} --phone --today {first}")
        name = said.partition("（")[2].partition("）")[0]
        by = next(
            b for b in deciders(self.root, person) if self.tried(f"leave approve {name} --by {b} --today {first}")
        )
        assert by
        self.stand_in(f"--leave {name} --now {first}T07:30")

    def stand_in(self, words: str) -> None:
        before = len(files(self.root))
        said = self.do(f"substitute {words} --accept 1 --by {SUPERVISION} --reason 病假")
        self.records += len(files(self.root)) - before
        assert "不用找人" in said or "已记入" in said


def deciders(root: Path, person: str) -> list[str]:
    """Those who might have to approve: the head of the own department, supervision, a deputy director, the director."""
    unit = generator.load(root).units["hall"]
    service = unit.people[person].serving(date(2026, 12, 1))
    heads = [
        p.id
        for p in unit.people.values()
        if (s := p.serving(date(2026, 12, 1)))
        and s.role == "window-head"
        and service
        and s.department == service.department
    ]
    return [*heads, SUPERVISION, DEPUTY, "1001"]


def files(root: Path) -> list[Path]:
    return sorted((root / "rosters/hall/published/2026-12").glob("*.yml"))


def folded(root: Path) -> dict[SeatKey, list[str]]:
    """Fold the record files of December as a person with an editor would."""
    held: dict[SeatKey, list[str]] = {}
    for path in files(root):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        for duty, slots in (record.get("duties") or {}).items():
            for day, seats in slots.items():
                for seat, people in seats.items():
                    held[SeatKey(duty, day, seat)] = [str(p) for p in people]
        for change in record.get("changes") or []:
            held[SeatKey(change["duty"], date.fromisoformat(change["day"]), change["seat"])] = change["to"]
    return held


@pytest.fixture
def month(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Month:
    for folder in ("docs", "rosters"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("drafts"))
    shutil.copy(root / "mkdocs.yml", tmp_path)
    month = Month(tmp_path, capsys)
    month.do("plan 2026-12 --unit hall --today 2026-11-24 --limit 240")
    month.do("publish 2026-12 --unit hall --today 2026-11-24")
    return month


def member(month: Month, day: str) -> str:
    return month.who(day, "duty-group", "members")[0]


def test_a_month_of_events_ends_in_order(month: Month) -> None:
    # sickness at half past seven, and two overlapping leaves of one department
    month.absent(member(month, "2026-12-02"), "2026-12-02")
    away = month.who("2026-12-04", "duty-group", "members")
    month.absent(away[0], "2026-12-04", until="2026-12-07")
    month.absent(away[1], "2026-12-04", "personal")
    # the one-person window: no stand-in, no leave; two hours are the neighbour's; then with a proxy
    month.do("leave request 1023 --kind personal --from 2026-12-08 --today 2026-12-03", refused=True)
    month.do(
        "leave request 1023 --kind personal --from 2026-12-08T09:00 --until 2026-12-08T11:00 --today 2026-12-03",
    )
    month.do("leave cancel 1023-2026-12-08 --today 2026-12-03")
    month.do(
        "leave request 1023 --kind personal --from 2026-12-09 --cover 1022 --today 2026-12-03",
    )
    month.do("leave approve 1023-2026-12-09 --by 1023 --today 2026-12-03", refused=True)
    month.do(f"leave approve 1023-2026-12-09 --by {HEAD['market']} --today 2026-12-03")
    # a swap, another one that the articles forbid, and the first one undone
    first = swap(month, "consultation-desk")
    assert len(month.refused) >= 2
    month.do(f"undo 2026-12 --by {DEPUTY} --today 2026-12-03", records=1)
    assert folded(month.root)[first[0]] == [first[1]]
    # a stand-in who falls ill: a substitution on top of a substitution
    ill = member(month, "2026-12-10")
    month.absent(ill, "2026-12-10")
    [stand_in] = set(month.who("2026-12-10", "duty-group", "members")) - set(
        plan(month)[SeatKey("duty-group", date(2026, 12, 10), "members")]
    )
    month.absent(stand_in, "2026-12-10")
    assert stand_in not in month.who("2026-12-10", "duty-group", "members")
    # a resignation, and the calendar changes: the rest is planned again with the fewest changes
    leaver = "1037"
    resign(month.root, leaver, "2026-12-13")
    month.do(f"replan 2026-12 --now 2026-12-14T06:00 --accept --by {DEPUTY} --limit 240", records=1)
    assert not [k for k, p in folded(month.root).items() if leaver in p and k.day > date(2026, 12, 13)]
    extend(month.root)
    month.do(f"replan 2026-12 --now 2026-12-15T06:00 --accept --by {DEPUTY} --limit 240", records=1)
    assert not month.who("2026-12-31", "duty-group", "leader")
    assert month.who("2026-12-31", "holiday-duty", "director")
    # an unrecorded swap within a department found later, recorded as it was served
    arranged(month)
    # more of the daily round: leaves that come and go
    for day in ("2026-12-16", "2026-12-18", "2026-12-21", "2026-12-23"):
        month.absent(member(month, day), day)
    names = [p.stem for p in sorted((month.root / "rosters/hall/leave").glob("10*-2026-12-*.yml"))]
    for name in names[:4]:
        month.tried(f"leave cancel {name} --today 2026-12-24")
    month.tried("leave list --today 2026-12-24")

    assert month.events >= 40
    unexplained = [
        said for said in month.refused if said and not re.search("《.+》第.+条|本单位惯例|已销假|已撤回", said)
    ]
    assert not unexplained
    assert len(files(month.root)) == month.records
    adds_up(month)


def swap(month: Month, duty: str) -> tuple[SeatKey, str]:
    """Swap the first two turns that may be swapped; others are refused with their articles."""
    turns = sorted(
        (k, p[0]) for k, p in folded(month.root).items() if k.duty == duty and p and k.day > date(2026, 12, 10)
    )
    for one, other in pairwise(turns):
        words = f"swap {one[1]} {one[0].day} {other[1]} {other[0].day} --duty {duty} --accept --today 2026-12-03"
        if month.tried(words, records=1):
            return one
    raise AssertionError("no two turns could be swapped")


def plan(month: Month) -> dict[SeatKey, list[str]]:
    record = yaml.safe_load(files(month.root)[0].read_text(encoding="utf-8"))
    return {
        SeatKey(d, day, s): [str(p) for p in people]
        for d, slots in record["duties"].items()
        for day, seats in slots.items()
        for s, people in seats.items()
    }


def resign(root: Path, person: str, last: str) -> None:
    path = root / "rosters/hall/people.yml"
    head, mark, tail = path.read_text(encoding="utf-8").partition(f"- id: {person}")
    tail = tail.replace("{from:", f"{{until: {last}, from:", 1)
    path.write_text(head + mark + tail, encoding="utf-8")


def extend(root: Path) -> None:
    """The last day of the year becomes a day off."""
    path = root / "rosters/calendar/2026.yml"
    more = "  - name: 元旦\n    statutory: []\n    off: {from: 2026-12-31, until: 2026-12-31}\n"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + more, encoding="utf-8")


def arranged(month: Month) -> None:
    """Two of one department have changed places at the cleaning, and say so in the evening."""
    for day in (date(2026, 12, 15) + timedelta(days=n) for n in range(4)):
        for holder in month.who(f"{day}", "cleaning", "open"):
            project = generator.load(month.root)
            problem, roster = next(
                p for p in ledger.months(project, project.units["hall"]) if p[0].period.name == "2026-12"
            )

            report = check(problem, roster)
            key = SeatKey("cleaning", day, "open")
            for person in problem.seats[key].candidates:
                if person not in roster.who(key) and not nearby(report).changes([Move(key, holder, person)]).breaches:
                    month.do(
                        f"served {day} {person} --instead-of {holder} --duty cleaning --by {DEPUTY} --now {day}T18:00",
                        records=1,
                    )
                    return


def adds_up(month: Month) -> None:
    """Every rule is kept, the chain is whole, and everybody's turns are those that can be counted in the files."""
    project = generator.load(month.root)
    unit = project.units["hall"]
    assert not broken_chain(unit)
    months = list(ledger.months(project, unit))
    problem, roster = next(pair for pair in months if pair[0].period.name == "2026-12")
    assert not [b for b in check(problem, roster).breaches if b.forbidden or b.level == "empty-seats"]
    assert {k: sorted(p) for k, p in roster.held.items()} == {k: sorted(p) for k, p in folded(month.root).items()}
    before, after = Counter(problem.standing.burdens), ledger.close(problem, roster).burdens
    by_hand: Counter[tuple[str, str]] = Counter()
    for key, people in folded(month.root).items():
        for person in people if key in problem.seats and problem.seats[key].owed else ():
            slot = problem.by_key[key]
            by_hand[slot.pool, person] += slot.weight * ONE_TURN
    counted: Counter[tuple[str, str]] = Counter()
    for account, amount in after.items():
        counted[account.pool, account.person] += amount - before[account]
    assert +by_hand == +counted

"""How a roster stands in sheets: which seat is in which cell. Pure; ``export.py`` writes it, ``handmade.py`` reads it.

One overview has the days down and all duties across, several names to a cell; slots of several days stretch over
theirs. Every duty also has a sheet of its own, a row a slot (where it is booked: a row an occasion) and a cell a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.data.calendars.calendar import Calendar, DayKind
from generator.data.records.roster import Roster, SeatKey
from generator.problem.problem import Problem
from generator.problem.slots import Seats, Slot
from generator.render.text.templating import weekday
from generator.render.views.shapes import stretch
from generator.workbook.seats import kind_of, titles

OVERVIEW = "值班表"


@dataclass(frozen=True)
class Column:
    """Seats of one kind of one duty; ``number`` counts the places where each has a column of its own, from 1."""

    duty: str
    kind: str
    over: str
    title: str
    number: int = 0


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: who holds (a place of) a seat, how many must be and may be there, and who could."""

    key: SeatKey
    people: tuple[str, ...]
    wanted: int
    places: int
    choices: tuple[str, ...]
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """One line: its first day, what is said beside it, and its cells; None where the seat is not open."""

    day: date
    kind: DayKind
    said: tuple[str, ...]
    note: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Grid:
    """One sheet: ``fixed`` are the heads of what stands before the seats."""

    title: str
    fixed: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def noted(self) -> bool:
        """Whether some line has a note."""
        return any(row.note for row in self.rows)

    def covered(self, row: int, column: int) -> bool:
        """Whether a slot that began above still lasts in a row."""
        above = ((n, self.rows[n].cells[column]) for n in range(row))
        return any(cell is not None and n + cell.rows > row for n, cell in above)


def grids(problem: Problem, roster: Roster) -> list[Grid]:
    """Give the overview, then a sheet for every duty."""
    duties = list(dict.fromkeys(slot.duty for slot in problem.slots))
    return [_overview(problem, roster), *(_own(problem, roster, duty) for duty in duties)]


def _overview(problem: Problem, roster: Roster) -> Grid:
    """Lay out the days of the period; what is booked has no place here, because a day may have any number of it."""
    named = titles(problem)
    slots = [slot for slot in problem.slots if not _booked(slot)]
    duties = list(dict.fromkeys(slot.duty for slot in slots))
    columns = [Column(*at, *named[at]) for duty in duties for at in named if at[0] == duty]
    last = problem.period.last
    begun = {(slot.duty, slot.day): slot for slot in slots}
    rows = []
    for day in problem.period.days():
        own = [slot for duty in duties if (slot := begun.get((duty, day)))]
        by_kind = {(s.key.duty, s.key.seat): s for slot in own for s in slot.seats}
        cells = []
        for column in columns:
            seats = by_kind.get((column.duty, column.kind))
            span = (min(begun[column.duty, day].days[-1], last) - day).days + 1 if seats else 1
            cells.append(_cell(seats, roster.who(seats.key), seats.least, seats.count, span) if seats else None)
        rows.append(_row(problem, day, (weekday(day),), own, roster, cells))
    return _grid(OVERVIEW, ("日期", "星期"), columns, rows)


def _own(problem: Problem, roster: Roster, duty: str) -> Grid:
    """Lay out one duty: a row a slot or an occasion, a column a place."""
    slots = [slot for slot in problem.slots if slot.duty == duty]
    named = {at: said for at, said in titles(problem).items() if at[0] == duty}
    places: Counter[str] = Counter()
    for slot in slots:
        for seats in slot.seats:
            kind, there = kind_of(problem, seats), max(seats.count, len(roster.who(seats.key)))
            places[kind] = max(places[kind], there)
    columns = [
        Column(*at, *said, number=n + 1 if places[at[1]] > 1 else 0)
        for at, said in named.items()
        for n in range(places[at[1]])
    ]
    booked = any(_booked(slot) for slot in slots)
    long = any(len(slot.days) > 1 for slot in slots)
    rows = []
    for slot in slots:
        for occasion in _occasions(slot):
            by_kind = {kind_of(problem, seats): seats for seats in occasion}
            cells = [_place(roster, by_kind.get(column.kind), max(column.number, 1) - 1) for column in columns]
            said = [_days(slot) if long else weekday(slot.day)]
            first = occasion[0]
            said += [f"{first.starts:%H:%M}—{first.ends:%H:%M}", first.occasion] if booked else []
            rows.append(_row(problem, slot.day, said, [slot], roster, cells))
    fixed = ("日期", "起止" if long else "星期", *(("时间", "场次") if booked else ()))
    return _grid(next(iter(named.values()))[0], fixed, columns, rows)


def _grid(title: str, fixed: tuple[str, ...], columns: Sequence[Column], rows: Sequence[Row]) -> Grid:
    """Put a sheet together; a column of festivals only where there is one."""
    if any(row.said[-1] for row in rows):
        return Grid(title, (*fixed, "节日"), tuple(columns), tuple(rows))
    return Grid(title, fixed, tuple(columns), tuple(replace(row, said=row.said[:-1]) for row in rows))


def _booked(slot: Slot) -> bool:
    return any(seats.occasion for seats in slot.seats)


def _occasions(slot: Slot) -> list[tuple[Seats, ...]]:
    """Give the seats of each occasion together; of a duty that is not booked all of them."""
    if not _booked(slot):
        return [slot.seats]
    when = dict.fromkeys((seats.occasion, seats.starts, seats.ends) for seats in slot.seats)
    return [tuple(s for s in slot.seats if (s.occasion, s.starts, s.ends) == one) for one in when]


def _place(roster: Roster, seats: Seats | None, number: int) -> Cell | None:
    """Give one place of the seats; None where there are not so many."""
    if seats is None:
        return None
    people = roster.who(seats.key)
    if number >= max(seats.count, len(people)):
        return None
    return _cell(seats, people[number : number + 1], int(number < seats.least), 1, 1)


def _cell(seats: Seats, people: Sequence[str], wanted: int, places: int, rows: int) -> Cell:
    return Cell(seats.key, tuple(people), wanted, places, seats.candidates, rows)


def _row(
    problem: Problem,
    day: date,
    said: Sequence[str],
    slots: Sequence[Slot],
    roster: Roster,
    cells: Sequence[Cell | None],
) -> Row:
    calendar: Calendar = problem.project.calendar
    keys = [cell.key for cell in cells if cell]
    note = "；".join(dict.fromkeys([*(slot.note for slot in slots if slot.note), *_parts(problem, roster, keys)]))
    return Row(day, calendar.kind(day), (*said, calendar.label(day)), note, tuple(cells))


def _parts(problem: Problem, roster: Roster, keys: Sequence[SeatKey]) -> Iterator[str]:
    """Say who serves for a part of the time; the cell names the holder, and an edit leaves the part as it is."""
    names = problem.unit.people
    for key in dict.fromkeys(keys):
        for part in roster.in_parts(key):
            holder, person = (names[p].name if p in names else p for p in (part.holder, part.person))
            yield f"{part.start:%H:%M}—{part.end:%H:%M} {person}代{holder}"


def _days(slot: Slot) -> str:
    return stretch([slot.days[0], slot.days[-1]])

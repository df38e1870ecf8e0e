"""One seat may stand in several cells: in two sheets, in several places, on every day of its week. They must agree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from generator.workbook.handmade import Found

Entry: TypeAlias = tuple[Found, frozenset[str]]
"""A cell, with the people whom it names for the seat."""


class Contradiction(NamedTuple):
    """A cell that names other people than an earlier one."""

    cell: Found
    people: frozenset[str]
    first: Found
    there: frozenset[str]


def settle(cells: Sequence[Entry], base: frozenset[str]) -> tuple[frozenset[str], list[Contradiction]]:
    """Give who holds a seat: of two sheets the one that was changed counts, as against ``base``."""
    sheets: dict[str, list[Entry]] = {}
    for entry in cells:
        sheets.setdefault(entry[0].table, []).append(entry)
    wrong: list[Contradiction] = []
    said = [_sheet(own, wrong) for own in sheets.values()]
    changed = [(cell, people) for cell, people in said if people != base]
    if not changed:
        return base, wrong
    first, there = changed[0]
    wrong += [Contradiction(cell, people, first, there) for cell, people in changed[1:] if people != there]
    return there, wrong


def _sheet(cells: Sequence[Entry], wrong: list[Contradiction]) -> Entry:
    """Give who holds a seat by one sheet: all who stand in its places; a slot of several days says it once or alike."""
    days: dict[date, list[Entry]] = {}
    for entry in cells:
        days.setdefault(entry[0].day, []).append(entry)
    together = [(own[0][0], frozenset[str]().union(*(people for _, people in own))) for own in days.values()]
    written = [entry for entry in together if entry[1]] or together
    first, there = written[0]
    wrong += [Contradiction(cell, people, first, there) for cell, people in written[1:] if people != there]
    return first, there

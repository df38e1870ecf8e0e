"""What is known of a unit's files while they are read: the names in them as written, typed or not.

Names are taken from the trees, so that a fault in one record never hides the faults of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import BaseModel

from generator.data.files.reading import Document, Place, Tree
from generator.data.files.schema import nearest

OfNames = Literal["", "duty: figure", "duty: duties", "group: groups"]


@dataclass(frozen=True)
class KnownRule:
    """What the data layer has to know of a rule: its figures, the strengths it allows, and where it may be used.

    ``of_names``: instead of figures of its own it says something of each name: a figure, or a list of names, of
    duties; or a list of groups for each group.
    """

    figures: frozenset[str]
    optional: frozenset[str]
    strengths: frozenset[str]
    scope: str  # "unit", "duty" or "person"
    of_names: OfNames = ""


KnownRules = Mapping[str, KnownRule]

Written = dict[str, list[tuple[date, Document]]]
"""By duty, or series of the agenda, the files of its versions as written, each with its first day."""


@dataclass
class Read:
    """What was read of one unit, typed or not."""

    trees: dict[str, Document] = field(default_factory=dict)  # unit.yml, people.yml, posts.yml as written
    records: list[tuple[Document, Place, BaseModel]] = field(default_factory=list)
    duties: Written = field(default_factory=dict)
    agenda: Written = field(default_factory=dict)

    def names(self, key: str) -> frozenset[str] | None:
        """The keys of a mapping of unit.yml, as written; None where it cannot be read."""
        tree = self.trees["unit.yml"].tree if "unit.yml" in self.trees else None
        part = tree.get(key, {}) if isinstance(tree, dict) else None
        return frozenset(part) if isinstance(part, dict) else None

    def people(self) -> list[dict[str, Tree]]:
        """The people as written."""
        return self.listed("people.yml") or []

    def listed(self, file: str) -> list[dict[str, Tree]] | None:
        """The records of a list file, as written; None where it cannot be read: nobody else is blamed for it."""
        tree = self.trees[file].tree if file in self.trees else None
        return [x for x in tree if isinstance(x, dict)] if isinstance(tree, list) else None

    def ids(self, file: str) -> list[str] | None:
        """The ids of a list file, as written; None where it cannot be read."""
        found = self.listed(file)
        return None if found is None else [str(x["id"]) for x in found if "id" in x]


def person_known(document: Document, place: Place, person: str, read: Read) -> None:
    """A person is known by id; somebody who is written by name is told the id."""
    ids = read.ids("people.yml")
    if ids is not None and person not in ids:
        named = [str(p["id"]) for p in read.people() if p.get("name") == person and "id" in p]
        right = f"请写编号：{'、'.join(named)}" if named else "编号见 people.yml"
        document.fault(place, f"没有人员“{person}”", right)


def known(document: Document, place: Place, name: str, names: Iterable[str] | None, what: str) -> bool:
    """Report a name that nobody has; None where the names cannot be read, so that nobody else is blamed for it."""
    if names is not None and name not in (names := set(names)):
        document.fault(place, f"没有{what}“{name}”", nearest(name, names))
        return False
    return True

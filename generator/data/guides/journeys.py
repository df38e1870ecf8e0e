"""Journeys （一件事）: several items that a person wants at once, in stages; each stage's items run side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.data.files.fields import Day
from generator.data.files.reading import Document, Faults, files_of, front_matter
from generator.data.files.schema import Record, nearest, typed
from generator.data.guides.guide import GuidePage, settled
from generator.data.guides.parts import NEEDED, UNITS, Filled, LifeEvent, Limit, Material, Need
from generator.data.regulations.resolve import Regulations


class Stage(Record):
    """Items that are handled side by side, and what happens in this stage in words."""

    title: Filled
    note: str = ""
    items: Annotated[tuple[Filled, ...], Field(min_length=1)]


class JourneyHead(Record):
    """The front matter of a journey. ``together``: the guide of the one window that takes all of it at once."""

    title: Filled
    summary: Filled
    life_event: LifeEvent
    unit: Filled
    post: str = ""
    together: str = ""
    checked: Day
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Journey:
    """A journey with its id and prose."""

    id: str
    head: JourneyHead
    body: str

    @property
    def title(self) -> str:
        """The journey's title."""
        return self.head.title

    @property
    def page(self) -> str:
        """The journey's page."""
        return f"journeys/{self.id}.md"

    @property
    def ids(self) -> tuple[str, ...]:
        """The items in their order."""
        return tuple(item for stage in self.head.stages for item in stage.items)


@dataclass(frozen=True)
class Gathered:
    """A material of a journey: once, for all items that need it, in as many copies as they need together.

    ``made_by``: the item of an earlier stage whose result it is, so that nobody brings it.
    """

    name: str
    form: str
    copies: int
    need: Need
    when: str
    items: tuple[str, ...]
    made_by: str = ""

    @property
    def needed(self) -> str:
        """Whether it is needed, in the word that people read."""
        return NEEDED[self.need]


def read_journeys(
    root: Path, faults: Faults, guides: Mapping[str, GuidePage], units: Mapping[str, object]
) -> dict[str, Journey]:
    """Read all journeys; a guide that is there but could not be read is no fault of theirs."""
    known: dict[str, object] = {path.stem: None for path in (root / "docs/guides").glob("*.md")}
    known |= guides
    paths = files_of(root / "docs/journeys", ".md", faults)
    return {path.stem: journey for path in paths if (journey := read_journey(path, faults, known, units))}


def read_journey(
    path: Path, faults: Faults, guides: Mapping[str, object], units: Mapping[str, object]
) -> Journey | None:
    """Read one journey; report items that are no guides, or stand twice, and a unit that is not there."""
    document, body, _ = front_matter(path, faults)
    head = typed(document, JourneyHead) if document else None
    if document is None or head is None:
        return None
    if head.unit not in units:
        document.fault(("unit",), f"没有单位“{head.unit}”", nearest(head.unit, units))
    if head.together and head.together not in guides:
        document.fault(("together",), f"没有办事指南“{head.together}”", nearest(head.together, guides))
    seen: set[str] = set()
    for i, stage in enumerate(head.stages):
        for j, item in enumerate(stage.items):
            _item(document, ("stages", i, "items", j), item, guides, seen)
    return Journey(path.stem, head, body.strip())


def _item(
    document: Document, place: tuple[str | int, ...], item: str, guides: Mapping[str, object], seen: set[str]
) -> None:
    if item not in guides:
        document.fault(place, f"没有办事指南“{item}”", nearest(item, guides))
    elif item in seen:
        document.fault(place, f"“{item}”写了两次", "每个事项只写一次")
    seen.add(item)


def gathered(journey: Journey, guides: Mapping[str, GuidePage]) -> list[Gathered]:
    """Give every material of a journey once, in the order in which it is first needed."""
    made: dict[str, tuple[int, str]] = {}
    found: dict[str, Gathered] = {}
    for number, stage in enumerate(journey.head.stages):
        for item in stage.items:
            guide = guides[item].elements
            for material in guide.materials:
                maker = made.get(material.name)
                before = found.get(material.name)
                if before is None:
                    by = maker[1] if maker and maker[0] < number else ""
                    own = (guide.title,)
                    found[material.name] = Gathered(
                        material.name, material.form, material.copies, material.need, material.when, own, by
                    )
                    continue
                copied = "复印" in material.form
                both: tuple[Gathered | Material, ...] = (before, material)
                stronger = min(both, key=lambda one: [*NEEDED].index(one.need))
                found[material.name] = Gathered(
                    before.name,
                    before.form if before.form == material.form else "原件和复印件",
                    before.copies + material.copies if copied else max(before.copies, material.copies),
                    stronger.need,
                    stronger.when,
                    (*before.items, guide.title),
                    before.made_by,
                )
            made.setdefault(guide.result.name, (number, guide.title))
    return list(found.values())


def total(journey: Journey, guides: Mapping[str, GuidePage], regulations: Regulations, day: date) -> str:
    """Say how long a journey takes as promised: in each stage the longest item, one stage after the other."""
    limits = []
    for stage in journey.head.stages:
        own = [settled(guides[item].elements.promised_limit, regulations, day) for item in stage.items]
        limits.append(max(own, key=lambda limit: limit.bounds))
    longest = []
    for unit in UNITS:
        values = [limit.value for limit in limits if limit.unit == unit and isinstance(limit.value, int)]
        longest += [str(Limit(value=sum(values), unit=unit))] if values else []
    return "加 ".join(longest)


def separate(journey: Journey, guides: Mapping[str, GuidePage]) -> int:
    """Count the materials that would be brought if every item were handled alone."""
    return sum(len(guides[item].elements.materials) for item in journey.ids)

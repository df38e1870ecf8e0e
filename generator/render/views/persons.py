"""What an audience may see of a person: the allow list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.data.project import UnitData
from generator.data.records.roster import Roster
from generator.data.units.unit import NameForm, Output
from generator.problem.slots import Seats
from generator.problem.stretches import stretches

Viewer = Literal["public", "staff", "administrator"]
SEEN_BY: dict[str, tuple[str, ...]] = {
    "public": ("public",),
    "staff": ("public", "staff"),
    "administrator": ("public", "staff", "restricted"),  # the terminal only: no site is built for it
}


@dataclass(frozen=True)
class PersonView:
    """A person on duty. ``name`` is in the form that the unit's policy gives the audience (may be empty).

    ``new``: serves by a later change, and was not to by the plan. ``hours``: serves only from then to then.
    """

    name: str
    department: str
    post: str  # the window, or the role where the person has none
    new: bool = False
    hours: str = ""
    id: str = ""  # for staff, who tell people of one name apart by it


def person_view(
    unit: UnitData, person: str, day: date, viewer: Viewer, *, new: bool = False, output: Output = "page"
) -> PersonView:
    """Give the fields of a person that an audience may see: nothing else of the person leaves this function."""
    known = unit.people.get(person)
    if known is None:
        return PersonView(f"编号 {person}", "", "", new)
    service, own = known.serving(day), person if viewer != "public" else ""
    name = known.name if viewer != "public" else shown_name(known.name, getattr(unit.unit.public_names, output))
    if service is None:
        return PersonView(name, "", "", new, id=own)
    post = unit.posts[service.post].title if service.post in unit.posts else unit.unit.roles[service.role]
    return PersonView(name, unit.unit.departments[service.department], post, new, id=own)


def serving(
    unit: UnitData, roster: Roster, seats: Seats, viewer: Viewer, new: Sequence[str] = (), output: Output = "page"
) -> tuple[PersonView, ...]:
    """Give everybody who serves in the seats, with the hours of those who do only for a part of the time."""
    return tuple(
        replace(
            person_view(unit, person, seats.key.day, viewer, new=person in new, output=output),
            hours="" if own is seats else f"{own.starts:%H:%M}–{own.ends:%H:%M}",
        )
        for person, own in stretches(roster, seats)
    )


def shown_name(name: str, form: NameForm) -> str:
    """Put a name in the form of the policy: in full, the surname with asterisks, or not at all."""
    return {"full": name, "masked": name[:1] * (len(name) > 1) + "＊" * max(1, len(name) - 1), "none": ""}[form]

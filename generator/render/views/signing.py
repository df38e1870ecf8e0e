"""How far the signing off of a roster has come, as an audience may see it: the allow list.

The public is told until when notice is given. Staff also see the steps, who took them, and how many objections were
answered; what objections and answers say is on no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.data.calendars.period import Period
from generator.data.project import UnitData
from generator.data.records.roster import Published
from generator.data.records.signoff import TITLES
from generator.office.signoff import course
from generator.render.text.templating import month_day
from generator.render.views.persons import Viewer


@dataclass(frozen=True)
class SignView:
    """The steps in words, and the last day of the notice; empty and None where there is nothing to say."""

    steps: tuple[str, ...] = ()
    until: date | None = None


UNSIGNED = SignView()
"""Where the unit asks for no steps."""


def sign_view(unit: UnitData, period: Period, record: Published, viewer: Viewer) -> SignView:
    """Make the view of a period's signing off."""
    state = course(unit, period, record)
    if state is None:
        return UNSIGNED
    notice = state.step("notice")
    until = notice.until if notice else None
    if viewer == "public":
        return SignView((), until)
    steps = []
    for name in state.in_turn:
        if signed := state.step(name):
            end = f"，至{month_day(signed.until)}" if signed.until else ""
            steps.append(f"{TITLES[name]} {unit.people[signed.by].name}（{month_day(signed.on)}{end}）")
        else:
            steps.append(f"{TITLES[name]}（未办）")
    objections = sum(signed.step == "objection" for _, signed in state.taken)
    if objections:
        answered = objections - len(state.open_objections)
        steps.append(f"异议 {objections} 件，已答复 {answered} 件")
    return SignView(tuple(steps), until)

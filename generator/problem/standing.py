"""What the past hands to a period: the ledger, the turns, and who served when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from generator.data.calendars.period import Period
from generator.data.records.roster import SeatKey
from generator.problem.slots import BurdenClass, Seats, Slot
from generator.problem.turns import TurnState

ONE_TURN = 27720
"""The ledger's scale: the integer that stands for one turn of weight 1; every number up to 12 divides it."""


class Account(NamedTuple):
    """One line of the ledger."""

    pool: str
    burden: BurdenClass
    person: str


@dataclass(frozen=True)
class Served:
    """A seat that somebody held, or is published to hold."""

    person: str
    slot: Slot
    seats: Seats

    @property
    def key(self) -> SeatKey:
        """The key of the seat."""
        return self.seats.key


@dataclass(frozen=True)
class Standing:
    """The state at the start of a period; amounts are integers on the scale of ``ONE_TURN``.

    ``periods`` are those folded in. Of the days of their months it is known who served; of others only that those in
    ``served`` did.
    """

    opening: Mapping[Account, int] = field(default_factory=dict)
    shares: Mapping[Account, int] = field(default_factory=dict)
    burdens: Mapping[Account, int] = field(default_factory=dict)
    turns: Mapping[tuple[str, str], TurnState] = field(default_factory=dict)
    served: tuple[Served, ...] = ()
    periods: tuple[Period, ...] = ()

    def balance(self, account: Account) -> int:
        """Shares − burden served, plus the opening balance: positive owes turns."""
        return self.opening.get(account, 0) + self.shares.get(account, 0) - self.burdens.get(account, 0)

    def knows(self, day: date) -> bool:
        """Whether everybody who served on a day is known: then whoever did not serve had the day off."""
        return any(period.month and period.first <= day <= period.last for period in self.periods)

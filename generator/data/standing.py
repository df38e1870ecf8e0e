"""What the past hands to a period: the ledger, the turns, and who served when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from generator.data.roster import SeatKey
from generator.data.turns import TurnState

ONE_TURN = 27720
"""The ledger's scale: the integer that stands for one turn of weight 1; every number up to 12 divides it."""


class BurdenClass(StrEnum):
    """Classes in which burden is balanced apart; the value is the word that people read."""

    ORDINARY = "平日"
    WEEKEND = "休息日"
    STATUTORY = "法定节假日"
    SPRING_FESTIVAL = "春节"


class Account(NamedTuple):
    """One line of the ledger."""

    pool: str
    burden: BurdenClass
    person: str


class Served(NamedTuple):
    """A seat that somebody held, or is published to hold, from arrival to leaving.

    ``rotating``: not appointed. ``first`` and ``last`` are the first and last open day of the slot.
    """

    key: SeatKey
    person: str
    starts: datetime
    ends: datetime
    rotating: bool = True
    first: date = date.min
    last: date = date.min


@dataclass(frozen=True)
class Standing:
    """The state at the start of a period; amounts are integers on the scale of ``ONE_TURN``."""

    opening: Mapping[Account, int] = field(default_factory=dict)
    shares: Mapping[Account, int] = field(default_factory=dict)
    burdens: Mapping[Account, int] = field(default_factory=dict)
    turns: Mapping[tuple[str, str], TurnState] = field(default_factory=dict)
    served: tuple[Served, ...] = ()

    def balance(self, account: Account) -> int:
        """Shares − burden served, plus the opening balance: positive owes turns."""
        return self.opening.get(account, 0) + self.shares.get(account, 0) - self.burdens.get(account, 0)

"""A unit: one body with its own people, posts and rosters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.data.files.fields import Citable, ClockFigure, Count, Day, Figure, Id, Share, Strength
from generator.data.files.schema import Record
from generator.data.records.attendance import Attendance
from generator.data.records.filings import Filing
from generator.data.records.signoff import SignOff
from generator.data.units.clocks import Clocks
from generator.data.units.complaints import Complaints
from generator.data.units.leave import LeaveKind, LeaveTier, OnePersonWindow
from generator.data.units.shift_tables import ShiftTable

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1)]
On = Literal["workdays", "rest-days", "holidays", "every-day"] | Weekdays
"""Days on which something happens: ``holidays`` are all days off of a holiday; weekdays those that are worked."""


Employment = Literal["permanent", "temporary", "part-time", "external"]
"""How somebody is employed: on the establishment, for a time, for a part of the week, or by a firm that helps."""


class RuleUse(Record):
    """A rule as a unit, duty or contract uses it: its article (None: the centre's custom), strength and figures.

    ``from_``: the first day on which it binds, where a unit adopts it later than its other rules. ``lists``: what is
    said of a name by other names, such as the duties that may not follow one.
    """

    name: str
    from_: Day = Field(alias="from", default=date.min)
    article: Citable = None
    cited: bool = False
    strength: Strength | None = None
    weight: Annotated[int, Field(ge=1)] = 1
    figures: Mapping[str, Figure] = {}
    lists: Mapping[str, tuple[str, ...]] = {}


_OWN_KEYS = ("from", "article", "strength", "weight")


def rule_use(tree: object) -> object:
    """Read ``distinct-departments`` or ``{gap-between-turns: {days: 4, article: custom}}``."""
    if isinstance(tree, str):
        return {"name": tree}
    if isinstance(tree, dict) and len(tree) == 1:
        (name, said), *_ = tree.items()
        said = {} if said is None else said
        if isinstance(said, dict):
            own = {key: value for key, value in said.items() if key in _OWN_KEYS}
            lists = {key: value for key, value in said.items() if isinstance(value, list)}
            figures = {key: value for key, value in said.items() if key not in (*_OWN_KEYS, *lists)}
            return {"name": name, "cited": "article" in said, "figures": figures, "lists": lists, **own}
    raise ValueError("每条规则写成“规则名”或“规则名: {键: 值}”")


Rules = tuple[Annotated[RuleUse, BeforeValidator(rule_use)], ...]


class Break(Record):
    """When the unit closes at noon."""

    from_: ClockFigure = Field(alias="from")
    to: ClockFigure


class Hours(Record):
    """When the unit is open to the public."""

    open: ClockFigure
    close: ClockFigure
    break_: Break | None = Field(alias="break", default=None)
    on: On = "workdays"
    article: Citable = None


class Group(Record):
    """People who may hold a seat: by role, department, employment and qualification on the day. Empty means any."""

    title: str
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    employment: tuple[Employment, ...] = ()
    qualifications: tuple[str, ...] = ()
    except_sole_holders: bool = False


class Demand(Record):
    """How many people the duties named have to have there together, in a part of the day.

    ``must``: a shortage is a fault of the roster, before the order of turns; a ``wish`` weighs by the minute.
    """

    title: str
    since: Day = date.min
    on: On = "workdays"
    from_: ClockFigure = Field(alias="from")
    to: ClockFigure
    people: Figure
    duties: Annotated[tuple[str, ...], Field(min_length=1)]
    strength: Strength = "must"
    weight: Annotated[int, Field(ge=1)] = 1
    article: Citable = None


class Room(Record):
    """A room that is booked; its id stands for building and number together."""

    title: str


class Contract(Record):
    """A way of being employed (用工安排): the rules that bind whoever serves under it."""

    title: str
    rules: Rules = ()


NameForm = Literal["full", "masked", "none"]
Output = Literal["page", "posting", "feed", "board"]
"""Where the public meets a name: pages, sheets on the wall, calendars and other feeds, the lobby's screen."""


class PublicNames(Record):
    """The form of names in each output; nothing said of an output means none there."""

    page: NameForm = "none"
    posting: NameForm = "none"
    feed: NameForm = "none"
    board: NameForm = "none"


def by_output(said: object) -> object:
    """Read one form for all outputs, or one for each: ``{page: masked, posting: full}``."""
    return dict.fromkeys(get_args(Output), said) if isinstance(said, str) else said


Preference = Literal["standby", "appointed", "proxy", "window", "department", "rank", "qualified"]
ORDER: tuple[Preference, ...] = ("standby", "appointed", "proxy", "window", "department", "rank", "qualified")
PREFERENCES: Mapping[Preference, str] = {
    "standby": "备班人员",
    "appointed": "指定的接替人",
    "proxy": "职位代理",
    "window": "同窗口",
    "department": "同部门",
    "rank": "同职务",
    "qualified": "符合条件",
}


class Substitution(Record):
    """Who is asked first to stand in: the first that fits of the order says why a person comes before others."""

    order: tuple[Preference, ...] = ORDER
    article: Citable = None


class Swaps(Record):
    """How two people may change places: what is needed besides that every rule is kept.

    ``consent``: nobody's (the swap is filed), or that of a role. ``within``: only people of the same window or
    department may. ``notice``: hours before the earlier turn by which it is to be settled.
    """

    consent: tuple[str, ...] = ()
    within: Literal["", "window", "department"] = ""
    notice: Figure = 0
    approver: str = "报备即可"
    article: Citable = None


class Unit(Record):
    """The unit's own file. Departments stand in the order in which they take turns, pools in that of fairness.

    ``main``: the unit that is meant where none is named, and that the home page shows first.
    """

    title: str
    short: str
    main: bool = False
    sample: bool = False
    phone: str = ""
    address: str = ""
    hours: Hours
    public_names: Annotated[PublicNames, BeforeValidator(by_output)] = PublicNames()
    departments: dict[Id, str]
    roles: dict[Id, str]
    qualifications: dict[Id, str] = {}
    groups: dict[Id, Group]
    pools: dict[Id, str] = {}
    leave_kinds: dict[Id, LeaveKind] = {}
    leave_tiers: tuple[LeaveTier, ...] = ()
    one_person_window: OnePersonWindow | None = None
    substitution: Substitution = Substitution()
    swaps: Swaps | None = None
    contracts: dict[Id, Contract] = {}
    rooms: dict[Id, Room] = {}
    demand: dict[Id, Demand] = {}
    shift_tables: dict[Id, ShiftTable] = {}
    attendance: Attendance | None = None
    clocks: Clocks = Clocks()
    complaints: Complaints | None = None
    sign_off: SignOff | None = None
    filing: Filing | None = None
    rules: Rules = ()


class Post(Record):
    """A window or desk that has to be staffed; ``staff`` 1 is a one-person window, ``proxies`` are AB 岗."""

    id: str
    title: str
    department: str
    phone: str = ""
    staff: Count = 1
    proxies: tuple[str, ...] = ()


class Opening(Record):
    """Balances carried in from before the system, in turns: positive owes, negative has served more."""

    as_of: Day
    balances: dict[str, dict[str, Share]] = {}

"""All rules, listed one by one. One rule is one module, in the regulation's own words.

To add one, see CONTRIBUTING.md; nothing is registered by magic.
"""

from __future__ import annotations

from generator.rules.accompanied import Accompanied
from generator.rules.base import Breach, Instance, Posting, Rule
from generator.rules.departments_in_turn import DepartmentsInTurn
from generator.rules.distinct_departments import DistinctDepartments
from generator.rules.draw_lots import DrawLots
from generator.rules.eligible import Eligible
from generator.rules.fair_share import FairShare
from generator.rules.few_changes import FewChanges
from generator.rules.forbidden_successions import ForbiddenSuccessions
from generator.rules.gap_between_turns import GapBetweenTurns
from generator.rules.hours_a_day import HoursADay
from generator.rules.leave_respected import LeaveRespected
from generator.rules.longest_work_run import LongestWorkRun
from generator.rules.night_work_protection import NightWorkProtection
from generator.rules.no_overlap import NoOverlap
from generator.rules.one_turn_a_day import OneTurnEachDay
from generator.rules.other_business import OtherBusiness
from generator.rules.people_in_turn import PeopleInTurn
from generator.rules.rest_after import RestAfter
from generator.rules.rest_days import RestDays
from generator.rules.seat_filled import SeatFilled
from generator.rules.shortest_rest_run import ShortestRestRun
from generator.rules.shortest_work_run import ShortestWorkRun
from generator.rules.staffed import Staffed
from generator.rules.turns_at_most import TurnsAtMost
from generator.rules.wanted_number import WantedNumber
from generator.rules.weekends_worked import WeekendsWorked
from generator.rules.weekly_quota import WeeklyQuota
from generator.rules.weekly_rest import WeeklyRest
from generator.rules.window_covered import WindowCovered
from generator.rules.wishes import Wishes
from generator.rules.working_time import MonthlyWorkingTime

__all__ = ["KNOWN", "RULES", "Breach", "Instance", "Posting", "Rule"]

RULES: tuple[Rule, ...] = (
    Eligible(),
    LeaveRespected(),
    OtherBusiness(),
    SeatFilled(),
    NoOverlap(),
    DepartmentsInTurn(),
    PeopleInTurn(),
    DistinctDepartments(),
    Accompanied(),
    GapBetweenTurns(),
    RestAfter(),
    WeeklyRest(),
    NightWorkProtection(),
    OneTurnEachDay(),
    HoursADay(),
    LongestWorkRun(),
    ShortestWorkRun(),
    ShortestRestRun(),
    WeekendsWorked(),
    RestDays(),
    ForbiddenSuccessions(),
    MonthlyWorkingTime(),
    TurnsAtMost(),
    WeeklyQuota(),
    WindowCovered(),
    Staffed(),
    FewChanges(),
    FairShare(),
    WantedNumber(),
    Wishes(),
    DrawLots(),
)

BY_NAME = {rule.name: rule for rule in RULES}
KNOWN = {rule.name: rule.known() for rule in RULES}

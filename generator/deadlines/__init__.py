"""When something is due, and day by day why: limits of days, of open hours, and days of the month.

Nothing here knows a figure: a rule is resolved from the unit's articles (``rules.py``), the calendar says which days
are worked. ``templates/theme/assets/deadlines.js`` does the same in the browser, and one table of cases holds both.
"""

from generator.deadlines.answer import Answer, Asked, DayRule, MonthRule, Rule, Step, Stretch, TimeRule
from generator.deadlines.answer import Opening as Opening
from generator.deadlines.days import count_days
from generator.deadlines.hours import count_time
from generator.deadlines.months import count_month

__all__ = ["Answer", "Asked", "DayRule", "MonthRule", "Opening", "Rule", "Step", "Stretch", "TimeRule", "compute"]


def compute(rule: Rule, opening: Opening, asked: Asked) -> Answer:
    """Compute by a rule; ``opening`` says when the unit is open."""
    match rule:
        case DayRule():
            return count_days(rule, opening.calendar, asked)
        case TimeRule():
            return count_time(rule, opening, asked)
        case MonthRule():
            return count_month(rule, opening.calendar, asked)

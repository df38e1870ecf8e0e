"""The agreement test: the solver accepts exactly when the checker is silent, and weighs exactly what it weighs.

On each tiny unit every roster is enumerated, an empty seat and one person too many being values too. One rule is
posted alone; the roster is fixed; then a hard rule must be feasible exactly when the checker finds nothing forbidden,
and a wish must cost exactly what the checker measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from ortools.sat.python import cp_model

from generator.data.records.roster import Roster
from generator.problem.problem import Problem
from generator.rules import BY_NAME, RULES, Breach, Posting, Rule
from generator.rules.base import levels
from generator.solver.model import Model
from generator.solver.parts import opened
from generator.solver.posting import Posted
from tests import tiny

DAYS = ["2026-12-01", "2026-12-03"]
KEEPER = {"keeper": {"title": "值班员", "from": "all"}}
TWO_MEMBERS = {"members": {"title": "成员", "count": 2, "from": "all"}}
IN_TURN = {"members": {"title": "成员", "count": 2, "from": "all", "turn": "departments"}}
IN_ORDER = {"keeper": {"title": "值班员", "from": "all", "turn": "order", "order": ["丙", "甲", "乙"]}}
PEAK = {"title": "早高峰", "from": "09:00", "to": "11:00", "people": 2, "duties": ["d", "e"], "on": "every-day"}
NIGHT = {"title": "夜间", "from": "00:00", "to": "00:00", "people": 1, "duties": ["n"], "on": "every-day"}
GROUPS = {
    "all": {"title": "全体"},
    "own": {"title": "本单位人员", "employment": ["permanent"]},
    "helpers": {"title": "外聘协助人员", "employment": ["external"]},
}
UNTIL_THE_FIRST = {"from": "2026-10-01", "until": "2026-12-01"}
FOUR = {"甲": "a", "乙": "a", "丙": "b", "丁": "c"}


def one(seats: dict[str, Any], rules: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    """A unit with one duty."""
    return {"people": FOUR, "days": DAYS, "duties": {"d": {"seats": seats, "rules": rules or []}}} | more


TWO_DUTIES = {
    "early": {"seats": KEEPER, "hours": {"from": "06:00", "to": "14:00"}},
    "late": {"seats": KEEPER, "hours": {"from": "14:00", "to": "22:00"}},
}


def alone(contract: list[Any], duties: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """One person under a contract."""
    until = {"until": more.pop("until")} if "until" in more else {}
    spec = {
        "people": {"甲": {"department": "a"} | until},
        "days": ["2026-12-01", "2026-12-05"],
        "duties": duties or {"d": {"seats": KEEPER}},
        "contract": contract,
    }
    return spec | more


SPECS: dict[str, list[dict[str, Any]]] = {
    "seat-filled": [
        one({"keeper": {"title": "值班员", "from": "all", "priority": 3}}, days=["2026-12-01", "2026-12-02"]),
        one(TWO_MEMBERS, days=["2026-12-01", "2026-12-01"]),
        one({"members": TWO_MEMBERS["members"] | {"least": 1, "priority": 2}}, days=["2026-12-01", "2026-12-01"]),
    ],
    "no-overlap": [
        {
            "people": {"甲": "a", "乙": "a"},
            "days": ["2026-12-01", "2026-12-02"],
            "duties": {
                "day": {"seats": KEEPER},
                "night": {"seats": KEEPER, "hours": {"from": "17:00", "to": "08:30"}},
            },
            "before": {"2026-11-30": {"night": ["甲"], "day": ["乙"]}},
        },
        {  # one may be held with the other; a seat has hours of its own
            "people": {"甲": "a", "乙": "a"},
            "days": ["2026-12-04", "2026-12-04"],
            "duties": {
                "day": {"seats": {"morning": KEEPER["keeper"] | {"hours": {"from": "07:00", "to": "08:00"}}} | KEEPER},
                "standby": {"seats": KEEPER, "concurrent_with": ["day"]},
                "other": {"seats": KEEPER, "hours": {"from": "07:30", "to": "12:00"}},
            },
        },
        {  # the hours touch, but one comes early
            "people": {"甲": "a", "乙": "a"},
            "days": ["2026-12-04", "2026-12-04"],
            "duties": {
                "am": {"seats": KEEPER, "hours": {"from": "08:00", "to": "12:00"}},
                "pm": {"seats": KEEPER, "hours": {"from": "12:00", "to": "18:00", "arrive_early": 5}},
            },
        },
    ],
    "eligible": [
        one(
            KEEPER,
            people={
                "甲": "a",
                "乙": {"department": "a", "role": "other"},
                "丙": {"department": "b", "from": "2026-12-02"},
                "丁": {"department": "a", "qualifications": ["trained"], "post": "w1"},
            },
            posts=[{"id": "w1", "title": "1号窗口", "department": "a", "staff": 1}],
            groups={"all": {"title": "全体", "roles": ["staff"], "except_sole_holders": True}},
        ),
        one(
            KEEPER,
            people={"甲": {"department": "a", "qualifications": ["trained"]}, "乙": "a", "丙": "b"},
            groups={"all": {"title": "受训人员", "departments": ["a"], "qualifications": ["trained"]}},
        ),
        one(
            {"leader": {"title": "组长", "appointed": ["甲", "乙"]}},
            people=FOUR | {"甲": {"department": "a", "leave": [{"from": "2026-12-02"}]}},
        ),
    ],
    "leave-respected": [
        one(
            KEEPER,
            people=FOUR
            | {
                "甲": {"department": "a", "leave": [{"from": "2026-12-01", "until": "2026-12-02"}]},
                "乙": {"department": "a", "leave": [{"from": "2026-12-03", "status": "requested"}]},
            },
        ),
        {
            "people": {"甲": {"department": "a", "leave": [{"from": "2026-12-09"}]}, "乙": "b"},
            "days": ["2026-11-30", "2026-12-13"],
            "duties": {"d": {"seats": KEEPER, "cycle": "week", "on": "workdays"}},
        },
        {  # of a turn longer than a week half has to be missed
            "people": {
                "甲": {"department": "a", "leave": [{"from": "2026-12-09", "until": "2026-12-10"}]},
                "乙": {"department": "a", "leave": [{"from": "2026-12-09", "until": "2026-12-30"}]},
                "丙": "a",
            },
            "days": ["2026-12-01", "2026-12-31"],
            "duties": {"d": {"seats": KEEPER, "cycle": "month", "on": "workdays"}},
        },
        {  # a night that reaches into the first day of a leave
            "people": {"甲": {"department": "a", "leave": [{"from": "2026-12-02"}]}, "乙": "b"},
            "days": ["2026-12-01", "2026-12-03"],
            "duties": {"d": {"seats": KEEPER, "hours": {"from": "20:00", "to": "08:00"}}},
        },
    ],
    "other-business": [
        {  # one is held for an afternoon and on Wednesdays, one works part of the week
            "people": {
                "甲": {"department": "a", "held": [{"from": "2026-12-01", "until": "2026-12-02", "by": "镇政府"}]},
                "乙": {"department": "a", "works": ["tue"]},
                "丙": {
                    "department": "a",
                    "held": [
                        {"from": "2026-01-01", "by": "总站", "on": ["thu"], "hours": {"from": "17:59", "to": "20:00"}}
                    ],
                },
            },
            "days": ["2026-12-01", "2026-12-03"],
            "duties": {"d": {"seats": KEEPER}},
        },
        {  # a meeting of an hour blocks from the duty that leaves the post, and from nothing else
            "people": {"甲": "a", "乙": "a"},
            "days": ["2026-12-01", "2026-12-02"],
            "agenda": {
                "safety": {
                    "title": "安全例会",
                    "kind": "meeting",
                    "article": "custom",
                    "recurs": {"each": "month", "on": 1},
                    "hours": {"from": "17:30", "to": "18:30"},
                    "who": {"people": ["甲"]},
                    "blocks": "true",
                }
            },
            "duties": {
                "d": {"seats": KEEPER},
                "stay": {"seats": KEEPER, "keeps_post": "true", "concurrent_with": ["d"]},
            },
        },
        {  # somebody outside the group is held as well
            "people": {
                "甲": {"department": "a", "role": "other", "held": [{"from": "2026-12-02", "by": "镇政府"}]},
                "乙": "a",
            },
            "days": ["2026-12-01", "2026-12-02"],
            "duties": {"d": {"seats": KEEPER}},
        },
        {  # a night lasts into a day that another body has
            "people": {"甲": {"department": "a", "held": [{"from": "2026-12-02", "by": "镇政府"}]}, "乙": "a"},
            "days": ["2026-11-30", "2026-12-02"],
            "duties": {"d": {"seats": KEEPER, "hours": {"from": "20:00", "to": "08:00"}}},
        },
    ],
    "few-changes": [
        one(KEEPER, published={"2026-12-01": "甲", "2026-12-02": "乙", "2026-12-03": "甲"}),
        one(TWO_MEMBERS, days=["2026-12-01", "2026-12-01"], published={"2026-12-01": ["甲", "丙"]}),
    ],
    "departments-in-turn": [
        one(IN_TURN, ["departments-in-turn"], days=["2026-12-01", "2026-12-02"]),
        one(IN_TURN, [{"departments-in-turn": {"strength": "wish", "weight": 2}}], days=["2026-12-01", "2026-12-02"]),
        one(
            IN_TURN,
            ["departments-in-turn"],
            people=FOUR | {"丙": {"department": "b", "leave": [{"from": "2026-12-01"}]}},
            days=["2026-12-01", "2026-12-02"],
        ),
    ],
    "people-in-turn": [
        one(IN_ORDER, ["people-in-turn"], days=["2026-12-01", "2026-12-02"]),
        one(IN_ORDER, [{"people-in-turn": {"strength": "wish", "weight": 2}}], days=["2026-12-01", "2026-12-02"]),
        one(  # who is away is passed over, and the queue moves
            {"keeper": IN_ORDER["keeper"] | {"missed": "queue"}},
            ["people-in-turn"],
            people=FOUR | {"丙": {"department": "b", "leave": [{"from": "2026-12-01"}]}},
        ),
    ],
    "distinct-departments": [
        one(TWO_MEMBERS, ["distinct-departments"], days=["2026-12-01", "2026-12-02"]),
        one(TWO_MEMBERS, [{"distinct-departments": {"strength": "wish", "weight": 3}}], days=["2026-12-01"] * 2),
    ],
    "gap-between-turns": [
        one(KEEPER, [{"gap-between-turns": {"days": 1}}], before={"2026-11-30": ["甲"]}),
        one(
            KEEPER,
            [{"gap-between-turns": {"days": "§duty.days_between", "strength": "wish"}}],
            before={"2026-11-29": ["甲"], "2026-11-30": ["乙"]},
        ),
        {  # weeks: six days lie between two weekdays-only weeks' Monday and Friday, two between neighbours
            "people": {"甲": "a", "乙": "b"},
            "days": ["2026-11-30", "2026-12-18"],
            "duties": {
                "d": {"seats": KEEPER, "cycle": "week", "on": "workdays", "rules": [{"gap-between-turns": {"days": 3}}]}
            },
        },
    ],
    "fair-share": [
        one(KEEPER, opening={"甲": "1/2", "乙": "-1/2"}),
        one(
            TWO_MEMBERS,
            people=FOUR | {"丁": {"department": "c", "proportion": "1/2", "leave": [{"from": "2026-12-02"}]}},
            days=["2026-12-01", "2026-12-02"],
        ),
        one(IN_TURN, ["departments-in-turn"], days=["2026-12-01", "2026-12-02"]),
    ],
    "rest-after": [
        {
            "people": {"甲": "a", "乙": "b"},
            "days": ["2026-12-01", "2026-12-02"],
            "duties": {
                "night": {
                    "seats": KEEPER,
                    "hours": {"from": "20:00", "to": "08:00"},
                    "rules": [{"rest-after": {"hours": 12}}],
                },
                "noon": {"seats": KEEPER, "hours": {"from": "12:00", "to": "13:00"}},
            },
            "before": {"2026-11-30": {"night": ["甲"]}},
        }
    ],
    "weekly-rest": [
        {  # Monday to Friday are worked; a guard works by the roster alone, and served from Monday on
            "people": {"甲": "a", "乙": {"department": "a", "duty_only": True}},
            "days": ["2026-12-04", "2026-12-06"],
            "rules": [{"weekly-rest": {"days": 1}}],
            "duties": {"d": {"seats": KEEPER}},
            "before": {f"2026-{day}": ["乙"] for day in ("11-30", "12-01", "12-02", "12-03")},
        },
        {  # a turn of a day and a night takes the second day too, also the Monday of the week after
            "people": {"甲": "a", "乙": {"department": "a", "duty_only": True}},
            "days": ["2026-12-04", "2026-12-06"],
            "law": True,
            "duties": {"d": {"seats": KEEPER, "hours": {"from": "08:30", "to": "08:30"}}},
            "before": {"2026-12-03": ["乙"]},
        },
        {  # open on all seven days: whose rest falls when is not in the roster, only the duties are
            "people": {"甲": "a"},
            "open": "every-day",
            "days": ["2026-12-05", "2026-12-06"],
            "rules": [{"weekly-rest": {"days": 2}}],
            "duties": {"d": {"seats": KEEPER}},
            "before": {f"2026-12-0{day}": ["甲"] for day in (1, 2, 3, 4)},
        },
        {  # more days are asked than are left when the period begins: nothing more may be taken
            "people": {"甲": "a", "乙": "a"},
            "days": ["2026-12-05", "2026-12-06"],
            "rules": [{"weekly-rest": {"days": 2}}],
            "duties": {"d": {"seats": KEEPER}, "e": {"seats": KEEPER, "on": ["mon"]}},
            "before": {"2026-11-30": {"d": ["甲"]}},
        },
    ],
    "night-work-protection": [
        {  # until the first of December; a health record is no matter of the night, and the day is free to all
            "people": {
                "甲": "a",
                "乙": {"department": "a", "exemptions": [UNTIL_THE_FIRST | {"category": "pregnancy"}]},
                "丙": {"department": "a", "exemptions": [UNTIL_THE_FIRST | {"category": "health", "duties": ["day"]}]},
            },
            "days": ["2026-12-01", "2026-12-02"],
            "law": True,
            "duties": {
                "day": {"seats": KEEPER, "on": ["tue"], "hours": {"from": "08:30", "to": "22:00"}},
                "night": {"seats": KEEPER, "hours": {"from": "21:00", "to": "22:30"}},
            },
        },
        {  # a unit may call more hours night than the law does; a week's night is each of its nights
            "people": {"甲": {"department": "a", "exemptions": [UNTIL_THE_FIRST | {"category": "nursing"}]}, "乙": "a"},
            "days": ["2026-11-30", "2026-12-06"],
            "rules": [{"night-work-protection": {"night_from": 20, "night_to": 7}}],
            "duties": {
                "late": {
                    "seats": KEEPER,
                    "cycle": "week",
                    "on": ["mon", "tue"],
                    "hours": {"from": "18:00", "to": "20:30"},
                },
                "desk": {"seats": KEEPER, "cycle": "week", "hours": {"from": "08:00", "to": "18:00"}},
            },
        },
        {  # whoever is appointed next serves instead
            "people": {"甲": {"department": "a", "exemptions": [UNTIL_THE_FIRST | {"category": "nursing"}]}, "乙": "a"},
            "days": ["2026-12-01", "2026-12-02"],
            "law": True,
            "duties": {
                "d": {
                    "seats": {"leader": {"title": "组长", "appointed": ["甲", "乙"]}},
                    "hours": {"from": "08:30", "to": "08:30"},
                }
            },
        },
    ],
    "weekly-quota": [
        one(  # the first days of the week lie in the month before; somebody is on leave for all of it but one day
            {"leader": {"title": "领导", "from": "all", "least": 0}},
            [{"weekly-quota": {"times": 2}}],
            people={"甲": "a", "乙": {"department": "b", "leave": [{"from": "2026-12-04", "until": "2026-12-05"}]}},
            days=["2026-12-03", "2026-12-08"],
            before={"2026-12-01": ["甲"], "2026-12-02": ["乙"]},
        ),
        one(
            {"leader": {"title": "领导", "from": "all", "least": 0, "count": 2}},
            [{"weekly-quota": {"times": 1, "strength": "wish", "weight": 2}}],
            people={"甲": "a", "乙": "b"},
            days=["2026-12-04", "2026-12-06"],
        ),
        one(  # the days of a week before the month ends
            {"leader": {"title": "领导", "from": "all", "least": 0}},
            [{"weekly-quota": {"times": 2, "running": 1}}],
            people={"甲": "a", "乙": "b"},
            days=["2026-12-26", "2026-12-29"],
        ),
    ],
    "window-covered": [
        {
            "people": {
                "甲": {"department": "a", "post": "w1"},
                "乙": {"department": "a", "post": "w2", "leave": [{"from": "2026-12-02"}]},
                "丙": "a",
            },
            "posts": [
                {"id": "w1", "title": "1号窗口", "department": "a", "proxies": ["1"]},
                {"id": "w2", "title": "2号窗口", "department": "a"},
            ],
            "rules": ["window-covered"],
            "days": ["2026-12-01", "2026-12-02"],
            "duties": {
                "day": {"seats": KEEPER},
                "late": {"seats": KEEPER, "hours": {"from": "16:00", "to": "20:00"}, "keeps_post": False},
            },
        },
        {
            "people": {"甲": {"department": "a", "post": "w1"}, "乙": "a"},
            "posts": [{"id": "w1", "title": "1号窗口", "department": "a"}],
            "rules": ["window-covered"],
            "days": ["2026-12-04", "2026-12-05"],
            "duties": {
                "desk": {"seats": KEEPER, "keeps_post": True},
                "night": {"seats": KEEPER, "hours": {"from": "17:00", "to": "08:00"}},
            },
        },
        {  # away for a morning: before noon the one colleague cannot leave the window
            "people": {
                "甲": {"department": "a", "post": "w1", "leave": [{"from": "2026-12-04", "ends": "12:00"}]},
                "乙": {"department": "a", "post": "w1"},
            },
            "posts": [{"id": "w1", "title": "1号窗口", "department": "a", "staff": 2}],
            "rules": ["window-covered"],
            "days": ["2026-12-04", "2026-12-04"],
            "duties": {
                "early": {"seats": KEEPER, "hours": {"from": "08:00", "to": "10:00"}},
                "late": {"seats": KEEPER, "hours": {"from": "13:00", "to": "18:00"}},
            },
        },
    ],
    "wishes": [
        one(
            KEEPER,
            wishes=[
                {"person": "甲", "from": "2026-12-02", "want": "off", "weight": 2},
                {"person": "乙", "from": "2026-12-01", "until": "2026-12-02", "want": "on"},
                {"person": "丙", "from": "2026-11-30", "until": "2026-12-01", "want": "off", "duty": "d"},
            ],
        )
    ],
    "one-turn-a-day": [
        alone(
            ["one-turn-a-day"], TWO_DUTIES, days=["2026-12-01", "2026-12-02"], before={"2026-12-02": {"late": ["甲"]}}
        ),
    ],
    "hours-a-day": [
        alone(
            [{"hours-a-day": {"hours": 10}}],
            TWO_DUTIES,
            days=["2026-12-01", "2026-12-02"],
            before={"2026-11-30": {"late": ["甲"]}},
        ),
        alone(  # a week's seat counts on each of its days by its hours of a day
            [{"hours-a-day": {"hours": 9}}],
            {"w": {"seats": KEEPER, "cycle": "week", "hours": {"from": "08:00", "to": "12:00"}}} | TWO_DUTIES,
            days=["2026-12-05", "2026-12-07"],
        ),
    ],
    "accompanied": [
        {  # the helper's time is covered by two colleagues one after the other, or not
            "people": {"甲": "a", "乙": {"department": "a", "employment": "external"}},
            "groups": GROUPS,
            "days": ["2026-12-01", "2026-12-01"],
            "duties": {
                "d": {
                    "seats": {
                        "am": {"title": "上午", "from": "all", "hours": {"from": "08:00", "to": "12:00"}},
                        "pm": {"title": "下午", "from": "all", "hours": {"from": "12:00", "to": "18:00"}},
                        "helper": {"title": "协助", "from": "all"},
                    },
                    "rules": [{"accompanied": {"helpers": ["own"]}}],
                },
            },
        },
        one(
            TWO_MEMBERS,
            [{"accompanied": {"helpers": ["own"]}}],
            people=FOUR | {"丁": {"department": "c", "employment": "external"}},
            groups=GROUPS,
            days=["2026-12-01", "2026-12-02"],
        ),
    ],
    "staffed": [
        {  # two are wanted in the morning peak; whoever holds both counts once; a night lasts into the first day
            "people": {"甲": "a", "乙": "a"},
            "days": ["2026-12-01", "2026-12-02"],
            "unit": {"demand": {"peak": PEAK, "night": NIGHT}},
            "duties": {
                "d": {"seats": KEEPER, "hours": {"from": "08:00", "to": "10:00"}, "concurrent_with": ["e"]},
                "e": {"seats": KEEPER, "hours": {"from": "09:30", "to": "12:00"}, "on": ["tue"]},
                "n": {"seats": KEEPER, "hours": {"from": "20:00", "to": "08:00"}, "on": ["mon"]},
            },
            "before": {"2026-11-30": {"n": ["乙"]}},
        },
        one(
            KEEPER,
            people={"甲": "a", "乙": "a"},
            unit={"demand": {"all": PEAK | {"strength": "wish", "weight": 2, "people": 1, "duties": ["d"]}}},
            days=["2026-12-01", "2026-12-02"],
        ),
    ],
    "rest-days": [
        alone([{"rest-days": {"days": 1, "most": 2}}], days=["2026-12-01", "2026-12-04"]),
        alone(  # gone before the month ends: of three days at most two of five
            [{"rest-days": {"days": 0, "most": 2}}], days=["2026-12-01", "2026-12-05"], until="2026-12-03"
        ),
        alone([{"rest-days": {"days": 2}}]),
        alone([{"rest-days": {"days": "§duty.days_between"}}], until="2026-12-04"),
        {
            "people": {"甲": {"department": "a", "leave": [{"from": "2026-12-02", "until": "2026-12-03"}]}, "乙": "a"},
            "days": ["2026-12-01", "2026-12-04"],
            "duties": {"d": {"seats": KEEPER}},
            "contract": [{"rest-days": {"days": 2}}],
        },
    ],
    "longest-work-run": [
        alone([{"longest-work-run": {"days": 2}}], before={"2026-11-30": ["甲"]}),
        alone(
            [{"longest-work-run": {"days": "§duty.days_between"}}], before={"2026-12-03": ["甲"], "2026-12-05": ["甲"]}
        ),
        alone([{"longest-work-run": {"days": 1}}], until="2026-12-02", days=["2026-12-01", "2026-12-04"]),
        {  # a week goes on into the next period, where it will count
            "people": {"甲": "a"},
            "days": ["2026-11-30", "2026-12-04"],
            "duties": {
                "week": {"seats": KEEPER, "cycle": "week", "on": "workdays"},
                "day": {"seats": KEEPER, "on": "workdays"},
            },
            "contract": [{"longest-work-run": {"days": 3}}],
        },
    ],
    "shortest-work-run": [
        alone([{"shortest-work-run": {"days": 3}}], before={"2026-11-29": [], "2026-11-30": ["甲"]}),
        alone([{"shortest-work-run": {"days": 3}}], before={"2026-11-30": ["甲"]}),
        alone([{"shortest-work-run": {"days": 2}}], before={"2026-12-02": ["甲"]}),
        alone([{"shortest-work-run": {"days": 3}}]),
    ],
    "shortest-rest-run": [
        alone([{"shortest-rest-run": {"days": 3}}], before={"2026-11-29": ["甲"], "2026-11-30": []}),
        alone([{"shortest-rest-run": {"days": 2}}], before={"2026-12-02": ["甲"]}),
        alone([{"shortest-rest-run": {"days": 2}}]),
    ],
    "weekends-worked": [
        alone(
            [{"weekends-worked": {"most": 1}}],
            {"d": {"seats": KEEPER, "on": "rest-days"}},
            days=["2026-12-06", "2026-12-20"],
            before={"2026-12-05": ["甲"]},
        ),
        alone([{"weekends-worked": {"most": 0}}], {"d": {"seats": KEEPER}}, days=["2026-12-04", "2026-12-07"]),
    ],
    "forbidden-successions": [
        alone(
            [{"forbidden-successions": {"late": ["early"]}}],
            TWO_DUTIES,
            days=["2026-12-01", "2026-12-03"],
            before={"2026-11-30": {"late": ["甲"]}, "2026-12-04": {"early": ["甲"]}},
        ),
    ],
    "working-time": [
        alone([{"working-time": {"least": 1200, "most": 1800}}], before={"2026-12-02": ["甲"]}),
        alone([{"working-time": {"most": 600}}]),
        alone(
            [{"working-time": {"least": 1800}}],
            people={"甲": {"department": "a", "until": "2026-12-04", "leave": [{"from": "2026-12-02"}]}},
        ),
    ],
    "turns-at-most": [
        alone(
            [{"turns-at-most": {"late": 1, "early": "§duty.days_between"}}],
            TWO_DUTIES,
            days=["2026-12-01", "2026-12-03"],
            before={"2026-12-02": {"early": ["甲"]}},
        ),
    ],
    "wanted-number": [
        one(
            {"members": TWO_MEMBERS["members"] | {"least": 0}, "leader": KEEPER["keeper"] | {"least": 0}},
            [{"wanted-number": {"wanted": 2, "short": 5, "beyond": 3}}],
            people={"甲": "a", "乙": "a"},
            days=["2026-12-01", "2026-12-01"],
        ),
    ],
    "draw-lots": [one(KEEPER, days=["2026-12-01", "2026-12-02"])],
}


def rosters(problem: Problem) -> Iterator[Roster]:
    """Enumerate every roster, up to one person too many in a seat."""
    keys = list(problem.seats)
    choices = [
        [group for size in range(problem.seats[key].count + 2) for group in combinations(problem.people, size)]
        for key in keys
    ]
    if len(choices) > 2 or len(problem.people) > 3:  # too many only where that is small
        choices = [[c for c in own if len(c) <= problem.seats[k].count] for own, k in zip(choices, keys, strict=True)]
    for chosen in product(*choices):
        yield Roster(dict(zip(keys, chosen, strict=True)))


def cost(problem: Problem, rule: Rule, roster: Roster) -> dict[str, int] | None:
    """Post the rule alone, fix the roster, and give the least value of each level; None if it is forbidden."""
    posted = Posted()
    rule.post(problem, posted)
    if any((key, person) in posted.shut for key in problem.seats for person in roster.who(key)):
        return None
    model = Model(opened(posted))
    objectives = {level: model.objective(level) for level in levels(problem)}
    for (key, person), variable in model.variables.items():
        model.cp.add(variable == (person in roster.who(key)))
    values = {}
    for level, objective in objectives.items():
        model.cp.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model.cp) != cp_model.OPTIMAL:
            return None
        values[level] = round(solver.objective_value)
        assert values[level] == posted.value(level, roster)
    return {level: value for level, value in values.items() if value}


def disagreements(problem: Problem, rule: Rule, posted: Rule) -> tuple[int, dict[str, int]]:
    """Count the rosters on which what is posted and what is checked differ, and those of each outcome."""
    differing, seen = 0, {"accepted": 0, "refused": 0, "weighed": 0}
    for roster in rosters(problem):
        forbidden = any(b.forbidden for b in rule.check(problem, roster))
        measured = None if forbidden else {k: v for k, v in rule.measure(problem, roster).items() if v}
        differing += cost(problem, posted, roster) != measured
        seen["refused" if measured is None else "weighed" if measured else "accepted"] += 1
    return differing, seen


PLACES = [(name, place) for name, specs in SPECS.items() for place in range(len(specs))]


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_solver_and_checker_agree(name: str, place: int, tmp_path: Path) -> None:
    problem, rule = tiny.problem(tmp_path, SPECS[name][place]), BY_NAME[name]
    differing, seen = disagreements(problem, rule, rule)
    assert differing == 0
    assert seen["refused"] or seen["weighed"], "no roster of this unit meets the rule: it shows nothing"


class Silent(Rule):
    """A rule that posts nothing."""

    def post(self, problem: Problem, posting: Posting) -> None:
        pass

    def check(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        yield from ()

    def explain(self, problem: Problem, breach: Breach) -> str:
        return ""


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_a_rule_that_is_not_posted_is_noticed(name: str, place: int, tmp_path: Path) -> None:
    differing, _ = disagreements(tiny.problem(tmp_path, SPECS[name][place]), BY_NAME[name], Silent())
    assert differing > 0


def test_a_rule_that_the_unit_does_not_use_binds_nobody(tmp_path: Path) -> None:
    spec = SPECS["window-covered"][1] | {"rules": []}
    problem, rule = tiny.problem(tmp_path, spec), BY_NAME["window-covered"]
    assert disagreements(problem, rule, rule)[0] == 0
    assert disagreements(problem, rule, Silent())[0] == 0


def test_every_rule_is_tested() -> None:
    assert set(SPECS) == {rule.name for rule in RULES}

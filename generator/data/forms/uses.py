"""What forms are for, and what records can give to their cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Use = Literal[
    "service",
    "opinion",
    "appointment",
    "duty",
    "attendance",
    "inspection",
    "case",
    "meeting",
    "office",
    "people",
    "security",
    "logistics",
    "hotline",
]
USES: Mapping[Use, str] = {
    "service": "办事",
    "opinion": "投诉和评价",
    "appointment": "预约和代办",
    "duty": "值班和交接",
    "attendance": "请假和考勤",
    "inspection": "检查",
    "case": "办件文书和登记",
    "meeting": "会议和学习",
    "office": "请示、统计和档案",
    "people": "岗位、培训和考核",
    "security": "安全和设备",
    "logistics": "后勤",
    "hotline": "热线和上门服务",
}
"""What forms are for, in the order in which people see them."""

Source = Literal["duty", "leave", "change", "guide", "complaint"]
FILLS: Mapping[Source, tuple[str, ...]] = {
    "duty": ("unit", "title", "date", "hours", "place", "phone", "people", "next-date", "next-people", "before-people"),
    "leave": (
        "unit",
        "person",
        "department",
        "post",
        "kind",
        "from",
        "until",
        "days",
        "reason",
        "phone-left",
        "cover",
        "stand-in",
        "stand-in-post",
        "handover",
        "approver",
        "requested-on",
        "decision",
        "back",
        "expected",
    ),
    "change": ("unit", "kind", "moment", "reason", "approved-by", "number"),
    "guide": ("unit", "item", "department", "window", "phone", "limit", "received", "due"),
    "complaint": ("unit", "received", "due", "limit"),
}
"""What a record gives to single cells. A duty also gives ``seat.<id>``, the people of one kind of seat."""

ROWS: Mapping[Source, tuple[str, ...]] = {
    "duty": ("seat", "name", "department", "hours"),
    "leave": (),
    "change": ("date", "duty", "hours", "before", "after"),
    "guide": ("material", "form", "copies"),
    "complaint": (),
}
"""What a record gives to the columns of a register, row by row."""

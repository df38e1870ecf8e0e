"""A reader of calendars for the tests, as strict as RFC 5545: it shares nothing with what writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "X-WR-CALNAME")
ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


@dataclass
class Component:
    """A component with its properties (name and parameters to value) and those within it."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]


def read(content: bytes) -> Component:
    """Read one calendar; anything that the standard does not allow is an assertion."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    unfolded = re.sub(b"\r\n[ \t]", b"", content).decode().split("\r\n")[:-1]
    top = Component("")
    open_ = [top]
    for line in unfolded:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            open_.append(Component(value))
            open_[-2].parts.append(open_[-1])
        elif name == "END":
            assert open_.pop().name == value
        else:
            assert name + parameters not in open_[-1].values, line
            open_[-1].values[name + parameters] = text(value) if name in TEXTS else value
    assert open_ == [top]
    (calendar,) = top.parts
    assert calendar.name == "VCALENDAR"
    return calendar


def text(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return re.sub(r"\\.", lambda found: ESCAPES[found[0]], value)

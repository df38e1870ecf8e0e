"""Calendars as files (RFC 5545): texts escaped, lines folded at 75 octets, times in Asia/Shanghai."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ZONE = "Asia/Shanghai"
AHEAD_OF_UTC = timedelta(hours=8)
OCTETS = 75
"""A line holds no more octets than these, its end not counted; what is longer goes on after a blank."""
PRODUCT = "-//Zhiban//Zhiban//ZH"
ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19920101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""One rule: China has had no summer time since 1992."""


@dataclass(frozen=True)
class Event:
    """One event; ``start``, ``end`` and ``stamp`` are local times.

    ``uid`` stays the same whatever becomes of the event; ``sequence`` grows whenever it changes; ``stamp`` is the
    moment of the record that it is made from, so that the same records give the same bytes. ``alarm``: when a calendar
    rings.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    title: str
    place: str = ""
    text: str = ""
    cancelled: bool = False
    alarm: datetime | None = None


def calendar(title: str, events: Sequence[Event]) -> bytes:
    """Give a calendar with its events in order of time."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(title)}", f"X-WR-TIMEZONE:{ZONE}", *ZONE_LINES]
    for event in sorted(events, key=lambda event: (event.start, event.end, event.uid)):
        lines += _event(event)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line)).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_basic(event.stamp - AHEAD_OF_UTC)}Z"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;TZID={ZONE}:{_basic(event.start)}"
    yield f"DTEND;TZID={ZONE}:{_basic(event.end)}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    if event.alarm and not event.cancelled:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(event.title)}")
        yield f"TRIGGER;VALUE=DATE-TIME:{_basic(event.alarm - AHEAD_OF_UTC)}Z"
        yield "END:VALARM"
    yield "END:VEVENT"


def _basic(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def escaped(text: str) -> str:
    """Escape a text value: backslash, semicolon, comma and line ends; other control characters are left out."""
    said = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = said.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in lines if c == "\t" or (ord(c) >= ord(" ") and c != "\x7f"))


def folded(line: str) -> Iterator[str]:
    """Cut a line into parts of so many octets, never within a character; all but the first begin with a blank."""
    part, length = "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > OCTETS:
            yield part
            part, length = " ", 1
        part, length = part + character, length + octets
    yield part

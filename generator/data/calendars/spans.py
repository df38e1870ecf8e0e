"""Stretches of time within a day: what is left of one when others are taken out, and how long it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

Span = tuple[datetime, datetime]
"""Beginning and end; the end is not part of it."""


def without(spans: Sequence[Span], taken: Iterable[Span]) -> list[Span]:
    """Give what is left of the spans, in order of time."""
    left = sorted(spans)
    for start, end in taken:
        pieces = [piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b))]
        left = sorted({(a, b) for a, b in pieces if a < b})
    return left


def length(spans: Iterable[Span]) -> timedelta:
    """Give how long spans last that do not overlap."""
    return sum((b - a for a, b in spans), timedelta())


def part(spans: Iterable[Span], whole: Span) -> Fraction:
    """Give which part of a whole the spans are: half a day is 1/2."""
    return Fraction(length(spans) // timedelta(minutes=1), length([whole]) // timedelta(minutes=1))

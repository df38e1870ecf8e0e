"""Text in cells: never a formula, whatever it begins with, and read back as it was written."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x0d\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SAID = re.compile("_x([0-9A-Fa-f]{4})_")
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅", "·"))


def put(cell: Any, text: str) -> None:
    """Write text into a cell, so that no program takes it for a formula, and control characters survive."""
    cell.value = kept(text)
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@", "'"):
        cell.quotePrefix = True  # stays text when somebody edits the cell


def kept(text: str) -> str:
    """Say characters that XML cannot hold as the format does: ``_x0007_``."""
    return _UNSAID.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def got(text: str) -> str:
    """Read text as ``kept`` writes it."""
    return _SAID.sub(lambda found: chr(int(found[1], 16)), text)


def plain(text: str) -> str:
    """Give text as it is compared: full-width forms, spaces, control characters and kinds of middle dots are alike."""
    same = unicodedata.normalize("NFKC", text).translate(_DOTS)
    return "".join(c for c in same if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))


def bare(text: str) -> str:
    """Give a title as it is compared: letters, digits and Chinese characters alone."""
    return re.sub(r"[\W_]", "", plain(text)).lower()

"""Every error that Zhiban raises on purpose.

::

    ZhibanError
    ├── InputErrors      faults in the files that people keep, all of them at once
    ├── Refused          the command cannot be done now; the text says what to do next
    └── RuleError        a rule raised: a fault of the program, never of the data

People read these texts, so they are Chinese; none of them is ever shown as a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath


class ZhibanError(Exception):
    """Root of the tree."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in one place of one file.

    ``path`` is relative to the project; ``line`` and ``column`` count from 1; ``name`` is the key or
    person at fault; ``what`` says what is wrong and ``right`` what would be right (may be empty).
    """

    path: PurePosixPath
    line: int
    column: int
    name: str
    what: str
    right: str = ""

    def __str__(self) -> str:
        hint = f"；{self.right}" if self.right else ""
        return f"{self.path}:{self.line}:{self.column}: {self.name}：{self.what}{hint}"


class InputErrors(ZhibanError):
    """All faults of all files, in the order of file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class Refused(ZhibanError):
    """A command that cannot be done now.

    Parameters
    ----------
    why
        What stands in the way.
    instead
        What the person can do next: never empty.
    """

    def __init__(self, why: str, instead: str) -> None:
        self.why, self.instead = why, instead
        super().__init__(f"{why}\n下一步：{instead}")


class RuleError(ZhibanError):
    """A rule raised while it was posted or checked; the run stops, nothing is written."""

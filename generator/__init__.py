"""Zhiban （值班）: duty rosters that follow the regulations, and the pages that show both.

The public verbs. Planning is the only one that needs a solver, so it is imported when it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.check import check, sentence
from generator.data import load as _load
from generator.data.load import find_root
from generator.data.project import Project
from generator.office.publishing import publish
from generator.rules import KNOWN

if TYPE_CHECKING:
    from generator.office.planning import plan

__all__ = ["Project", "check", "find_root", "load", "plan", "publish", "sentence"]


def load(root: Path) -> Project:
    """Load everything below a project's folder; all faults of all files raise one ``InputErrors``."""
    return _load.load(root, KNOWN)


def __getattr__(name: str) -> object:
    if name == "plan":
        from generator.office.planning import plan

        return plan
    raise AttributeError(name)

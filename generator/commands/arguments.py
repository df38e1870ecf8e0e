"""What several commands share: the kinds of their arguments, the moment of a command, and recording a change."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from generator.check import Report
from generator.data.files.fields import parse_day
from generator.data.project import Project
from generator.desk import revising, seeking
from generator.reasons.moves import Move
from generator.terminal import say


class Verb(Protocol):
    """Adds a command: its name (two words for one of a group), what it does, an example, and the function to run."""

    def __call__(self, name: str, text: str, example: str, run: object) -> argparse.ArgumentParser:
        """Give the command's parser, with ``--today``, ``--now`` and ``--unit`` added."""


def day(text: str) -> date:
    """Read a day."""
    try:
        read: date = parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return read


def seconds(text: str) -> float:
    """Read a positive number of seconds."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的秒数")
    return value


def moment(text: str) -> datetime:
    """Read a moment; a day alone is its first."""
    try:
        return seeking.moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def end(text: str) -> datetime:
    """Read the end of a span; a day alone is its last moment."""
    try:
        return seeking.moment(text, end=True)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def record(project: Project, report: Report, moves: Sequence[Move], options: Namespace) -> None:
    """Append a change of a published roster, and say where it stands."""
    by = seeking.person(report.problem.unit, options.by) if options.by else ""
    path = revising.revise(
        project,
        report,
        moves,
        reason=options.reason,
        approved_by=by,
        at=options.now,
        as_served=getattr(options, "served", False),
    )
    say(f"已记入：{path.relative_to(project.root)}")
    say("下一步：运行 zhiban site 更新网站；记录文件请一并存入版本库")

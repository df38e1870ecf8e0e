"""How a way to fill a place is told: who, why this person first, what the balances become, which articles hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.check import Report
from generator.data.calendars.spans import Span
from generator.data.records.roster import SeatKey
from generator.data.units.unit import PREFERENCES
from generator.desk import substitute
from generator.ledger import credits
from generator.problem.problem import Problem
from generator.problem.standing import ONE_TURN, Account
from generator.reasons.moves import Move, moved
from generator.reasons.nearby import Change
from generator.rules.base import level_titles, name_of, seat_named
from generator.terminal import (
    say,
)


def say_option(report: Report, option: substitute.Option, number: int) -> None:
    """Print one option."""
    problem = report.problem
    proof = "已证明最少" if option.proven else "目前找到的最少"
    say(f"方案 {number}：改动 {option.size} 席（{proof}）")
    for move, why in zip(option.moves, option.preferences, strict=True):
        seat = place_named(problem, move.key, move.part)
        if move.person:
            holder = f"（原为{name_of(problem, move.holder)}）" if move.holder else ""
            say(f"  {seat}：{name_of(problem, move.person)}{holder}，{PREFERENCES[why]}")
        else:
            say(f"  {seat}：不补人（这一席可以空着）")
    for line in balances(report, option.moves):
        say(f"  {line}")
    worse = _levels(report, option.change)
    say(f"  守住的规定：{'、'.join(_articles(report, option.moves))}{f'；{worse}' if worse else ''}")


def balances(report: Report, moves: Sequence[Move]) -> list[str]:
    """Say what the balances of those concerned become."""
    problem, standing, after = report.problem, report.standing, moved(report.roster, moves)
    changed: Counter[Account] = Counter()
    for key in dict.fromkeys(move.key for move in moves):
        slot, seats = problem.by_key[key], problem.seats[key]
        for roster, sign in ((report.roster, 1), (after, -1)):
            for who, amount in credits(slot, seats, roster).items():
                changed[Account(slot.pool, slot.burden, who)] += sign * amount
    return [
        f"{name_of(problem, account.person)} {problem.unit.unit.pools[account.pool]}（{account.burden}）差额 "
        f"{standing.balance(account) / ONE_TURN:+.2f} → {(standing.balance(account) + amount) / ONE_TURN:+.2f}"
        for account, amount in changed.items()
        if amount
    ]


def place_named(problem: Problem, key: SeatKey, part: Span | None) -> str:
    """Name a seat, and the part of its time that is meant."""
    hours = f"（{part[0]:%H:%M}–{'次日 ' if part[1].date() > part[0].date() else ''}{part[1]:%H:%M}）" if part else ""
    return f"{seat_named(problem, key)}{hours}"


def _articles(report: Report, moves: Sequence[Move]) -> list[str]:
    slots = [report.problem.by_key[move.key] for move in moves]
    cited = [c.text for slot in slots for c in (slot.citation, *(rule.citation for rule in slot.rules.values()))]
    return list(dict.fromkeys(cited))


def _levels(report: Report, change: Change) -> str:
    titles = level_titles(report.problem)
    worse = [
        titles[name] for name, value in change.values.items() if value > 0 and name in ("empty-seats", "turn-order")
    ]
    return f"{'、'.join(worse)}会变差" if worse else ""

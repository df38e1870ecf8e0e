"""How a way to fill a place is told: who, why this person first, what the balances become, which articles hold."""

from __future__ import annotations

from collections.abc import Sequence

from generator import substitute
from generator.check import Report
from generator.data.standing import ONE_TURN, Account
from generator.data.unit import PREFERENCES
from generator.moves import Move
from generator.nearby import Change
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
        seat = seat_named(problem, move.key)
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
    problem, standing = report.problem, report.standing
    changed: dict[Account, int] = {}
    for move in moves:
        slot = problem.by_key[move.key]
        for who, turns in ((move.holder, 1), (move.person, -1)) if problem.seats[move.key].owed else ():
            if who:
                account = Account(slot.pool, slot.burden, who)
                changed[account] = changed.get(account, 0) + turns * slot.weight
    return [
        f"{name_of(problem, account.person)} {problem.unit.unit.pools[account.pool]}（{account.burden}）差额 "
        f"{standing.balance(account) / ONE_TURN:+.2f} → {standing.balance(account) / ONE_TURN + turns:+.2f}"
        for account, turns in changed.items()
        if turns
    ]


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

"""What the commands print: one line of progress, tables with aligned Chinese columns, colours that vanish in a pipe."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator.check import Report, sentence
from generator.data.project import Project, UnitData
from generator.data.records.roster import Level
from generator.problem.problem import Problem
from generator.problem.slots import BurdenClass
from generator.problem.standing import ONE_TURN, Account, Standing
from generator.reasons import impossible
from generator.reasons.explain import why_empty
from generator.render.views.balances import pools
from generator.render.views.occasions import Occasion
from generator.render.views.shapes import Column, DutyTable, week_of
from generator.render.views.shapes import table as layout
from generator.render.views.view import SeatView, SlotView, month_view
from generator.rules.base import level_titles, seat_named, shown, spoken

if TYPE_CHECKING:
    from generator.solver import Progress, Reasons, Repairs

Ledger = Mapping[Account, int]

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def say(text: str, style: str = "") -> None:
    """Print a line; square brackets in it are text."""
    console.print(escape(text), style=style or None, soft_wrap=True)


def complain(text: str) -> None:
    """Print an error; lines are never broken, so that file:line stays whole."""
    errors.print(escape(text), style="red", soft_wrap=True)


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    sheet = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for head in heads:
        sheet.add_column(head, overflow="fold")
    for row in rows:
        sheet.add_row(*map(escape, row))
    console.print(sheet)


@contextmanager
def progress(problem_title: str, titles: dict[str, str]) -> Iterator[Progress]:
    """Show one live line: the level at work, its value and bound, the seconds used. Nothing in a pipe."""
    began = time.monotonic()
    with console.status(f"正在排 {problem_title}") as status:

        def show(name: str, value: int, bound: int) -> None:
            seconds = time.monotonic() - began
            said = f"{shown(name, value)}，下界 {shown(name, bound)}，已用 {seconds:.1f} 秒"
            status.update(f"正在排 {problem_title}：{titles.get(name, name)} {said}")

        yield show


def print_roster(report: Report) -> None:
    """Print who serves, one table a duty: a line a slot, or a line a stretch where the same people stay on."""
    month = month_view(report, "administrator", status="草稿", revision=0, fingerprint="")
    for duty in (layout(month, name) for name in month.duties):
        rows = [[when, *(_held(column.seat(slot)) for column in duty.columns)] for when, slot in _lines(duty)]
        heads = [f"{column.title}{_hours(column)}" for column in duty.columns]
        if duty.shape == "occasions":
            rows = [[_when(one), *(_held(one.seat(kind)) for kind in duty.kinds)] for one in duty.occasions]
            heads = [*duty.kinds]
        table(f"\n{duty.title} {report.problem.period.title}", ["日期", *heads], rows)


def _lines(duty: DutyTable) -> Iterator[tuple[str, SlotView]]:
    """Give the slots to print with the words for their days."""
    if duty.shape == "stretches":
        yield from ((f"{s.days} {s.weekdays} {len(s.slots)} 次", s.slots[0]) for s in duty.stretches)
    elif duty.shape == "weeks":
        yield from (("（".join(week_of(slot)) + "）", slot) for slot in duty.slots)
    else:
        yield from ((spoken(slot.day), slot) for slot in duty.slots)


def _when(one: Occasion) -> str:
    """Say when an occasion is, and what it is."""
    return f"{spoken(one.slot.day)} {one.hours.starts:%H:%M}–{one.hours.ends:%H:%M} {one.text}"


def _hours(column: Column) -> str:
    if not column.hours:
        return ""
    _, hours = column.hours[0]
    return f" {hours.starts:%H:%M}–{hours.ends:%H:%M}"


def _held(seat: SeatView | None) -> str:
    """Name those who hold a seat; it may be new, or gone, in the middle of a month."""
    if seat is None:
        return "—"
    return "、".join([*(person.name for person in seat.people), *["【空缺】"] * seat.empty]) or "—"


def print_levels(problem: Problem, levels: Sequence[Level], seconds: Sequence[float]) -> None:
    """Print value, bound and proof of each level."""
    titles = level_titles(problem)
    rows = [
        [
            titles.get(level.name, level.name),
            shown(level.name, level.value),
            shown(level.name, level.bound),
            "已证明最优" if level.proven else "未证明，到时为止的最好结果",
            f"{used:.2f}",
        ]
        for level, used in zip(levels, seconds, strict=True)
    ]
    table("\n各层目标（由重到轻）", ["层级", "值", "下界", "证明", "秒"], rows)


def print_balances(report: Report) -> None:
    """Print the ledger after the period."""
    for pool in pools([report], "administrator"):
        for burden in pool.classes:
            said = [[r.person, r.department, f"{r.due:.2f}", str(r.served), f"{r.balance:+.2f}"] for r in burden.rows]
            title = f"{pool.title}（{burden.title}）" if len(pool.classes) > 1 else pool.title
            table(f"\n{title}台账（正数为少值）", ["姓名", "部门", "应值", "实值", "差额"], said)


def print_ledger(unit: UnitData, due: Ledger, served: Ledger, standing: Standing, year: int | None) -> None:
    """Print the ledger by pool and class: what was due, what was served, and the difference over all years."""
    when = f"{year} 年" if year else "历年"
    for pool, title in unit.unit.pools.items():
        for burden in BurdenClass:
            accounts = sorted({a for a in (*due, *served) if (a.pool, a.burden) == (pool, burden)})
            rows = [
                [
                    unit.people[a.person].name,
                    f"{due[a] / ONE_TURN:.2f}",
                    str(served[a] // ONE_TURN),
                    f"{standing.balance(a) / ONE_TURN:+.2f}",
                ]
                for a in sorted(accounts, key=lambda a: (-standing.balance(a), a.person))
            ]
            if rows:
                table(f"\n{title}台账（{burden.value}，{when}）", ["姓名", "应值", "实值", "差额（正数为少值）"], rows)
                totals = sum(due[a] for a in accounts) / ONE_TURN, sum(served[a] for a in accounts) // ONE_TURN
                say(f"合计 应值 {totals[0]:.2f} 次，实值 {totals[1]} 次")


def print_findings(report: Report) -> None:
    """Print breaches with their articles, empty seats with their reasons, then the wishes not met."""
    for breach in report.grave:
        say(f"✗ {sentence(report.problem, breach)}", "red")
        if breach.rule == "seat-filled" and not breach.forbidden:
            for reason in why_empty(report, breach.key):
                say(f"    {seat_named(report.problem, breach.key)}：{reason}")
    wishes, unmet = len(report.problem.wishes), sum(b.rule == "wishes" for b in report.wishes)
    if wishes:
        say(f"意愿 {wishes} 条，未能照顾 {unmet} 处")
    for breach in report.wishes:
        say(f"· {sentence(report.problem, breach)}", "yellow")


def print_overruled(project: Project) -> None:
    """Print the local figures that national law does not allow, each with its file and line."""
    for found in project.overruled:
        say(f"⚠ {found.fault}", "yellow")


def print_impossible(problem: Problem, reasons: Reasons, repairs: Repairs) -> None:
    """Print why seats stay empty whatever is done, and the smallest things that would fill them."""
    if reasons.feasible:
        say("\n其实每个席位都排得满，只是这次时间不够：加长 --limit 再排一次", "yellow")
        return
    say("\n排不满的原因", "bold")
    for number, reason in enumerate(reasons.found, 1):
        least = "" if reason.minimal else "（时间不够，没有缩到最少）"
        say(f"{number}. 下面这些要求不能同时做到{least}：")
        for line in impossible.reason(problem, reason.instances):
            say(f"    {line}")
    if reasons.more:
        say("    可能还有别的原因，没有逐一列出")
    say("可以这样补救（任选一种，放宽的由少到多）", "bold")
    for line in impossible.menu(problem, [repair.instances for repair in repairs.found]):
        say(line)
    if not repairs.found:
        say("    限定时间内没有找到补救办法：加长 --limit 再试", "yellow")
    elif not repairs.proven:
        say("    限定时间内没有证明这是最少的改动，可能还有更省事的办法", "yellow")

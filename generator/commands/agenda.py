"""Printing the agenda of a month, and what is due in the next days."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from datetime import date

import generator
from generator.agenda.listing import agenda
from generator.agenda.occurrences import Occurrence
from generator.agenda.reminders import Reminder, due
from generator.commands.arguments import Verb
from generator.data.agenda.series import KINDS
from generator.data.project import UnitData
from generator.days.dates import Open
from generator.days.moving import said
from generator.errors import Refused
from generator.render.views.agendas import hours, paper_said, people, who
from generator.terminal import say, table

DAYS = 7
"""Days ahead of which what is due is told, where nothing else is said."""


def add(verb: Verb) -> None:
    """Add the command."""
    text = "看一个月的会议、报送、检查和交接；或者近几天要交什么"
    command = verb("agenda", text, "zhiban agenda 2026-12 --unit hall\n  zhiban agenda --due --today 2026-11-24", run)
    command.add_argument("month", nargs="?", metavar="月份", help="如 2026-12；不写时是本月")
    command.add_argument("--due", action="store_true", help="只看近几天到期的")
    command.add_argument("--days", type=_whole, default=DAYS, metavar="天数", help=f"往后看几天，不写时 {DAYS} 天")


def _whole(text: str) -> int:
    """Read a number of days."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"“{text}”不是天数")
    return int(text)


def run(options: Namespace) -> int:
    """Print the agenda."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    if not unit.agenda:
        raise Refused(
            f"{unit.unit.title}还没有会议和期限", f"在 rosters/{unit.id}/agenda/ 里每项建一个文件夹，见 CONTRIBUTING"
        )
    if options.due:
        _print_due(unit, due(project, unit, options.today, options.days), options.today)
        return 0
    period = unit.period(options.month or f"{options.today:%Y-%m}")
    found = agenda(project, unit, period.first, period.last)
    _print_month(unit, period.title, found.occurrences)
    _print_open(found.open)
    return 0


def _print_month(unit: UnitData, title: str, found: tuple[Occurrence, ...]) -> None:
    rows = [
        [said(own.day), KINDS[own.series.kind], own.title, hours(own), "；".join(who(unit, own)), _reason(own)]
        for own in found
        if not own.daily
    ]
    table(f"{unit.unit.title} {title}会议和期限", ["日期", "种类", "事项", "时间", "谁", "说明和依据"], rows)
    daily = {own.id: own for own in reversed(found) if own.daily}
    own_days = [[KINDS[o.series.kind], o.title, hours(o), o.citation.text] for o in reversed(daily.values())]
    if own_days:
        table("\n每天都有的", ["种类", "事项", "时间", "依据"], own_days)


def _reason(own: Occurrence) -> str:
    cited = own.moved_by.text if own.moved_by and own.moved_by != own.citation else ""
    why = f"{own.why}（{cited}）" if own.why and cited else own.why
    return "；".join(filter(None, (why, *(paper_said(own, paper) for paper in own.papers), own.citation.text)))


def _print_open(found: tuple[Open, ...]) -> None:
    if found:
        rows = [[one.series.title, one.state, one.why] for one in found]
        table("\n日期还不能确定的", ["事项", "状态", "原因"], rows)


def _print_due(unit: UnitData, found: tuple[Reminder, ...], today: date) -> None:
    if not found:
        say(f"{unit.unit.title}：近几天没有到期的事项")
        return
    rows = []
    for one in found:
        when = "今天" if one.at.date() == today else said(one.at.date())
        lacking = f"还没有报：{'、'.join(people(unit, one.missing))}" if one.missing else ""
        clock = f" {one.at:%H:%M}" if one.occurrence.clocked or one.title != one.occurrence.title else " 下班前"
        by = one.to or "；".join(who(unit, one.occurrence))
        rows.append([f"{when}{clock}", one.title, by, lacking, one.citation.text])
    table(f"{unit.unit.title} 近几天到期", ["期限", "事项", "交给或由谁", "缺的", "依据"], rows)

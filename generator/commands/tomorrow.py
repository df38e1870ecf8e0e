"""The emergency sheet of the next open day, made every evening."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import generator
from generator.commands.arguments import Verb, day
from generator.desk.tomorrow import Critical, Sheet, next_open, sheet
from generator.folders import outside_sites, write_whole
from generator.render.paper.tomorrow import NOBODY, files, opening
from generator.render.text.templating import spoken_day, weekday
from generator.terminal import say

FOLDER = "build/tomorrow"


def add(verb: Verb) -> None:
    """Add the command."""
    command = verb("tomorrow", "出明日应急单：一页 A4 和一张手机图片", "zhiban tomorrow --unit hall", run)
    command.add_argument("--day", type=day, metavar="日期", help="哪一天的；不写时是下一个开放的日子")
    command.add_argument(
        "--out", type=Path, metavar="文件夹", help=f"写到哪个文件夹（默认 {FOLDER}）；不能是网站的文件夹"
    )


def run(options: Namespace) -> int:
    """Write the sheet, and say in short what stands on it."""
    out = outside_sites(options.root, options.out or options.root / FOLDER)
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    made = sheet(project, unit, options.day or next_open(project, unit, options.today), options.now)
    written = [
        write_whole(out / f"{unit.id}-{made.day}{ending}", content)
        for ending, content in files(made, options.now).items()
    ]
    _tell(made)
    say("\n" + "\n".join(f"已写出：{path}" for path in written))
    say("内部使用：可以发到工作群，不要放到网站上")
    return 0 if made.published else 1


def _tell(made: Sheet) -> None:
    say(f"{made.unit.unit.title}　{spoken_day(made.day)} {weekday(made.day)}　{opening(made)}", "bold")
    if not made.published:
        say("⚠ 本月值班表尚未发布，单上没有当月的值班人员", "yellow")
    for duty in made.duties:
        seats = [
            f"{seat.title} {'、'.join([*seat.people, *['【空缺】'] * seat.empty])}"
            for seat in duty.seats
            if seat.people or seat.empty
        ]
        say(f"{duty.title}：{'　'.join(seats) or '—'}")
    for window in made.windows:
        if window.uncovered:
            say(f"⚠ {window.title}有时段无人", "yellow")
    say("\n人没有到时，依次找谁（办公电话）", "bold")
    for seat in made.critical:
        say(f"{seat.title} {'、'.join(seat.holders) or NOBODY}：{_asked(seat)}")
    if made.left_out:
        say(f"只供管理人员看的值班没有写在单上：{'、'.join(made.left_out)}")


def _asked(seat: Critical) -> str:
    people = [f"{who.name} {who.phone}（{who.why}）" for who in seat.stand_ins]
    return "；".join(people) or "按规章无人可代"

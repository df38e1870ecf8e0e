"""Amending on the command line: the next version is opened, and what it would break is said before it takes effect."""

from __future__ import annotations

from argparse import Namespace

import generator
from generator.commands.arguments import Verb, day
from generator.office import drafts
from generator.regulations import amending
from generator.render.text.templating import spoken_day
from generator.terminal import say


def add(verb: Verb) -> None:
    """Add the commands of amending."""
    example = "zhiban amend duty-group --effective 2027-03-01"
    command = verb("amend", "修订规章：从现行版本开出下一个版本的草案", example, amend)
    command.add_argument("regulation", metavar="规章", help="规章的编号，即 docs/regulations 里的文件夹名")
    command.add_argument("--effective", type=day, required=True, metavar="日期", help="拟施行日期")
    command = verb("impact", "看草案施行后，哪些已发布和已排好的班不再符合", "zhiban impact duty-group", impact)
    command.add_argument("regulation", metavar="规章", help="规章的编号")
    command.add_argument("--effective", type=day, metavar="日期", help="假定从这一天起施行；不写时按草案里的日期")


def amend(options: Namespace) -> int:
    """Open the next version of a regulation."""
    project = generator.load(options.root)
    path = amending.amend(project, options.regulation, options.effective, options.today)
    say(f"已开出草案：{path.relative_to(project.root)}")
    say(f"下一步：改好条文和数字，写明 changes，再运行 zhiban impact {options.regulation}")
    say(f"公布以后，把文件名改成 {options.effective}.md，写上文号和公布日期，删去 effective 一行")
    return 0


def impact(options: Namespace) -> int:
    """Say per article which rosters a draft would break."""
    project = generator.load(options.root)
    kept = drafts.read(project, project.root / drafts.FOLDER)
    plans = [(project.units[unit], plan) for unit, own in kept.items() for plan in own]
    found = amending.impact(project, options.regulation, plans, options.effective)
    draft = project.regulations.by_id[options.regulation].draft
    assert draft is not None
    say(f"《{draft.head.title}》草案，假定自{spoken_day(options.effective or draft.effective)}起施行", "bold")
    broken = 0
    for unit, effects in found.items():
        for effect in effects:
            what = f"{project.units[unit].unit.title} {effect.period.title}{'（草稿）' if effect.planned else ''}"
            count = sum(len(said) for _, said in effect.new)
            ended = f"，另有 {effect.ended} 处不再是不符合项" if effect.ended else ""
            say(f"{what}：{effect.slots} 个班次，{f'{count} 处不再符合' if count else '仍然全部符合'}{ended}")
            for article, said in effect.new:
                say(f"  {article}：{len(said)} 处", "red")
                for line in said:
                    say(f"    {line}")
            broken += count
    if not any(found.values()):
        say("那一天以后还没有已发布或已排好的班次；用 --effective 写一个早一些的日子可以试算")
    return 1 if broken else 0

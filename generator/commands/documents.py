"""Documents on the command line: the notice of a roster, to be edited and printed."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

import generator
from generator.commands.arguments import Verb
from generator.data.calendars.period import Period
from generator.data.project import UnitData
from generator.data.records.roster import Published
from generator.desk import seeking
from generator.errors import Refused
from generator.folders import outside_sites, write_whole
from generator.office import publishing
from generator.office.signoff import course
from generator.terminal import say

FOLDER = "build/documents"


def add(verb: Verb) -> None:
    """Add the command."""
    example = "zhiban notice 2026-12 --unit social-security --out 通知.docx"
    command = verb("notice", "出值班表的通知（Word 公文，可以再改），值班表作为附件", example, notice)
    command.add_argument("period", metavar="期间", help="月份，如 2026-12，或专门期间的名字")
    command.add_argument("--out", type=Path, metavar="文件", help=f"写成哪个文件（默认在 {FOLDER} 里）；不能在网站里")
    command.add_argument("--duty", action="append", default=[], metavar="值班", help="只写这一种值班；可以写几次")
    command.add_argument("--to", default="各部门", metavar="机关", help="主送机关（默认 各部门）")
    command.add_argument("--audience", choices=("public", "staff"), default="staff", help="给谁看（默认 staff）")
    command.add_argument("--name", default="plan", metavar="名字", help="没有发布时，用哪份草稿出送审稿（默认 plan）")


def notice(options: Namespace) -> int:
    """Write the notice of a published roster, or of a draft for those who sign it."""
    from generator.documents.notice import notice as made  # noqa: PLC0415 -- what writes documents is slow to import
    from generator.render.views.gather import view_of  # noqa: PLC0415

    project = generator.load(options.root)
    unit = project.unit(options.unit)
    period = unit.period(options.period)
    out: Path = options.out or options.root / FOLDER / f"{unit.id}-{period.name}.docx"
    if out.suffix != ".docx":
        raise Refused(f"{out.name} 不是 .docx", "把 --out 写成 通知.docx 这样的文件名")
    target = outside_sites(options.root, out)
    history = unit.published.get(period.name)
    if history:
        record, draft, report = history.plan, None, seeking.period(project, unit, period)
    else:
        record, report = publishing.sound(project, unit, period, options.name, allow_empty=True)
        draft = record
    on = _dated(unit, period, record, options.today)
    content = made(project, view_of(report, draft, options.audience, "posting"), options.duty, options.to, on)
    say(f"已写出：{write_whole(target, content)}")
    if draft:
        say("还没有发布：标题写有“送审稿”", "yellow")
    say("文号留空，没有版头和印章；内容可以在 Word 或 WPS 里再改")
    say(f"版式的模板：templates/documents/notice.docx；本单位自己的放在 rosters/{unit.id}/templates/notice.docx")
    return 0


def _dated(unit: UnitData, period: Period, record: Published, today: date) -> date:
    """Give the day that the notice bears: of the newest change, else of the issue (签发), else of publication."""
    history, state = unit.published.get(period.name), course(unit, period, record)
    changed = history.files[-1][1].published if history and len(history.files) > 1 else None
    issued = state.step("issue") if state else None
    return changed or (issued.on if issued else None) or record.published or today

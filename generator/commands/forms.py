"""Forms on the command line: listed, printed blank, or filled from a record."""

from __future__ import annotations

import csv
import io
from argparse import Namespace
from pathlib import Path

import generator
from generator.commands.arguments import Verb, day
from generator.commands.guides import guide_of
from generator.data.files.schema import nearest
from generator.data.forms.form import Form
from generator.data.forms.uses import USES
from generator.data.project import Project, UnitData
from generator.errors import Refused
from generator.folders import outside_sites, write_whole
from generator.render.paper import filled, filled_cases, forms
from generator.terminal import say, table

FOLDER = "build/forms"
MARK = "内部资料　不得公开"
ASKED = {"duty": "--date", "leave": "--leave", "change": "--change", "guide": "--guide", "complaint": "--complaint"}
AUDIENCES = {"public": "对外", "staff": "内部", "restricted": "限管理人员"}


def add(verb: Verb) -> None:
    """Add the command."""
    command = verb("form", "打印一张表格：空白的，或从记录填好的", "zhiban form duty-record --date 2026-11-23", run)
    command.add_argument("name", nargs="?", default="", metavar="表格", help="表格的编号；用 --list 查看")
    command.add_argument("--list", action="store_true", help="列出全部表格")
    command.add_argument("--date", type=day, metavar="日期", help="填上这一天的值班人员")
    command.add_argument("--leave", metavar="记录", help="填上这份请假记录，如 1033-2026-11-25")
    command.add_argument("--change", metavar="期/次", help="填上值班表的这次变更，如 2026-11/1")
    command.add_argument("--guide", metavar="事项", help="填上这个事项的材料、窗口和今天收件的办结日期，如 food-permit")
    command.add_argument("--complaint", action="store_true", help="填上今天收到的投诉应当答复的日期")
    command.add_argument(
        "--out",
        type=Path,
        metavar="文件",
        help=f"写到哪个文件（默认在 {FOLDER}）；以 .csv 结尾的只写登记表的表头。不能写到网站的文件夹",
    )


def run(options: Namespace) -> int:
    """Print a form, or the list of all."""
    project = generator.load(options.root)
    if options.list or not options.name:
        _list(project, options.unit)
        return 0
    if options.name not in project.forms:
        raise Refused(
            f"没有表格“{options.name}”", nearest(options.name, project.forms) or "运行 zhiban form --list 查看"
        )
    form = project.forms[options.name]
    given = [source for source, flag in ASKED.items() if getattr(options, flag[2:])]
    private = bool(given) and given != ["guide"]  # what a guide says is public
    ending = f"-{_mark(options)}" if given else ""
    out = outside_sites(options.root, options.out or options.root / FOLDER / f"{options.name}{ending}.pdf")
    if out.suffix not in (".pdf", ".csv"):
        raise Refused(f"不能写成 {out.name}", "文件名以 .pdf 结尾；只要登记表表头的以 .csv 结尾")
    if out.suffix == ".csv":
        content = _head(form)
    else:
        unit = _unit(project, form, options.unit, bool(given), options.guide or "")
        values = _values(project, unit, form, given, options) if unit else forms.EMPTY
        shown = form.layout != "sheet"  # a sign or a plate is put up for everybody to read
        mark = MARK if (private and not shown) or form.audience == "restricted" else ""
        content = forms.pdf(
            project,
            options.name,
            forms.words(project, options.name, options.today, unit.id if unit else "", values, mark),
        )
    say(f"已写出：{write_whole(out, content)}")
    if private:
        say("填了内部资料，不要放到网站上", "yellow")
    return 0


def _unit(project: Project, form: Form, asked: str | None, needed: bool, guide: str = "") -> UnitData | None:
    """Give the unit that prints a form; None where it is left blank."""
    if guide and asked is None:
        asked = guide_of(project, guide).elements.unit
    if asked is None and len(form.units) == 1:
        return project.unit(form.units[0])
    if asked is None and not needed:
        return None
    unit = project.unit(asked)
    if form.units and unit.id not in form.units:
        raise Refused(f"{unit.unit.title}不用《{form.title}》", f"用这张表的单位：{'、'.join(form.units)}")
    return unit


def _values(project: Project, unit: UnitData, form: Form, given: list[str], options: Namespace) -> forms.Values:
    """Read the record that a form is filled from."""
    if not given:
        return forms.EMPTY
    source = form.filled
    if source is None or given != [source.from_]:
        right = f"这张表用 {ASKED[source.from_]} 填写" if source else "这张表只印空白的"
        raise Refused(f"《{form.title}》不能从 {'、'.join(ASKED[s] for s in given)} 填写", right)
    if source.from_ == "duty":
        return filled.of_duty(project, unit, source.duty, options.date)
    if source.from_ == "leave":
        return filled.of_leave(project, unit, options.leave)
    if source.from_ == "guide":
        return filled_cases.of_guide(project, guide_of(project, options.guide), options.today)
    if source.from_ == "complaint":
        return filled_cases.of_complaint(project, unit, options.today)
    period, _, number = options.change.rpartition("/")
    if not period or not number.isdecimal():
        raise Refused(f"“{options.change}”不是值班表的变更", "写成 --change 2026-11/1 这样：哪一期，第几次变更")
    return filled.of_change(project, unit, period, int(number))


def _mark(options: Namespace) -> str:
    """Name the record in the file's name."""
    given = options.date or options.leave or options.change or options.guide or options.today
    return str(given).replace("/", "-")


def _head(form: Form) -> bytes:
    """Give the head of a register as CSV, in the encoding that table programs recognise."""
    if form.register is None:
        raise Refused(f"《{form.title}》没有登记表，不能写成 CSV", "文件名以 .pdf 结尾")
    text = io.StringIO()
    csv.writer(text).writerow([column.label for column in form.register.columns])
    return text.getvalue().encode("utf-8-sig")


def _list(project: Project, unit: str | None) -> None:
    known = project.unit(unit).id if unit else ""
    rows: list[list[str]] = []
    for use, title in USES.items():
        own = [
            [name, form.title, AUDIENCES[form.audience], ASKED[form.filled.from_] if form.filled else ""]
            for name, form in project.forms.items()
            if form.use == use and (not known or not form.units or known in form.units)
        ]
        rows += [[f"【{title}】", "", "", ""], *own] if own else []
    table("表格", ["编号", "名称", "给谁看", "可以填写"], rows)

"""Postings on the command line: every layout for a wall, a door, a desk or a hand, and pictures for telephones."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import timedelta
from pathlib import Path

import generator
from generator.commands.arguments import Verb, day
from generator.data.project import Project, UnitData
from generator.desk.tomorrow import next_open, sheet
from generator.errors import Refused
from generator.folders import outside_sites, write_whole
from generator.office import drafts
from generator.render.paper import tomorrow
from generator.render.paper.asked import Asked, Post
from generator.render.paper.pictures import PIXELS, words
from generator.render.paper.postings import FOLDER, printed
from generator.render.paper.posts import post
from generator.render.text.rare import rare_names
from generator.render.views.persons import Viewer
from generator.terminal import say, table

OUT = "build/postings"
VIEWERS: dict[str, Viewer] = {"public": "public", "staff": "staff", "restricted": "administrator"}
EXAMPLE = """zhiban post --list
  zhiban post 2026-12 --duty duty-group
  zhiban post --week 2026-12-07 --duty duty-group --paper a3
  zhiban post 2026-12 --person 1017"""
PICTURED = """zhiban picture 2026-12 --duty duty-group
  zhiban picture 2026-12 --person 1017
  zhiban picture --tomorrow"""
LAYOUTS = (
    ("值班总表", "一期的全部值班", "zhiban post 2026-12"),
    ("值班表", "一期的一个班次", "zhiban post 2026-12 --duty duty-group"),
    ("一周值班表", "全部值班，一周，横排", "zhiban post --week 2026-12-07"),
    ("一周值班表", "一个班次，一周，两米外看得清", "zhiban post --week 2026-12-07 --duty duty-group"),
    ("当日值班", "全部值班，一天，贴门口", "zhiban post --day 2026-12-07"),
    ("门牌", "一个班次，一天，大字", "zhiban post --day 2026-12-07 --duty duty-group"),
    ("桌牌", "一个班次一周里每人一块，对折", "zhiban post --week 2026-12-07 --duty duty-group --plate"),
    ("排休表", "倒班的人每人一行", "zhiban post 2026-12 --unit hotline --table shifts --audience staff"),
    (
        "逐日班次表",
        "倒班的每天各班，带节日问候",
        "zhiban post 2026-12 --unit hotline --table shifts --days --audience staff",
    ),
    ("个人值班单", "一个人的一期（内部）", "zhiban post 2026-12 --person 1017"),
    ("代班、换班通知", "发布后的一次变更（内部）", "zhiban post 2026-11 --change 1"),
    ("明日应急单", "谁没到时依次找谁（内部）", "zhiban tomorrow"),
    ("窗口告示牌", "窗口人员暂离时", "zhiban site（在“窗口暂离”页上）"),
    ("考勤汇总", "按月汇总（限管理人员）", "zhiban attendance summary --month 2026-11"),
    ("空白表和牌证", "登记表、桌牌、去向牌等", "zhiban form --list"),
)


def add(verb: Verb) -> None:
    """Add the commands."""
    command = verb("post", "打印值班表、门牌、桌牌、个人值班单，A4 或 A3", EXAMPLE, run)
    _scope(command)
    command.add_argument("--list", action="store_true", help="列出全部版式和写法")
    command.add_argument("--week", type=day, metavar="周一", help="这一周的，写周一的日期")
    command.add_argument("--table", default="", metavar="班次表", help="倒班的排休表，写班次表的编号，如 shifts")
    command.add_argument("--days", action="store_true", help="班次表按天排，不按人排")
    command.add_argument("--plate", action="store_true", help="桌牌：这一周或这一天值班的每人一块")
    command.add_argument("--change", type=int, default=0, metavar="次", help="这一期第几次变更的通知")
    command.add_argument("--paper", choices=("a4", "a3"), default="a4", help="纸张（默认 a4）")
    command.add_argument("--out", type=Path, metavar="文件", help=f"写到哪个文件（默认在 {OUT}）")
    command = verb("picture", "把值班表做成手机上看的图片，发工作群", PICTURED, picture)
    _scope(command)
    command.add_argument("--tomorrow", action="store_true", help="下一个开放日的应急单（内部）")
    command.add_argument("--out", type=Path, metavar="文件", help=f"写到哪个文件（默认在 {OUT}）")


def _scope(command: ArgumentParser) -> None:
    command.add_argument("period", nargs="?", default="", metavar="期", help="月份或假期，如 2026-12、2026-国庆")
    command.add_argument("--duty", default="", metavar="班次", help="只要这个班次，如 duty-group")
    command.add_argument("--person", default="", metavar="人员", help="只要这个人，写编号或姓名（内部）")
    command.add_argument("--day", type=day, metavar="日期", help="这一天的")
    command.add_argument("--drafts", action="store_true", help="没有发布的用草稿")
    command.add_argument(
        "--audience", choices=tuple(VIEWERS), help="给谁看：公众、工作人员、管理人员；姓名按各自的写法（默认 public）"
    )


def run(options: Namespace) -> int:
    """Print a posting, or the list of all layouts."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    if options.list:
        _list(unit, options)
        return 0
    made = _made(project, unit, options)
    out = _out(options, f"{made.file}.pdf")
    content = printed(FOLDER / f"{made.template}.typ", made.content, made.where, paper=options.paper)
    _tell(project, unit, options, made, write_whole(out, content))
    if made.live and not project.address:
        say("没有印二维码：rosters/center.yml 的 site_url 是空的；填上网站地址，纸上就有核对用的二维码")
    return 0


def picture(options: Namespace) -> int:
    """Make a picture."""
    project = generator.load(options.root)
    unit = project.unit(options.unit)
    if options.tomorrow:
        return _tomorrow(project, unit, options)
    made = _made(project, unit, options)
    out = _out(options, f"{made.file}.png")
    content = printed(
        FOLDER / "phone.typ", words(made, internal=_viewer(options) != "public"), made.where, picture=PIXELS
    )
    _tell(project, unit, options, made, write_whole(out, content))
    return 0


def _tomorrow(project: Project, unit: UnitData, options: Namespace) -> int:
    """Make the picture of the emergency sheet, which is always for staff alone."""
    if options.period or options.duty or options.person:
        raise Refused("--tomorrow 是全单位的应急单", "不写期、--duty 和 --person")
    made = sheet(project, unit, options.day or next_open(project, unit, options.today), options.now)
    out = _out(options, f"{unit.id}-{made.day}-tomorrow.png", internal=True)
    say(f"已写出：{write_whole(out, tomorrow.picture(made, options.now))}")
    say("内部使用：可以发到工作群，不要放到网站上", "yellow")
    return 0 if made.published else 1


def _made(project: Project, unit: UnitData, options: Namespace) -> Post:
    """Read what is asked for; refused where the words contradict each other."""
    given = {name: bool(getattr(options, name, "")) for name in ("duty", "table", "person", "change", "week", "day")}
    for names in (("duty", "table", "person", "change"), ("week", "day")):
        if len(said := [f"--{name}" for name in names if given[name]]) > 1:
            raise Refused(f"{'、'.join(said)} 不能一起写", "只留一个；运行 zhiban post --list 看各种版式的写法")
    if (given["table"] or given["person"] or given["change"]) and (given["week"] or given["day"]):
        raise Refused("班次表、个人值班单和变更通知按期印", "去掉 --week 和 --day，写上月份")
    plate, daily = getattr(options, "plate", False), getattr(options, "days", False)
    if daily and not given["table"]:
        raise Refused("--days 只用于班次表", "加上 --table，如 --table shifts")
    if plate and (not given["duty"] or options.paper != "a4"):
        raise Refused("桌牌按班次印在 A4 纸上", "加上 --duty，不写 --paper")
    asked = Asked(
        viewer=_viewer(options),
        name=options.period,
        duty=options.duty,
        table=getattr(options, "table", ""),
        person=options.person,
        change=getattr(options, "change", 0),
        week=getattr(options, "week", None),
        day=options.day,
        daily=daily,
        plate=plate,
    )
    kept = drafts.read(project, options.root / drafts.FOLDER).get(unit.id, ()) if options.drafts else ()
    return post(project, unit, asked, kept)


def _viewer(options: Namespace) -> Viewer:
    """Give the audience; what is of one person or one change is never for the public."""
    internal = options.person or getattr(options, "change", 0)
    if internal and options.audience == "public":
        raise Refused("个人值班单和变更通知是内部资料", "不写 --audience public")
    return VIEWERS[options.audience or ("staff" if internal else "public")]


def _out(options: Namespace, name: str, *, internal: bool = False) -> Path:
    """Give the file to write; what is not for the public never lies in a site."""
    out: Path = options.out or options.root / OUT / name
    if out.suffix != Path(name).suffix:
        raise Refused(f"不能写成 {out.name}", f"文件名以 {Path(name).suffix} 结尾")
    return outside_sites(options.root, out) if internal or _viewer(options) != "public" else out.resolve()


def _tell(project: Project, unit: UnitData, options: Namespace, made: Post, path: Path) -> None:
    say(f"已写出：{path}")
    for line in rare_names(project, unit.id):
        say(f"· {line}")
    if made.hidden:
        say(f"只供管理人员看的值班没有写在上面：{'、'.join(made.hidden)}；都要的加上 --audience restricted", "yellow")
    if _viewer(options) != "public":
        say("内部使用，不要放到网站上", "yellow")


def _list(unit: UnitData, options: Namespace) -> None:
    """Print the layouts, and the duties and tables of the unit."""
    for name, use, example in LAYOUTS:
        say(f"{name}　{use}\n    {example}")
    known = [(name, versions.on(options.today + timedelta(days=31))) for name, versions in unit.duties.items()]
    audience = {"public": "公众", "staff": "工作人员", "restricted": "管理人员"}
    rows = [[name, duty.title, audience[duty.audience]] for name, duty in known if duty]
    rows += [[name, shown.title, audience[shown.audience]] for name, shown in unit.unit.shift_tables.items()]
    say("")
    table(f"{unit.unit.title}的班次和班次表", ["编号", "名称", "给谁看"], rows)

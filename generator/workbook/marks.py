"""What a workbook says of itself: from which roster it was made, by which articles, and how it is edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.problem.problem import Problem
from generator.workbook import tables
from generator.workbook.opening import Table
from generator.workbook.source import Source
from generator.workbook.text import plain

UNIT, PERIOD, MARK = "单位编号", "期间", "指纹"


def known(source: Source, state: str) -> list[tuple[str, str]]:
    """Say what the workbook was made from, and by which articles."""
    problem = source.report.problem
    articles = dict.fromkeys(f"{slot.title}：{slot.citation.text}" for slot in problem.slots)
    return [
        (UNIT, problem.unit.id),
        (PERIOD, problem.period.name),
        ("状态", state),
        (MARK, source.mark),
        ("依据", "；".join(articles)),
    ]


def manual(problem: Problem) -> Iterator[str]:
    """Say how the workbook is edited, and what comes back."""
    name = f"--by 批准人 --reason 调整 --unit {problem.unit.id}"
    yield "改人：在“值班表”或某一种值班自己的表里改姓名，两处改一处就行；两处改得不一样，导入时会指出来。"
    yield "单元格右边的下拉名单是这一席当天可以安排的人。一格写几个人的，姓名之间用顿号隔开。"
    yield "重名的人，姓名后面带编号，如“张三（1017）”，请连编号一起写。"
    yield "填“—”的格子当天不值班，请留着。红色的格子还缺人。"
    yield "按场次安排的值班不在“值班表”里，在它自己的表里，一场一行。备注里某人代某人一段时间的，导入后不变。"
    yield "“请假”和“意愿”表下面的空行可以填新的，导入后各成一条记录，请假还要按规定批准。已有的行、人员和台账只供查看。"
    yield "可以移动行列、合并单元格、隐藏行列。日期和表头不要删；不要加宏、公式和外部链接，有的不予导入。"
    yield "导入：zhiban workbook import 文件.xlsx 先看有哪些改动、是否符合规定，一处也不写入。"
    yield f"记入：核对无误后加上 --accept {name}；已发布的记为一次变更，草稿则更新草稿。"


def marks(sheets: Sequence[Table]) -> dict[str, str]:
    """Read them from the notes; empty where these are gone."""
    notes = next((table for table in sheets if table.name == tables.NOTES), None)
    found: dict[str, str] = {}
    for row in notes.rows if notes else ():
        said = [text for column in notes.columns if (text := notes.text(row, column).strip())] if notes else []
        if len(said) > 1 and plain(said[0]) in (UNIT, PERIOD, MARK):
            found[plain(said[0])] = said[1]
    return found


def grids(sheets: Sequence[Table]) -> list[Table]:
    """Give the sheets in which a roster may stand."""
    beside = {tables.PEOPLE, tables.LEAVE, tables.WISHES, tables.LEDGER, tables.NOTES, tables.LISTS}
    return [table for table in sheets if table.name not in beside]

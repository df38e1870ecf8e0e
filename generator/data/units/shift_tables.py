"""Tables of people by days (倒班表、排休表) over the duties of those who work in shifts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.data.files.fields import Audience, Citable
from generator.data.files.names import Read, known
from generator.data.files.reading import Document
from generator.data.files.schema import Record

Festival = Literal["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
REST = "休"
"""What stands in the cell of somebody who has no turn: no shift may be called so."""


class Greetings(Record):
    """Festivals with a greeting of their own (节日问候语); it is used on their days off, as the calendar has them."""

    festivals: Annotated[tuple[Festival, ...], Field(min_length=1)]
    article: Citable = None


class ShiftTable(Record):
    """Which duties one table shows together, each by its ``short``.

    Only who may see all of them sees the table, and perhaps not everybody of those: ``audience`` can be narrower.
    """

    title: Annotated[str, Field(min_length=1)]
    duties: Annotated[tuple[str, ...], Field(min_length=1)]
    audience: Audience = "public"
    greetings: Greetings | None = None
    article: Citable = None


def check_shift_table(document: Document, name: str, shown: ShiftTable, read: Read) -> None:
    """Report duties that do not exist, that stand there twice, or that no short name tells apart in a cell."""
    taken: dict[str, str] = {}
    for i, duty in enumerate(shown.duties):
        here = ("shift_tables", name, "duties", i)
        known(document, here, duty, read.duties, "值班")
        if duty in shown.duties[:i]:
            document.fault(here, f"“{duty}”写了两次", "删去一个")
            continue
        for _, version in sorted(read.duties.get(duty, ()), key=lambda pair: pair[0]):
            short = version.tree.get("short", "") if isinstance(version.tree, dict) else ""
            if not short:
                what = f"“{duty}”没有简称，不能在一格里写出（{version.path.name}）"
                document.fault(here, what, "在它的文件里写 short，一两个字，如 早")
            elif taken.setdefault(str(short), duty) != duty:
                what = f"“{duty}”和“{taken[str(short)]}”的简称都是“{short}”，在表里分不开"
                document.fault(here, what, "改其中一个的 short")
            elif short == REST:
                document.fault(here, f"“{duty}”的简称是“{REST}”，与不上班的格子分不开", "改它的 short")

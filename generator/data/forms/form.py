"""Forms （表格）: slips, registers, check lists, signs and cards, each declared once with its cells and articles.

``docs/forms/<id>.yml``. A form is printed blank, or filled from a record: a cell names by ``fill`` what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from generator.data.files.fields import ArticleRef, Audience, Day, parse_article
from generator.data.files.reading import Place
from generator.data.files.schema import Record
from generator.data.forms.uses import Source, Use

Kind = Literal["单", "表", "册", "簿", "牌", "证", "书"]
Width = Literal["quarter", "third", "half", "two-thirds", "three-quarters", "full"]
TWELFTHS: Mapping[Width, int] = dict(zip(get_args(Width), (3, 4, 6, 8, 9, 12), strict=True))
MOST, SHORT = 5, 6
"""Cells of a sign, plate or card, and letters of their labels, at most: it is read from afar."""

NARROWEST = 36
"""No column of a register is narrower than this part of the whole: a letter has to fit."""

Label = Annotated[str, Field(min_length=1, max_length=40)]
Words = Annotated[str, Field(min_length=1, max_length=400)]


class Cell(Record):
    """A label with a place to write; ``lines`` is its height, ``hint`` stands small in it while it is empty.

    ``contact``: a telephone or an address of somebody: never filled, people write it themselves.
    """

    label: Label
    type: Literal["text", "date", "time", "moment", "span", "number", "choice", "opinion"] = "text"
    width: Width = "full"
    lines: Annotated[int, Field(ge=1, le=20)] = 1
    options: tuple[Label, ...] = ()
    unit: Annotated[str, Field(max_length=8)] = ""
    hint: Annotated[str, Field(max_length=80)] = ""
    contact: bool = False
    fill: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Cell:
        if (self.type == "choice") != bool(self.options):
            raise ValueError(f"“{self.label}”：选项（options）与 type: choice 要同时写")
        if self.unit and self.type != "number":
            raise ValueError(f"“{self.label}”：单位（unit）只用于 type: number")
        if self.contact and self.fill:
            raise ValueError(f"“{self.label}”：个人联系方式只留空格，由本人填写；删去 fill")
        return self


class Column(Record):
    """A column of a register; ``width`` is its part of the whole."""

    label: Label
    width: Annotated[int, Field(ge=1, le=12)] = 2
    type: Literal["text", "tick"] = "text"
    fill: str = ""


class Register(Record):
    """Rows to write in: those that begin with ``items``, else ``rows`` empty ones, or as many as the page holds.

    ``high``: how many lines a row is high.
    """

    title: str = ""
    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=14)]
    numbered: bool = False
    items: tuple[Words, ...] = ()
    rows: Annotated[int, Field(ge=0, le=40)] = 0
    high: Annotated[int, Field(ge=1, le=5)] = 1

    @model_validator(mode="after")
    def _wide_enough(self) -> Register:
        whole = sum(column.width for column in self.columns)
        if narrow := next((c for c in self.columns if c.width * NARROWEST < whole), None):
            raise ValueError(f"“{narrow.label}”一栏太窄，写不下字；各栏宽度合计 {whole}，每栏至少占 1/{NARROWEST}")
        return self


class Checks(Record):
    """Things to tick, in columns ``across``."""

    title: str = ""
    items: Annotated[tuple[Words, ...], Field(min_length=1)]
    across: Annotated[int, Field(ge=1, le=4)] = 2


class Part(Record):
    """One part of a form: cells, a register, a tick list, a sentence with blanks (``____``), or lines to sign."""

    fields: Annotated[tuple[Cell, ...], Field(min_length=1)] | None = None
    table: Register | None = None
    checks: Checks | None = None
    text: Words | None = None
    sign: Annotated[tuple[Label, ...], Field(min_length=1, max_length=6)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Part:
        if len(self.model_fields_set) != 1:
            raise ValueError("每一部分只写 fields、table、checks、text、sign 中的一种")
        return self


class Filled(Record):
    """The record from which a form can be filled; of a ``duty`` its id."""

    from_: Source = Field(alias="from")
    duty: str = ""

    @model_validator(mode="after")
    def _duty_named(self) -> Filled:
        if (self.from_ == "duty") != bool(self.duty):
            raise ValueError("从值班表填写的写明 duty: 值班的编号，其他的不写")
        return self


def _article(text: object) -> object:
    found = parse_article(text)
    if not isinstance(found, ArticleRef):
        raise ValueError('要写依据的条文，如 "§duty-group#record"')
    return found


Article = Annotated[ArticleRef, BeforeValidator(_article)]


class Form(Record):
    """One form. ``units`` use it (none said: all); it is used ``from`` a day on, as ``source`` demands.

    ``copies``: the same slip several times on one sheet, each for somebody. ``handed_to: complaints`` prints where the
    units take complaints, with telephone and limit. A ``sign`` is read from afar, a ``plate`` is folded to stand on a
    desk, a ``card`` is cut out.
    """

    title: Annotated[str, Field(min_length=2, max_length=40)]
    kind: Kind
    use: Use
    audience: Audience = "staff"
    units: tuple[str, ...] = ()
    from_: Day = Field(alias="from")
    source: Annotated[tuple[Article, ...], Field(min_length=1)]
    layout: Literal["sheet", "sign", "plate", "card"] = "sheet"
    size: Literal["A4", "A4-landscape"] = "A4"
    copies: Annotated[tuple[Label, ...], Field(max_length=3)] = ()
    filled: Filled | None = None
    handed_to: Literal["", "complaints"] = ""
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    notes: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _laid_out(self) -> Form:
        cells = [part for part in self.parts if part.fields]
        if self.layout != "sheet" and (len(cells) != 1 or len(self.parts) != 1):
            raise ValueError("牌和证只写一组 fields")
        if self.layout != "sheet" and (len(self.cells) > MOST or any(len(cell.label) > SHORT for cell in self.cells)):
            raise ValueError(f"牌和证最多写 {MOST} 项，每项的名称不超过 {SHORT} 个字，才看得清")
        if self.copies and any(part.table and not (part.table.rows or part.table.items) for part in self.parts):
            raise ValueError("一页几联的，登记的行数（rows）要写明")
        return self

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells with a label, in order."""
        return tuple(cell for part in self.parts for cell in part.fields or ())

    @property
    def register(self) -> Register | None:
        """The first register; None where there is none."""
        return next((part.table for part in self.parts if part.table), None)

    def fills(self) -> Iterator[tuple[Place, str, bool]]:
        """Yield where something is filled in, what, and whether it is in the rows of a register."""
        for i, part in enumerate(self.parts):
            for j, cell in enumerate(part.fields or ()):
                if cell.fill:
                    yield ("parts", i, "fields", j, "fill"), cell.fill, False
            for j, column in enumerate(part.table.columns if part.table else ()):
                if column.fill:
                    yield ("parts", i, "table", "columns", j, "fill"), column.fill, True

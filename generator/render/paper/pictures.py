"""The words of a posting as a picture for a telephone: those of the sheet, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.errors import Refused
from generator.render.paper.asked import Post
from generator.render.paper.sheets import Words

PIXELS = 216
"""Pixels to the inch: the page is 360 pt wide, which makes 1080 pixels."""

ENTRY: Words = {
    "band": "",
    "new-week": False,
    "rest": False,
    "side": "",
    "mark": "",
    "text": "",
    "lines": [],
    "note": "",
}
HEAD = ("unit", "title", "period", "sample", "draft", "record")


def words(post: Post, *, internal: bool) -> Words:
    """Put the words of a sheet in the form of the picture; ``internal``: it says that it is not for the public.

    Raises
    ------
    Refused
        If the layout is one that is only printed.
    """
    make = ROWS.get(post.template)
    if make is None:
        raise Refused(
            f"{post.where}只印在纸上", "图片有三种：一个班次的（--duty）、一天的（--day）、一个人的（--person）"
        )
    sheet = post.content
    return {
        **{key: sheet[key] for key in HEAD},
        "internal": internal,
        "name": sheet.get("name", ""),
        "about": sheet.get("department", ""),
        "facts": [*_facts(sheet)],
        "rows": [ENTRY | row for row in make(sheet)],
        "nothing": f"{sheet['rest']}　当日不排班".strip() if post.template == "day" else sheet.get("sum", ""),
    }


def _facts(sheet: Words) -> Iterator[Words]:
    for fact in sheet.get("facts", ()):
        said = "；".join(f"{value['days']} {value['value']}".strip() for value in fact["values"])
        yield {"label": fact["label"], "value": said}
    if "sum" in sheet and sheet["rows"]:
        yield {"label": "", "value": sheet["sum"]}


def _line(title: str, people: list[Any]) -> Words:
    return {"title": title, "people": [it for it in people if it]}


def _slots(sheet: Words) -> Iterator[Words]:
    """Yield the rows of one duty's sheet: days off, and slots with the people of each kind of seat."""
    alone = len(sheet["seats"]) == 1
    for row in sheet["rows"]:
        if row["kind"] == "rest":
            yield {"band": row["text"], "new-week": row["new-week"]}
            continue
        lines = [
            _line("" if alone else " ".join([seat["title"], *seat["hours"]]), cell)
            for seat, cell in zip(sheet["seats"], row["cells"], strict=True)
        ]
        yield {
            "new-week": row["new-week"],
            "rest": row["rest"],
            "head": row["day"],
            "side": row["weekday"],
            "mark": row["mark"],
            "lines": [line for line in lines if line["people"]],
        }


def _occasions(sheet: Words) -> Iterator[Words]:
    titles = list(dict.fromkeys(seat["title"] for seat in sheet["seats"]))
    for row in sheet["rows"]:
        lines = [_line(title, cell) for title, cell in zip(titles, row["cells"], strict=True)]
        yield {
            "new-week": row["new-week"],
            "head": row["day"],
            "side": f"{row['weekday']} {row['hours']}",
            "text": row["text"],
            "lines": [line for line in lines if line["people"]],
        }


def _duties(sheet: Words) -> Iterator[Words]:
    """Yield the duties of a day."""
    for row in sheet["rows"]:
        about = [row["arrive"], row["place"], f"电话 {row['phone']}" if row["phone"] else "", row["note"]]
        yield {
            "head": row["title"] or sheet["title"],
            "side": row["hours"],
            "lines": [_line(f"{seat['title']} {seat['hours']}".strip(), seat["people"]) for seat in row["seats"]],
            "note": "　".join(filter(None, about)),
        }


def _turns(sheet: Words) -> Iterator[Words]:
    """Yield the turns of one person."""
    for row in sheet["rows"]:
        yield {
            "new-week": row["new-week"],
            "rest": row["rest"],
            "head": row["day"],
            "side": row["weekday"],
            "mark": "已调整" if row["new"] else "",
            "text": f"{row['duty']}　{row['seat']}",
            "note": "　".join(filter(None, (row["hours"], row["arrive"], row["place"], row["note"]))),
        }


ROWS = {"month": _slots, "occasions": _occasions, "day": _duties, "slip": _turns}
"""How the rows of each layout are told on a telephone."""

"""What the series of an agenda say about other files: people, groups, duties, each other, and articles in words."""

from __future__ import annotations

from datetime import date, time

from generator.data.agenda.choices import CHOICES, day_in, expected, found, named_day, nth_in, weekday_in
from generator.data.agenda.series import Series
from generator.data.calendars.festivals import FESTIVALS, named_in
from generator.data.files.names import Read, known, person_known
from generator.data.files.reading import Document, Place, step_into
from generator.data.regulations.references import KnownRegulations, check_references
from generator.data.regulations.resolve import parse_value
from generator.data.regulations.versions import Version

CLOCKS = ("from", "to", "by", "at")
"""Keys whose figure is a time of day."""


def check(read: Read, regulations: KnownRegulations) -> None:
    """Report everything in a unit's agenda that refers to nothing, or to an article that cannot be read so."""
    for versions in read.agenda.values():
        ordered = sorted(versions, key=lambda version: version[0])
        for i, (effective, document) in enumerate(ordered):
            until: date | None = ordered[i + 1][0] if i + 1 < len(ordered) else None

            def value(place: Place, version: Version, name: str, document: Document = document) -> str:
                return value_fault(document, place, version, name)

            check_references(document, (effective, until), regulations, value)
    for document, _, record in read.records:
        if isinstance(record, Series):
            _names(document, record, read)


def value_fault(document: Document, place: Place, version: Version, name: str) -> str:
    """Say what is wrong with the words or the figure of a parameter that is used at a place."""
    value = version.head.parameters[name].value
    where = f"《{version.head.title}》{version.effective} 版的参数“{name}”是“{value}”，"
    key = next(step for step in reversed(place) if isinstance(step, str))
    if key == "on":
        return "" if _on(document, value) else f"{where}看不出是哪一天；写成周五、25 日或第 3 个工作日这样"
    if key == "festivals":
        return "" if named_in(value) else f"{where}没有提到节日；认得的有：{'、'.join(FESTIVALS)}"
    if key in CHOICES:
        return "" if found(value, CHOICES[key]) is not None else f"{where}看不出怎样办；{expected(CHOICES[key])}"
    if key == "every" and value == "0":
        return f"{where}间隔不能是 0"
    return parse_value(version, name, time if key in CLOCKS else int)[1]


def _on(document: Document, value: str) -> bool:
    """Whether a value names a day as the recurrence of the file wants it: a weekday, or a day of the month."""
    recurs = step_into(document.tree, "recurs")
    if step_into(recurs, "each") == "week":
        return weekday_in(value) is not None or named_day(value) == "last-workday"
    return bool(nth_in(value) or named_day(value)) or day_in(value) is not None


def _names(document: Document, series: Series, read: Read) -> None:
    who, unit = series.who, read.names
    for key, names, there, what in (
        ("groups", who.groups, unit("groups"), "人员范围"),
        ("roles", who.roles, unit("roles"), "岗位类别"),
        ("departments", who.departments, unit("departments"), "部门"),
    ):
        for i, name in enumerate(names):
            known(document, ("who", key, i), name, there, what)
    for i, person in enumerate(who.people):
        person_known(document, ("who", "people", i), person, read)
    for place, name, others, what in (
        (("joins",), series.joins, [*read.agenda], "会议或期限"),
        (("recurs", "of"), series.recurs.of, [*read.agenda], "会议或期限"),
        (("filed",), series.filed, [*read.duties], "值班"),
        (("serving", "duty"), series.serving.duty if series.serving else "", [*read.duties], "值班"),
    ):
        if name:
            known(document, place, name, others, what)
    _seat(document, series, read)
    of = read.agenda.get(series.recurs.of, [])
    if any(step_into(step_into(other.tree, "recurs"), "each") == "event" for _, other in of):
        document.fault(("recurs", "of"), f"“{series.recurs.of}”本身也随别的事项而定", "写最先的那一项")


def _seat(document: Document, series: Series, read: Read) -> None:
    """A seat whose holders do it is one of the duty."""
    serving = series.serving
    if serving and serving.seat and serving.duty in read.duties:
        seats = [step_into(document.tree, "seats") for _, document in read.duties[serving.duty]]
        there = {name for found in seats if isinstance(found, dict) for name in found}
        known(document, ("serving", "seat"), serving.seat, there, "席位")

"""Reading forms: one file each; units, articles, duties and what is filled in are there, every fault with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.data.files.names import Read, known
from generator.data.files.reading import Document, Faults, read_document, step_into
from generator.data.files.schema import typed
from generator.data.forms.form import Form
from generator.data.forms.uses import FILLS, ROWS
from generator.data.regulations.references import KnownRegulations, check_references


def read_form(path: Path, faults: Faults, units: Mapping[str, Read], regulations: KnownRegulations) -> Form | None:
    """Read one form; None where it has no sound shape."""
    document = read_document(path, faults)
    form = typed(document, Form) if document else None
    if document is None or form is None:
        return None
    for i, unit in enumerate(form.units):
        known(document, ("units", i), unit, units, "单位")
    check_references(document, (form.from_, None), regulations)
    _check_fills(document, form, [units[unit] for unit in form.units or units if unit in units])
    return form


def _check_fills(document: Document, form: Form, users: list[Read]) -> None:
    """A cell is filled with what the form's record gives, and its duty is one of the units that use the form."""
    cells: list[str] = []
    rows: tuple[str, ...] = ()
    if form.filled:
        cells, rows = [*FILLS[form.filled.from_]], ROWS[form.filled.from_]
    if form.filled and form.filled.duty:
        known(document, ("filled", "duty"), form.filled.duty, {duty for user in users for duty in user.duties}, "值班")
        versions = [version.tree for user in users for _, version in user.duties.get(form.filled.duty, ())]
        cells += {f"seat.{seat}" for tree in versions for seat in step_into(tree, "seats") or ()}
    for place, fill, in_rows in form.fills():
        known(document, place, fill, rows if in_rows else cells, "填写内容")

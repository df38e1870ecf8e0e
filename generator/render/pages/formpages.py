"""The page of forms (表格下载) with their blanks, and the page of rosters to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.data.forms.form import Form
from generator.data.forms.uses import USES
from generator.render.paper import forms
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.gather import Site


@dataclass(frozen=True)
class FormLine:
    """One form on the page: its blank and its size in KB, who uses it, and the articles that demand it."""

    title: str
    path: str
    kilobytes: int
    units: tuple[str, ...]
    articles: tuple[tuple[str, str], ...]
    internal: bool


def pages(site: Site) -> dict[str, str]:
    """Give the page of forms and that of rosters."""
    internal = site.viewer != "public"
    said = "可以打印填写的空白表格：办事、投诉和评价、预约和代办。" if not internal else "可以打印填写的空白表格。"
    return {
        links.FORMS: render(
            "forms.md.j2",
            head=front_matter("表格下载", said),
            to=links.From(links.FORMS),
            links=links,
            groups=list(_groups(site)),
            internal=internal,
        ),
        links.rosters.SHEETS: render(
            "sheets.md.j2",
            head=front_matter("值班表下载", "可以打印张贴的值班表，A4 纸，PDF 格式。", hide=["toc"]),
            to=links.From(links.rosters.SHEETS),
            links=links,
            units=[
                (unit.unit, tuple(month for month in reversed(site.months[unit.id]) if month.duties))
                for unit in site.project.units.values()
                if not site.internal(unit.id)
            ],
            shifts=site.shifts,
        ),
    }


def files(site: Site) -> dict[str, bytes]:
    """Give the blanks."""
    return {links.form(name): pdf for name, pdf in forms.files(site.project, site.viewer, site.today).items()}


def _groups(site: Site) -> Iterator[tuple[str, str, list[FormLine]]]:
    """Yield anchor, name and forms of every use that has some for the audience."""
    blanks = files(site)
    for use, title in USES.items():
        own = [(n, f) for n, f in site.project.forms.items() if f.use == use and links.form(n) in blanks]
        own.sort(key=lambda pair: (pair[1].audience != "public", pair[0]))
        if own:
            yield use, title, [_line(site, name, form, len(blanks[links.form(name)])) for name, form in own]


def _line(site: Site, name: str, form: Form, size: int) -> FormLine:
    return FormLine(
        form.title,
        links.form(name),
        max(1, round(size / 1024)),
        tuple(site.project.units[unit].unit.short for unit in form.units),
        tuple(_articles(site, form)),
        form.audience != "public",
    )


def _articles(site: Site, form: Form) -> Iterator[tuple[str, str]]:
    """Yield the articles with their places; further ones of the same regulation without its title."""
    before = ""
    for ref in form.source:
        said, _ = forms.cited(site.project.regulations, ref, site.today)
        text = said.partition("》")[2] if ref.regulation == before else said
        yield text or said, f"{links.regulation_page(ref.regulation)}#{ref.article}"
        before = ref.regulation

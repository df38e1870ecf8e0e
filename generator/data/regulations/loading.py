"""Reading regulations: a folder for each, a Markdown file for each version, every fault with its line.

``docs/regulations/<id>/<effective-date>.md`` is a version; ``<effective-date>.repeal.md`` ends the regulation;
``draft.md`` is the next version as it is proposed, and binds nothing. The status is computed from dates, never typed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from generator.data.files.fields import parse_day, parse_month_day
from generator.data.files.reading import Document, Faults, Place, front_matter
from generator.data.files.schema import nearest, typed
from generator.data.regulations.articles import PLACEHOLDER, split
from generator.data.regulations.register import Register
from generator.data.regulations.versions import DRAFT, MONTH_DAY, Head, Regulation, Version


def read_regulation(folder: Path, faults: Faults, units: Collection[str], register: Register) -> Regulation | None:
    """Read one regulation's folder; None where it holds no sound text. ``units`` are those that may issue one."""
    versions: list[Version] = []
    repealed = draft = None
    for path in sorted(folder.glob("*.md")):
        name = path.name.removesuffix(".md")
        try:
            effective = None if name == DRAFT else parse_day(name.removesuffix(".repeal"))
        except ValueError as error:
            faults.add(path, 1, 1, path.name, str(error), "文件名应是施行日期，如 2026-12-01.md")
            continue
        if name.endswith(".repeal"):
            repealed = effective
        elif version := _read_version(path, effective, faults, units, register):
            draft = version if version.draft else draft
            versions += [] if version.draft else [version]
    found = Regulation(folder.name, tuple(versions), repealed, draft)
    _check_days(found, faults)
    return found if found.texts else None


def _read_version(
    path: Path, effective: date | None, faults: Faults, units: Collection[str], register: Register
) -> Version | None:
    document, body, first_line = front_matter(path, faults)
    head = typed(document, Head) if document else None
    introduction, articles = split(path, body, first_line, faults)
    if document is None or head is None:
        return None
    places = {name: document.values["parameters", name, "value"] for name in head.parameters}
    day = effective or head.effective or date.max
    version = Version(path.parent.name, day, head, introduction, articles, places, effective is None)
    _check_head(document, version, units, register)
    _check_parameters(document, version)
    return version


def _check_head(document: Document, version: Version, units: Collection[str], register: Register) -> None:
    """Dates in their order, and names that somebody knows."""
    head, bodies = version.head, [*units, *register.issuers]
    if head.published > version.effective:
        what = f"公布日期 {head.published} 晚于施行日期 {version.effective}"
        document.fault(("published",), what, "先公布，后施行")
    if not version.draft and head.effective:
        document.fault(("effective",), "施行日期由文件名决定", "删除这一行", key=True)
    if not version.draft and head.nature == "consultation":
        document.fault(("nature",), "征求意见稿还没有施行日期", "文件名改成 draft.md，或者写正式的性质")
    if (head.nature == "trial") != bool(head.expires):
        where = "expires" if head.expires else "nature"
        document.fault((where,), "试行的规章写明试行到哪一天，其他规章不写", "nature: trial 与 expires 同时写")
    if not head.law:
        _known(document, [(("issuer",), head.issuer), *_listed("applies_to", head.applies_to)], bodies, "单位")
        if register.topics and not head.topics:
            document.fault(("topics",), "没有写明主题", "从 docs/regulations/register.yml 的 topics 里选")
    _known(document, _listed("topics", head.topics), register.topics, "主题")
    renamed: list[tuple[Place, str]] = [(("formerly", old), new) for old, new in head.formerly.items()]
    _known(document, [*_listed("editorial", head.editorial), *renamed], version.articles, "条文")


def _listed(key: str, names: Collection[str]) -> list[tuple[Place, str]]:
    return [((key, i), name) for i, name in enumerate(names)]


def _known(document: Document, written: list[tuple[Place, str]], known: Collection[str], what: str) -> None:
    for place, name in written:
        if name not in known:
            document.fault(place, f"没有{what}“{name}”", nearest(name, known))


def _check_days(regulation: Regulation, faults: Faults) -> None:
    """No two versions begin on one day, the draft and the repeal included."""
    begun = {v.effective for v in regulation.versions}
    draft = regulation.draft
    if draft and draft.effective in begun:
        faults.add(faults.root / draft.path, 1, 1, "effective", f"{draft.effective} 已经有一个版本", "换一个施行日期")
    if regulation.repealed in begun:
        path = faults.root / "docs/regulations" / regulation.id / f"{regulation.repealed}.repeal.md"
        faults.add(path, 1, 1, path.name, f"{regulation.repealed} 也是一个版本的施行日期", "废止和新版本只留一个")


def _check_parameters(document: Document, version: Version) -> None:
    """A parameter stands in the sentence of its own article, and nothing else is left in double braces."""
    parameters = version.head.parameters
    for name, parameter in parameters.items():
        place = ("parameters", name, "article")
        article = version.articles.get(parameter.article)
        if article is None:
            document.fault(place, f"没有条文“{parameter.article}”", nearest(parameter.article, version.articles))
        elif name not in {m["name"] for m in PLACEHOLDER.finditer(article.text)}:
            document.fault(place, f"条文“{parameter.article}”里没有用到它", f"在该条的句子里写 {{{{ {name} }}}}")
        if parameter.unit == MONTH_DAY:
            _check_month_day(document, name, parameter.value)
    if unknown := {m["name"] for m in PLACEHOLDER.finditer(version.head.summary)} - {*parameters}:
        document.fault(("summary",), f"没有参数“{'”“'.join(sorted(unknown))}”", nearest(min(unknown), parameters))
    for line, said in (pair for article in version.articles.values() for pair in article.lines()):
        for match in PLACEHOLDER.finditer(said):
            if match["name"] not in parameters:
                at, right = match.start() + 1, nearest(match["name"], parameters)
                document.faults.add(document.path, line, at, match["name"], "没有这个参数", right)
        if (at := PLACEHOLDER.sub(lambda m: " " * len(m[0]), said).find("{{")) >= 0:
            document.faults.add(document.path, line, at + 1, "{{", "双花括号没有配成对", "写成 {{ 参数名 }}")


def _check_month_day(document: Document, name: str, value: str) -> None:
    try:
        parse_month_day(value)
    except ValueError as error:
        what, _, right = str(error).rpartition("；")
        document.fault(("parameters", name, "value"), what, right)

"""What a guide says about other files: its unit, department and window exist, and its promise keeps the law's limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.data.files.fields import ParameterRef
from generator.data.files.names import Read, known
from generator.data.files.reading import Document, Faults, Place, Tree, files_of
from generator.data.files.schema import nearest
from generator.data.guides.guide import ON_THE_SPOT, Guide, GuidePage, read_guide
from generator.data.guides.parts import Limit
from generator.data.regulations.references import KnownRegulations


def read_guides(
    root: Path, faults: Faults, units: Mapping[str, Read], regulations: KnownRegulations
) -> dict[str, GuidePage]:
    """Read all guides; report those that two files call by one code."""
    guides: dict[str, GuidePage] = {}
    by_code: dict[str, str] = {}
    for path in files_of(root / "docs/guides", ".md", faults):
        if found := read_guide(path, faults):
            document, guides[path.stem] = found
            code = guides[path.stem].elements.local_code
            if (other := by_code.setdefault(code, path.stem)) != path.stem:
                document.fault(("local_code",), f"实施编码与 {other}.md 的相同", "每个事项用自己的实施编码")
            check_guide(document, guides[path.stem].elements, units, regulations)
    return guides


def check_guide(document: Document, guide: Guide, units: Mapping[str, Read], regulations: KnownRegulations) -> None:
    """Report what a guide names and nobody has, and a promise that is longer than it may be."""
    if known(document, ("unit",), guide.unit, units, "单位"):
        unit = units[guide.unit]
        known(document, ("department",), guide.department, unit.names("departments"), "部门")
        _place(document, guide, unit.listed("posts.yml"))
        _phone(document, guide, unit)
    for i, basis in enumerate(guide.legal_basis):
        if basis.regulation:
            _cited(document, ("legal_basis", i, "regulation"), basis.regulation, regulations)
    _limits(document, guide, regulations)


def _place(document: Document, guide: Guide, posts: list[dict[str, Tree]] | None) -> None:
    if posts is None:
        return
    by_id = {str(post["id"]): post for post in posts if "id" in post}
    if guide.post and guide.counter:
        document.fault(("counter",), "写了窗口，又写了服务台", "有编号窗口的只写 post")
    if guide.supervision.window:
        known(document, ("supervision", "window"), guide.supervision.window, by_id, "窗口")
    if not by_id:
        if guide.post or not guide.counter:
            document.fault(
                ("post",), "这个单位没有编号的窗口，缺少办理地点", "去掉 post，用 counter 写明在哪个服务台办"
            )
    elif not guide.post:
        document.fault(("post",), "缺少这个必填项（办理地点）", f"写窗口的编号：{'、'.join(by_id)}")
    elif known(document, ("post",), guide.post, by_id, "窗口"):
        owner = by_id[guide.post].get("department")
        departments = {guide.department, *guide.joint}
        if owner not in departments and "联办件" not in guide.tags:
            document.fault(("post",), f"这个窗口属于“{owner}”，不属于“{guide.department}”", "核对部门和窗口")


def _phone(document: Document, guide: Guide, unit: Read) -> None:
    """Report a guide whose window and unit both have no telephone to ask."""
    tree = unit.trees["unit.yml"].tree if "unit.yml" in unit.trees else None
    posts = [post for post in unit.listed("posts.yml") or [] if post.get("id") == guide.post]
    if isinstance(tree, dict) and not any(holder.get("phone") for holder in (tree, *posts)):
        document.fault(("unit",), "窗口和单位都没有写联系电话", "在 posts.yml 或 unit.yml 里写上 phone")


def _cited(document: Document, place: Place, ref: object, regulations: KnownRegulations) -> None:
    regulation, article = getattr(ref, "regulation", ""), getattr(ref, "article", "")
    if not known(document, place, regulation, regulations, "规章"):
        return
    found = regulations[regulation]
    if found is not None and not any(article in version.articles for version in found.texts):
        what = f"《{found.texts[-1].head.title}》没有条文“{article}”"
        document.fault(place, what, nearest(article, found.texts[-1].articles))


def _limits(document: Document, guide: Guide, regulations: KnownRegulations) -> None:
    """Compare the two limits on the guide's first day, and on every later one on which a figure of theirs changes."""
    refs = {x.value for x in (guide.promised_limit, guide.statutory_limit) if isinstance(x.value, ParameterRef)}
    texts = [version for ref in refs if (found := regulations.get(ref.regulation)) for version in found.versions]
    for day in sorted({guide.effective, *(v.effective for v in texts if v.effective > guide.effective)}):
        promised = _figure(document, ("promised_limit",), guide.promised_limit, day, regulations)
        statutory = _figure(document, ("statutory_limit",), guide.statutory_limit, day, regulations)
        if promised and statutory:
            _compare(document, guide, promised, statutory)
    for i, special in enumerate(guide.special_procedures):
        if special.limit:
            _figure(document, ("special_procedures", i, "limit"), special.limit, guide.effective, regulations)


def _compare(document: Document, guide: Guide, promised: Limit, statutory: Limit) -> None:
    place = ("promised_limit", "value")
    if promised.longer_than(statutory):
        alike = "" if promised.unit == statutory.unit else "（单位不同，按最长的情形折算）"
        document.fault(place, f"承诺时限 {promised} 长于法定时限 {statutory}{alike}", "应不超过法定时限")
    if guide.class_ == "即办件" and promised.longer_than(ON_THE_SPOT):
        document.fault(place, f"即办件的承诺时限是 {promised}", f"应不超过 {ON_THE_SPOT}，否则是承诺件")


def _figure(document: Document, place: Place, limit: Limit, day: date, regulations: KnownRegulations) -> Limit | None:
    """Give a limit with its figure of a day; report a parameter that is not there or another unit's."""
    if not isinstance(limit.value, ParameterRef):
        return limit
    at, ref = (*place, "value"), limit.value
    if not known(document, at, ref.regulation, regulations, "规章") or regulations[ref.regulation] is None:
        return None
    regulation = regulations[ref.regulation]
    assert regulation is not None
    version = regulation.in_force(day)
    if version is None:
        document.fault(at, f"{day} 《{regulation.texts[-1].head.title}》没有现行有效的版本", "核对施行日期")
        return None
    if not known(document, at, ref.name, version.head.parameters, "参数"):
        return None
    parameter = version.head.parameters[ref.name]
    if parameter.unit.removeprefix("个") != limit.unit or not parameter.value.isdecimal():
        said = f"{parameter.value} {parameter.unit}"
        document.fault(at, f"条文写的是“{said}”，这里的单位是{limit.unit}", "单位应与条文一致")
        return None
    return Limit(value=int(parameter.value), unit=limit.unit)

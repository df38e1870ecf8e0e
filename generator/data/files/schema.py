"""Types for what was read: pydantic schemas, with their misfits said in Chinese at the place where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.data.files.reading import Document, Place, step_into

M = TypeVar("M", bound=BaseModel)


class Record(BaseModel):
    """Base of every schema: frozen, and nothing unknown gets in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def typed(document: Document, schema: type[M], *, at: Place = ()) -> M | None:
    """Give the document (or its part at a place) its types; report every misfit and return None if there is one."""
    tree = _part(document, at)
    try:
        return schema.model_validate(tree)
    except ValidationError as error:
        reported = set()
        for detail in error.errors(include_url=False):
            place = _written(document, (*at, *detail["loc"]), detail["type"])
            if place not in reported:  # the branches of a union report the same place twice
                reported.add(place)
                _report(document, schema, place, at, detail)
        return None


def rest(document: Document, schema: type[M], *, at: Place = ()) -> M | None:
    """Give what stays of a faulty record without the keys at fault, so that other faults in it are found as well.

    It is for looking at only; None where too little is left.
    """
    tree = _part(document, at)
    wrong = {detail["loc"][0] for detail in _misfits(tree, schema) if detail["loc"]}
    sound = {key: value for key, value in tree.items() if key not in wrong} if isinstance(tree, dict) else {}
    return None if _misfits(sound, schema) else schema.model_validate(sound)


def _misfits(tree: Any, schema: type[BaseModel]) -> list[Any]:
    try:
        schema.model_validate(tree)
    except ValidationError as error:
        return [*error.errors(include_url=False)]
    return []


def _part(document: Document, at: Place) -> Any:
    tree: Any = document.tree
    for step in at:
        tree = step_into(tree, step)
    return tree


def _written(document: Document, loc: Place, kind: str) -> Place:
    """Cut pydantic's location (with its union tags) down to what the file contains."""
    node: Any = document.tree
    place: Place = ()
    for step in loc:
        if (found := step_into(node, step)) is None and isinstance(node, dict) and len(node) == 1 and kind != "missing":
            (only, found), *_ = node.items()  # "- rule: {key: value}": the schema calls the key a name
            place = (*place, only)
        elif found is None:
            return (*place, step) if kind == "missing" or (*place, step) in document.values else place
        else:
            place = (*place, step)
        node = found
    return place


def _report(document: Document, schema: type[BaseModel], place: Place, at: Place, detail: Any) -> None:
    kind, given = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        known = _keys_at(schema, place[len(at) : -1])
        document.fault(place, "没有这个键", nearest(str(place[-1]), known), key=True)
    elif kind == "missing":
        title = _title(schema, place[len(at) :])
        document.fault(place, f"缺少这个必填项{f'（{title}）' if title else ''}")
    elif kind in ("value_error", "assertion_error"):
        document.fault(place, str(detail["ctx"]["error"]))
    else:
        wanted = _WANTED.get(kind) or _WANTED.get(kind.split("_")[0], detail["msg"])
        if kind == "literal_error":
            wanted = "应是 " + detail["ctx"]["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
        shown = "空" if given is None else f"“{given}”" if isinstance(given, str) else "一组内容"
        title = _title(schema, place[len(at) :]) if kind.endswith("too_short") else ""
        document.fault(place, f"{title}写的是{shown}", wanted)


_WANTED = {
    "int": "应是整数",
    "greater_than_equal": "数值太小",
    "greater": "数值太小",
    "less": "数值太大",
    "string_pattern_mismatch": "只能用文字、数字和连字符",
    "string": "应是一段文字",
    "bool": "应是 true 或 false",
    "dict": "应是“键: 值”的一组内容",
    "model": "应是“键: 值”的一组内容",
    "tuple": "应是一个列表，每项以“- ”开头或写在 [ ] 里",
    "list": "应是一个列表，每项以“- ”开头或写在 [ ] 里",
    "too_short": "不能是空的",
    "string_too_short": "不能是空的",
    "is_instance_of": "写法不对",
}


def _keys_at(schema: type[BaseModel], place: Place) -> Iterable[str]:
    model: type[BaseModel] | None = schema
    for step in place:
        if model is not None and isinstance(step, str) and step in _known(model):
            model = next(_models(model.model_fields[_known(model)[step]].annotation), None)
    return _known(model) if model else ()


def _title(schema: type[BaseModel], place: Place) -> str:
    """Give the name that a schema gives the field at a place; empty where it gives none."""
    model: type[BaseModel] | None = schema
    title = ""
    for step in place:
        if model is not None and isinstance(step, str) and step in _known(model):
            info = model.model_fields[_known(model)[step]]
            title = info.title or ""
            model = next(_models(info.annotation), None)
    return title


def _known(model: type[BaseModel]) -> dict[str, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _models(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from _models(argument)


def nearest(name: str, known: Iterable[str]) -> str:
    """Say what would be right: the nearest known name, else all of them when they are few."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"最接近的是“{close[0]}”"
    return f"可用的有：{'、'.join(names)}" if 0 < len(names) <= 12 else ""  # noqa: PLR2004

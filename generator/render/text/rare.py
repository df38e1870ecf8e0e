"""Names that the first font cannot print alone: who draws them is said, so that somebody looks at them once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.project import Project, UnitData
from generator.render.text import fonts


def rare_names(project: Project, unit: str = "") -> tuple[str, ...]:
    """Say each character of people, departments, windows and duties that another font than the first draws, or none."""
    units = [own for name, own in project.units.items() if unit in ("", name)]
    found = (one for own in units for one in fonts.rare([*_texts(own)], LABELS))
    return tuple(dict.fromkeys(_said(one) for one in found))


LABELS = {"name": "姓名", "department": "部门名称", "post": "窗口名称", "duty": "值班名称", "unit": "单位名称"}


def _said(one: fonts.Rare) -> str:
    if not one.family:
        return f"{one}没有字体能印，印到它的表都会被拒绝"
    return f"{one}由字体 {one.family} 补印，请看一眼字形"


def _texts(unit: UnitData) -> Iterator[dict[str, str]]:
    yield {"unit": unit.unit.title}
    yield from ({"name": person.name} for person in unit.people.values())
    yield from ({"department": title} for title in (*unit.unit.departments.values(), *unit.unit.roles.values()))
    yield from ({"post": post.title} for post in unit.posts.values())
    for versions in unit.duties.values():
        for _, duty in versions.versions:
            yield {"duty": duty.title}
            yield from ({"duty": seat.title} for seat in duty.seats.values())

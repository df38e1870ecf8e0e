"""What a guide in large print says besides its notice: everything else that somebody asks before setting out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.data.guides.guide import Guide
from generator.render.views.gather import Site
from generator.render.views.places import ways_of


def parts(site: Site, guide: Guide) -> Iterator[dict[str, Any]]:
    """Yield each part: a title and its lines."""
    window = site.project.units[guide.unit].posts.get(guide.supervision.window)
    said = {
        "预约和代办": [f"{way}：{how}" for way, how in ways_of(guide).items()],
        "给老年人、残疾人等的服务": guide.care,
        "办好了拿到什么": [f"{guide.result.name}。送达方式：{'、'.join(guide.result.delivery)}"],
        "收费的依据": [guide.fee.basis, *filter(None, [guide.fee.reductions])],
        "对结果有异议": guide.remedies,
        "有意见找谁": [
            f"政务服务便民热线：{guide.supervision.hotline}",
            *([f"办不成事，找{window.title}{f'，电话 {window.phone}' if window.phone else ''}"] if window else ()),
            f"好差评：{guide.supervision.evaluation}",
        ],
    }
    for title, lines in said.items():
        yield {"title": title, "lines": [f"· {line}" for line in lines]}

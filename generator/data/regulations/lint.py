"""What is written beside a parameter and contradicts it: another figure with the same unit in the same article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.data.files.reading import Faults
from generator.data.regulations.articles import PLACEHOLDER, Article
from generator.data.regulations.references import KnownRegulations
from generator.data.regulations.versions import Version

CLOCK = "时刻"
"""The unit of a parameter that is a time of day; it is not written in the sentence."""
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")


def check_figures(root: Path, kept: KnownRegulations, faults: Faults) -> None:
    """Report figures in digits that stand beside a parameter of their unit and are not the parameter."""
    for version in (v for regulation in kept.values() if regulation for v in regulation.texts):
        for article in version.articles.values():
            for line, column, said, name in _beside(version, article):
                value = version.head.parameters[name].value
                what = f"本条的参数“{name}”是 {value}，这里写的是 {said}"
                right = f"同一个数字写 {{{{ {name} }}}}；另一个数字另设参数"
                faults.add(root / version.path, line, column, said, what, right)


def _beside(version: Version, article: Article) -> Iterator[tuple[int, int, str, str]]:
    own = {name: p for name, p in version.head.parameters.items() if p.article == article.id}
    units = {p.unit: name for name, p in own.items() if p.unit}
    values = {(p.unit, p.value) for p in own.values()}
    for line, text in article.lines():
        bare = PLACEHOLDER.sub(lambda m: " " * len(m[0]), text)
        for unit, name in units.items():
            figures = _CLOCK if unit == CLOCK else re.compile(rf"(?<![\d:])\d+(?=\s*{re.escape(unit)})")
            for match in figures.finditer(bare):
                if (unit, match[0]) not in values:
                    yield line, match.start() + 1, match[0], name

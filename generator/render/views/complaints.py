"""Where to complain: who takes it in which place, by which telephone, and when an answer is due by which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.data.project import Project, UnitData
from generator.data.regulations.resolve import Citation
from generator.deadlines.rules import held


@dataclass(frozen=True)
class ComplaintView:
    """How one complains to a unit."""

    unit: str
    short: str
    receiver: str
    place: str
    phone: str
    limit: str
    how: tuple[str, ...]  # how the limit is counted
    received: Citation  # the article on who takes it
    citation: Citation  # that on the limit

    @property
    def said(self) -> str:
        """All of it in a sentence, for paper."""
        answer = f"{self.receiver}受理，{self.limit}内答复（{self.citation.text}）"
        return f"{self.short}：交到{self.place}，电话 {self.phone}；{answer}"


def complaint_views(project: Project, units: Iterable[UnitData], day: date) -> Iterator[ComplaintView]:
    """Yield the way to complain to each unit that says it in articles in force on a day."""
    for unit in units:
        said, clock = unit.unit.complaints, held(project, unit, "complaint", day)
        if said is None or clock is None:
            continue
        law = project.regulations
        window = unit.posts.get(said.window)
        yield ComplaintView(
            unit=unit.id,
            short=unit.unit.short,
            receiver=law.version(said.receiver.regulation, day).head.parameters[said.receiver.name].value,
            place=f"{window.title}，{unit.unit.address}" if window else unit.unit.address,
            phone=(window.phone if window else "") or unit.unit.phone,
            limit=clock.limit,
            how=clock.how,
            received=law.cite_figure(said.receiver, day, None),
            citation=clock.citations[0],
        )

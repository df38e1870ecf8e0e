"""What is done on fixed days because of an article: the series of the agendas that go by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from generator.data.agenda.series import Series
from generator.data.calendars.period import month_of
from generator.data.files.fields import ArticleRef, ParameterRef
from generator.data.project import Project
from generator.render.views import links
from generator.render.views.persons import SEEN_BY, Viewer


@dataclass(frozen=True)
class ScheduledView:
    """A series that goes by an article, and the page of this month on which it stands."""

    title: str
    page: str


def scheduled(project: Project, viewer: Viewer, today: date) -> Mapping[ArticleRef, tuple[ScheduledView, ...]]:
    """Give the series that an audience may see by the articles of today that they go by."""
    found: dict[ArticleRef, dict[ScheduledView, None]] = {}
    for unit in project.units.values():
        page = links.rosters.agenda_page(unit.id, month_of(today).name)
        for series in (series for versions in unit.agenda.values() if (series := versions.on(today))):
            if series.audience in SEEN_BY[viewer]:
                for article in _articles(project, series, today):
                    found.setdefault(article, {})[ScheduledView(series.title, page)] = None
    return {article: tuple(views) for article, views in found.items()}


def _articles(project: Project, series: Series, today: date) -> Iterator[ArticleRef]:
    """Yield the article of a series and those in whose sentences its figures and choices stand."""
    for ref in _references(series):
        version = project.regulations.by_id[ref.regulation].in_force(today)
        if isinstance(ref, ArticleRef):
            yield ref
        elif version:
            yield ArticleRef(ref.regulation, version.head.parameters[ref.name].article)


def _references(value: object) -> Iterator[ArticleRef | ParameterRef]:
    if isinstance(value, ArticleRef | ParameterRef):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _references(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _references(part)

"""Pages of journeys （一件事）: the items in order, every material once, and how long it takes in all."""

from __future__ import annotations

from markupsafe import Markup

from generator.data.guides.guide import settled
from generator.data.guides.journeys import Journey, gathered, separate, total
from generator.render.pages.guides import split_prose
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.gather import Site
from generator.render.views.office_hours import opening_hours
from generator.render.views.places import place_among

TOGETHER = 1.15
"""Weight in the search of several items in one, before each of them."""


def pages(site: Site) -> dict[str, str]:
    """Give one page for each journey."""
    return {journey.page: _journey(site, journey) for journey in site.project.journeys.values()}


def _journey(site: Site, journey: Journey) -> str:
    project, head = site.project, journey.head
    unit = project.units[head.unit]
    together = project.guides.get(head.together)
    materials = gathered(journey, project.guides)
    bring = [material for material in materials if not material.made_by]
    introduction, questions = split_prose(journey.body)
    return render(
        "journey.md.j2",
        head=front_matter(head.title, head.summary, search={"boost": TOGETHER}),
        to=links.From(journey.page),
        links=links,
        journey=head,
        introduction=Markup(introduction),
        questions=Markup(questions),
        unit=unit.unit,
        post=unit.posts.get(head.post),
        hours=opening_hours(site, unit),
        together=together,
        promised=together and settled(together.elements.promised_limit, project.regulations, site.today),
        total=total(journey, project.guides, project.regulations, site.today),
        fees=[
            (guide.title, guide.fee.amount)
            for guide in (project.guides[item].elements for item in journey.ids)
            if not guide.fee.free
        ],
        stages=[
            (
                stage,
                [
                    (
                        item,
                        (guide := project.guides[item].elements),
                        place_among(project, guide),
                        settled(guide.promised_limit, project.regulations, site.today),
                    )
                    for item in stage.items
                ],
            )
            for stage in head.stages
        ],
        bring=bring,
        made=[material for material in materials if material.made_by],
        separate=separate(journey, project.guides),
    )

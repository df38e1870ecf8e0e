"""The regulations of one body, or of the state: the page that heads its part of the navigation."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.pages.topics import Text, issuer_title, text
from generator.render.text.escape import front_matter
from generator.render.text.templating import render
from generator.render.views import links
from generator.render.views.citations import newest
from generator.render.views.gather import Site

STATE = "state.law"
"""Whose the laws are: the id of no body holds a full stop."""


@dataclass(frozen=True)
class IssuerView:
    """One body with its regulations as they read today, or are to read; laws stand together."""

    id: str
    title: str
    texts: tuple[Text, ...]

    @property
    def page(self) -> str:
        """The page of the body."""
        return links.issuer_page(self.id)


def issuers(site: Site) -> tuple[IssuerView, ...]:
    """Give the bodies in the order in which their first regulation stands."""
    found: dict[str, list[Text]] = {}
    titles: dict[str, str] = {}
    for regulation in site.project.regulations.by_id.values():
        head = newest(regulation, site.today).head
        issuer = STATE if head.law else head.issuer
        titles[issuer] = "国家法律法规" if head.law else issuer_title(site, head.issuer)
        found.setdefault(issuer, []).append(text(site, regulation))
    return tuple(IssuerView(issuer, titles[issuer], tuple(own)) for issuer, own in found.items())


def pages(site: Site) -> dict[str, str | bytes]:
    """Give the page of every body; the search finds the regulations themselves."""
    return {
        view.page: render(
            "issuer.md.j2",
            head=front_matter(view.title, f"{view.title}的规章制度。", hide=["toc"], search={"exclude": True}),
            to=links.From(view.page),
            links=links,
            today=site.today,
            view=view,
        )
        for view in issuers(site)
    }

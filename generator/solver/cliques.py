"""Pairs of which at most one may hold, joined to cliques: the same said in fewer and stronger constraints."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def cliques(pairs: Iterable[tuple[T, T]]) -> Iterator[list[T]]:
    """Yield cliques that together cover all pairs, and no others; greedy, in the order of the pairs."""
    neighbours: dict[T, set[T]] = {}
    ordered = list(dict.fromkeys(pairs))
    for one, other in ordered:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    place = {node: n for n, node in enumerate(neighbours)}
    covered: set[tuple[T, T]] = set()
    for one, other in ordered:
        if (one, other) in covered:
            continue
        clique = [one, other]
        common = neighbours[one] & neighbours[other]
        while common:
            nearest = min(common, key=place.__getitem__)
            clique.append(nearest)
            common &= neighbours[nearest]
        covered.update((a, b) for a in clique for b in clique)
        yield clique

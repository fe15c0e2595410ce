"""Passages for the sides of a comparison: each is searched for by its own words, and not only all by those of all."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.composing.several import searched_parts
from assistant.answering.facets import facets_of
from assistant.retrieval import DEPTH, Retrieved, Retriever
from vectorstore.model import Hit, SearchFilter

_LEAST = 6
"""Passages of one side."""


def with_sides(retriever: Retriever, retrieved: Retrieved, where: SearchFilter) -> Retrieved:
    """`retrieved` with the best passages of those sides that have words of their own, where it has such sides."""
    facets = facets_of(retrieved.question)
    sides = [facet.question for facet in facets if facet.searched]
    sides = sides if facets else searched_parts(retrieved.question)
    share = max(_LEAST, DEPTH // max(1, len(sides)))
    best: dict[str, Hit] = {hit.passage.id: hit for hit in retrieved.hits}
    for side in sides:
        for hit in retriever.retrieve(side, share, where).hits[:share]:
            known = best.get(hit.passage.id)
            if known is None or known.score < hit.score:
                best[hit.passage.id] = hit
    return replace(retrieved, hits=tuple(sorted(best.values(), key=lambda hit: -hit.score))) if sides else retrieved

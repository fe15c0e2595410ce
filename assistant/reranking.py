"""Reorders the first passages found by the scores of a model that reads question and passage together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.normalize import index_form
from vectorstore.index_text import index_text
from vectorstore.model import Hit
from vectorstore.ports import Reranker


@dataclass(frozen=True, slots=True)
class Reranking:
    """A model, and how many of the first passages it reads."""

    reranker: Reranker
    depth: int

    def __call__(self, question: str, hits: Sequence[Hit], tiers: Sequence[int]) -> list[Hit]:
        """`hits`, best first, with the first `depth` of them reordered; `tiers[i]` is how `hits[i]` fits the region."""
        texts = [index_text(hit.passage) for hit in hits[: self.depth]]
        return reordered(hits, tiers, self.reranker.scores(index_form(question), texts).tolist())


def reordered(hits: Sequence[Hit], tiers: Sequence[int], scores: Sequence[float]) -> list[Hit]:
    """`hits` by `scores`, which the first `len(scores)` of them have, each within the places that its tier holds.

    So a passage of the wrong region never moves before one of the right region that stood before it, however
    well it reads. The score of a `Hit` stays with the place: passages are still sorted by it, and what is
    made of it later keeps its scale.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for place in range(len(scores)):
        places[tiers[place]].append(place)
    found = list(hits)
    for held in places.values():
        best_first = sorted(held, key=lambda place: -scores[place])
        for place, source in zip(held, best_first, strict=True):
            found[place] = replace(hits[source], score=hits[place].score)
    return found

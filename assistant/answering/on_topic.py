"""Which sides of a comparison speak of what is asked, as far as their fellows show that it can be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.facet import Facet
from assistant.answering.matching import match
from assistant.model import Answer
from assistant.near_identical import holds
from ingest.normalize import fold
from vectorstore.model import Hit

_CLEARLY, _LITTLE = 0.65, 0.35
"""Of the question's terms, weighed by their length: what the best side says, and what a silent one may."""


def without_off_topic(
    facets: Sequence[Facet], answers: Sequence[Answer], hits: Sequence[Hit], sure: Callable[[Facet], Answer]
) -> Sequence[Answer]:
    """`answers`, but of sides that say little of what another says in full only what is surely meant.

    So a clause that shares only 每月 with the question does not speak for 北京 beside one on 失业保险金. `sure` asks
    a side again by a stricter rule.
    """
    said = [_said(facet, answer, hits) for facet, answer in zip(facets, answers, strict=True)]
    if max(said, default=0.0) < _CLEARLY:
        return answers
    return [
        sure(facet) if answer.citations and amount < _LITTLE else answer
        for facet, answer, amount in zip(facets, answers, said, strict=True)
    ]


def _said(facet: Facet, answer: Answer, hits: Sequence[Hit]) -> float:
    """How much of a side's question the passages that its answer cites say, in [0, 1]; longer words tell more."""
    terms = [term for term in facet.question.terms if not term.place]
    weights = [term.weight * len(term.text) for term in terms]
    if not answer.citations or not sum(weights):
        return 0.0
    held = [hit.passage for hit in hits if any(holds(hit.passage, citation) for citation in answer.citations)]
    folded = fold(" ".join(f"{passage.title} {passage.clause} {passage.text}" for passage in held))
    return sum(w * match(term, folded) for term, w in zip(terms, weights, strict=True)) / sum(weights)

"""From a question to the passages that may answer it, held to the region that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.model import Place, Question
from assistant.understanding.places import INNER_PLACE_WEIGHT, covers, is_about
from ingest.normalize import fold
from ingest.regions.names import stem_of
from vectorstore.model import DocumentRecord, Hit, SearchFilter, SearchQuery

DEPTH = 24
"""Passages that an answerer gets to see."""
_INSIDE_DISCOUNT = 0.75
"""Of a document of a part of the region asked about, where the region has a document of its own."""
_COVERING_DISCOUNT = 0.8
_MENTION_DISCOUNT = 0.9


class PassageIndex(Protocol):
    """What retrieval needs of the index."""

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]: ...

    def documents(self) -> list[DocumentRecord]: ...


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages found, best first, and the question as held against the regions that are indexed."""

    question: Question
    hits: tuple[Hit, ...]


class Retriever:
    """Searches with the region, and the synonyms, of the question."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index

    def retrieve(self, question: Question, top_k: int = DEPTH) -> Retrieved:
        """Passages for `question`; where it names places, each place gets its share of them.

        A passage counts for a place when its document is about the place, when the document of a city
        covers it, or when its own words name it.
        """
        if not question.places:
            return Retrieved(question, tuple(self._search(question, None, top_k)))
        records = self._index.documents()
        question = _settled(question, records)
        share = max(6, top_k // len(question.places))
        found = [hit for place in question.places for hit in self._hits_for(question, place, records, share)]
        return Retrieved(question, tuple(_merge(found)))

    def _hits_for(self, question: Question, place: Place, records: Sequence[DocumentRecord], top_k: int) -> list[Hit]:
        exact = {record.id for record in records if record.region in place.paths}
        inside = {record.id for record in records if is_about(record.region, place)} - exact
        covering = {record.id for record in records if covers(record.region, place)} - exact - inside
        found = self._discounted(question, exact, top_k, 1.0)
        found += self._discounted(question, inside, top_k, _INSIDE_DISCOUNT if exact else 1.0)
        found += self._discounted(question, covering, top_k, _COVERING_DISCOUNT)
        for hit in self._search(question, None, top_k):
            if hit.passage.document not in exact | inside and _mentions(hit.passage.text, place):
                found.append(_scaled(hit, _MENTION_DISCOUNT))
        return _merge(found)[:top_k]

    def _discounted(self, question: Question, documents: set[str], top_k: int, factor: float) -> list[Hit]:
        hits = self._search(question, frozenset(documents), top_k) if documents else []
        return [_scaled(hit, factor) for hit in hits]

    def _search(self, question: Question, documents: frozenset[str] | None, top_k: int) -> list[Hit]:
        query = SearchQuery(question.search_text, question.expansions, filter=SearchFilter(documents))
        return self._index.search(query, top_k)


def _settled(question: Question, records: Sequence[DocumentRecord]) -> Question:
    """The question with those of its places that documents are about, or all where there is no such document.

    In 'which cities does Jiujiang cooperate with, Anqing or Huanggang' only Jiujiang binds the answer. A
    place inside a region that has documents must be named by the clause itself, so its term weighs more.
    """
    about = [place for place in question.places if any(is_about(record.region, place) for record in records)]
    covered = [
        place
        for place in question.places
        if place not in about and any(covers(record.region, place) for record in records)
    ]
    inner = {place.name for place in (question.places if not about + covered else covered)}
    terms = tuple(
        replace(term, weight=INNER_PLACE_WEIGHT, place=False) if term.place and term.text in inner else term
        for term in question.terms
    )
    return replace(question, places=tuple(about + covered) or question.places, terms=terms)


def _mentions(text: str, place: Place) -> bool:
    """True where the text names the place as the question does, or for a name in Latin letters, in Chinese."""
    names = [stem_of(path[-1]) for path in place.paths] if place.name.isascii() else [place.name]
    folded = fold(text)
    return any(fold(name) in folded for name in names)


def _scaled(hit: Hit, factor: float) -> Hit:
    return replace(hit, score=hit.score * factor)


def _merge(hits: Iterable[Hit]) -> list[Hit]:
    best: dict[str, Hit] = {}
    for hit in hits:
        known = best.get(hit.passage.id)
        if known is None or known.score < hit.score:
            best[hit.passage.id] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.passage.id))

"""From a question to the passages that may answer it, held to the region that it names.

question -> queries of both indexes, for each place that it names -> candidates -> ranked -> region tiers
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.model import AnswerKind, Language, Place, Question
from assistant.near_identical import grouped
from assistant.ranking.ranker import Contribution, Ranker
from assistant.region_tiers import (
    IndexedRegions,
    RegionPath,
    Tier,
    covering_paths,
    discount,
    names_in_texts,
    tier_of,
)
from assistant.understanding.places import INNER_PLACE_WEIGHT
from ingest.normalize import fold
from vectorstore.model import EVERYTHING, Hit, SearchFilter, SearchQuery

DEPTH = 24
"""Passages that an answerer gets to see."""
CANDIDATES = 80
"""Passages that are ranked at least, for each place that is asked about."""
NAMING = 20
"""Of those that only name the place."""
_LEAST_SHARE = 6


class PassageIndex(Protocol):
    """What retrieval needs of the index."""

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        """At most `top_k` passages by the plain sum of both indexes' scores, best first."""

    def regions(self) -> Mapping[RegionPath, int]:
        """Every region that documents are about, with their number; the same object until the index changes."""


Rerank = Callable[[str, Sequence[Hit], Sequence[int]], list[Hit]]
"""Puts the first of the ranked hits in a better order, each within its region tier: see `assistant.reranking`."""


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """Parts of retrieval, each of which can be left out to measure what it brings."""

    understanding: bool = True
    """Regions, synonyms and translations; without it the question's own words are searched."""
    dense: bool = True
    ranker: bool = True
    """Without it candidates keep the order of the plain sum of both indexes' scores."""


WHOLE = RetrievalOptions()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages found, best first, and the question as held against the regions that are indexed."""

    question: Question
    hits: tuple[Hit, ...]
    reasons: Mapping[str, tuple[Contribution, ...]] = field(default_factory=dict)
    """Where they were asked for: what each feature adds to the score of a candidate, by the passage's id."""
    where: SearchFilter = EVERYTHING
    """What the passages had to pass."""

    @property
    def groups(self) -> tuple[tuple[Hit, ...], ...]:
        """The hits; where the question names no region, nearly identical clauses of several regions together."""
        return tuple((hit,) for hit in self.hits) if self.question.places else grouped(self.hits)


class Retriever:
    """Searches with the region, and the synonyms, of the question."""

    def __init__(self, index: PassageIndex, ranker: Ranker | None = None, rerank: Rerank | None = None) -> None:
        """Without a `ranker` by the plain sum of both indexes' scores."""
        self._index = index
        self._ranker = ranker or Ranker()
        self._rerank = rerank
        self._regions: tuple[Mapping[RegionPath, int], IndexedRegions] | None = None

    def retrieve(
        self,
        question: Question,
        top_k: int = DEPTH,
        where: SearchFilter = EVERYTHING,
        options: RetrievalOptions = WHOLE,
        explain: bool = False,
    ) -> Retrieved:
        """Passages for `question` that pass `where`; of several places, each gets its share of them.

        A passage counts for a place when its document is about the place, when the document of a city
        covers it, or when its own words name it.
        """
        if not options.understanding:
            question = _words_alone(question)
        regions = self._indexed_regions()
        request = _Request(question, where, options, max(CANDIDATES, top_k))
        ranking = _Ranking(self._ranker if options.ranker else Ranker(), explain)
        if not question.places or not regions:
            hits = ranking.of(question, self._found(request))
            hits = self._reranked(question, hits, [0] * len(hits))
            return Retrieved(question, tuple(hits[:top_k]), ranking.reasons, where)
        question = _settled(question, regions)
        request = replace(request, question=question)
        share = max(_LEAST_SHARE, top_k // len(question.places))
        found: list[Hit] = []
        for place in question.places:
            found += self._of_place(request, place, regions, ranking)[:share]
        return Retrieved(question, tuple(_merged(found)), ranking.reasons, where)

    def _of_place(self, request: _Request, place: Place, regions: IndexedRegions, ranking: _Ranking) -> list[Hit]:
        question = request.question
        tiers: dict[str, Tier] = {}
        discounted = []
        for hit in ranking.of(question, self._of_regions(request, place, regions)):
            tier = tier_of(hit.passage, place)
            if tier is not None:
                tiers[hit.passage.id] = tier
                discounted.append(replace(hit, score=hit.score * discount(tier, regions, place)))
        ordered = _merged(_own_first(discounted, tiers))
        return self._reranked(question, ordered, [tiers[hit.passage.id] for hit in ordered])

    def _of_regions(self, request: _Request, place: Place, regions: IndexedRegions) -> list[Hit]:
        """Candidates of the place's documents and of those around it, and passages elsewhere that name it.

        Documents of the very place are asked apart from those of its parts, of which a province has so many
        that they would take all the room.
        """
        where = request.where
        if where.regions:  # the user has said where to look
            return self._found(request)
        hits: list[Hit] = []
        if regions.has_inside(place):
            hits += self._found(replace(request, where=replace(where, regions=place.paths)))
        if regions.has_own(place) or regions.is_covered(place):
            around = (*place.paths, *covering_paths(place))
            hits += self._found(replace(request, where=replace(where, covering=around)))
        naming = replace(query_of(request.question, where), required=names_in_texts(place))
        return _joined([*hits, *self._index.search(naming, NAMING, "bm25")])

    def _found(self, request: _Request) -> list[Hit]:
        """Candidates by the plain sum of both indexes' scores."""
        query = query_of(request.question, request.where)
        return self._index.search(query, request.depth, "hybrid" if request.options.dense else "bm25")

    def _indexed_regions(self) -> IndexedRegions:
        paths = self._index.regions()
        if self._regions is None or self._regions[0] is not paths:
            self._regions = (paths, IndexedRegions.of(paths))
        return self._regions[1]

    def _reranked(self, question: Question, hits: list[Hit], tiers: Sequence[int]) -> list[Hit]:
        return hits if self._rerank is None else self._rerank(question.resolved or question.wording, hits, tiers)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is looked for, and how."""

    question: Question
    where: SearchFilter
    options: RetrievalOptions
    depth: int
    """Candidates of each search."""


@dataclass
class _Ranking:
    """Ranks candidates, and keeps the reasons where they are wanted."""

    ranker: Ranker
    explain: bool
    reasons: dict[str, tuple[Contribution, ...]] = field(default_factory=dict)

    def of(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """`hits`, best first, with scores in [0, 1] of which the best is 1."""
        if not self.explain:
            return self.ranker.rank(question, hits)
        explained = self.ranker.explain(question, hits)
        self.reasons.update((ranked.hit.passage.id, ranked.contributions) for ranked in explained)
        return [ranked.hit for ranked in explained]


def query_of(question: Question, where: SearchFilter = EVERYTHING) -> SearchQuery:
    """What both indexes are asked. An English question is embedded as it stands: the model knows both languages."""
    dense = question.text if question.language is Language.ENGLISH else None
    return SearchQuery(question.search_text, question.expansions, question.any_of, where, dense_text=dense)


def _words_alone(question: Question) -> Question:
    """The question as a search engine takes it that understands nothing."""
    return Question(question.text, question.language, AnswerKind.OPEN, fold(question.text))


def _settled(question: Question, regions: IndexedRegions) -> Question:
    """The question with those of its places that documents are about, or all where there is no such document.

    In 'which cities does Jiujiang cooperate with, Anqing or Huanggang' only Jiujiang binds the answer. A
    place inside a region that has documents must be named by the clause itself, so its term weighs more.
    """
    about = [place for place in question.places if regions.has_own(place) or regions.has_inside(place)]
    covered = [place for place in question.places if place not in about and regions.is_covered(place)]
    inner = {place.name for place in (question.places if not about + covered else covered)}
    terms = tuple(
        replace(term, weight=INNER_PLACE_WEIGHT, place=False) if term.place and term.text in inner else term
        for term in question.terms
    )
    return replace(question, places=tuple(about + covered) or question.places, terms=terms)


def _joined(hits: Sequence[Hit]) -> list[Hit]:
    """The hits of several searches for the same words, with BM25 beside the best of them all and not of each."""
    best = max((hit.bm25 for hit in hits), default=0.0)
    if not best:
        return _merged(hits)
    return _merged(
        replace(hit, score=hit.score - hit.lexical + hit.bm25 / best, lexical=hit.bm25 / best) for hit in hits
    )


def _own_first(hits: Sequence[Hit], tiers: Mapping[str, Tier]) -> list[Hit]:
    """The hits with none that merely names the place scored above the best of the place's own documents."""
    of_place = [hit for hit in hits if tiers[hit.passage.id] is not Tier.NAMED]
    if not of_place:
        return list(hits)
    most = max(hit.score for hit in of_place)
    naming = [replace(hit, score=min(hit.score, most)) for hit in hits if tiers[hit.passage.id] is Tier.NAMED]
    return [*of_place, *naming]


def _merged(hits: Iterable[Hit]) -> list[Hit]:
    """Each passage once with its best score, best first; equal scores, such as the ranker's 0, in the order given."""
    best: dict[str, Hit] = {}
    for hit in hits:
        known = best.get(hit.passage.id)
        if known is None or known.score < hit.score:
            best[hit.passage.id] = hit
    return sorted(best.values(), key=lambda hit: -hit.score)

"""Hybrid search: candidates of both indexes, fused and ranked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.normalize import index_form
from vectorstore.fusion import Fused, fuse
from vectorstore.model import Hit, Passage, SearchQuery
from vectorstore.ports import Embedder, LexicalIndex, VectorStore

MODES = ("hybrid", "bm25", "dense")
"""Ways of searching; the last two use one index alone and exist to be compared with."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How many candidates each index gives, and what a cosine of 1 is worth beside the best BM25 (which is 1)."""

    lexical_candidates: int = 200
    dense_candidates: int = 100
    dense_weight: float = 0.25


@dataclass(frozen=True)
class HybridSearcher:
    """Searches a lexical and a vector index that hold the same passages."""

    lexical: LexicalIndex
    vectors: VectorStore
    embedder: Embedder
    passages: Callable[[Collection[str]], Mapping[str, Passage]]
    """Looks passages up by id; ids that it does not give are left out of the result."""
    settings: SearchSettings = SearchSettings()

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        """At most `top_k` hits, best first, equal scores by id.

        Raises ValueError for a mode that is not one of `MODES`, and for a negative `top_k`.
        """
        if mode not in MODES or top_k < 0:
            raise ValueError(f"expected a mode of {MODES} and top_k >= 0, got {mode!r} and {top_k}")
        lexical = [] if mode == "dense" else self._lexical_candidates(query, top_k)
        cosines = {} if mode == "bm25" else self._cosines(query, top_k, [identifier for identifier, _ in lexical])
        ranked = fuse(lexical, cosines, 1.0 if mode == "dense" else self.settings.dense_weight)
        return self._hits(ranked, top_k)

    def _hits(self, ranked: Sequence[Fused], top_k: int) -> list[Hit]:
        """The first `top_k` of `ranked` that have a passage; candidates beyond them are not looked up."""
        hits: list[Hit] = []
        for start in range(0, len(ranked), max(top_k, 1)):
            if len(hits) >= top_k:
                break
            part = ranked[start : start + top_k]
            found = self.passages([candidate.id for candidate in part])
            hits += [
                Hit(found[c.id], c.score, lexical=c.lexical, dense=c.dense, bm25=c.bm25) for c in part if c.id in found
            ]
        return hits[:top_k]

    def _lexical_candidates(self, query: SearchQuery, top_k: int) -> list[tuple[str, float]]:
        count = max(self.settings.lexical_candidates, top_k)
        return self.lexical.query(
            query.text,
            count,
            where=query.filter,
            expansions=query.expansions,
            any_of=query.any_of,
            required=query.required,
        )

    def _cosines(self, query: SearchQuery, top_k: int, lexical: Sequence[str]) -> dict[str, float]:
        """Of the nearest passages, and of the lexical candidates that are not among them."""
        vector = self.embedder.embed_query(index_form(query.dense_text or query.text))
        if not vector.any():
            return {}
        count = max(self.settings.dense_candidates, top_k)
        nearest = dict(self.vectors.query(vector, count, query.filter))
        others = [identifier for identifier in lexical if identifier not in nearest]
        return {**nearest, **self.vectors.cosines(vector, others)}

"""Hybrid search over plain texts kept in memory, for retrieval test sets."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from ingest.model import TextSpan
from ingest.normalize import index_form
from vectorstore.lexical import TantivyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import Labels, Passage, SearchQuery
from vectorstore.ports import Embedder
from vectorstore.search import HybridSearcher

_BATCH = 2048


class TextSearcher:
    """Searches (id, title, text) rows by the same analysis, fusion and embedder as an index does."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], embedder: Embedder) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="zhice-")
        lexical, vectors = TantivyIndex(Path(self._folder.name)), MemoryStore()
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            ids = [identifier for identifier, _, _ in part]
            texts = [f"{title}\n{text}" for _, title, text in part]
            labels = [Labels(identifier) for identifier in ids]
            lexical.upsert(ids, texts, labels)
            vectors.upsert(ids, embedder.embed_documents([index_form(text) for text in texts]), labels)
        self._searcher = HybridSearcher(lexical, vectors, embedder, _placeholders)

    def search(self, text: str, top_k: int, mode: str) -> list[tuple[str, float]]:
        """At most `top_k` (id, score), best first."""
        return [(hit.passage.id, hit.score) for hit in self._searcher.search(SearchQuery(text), top_k, mode)]


def _placeholders(ids: Collection[str]) -> dict[str, Passage]:
    """Passages that carry nothing but their id: a test set asks only which were found."""
    return {identifier: Passage(identifier, "", "", "", (), (), 0, TextSpan(0, 0), "") for identifier in ids}

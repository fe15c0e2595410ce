"""Hybrid search over plain texts kept for one process, for retrieval test sets."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ingest.model import DocumentDetails, TextSpan
from ingest.normalize import index_form
from vectorstore.labels import labels_of
from vectorstore.lexical import TantivyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import Hit, Passage, SearchQuery
from vectorstore.ports import Embedder
from vectorstore.search import HybridSearcher

_BATCH = 2048


class TextLibrary:
    """Texts as passages of one document each, searched as an index is; none of them is about a region."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], embedder: Embedder) -> None:
        """`rows` are (id, title, text). The lexical index lies in a temporary folder, the vectors in memory."""
        self._folder = tempfile.TemporaryDirectory(prefix="zhice-")
        self._passages = {identifier: _passage(identifier, title, text) for identifier, title, text in rows}
        lexical, vectors = TantivyIndex(Path(self._folder.name)), MemoryStore()
        passages = list(self._passages.values())
        for start in range(0, len(passages), _BATCH):
            part = passages[start : start + _BATCH]
            ids = [passage.id for passage in part]
            texts = [index_form(f"{passage.title}\n{passage.text}") for passage in part]
            labels = [labels_of(passage, DocumentDetails()) for passage in part]
            lexical.upsert(ids, texts, labels)
            vectors.upsert(ids, embedder.embed_documents(texts), labels)
        self.searcher = HybridSearcher(lexical, vectors, embedder, self.passages)

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        """At most `top_k` hits, best first; see `HybridSearcher.search`."""
        return self.searcher.search(query, top_k, mode)

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Those of `ids` that exist, in the order of `ids`."""
        return {identifier: self._passages[identifier] for identifier in ids if identifier in self._passages}

    def regions(self) -> Mapping[tuple[str, ...], int]:
        """None: as `PolicyIndex.regions` of documents that name no region."""
        return {}

    @property
    def generation(self) -> int:
        """Always the same: the texts do not change."""
        return 0

    def aliases(self) -> list[tuple[str, str]]:
        """None: the texts are not read for short forms."""
        return []

    def frequency(self, term: str) -> int:
        """In how many texts the rarest part of `term` occurs."""
        return self.searcher.lexical.frequency(term)

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        """In how many texts each of `tokens` occurs."""
        return self.searcher.lexical.frequencies(tokens)


def _passage(identifier: str, title: str, text: str) -> Passage:
    return Passage(identifier, identifier, identifier, title, (), (), 0, TextSpan(0, len(text)), text)

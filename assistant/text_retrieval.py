"""The whole of retrieval over plain texts, for test sets: they are asked as an index of documents is."""

from __future__ import annotations

from typing import Protocol

from assistant.model import Question
from assistant.retrieval import WHOLE, PassageIndex, RetrievalOptions, Retriever
from vectorstore.model import SearchQuery


class Reader(Protocol):
    """Understands questions."""

    def read(self, text: str) -> Question: ...


class TextSearcher:
    """Finds texts by their ids: by one index alone, or by the way that a question takes."""

    def __init__(self, library: PassageIndex, reader: Reader, retriever: Retriever) -> None:
        """`retriever` searches `library`."""
        self._library = library
        self._reader = reader
        self._retriever = retriever

    def search(self, text: str, top_k: int, mode: str, options: RetrievalOptions = WHOLE) -> list[tuple[str, float]]:
        """At most `top_k` (id, score), best first.

        `mode` 'bm25' and 'dense' ask one index alone for the words of `text`; 'hybrid' reads `text` as a
        question and ranks what both find, less the parts that `options` leaves out.
        """
        if mode == "hybrid":
            hits = list(self._retriever.retrieve(self._reader.read(text), top_k, options=options).hits)
        else:
            hits = self._library.search(SearchQuery(text), top_k, mode)
        return [(hit.passage.id, hit.score) for hit in hits]

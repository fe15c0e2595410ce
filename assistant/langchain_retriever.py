"""Zhice's search as a LangChain retriever, for chains of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from vectorstore.model import Hit


class ZhiceRetriever(BaseRetriever):
    """Finds the clauses for a query, as LangChain documents, best first."""

    search: Callable[[str, int], Sequence[Hit]]
    """(query, top_k) to at most top_k hits, best first."""
    top_k: int = Field(default=8, ge=1)
    """How many documents to give back at most."""
    note: Callable[[Hit], str] | None = None
    """The formal note of a hit, such as `Assistant.note`; without it the documents have none."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.search(query, self.top_k)
        return [as_document(hit, self.note(hit) if self.note is not None else "") for hit in hits]


def as_document(hit: Hit, note: str = "") -> Document:
    """The passage as a document; `start` and `end` are its offsets in the file's text, `note` its formal note."""
    passage = hit.passage
    return Document(
        page_content=passage.text,
        id=passage.id,
        metadata={
            "source": passage.source,
            "title": passage.title,
            "clause": passage.clause,
            "region": " > ".join(passage.region),
            "start": passage.span.start,
            "end": passage.span.end,
            "score": hit.score,
            "note": note,
        },
    )

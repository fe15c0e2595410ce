"""Chunks as LangChain's RAG tutorial makes them, with their exact places."""

from __future__ import annotations

from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: TID251

from ingest.model import TextSpan

SIZE, OVERLAP = 1000, 200
"""Characters; those of the tutorial."""


def split(text: str, size: int = SIZE, overlap: int = OVERLAP) -> list[TextSpan]:
    """Chunks in order, each of at most `size` characters and without white space at its ends; blank ones are left out.

    Raises ValueError unless 0 <= overlap < size.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"an overlap must be at least 0 and below the size, got {overlap} and {size}")
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap)
    spans: list[TextSpan] = []
    for words in splitter.split_text(text):
        # The splitter's own start_index may be that of the same words earlier in the text. Between two chunks only
        # white space is left out, so a chunk begins no later than the next other character.
        end = spans[-1].end if spans else 0
        latest = len(text) - len(text[end:].lstrip())
        start = text.rindex(words, 0, latest + len(words))
        spans.append(TextSpan(start, start + len(words)))
    return spans

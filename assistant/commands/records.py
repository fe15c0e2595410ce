"""JSON forms of answers and hits: the contract of `ask --json`, `batch` and `search --json`."""

from __future__ import annotations

from assistant.model import Answer, Citation
from vectorstore.model import DocumentRecord, Hit


def answer_record(answer: Answer, identifier: str = "") -> dict[str, object]:
    """{"id", "question", "answer", "refused", "reason", "citations", "latency_ms"} and what was noted."""
    return {
        "id": identifier,
        "question": answer.question,
        "answer": answer.text,
        "refused": answer.refused,
        "reason": answer.reason,
        "citations": [citation_record(citation) for citation in answer.citations],
        "latency_ms": answer.latency_ms,
        "answerer": answer.answerer,
        "notes": list(answer.notes),
    }


def citation_record(citation: Citation) -> dict[str, object]:
    """{"doc", "title", "clause", "quote", "start", "end"}; offsets count code points of the extracted text."""
    return {
        "doc": citation.doc,
        "title": citation.title,
        "clause": citation.clause,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def hit_record(hit: Hit) -> dict[str, object]:
    """A ranked clause with its scores."""
    passage = hit.passage
    return {
        "score": round(hit.score, 4),
        "bm25": round(hit.lexical, 4),
        "cosine": round(hit.dense, 4),
        "doc": passage.source,
        "title": passage.title,
        "region": list(passage.region),
        "clause": passage.clause,
        "text": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
    }


def document_record(document: DocumentRecord) -> dict[str, object]:
    """One document of the catalogue."""
    return {
        "id": document.id,
        "doc": document.source,
        "title": document.title,
        "region": list(document.region),
        "region_inferred": document.region_inferred,
        "clauses": document.passages,
        "start": document.span.start,
        "end": document.span.end,
    }

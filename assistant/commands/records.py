"""JSON forms: the contract of `ask`, `batch`, `search`, `documents` and `facts` with `--json`."""

from __future__ import annotations

from assistant.model import Answer, CheckedFigure, Citation
from ingest.model import RemovedText, TextSpan
from vectorstore.model import DocumentRecord, FactRecord, Hit


def answer_record(answer: Answer, identifier: str = "") -> dict[str, object]:
    """{"id", "question", "answer", "refused", "reason", "citations", "latency_ms", "checks"} and what was noted.

    "sides" are the rows of a comparison; their "citations" count from 1, and an empty "text" says that a side's
    documents are silent. "corrects" says that the answer corrects what the question takes for granted; such a
    question is refused as asked.
    """
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
        "checks": [check_record(check) for check in answer.checks],
        "sides": [{"name": side.name, "text": side.text, "citations": list(side.citations)} for side in answer.sides],
        "corrects": answer.corrects,
    }


def check_record(check: CheckedFigure) -> dict[str, object]:
    """A figure, "text" == answer[start:end], and what the citation of that number (0 for none) says of it."""
    return {
        "text": check.written,
        "start": check.start,
        "end": check.end,
        "verdict": str(check.verdict),
        "citation": check.citation,
        "evidence": check.evidence,
    }


def citation_record(citation: Citation) -> dict[str, object]:
    """{"doc", "title", "clause", "quote", "start", "end"}; offsets count code points of the extracted text.

    Where other files hold the same document, "also_in" gives the place in each of them. "note" is the formal note to
    copy, "warning" says that the document does not hold, else it is "".
    """
    return {
        "doc": citation.doc,
        "title": citation.title,
        "clause": citation.clause,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "also_in": [
            {"doc": place.doc, "quote": place.quote, "start": place.start, "end": place.end}
            for place in citation.also_in
        ],
        "note": citation.note,
        "warning": citation.warning,
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
    """One document of the catalogue; "spans" says where each value was read, null where not from the text."""
    details = document.details
    return {
        "id": document.id,
        "doc": document.source,
        "title": document.title,
        "region": list(document.region),
        "region_inferred": document.region_inferred,
        "level": str(details.level),
        "kind": details.kind,
        "number": details.number.text if details.number else "",
        "issuers": [issuer.text for issuer in details.issuers],
        "dates": {str(date.kind): date.iso for date in details.dates},
        "validity": [{"kind": str(note.kind), "text": note.text} for note in details.validity],
        "clauses": document.clauses,
        "passages": document.passages,
        "start": document.span.start,
        "end": document.span.end,
        "spans": {
            "title": _span(details.title.span),
            "region": _span(document.region_span),
            "number": _span(details.number.span if details.number else None),
            "issuers": [_span(issuer.span) for issuer in details.issuers],
            "dates": {str(date.kind): _span(date.span) for date in details.dates},
            "validity": [_span(note.span) for note in details.validity],
        },
        "copies": [{"id": copy.id, "start": copy.span.start, "end": copy.span.end} for copy in document.copies],
    }


def fact_record(record: FactRecord) -> dict[str, object]:
    """One fact: values in the normal unit as decimal strings, offsets of the source text."""
    fact = record.fact
    return {
        "id": record.document,
        "title": record.title,
        "region": list(record.region),
        "subject": fact.subject,
        "level": fact.level,
        "indicator": fact.indicator,
        "comparator": fact.comparator,
        "change": fact.change,
        "low": f"{fact.low.normalize():f}",
        "high": f"{fact.high.normalize():f}",
        "unit": fact.unit,
        "written": fact.written,
        "period": fact.period,
        "clause": record.clause,
        "start": fact.span.start,
        "end": fact.span.end,
    }


def removed_record(source: str, part: RemovedText) -> dict[str, object]:
    """A part of a file that is no policy text."""
    return {"doc": source, "kind": str(part.kind), "text": part.text, "span": _span(part.span)}


def _span(span: TextSpan | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]

"""Rows of the catalogue from and to the values of `vectorstore.model` and `ingest.model`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from pydantic import TypeAdapter

from ingest.model import (
    Alias,
    Chunk,
    Clause,
    ClauseKind,
    DocumentDetails,
    Fact,
    PolicyDocument,
    RemovedKind,
    RemovedText,
    TextSpan,
)
from vectorstore.model import Copy, DocumentRecord, FactRecord, Passage, SourceRecord

PASSAGE_QUERY = """
SELECT p.id, d.source, p.document, d.title, d.region, p.path, p.position, p.span_start, p.span_end, p.text
FROM passages p JOIN documents d ON d.id = p.document
"""
SOURCE_QUERY = """
SELECT s.name, s.path, s.member, s.digest, s.media_type, s.indexed_at,
    (SELECT count(*) FROM documents d WHERE d.source = s.name)
        + (SELECT count(*) FROM copies c WHERE c.source = s.name) AS documents,
    (SELECT count(*) FROM documents d JOIN passages p ON p.document = d.id WHERE d.source = s.name) AS passages
FROM sources s
"""
DOCUMENT_QUERY = """
SELECT d.*,
    (SELECT count(*) FROM passages p WHERE p.document = d.id) AS passages,
    (SELECT count(*) FROM clauses c WHERE c.document = d.id) AS clauses
FROM documents d
"""
FACT_QUERY = """
SELECT f.document, d.title, d.region, c.path, f.fact
FROM facts f JOIN documents d ON d.id = f.document
    LEFT JOIN clauses c ON c.document = f.document AND c.ordinal = json_extract(f.fact, '$.clause')
"""


@lru_cache(maxsize=1)
def details_adapter() -> TypeAdapter[DocumentDetails]:
    """Between `DocumentDetails` and JSON."""
    return TypeAdapter(DocumentDetails)


@lru_cache(maxsize=1)
def fact_adapter() -> TypeAdapter[Fact]:
    """Between `Fact` and JSON; values are decimal strings."""
    return TypeAdapter(Fact)


def passage_from(row: sqlite3.Row) -> Passage:
    """A row of `PASSAGE_QUERY`."""
    return Passage(
        id=row["id"],
        source=row["source"],
        document=row["document"],
        title=row["title"],
        region=_names(row["region"]),
        path=_names(row["path"]),
        position=row["position"],
        span=_span(row),
        text=row["text"],
    )


def source_from(row: sqlite3.Row) -> SourceRecord:
    """A row of `SOURCE_QUERY`."""
    return SourceRecord(**dict(row))


def document_from(row: sqlite3.Row, copies: Sequence[Copy] = ()) -> DocumentRecord:
    """A row of `DOCUMENT_QUERY`."""
    start, end = row["region_start"], row["region_end"]
    return DocumentRecord(
        id=row["id"],
        source=row["source"],
        ordinal=row["ordinal"],
        title=row["title"],
        region=tuple(json.loads(row["region"])),
        region_inferred=bool(row["region_inferred"]),
        passages=row["passages"],
        span=_span(row),
        region_span=None if start is None else TextSpan(start, end),
        clauses=row["clauses"],
        details=details_adapter().validate_json(row["details"]),
        copies=tuple(copies),
    )


def copy_from(row: sqlite3.Row) -> Copy:
    """A row of `copies`."""
    return Copy(row["source"], row["ordinal"], _span(row))


def clause_from(row: sqlite3.Row) -> Clause:
    """A row of `clauses`."""
    return Clause(
        ordinal=row["ordinal"],
        kind=ClauseKind(row["kind"]),
        label=row["label"],
        heading=row["heading"],
        span=_span(row),
        path=tuple(json.loads(row["path"])),
        parent=row["parent"],
    )


def fact_from(row: sqlite3.Row) -> FactRecord:
    """A row of `FACT_QUERY`."""
    return FactRecord(
        document=row["document"],
        title=row["title"],
        region=tuple(json.loads(row["region"])),
        clause=" > ".join(json.loads(row["path"] or "[]")),
        fact=fact_adapter().validate_json(row["fact"]),
    )


def removed_from(row: sqlite3.Row) -> RemovedText:
    """A row of `removed`."""
    span = None if row["span_start"] is None else _span(row)
    return RemovedText(RemovedKind(row["kind"]), row["text"], span)


def document_row(document: PolicyDocument) -> dict[str, object]:
    """The columns of `documents`."""
    region = document.region
    return {
        "id": document.id,
        "source": document.source,
        "ordinal": document.ordinal,
        "title": document.title,
        "region": _list(region.path),
        "region_inferred": int(region.inferred),
        "region_start": None if region.span is None else region.span.start,
        "region_end": None if region.span is None else region.span.end,
        "span_start": document.span.start,
        "span_end": document.span.end,
        "level": str(document.details.level),
        "kind": document.details.kind,
        "fingerprint": document.fingerprint,
        "details": details_adapter().dump_json(document.details).decode(),
    }


def clause_rows(document: str, clauses: Iterable[Clause]) -> list[dict[str, object]]:
    """The columns of `clauses`."""
    return [
        {
            "document": document,
            "ordinal": clause.ordinal,
            "kind": str(clause.kind),
            "label": clause.label,
            "heading": clause.heading,
            "path": _list(clause.path),
            "parent": clause.parent,
            "span_start": clause.span.start,
            "span_end": clause.span.end,
        }
        for clause in clauses
    ]


def fact_rows(document: str, facts: Iterable[Fact]) -> list[dict[str, object]]:
    """The columns of `facts`."""
    return [
        {
            "document": document,
            "ordinal": ordinal,
            "indicator": fact.indicator,
            "level": fact.level,
            "period": fact.period,
            "fact": fact_adapter().dump_json(fact).decode(),
        }
        for ordinal, fact in enumerate(facts)
    ]


def alias_rows(source: str, aliases: Iterable[Alias]) -> list[dict[str, object]]:
    """The columns of `aliases`."""
    return [
        {
            "source": source,
            "ordinal": ordinal,
            "term": alias.term,
            "alias": alias.alias,
            "span_start": alias.span.start,
            "span_end": alias.span.end,
        }
        for ordinal, alias in enumerate(aliases)
    ]


def alias_from(row: sqlite3.Row) -> Alias:
    """An alias from the columns of `aliases`."""
    return Alias(row["term"], row["alias"], TextSpan(row["span_start"], row["span_end"]))


def removed_rows(source: str, removed: Iterable[RemovedText]) -> list[dict[str, object]]:
    """The columns of `removed`."""
    return [
        {
            "source": source,
            "ordinal": ordinal,
            "kind": str(part.kind),
            "text": part.text,
            "span_start": None if part.span is None else part.span.start,
            "span_end": None if part.span is None else part.span.end,
        }
        for ordinal, part in enumerate(removed)
    ]


def passage_row(passage: Passage) -> dict[str, object]:
    """The columns of `passages`."""
    return {
        "id": passage.id,
        "document": passage.document,
        "position": passage.position,
        "path": _list(passage.path),
        "span_start": passage.span.start,
        "span_end": passage.span.end,
        "text": passage.text,
    }


def passages_of(
    documents: Sequence[PolicyDocument], chunks: Sequence[Chunk], taken: Collection[str]
) -> dict[str, Passage]:
    """The passages by id that the chunks of one file become.

    An id in `taken` (of another file) or met before in this one gets a suffix made from the file's name
    and the count, so that content that stands twice is kept twice. Raises ValueError for a chunk of a
    document that is not there.
    """
    by_id = {document.id: document for document in documents}
    passages: dict[str, Passage] = {}
    for chunk in chunks:
        document = by_id.get(chunk.document)
        if document is None:
            raise ValueError(f"chunk {chunk.id} belongs to {chunk.document}, which is not among the documents read")
        identifier, count = chunk.id, 1
        while identifier in taken or identifier in passages:
            count += 1
            identifier = f"{chunk.id}~{_digest(document.source, count)}"
        passages[identifier] = Passage(
            id=identifier,
            source=document.source,
            document=document.id,
            title=document.title,
            region=document.region.path,
            path=chunk.path,
            position=chunk.position,
            span=chunk.span,
            text=chunk.text,
        )
    return passages


@lru_cache(maxsize=8192)
def _names(listed: str) -> tuple[str, ...]:
    """The values of a JSON list; passages of one document share most of theirs."""
    return tuple(json.loads(listed))


def _span(row: sqlite3.Row) -> TextSpan:
    return TextSpan(row["span_start"], row["span_end"])


def _list(values: Sequence[str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _digest(source: str, count: int) -> str:
    return sha256(f"{source}|{count}".encode()).hexdigest()[:8]

"""Rows of the catalogue from and to the values of `vectorstore.model` and `ingest.model`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from hashlib import sha256

from ingest.model import Chunk, PolicyDocument, TextSpan
from vectorstore.model import DocumentRecord, Passage, SourceRecord

PASSAGE_QUERY = """
SELECT p.id, d.source, p.document, d.title, d.region, p.path, p.position, p.span_start, p.span_end, p.text
FROM passages p JOIN documents d ON d.id = p.document
"""
SOURCE_QUERY = """
SELECT s.name, s.path, s.digest, s.media_type, s.indexed_at,
    (SELECT count(*) FROM documents d WHERE d.source = s.name) AS documents,
    (SELECT count(*) FROM documents d JOIN passages p ON p.document = d.id WHERE d.source = s.name) AS passages
FROM sources s
"""
DOCUMENT_QUERY = """
SELECT d.id, d.source, d.ordinal, d.title, d.region, d.region_inferred, d.span_start, d.span_end,
    (SELECT count(*) FROM passages p WHERE p.document = d.id) AS passages
FROM documents d
"""


def passage_from(row: sqlite3.Row) -> Passage:
    """A row of `PASSAGE_QUERY`."""
    return Passage(
        id=row["id"],
        source=row["source"],
        document=row["document"],
        title=row["title"],
        region=tuple(json.loads(row["region"])),
        path=tuple(json.loads(row["path"])),
        position=row["position"],
        span=TextSpan(row["span_start"], row["span_end"]),
        text=row["text"],
    )


def source_from(row: sqlite3.Row) -> SourceRecord:
    """A row of `SOURCE_QUERY`."""
    return SourceRecord(**dict(row))


def document_from(row: sqlite3.Row) -> DocumentRecord:
    """A row of `DOCUMENT_QUERY`."""
    return DocumentRecord(
        id=row["id"],
        source=row["source"],
        ordinal=row["ordinal"],
        title=row["title"],
        region=tuple(json.loads(row["region"])),
        region_inferred=bool(row["region_inferred"]),
        passages=row["passages"],
        span=TextSpan(row["span_start"], row["span_end"]),
    )


def document_row(document: PolicyDocument) -> tuple[object, ...]:
    """The columns of `documents` in their order."""
    region = json.dumps(document.region.path, ensure_ascii=False)
    span = document.span
    inferred = int(document.region.inferred)
    return (document.id, document.source, document.ordinal, document.title, region, inferred, span.start, span.end)


def passage_row(passage: Passage) -> tuple[object, ...]:
    """The columns of `passages` in their order."""
    path = json.dumps(passage.path, ensure_ascii=False)
    span = passage.span
    return (passage.id, passage.document, passage.position, path, span.start, span.end, passage.text)


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


def _digest(source: str, count: int) -> str:
    return sha256(f"{source}|{count}".encode()).hexdigest()[:8]

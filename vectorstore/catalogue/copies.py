"""Documents that several files hold: stored and indexed once, with the file that came first, and cited from any.

Each further file keeps its own reading of the document, packed. When the first file goes, or no longer
holds the document, the next one's reading takes its place, as if that file had been the first.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from pydantic import TypeAdapter

from ingest.model import Chunk, PolicyDocument, ReadResult, TextSpan
from ingest.same_text import Alignment, extent_of
from vectorstore.catalogue.database import Database
from vectorstore.catalogue.rows import clause_rows, document_row, fact_rows, passage_row, passages_of
from vectorstore.model import Passage

_Reading = tuple[PolicyDocument, tuple[Chunk, ...]]


def split_copies(
    db: Database, source: str, documents: Sequence[PolicyDocument]
) -> tuple[list[PolicyDocument], list[tuple[PolicyDocument, str]]]:
    """Which of a file's documents are new, and which are copies of stored ones, each with that one's id.

    A document counts as stored where another file, or the same file further up, holds its text.
    """
    wanted = sorted({document.fingerprint for document in documents if document.fingerprint})
    statement = "SELECT fingerprint, id FROM documents WHERE source <> ? AND fingerprint IN ({marks})"
    stored = {row["fingerprint"]: row["id"] for row in db.all_of(statement, wanted, [source])}
    own: list[PolicyDocument] = []
    copies: list[tuple[PolicyDocument, str]] = []
    for document in documents:
        known = stored.get(document.fingerprint) if document.fingerprint else None
        if known is None:
            own.append(document)
            stored[document.fingerprint] = document.id
        else:
            copies.append((document, known))
    return own, copies


def insert_documents(db: Database, documents: Sequence[PolicyDocument], passages: Collection[Passage]) -> None:
    """Stores documents with their clauses, facts and passages."""
    db.insert("documents", [document_row(document) for document in documents])
    for document in documents:
        db.insert("clauses", clause_rows(document.id, document.clauses))
        db.insert("facts", fact_rows(document.id, document.facts))
    db.insert("passages", [passage_row(passage) for passage in passages])


def insert_copies(db: Database, result: ReadResult, copies: Sequence[tuple[PolicyDocument, str]]) -> None:
    """Notes that the file of `result` holds stored documents too."""
    rows = [
        {
            "source": result.source.name,
            "ordinal": document.ordinal,
            "document": stored,
            "span_start": document.span.start,
            "span_end": document.span.end,
            "extent": _dump(extent_of(document.clauses, result.source.text)),
            "reading": _packed(document, [chunk for chunk in result.chunks if chunk.document == document.id]),
        }
        for document, stored in copies
    ]
    db.insert("copies", rows)


def take_copies(db: Database, source: str) -> dict[str, list[sqlite3.Row]]:
    """The copies in other files of the documents stored with `source`, by fingerprint."""
    taken: dict[str, list[sqlite3.Row]] = {}
    statement = (
        "SELECT c.*, d.fingerprint FROM copies c JOIN documents d ON d.id = c.document"
        " WHERE d.source = ? AND c.source <> ? ORDER BY c.source, c.ordinal"
    )
    for row in db.all(statement, (source, source)):
        taken.setdefault(row["fingerprint"], []).append(row)
    return taken


def put_copies(db: Database, taken: dict[str, list[sqlite3.Row]], documents: Sequence[PolicyDocument]) -> None:
    """Puts back what `take_copies` gave, for the documents that were stored anew under the same fingerprint."""
    columns = ("source", "ordinal", "span_start", "span_end", "extent", "reading")
    for document in documents:
        rows = taken.get(document.fingerprint, [])
        db.insert("copies", [{**{name: row[name] for name in columns}, "document": document.id} for row in rows])


def hand_over(db: Database, source: str, keep: Collection[str] = ()) -> list[str]:
    """Stores, for the documents of `source` that other files hold too, the next file's reading of each.

    The fingerprints in `keep` are left alone; `source` keeps its rows until it is removed. Returns the ids
    of the new passages, which have to be indexed.
    """
    added: list[str] = []
    for fingerprint, rows in take_copies(db, source).items():
        if fingerprint not in keep:
            added += _give(db, rows[0])
    return added


def places_in_copies(db: Database, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]:
    """Where other files hold the words under `span` of a stored document: each file's name, the span and the words.

    A file or document that another process is just replacing has no place.
    """
    places = []
    for row in db.all("SELECT source, ordinal FROM copies WHERE document = ? ORDER BY source, ordinal", (document,)):
        alignment = _alignment(db, document, row["source"], row["ordinal"], db.generation)
        place = alignment.map(span) if alignment is not None else None
        text = _text_of(db, row["source"])
        if place is not None and text is not None:
            places.append((row["source"], place, place.slice(text)))
    return places


def _give(db: Database, heir: sqlite3.Row) -> list[str]:
    """Makes the copy `heir` the stored document, in the place of the one that it is a copy of."""
    document, chunks = _unpacked(heir["reading"], _text_of(db, heir["source"]) or "")
    taken = {row["id"] for row in db.all_of("SELECT id FROM passages WHERE id IN ({marks})", [c.id for c in chunks])}
    passages = passages_of([document], chunks, taken)
    db.execute("DELETE FROM copies WHERE source = ? AND ordinal = ?", (heir["source"], heir["ordinal"]))
    insert_documents(db, [document], passages.values())
    db.execute("UPDATE copies SET document = ? WHERE document = ?", (document.id, heir["document"]))
    return list(passages)


@lru_cache(maxsize=4)
def _alignment(db: Database, document: str, source: str, ordinal: int, generation: int) -> Alignment | None:
    """The stored document's text against the copy's; kept, for an answer asks for several places of one document."""
    owner = db.all("SELECT source FROM documents WHERE id = ?", (document,))
    copy = db.all("SELECT extent FROM copies WHERE source = ? AND ordinal = ?", (source, ordinal))
    text = _text_of(db, owner[0]["source"]) if owner else None
    other = _text_of(db, source)
    if text is None or other is None or not copy:
        return None
    rows = db.all("SELECT span_start, span_end FROM clauses WHERE document = ? ORDER BY ordinal", (document,))
    spans = [TextSpan(row["span_start"], row["span_end"]) for row in rows]
    return Alignment(text, spans, other, [TextSpan(*ends) for ends in json.loads(copy[0]["extent"])])


def _text_of(db: Database, source: str) -> str | None:
    rows = db.all("SELECT text FROM sources WHERE name = ?", (source,))
    return str(rows[0]["text"]) if rows else None


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[_Reading]:
    return TypeAdapter(_Reading)


def _packed(document: PolicyDocument, chunks: Sequence[Chunk]) -> bytes:
    """A document and its chunks, whose text is left out: the file's text has it."""
    bare = tuple(replace(chunk, text="") for chunk in chunks)
    return zlib.compress(_adapter().dump_json((document, bare)))


def _unpacked(reading: bytes, text: str) -> _Reading:
    document, bare = _adapter().validate_json(zlib.decompress(reading))
    return document, tuple(replace(chunk, text=chunk.span.slice(text)) for chunk in bare)


def _dump(spans: Sequence[TextSpan]) -> str:
    return json.dumps([[span.start, span.end] for span in spans])

"""Documents that several files hold: stored once, with the file that came first, and cited from any of them.

When that file goes, or no longer holds the document, the next file that has it takes over the stored
clauses, facts and passages, whose spans are moved to the same words in its text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

from ingest.model import PolicyDocument, SourceText, TextSpan
from ingest.same_text import Alignment, extent_of
from vectorstore.catalogue.database import Database
from vectorstore.catalogue.rows import details_adapter, fact_adapter
from vectorstore.ports import UnknownSource

Move = Callable[[TextSpan], TextSpan | None]


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


def insert_copies(db: Database, source: SourceText, copies: Sequence[tuple[PolicyDocument, str]]) -> None:
    """Notes that `source` holds stored documents too."""
    rows = [
        {
            "source": source.name,
            "ordinal": document.ordinal,
            "document": stored,
            "span_start": document.span.start,
            "span_end": document.span.end,
            "extent": _dump(extent_of(document.clauses, source.text)),
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
    columns = ("source", "ordinal", "span_start", "span_end", "extent")
    for document in documents:
        rows = taken.get(document.fingerprint, [])
        db.insert("copies", [{**{name: row[name] for name in columns}, "document": document.id} for row in rows])


def hand_over(db: Database, source: str, keep: Collection[str] = ()) -> list[str]:
    """Gives the documents stored with `source` to other files that hold them, but for the fingerprints in `keep`.

    Returns the ids of the passages that changed their document and have to be indexed again.
    """
    moved: list[str] = []
    for fingerprint, rows in take_copies(db, source).items():
        if fingerprint not in keep:
            moved += _give(db, rows[0])
    return moved


def places_in_copies(db: Database, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]:
    """Where other files hold the words under `span` of a stored document: each file's name, the span and the words."""
    rows = db.all("SELECT * FROM copies WHERE document = ? ORDER BY source, ordinal", (document,))
    if not rows:
        return []
    old = db.one("SELECT * FROM documents WHERE id = ?", (document,))
    places = []
    for row in rows:
        text = _text_of(db, row["source"])
        place = _alignment(db, old, row, text).map(span)
        if place is not None:
            places.append((row["source"], place, place.slice(text)))
    return places


def _give(db: Database, heir: sqlite3.Row) -> list[str]:
    """Makes the copy `heir` the stored document, in the place of the one that it is a copy of."""
    old = db.one("SELECT * FROM documents WHERE id = ?", (heir["document"],))
    text = _text_of(db, heir["source"])
    move = _alignment(db, old, heir, text).map
    new = f"{heir['source']}#{heir['ordinal']}"
    db.execute("DELETE FROM copies WHERE source = ? AND ordinal = ?", (heir["source"], heir["ordinal"]))
    db.insert("documents", [_moved_document(old, heir, new, move)])
    db.execute("UPDATE copies SET document = ? WHERE document = ?", (new, old["id"]))
    _move_clauses(db, old["id"], new, move)
    _move_facts(db, old["id"], new, move, text)
    return _move_passages(db, old["id"], new, move, text)


def _alignment(db: Database, old: sqlite3.Row, heir: sqlite3.Row, text: str) -> Alignment:
    before = _text_of(db, old["source"])
    rows = db.all("SELECT span_start, span_end FROM clauses WHERE document = ? ORDER BY ordinal", (old["id"],))
    spans = [TextSpan(row["span_start"], row["span_end"]) for row in rows]
    return Alignment(before, spans, text, [TextSpan(*ends) for ends in json.loads(heir["extent"])])


def _moved_document(old: sqlite3.Row, heir: sqlite3.Row, new: str, move: Move) -> dict[str, object]:
    region = None if old["region_start"] is None else move(TextSpan(old["region_start"], old["region_end"]))
    details = _moved(details_adapter().validate_json(old["details"]), move)
    return {
        **dict(old),
        "id": new,
        "source": heir["source"],
        "ordinal": heir["ordinal"],
        "region_start": None if region is None else region.start,
        "region_end": None if region is None else region.end,
        "span_start": heir["span_start"],
        "span_end": heir["span_end"],
        "details": details_adapter().dump_json(details).decode(),
    }


def _move_clauses(db: Database, old: str, new: str, move: Move) -> None:
    rows = db.all("SELECT ordinal, span_start, span_end FROM clauses WHERE document = ?", (old,))
    changes = [(new, *_ends(row, move), old, row["ordinal"]) for row in rows]
    db.execute_many(
        "UPDATE clauses SET document = ?, span_start = ?, span_end = ? WHERE document = ? AND ordinal = ?", changes
    )


def _move_facts(db: Database, old: str, new: str, move: Move, text: str) -> None:
    changes = []
    for row in db.all("SELECT ordinal, fact FROM facts WHERE document = ?", (old,)):
        fact = _moved(fact_adapter().validate_json(row["fact"]), move)
        fact = replace(fact, written=fact.span.slice(text))
        changes.append((new, fact_adapter().dump_json(fact).decode(), old, row["ordinal"]))
    db.execute_many("UPDATE facts SET document = ?, fact = ? WHERE document = ? AND ordinal = ?", changes)


def _move_passages(db: Database, old: str, new: str, move: Move, text: str) -> list[str]:
    rows = db.all("SELECT id, span_start, span_end FROM passages WHERE document = ?", (old,))
    changes = []
    for row in rows:
        start, end = _ends(row, move)
        changes.append((new, start, end, text[start:end], row["id"]))
    db.execute_many("UPDATE passages SET document = ?, span_start = ?, span_end = ?, text = ? WHERE id = ?", changes)
    return [row["id"] for row in rows]


def _ends(row: sqlite3.Row, move: Move) -> tuple[int, int]:
    """Where the span of a clause or passage lies now; such a span holds text, so it has a place."""
    span = move(TextSpan(row["span_start"], row["span_end"]))
    if span is None:
        raise ValueError(f"a stored span holds no text: [{row['span_start']}, {row['span_end']})")
    return span.start, span.end


def _moved(value: Any, move: Move) -> Any:
    """`value` with every span in it moved, or None where that leaves it without one that it needs.

    A span outside the clauses has no place in the other file: an optional one is then None, and a part
    that cannot be without one is left out of its list.
    """
    if isinstance(value, tuple):
        return tuple(part for part in (_moved(item, move) for item in value) if part is not None)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        part = getattr(value, field.name)
        is_span = isinstance(part, TextSpan)
        changed[field.name] = move(part) if is_span else _moved(part, move)
        if is_span and changed[field.name] is None and field.default is MISSING:
            return None
    return replace(value, **changed)


def _text_of(db: Database, source: str) -> str:
    rows = db.all("SELECT text FROM sources WHERE name = ?", (source,))
    if not rows:
        raise UnknownSource(f"索引里没有名为“{source}”的文件，请核对文件名，或先用 zhice ingest 导入它")
    return str(rows[0]["text"])


def _dump(spans: Sequence[TextSpan]) -> str:
    return json.dumps([[span.start, span.end] for span in spans])

"""A whole document, clause by clause, for a person who wants to read around a citation. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.document_view import described
from ingest.model import Clause, ClauseKind
from vectorstore.model import DocumentRecord

_SHOWN_ABOVE = frozenset({"标题", "文件"})
"""Facts that the reader's head tells already."""


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One clause without those below it. `text` is exactly `source[start:]` up to its length."""

    text: str
    start: int
    """Code points from the start of the file's text."""
    depth: int
    """How many clauses stand above it."""
    heading: bool
    """Whether it is a clause with a number or a heading."""
    table: bool
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document to read."""

    id: str
    source: str
    """Name of its file."""
    title: str
    facts: tuple[tuple[str, str], ...]
    """What it says of itself, name and value."""
    parts: tuple[DocumentPart, ...]
    """In reading order."""


def whole_document(record: DocumentRecord, clauses: Sequence[Clause], source: str) -> WholeDocument:
    """The document of `record`, cut out of the text of its file."""
    depths: list[int] = []
    for clause in clauses:  # parents come before their children
        depths.append(0 if clause.parent is None else depths[clause.parent] + 1)
    parts = tuple(
        DocumentPart(
            clause.span.slice(source),
            clause.span.start,
            depth,
            bool(clause.label or clause.heading),
            clause.kind is ClauseKind.TABLE,
            clause.path,
        )
        for clause, depth in zip(clauses, depths, strict=True)
    )
    facts = tuple(row for row in described(record) if row[0] not in _SHOWN_ABOVE)
    return WholeDocument(record.id, record.source, record.title, facts, parts)

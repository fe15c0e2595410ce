"""What a citation says of its place beyond the passage it was taken from: the very clause, its note, other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.footnotes.note import formal_note
from assistant.model import Citation, CopyPlace
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.structure import clause_at
from vectorstore.model import DocumentRecord
from vectorstore.ports import UnknownSource

_JOINT = " > "


class ClauseLibrary(Protocol):
    """What this module needs of the index."""

    def documents(self) -> list[DocumentRecord]: ...

    def clauses_of(self, document: str) -> Sequence[Clause]: ...

    def source_text(self, name: str) -> str: ...

    def places_in_copies(self, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]: ...


def document_of(records: Sequence[DocumentRecord], citation: Citation) -> DocumentRecord | None:
    """The document that a citation quotes; None where it is no longer there."""
    return next((r for r in records if r.source == citation.doc and r.span.start <= citation.start < r.span.end), None)


def placed(citations: Sequence[Citation], library: ClauseLibrary) -> tuple[Citation, ...]:
    """The citations with the path of the clause itself, the formal note, and the other files that hold the document.

    A passage of several short clauses has the path of the clause above them; the quote stands in one.
    """
    records = library.documents() if citations else []
    return tuple(_placed(citation, document_of(records, citation), library) for citation in citations)


def _placed(citation: Citation, record: DocumentRecord | None, library: ClauseLibrary) -> Citation:
    if record is None:
        return citation
    span = TextSpan(citation.start, citation.end)
    try:
        clauses = library.clauses_of(record.id)
        clause = clause_at(clauses, span)
        text = library.source_text(record.source) if clause is not None and clause.kind is ClauseKind.TABLE else ""
        note = formal_note(record, clauses, clause, span, text)
    except (IndexError, UnknownSource):  # another process is just replacing the document
        return citation
    path = _JOINT.join(clause.path) if clause is not None else ""
    deeper = path.startswith(citation.clause + _JOINT) if citation.clause else bool(path)
    copies = library.places_in_copies(record.id, span) if record.copies else []
    places = tuple(CopyPlace(name, words, place.start, place.end) for name, place, words in copies)
    return replace(citation, clause=path if deeper else citation.clause, note=note, also_in=places)

"""From a span of a document to a place that can be cited and opened."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from assistant.footnotes.note import formal_note
from assistant.tables.model import Place, TableLibrary
from ingest.model import Clause, TextSpan
from vectorstore.model import DocumentRecord

_KEPT = 16
"""Documents whose text and clauses are kept: rows mostly come document by document."""


class Placing:
    """Makes the places of the rows of one table."""

    def __init__(self, library: TableLibrary, records: Sequence[DocumentRecord]) -> None:
        self._library = library
        self._records: Mapping[str, DocumentRecord] = {record.id: record for record in records}
        self._read: OrderedDict[str, tuple[str, list[Clause]]] = OrderedDict()

    def place(self, document: str, clause: int, path: str, span: TextSpan) -> Place:
        """The place of `span` in the clause with the number `clause`. Raises UnknownSource for a removed file."""
        record = self._records[document]
        text, clauses = self._document(record)
        held = clauses[clause] if clause < len(clauses) else None
        note = formal_note(record, clauses, held, span, text)
        quote = span.slice(text)
        return Place(record.source, document, record.title, record.region, path, quote, span.start, span.end, note)

    def _document(self, record: DocumentRecord) -> tuple[str, list[Clause]]:
        known = self._read.get(record.id)
        if known is None:
            known = (self._library.source_text(record.source), list(self._library.clauses_of(record.id)))
            self._read[record.id] = known
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return known
